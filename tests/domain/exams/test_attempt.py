"""The attempt: what can be answered now, which rule a refused answer broke, and how it ends once and for all."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.exams.values import NOON, attempt, event, form, item, outline, sectioned
from webapp.domain.errors import (
    AnswerStands,
    AttemptClosed,
    BadInput,
    NotFound,
    Resting,
    RuleBroken,
    SectionLocked,
    Stale,
    TimeIsUp,
)
from webapp.domain.exams import clock, timetable
from webapp.domain.exams.attempt import Attempt, Rest, RestKind, State
from webapp.domain.exams.conditions import Conditions
from webapp.domain.exams.corrections import Correction, Rule
from webapp.domain.exams.form import Form
from webapp.domain.exams.outline import Pauses
from webapp.domain.exams.scoring import Tally
from webapp.domain.exams.sheet import EMPTY, AnswerEvent, fold
from webapp.domain.questions import Kind

LATE = NOON + timedelta(minutes=11)
SOON = NOON + timedelta(minutes=1)
UNTIMED = Conditions(minutes=None, pauses=Pauses.FREE)
BREAK = Rest(RestKind.BREAK, NOON, timedelta(minutes=10))


def answered(*answers: str) -> Attempt:
    """An attempt with these answers, from the first position on."""
    events = [(event(n, position=n, answer=each), NOON) for n, each in enumerate(answers, start=1)]
    return attempt(sheet=fold(events))


def correction(number: int, version: str, rule: Rule, *key: str) -> dict[str, Correction]:
    return {version: Correction(number, "q", version, rule, "why", date(2026, 11, 22), key)}


def test_the_deadline_and_the_line_are_fixed_at_the_start() -> None:
    started = attempt()
    assert started.deadline == NOON + timedelta(minutes=10)
    assert started.pass_rule.line(4) == 3
    assert started.edition == "2026-01"
    assert started.timed


def test_time_runs_until_the_deadline_and_then_stands_still() -> None:
    started = attempt()
    assert started.remaining(NOON + timedelta(minutes=4)) == timedelta(minutes=6)
    assert started.remaining(LATE) == timedelta(0)
    assert not started.is_over(NOON)
    assert started.is_over(started.deadline)


def test_an_untimed_attempt_is_never_over_until_it_is_handed_in() -> None:
    endless = attempt(conditions=UNTIMED)
    assert not endless.timed
    assert endless.deadline == clock.NEVER
    assert not endless.is_over(NOON + timedelta(days=4000))
    assert endless.submit(LATE).state is State.SUBMITTED


def test_only_what_has_everything_it_asks_for_is_answered() -> None:
    items = Form((item("a"), item("ac", kind=Kind.MULTIPLE, options=5), item("bca", kind=Kind.MATCHING)))
    events = [event(1, 1, answer=""), event(2, 2, answer="a"), event(3, 3, answer="ab-")]
    half = attempt(form_of=items, sheet=fold((each, NOON) for each in events))
    assert half.answered == 0
    events += [event(4, 1, 1, "d"), event(5, 2, 1, "ab"), event(6, 3, 1, "aaa")]
    whole = replace(half, sheet=fold((each, NOON) for each in events))
    assert whole.answered == 3
    assert whole.is_answered(2)
    assert whole.answers == {1: "d", 2: "ab", 3: "aaa"}


def test_what_was_never_saved_is_empty() -> None:
    assert attempt().entry(2) is EMPTY
    assert not attempt().is_answered(2)


def test_a_position_beyond_the_form_does_not_exist() -> None:
    for position in (0, 5, -1):
        with pytest.raises(NotFound):
            attempt().item(position)
    assert attempt().item(4).key == "d"


@pytest.mark.parametrize(
    ("lock", "section", "window"),
    [
        (True, 0, (1, 2)),
        (True, 1, (3, 4)),
        (True, 2, (5, 6)),
        (False, 0, (1, 2)),
        (False, 1, (1, 4)),
        (False, 2, (1, 6)),
    ],
)
def test_the_window_is_the_open_section_and_those_before_it_that_do_not_lock(
    section: int, window: tuple[int, int], *, lock: bool
) -> None:
    sitting = attempt(form_of=sectioned(lock=lock), section=section)
    assert sitting.window == window
    assert sitting.present.last == window[1]


def test_a_lock_holds_even_before_sections_that_do_not_lock() -> None:
    first, second, third = sectioned().sections
    mixed = replace(sectioned(), parts=(first, replace(second, lock=False), third))
    assert attempt(form_of=mixed, section=2).window == (3, 6)


def test_nothing_is_open_in_a_break_or_afterwards() -> None:
    assert attempt(rests=(BREAK,)).window == (1, 0)
    assert attempt().submit(SOON).window == (1, 0)
    assert attempt(rests=(replace(BREAK, ended_at=SOON),)).window == (1, 4)


def test_a_break_that_was_ended_is_no_rest() -> None:
    assert attempt().resting is None
    assert attempt(rests=(BREAK,)).resting is BREAK
    assert attempt(rests=(replace(BREAK, ended_at=SOON),)).resting is None


def test_a_pause_has_no_end_of_its_own() -> None:
    assert Rest(RestKind.PAUSE, NOON).ends_at == clock.NEVER
    assert BREAK.ends_at == NOON + timedelta(minutes=10)


def test_the_clock_shows_in_a_break_what_it_will_show_after_it() -> None:
    resting = attempt(rests=(BREAK,), deadline=NOON + timedelta(minutes=17))
    for minute in range(11):
        assert resting.remaining(NOON + timedelta(minutes=minute)) == timedelta(minutes=7)
    assert resting.remaining(NOON + timedelta(minutes=12)) == timedelta(minutes=5)
    assert resting.remaining(NOON + timedelta(minutes=30)) == timedelta(0)


def test_handing_in_scores_once_and_for_all() -> None:
    done = answered("a", "b", "c").submit(NOON + timedelta(minutes=5))
    assert done.state is State.SUBMITTED
    assert done.finished_at == NOON + timedelta(minutes=5)
    assert done.outcome is not None
    assert done.outcome.total == Tally(3, 4)
    assert done.outcome.passed
    assert done.submit(LATE) is done
    assert done.settle(LATE) is done
    assert done.remaining(SOON) == timedelta(0)


def test_an_attempt_whose_time_ran_out_is_stamped_with_its_deadline() -> None:
    closed = attempt().submit(LATE)
    assert closed.state is State.TIMED_OUT
    assert closed.finished_at == closed.deadline
    assert closed.outcome is not None
    assert closed.outcome.total == Tally(0, 4)
    assert not closed.outcome.passed


def test_settling_and_handing_in_after_the_deadline_are_the_same() -> None:
    late = answered("a", "b")
    assert late.settle(LATE) == late.submit(LATE) == late.settle(late.deadline)


@given(st.integers(1, 3600))
def test_nothing_is_settled_early(seconds: int) -> None:
    started = attempt()
    assert started.settle(started.deadline - timedelta(seconds=seconds)) is started


def test_a_regrade_gives_a_new_score_and_leaves_the_rest_alone() -> None:
    done = answered("a", "b").submit(SOON)
    rekeyed = done.rescore(correction(4, "v3", Rule.CREDIT))
    assert rekeyed.outcome is not None
    assert rekeyed.outcome.total == Tally(3, 4)
    assert rekeyed.outcome.passed
    assert rekeyed.key_version == 4
    assert replace(rekeyed, outcome=done.outcome, key_version=0) == done


def test_the_key_version_of_a_score_never_falls() -> None:
    done = answered("a").submit(SOON, correction(9, "v1", Rule.EXCLUDE))
    assert done.key_version == 9
    assert done.rescore({}).key_version == 9
    assert done.rescore(correction(11, "v1", Rule.CREDIT)).key_version == 11


def test_an_attempt_is_scored_by_the_corrections_known_when_it_ends() -> None:
    known = correction(2, "v1", Rule.REKEY, "y")
    for ended in (answered("b").submit(SOON, known), answered("b").settle(LATE, known)):
        assert ended.outcome is not None
        assert ended.outcome.total == Tally(1, 4)
        assert ended.key_version == 2


@pytest.mark.parametrize(
    ("refused", "at", "rule"),
    [
        (event(1), LATE, TimeIsUp),
        (event(1), NOON + timedelta(minutes=10), TimeIsUp),
        (event(1, answer="e"), NOON, BadInput),
        (event(1, answer="ab"), NOON, BadInput),
        (event(1, seen=7), NOON, Stale),
        (event(1, checked=True), NOON, BadInput),
    ],
)
def test_a_refused_event_hears_which_rule_it_broke(
    refused: AnswerEvent, at: datetime, rule: type[RuleBroken]
) -> None:
    assert isinstance(attempt().why_not(refused, at), rule)


def test_a_finished_attempt_takes_nothing() -> None:
    done = attempt().submit(NOON)
    assert isinstance(done.why_not(event(1), NOON), AttemptClosed)


def test_nothing_is_answered_in_a_break() -> None:
    assert isinstance(attempt(rests=(BREAK,)).why_not(event(1), SOON), Resting)


@pytest.mark.parametrize(
    ("position", "rule"), [(2, SectionLocked), (3, Stale), (4, Stale), (5, SectionLocked)]
)
def test_neither_a_closed_section_nor_one_to_come_takes_an_answer(
    position: int, rule: type[RuleBroken]
) -> None:
    second = attempt(form_of=sectioned(), section=1)
    assert isinstance(second.why_not(event(1, position, seen=9), SOON), rule)


def test_an_event_for_no_question_is_not_found() -> None:
    with pytest.raises(NotFound):
        attempt().why_not(event(1, position=5), SOON)


def test_an_answer_whose_reason_was_shown_stands() -> None:
    shown = attempt(sheet=fold([(event(1, checked=True), NOON)]))
    assert isinstance(shown.why_not(event(2, seen=1, answer="b"), SOON), AnswerStands)


def test_reasons_are_not_asked_for_where_the_conditions_show_none() -> None:
    refusal = attempt().why_not(event(1, checked=True), SOON)
    assert isinstance(refusal, BadInput)
    assert refusal.field == "checked"
    study = attempt(conditions=replace(UNTIMED, feedback=True))
    assert isinstance(study.why_not(event(1, seen=9, checked=True), SOON), Stale)


def test_an_attempt_that_is_over_says_so_before_anything_else() -> None:
    strange = event(1, position=99, answer="?")
    assert isinstance(attempt(rests=(BREAK,)).why_not(strange, LATE), TimeIsUp)
    assert isinstance(attempt(rests=(BREAK,)).submit(NOON).why_not(strange, LATE), AttemptClosed)


def test_a_form_of_one_section_is_open_as_a_whole() -> None:
    assert attempt().window == (1, 4)
    assert len(attempt().present) == 4


@given(st.lists(st.sampled_from(["", "a", "b", "c", "d"]), min_size=4, max_size=4))
def test_replaying_the_log_gives_the_score_exactly(answers: list[str]) -> None:
    log = [(event(10 * n, n, seen=0, answer="a"), NOON) for n in range(1, 5)]
    log += [(event(10 * n + 1, n, seen=1, answer=answers[n - 1]), SOON) for n in range(1, 5)]
    live = attempt()
    for length in range(len(log) + 1):
        live = replace(live, sheet=fold(log[:length]))
    assert live.submit(SOON).outcome == attempt(sheet=fold(reversed(log))).submit(SOON).outcome
    right = sum(given == key for given, key in zip(answers, "abcd", strict=True))
    outcome = live.submit(SOON).outcome
    assert outcome is not None
    assert outcome.total == Tally(right, 4)


def test_an_attempt_begins_with_nothing() -> None:
    fresh = timetable.open_attempt(
        id=UUID(int=1),
        learner=UUID(int=2),
        exam="mini",
        outline=outline(),
        form=form("a"),
        conditions=UNTIMED,
        seed=3,
        at=NOON,
    )
    assert (fresh.sheet, fresh.section, fresh.rests, fresh.state, fresh.seed) == ({}, 0, (), State.OPEN, 3)
