"""A form is drawn from the pool: exact, complete, and the same again from its seed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.simulate_forms import BANKS, faults_of, make_bank
from tests.domain.exams.values import (
    OUTLINES,
    TEN,
    approaches,
    capm,
    case_set,
    letters,
    outline,
    pmp,
    pmp_2021,
    pool,
    question,
)
from webapp.domain.exams.form import Form, Section
from webapp.domain.exams.outline import Approach, Outline, SectionKind, SectionPlan
from webapp.domain.exams.selection import PoolTooSmall, draw, draw_practice
from webapp.domain.questions import Kind, Question

seeds = st.integers(0, 2**31 - 1)
TASKS = ["T1", "T2", "E1", "E2"]
PMP_BANK = make_bank(pmp(), BANKS["pmp"])
EVERY_KIND = outline(questions=8, item_types=tuple(Kind))


def known(pool: Sequence[Question]) -> dict[str, Question]:
    """Questions by their ids."""
    return {each.id: each for each in pool}


def drawn(form: Form, pool: Sequence[Question]) -> list[Question]:
    """The questions of a form."""
    return [known(pool)[item.question] for item in form.items]


@given(seeds)
def test_the_same_seed_draws_the_same_form(seed: int) -> None:
    assert draw(outline(), pool(), seed) == draw(outline(), tuple(reversed(pool())), seed)


def test_the_same_seed_over_the_same_record_draws_the_same_pmp_form() -> None:
    seen = {each.id: "2026-11-01" for each in PMP_BANK[::3]}
    assert draw(pmp(), PMP_BANK, 5, seen) == draw(pmp(), PMP_BANK, 5, seen)
    assert draw(pmp(), PMP_BANK, 5, seen) != draw(pmp(), PMP_BANK, 6, seen)


@given(seeds)
def test_domain_counts_are_exact_and_nothing_comes_twice(seed: int) -> None:
    form = draw(outline(questions=8), pool(), seed)
    counts = Counter(item.task[0] for item in form.items)
    assert counts == {"T": 6, "E": 2}
    assert len({item.question for item in form.items}) == len(form) == 8


@given(seeds)
def test_every_task_is_asked_where_the_form_is_long_enough(seed: int) -> None:
    form = draw(outline(questions=8), pool(), seed)
    assert {item.task for item in form.items} == set(TASKS)


def test_a_form_shorter_than_its_tasks_asks_as_many_as_it_can() -> None:
    form = draw(outline(questions=2, pass_count=1), pool(), 1)
    assert len({item.task for item in form.items}) == 2


def test_tasks_share_a_domain_evenly_and_no_task_always_gets_the_odd_seat() -> None:
    nine = outline(questions=10)
    counts = [Counter(item.task for item in draw(nine, pool(), seed).items) for seed in range(40)]
    assert {tuple(sorted((each["T1"], each["T2"]))) for each in counts} == {(4, 4)}
    eleven = outline(questions=12)
    odd = [Counter(item.task for item in draw(eleven, pool(per_task=9), seed).items) for seed in range(40)]
    assert {(each["T1"], each["T2"]) for each in odd} == {(4, 5), (5, 4)}


def test_a_thin_task_is_made_up_by_its_neighbours() -> None:
    thin = [q for q in pool() if q.task != "T2"] + [question(99, "T2")]
    form = draw(outline(questions=8), thin, 3)
    assert Counter(item.task for item in form.items)["T2"] == 1
    assert len(form) == 8


def test_questions_of_other_tasks_and_kinds_are_left_in_the_bank() -> None:
    others = [question(90 + n, "T1", kind=Kind.ORDERING) for n in range(5)] + [question(99, "X1")]
    for seed in range(20):
        form = draw(outline(questions=8), [*others, *pool()], seed)
        assert not {item.question for item in form.items} & {each.id for each in others}


@given(seeds)
def test_the_key_follows_the_order_in_which_options_are_shown(seed: int) -> None:
    bank = every_kind()
    form = draw(EVERY_KIND, bank, seed)
    for item, asked in zip(form.items, drawn(form, bank), strict=True):
        assert sorted(item.order) == sorted(asked.option_ids)
        assert (item.kind, item.version, item.choose) == (asked.kind, asked.version, asked.choose)
        if not asked.number:
            assert sorted(item.key) == sorted(letters(asked.key, item.order))
        assert item.is_right("12.5" if asked.number else item.key)


def every_kind() -> list[Question]:
    """A bank with every kind in every task."""
    return [
        question(10 * n + place, task, kind=kind, right=2 if kind in {Kind.MULTIPLE, Kind.MATCHING} else 1)
        for n, task in enumerate(TASKS)
        for place, kind in enumerate(Kind)
    ]


def test_the_order_of_options_is_not_always_the_authors() -> None:
    forms = [draw(outline(questions=8), pool(), seed) for seed in range(20)]
    positions = Counter(item.key for form in forms for item in form.items)
    assert set(positions) == set("abcd")


def test_options_with_an_order_of_their_own_keep_it() -> None:
    fixed = [replace(each, fixed_order=True) for each in pool()]
    for seed in range(10):
        assert {item.order for item in draw(outline(), fixed, seed).items} == {("z", "y", "x", "w")}


@pytest.mark.parametrize("options", [2, 3])
def test_steps_are_never_shown_in_their_right_order(options: int) -> None:
    steps = [question(n, task, kind=Kind.ORDERING, options=options) for n, task in enumerate(TASKS * 2)]
    steps += [replace(each, id=f"fixed-{each.id}", fixed_order=True) for each in steps]
    asks = outline(item_types=(Kind.ORDERING,))
    for seed in range(60):
        form = draw(asks, steps, seed)
        assert all(
            item.key != "abc"[:options] and sorted(item.key) == sorted("abc"[:options]) for item in form.items
        )


@given(seeds, st.sets(st.sampled_from([each.id for each in pool()])))
def test_within_a_task_what_was_never_seen_comes_first(seed: int, ids: set[str]) -> None:
    seen = dict.fromkeys(ids, "2026-11-01")
    form = draw(outline(questions=8), pool(), seed, seen)
    for task in TASKS:
        asked = [item for item in form.items if item.task == task]
        fresh = sum(each.task == task and each.id not in seen for each in pool())
        assert sum(not item.repeat for item in asked) == min(fresh, len(asked))
        assert all(item.repeat == (item.question in seen) for item in asked)
    assert form.repeats == sum(item.repeat for item in form.items)


@given(seeds)
def test_what_was_seen_longest_ago_comes_next(seed: int) -> None:
    seen = {each.id: f"2026-01-{n + 1:02}" for n, each in enumerate(pool())}
    form = draw(outline(questions=8), pool(), seed, seen)
    for task in TASKS:
        dates = sorted(seen[each.id] for each in pool() if each.task == task)
        asked = sorted(seen[item.question] for item in form.items if item.task == task)
        assert asked == dates[: len(asked)]


def test_an_odd_seat_goes_to_the_task_with_more_that_is_new() -> None:
    seen = {each.id: "2026-11-01" for each in pool(per_task=9) if each.task == "T1"}
    for seed in range(20):
        form = draw(outline(questions=12), pool(per_task=9), seed, seen)
        assert Counter(item.task for item in form.items)["T2"] == 5


@pytest.mark.parametrize(("exam", "size"), [(capm, 310), (pmp, 440)])
def test_a_second_form_repeats_nothing_where_the_bank_holds_two(
    exam: Callable[[], Outline], size: int
) -> None:
    bank = make_bank(exam(), size)
    for seed in range(20):
        first = draw(exam(), bank, seed)
        seen = {item.question: "2026-11-22" for item in first.items}
        assert draw(exam(), bank, seed + 1, seen).repeats == 0


def test_what_was_seen_fills_the_seats_of_an_approach_that_nothing_new_can_take() -> None:
    alike = [question(n, TASKS[n % 4], approach="agile") for n in range(8)]
    older = [question(100 + n, TASKS[n % 4], approach="predictive") for n in range(8)]
    asks = outline(questions=8, approaches=approaches(50))
    form = draw(asks, [*alike, *older], 3, {each.id: "2026-11-01" for each in older})
    assert form.repeats == 4


@pytest.mark.parametrize("name", OUTLINES)
def test_a_form_of_a_real_outline_has_no_fault(name: str) -> None:
    asked = OUTLINES[name]
    bank = make_bank(asked, BANKS[name.removesuffix(" 2021")])
    for seed in range(25):
        assert list(faults_of(asked, known(bank), draw(asked, bank, seed))) == []


@given(seeds)
def test_a_pmp_form_has_the_shape_of_the_exam(seed: int) -> None:
    form = draw(pmp(), PMP_BANK, seed)
    asked = drawn(form, PMP_BANK)
    assert len(form) == len({item.question for item in form.items}) == 180
    assert Counter(item.task[0] for item in form.items) == {"P": 59, "R": 74, "B": 47}
    assert Counter(item.task[0] for item in form.items if item.scored) == {"P": 56, "R": 70, "B": 44}
    assert len({item.task for item in form.items}) == 26
    cases, first, second = form.sections
    assert 12 <= len(cases) <= 15
    assert 0 <= len(first) - len(second) <= 1
    assert len(cases) + len(first) + len(second) == 180
    assert [section.lock for section in form.sections] == [True, True, True]
    assert [section.break_after for section in form.sections] == [TEN, TEN, timedelta(0)]
    predictive = sum(each.approach == "predictive" for each in asked)
    adaptive = sum(each.approach in {"agile", "hybrid"} for each in asked)
    either = sum(each.approach == "any" for each in asked)
    assert predictive <= 72 <= predictive + either
    assert adaptive <= 108 <= adaptive + either
    assert predictive + adaptive + either == 180


@given(seeds)
def test_pmp_cases_come_first_whole_together_and_in_their_written_order(seed: int) -> None:
    form = draw(pmp(), PMP_BANK, seed)
    asked = drawn(form, PMP_BANK)
    inside = asked[: form.sections[0].last]
    assert all(each.case for each in inside)
    assert not any(each.case for each in asked[form.sections[0].last :])
    order = list(dict.fromkeys(each.case.code for each in inside if each.case))
    assert len(order) == 3
    written = [each for code in order for each in PMP_BANK if each.case and each.case.code == code]
    assert inside == written
    assert [item.case for item in form.items[: len(inside)]] == [
        each.case.code for each in inside if each.case
    ]


def test_pmp_cases_come_in_any_order_and_each_now_and_then() -> None:
    orders = [
        tuple(dict.fromkeys(item.case for item in draw(pmp(), PMP_BANK, seed).items)) for seed in range(60)
    ]
    assert len(set(orders)) > 50
    assert len({case for order in orders for case in order if case}) == 12


def test_the_older_pmp_outline_has_three_parts_of_sixty() -> None:
    form = draw(pmp_2021(), make_bank(pmp_2021(), 360), 3)
    assert [(section.first, section.last) for section in form.sections] == [(1, 60), (61, 120), (121, 180)]


def test_capm_has_two_parts_of_75() -> None:
    form = draw(capm(), make_bank(capm(), 300), 3)
    assert [(section.first, section.last) for section in form.sections] == [(1, 75), (76, 150)]
    assert form.scored == 135


def test_an_outline_of_one_section_is_one_run() -> None:
    form = draw(outline(questions=8), pool(), 3)
    assert form.sections == (Section("all", "All questions", 1, 8),)


def mixed(*kinds: str, per_task: int = 6, first: int = 0) -> list[Question]:
    """A bank whose tasks have so many questions of each approach."""
    return [
        question(first + 1000 * place + 100 * n + nth, task, approach=kind)
        for place, kind in enumerate(kinds)
        for n, task in enumerate(TASKS)
        for nth in range(per_task)
    ]


@given(seeds)
def test_what_stands_for_any_approach_fills_whichever_is_short(seed: int) -> None:
    asks = outline(questions=20, approaches=approaches(50))
    bank = [*mixed("agile", per_task=9), *mixed("predictive", "any", per_task=1, first=5000)[: 4 + 3]]
    bank += [question(9000 + n, "T1", approach="any") for n in range(4)]
    form = draw(asks, bank, seed)
    counts = Counter(each.approach for each in drawn(form, bank))
    assert counts["agile"] == 10
    assert counts["predictive"] + counts["any"] == 10


def test_an_approach_that_is_short_is_named_with_what_the_bank_gives() -> None:
    asks = outline(questions=20, approaches=approaches(50))
    with pytest.raises(PoolTooSmall, match=r"Predictive: 10 are needed, .* gives 0 to 8\."):
        draw(asks, [*mixed("agile", per_task=9), *mixed("predictive", per_task=2, first=5000)], 1)
    with pytest.raises(PoolTooSmall, match=r"Predictive: 10 are needed, .* gives 12 to 20\."):
        draw(asks, [*mixed("predictive", per_task=9), *mixed("hybrid", per_task=2, first=5000)], 1)


@given(seeds)
def test_three_groups_of_approaches_are_exact_too(seed: int) -> None:
    groups = tuple(
        Approach(code, code, share, (code,))
        for code, share in (("predictive", 20), ("agile", 50), ("hybrid", 30))
    )
    bank = mixed("predictive", "agile", "hybrid", per_task=8)
    form = draw(outline(questions=20, approaches=groups), bank, seed)
    assert Counter(each.approach for each in drawn(form, bank)) == {"predictive": 4, "agile": 10, "hybrid": 6}
    assert len({item.question for item in form.items}) == 20


def test_a_question_of_an_approach_the_outline_does_not_ask_is_not_drawn() -> None:
    asks = outline(questions=8, approaches=approaches(50))
    bank = [*mixed("predictive", "agile"), *mixed("waterfall", per_task=20, first=5000)]
    for seed in range(10):
        form = draw(asks, bank, seed)
        assert len(form) == 8
        assert "waterfall" not in {each.approach for each in drawn(form, bank)}


def test_no_question_is_on_every_form_because_its_approach_is_rare_in_its_task() -> None:
    rare = [question(n, "T1", approach="agile") for n in range(9)] + [
        question(9, "T1", approach="predictive")
    ]
    bank = [*rare, *(question(20 + n, task, approach="predictive") for n, task in enumerate(TASKS[1:] * 9))]
    bank += [question(90 + n, task, approach="agile") for n, task in enumerate(TASKS[1:] * 9)]
    asks = outline(questions=8, approaches=approaches(50))
    times = sum("q-009" in {item.question for item in draw(asks, bank, seed).items} for seed in range(100))
    assert 10 <= times <= 60


@given(seeds)
def test_a_task_asked_more_than_once_keeps_a_question_that_counts(seed: int) -> None:
    form = draw(outline(questions=8, unscored=4), pool(), seed)
    assert Counter(item.task[0] for item in form.items if not item.scored) == {"T": 3, "E": 1}
    assert {item.task for item in form.items if item.scored} >= {"T1", "T2"}


def test_every_question_that_stands_alone_can_be_a_trial_and_none_of_a_case_is() -> None:
    forms = [draw(pmp(), PMP_BANK, seed) for seed in range(60)]
    trials = [position for form in forms for position, item in form.numbered() if not item.scored]
    assert len(trials) == 600
    assert min(trials) > 12
    assert len(set(trials)) > 140


WITH_CASES = (
    SectionPlan("half", "First half", break_after=TEN),
    SectionPlan("cases", "Cases", SectionKind.CASES, cases=1),
    SectionPlan("rest", "Second half", share=2),
    SectionPlan("more", "More cases", SectionKind.CASES, cases=2),
)


@given(seeds)
def test_cases_stand_in_the_sections_that_ask_them(seed: int) -> None:
    asks = outline(questions=16, sections=WITH_CASES)
    sets = [case_set(f"case-{n}", 100 + 10 * n, ["T1", "E1", "T2"]) for n in range(5)]
    form = draw(asks, [*pool(), *(each for case in sets for each in case)], seed)
    codes = [item.case for item in form.items]
    half, cases, rest, more = form.sections
    assert [len(section) for section in form.sections] == [2, 3, 5, 6]
    assert not any(codes[: half.last] + codes[rest.first - 1 : rest.last])
    assert len(set(codes[cases.first - 1 : cases.last])) == 1
    assert len(set(codes[more.first - 1 : more.last])) == 2
    assert None not in codes[cases.first - 1 : cases.last] + codes[more.first - 1 : more.last]


def test_a_case_with_a_question_the_outline_does_not_ask_is_not_torn() -> None:
    asks = outline(questions=16, sections=WITH_CASES[:3])
    whole, torn = case_set("whole", 100, ["T1", "E1", "T2"]), case_set("torn", 110, ["T1", "E1", "T2"])
    torn = (*torn[:2], replace(torn[2], kind=Kind.ORDERING))
    for seed in range(10):
        form = draw(asks, [*pool(), *torn, *whole], seed)
        assert {item.case for item in form.items} == {None, "whole"}


def test_a_case_that_takes_more_than_a_domain_has_is_left_for_one_that_fits() -> None:
    asks = outline(questions=8, sections=WITH_CASES[:3])  # two seats for events
    big, fitting = case_set("big", 100, ["E1", "E2", "E1"]), case_set("fitting", 110, ["E1", "T1"])
    for seed in range(10):
        form = draw(asks, [*pool(), *big, *fitting], seed)
        assert {item.case for item in form.items} == {None, "fitting"}


def test_cases_are_drawn_unseen_first() -> None:
    asks = outline(questions=16, sections=WITH_CASES[:3])
    old, new = case_set("old", 100, ["T1", "E1"]), case_set("new", 110, ["T1", "E1"])
    for seed in range(10):
        form = draw(asks, [*pool(per_task=9), *old, *new], seed, {old[1].id: "2026-01-01"})
        assert {item.case for item in form.items} == {None, "new"}


def test_a_bank_that_is_too_small_names_every_cell_that_is_short() -> None:
    with pytest.raises(PoolTooSmall) as short:
        draw(outline(questions=16, sections=WITH_CASES), pool(per_task=1), 1)
    assert str(short.value) == (
        "Cases: 3 are needed, and the bank has 0 that fit. "
        "Theory: 12 are needed, and the bank has 2. Events: 4 are needed, and the bank has 2."
    )


def test_a_task_without_a_question_is_named() -> None:
    bank = [each for each in pool() if each.task not in {"T2", "E1"}]
    with pytest.raises(PoolTooSmall) as short:
        draw(outline(questions=8), bank, 1)
    assert str(short.value) == (
        "Theory: 6 are needed, and the bank has 5. No question asks task T2. "
        "Events: 2 are needed, and the bank has 5. No question asks task E1."
    )


def test_an_empty_bank_draws_nothing() -> None:
    with pytest.raises(PoolTooSmall, match="Domain P: 59 are needed, and the bank has 0"):
        draw(pmp(), (), 1)


@given(seeds, st.integers(1, 20))
def test_practice_has_as_many_as_were_asked_for_spread_over_its_tasks(seed: int, count: int) -> None:
    form = draw_practice(pool(), count, seed)
    assert len(form) == len({item.question for item in form.items}) == count
    per_task = Counter(item.task for item in form.items)
    assert max(per_task.values()) - min(per_task[task] for task in TASKS) <= 1
    assert form.scored == count
    assert form == draw_practice(tuple(reversed(pool())), count, seed)


def test_practice_takes_what_there_is_of_a_thin_task() -> None:
    thin = [*pool()[:4], *(question(50 + n, "T1") for n in range(9))]
    assert Counter(item.task for item in draw_practice(thin, 10, 1).items) == {
        "T1": 7,
        "T2": 1,
        "E1": 1,
        "E2": 1,
    }


@given(seeds)
def test_practice_asks_within_a_task_first_what_was_never_seen(seed: int) -> None:
    seen = {each.id: "2026-11-01" for each in pool()[:12]}
    form = draw_practice(pool(), 8, seed, seen)
    assert form.repeats == 0
    assert draw_practice(pool(), 12, seed, seen).repeats == 4


def test_practice_keeps_the_questions_of_a_case_together_and_in_their_written_order() -> None:
    one, two = case_set("one", 200, TASKS), case_set("two", 100, TASKS)
    for seed in range(20):
        form = draw_practice([*one, *pool(), *two], 20, seed)
        codes = [item.case or "" for item in form.items]
        assert codes == sorted(codes)
        for code in ("one", "two"):
            ids = [item.question for item in form.items if item.case == code]
            assert ids == sorted(ids)


def test_practice_from_too_few_says_how_many_there_are() -> None:
    with pytest.raises(PoolTooSmall, match=r"20 questions fit; 21 were asked for\."):
        draw_practice(pool(), 21, 1)


def test_questions_of_no_task_can_be_practised() -> None:
    assert len(draw_practice([question(n, None) for n in range(5)], 4, 1)) == 4
