"""What may be written in the figures that branch: work breakdown structures and decision trees."""

from __future__ import annotations

from fractions import Fraction
from functools import partial
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from webapp.catalog.pictured import Amount, Computed, Keys, Pictured, Several, Sketch, Words
from webapp.domain.craft.breakdown import Element
from webapp.domain.craft.decision_tree import Branch, Fork, Node
from webapp.drawing import decision_tree, wbs


def _named(written: object) -> Any:
    """Take a bare name as an element without parts."""
    return {"name": written} if isinstance(written, str) else written


class ElementKeys(Keys):
    """An element of a work breakdown structure and its parts."""

    name: Words
    parts: Parts = ()

    @property
    def element(self) -> Element:
        """The element with its parts; raises ValueError where they make no decomposition."""
        return Element(self.name, tuple(each.element for each in self.parts))

    @model_validator(mode="after")
    def _decomposes(self) -> Self:
        _ = self.element
        return self


Part = Annotated[ElementKeys, BeforeValidator(_named, json_schema_input_type=Words | ElementKeys)]
Parts = Annotated[tuple[Part, ...], Field(strict=False, max_length=20)]
ElementKeys.model_rebuild()


class WbsFigure(Pictured):
    """A project decomposed."""

    kind: Literal["wbs"]
    project: Words
    parts: Parts

    def sketch(self) -> Sketch:
        """Elements that can be pointed at."""
        value = wbs.Breakdown(self.title, Element(self.project, tuple(each.element for each in self.parts)))
        return Sketch(value.places, partial(wbs.draw, value))


class OptionKeys(Keys):
    """A branch of a decision: to a payoff, to chances or to a further decision."""

    name: Words
    cost: Amount = Fraction(0)
    payoff: Amount | None = None
    chances: tuple[ChanceKeys, ...] | None = Field(default=None, strict=False, max_length=20)
    options: tuple[OptionKeys, ...] | None = Field(default=None, strict=False, max_length=20)

    @property
    def then(self) -> Node | Fraction:
        """Where the branch leads; raises ValueError where it leads to nothing or to several things."""
        ways = [each for each in (self.payoff, self.chances, self.options) if each is not None]
        if len(ways) != 1:
            raise ValueError(f"“{self.name}” leads to one of payoff, chances and options")
        if self.payoff is not None:
            return self.payoff
        fork = Fork.DECISION if self.chances is None else Fork.CHANCE
        return Node(fork, tuple(each.branch for each in self.chances or self.options or ()))

    @property
    def branch(self) -> Branch:
        """The branch with everything beyond it."""
        return Branch(self.name, self.then, self.cost)

    @model_validator(mode="after")
    def _leads_somewhere(self) -> Self:
        _ = self.branch
        return self


class ChanceKeys(OptionKeys):
    """A branch of a chance."""

    probability: Amount

    @property
    def branch(self) -> Branch:
        """The branch with its probability."""
        return Branch(self.name, self.then, self.cost, self.probability)


OptionKeys.model_rebuild()


class DecisionTreeFigure(Computed):
    """A decision, its options, and what chance makes of them."""

    kind: Literal["decision-tree"]
    unit: Words
    decision: Words
    options: Several[OptionKeys]

    def sketch(self) -> Sketch:
        """Branches that can be pointed at."""
        root = Node(Fork.DECISION, tuple(each.branch for each in self.options), self.decision)
        value = decision_tree.DecisionTree(self.title, self.unit, root, self.solved)
        return Sketch(value.places, partial(decision_tree.draw, value))
