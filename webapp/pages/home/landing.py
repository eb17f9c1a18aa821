"""What the landing page shows: only what this copy has, and one question to try at once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from flask import url_for

from webapp.domain.exams.outline import Exam
from webapp.domain.lessons import Track
from webapp.drawing import gantt
from webapp.drawing.gantt import Gantt, Task
from webapp.drawing.marks import Drawing
from webapp.pages.filters import minutes, plural
from webapp.pages.lessons.checks import Check, answered_check, open_check
from webapp.services.home import Welcome

TRY = "try"
QUESTION = "From a lesson"


@dataclass(frozen=True)
class Chapter:
    """A track in the contents."""

    number: int
    title: str
    url: str
    count: str


@dataclass(frozen=True)
class LandingPage:
    """What a stranger sees."""

    begin_url: str
    begin_label: str
    exam: str
    exam_facts: str
    bank: str
    contents: str
    chapters: tuple[Chapter, ...]
    road: Drawing
    check: Check | None


def landing_page(welcome: Welcome, *, given: str = "", error: str = "") -> LandingPage:
    """The landing page; `given` and `error` speak of an answer that could not be taken."""
    lessons = [lesson for track in welcome.tracks for lesson in track.lessons]
    reading = minutes(sum(lesson.minutes for lesson in lessons))
    first = lessons[0] if lessons else None
    return LandingPage(
        begin_url=url_for("lessons.show", track=first.track, slug=first.slug)
        if first
        else url_for("lessons.index"),
        begin_label=f"Read the first lesson, {minutes(first.minutes)}" if first else "See the lessons",
        exam=welcome.exam.title if welcome.exam else "",
        exam_facts=_exam_facts(welcome.exam) if welcome.exam else "",
        bank=plural(welcome.bank_size, "question"),
        contents=f"{plural(len(lessons), 'lesson')} so far, {reading} of reading and questions.",
        chapters=tuple(_chapter(track) for track in welcome.tracks),
        road=_road(),
        check=_check(welcome, given, error),
    )


def _exam_facts(exam: Exam) -> str:
    """The exam in figures."""
    outline = exam.outline
    asked = plural(outline.questions, "question")
    return f"{asked}, {outline.minutes} minutes, {outline.pass_count} right to pass"


def _chapter(track: Track) -> Chapter:
    """A track in the contents."""
    url = url_for("lessons.track", track=track.slug)
    return Chapter(track.number, track.title, url, plural(len(track.lessons), "lesson"))


def _check(welcome: Welcome, given: str, error: str) -> Check | None:
    """The question to try, open or answered."""
    if welcome.question is None:
        return None
    if welcome.response is None:
        return open_check(welcome.question, QUESTION, given=given, error=error, id=TRY)
    traps = welcome.traps or {}
    return answered_check(welcome.question, QUESTION, welcome.response, traps, id=TRY)


@cache
def _road() -> Drawing:
    """A possible month: bars are work, diamonds are moments."""
    return gantt.draw(
        Gantt(
            title="A month to the CSM test",
            unit="days",
            tasks=(
                Task("Rate yourself, see the gaps", start=0, duration=1),
                Task("Read Foundations, ten lessons", start=1, duration=13),
                Task("Mentor reviews the plan", at=4),
                Task("Read the Scrum lessons", start=14, duration=5),
                Task("First timed rehearsal", at=20),
                Task("Work on the weak areas", start=20, duration=7),
                Task("Second timed rehearsal", at=27),
                Task("The CSM test", at=29),
            ),
        )
    )
