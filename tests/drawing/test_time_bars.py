"""Time bars."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.drawing.eyes import column, marked, seen, words
from webapp.drawing.time_bars import Spent, TimeBars, Went, clocked, draw

SAT = TimeBars(
    "Question <3> was the longest",
    (Spent(1, 30), Spent(2, 60, Went.WRONG), Spent(3, 900), Spent(4, None, Went.OPEN)),
    even=60,
    ends=(2,),
)


def paths(drawn: TimeBars, ink: str) -> list[str]:
    (image,) = (each for each in seen(draw(drawn)).iter("svg") if each.get("role") == "img")
    return [each.get("d") or "" for each in marked(image, "path", ink)]


def test_each_question_is_a_bar_as_high_as_it_took() -> None:
    assert SAT.top == 180
    assert paths(SAT, "f-mid") == ["M1 66.7h8V80h-8zM11 53.3h8V80h-8zM31 0h8V80h-8z"]


def test_a_bar_beyond_the_scale_is_cut_and_the_legend_says_so() -> None:
    assert paths(SAT, "f-paper") == ["M31 5h8V8h-8z"]
    assert "1 bar is cut at 3 min" in words(seen(draw(SAT)))


def test_what_was_wrong_or_left_open_is_marked_by_height_and_named_in_the_legend() -> None:
    assert paths(SAT, "f-ink") == ["M11 84h8V100h-8zM41 93h8V100h-8z"]
    assert "Wrong Not answered" in words(seen(draw(SAT)))


def test_the_even_pace_is_ochre_and_breaks_are_dashed() -> None:
    assert paths(SAT, "k-ochre") == ["M0 53.3h50"]
    assert paths(SAT, "dash") == ["M25 0v100"]


def test_the_picture_is_described_by_its_finding_and_the_table_says_the_rest() -> None:
    drawing = draw(SAT)
    (image,) = (each for each in seen(drawing).iter("svg") if each.get("role") == "img")
    assert image.get("aria-label") == "Question <3> was the longest"
    assert column(drawing.table, "Time") == ["30\u00a0s", "1\u00a0min", "15\u00a0min", "–"]
    assert column(drawing.table, "Answer") == ["right", "wrong", "right", "not answered"]


def test_where_nothing_was_missed_or_counted_nothing_is_drawn_of_it() -> None:
    plain = TimeBars("t", (Spent(1, None),), even=60)
    assert [paths(plain, ink) for ink in ("f-mid", "f-ink", "f-paper", "dash")] == [[], [], [], []]
    assert words(seen(draw(plain))).endswith("Time of a question Even pace, 1 min")


@pytest.mark.parametrize(
    ("seconds", "text"), [(0, "0 s"), (45, "45 s"), (60, "1 min"), (372, "6 min 12 s"), (7200, "120 min")]
)
def test_time_is_written_short(seconds: int, text: str) -> None:
    assert clocked(seconds).replace("\u00a0", " ") == text


@given(st.lists(st.integers(0, 86_400), min_size=1, max_size=30), st.integers(1, 900))
def test_bars_stay_within_the_picture(seconds: list[int], even: int) -> None:
    value = TimeBars("t", tuple(Spent(n, each) for n, each in enumerate(seconds, start=1)), even)
    for stroke in paths(value, "f-mid"):
        tops = [float(bar.split("h")[0].split(" ")[1]) for bar in stroke.split("M")[1:]]
        assert all(0 <= top <= 80 for top in tops)


@pytest.mark.parametrize(
    ("spent", "even"), [((Spent(2, 1),), 60), ((Spent(1, -1),), 60), ((Spent(1, 1),), 0)]
)
def test_questions_are_numbered_and_time_does_not_run_backwards(spent: tuple[Spent, ...], even: int) -> None:
    with pytest.raises(ValueError, match=r"numbered from 1|no less than no time"):
        TimeBars("t", spent, even)
