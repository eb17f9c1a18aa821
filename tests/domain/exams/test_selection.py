"""A form is drawn from the pool: exact, complete, and the same again from its seed."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.exams.values import outline, pool, question
from webapp.domain.exams.selection import PoolTooSmall, draw

seeds = st.integers(0, 2**31 - 1)


@given(seeds)
def test_the_same_seed_draws_the_same_form(seed: int) -> None:
    assert draw(outline(), pool(), seed) == draw(outline(), tuple(reversed(pool())), seed)


@given(seeds)
def test_domain_counts_are_exact_and_nothing_comes_twice(seed: int) -> None:
    form = draw(outline(questions=8), pool(), seed)
    counts = Counter(item.task[0] for item in form.items)
    assert counts == {"T": 6, "E": 2}
    assert len({item.question for item in form.items}) == len(form) == 8


@given(seeds)
def test_every_task_is_asked_where_the_form_is_long_enough(seed: int) -> None:
    form = draw(outline(questions=8), pool(), seed)
    assert {item.task for item in form.items} == {"T1", "T2", "E1", "E2"}


def test_the_key_follows_the_order_in_which_options_are_shown() -> None:
    form = draw(outline(), pool(), 5)
    for item in form.items:
        assert item.options(item.key) == {"a"}
        assert sorted(item.order) == list("abcd")


def test_the_order_of_options_is_not_always_the_authors() -> None:
    forms = [draw(outline(questions=8), pool(), seed) for seed in range(20)]
    positions = Counter(item.key for form in forms for item in form.items)
    assert set(positions) == set("abcd")


def test_a_thin_task_is_made_up_by_its_neighbours() -> None:
    thin = [q for q in pool() if q.task != "T2"] + [question(99, "T2")]
    form = draw(outline(questions=8), thin, 3)
    assert Counter(item.task for item in form.items)["T2"] == 1
    assert len(form) == 8


def test_a_bank_that_is_too_small_says_which_domain_is_short() -> None:
    with pytest.raises(PoolTooSmall, match="Theory needs 6 questions and the bank has 2"):
        draw(outline(questions=8), pool(per_task=1), 1)
