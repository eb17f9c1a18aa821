"""A finished attempt as values: the report a page is given, over one question of every kind unless told otherwise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from tests.domain.exams import values
from tests.support import kinds
from webapp.domain.exams import conditions as terms
from webapp.domain.exams.attempt import Attempt
from webapp.domain.exams.conditions import Conditions
from webapp.domain.exams.corrections import NONE, Correction
from webapp.domain.exams.form import Form, Section
from webapp.domain.exams.outline import Exam, Outline
from webapp.domain.exams.sheet import AnswerEvent, Note, fold
from webapp.domain.lessons import Heading, Lesson
from webapp.domain.progress.skills import Trap
from webapp.domain.questions import Question
from webapp.services.results import Report

NOON = values.NOON
MINUTE = timedelta(minutes=1)
TRAPS = {
    "haste": Trap("haste", "Haste", "Quick is good.", "Look first.", "basics/who-decides#idea"),
    "noise": Trap("noise", "Noise", "All of it counts.", "Some of it counts.", "basics/who-decides"),
}
LESSON = Lesson(
    track="basics",
    slug="who-decides",
    number="1.2",
    title="Who decides",
    summary="",
    minutes=5,
    objectives=(),
    skills=(),
    prepares_for=(),
    requires=(),
    updated=date(2026, 11, 22),
    sources=(),
    headings=(Heading("idea", "The idea"),),
    anchors=frozenset({"idea"}),
    body=(),
    checks=(),
    etag="",
)
Log = list[tuple[AnswerEvent, datetime]]


def outline(**changes: Any) -> Outline:
    """The small outline with the tasks of the questions here: three of four to pass, ten minutes."""
    return replace(values.outline(), **changes)


def log_of(answers: Mapping[int, str | Sequence[str]], events: Mapping[int, Mapping[str, Any]]) -> Log:
    """Saves, a minute each, in the order of the answers; several of one question follow one another."""
    saved: Log = []
    for position, given in answers.items():
        for seen, answer in enumerate([given] if isinstance(given, str) else given):
            event = values.event(1000 * position + seen, position, seen, answer, **events.get(position, {}))
            saved.append((event, NOON + (len(saved) + 1) * MINUTE))
    return saved


def attempt(
    answers: Mapping[int, str | Sequence[str]],
    *,
    asked: Sequence[Question],
    items: Mapping[int, Mapping[str, Any]] | None = None,
    events: Mapping[int, Mapping[str, Any]] | None = None,
    corrections: Mapping[str, Correction] = NONE,
    conditions: Conditions | None = None,
    sections: tuple[Section, ...] = (),
    of: Outline | None = None,
    open_until: timedelta | None = None,
    **changes: Any,
) -> tuple[Attempt, Log]:
    """An attempt that was handed in a minute after its last answer (or ran out of time), and its log."""
    made = of or outline()
    form = Form(
        tuple(
            kinds.item(question, **{"task": question.task, **(items or {}).get(place, {})})
            for place, question in enumerate(asked, start=1)
        ),
        sections,
    )
    log = log_of(answers, events or {})
    begun = values.attempt(
        form_of=form,
        conditions=conditions or terms.rehearse(made),
        sheet=fold(log),
        pass_rule=made.pass_rule,
        edition=made.edition,
        note=Note("EV 120", 1),
        **changes,
    )
    ended = NOON + (len(log) + 1) * MINUTE if open_until is None else NOON + open_until
    return begun.submit(ended, corrections), log


def report(
    answers: Mapping[int, str | Sequence[str]],
    *,
    asked: Sequence[Question] | None = None,
    of: Outline | None = None,
    corrections: Mapping[str, Correction] = NONE,
    official: bool = True,
    with_report: Mapping[str, Any] | None = None,
    **more: Any,
) -> Report:
    """The report of an attempt with these answers."""
    made = of or outline()
    made = replace(made, pass_rule=replace(made.pass_rule, official=official))
    questions = tuple(asked or (replace(each, task="T1") for each in kinds.one_of_each()))
    sat, log = attempt(answers, asked=questions, of=made, corrections=corrections, **more)
    exam = Exam("mini", "Mini exam", "Certified Mini", "The Issuer", "", "", (made,))
    whole = Report(
        exam=exam,
        outline=made,
        attempt=sat,
        questions={each.version: each for each in questions},
        lessons={LESSON.path: LESSON},
        traps=TRAPS,
        corrections=corrections,
        events=tuple(log),
        earlier=(),
    )
    return replace(whole, **(with_report or {}))


def singles(
    count: int, *, tasks: Sequence[str] = ("T1", "T2", "E1", "E2"), **changes: Any
) -> tuple[Question, ...]:
    """So many single questions (b is right), their tasks in turn."""
    return tuple(kinds.single(n, task=tasks[(n - 1) % len(tasks)], **changes) for n in range(1, count + 1))


def all_right(count: int, *wrong: int) -> dict[int, str]:
    """Answers to so many singles, all of them right but these."""
    return {n: "a" if n in wrong else "b" for n in range(1, count + 1)}
