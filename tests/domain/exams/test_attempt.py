"""The attempt and its moves: fold, save, refuse, settle, hand in."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.exams.values import NOON, attempt, form
from webapp.domain.errors import AttemptClosed, BadInput, NotFound, Stale, TimeIsUp
from webapp.domain.exams.attempt import (
    SHAPES,
    AnswerEvent,
    Entry,
    State,
    fault_of,
    fitting_shapes,
    fold,
    shape,
    tidy,
)
from webapp.domain.exams.scoring import Tally

LATE = NOON + timedelta(minutes=11)


def event(number: int, position: int = 1, seen: int = 0, letters: str = "a") -> AnswerEvent:
    return AnswerEvent(UUID(int=number), position, seen, letters)


def test_the_deadline_and_the_line_are_fixed_at_the_start() -> None:
    started = attempt()
    assert started.deadline == NOON + timedelta(minutes=10)
    assert started.pass_count == 3
    assert started.edition == "2026-01"


def test_the_sheet_keeps_the_last_event_of_each_item() -> None:
    sheet = fold([(event(1), NOON), (event(2, seen=1, letters="c"), NOON), (event(3, position=2), NOON)])
    assert sheet[1] == Entry("c", flagged=False, sequence=2, event=UUID(int=2), saved_at=NOON)
    assert sheet[2].letters == "a"


@given(st.permutations([event(1), event(2, seen=1, letters="b"), event(3, seen=2, letters="d"), event(4, 2)]))
def test_the_order_of_arrival_does_not_matter(events: list[AnswerEvent]) -> None:
    assert {n: e.letters for n, e in fold((e, NOON) for e in events).items()} == {1: "d", 2: "a"}


def test_time_runs_until_the_deadline_and_then_stands_still() -> None:
    started = attempt()
    assert started.remaining(NOON + timedelta(minutes=4)) == timedelta(minutes=6)
    assert started.remaining(LATE) == timedelta(0)
    assert not started.is_over(NOON)
    assert started.is_over(started.deadline)


def test_open_positions_are_those_without_an_answer() -> None:
    half = replace(attempt(), sheet=fold([(event(1), NOON), (event(2, position=3, letters=""), NOON)]))
    assert half.answered == 1
    assert half.open_positions == (2, 3, 4)


def test_handing_in_scores_once_and_for_all() -> None:
    sheet = fold([(event(n, position=n, letters="abcd"[n - 1]), NOON) for n in (1, 2, 3)])
    done = replace(attempt(), sheet=sheet).submit(at=NOON + timedelta(minutes=5))
    assert done.state is State.SUBMITTED
    assert done.finished_at == NOON + timedelta(minutes=5)
    assert done.outcome is not None
    assert done.outcome.total == Tally(3, 4)
    assert done.outcome.passed
    assert done.submit(at=LATE) is done


def test_an_attempt_whose_time_ran_out_is_stamped_with_its_deadline() -> None:
    closed = attempt().submit(at=LATE)
    assert closed.state is State.TIMED_OUT
    assert closed.finished_at == closed.deadline
    assert closed.outcome is not None
    assert closed.outcome.total == Tally(0, 4)


def test_nothing_is_settled_early() -> None:
    started = attempt()
    assert started.settle(at=started.deadline - timedelta(microseconds=1)) is started


def test_a_position_beyond_the_form_does_not_exist() -> None:
    for position in (0, 5, -1):
        with pytest.raises(NotFound):
            attempt().item(position)


@pytest.mark.parametrize(
    ("refused", "at", "rule"),
    [
        (event(1), LATE, TimeIsUp),
        (event(1, letters="e"), NOON, BadInput),
        (event(1, letters="ab"), NOON, BadInput),
        (event(1, seen=7), NOON, Stale),
    ],
)
def test_a_refused_event_hears_which_rule_it_broke(refused: AnswerEvent, at: datetime, rule: type) -> None:
    assert isinstance(attempt().why_not(refused, at=at), rule)


def test_a_finished_attempt_takes_nothing() -> None:
    done = attempt().submit(at=NOON)
    assert isinstance(done.why_not(event(1), at=NOON), AttemptClosed)


@pytest.mark.parametrize(("sent", "kept"), [("", ""), ("ba", "ab"), ("aa", "a"), ("h", "h")])
def test_letters_are_kept_in_order_and_once(sent: str, kept: str) -> None:
    assert tidy(sent) == kept


@pytest.mark.parametrize("sent", ["z", "1", "A", "ä", " ", "'"])
def test_what_is_no_letter_is_refused(sent: str) -> None:
    with pytest.raises(BadInput):
        tidy(sent)


@given(
    st.integers(2, 8),
    st.integers(1, 4),
    st.text(alphabet="abcdefgh", max_size=8).map(tidy),
)
def test_the_shape_code_lets_through_exactly_what_the_rule_allows(
    options: int, choose: int, letters: str
) -> None:
    if (options, choose) not in SHAPES:
        return
    item = form("a", choose=choose, options=options).items[0]
    fits = shape(form("a", choose=choose, options=options)) in fitting_shapes(letters)
    assert fits == (fault_of(item, letters) is None)
