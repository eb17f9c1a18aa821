"""What the list of lessons shows: the tracks, whole or for one exam, and where to read on."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for

from webapp.domain import access
from webapp.domain.access import Action
from webapp.domain.exams.outline import Exam
from webapp.pages import edge
from webapp.pages.filters import minutes, plural
from webapp.pages.lessons.presenters import Link, TrackPart, resume_link, track_part
from webapp.services.lessons import Selection


@dataclass(frozen=True)
class Filter:
    """A way to narrow the list."""

    words: str
    url: str
    current: bool


@dataclass(frozen=True)
class IndexPage:
    """The list of tracks; `by_outline` leads to the lessons of the chosen exam task by task."""

    opening: str
    resume: Link | None
    filters: tuple[Filter, ...]
    by_outline: Link | None
    tracks: tuple[TrackPart, ...]


def index_page(selection: Selection) -> IndexPage:
    """The list of tracks."""
    contents, exam = selection.contents, selection.exam
    may_sit = access.may(edge.actor(), Action.SIT_EXAM)
    return IndexPage(
        opening=_opening(selection),
        resume=resume_link(contents),
        filters=tuple(_filters(selection)),
        by_outline=_by_outline(exam) if exam and may_sit else None,
        tracks=tuple(track_part(track, contents) for track in contents.tracks),
    )


def _opening(selection: Selection) -> str:
    """How much there is to read."""
    tracks = selection.contents.tracks
    count = sum(len(track.lessons) for track in tracks)
    reading = minutes(sum(track.minutes for track in tracks))
    many = f"{plural(count, 'lesson')} in {plural(len(tracks), 'track')}"
    if selection.exam:
        return f"{many} prepare for the {selection.exam.title}: {reading} of reading and questions."
    return f"{many}, {reading} of reading and questions. Begin anywhere; each track builds from its first lesson."


def _filters(selection: Selection) -> list[Filter]:
    """All lessons, those for the reader's own exam, and those for each other one."""
    chosen = selection.exam.code if selection.exam else ""
    exams = sorted(selection.exams, key=lambda exam: exam.code != selection.own)
    named = [Filter("All lessons", url_for("lessons.index"), current=not chosen)]
    for exam in exams:
        words = f"For {'my exam, ' if exam.code == selection.own else ''}{exam.code.upper()}"
        url = url_for("lessons.index", exam=exam.code)
        named.append(Filter(words, url, current=exam.code == chosen))
    return named


def _by_outline(exam: Exam) -> Link:
    return Link("The same lessons task by task", url_for("paths.lessons", code=exam.code))
