"""Lessons: track.yaml and lesson files → drafts, and drafts → tracks with their rendered lessons."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from webapp.catalog.answerables import render_question
from webapp.catalog.cleaning import Tables, clean, plain
from webapp.catalog.drafts import LessonDraft, QuestionDraft, TrackDraft
from webapp.catalog.faults import Fault
from webapp.catalog.figure_keys import AnyFigure
from webapp.catalog.figures import figure_html, read_figure
from webapp.catalog.fitting import Written, attempt, fit
from webapp.catalog.manuscripts import CUT, Fence, read_body, split_front
from webapp.catalog.markdown import Renderer
from webapp.catalog.models import LessonEntry, SourceEntry, TrackEntry
from webapp.catalog.questions import fingerprint, read_check
from webapp.catalog.reading import Desk
from webapp.domain.lessons import Chunk, Heading, Lesson, Source, Track

_HEADING = re.compile(r'<h2 id="([^"]+)">(.*?)</h2>', re.DOTALL)


def read_tracks(desk: Desk) -> tuple[TrackDraft, ...]:
    """Every track in the order of the map."""
    found = (_read_track(desk, path) for path in desk.files("lessons/*/track.yaml"))
    return tuple(sorted((track for track in found if track), key=lambda track: track.written.entry.order))


def _read_track(desk: Desk, path: Path) -> TrackDraft | None:
    sheet = desk.sheet(path)
    written = sheet and fit(TrackEntry, sheet, desk.faults)
    if not written:
        return None
    track = path.parent.name
    files = {file.stem: file for file in desk.files(f"lessons/{track}/*.md")}
    for place, slug in enumerate(written.entry.lessons):
        if slug not in files:
            desk.faults.append(
                written.fault(f"lists the lesson `{slug}`, which has no file", "lessons", place)
            )
    for slug in sorted(files.keys() - set(written.entry.lessons)):
        reason = "is not listed in track.yaml"
        desk.faults.append(Fault(desk.name(files[slug]), 1, reason))
    lessons = (_read_lesson(desk, files[slug]) for slug in written.entry.lessons if slug in files)
    return TrackDraft(track, written, tuple(lesson for lesson in lessons if lesson))


def _read_lesson(desk: Desk, path: Path) -> LessonDraft | None:
    """A lesson; its body is read even where its front matter does not fit, so that all faults come out at once."""
    text, file = desk.text(path), desk.name(path)
    parts = split_front(text) if text is not None else None
    if parts is None:
        if text is not None:
            desk.faults.append(Fault(file, 1, "has no front matter between two lines of ---"))
        return None
    front, body, first_line = parts
    sheet = desk.yaml(front, file, first_line=2)
    written = sheet and fit(LessonEntry, sheet, desk.faults)
    manuscript = read_body(body, file, first_line, desk.faults)
    lesson = f"{path.parent.name}/{path.stem}"
    inserts = [_read_fence(desk, fence, file, lesson) for fence in manuscript.fences]
    whole = tuple(insert for insert in inserts if insert is not None)
    if not written or len(whole) < len(inserts):
        return None
    return LessonDraft(path.parent.name, path.stem, written, manuscript, whole)


def _read_fence(
    desk: Desk, fence: Fence, file: str, lesson: str
) -> QuestionDraft | Written[AnyFigure] | None:
    sheet = desk.yaml(fence.text, file, fence.line)
    if sheet is None:
        return None
    if fence.kind == "check":
        return read_check(sheet, f"{lesson}#check", desk.faults)
    if not isinstance(sheet.value, dict):
        desk.faults.append(sheet.fault("a figure must be a mapping of fields"))
        return None
    figure = attempt(read_figure, sheet, desk.faults)
    return None if figure is None else Written(figure, sheet)


def render_track(draft: TrackDraft, renderer: Renderer) -> Track:
    """The track with every lesson rendered."""
    entry = draft.written.entry
    lessons = (
        _render_lesson(lesson, f"{entry.order}.{place}", renderer)
        for place, lesson in enumerate(draft.lessons, start=1)
    )
    title, summary = renderer.words(entry.title), renderer.words(entry.summary)
    return Track(draft.slug, entry.order, title, summary, tuple(lessons))


def _render_lesson(draft: LessonDraft, number: str, renderer: Renderer) -> Lesson:
    entry = draft.entry
    body = _render_body(draft, number, renderer)
    html = "".join(chunk.html for chunk in body)
    lesson = Lesson(
        track=draft.track,
        slug=draft.slug,
        number=number,
        title=renderer.words(entry.title),
        summary=renderer.words(entry.summary),
        minutes=entry.minutes,
        objectives=tuple(renderer.words(objective) for objective in entry.objectives),
        skills=entry.skills,
        prepares_for=entry.prepares_for,
        requires=entry.requires,
        updated=entry.updated,
        sources=tuple(_source(source, renderer) for source in entry.sources),
        headings=tuple(Heading(anchor, plain(title)) for anchor, title in _HEADING.findall(html)),
        anchors=draft.anchors,
        body=body,
        checks=tuple(render_question(check, renderer) for check in draft.checks),
        etag="",
        terms=draft.targets("term"),
        templates=draft.targets("template"),
    )
    return replace(lesson, etag=fingerprint(repr(replace(lesson, anchors=frozenset()))))


def _source(entry: SourceEntry, renderer: Renderer) -> Source:
    by = ", ".join(name for name in (entry.author, entry.body) if name)
    return Source(renderer.words(entry.title), renderer.words(by), entry.year, entry.link)


def _render_body(draft: LessonDraft, number: str, renderer: Renderer) -> tuple[Chunk, ...]:
    """The body in order: what is read, and between it the places of the checks."""
    tables = Tables()
    html, *rest = CUT.split(renderer.blocks(draft.manuscript.prose))
    pieces = [clean(html, tables)]
    chunks: list[Chunk] = []
    figures = 0
    for place, after in zip(rest[::2], rest[1::2], strict=True):
        insert = draft.inserts[int(place)]
        if isinstance(insert, QuestionDraft):
            chunks += [*_chunk(pieces), Chunk(check=insert.entry.id)]
            pieces = []
        else:
            figures += 1
            figure = read_figure(renderer.words_in(insert.sheet.value))
            pieces.append(figure_html(figure, f"{number}-{figures}"))
        pieces.append(clean(after, tables))
    return (*chunks, *_chunk(pieces))


def _chunk(pieces: list[str]) -> list[Chunk]:
    html = "".join(pieces).strip()
    return [Chunk(html=html)] if html else []
