"""Decision trees, against the published example of the PMBOK Guide and what must always hold."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.domain.craft.decision_tree import Branch, Fork, Node, require_readable, walk


def chance(*outcomes: tuple[str, Fraction, int]) -> Node:
    return Node(Fork.CHANCE, tuple(Branch(name, payoff, 0, likely) for name, likely, payoff in outcomes))


STRONG, WEAK = Fraction(6, 10), Fraction(4, 10)
PLANT = Node(
    Fork.DECISION,
    (
        Branch("Build a new plant", chance(("strong", STRONG, 200), ("weak", WEAK, 90)), cost=120),
        Branch("Upgrade the plant", chance(("strong", STRONG, 120), ("weak", WEAK, 60)), cost=50),
    ),
    "Build or upgrade?",
)


def test_the_plant_of_the_pmbok_guide() -> None:
    """PMBOK Guide, 6th edition, figure 11-15: 36 million against 46 million."""
    assert [each.value for each in PLANT.branches] == [36, 46]
    assert PLANT.value == 46
    assert PLANT.chosen is PLANT.branches[1]


def test_a_later_decision_is_rolled_back_before_the_chance_that_leads_to_it() -> None:
    later = Node(Fork.DECISION, (Branch("repair", 10), Branch("stop", 0)))
    pilot = Node(Fork.CHANCE, (Branch("holds", 180, 0, STRONG), Branch("fails", later, 0, WEAK)))
    assert pilot.value == 112
    assert pilot.chosen is None
    assert [way for way, _, _ in walk(pilot)] == [
        ("holds",),
        ("fails",),
        ("fails", "repair"),
        ("fails", "stop"),
    ]


def test_a_tie_goes_to_the_option_written_first() -> None:
    tied = Node(Fork.DECISION, (Branch("a", 5), Branch("b", 5)))
    assert tied.chosen is tied.branches[0]


@given(st.lists(st.tuples(st.integers(1, 50), st.integers(-1000, 1000)), min_size=2, max_size=6))
def test_an_expected_value_lies_between_the_worst_and_the_best(outcomes: list[tuple[int, int]]) -> None:
    total = sum(weight for weight, _ in outcomes)
    node = chance(
        *((str(at), Fraction(weight, total), payoff) for at, (weight, payoff) in enumerate(outcomes))
    )
    payoffs = [payoff for _, payoff in outcomes]
    assert min(payoffs) <= node.value <= max(payoffs)


@given(st.lists(st.integers(-1000, 1000), min_size=2, max_size=6))
def test_a_decision_is_worth_its_best_option(payoffs: list[int]) -> None:
    node = Node(Fork.DECISION, tuple(Branch(str(at), each) for at, each in enumerate(payoffs)))
    assert node.value == max(payoffs)


def test_probabilities_sum_to_one_exactly() -> None:
    tenths = tuple(Branch(str(at), 1, 0, Fraction(1, 10)) for at in range(10))
    assert Node(Fork.CHANCE, tenths).value == 1
    with pytest.raises(ValueError, match=r"sum to 0\.9, not to 1"):
        Node(Fork.CHANCE, tenths[:9])


def test_only_a_chance_has_probabilities() -> None:
    with pytest.raises(ValueError, match="is a decision; its options have no probability"):
        Node(Fork.DECISION, (Branch("a", 1, 0, Fraction(1, 2)), Branch("b", 1)))
    with pytest.raises(ValueError, match="is a chance; each outcome has a probability"):
        Node(Fork.CHANCE, (Branch("a", 1, 0, Fraction(1, 2)), Branch("b", 1)))


def test_what_nobody_takes_in_is_refused() -> None:
    require_readable(PLANT)
    deep: Node | int = 1
    for _ in range(4):
        deep = Node(Fork.DECISION, (Branch("a", deep), Branch("b", 1)))
    assert isinstance(deep, Node)
    with pytest.raises(ValueError, match="deeper than 3 steps"):
        require_readable(deep)
    wide = Node(Fork.DECISION, tuple(Branch(str(at), 1) for at in range(21)))
    with pytest.raises(ValueError, match="21 ends; a figure shows 20"):
        require_readable(wide)
