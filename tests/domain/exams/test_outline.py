"""An outline answers what it asks, where a task belongs, and what passes."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction

import pytest

from tests.domain.exams.values import outline
from webapp.domain.exams.outline import PassRule


def test_a_score_equal_to_the_line_passes() -> None:
    rule = PassRule(37)
    assert rule.passes(37)
    assert not rule.passes(36)


def test_the_pace_shares_the_time_evenly() -> None:
    assert outline(questions=50, minutes=60).pace == timedelta(seconds=72)


def test_a_task_is_found_in_its_domain() -> None:
    assert outline().domain_of("E2").code == "E"
    assert [task.code for task in outline().tasks] == ["T1", "T2", "E1", "E2"]


def test_an_unknown_task_has_no_domain() -> None:
    with pytest.raises(KeyError):
        outline().domain_of("Z9")


@pytest.mark.parametrize(
    ("share", "band"),
    [
        (Fraction(0), "Early"),
        (Fraction(59, 100), "Early"),
        (Fraction(60, 100), "Near"),
        (Fraction(1), "There"),
    ],
)
def test_a_band_begins_where_the_one_before_it_ends(share: Fraction, band: str) -> None:
    assert outline().band_of(share).title == band
