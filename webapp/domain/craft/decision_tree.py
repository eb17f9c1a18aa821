"""Decision trees: expected monetary values, rolled back from the ends to the first decision.

At a chance the value is the mean of the outcomes, weighted by their probabilities; at a decision it is the highest of
the options. What a branch costs is deducted where the branch begins. A decision that ties chooses the option written
first.

Source: Raiffa, Decision Analysis (1968), averaging out and folding back; PMBOK Guide, 6th edition, 11.4.2.5.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from webapp.domain.craft.exact import Exact

DEEPEST, MOST_ENDS = 3, 20


class Fork(Enum):
    """What happens at a node."""

    DECISION = "decision"
    CHANCE = "chance"


@dataclass(frozen=True)
class Node:
    """A decision with its options, or a chance with its outcomes."""

    fork: Fork
    branches: tuple[Branch, ...]
    name: str = ""

    def __post_init__(self) -> None:
        """Refuse a node without a choice, and probabilities that are none."""
        if len(self.branches) < 2:
            raise ValueError(f"{self._said} needs two branches or more")
        names = [each.name for each in self.branches]
        if len(set(names)) < len(names):
            raise ValueError(f"{self._said} has two branches of one name")
        given = [each.probability for each in self.branches if each.probability is not None]
        if self.fork is Fork.DECISION and given:
            raise ValueError(f"{self._said} is a decision; its options have no probability")
        if self.fork is Fork.CHANCE and len(given) < len(names):
            raise ValueError(f"{self._said} is a chance; each outcome has a probability")
        if self.fork is Fork.CHANCE and sum(given) != 1:
            raise ValueError(f"{self._said}: the probabilities sum to {float(sum(given)):g}, not to 1")

    @property
    def _said(self) -> str:
        return f"the {self.fork.value} with “{self.branches[0].name if self.branches else self.name}”"

    @property
    def value(self) -> Fraction:
        """The expected monetary value."""
        if self.fork is Fork.CHANCE:
            return sum((each.weight * each.value for each in self.branches), Fraction(0))
        return max(each.value for each in self.branches)

    @property
    def chosen(self) -> Branch | None:
        """The option with the highest value, the first of those that tie; None at a chance."""
        return max(self.branches, key=lambda each: each.value) if self.fork is Fork.DECISION else None


@dataclass(frozen=True)
class Branch:
    """A way out of a node: to its payoff or to a further node."""

    name: str
    then: Node | Exact
    cost: Exact = 0
    probability: Exact | None = None

    def __post_init__(self) -> None:
        """Refuse a cost below 0 and a probability outside 0 to 1."""
        if self.cost < 0:
            raise ValueError(f"the cost of “{self.name}” is below 0; a gain belongs in the payoff")
        if self.probability is not None and not 0 < self.probability <= 1:
            raise ValueError(
                f"the probability of “{self.name}” is {float(self.probability):g}; it lies above 0 and up to 1"
            )

    @property
    def weight(self) -> Fraction:
        """The probability, 1 for an option."""
        return Fraction(1 if self.probability is None else self.probability)

    @property
    def value(self) -> Fraction:
        """What the branch is worth, its cost deducted."""
        return (self.then.value if isinstance(self.then, Node) else Fraction(self.then)) - self.cost


def walk(node: Node, way: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Node, Branch]]:
    """Every branch with the names that lead to it, each before those beyond it."""
    for branch in node.branches:
        here = (*way, branch.name)
        yield here, node, branch
        if isinstance(branch.then, Node):
            yield from walk(branch.then, here)


def require_readable(root: Node) -> None:
    """Refuse a tree that nobody takes in at a glance."""
    ways = list(walk(root))
    if max(len(way) for way, _, _ in ways) > DEEPEST:
        raise ValueError(f"the tree is deeper than {DEEPEST} steps")
    ends = sum(not isinstance(branch.then, Node) for _, _, branch in ways)
    if ends > MOST_ENDS:
        raise ValueError(f"{ends} ends; a figure shows {MOST_ENDS} at most")
