"""Decision trees: values where they belong, and the choice marked."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from xml.etree import ElementTree as ET

import pytest

from tests.drawing.eyes import column, heard, seen, words
from webapp.domain.craft.decision_tree import Branch, Fork, Node
from webapp.drawing.decision_tree import DecisionTree, draw

SIX, FOUR = Fraction(6, 10), Fraction(4, 10)
LATER = Node(Fork.DECISION, (Branch("Repair", 10), Branch("Stop", 0)))
PILOT = Node(Fork.CHANCE, (Branch("Holds", 180, 0, SIX), Branch("Fails <x>", LATER, 0, FOUR)))
ONCE = Node(Fork.CHANCE, (Branch("Good", 200, 0, SIX), Branch("Bad", -110, 0, FOUR)))
TREE = DecisionTree(
    "Pilot",
    "€ thousand",
    Node(Fork.DECISION, (Branch("At once", ONCE), Branch("Pilot", PILOT, 20)), "How?"),
)


def branches(tree: ET.Element) -> dict[str, ET.Element]:
    return {words(each[0][0]): each for each in tree.iter("li")}


def test_squares_and_circles_hold_their_values() -> None:
    tree = seen(draw(TREE))
    assert heard(tree, "tree-decision") == ["decision 92", "decision 10"]
    assert heard(tree, "tree-chance") == ["chance 76", "chance 112"]
    assert heard(tree, "tree-end") == ["200", "−110", "180", "10", "0"]


def test_at_a_decision_one_is_chosen_and_the_others_are_struck() -> None:
    found = branches(seen(draw(TREE)))
    assert "tree-chosen" in found["Pilot"].get("class", "")
    assert "tree-struck" in found["At once"].get("class", "")
    assert words(found["Pilot"][0]) == "Pilot cost 20, leaves 92 chosen"
    assert words(found["At once"][0]) == "At once not chosen"
    assert found["Holds"].get("class") == "tree-branch"
    assert words(found["Holds"][0]) == "Holds 0.6"


def test_what_lies_beyond_a_branch_is_a_list_in_it() -> None:
    fails = branches(seen(draw(TREE)))["Fails <x>"]
    assert [words(each[0][0]) for each in fails.iter("li") if each is not fails] == ["Repair", "Stop"]


def test_the_readings_show_how_each_value_comes_about() -> None:
    said = [(each.name, each.value, each.how.replace("\u00a0", " ")) for each in draw(TREE).readings]
    assert said == [
        ("EMV of “At once”", "76", "0.6 × 200 + 0.4 × (−110)"),
        ("EMV of “Pilot”", "92", "0.6 × 180 + 0.4 × 10 − 20"),
    ]
    sure = DecisionTree(
        "t", "€", Node(Fork.DECISION, (Branch("a", 5), Branch("b", 9, 2), Branch("c", LATER, 3)))
    )
    assert [each.how for each in draw(sure).readings] == ["", "9 − 2", "10 − 3"]


def test_the_table_names_the_way_to_each_branch() -> None:
    table = draw(TREE).table
    assert column(table, "Branch")[-1] == "Pilot › Fails <x> › Stop"
    assert column(table, "EMV") == ["76", "200", "−110", "92", "180", "10", "10", "0"]
    assert column(table, "Chosen") == ["no", "–", "–", "yes", "–", "–", "yes", "no"]


def test_unsolved_it_shows_neither_values_nor_choices() -> None:
    drawing = draw(replace(TREE, solved=False))
    tree = seen(drawing)
    assert set(heard(tree, "tree-decision")) == {"decision"}
    assert not [name for name in ("tree-chosen", "tree-struck", "chosen", "leaves") if name in drawing.body]
    assert drawing.table.columns == ("Branch", "Probability", "Cost", "Payoff")
    assert heard(tree, "tree-end") == ["200", "−110", "180", "10", "0"]


def test_a_branch_of_the_first_two_steps_can_be_pointed_at() -> None:
    assert TREE.places == (
        ("At once",), ("At once", "Good"), ("At once", "Bad"),
        ("Pilot",), ("Pilot", "Holds"), ("Pilot", "Fails <x>"),
    )  # fmt: skip
    tree = seen(draw(TREE, {("Pilot", "Holds"): "c"}))
    (region,) = [each for each in tree.iter("div") if each.get("data-region")]
    assert words(region) == "C Holds 0.6"


@pytest.mark.parametrize(("value", "wide"), [(TREE, True), (replace(TREE, root=ONCE), False)])
def test_three_steps_take_the_whole_width(value: DecisionTree, wide: bool) -> None:  # noqa: FBT001
    assert draw(value).wide is wide
