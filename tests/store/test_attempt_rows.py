"""Attempts as rows and back: nothing is lost, whatever an attempt has been through."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from fractions import Fraction
from typing import cast

import pytest
from sqlalchemy import Table, select

from tests.domain.exams import values
from tests.support import exam_room, make
from tests.support.clock import START
from webapp.domain.exams import clock
from webapp.domain.exams.accommodation import Accommodation
from webapp.domain.exams.attempt import Attempt, Rest, RestKind, State
from webapp.domain.exams.conditions import Conditions, Mode
from webapp.domain.exams.corrections import Correction, Rule
from webapp.domain.exams.outline import PassRule, Pauses
from webapp.domain.exams.records import FinishedAttempt
from webapp.domain.exams.scoring import Outcome, Tally
from webapp.services.work import Workshop
from webapp.store import attempt_rows, starts
from webapp.store import exams as store
from webapp.store.tables.exams import AttemptRow

ATTEMPT = cast("Table", AttemptRow.__table__)
MOMENT = START + timedelta(microseconds=123456)
EVERYTHING = Conditions(
    mode=Mode.CUSTOM,
    minutes=45,
    pauses=Pauses.FREE,
    feedback=True,
    tools=("flag", "highlight"),
    granted=Accommodation(150, 30, 5, 2, untimed_practice=True, quiet_timer=True),
    extra_minutes=7,
    built="Theory. Never seen",
)
RESTS = (
    Rest(RestKind.BREAK, MOMENT, timedelta(minutes=10, microseconds=1), MOMENT + timedelta(minutes=4)),
    Rest(RestKind.EXTRA, MOMENT, timedelta(minutes=15), MOMENT + timedelta(minutes=20)),
    Rest(RestKind.PAUSE, MOMENT, None, MOMENT + timedelta(days=3), timedelta(seconds=1234.567891)),
    Rest(RestKind.PAUSE, MOMENT, None, None, timedelta(0)),
)
OUTCOME = Outcome(Tally(3, 5), passed=True, by_task={"T1": Tally(1, 3), "T2": Tally(2, 2)}, answered=4)
CHANGES: dict[str, dict[str, object]] = {
    "as it begins": {},
    "with all conditions": {"conditions": EVERYTHING, "pass_rule": PassRule(Fraction(7, 10), False, "ours")},
    "untimed": {"conditions": replace(EVERYTHING, minutes=None), "deadline": clock.NEVER},
    "in its second section": {"section": 1, "rests": RESTS[:1]},
    "after every kind of rest": {"section": 2, "rests": RESTS[:3]},
    "in a pause with nothing left": {"rests": RESTS, "deadline": clock.NEVER},
    "handed in": {"state": State.SUBMITTED, "finished_at": MOMENT, "outcome": OUTCOME, "key_version": 3},
    "timed out": {"state": State.TIMED_OUT, "finished_at": MOMENT, "outcome": replace(OUTCOME, passed=False)},
    "every question void": {
        "state": State.SUBMITTED,
        "finished_at": MOMENT,
        "outcome": Outcome(Tally(0, 0), passed=False, by_task={}, answered=0),
    },
}


def changed(name: str) -> Attempt:
    """The attempt of that name."""
    return replace(values.attempt(form_of=values.sectioned()), started_at=MOMENT, **CHANGES[name])  # type: ignore[arg-type]


@pytest.mark.parametrize("name", CHANGES)
def test_an_attempt_comes_back_as_it_was_kept_with_every_column(workshop: Workshop, name: str) -> None:
    ada = make.account(workshop)
    attempt = replace(changed(name), learner=ada.id)
    with workshop.writing() as work:
        assert starts.add(work.session, attempt)
    with workshop.reading() as work:
        assert store.get(work.session, make.actor(ada), attempt.id) == attempt


@pytest.mark.parametrize("name", CHANGES)
def test_keeping_writes_whatever_an_attempt_can_become(workshop: Workshop, name: str) -> None:
    ada = make.account(workshop)
    begun = exam_room.seated(workshop, ada.id)
    later = changed(name)
    moved = replace(
        later, id=begun.id, learner=ada.id, seed=7, started_at=begun.started_at, pass_rule=begun.pass_rule
    )
    with workshop.writing() as work:
        store.keep(work.session, moved)
    with workshop.reading() as work:
        assert store.get(work.session, make.actor(ada), begun.id) == replace(moved, version=2)


def test_start_and_moves_together_write_every_column_but_what_counting_notes() -> None:
    attempt = values.attempt()
    written = {*attempt_rows.fixed_columns(attempt), *attempt_rows.moving_columns(attempt), "version"}
    assert written == set(ATTEMPT.c.keys()) - {"counted"}


@pytest.mark.parametrize(
    ("name", "window"),
    [("as it begins", (1, 2)), ("after every kind of rest", (5, 6)), ("handed in", (1, 0))],
)
def test_the_columns_of_the_guard_repeat_what_the_domain_decides(name: str, window: tuple[int, int]) -> None:
    attempt = changed(name)
    columns = attempt_rows.fixed_columns(attempt) | attempt_rows.moving_columns(attempt)
    assert (columns["open_from"], columns["open_to"]) == attempt.window == window
    assert columns["shape"] == attempt.form.shape == "dddddd"
    assert columns["feedback"] is attempt.conditions.feedback


def test_the_line_is_drawn_over_the_questions_that_count() -> None:
    share = PassRule(Fraction(7, 10))
    begun = replace(changed("as it begins"), pass_rule=share)
    assert attempt_rows.moving_columns(begun)["pass_count"] == 5
    voided = attempt_rows.moving_columns(replace(changed("handed in"), pass_rule=share))
    assert (voided["scored"], voided["pass_count"]) == (5, 4)


def test_an_attempt_of_before_modes_has_the_conditions_of_a_rehearsal(workshop: Workshop) -> None:
    ada = make.account(workshop)
    attempt = exam_room.seated(workshop, ada.id)
    with workshop.writing() as work:
        few = {"mode": "rehearsal", "minutes": 60, "tools": ["flag"]}
        work.session.execute(ATTEMPT.update().values(conditions=few))
    with workshop.reading() as work:
        kept = store.get(work.session, make.actor(ada), attempt.id).conditions
    assert kept == Conditions(Mode.REHEARSAL, 60, tools=("flag",))


def test_a_finished_attempt_for_a_list_has_its_score_and_line(workshop: Workshop) -> None:
    ada = make.account(workshop)
    begun = exam_room.seated(workshop, ada.id, conditions=EVERYTHING)
    voids = {"v1": Correction(4, "q-1", "v1", Rule.EXCLUDE, "", START.date())}
    with workshop.writing() as work:
        store.keep(work.session, replace(begun, sheet={}).submit(MOMENT, voids))
    with workshop.reading() as work:
        row = work.session.execute(select(ATTEMPT)).one()
    assert attempt_rows.finished_of(row) == FinishedAttempt(
        id=begun.id,
        exam="mini",
        edition="2026-01",
        mode=Mode.CUSTOM,
        state="submitted",
        right=0,
        scored=5,
        answered=0,
        questions=6,
        repeats=0,
        pass_count=4,
        passed=False,
        by_task={"T1": (0, 2), "T2": (0, 3)},
        started_at=START,
        finished_at=MOMENT,
    )
    assert row.key_version == 4
