"""States of plans in words, and names as a sentence joins them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from webapp.domain.plans.plan import PlanState

STATES = {
    PlanState.DRAFT: ("off", "Draft"),
    PlanState.IN_REVIEW: ("open", "In review"),
    PlanState.CHANGES_ASKED: ("wait", "Changes asked for"),
    PlanState.ACTIVE: ("ok", "Active"),
    PlanState.COMPLETE: ("ok", "Complete"),
}


@dataclass(frozen=True)
class State:
    """A state in words, with the kind that colours its bar."""

    kind: str
    label: str


def state_of(state: PlanState) -> State:
    """A plan's state in words."""
    return State(*STATES[state])


def names(names: Sequence[str]) -> str:
    """Names as a sentence joins them."""
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))
