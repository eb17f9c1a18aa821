"""An exam room for tests: a shelf of exams of several shapes, and what somebody does at their seat."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from typing import TypeVar
from uuid import UUID

from sqlalchemy import text

from tests.domain.exams import values
from webapp.catalog.shelf import Catalog
from webapp.domain.access import Actor
from webapp.domain.exams import timetable
from webapp.domain.exams.accommodation import Accommodation
from webapp.domain.exams.attempt import Attempt
from webapp.domain.exams.conditions import Conditions, rehearse
from webapp.domain.exams.form import Form
from webapp.domain.exams.grants import Grant
from webapp.domain.exams.outline import Exam, Outline, Pauses
from webapp.domain.exams.sheet import AnswerEvent, Saved
from webapp.domain.exams.wish import Wish
from webapp.domain.questions import Kind, Question
from webapp.services import answers, endings, exams
from webapp.services.answers import Refused
from webapp.services.work import Work, Workshop
from webapp.store import accommodations, starts
from webapp.store import exams as store

Result = TypeVar("Result")
REHEARSAL = Wish()
LOOKS = 50_000
KINDS = Form(
    (
        values.item("b", number=1),
        values.item("ac", number=2, options=5, kind=Kind.MULTIPLE),
        values.item("ca", number=3, options=3, kind=Kind.MATCHING),
        values.item("bb", number=4, options=2, kind=Kind.DROPDOWN),
        values.item("dbca", number=5, kind=Kind.ORDERING),
        values.item("c", number=6, options=3, kind=Kind.HOTSPOT),
        values.item("12.5;0.5", number=7, options=0, kind=Kind.NUMERIC, choose=0),
    )
)
"""One item of each kind: single, multiple, matching, dropdown, ordering, hotspot, numeric."""


@cache
def shelf() -> Catalog:
    """Exams: `mini` of 4 questions, `midi` of 50, `maxi` of 180 in the shape of PMP, `parts` of 6 in three sections."""
    parts = values.outline(
        questions=6,
        minutes=30,
        pauses=Pauses.BETWEEN_SECTIONS,
        sections=values.parts(3),
        tools=("flag", "calculator"),
    )
    banks = {
        "mini": (values.outline(), values.pool()),
        "midi": (values.csm(), _bank(values.csm(), 6, first=1000)),
        "maxi": (values.pmp(), _bank(values.pmp(), 12, first=2000)),
        "parts": (parts, _bank(parts, 5, first=5000)),
    }
    offered = tuple(_exam(code, outline) for code, (outline, _) in banks.items())
    return Catalog((), offered, {code: bank for code, (_, bank) in banks.items()}, (), (), ())


def _exam(code: str, outline: Outline) -> Exam:
    return Exam(code, code.title(), f"Certified {code.title()}", "The Issuer", "", "", (outline,))


def _bank(outline: Outline, per_task: int, *, first: int) -> tuple[Question, ...]:
    """So many questions a task, of both approaches, and four cases of four where the outline asks for cases."""
    tasks = [task.code for task in outline.tasks]
    alone = [
        values.question(first + n, task, approach="predictive" if n % 5 < 2 else "agile")
        for n, task in enumerate(task for task in tasks for _ in range(per_task))
    ]
    wanted = sum(section.cases for section in outline.sections)
    cases = [
        values.case_set(f"case-{n}", first + 1000 + 10 * n, tasks[n * 4 : n * 4 + 4]) for n in range(wanted)
    ]
    return (*alone, *(question for case in cases for question in case))


def seated(
    into: Work | Workshop,
    learner: UUID,
    form: Form | None = None,
    conditions: Conditions | None = None,
    *,
    exam: str = "mini",
) -> Attempt:
    """An attempt begun now over a form of one's own: six questions in three locked sections unless told otherwise."""
    if isinstance(into, Workshop):
        with into.writing() as work:
            return seated(work, learner, form, conditions, exam=exam)
    outline = values.outline()
    attempt = timetable.open_attempt(
        id=into.new_id(),
        learner=learner,
        exam=exam,
        outline=outline,
        form=form or values.sectioned(),
        conditions=conditions or rehearse(outline),
        seed=7,
        at=into.now,
    )
    running = {each.id for each in store.list_open(into.session, learner)}
    assert starts.add(into.session, attempt, beside=running)
    return attempt


def grant(into: Work | Workshop, learner: UUID, granted: Accommodation) -> None:
    """Grant something to a learner from now on."""
    if isinstance(into, Workshop):
        with into.writing() as work:
            return grant(work, learner, granted)
    given = Grant(into.new_id(), granted, "a letter", into.now)
    return accommodations.add(into.session, learner, given, by=learner)


def start(workshop: Workshop, actor: Actor, exam: str = "mini", wish: Wish = REHEARSAL) -> UUID:
    """Draw and start, as the page does: the draw reads, the start writes."""
    with workshop.reading(actor) as work:
        draft = exams.draw(work, exam, wish)
    with workshop.writing(actor) as work:
        return exams.start(work, draft)


def save(workshop: Workshop, actor: Actor, attempt_id: UUID, event: AnswerEvent) -> Saved | Refused:
    """Save one answer."""
    with workshop.writing(actor) as work:
        return answers.save(work, attempt_id, event)


def saves(workshop: Workshop, actor: Actor, attempt_id: UUID, event: AnswerEvent) -> Saved:
    """Save one answer that is taken."""
    saved = save(workshop, actor, attempt_id, event)
    assert isinstance(saved, Saved), saved
    return saved


def is_refused(workshop: Workshop, actor: Actor, attempt_id: UUID, event: AnswerEvent) -> Refused:
    """Save one answer that is not taken."""
    refused = save(workshop, actor, attempt_id, event)
    assert isinstance(refused, Refused), refused
    return refused


def look(workshop: Workshop, actor: Actor, attempt_id: UUID) -> Attempt:
    """The attempt as its learner sees it."""
    with workshop.reading(actor) as work:
        return exams.look_over(work, attempt_id)[1]


def submit(workshop: Workshop, actor: Actor, attempt_id: UUID) -> None:
    """Hand in."""
    with workshop.writing(actor) as work:
        endings.submit(work, attempt_id)


def answer_all(workshop: Workshop, actor: Actor, attempt_id: UUID, *, wrong: int = 0) -> None:
    """Answer every question of one letter that can be answered now, the first few of them wrong."""
    attempt = look(workshop, actor, attempt_id)
    first, last = attempt.window
    for position in range(first, last + 1):
        item = attempt.item(position)
        other = next(letter for letter in item.letters if letter != item.key)
        answer = other if position <= wrong else item.key
        event = values.event(_number(attempt, position), position, attempt.entry(position).sequence, answer)
        saves(workshop, actor, attempt_id, event)


def _number(attempt: Attempt, position: int) -> int:
    """A number for an event's id that no other attempt has."""
    return attempt.id.int + 1000 + position


def together(*actions: Callable[[], Result]) -> list[Result | Exception]:
    """Do things at once, each in a thread of its own; what came of each, or what it raised, in their order."""
    gate = threading.Barrier(len(actions))
    came: list[Result | Exception] = [RuntimeError("never ran")] * len(actions)

    def act(place: int, action: Callable[[], Result]) -> None:
        gate.wait()
        try:
            came[place] = action()
        except Exception as error:  # noqa: BLE001 - the test looks at what came
            came[place] = error

    threads = [threading.Thread(target=act, args=pair) for pair in enumerate(actions)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return came


def until_somebody_waits(workshop: Workshop) -> None:
    """Go on once a statement of another thread waits for a lock; on SQLite a writer waits before its first one."""
    waiting = text(
        "SELECT count(*) FROM pg_stat_activity"
        " WHERE datname = current_database() AND wait_event_type = 'Lock'"
    )
    if workshop.sessions.engine.dialect.name == "sqlite":
        return
    with workshop.reading() as work:
        waits = (work.session.scalar(waiting) for _ in range(LOOKS))
        assert any(waits), "nobody waits for a lock"


def restocked(exam: str, bank: Sequence[Question]) -> Catalog:
    """The shelf with another bank for one exam."""
    return replace(shelf(), banks={**shelf().banks, exam: tuple(bank)})
