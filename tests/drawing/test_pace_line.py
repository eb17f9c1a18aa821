"""The pace line."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.drawing.eyes import column, marked, seen, words
from webapp.drawing.pace_line import Pace, PaceLine, draw

SAT = PaceLine(
    "Behind at <first>, then ahead",
    4,
    (Pace(1, Fraction(-3, 2)), Pace(2, -2), Pace(3, 1, section=1)),
    ends=(2,),
)


def paths(value: PaceLine, ink: str) -> list[str]:
    (image,) = (each for each in seen(draw(value)).iter("svg") if each.get("role") == "img")
    return [each.get("d") or "" for each in marked(image, "path", ink)]


def test_the_line_follows_the_lead_and_is_parted_where_a_section_ended() -> None:
    assert SAT.top == 2
    assert paths(SAT, "k-blue") == ["M0 50 1 87.5 2 100M3 100 4 25"]


def test_its_wash_reaches_to_the_even_pace() -> None:
    assert paths(SAT, "f-wash") == ["M0 50 0 50 1 87.5 2 100V50zM3 50 3 100 4 25V50z"]


def test_on_pace_is_ochre_and_breaks_are_dashed() -> None:
    assert paths(SAT, "k-ochre") == ["M0 50h5"]
    assert paths(SAT, "dash") == ["M2.5 0v100"]
    assert "+2 min On pace −2 min" in words(seen(draw(SAT)))


def test_the_table_gives_the_course_in_steps_and_its_end() -> None:
    table = draw(SAT).table
    assert column(table, "Answered") == ["1", "2", "3"]
    assert column(table, "Minutes against an even pace") == ["−1.5", "−2", "+1"]
    long = PaceLine("t", 180, tuple(Pace(n, 0) for n in range(1, 180)))
    assert column(draw(long).table, "Answered")[-2:] == ["171", "179"]
    assert not paths(long, "dash")


@given(st.lists(st.fractions(-3000, 3000), min_size=1, max_size=20))
def test_the_line_stays_on_the_scale(leads: list[Fraction]) -> None:
    value = PaceLine("t", 20, tuple(Pace(n, each) for n, each in enumerate(leads, start=1)))
    numbers = [float(each) for each in paths(value, "k-blue")[0].replace("M", "").split()]
    assert all(0 <= height <= 100 for height in numbers[1::2])


@pytest.mark.parametrize("course", [(), (Pace(2, 0),), tuple(Pace(n, 0) for n in range(1, 6))])
def test_a_course_counts_up_and_ends_with_the_form(course: tuple[Pace, ...]) -> None:
    with pytest.raises(ValueError, match=r"counts the questions|5 answered of 4"):
        PaceLine("t", 4, course)
