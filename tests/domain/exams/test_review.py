"""Looking back at a finished attempt."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest

from tests.domain.exams.values import NOON, attempt, event
from tests.support import kinds
from webapp.domain.exams.changes import Change
from webapp.domain.exams.corrections import NONE, Correction, Rule
from webapp.domain.exams.form import Form
from webapp.domain.exams.pacing import Source
from webapp.domain.exams.review import Review, Show, Verdict, judge, look_back
from webapp.domain.exams.scoring import Tally
from webapp.domain.exams.sheet import fold
from webapp.domain.questions import Question

SINGLE = kinds.item(kinds.single())


def reviewed(
    answers: Mapping[int, str | list[str]],
    *,
    items: Mapping[int, Mapping[str, Any]] | None = None,
    events: Mapping[int, Mapping[str, Any]] | None = None,
    corrections: Mapping[str, Correction] = NONE,
    asked: tuple[Question, ...] = (),
) -> Review:
    """Singles (b is right) with these answers, one a minute; `items` and `events` change those of a position."""
    asked = asked or tuple(kinds.single(n) for n in range(1, max(answers) + 1))
    form = Form(tuple(kinds.item(each, **(items or {}).get(n, {})) for n, each in enumerate(asked, start=1)))
    log = [
        (
            event(100 * position + seen, position, seen, answer, **(events or {}).get(position, {})),
            NOON + timedelta(minutes=position + seen),
        )
        for position, given in answers.items()
        for seen, answer in enumerate([given] if isinstance(given, str) else given)
    ]
    sat = attempt(form_of=form, sheet=fold(log))
    return look_back(sat, log, {each.version: each for each in asked}, corrections)


@pytest.mark.parametrize(
    ("answer", "rule", "says", "counts"),
    [
        ("b", None, Verdict.RIGHT, True),
        ("a", None, Verdict.WRONG, True),
        ("", None, Verdict.OPEN, True),
        ("a", Rule.CREDIT, Verdict.RIGHT, True),
        ("", Rule.CREDIT, Verdict.RIGHT, True),
        ("b", Rule.EXCLUDE, Verdict.VOID, False),
        ("c", Rule.REKEY, Verdict.RIGHT, True),
        ("b", Rule.REKEY, Verdict.WRONG, True),
    ],
)
def test_a_verdict_follows_the_key_and_what_has_corrected_it(
    answer: str, rule: Rule | None, says: Verdict, *, counts: bool
) -> None:
    slip = Correction(1, "k-1", SINGLE.version, rule or Rule.REKEY, "A slip.", NOON.date(), key=("c",))
    assert judge(SINGLE, answer, slip if rule else None) == (says, counts)


def test_half_an_answer_counts_as_open() -> None:
    assert judge(kinds.item(kinds.matching()), "a-c")[0] is Verdict.OPEN


def test_first_seen_repeated_and_trial_questions_are_counted_apart() -> None:
    review = reviewed(
        {1: "b", 2: "a", 3: "b", 4: "b", 5: "a"},
        items={3: {"repeat": True}, 4: {"scored": False}, 5: {"scored": False, "repeat": True}},
    )
    assert (review.first_seen, review.repeats, review.trials) == (Tally(1, 2), Tally(1, 1), Tally(1, 2))


def test_what_was_taken_out_is_in_no_tally() -> None:
    out = {"single-1": Correction(1, "k-1", "single-1", Rule.EXCLUDE, "Unclear.", NOON.date())}
    review = reviewed({1: ["a", "b"], 2: "b"}, items={1: {"scored": False}}, corrections=out)
    assert (review.first_seen, review.trials) == (Tally(1, 1), Tally(0, 0))
    assert review.looked[0].change is None


def test_changes_are_counted_from_the_log() -> None:
    review = reviewed({1: ["a", "b"], 2: ["b", "c"], 3: ["a", "c"], 4: ["b", "a", "b"], 5: "b"})
    assert review.changes == {Change.WON: 1, Change.LOST: 1, Change.MOVED: 1, Change.RETURNED: 1}
    assert [each.answers for each in review.looked[:2]] == [("a", "b"), ("b", "c")]


def test_sureness_is_counted_where_something_was_answered_and_said() -> None:
    said = {1: {"sure": 3}, 2: {"sure": 3}, 3: {"sure": 1}, 5: {"sure": 2}}
    review = reviewed({1: "b", 2: "a", 3: "b", 4: "b", 5: ""}, events=said)
    assert list(review.by_sure.items()) == [(3, Tally(1, 2)), (1, Tally(1, 1))]


def test_traps_are_counted_and_the_most_frequent_comes_first() -> None:
    asked = (kinds.numeric(1), kinds.single(2), kinds.ordering(3), kinds.single(4))
    review = reviewed({1: "25", 2: "a", 3: "bac", 4: "c"}, asked=asked)
    caught = [(trap, [each.position for each in where]) for trap, where in review.traps]
    assert caught == [("haste", [2, 3]), ("noise", [1])]


def test_what_was_left_half_open_fell_for_nothing() -> None:
    assert reviewed({1: "bb-"}, asked=(kinds.matching(1),)).traps == ()


def test_thirds_hold_every_question_that_counts_once() -> None:
    review = reviewed({n: "b" if n < 5 else "a" for n in range(1, 9)}, items={1: {"scored": False}})
    assert review.thirds == (Tally(2, 2), Tally(1, 2), Tally(0, 3))


def test_a_question_is_slow_at_twice_the_usual_time_and_never_below_half_a_minute() -> None:
    slow = reviewed({1: "b", 2: "b", 3: "b"}, events={1: {"spent": 20}, 2: {"spent": 20}, 3: {"spent": 40}})
    quick = reviewed({1: "b", 2: "b", 3: "b"}, events={n: {"spent": 5 * n} for n in (1, 2, 3)})
    assert slow.times.source is Source.BROWSER
    assert [each.slow for each in slow.looked] == [False, False, True]
    assert not quick.pick(Show.SLOW)


@pytest.mark.parametrize(
    ("show", "positions"),
    [
        (Show.ALL, [1, 2, 3, 4, 5]),
        (Show.WRONG, [2]),
        (Show.OPEN, [3]),
        (Show.FLAGGED, [4]),
        (Show.CHANGED, [5]),
        (Show.SLOW, [5]),
        (Show.UNSURE, [1]),
    ],
)
def test_questions_are_picked_by_what_somebody_wants_to_look_at(show: Show, positions: list[int]) -> None:
    review = reviewed(
        {1: "b", 2: "a", 3: "", 4: "b", 5: ["a", "b"]},
        events={1: {"sure": 1}, 4: {"flagged": True}, 5: {"spent": 900}},
    )
    assert [each.position for each in review.pick(show)] == positions


def test_a_question_nobody_touched_is_there_and_open() -> None:
    untouched = reviewed({2: "b"}).looked[0]
    assert (untouched.verdict, untouched.seconds, untouched.answers) == (Verdict.OPEN, None, ())
    assert (untouched.answered, untouched.right) == (False, False)
