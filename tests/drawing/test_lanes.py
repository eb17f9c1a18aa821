"""Lanes under one axis."""

from tests.drawing.eyes import look, marked, words
from webapp.drawing.lanes import Lane, hang
from webapp.drawing.marks import diamond, upright
from webapp.drawing.scale import Scale

HUNG = hang(
    [Lane("Build <it>", "twice", ""), Lane("Test", "", "")], Scale(0, 4), "weeks", over=upright(50, "k-ochre")
)


def test_every_lane_has_its_words_beside_its_marks() -> None:
    head, *lanes = look(HUNG).iter("li")
    assert words(head).startswith("weeks 0")
    assert [words(each) for each in lanes] == ["Build <it> twice", "Test"]


def test_the_grid_and_what_lies_over_it_cross_every_lane() -> None:
    tree = look(HUNG)
    assert len(marked(tree, "line", "k-ochre")) == 2
    assert len(marked(tree, "line", "k-hair")) == 2 * len(Scale(0, 4).ticks)


def test_a_moment_lies_over_today() -> None:
    lane = hang([Lane("a", "", "", diamond(50))], Scale(0, 4), "weeks", over=upright(50, "k-ochre"))
    drawn = list(look(lane).iter("span"))[-1][0]
    assert drawn[-1].tag == "svg"
    assert drawn[-2].get("class") == "k-ochre"


def test_words_are_html_and_marks_are_left_to_them() -> None:
    assert all(each.get("aria-hidden") == "true" for each in look(HUNG).iter("svg"))
