"""What the bank can give: unseen first, oldest next, and a fair mixture among equals."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from tests.domain.exams.values import case_set, pool, question
from webapp.domain.exams import supply
from webapp.domain.questions import Kind

BANK = pool(per_task=6)
days = st.dates().map(lambda day: day.isoformat())
records = st.dictionaries(st.sampled_from([each.id for each in BANK]), days, max_size=len(BANK))


@given(records, st.integers(0, 999))
def test_what_was_never_seen_comes_first_and_then_what_was_seen_longest_ago(
    seen: dict[str, str], seed: int
) -> None:
    queue = supply.queue(BANK, seen, Random(seed))
    assert sorted(each.id for each in queue) == sorted(each.id for each in BANK)
    dates = [seen.get(each.id, "") for each in queue]
    assert dates == sorted(dates)


@given(records, st.integers(0, 999))
def test_the_same_dice_give_the_same_order_whatever_order_the_bank_has(
    seen: dict[str, str], seed: int
) -> None:
    turned = supply.queue(reversed(BANK), seen, Random(seed))
    assert turned == supply.queue(BANK, seen, Random(seed))


def test_the_first_few_of_a_task_are_a_fair_share_of_each_kind_and_difficulty() -> None:
    kinds = (Kind.SINGLE, Kind.MATCHING)
    bank = [question(n, "T1", kind=kinds[n % 2], right=1, difficulty=1 + n // 2 % 2) for n in range(40)]
    for seed in range(20):
        first = Counter((each.kind, each.difficulty) for each in supply.queue(bank, {}, Random(seed))[:20])
        assert all(4 <= first[kind, level] <= 6 for kind in kinds for level in (1, 2))


def test_every_question_of_a_task_is_first_now_and_then() -> None:
    firsts = {supply.queue(BANK, {}, Random(seed))[0].id for seed in range(400)}
    assert firsts == {each.id for each in BANK}


def test_what_is_asked_elsewhere_is_left_out_with_the_whole_of_its_case() -> None:
    bank = [*case_set("one", 101, ["T1", "E1"]), *case_set("two", 111, ["E2", "T1"]), *BANK[:3]]
    left = supply.leave_out(bank, {bank[1].id, BANK[0].id})
    assert left == [*bank[2:4], *BANK[1:3]]
    assert supply.leave_out(bank, frozenset()) is bank


def test_whoever_finds_too_little_is_told_how_much_was_left_out() -> None:
    assert supply.tell_left_out(1).startswith("1 question is left out")
    assert supply.tell_left_out(40).startswith("40 questions are left out")


def test_case_sets_are_whole_and_in_their_written_order() -> None:
    one, two = case_set("one", 1, ["T1", "E1", "T2"]), case_set("two", 11, ["E2", "T1"])
    mixed = [two[0], one[0], question(30, "T1"), one[1], two[1], one[2]]
    assert supply.cases_in(mixed) == [one, two]
    assert supply.cases_in([question(30, "T1")]) == []


def test_cases_with_fewest_questions_seen_come_first_and_then_those_seen_longest_ago() -> None:
    fresh, half, old, late = (
        case_set(code, first, ["T1", "E1"])
        for code, first in (("fresh", 1), ("half", 11), ("old", 21), ("late", 31))
    )
    seen = {half[0].id: "2026-11-01"}
    seen |= {each.id: "2026-01-01" for each in old} | {each.id: "2026-10-01" for each in late}
    for seed in range(20):
        queue = supply.queue_cases([*late, *old, *half, *fresh], seen, Random(seed))
        assert queue == [fresh, half, old, late]


def test_cases_nobody_has_seen_come_in_any_order() -> None:
    sets = [case_set(code, 10 * n, ["T1", "E1"]) for n, code in enumerate(("one", "two", "three"))]
    bank = [each for case in sets for each in case]
    orders = {tuple(supply.queue_cases(bank, {}, Random(seed))) for seed in range(100)}
    assert len(orders) == 6


def test_a_task_without_name_is_queued_like_any_other() -> None:
    assert len(supply.queue([replace(BANK[0], task=None)], {}, Random(1))) == 1
