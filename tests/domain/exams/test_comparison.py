"""Attempts held against one another."""

from __future__ import annotations

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.exams.values import NOON, attempt, event, form, item, outline
from webapp.domain.exams.attempt import Attempt
from webapp.domain.exams.comparison import (
    Again,
    AskedAgain,
    Moved,
    asked_again,
    by_domain,
    difference,
    moved,
)
from webapp.domain.exams.corrections import Correction, Rule
from webapp.domain.exams.form import Form
from webapp.domain.exams.scoring import Tally
from webapp.domain.exams.sheet import fold

TALLIES = st.integers(1, 200).flatmap(lambda n: st.builds(Tally, st.integers(0, n), st.just(n)))


def sat(number: int, *answers: str, of: Form | None = None) -> Attempt:
    """An attempt with these answers at its positions."""
    log = [(event(n, n, answer=answer), NOON) for n, answer in enumerate(answers, start=1)]
    return attempt(form_of=of or form("a", "a", "a", "a"), id=UUID(int=number), sheet=fold(log))


def test_the_interval_of_a_difference_is_newcombes() -> None:
    # Newcombe (1998), Statistics in Medicine 17, table II, example a, method 10: 56/70 and 48/80.
    low, high = difference(Tally(56, 70), Tally(48, 80))
    assert (round(low, 4), round(high, 4)) == (0.0524, 0.3339)


@given(TALLIES, TALLIES)
def test_the_interval_of_a_difference_holds_it_and_turns_round_with_it(now: Tally, before: Tally) -> None:
    low, high = difference(now, before)
    assert -1.0000001 <= low <= float(now.share - before.share) <= high <= 1.0000001
    assert difference(before, now) == pytest.approx((-high, -low))


@pytest.mark.parametrize(
    ("now", "before", "says"),
    [
        (Tally(56, 70), Tally(48, 80), Moved.UP),
        (Tally(48, 80), Tally(56, 70), Moved.DOWN),
        (Tally(3, 4), Tally(2, 4), Moved.LEVEL),
        (Tally(0, 0), Tally(9, 9), Moved.LEVEL),
    ],
)
def test_a_score_has_moved_when_chance_does_not_explain_it(now: Tally, before: Tally, says: Moved) -> None:
    assert moved(now, before) is says


def test_tasks_are_gathered_into_their_domains() -> None:
    gathered = by_domain(outline(), {"T1": Tally(1, 2), "T2": Tally(1, 1)})
    assert {domain.code: tally for domain, tally in gathered.items()} == {"T": Tally(2, 3), "E": Tally(0, 0)}


def test_a_question_that_was_asked_before_stands_beside_its_last_time() -> None:
    now, last, first = sat(3, "a", "b", "a", "b"), sat(2, "b", "a", "a", "b"), sat(1, "a", "a", "a", "a")
    assert asked_again(now, [last, first]) == (
        AskedAgain(1, last.id, 1, Again.WON),
        AskedAgain(2, last.id, 2, Again.LOST),
        AskedAgain(3, last.id, 3, Again.KEPT),
        AskedAgain(4, last.id, 4, Again.MISSED),
    )


def test_a_question_is_known_again_wherever_it_stood() -> None:
    old = Form((item("b", number=9), item("a", number=2)))
    assert asked_again(sat(2, "a", "a"), [sat(1, "b", "c", of=old)]) == (
        AskedAgain(2, UUID(int=1), 2, Again.WON),
    )


def test_both_times_are_judged_by_what_is_known_today() -> None:
    credit = {"v1": Correction(1, "q-1", "v1", Rule.CREDIT, "Two keys.", NOON.date())}
    (first, *_) = asked_again(sat(2, "b"), [sat(1, "c")], credit)
    assert first.again is Again.KEPT


def test_without_earlier_attempts_nothing_was_asked_again() -> None:
    assert asked_again(sat(1, "a"), []) == ()
