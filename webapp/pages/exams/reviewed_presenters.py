"""What the page of one question shows afterwards: a reason for every option, the trap, the lesson."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from flask import url_for
from markupsafe import Markup

from webapp.domain.exams.selection import LETTERS
from webapp.domain.questions import Option
from webapp.pages.exams.verdicts import Mark, lesson_title, lesson_url, marks_of
from webapp.services.exams import Report


@dataclass(frozen=True)
class Reviewed:
    """One option afterwards; `verdict` is right, wrong (chosen in error) or neutral."""

    label: str
    text: Markup
    why: Markup
    verdict: Literal["right", "wrong", "neutral"]
    tag: str
    trap: str | None


@dataclass(frozen=True)
class TrapNote:
    """The trap behind the option that was chosen, with the belief that repairs it."""

    name: str
    belief: str
    better: str
    href: str
    lesson: str


@dataclass(frozen=True)
class ReviewedPage:
    """One question of a finished attempt."""

    exam: str
    number: int
    of: int
    area: str
    task: str
    verdict: str
    stem: Markup
    options: tuple[Reviewed, ...]
    trap: TrapNote | None
    lesson: str
    lesson_url: str
    reference: str
    facts: tuple[tuple[str, str], ...]
    result_url: str
    previous: tuple[str, str] | None
    next: tuple[str, str] | None
    marks: tuple[Mark, ...]


def reviewed_page(report: Report, position: int) -> ReviewedPage:
    """One question of a finished attempt; raises NotFound beyond the form."""
    attempt, question = report.attempt, report.question(position)
    item, entry = attempt.item(position), attempt.entry(position)
    tasks = {task.code: task.title for task in report.exam.outline.tasks}
    marks = marks_of(report)
    mistakes = [mark for mark in marks if mark.verdict != "right"]
    return ReviewedPage(
        exam=report.exam.title,
        number=position,
        of=len(attempt.form),
        area=report.exam.outline.domain_of(item.task).title,
        task=tasks.get(item.task, item.task),
        verdict={"right": "Right", "wrong": "Wrong", "open": "Not answered"}[marks[position - 1].verdict],
        stem=Markup(question.stem),  # noqa: S704 - sanitised when the catalogue was read
        options=_options(report, position),
        trap=_trap(report, position),
        lesson=lesson_title(report, question.lesson),
        lesson_url=lesson_url(question.lesson),
        reference=question.reference,
        facts=(("Difficulty", f"{question.difficulty} of 5"), ("Flagged", "yes" if entry.flagged else "no")),
        result_url=url_for("exams.result", attempt_id=attempt.id),
        previous=_neighbour([mark for mark in mistakes if mark.number < position], last=True),
        next=_neighbour([mark for mark in mistakes if mark.number > position], last=False),
        marks=marks,
    )


def _neighbour(marks: list[Mark], *, last: bool) -> tuple[str, str] | None:
    """The address and the words of the mistake before or after."""
    if not marks:
        return None
    mark = marks[-1] if last else marks[0]
    return mark.href, f"Question {mark.number}"


def _options(report: Report, position: int) -> tuple[Reviewed, ...]:
    """Every option with its reason: the chosen ones first, then the key, then the rest as they stood."""
    question, item = report.question(position), report.attempt.item(position)
    letters = report.attempt.entry(position).letters
    by_id = {option.id: option for option in question.options}
    shown = [
        _option(report, by_id[option], letter, chosen=letter in letters)
        for letter, option in zip(LETTERS, item.order, strict=False)
    ]
    return tuple(
        sorted(shown, key=lambda option: (not option.tag.startswith("Your"), option.verdict == "neutral"))
    )


def _option(report: Report, option: Option, letter: str, *, chosen: bool) -> Reviewed:
    """One option afterwards."""
    verdict: Literal["right", "wrong", "neutral"] = (
        "right" if option.correct else "wrong" if chosen else "neutral"
    )
    tag = ("Your answer, right." if option.correct else "Your answer.") if chosen else ""
    trap = report.traps.get(option.trap or "")
    return Reviewed(
        label=letter.upper(),
        text=Markup(option.text),  # noqa: S704 - sanitised when the catalogue was read
        why=Markup(option.why),  # noqa: S704 - sanitised when the catalogue was read
        verdict=verdict,
        tag=tag or ("Key." if option.correct else ""),
        trap=trap.name if trap else None,
    )


def _trap(report: Report, position: int) -> TrapNote | None:
    """The trap behind the first wrong option that was chosen, if it has a name."""
    question, item = report.question(position), report.attempt.item(position)
    chosen = item.options(report.attempt.entry(position).letters)
    codes = [option.trap for option in question.options if option.id in chosen and option.trap]
    trap = report.traps.get(codes[0]) if codes else None
    if trap is None:
        return None
    title = lesson_title(report, trap.lesson)
    return TrapNote(trap.name, trap.belief, trap.better, lesson_url(trap.lesson), title)
