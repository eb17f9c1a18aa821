"""What the pages of lessons show: one track, and the open book. The list of tracks is in index_presenters.py."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for
from markupsafe import Markup

from webapp.domain.glossary import Term
from webapp.domain.lessons import Lesson, Source, Track, Trail
from webapp.domain.paths import open_requirements
from webapp.pages.filters import day, minutes, percent, plural
from webapp.services.lessons import Contents, Preparation, Reading


@dataclass(frozen=True)
class Link:
    """Words that lead somewhere."""

    words: str
    url: str


@dataclass(frozen=True)
class LessonLine:
    """A lesson in a list; `state` is done, begun or nothing."""

    number: str
    title: str
    summary: str
    url: str
    minutes: str
    state: str
    says: str


@dataclass(frozen=True)
class TrackPart:
    """A track in the list; `share` is how much of it is done, in whole per cent, `here` whether one reads on in it."""

    number: int
    title: str
    summary: str
    url: str
    facts: str
    progress: str
    share: int
    here: bool
    lessons: tuple[LessonLine, ...]


@dataclass(frozen=True)
class TrackPage:
    """One track."""

    track: TrackPart
    resume: Link | None


@dataclass(frozen=True)
class TocEntry:
    """A heading in the contents; `state` is done, here or nothing."""

    anchor: str
    title: str
    state: str


@dataclass(frozen=True)
class TermLine:
    """A term that the text links to; `id` is where its meaning stands, which the links are described by."""

    id: str
    name: str
    url: str
    meaning: str


@dataclass(frozen=True)
class LessonPage:
    """The open book."""

    path: dict[str, str]
    number: str
    title: str
    summary: str
    track: Link
    position: str
    facts: tuple[str, ...]
    builds: tuple[str, ...]
    prepares: tuple[str, ...]
    prepares_own: tuple[str, ...]
    requires: tuple[Link, ...]
    read_first: tuple[Link, ...]
    objectives: tuple[str, ...]
    toc: tuple[TocEntry, ...]
    place: Link | None
    text: Markup
    terms: tuple[TermLine, ...]
    templates: tuple[Link, ...]
    sources: tuple[Source, ...]
    previous: Link | None
    next: Link | None
    done: str
    keeps: bool


def track_page(track: Track, contents: Contents) -> TrackPage:
    """One track."""
    here = contents.resume if contents.resume in track.lessons else None
    return TrackPage(track_part(track, contents), resume_link(contents) if here else None)


def track_part(track: Track, contents: Contents) -> TrackPart:
    """A track with the state of each lesson."""
    done = sum(
        contents.trails[lesson.path].done for lesson in track.lessons if lesson.path in contents.trails
    )
    count = len(track.lessons)
    return TrackPart(
        number=track.number,
        title=track.title,
        summary=track.summary,
        url=url_for("lessons.track", track=track.slug),
        facts=f"{plural(count, 'lesson')}, {minutes(track.minutes)}",
        progress=f"{done} of {count} done" if contents.keeps else "",
        share=100 * done // count if count else 0,
        here=contents.keeps and contents.resume in track.lessons,
        lessons=tuple(_line(lesson, contents.trails.get(lesson.path)) for lesson in track.lessons),
    )


def _line(lesson: Lesson, trail: Trail | None) -> LessonLine:
    """A lesson in a list."""
    state = "" if trail is None else "done" if trail.done else "begun"
    return LessonLine(
        number=lesson.number,
        title=lesson.title,
        summary=lesson.summary,
        url=lesson_page_url(lesson),
        minutes=minutes(lesson.minutes),
        state=state,
        says={"done": "Done", "begun": "Begun"}.get(state, ""),
    )


def resume_link(contents: Contents) -> Link | None:
    """Where to read on, for somebody whose place is kept."""
    lesson = contents.resume
    if lesson is None or not contents.keeps:
        return None
    trail = contents.trails.get(lesson.path)
    verb = "Read on in" if trail else "Read" if contents.trails else "Begin with"
    return Link(f"{verb} {lesson.number}, {minutes(lesson.minutes)}", lesson_page_url(lesson, trail))


def lesson_page_url(lesson: Lesson, trail: Trail | None = None) -> str:
    """The address of a lesson, at the reader's place if they left one in the middle."""
    place = trail.place if trail and not trail.done and trail.place in lesson.anchors else None
    return url_for("lessons.show", track=lesson.track, slug=lesson.slug, _anchor=place)


def lesson_page(reading: Reading, text: Markup) -> LessonPage:
    """The open book at the reader's place; `text` is its body with the check questions as they stand."""
    lesson, trail, around = reading.lesson, reading.trail, reading.neighbours
    toc = _toc(lesson, trail)
    here = next((entry for entry in toc if entry.state == "here"), None)
    return LessonPage(
        path={"track": lesson.track, "slug": lesson.slug},
        number=lesson.number,
        title=lesson.title,
        summary=lesson.summary,
        track=Link(reading.track.title, url_for("lessons.track", track=lesson.track)),
        position=f"{reading.track.title}, {around.position} of {around.count}",
        facts=(minutes(lesson.minutes), f"Updated {day(lesson.updated)}"),
        builds=tuple(skill.title for skill in reading.skills),
        prepares=tuple(_preparation(each) for each in reading.preparations if not each.own),
        prepares_own=tuple(_preparation(each) for each in reading.preparations if each.own),
        requires=tuple(_link_to(each) for each in reading.requires),
        read_first=_read_first(reading),
        objectives=lesson.objectives,
        toc=toc,
        place=Link(here.title, f"#{here.anchor}") if here and here is not toc[0] else None,
        text=text,
        terms=tuple(_term(term) for term in reading.terms),
        templates=tuple(
            Link(each.title, url_for("templates.show", slug=each.slug)) for each in reading.templates
        ),
        sources=lesson.sources,
        previous=_link(around.previous),
        next=_link(around.next),
        done=day(trail.done_at) if trail.done_at else "",
        keeps=reading.keeps,
    )


def _toc(lesson: Lesson, trail: Trail) -> tuple[TocEntry, ...]:
    """The contents with what lies behind the reader's place; nothing is marked before there is one."""
    anchors = [heading.anchor for heading in lesson.headings]
    if trail.done:
        states = ["done"] * len(anchors)
    elif trail.place in anchors:
        here = anchors.index(trail.place)
        states = ["done"] * here + ["here"] + [""] * (len(anchors) - here - 1)
    else:
        states = [""] * len(anchors)
    return tuple(
        TocEntry(heading.anchor, heading.title, state)
        for heading, state in zip(lesson.headings, states, strict=True)
    )


def _term(term: Term) -> TermLine:
    """A term with its meaning; no heading has an id with an underscore."""
    return TermLine(f"meaning_{term.slug}", term.name, url_for("glossary.show", slug=term.slug), term.meaning)


def _link(lesson: Lesson | None) -> Link | None:
    """A neighbouring lesson."""
    return _link_to(lesson) if lesson else None


def _link_to(lesson: Lesson) -> Link:
    """A lesson by its number and title."""
    return Link(f"{lesson.number} {lesson.title}", lesson_page_url(lesson))


def _read_first(reading: Reading) -> tuple[Link, ...]:
    """The lessons this one builds on that its reader has not done; nothing is known of somebody without a trail."""
    open_ones = open_requirements(reading.lesson, reading.trail.done_before) if reading.keeps else ()
    return (
        ()
        if reading.trail.done
        else tuple(_link_to(each) for each in reading.requires if each.path in open_ones)
    )


def _preparation(preparation: Preparation) -> str:
    """A task of an exam in words, with the domain it belongs to and what that weighs."""
    named = f"{preparation.exam} {preparation.task}"
    if not preparation.title:
        return named
    return f"{named}, {preparation.title} ({preparation.domain}, {percent(preparation.weight)})"
