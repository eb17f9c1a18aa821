"""Habits in a result: changes of answer, sureness, traps, and what is worth talking about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from webapp.domain.exams.changes import Change
from webapp.domain.exams.review import GUESS, SURE, Looked, Show
from webapp.domain.exams.talk import Worth, worth_talking
from webapp.drawing import share_bars
from webapp.drawing.marks import Drawing
from webapp.drawing.share_bars import ShareBars
from webapp.pages.exams.lesson_links import lesson_title, lesson_url
from webapp.pages.exams.tallies import share_of
from webapp.pages.exams.verdicts import reviewed_url
from webapp.pages.filters import duration, plural
from webapp.services.results import Report

CHANGES = {
    Change.WON: "Wrong, then right",
    Change.LOST: "Right, then wrong",
    Change.MOVED: "Wrong, then wrong otherwise",
    Change.RETURNED: "Right, changed, and right again",
}
SURENESS = {3: "Sure", 2: "Fairly sure", 1: "A guess"}
WORTH = {
    Worth.SURE: "You were sure, and it was wrong",
    Worth.LOST: "You had it right, and changed it",
    Worth.AGAIN: "You had been given it before, and missed it",
    Worth.TRAP: "The trap you fell for most",
    Worth.SLOW: "It took long, and was wrong all the same",
    Worth.LUCK: "Right, and by your own word a guess",
    Worth.WRONG: "Wrong",
}


@dataclass(frozen=True)
class Changes:
    """Changes of answer, counted once a question."""

    title: str
    counts: tuple[tuple[str, str], ...]
    href: str


@dataclass(frozen=True)
class Sureness:
    """How right somebody was for how sure they said to be."""

    title: str
    bars: Drawing
    words: str


@dataclass(frozen=True)
class TrapLine:
    """A trap that was fallen for: how often, what is believed, what is better, where it is taught, which questions."""

    name: str
    count: str
    belief: str
    better: str
    href: str
    lesson: str
    where: tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class TalkLine:
    """An answer worth talking about."""

    number: int
    href: str
    why: str
    task: str
    time: str


def changes_of(report: Report) -> Changes | None:
    """What changing answers did; None where none was changed."""
    counts = report.review.changes
    if not counts:
        return None
    won, lost = counts[Change.WON], counts[Change.LOST]
    title = (
        "Changing answers gave more than it took"
        if won > lost
        else "Changing answers took more than it gave"
        if lost > won
        else "Changing answers made no difference"
    )
    lines = tuple(
        (words, plural(counts[change], "question")) for change, words in CHANGES.items() if counts[change]
    )
    first = report.review.pick(Show.CHANGED)[0]
    return Changes(title, lines, reviewed_url(report.attempt, first.position, Show.CHANGED))


def sureness_of(report: Report) -> Sureness | None:
    """How well sureness and answers agreed; None where nobody said how sure they were."""
    by_sure = report.review.by_sure
    if not by_sure:
        return None
    shares = tuple(share_of(SURENESS[sure], tally) for sure, tally in by_sure.items())
    bars = share_bars.draw(ShareBars("Right answers by sureness", shares, heading="You said"))
    words = "It changes no score. Sure and wrong is worth most of your time: nothing warned you there."
    return Sureness(_sureness_title(report), bars, words)


def _sureness_title(report: Report) -> str:
    """The finding: how often somebody was sure and wrong, or guessed and right."""
    by_sure = report.review.by_sure
    if SURE in by_sure:
        wrong = by_sure[SURE].asked - by_sure[SURE].right
        return f"Sure and wrong: {wrong}" if wrong else "Where you were sure, you were right"
    if GUESS in by_sure:
        return f"Guessed and right: {by_sure[GUESS].right}"
    return "You were never quite sure, and never guessed"


def traps_of(report: Report) -> tuple[TrapLine, ...]:
    """The traps that were fallen for, the most frequent first."""
    mistakes = len(report.review.pick(Show.WRONG))
    return tuple(
        TrapLine(
            name=trap.name,
            count=f"{len(where)} of {plural(mistakes, 'wrong answer')}",
            belief=trap.belief,
            better=trap.better,
            href=lesson_url(trap.lesson),
            lesson=lesson_title(report.lessons, trap.lesson),
            where=tuple((each.position, reviewed_url(report.attempt, each.position)) for each in where),
        )
        for code, where in report.review.traps
        if (trap := report.traps.get(code))
    )


def talk_of(report: Report) -> tuple[TalkLine, ...]:
    """The answers worth talking about."""
    tasks = {task.code: task.title for task in report.outline.tasks}
    return tuple(
        TalkLine(
            number=each.position,
            href=reviewed_url(report.attempt, each.position),
            why=WORTH[worth],
            task=tasks.get(each.item.task, each.item.task),
            time=time_words(each),
        )
        for each, worth in worth_talking(report.review)
    )


def time_words(looked: Looked) -> str:
    """How long a question took; nothing where it was not counted."""
    return duration(timedelta(seconds=looked.seconds)) if looked.seconds else ""
