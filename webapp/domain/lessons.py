"""Lessons: what a track holds, and where a reader stands in it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime

from webapp.domain.questions import Question


@dataclass(frozen=True)
class Heading:
    """A heading of a lesson: its anchor and its plain words. Only second-level headings are listed."""

    anchor: str
    title: str


@dataclass(frozen=True)
class Source:
    """A source a lesson rests on."""

    title: str
    by: str
    year: int
    link: str | None = None


@dataclass(frozen=True)
class Chunk:
    """A piece of a lesson's body in order: safe HTML, or the id of a check question that stands there."""

    html: str = ""
    check: str | None = None


@dataclass(frozen=True)
class Lesson:
    """One lesson, rendered. `number` is its place as shown ("1.4"); `etag` is the hash of its content.

    `terms` and `templates` name what it links to, in the order of its text.
    """

    track: str
    slug: str
    number: str
    title: str
    summary: str
    minutes: int
    objectives: tuple[str, ...]
    skills: tuple[str, ...]
    prepares_for: tuple[str, ...]
    requires: tuple[str, ...]
    updated: date
    sources: tuple[Source, ...]
    headings: tuple[Heading, ...]
    anchors: frozenset[str]
    body: tuple[Chunk, ...]
    checks: tuple[Question, ...]
    etag: str
    terms: tuple[str, ...] = ()
    templates: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        """`track/slug`, the name other content knows it by."""
        return f"{self.track}/{self.slug}"

    def serves(self, exam: str) -> bool:
        """Whether it prepares for a task of an exam."""
        return any(task.startswith(f"{exam}:") for task in self.prepares_for)

    def check(self, check_id: str) -> Question | None:
        """The check question of that id, or None."""
        return next((check for check in self.checks if check.id == check_id), None)


@dataclass(frozen=True)
class Track:
    """A track: its lessons in reading order. `number` is its place on the map of tracks."""

    slug: str
    number: int
    title: str
    summary: str
    lessons: tuple[Lesson, ...]

    @property
    def minutes(self) -> int:
        """Reading time of the whole track."""
        return sum(lesson.minutes for lesson in self.lessons)


def only_for(tracks: Collection[Track], exam: str) -> tuple[Track, ...]:
    """The tracks with nothing but the lessons that prepare for an exam; those without any are left out."""
    kept = (
        replace(track, lessons=tuple(each for each in track.lessons if each.serves(exam))) for track in tracks
    )
    return tuple(track for track in kept if track.lessons)


@dataclass(frozen=True)
class CheckAnswer:
    """The last answer somebody gave to a check question, whose options stand in their written order."""

    check_id: str
    answer: str
    right: bool


def answer_check(check: Question, answer: str) -> CheckAnswer:
    """An answer to a check question, judged; raises BadInput when it is none, or half of one."""
    given = check.require_complete(answer)
    return CheckAnswer(check.id, given, check.is_right(given))


def section_of(lesson: Lesson, check_id: str) -> str | None:
    """The anchor of the listed heading a check question stands under; None when it stands before the first."""
    anchors = [heading.anchor for heading in lesson.headings]
    section = None
    for chunk in lesson.body:
        if chunk.check == check_id:
            return section
        section = next((anchor for anchor in reversed(anchors) if f'id="{anchor}"' in chunk.html), section)
    return None


def current_answers(lesson: Lesson, answers: Collection[CheckAnswer]) -> tuple[CheckAnswer, ...]:
    """The answers that still fit the questions of a lesson, judged by the key of today.

    Answers outlive content: a question may have been changed or dropped since. What no longer fits counts as open.
    """
    checks = {check.id: check for check in lesson.checks}
    return tuple(
        CheckAnswer(given.check_id, given.answer, checks[given.check_id].is_right(given.answer))
        for given in answers
        if given.check_id in checks and _fits(checks[given.check_id], given.answer)
    )


def _fits(check: Question, answer: str) -> bool:
    """Whether an answer is a whole one to this question as it is today."""
    return check.shape.fault_of(answer) is None and check.shape.is_complete(answer)


@dataclass(frozen=True)
class Trail:
    """One reader's trail through one lesson. `place` is the anchor last read.

    `done_before` are those of the lessons it requires that are done, `exam` is the one its reader prepares for.
    """

    path: str
    place: str | None = None
    done_at: datetime | None = None
    touched_at: datetime | None = None
    answers: tuple[CheckAnswer, ...] = ()
    done_before: frozenset[str] = frozenset()
    exam: str | None = None

    @property
    def done(self) -> bool:
        """Whether the reader called the lesson done."""
        return self.done_at is not None


@dataclass(frozen=True)
class Neighbours:
    """The lessons before and after one, in its own track."""

    previous: Lesson | None
    next: Lesson | None
    position: int
    count: int


def neighbours(track: Track, slug: str) -> Neighbours:
    """Place a lesson in its track; ValueError when it is not there."""
    slugs = [lesson.slug for lesson in track.lessons]
    here = slugs.index(slug)
    after = here + 1
    return Neighbours(
        previous=track.lessons[here - 1] if here else None,
        next=track.lessons[after] if after < len(slugs) else None,
        position=after,
        count=len(slugs),
    )


def resume(tracks: tuple[Track, ...], trails: Collection[Trail]) -> Lesson | None:
    """Where to read on: the lesson touched last if it is open, else the next open one after it, else None.

    A reader without any trail begins with the first lesson of the first track.
    """
    lessons = [lesson for track in tracks for lesson in track.lessons]
    done = {trail.path for trail in trails if trail.done}
    touched = [trail for trail in trails if trail.touched_at is not None]
    latest = max(touched, key=lambda trail: (trail.touched_at, trail.path), default=None)
    paths = [lesson.path for lesson in lessons]
    start = paths.index(latest.path) if latest and latest.path in paths else 0
    ordered = lessons[start:] + lessons[:start]
    return next((lesson for lesson in ordered if lesson.path not in done), None)
