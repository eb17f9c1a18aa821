"""Earned value: where a project stands against its plan and its money, and what it will cost at this rate.

With PV, EV and AC as sums from the start and BAC the budget at completion:

* CV = EV − AC and SV = EV − PV; below 0 is over budget and behind plan.
* CPI = EV / AC and SPI = EV / PV; below 1 is the same.
* EAC = BAC / CPI, the forecast that the cost of the rest is as it was so far; ETC = EAC − AC; VAC = BAC − EAC.
* TCPI = (BAC − EV) / (BAC − AC), how well the rest must go to end on budget.

An index has no meaning where it would divide by 0; it is None then, and so is what rests on it. TCPI has none either
once the budget is spent, since no performance of the rest could bring it back.

Source: ANSI/PMI 19-006-2019, The Standard for Earned Value Management; the same formulas in the PMBOK Guide, 6th
edition, table 7-1.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from webapp.domain.craft.exact import Exact, ratio, require_rising


@dataclass(frozen=True)
class EarnedValue:
    """One day of a project: budget at completion, planned value, earned value and actual cost."""

    bac: Exact
    pv: Exact
    ev: Exact
    ac: Exact

    def __post_init__(self) -> None:
        """Refuse a project without a budget, and more earned than there is."""
        if self.bac <= 0:
            raise ValueError("the budget at completion must be above 0")
        if min(self.pv, self.ev, self.ac) < 0:
            raise ValueError("PV, EV and AC are never below 0")
        if max(self.pv, self.ev) > self.bac:
            raise ValueError("PV and EV never pass the budget at completion")

    @property
    def cv(self) -> Exact:
        """Cost variance."""
        return self.ev - self.ac

    @property
    def sv(self) -> Exact:
        """Schedule variance."""
        return self.ev - self.pv

    @property
    def cpi(self) -> Fraction | None:
        """Cost performance index."""
        return ratio(self.ev, self.ac)

    @property
    def spi(self) -> Fraction | None:
        """Schedule performance index."""
        return ratio(self.ev, self.pv)

    @property
    def eac(self) -> Fraction | None:
        """Estimate at completion, BAC / CPI."""
        return ratio(self.bac, self.cpi) if self.cpi else None

    @property
    def etc(self) -> Fraction | None:
        """Estimate to complete."""
        return None if self.eac is None else self.eac - self.ac

    @property
    def vac(self) -> Fraction | None:
        """Variance at completion."""
        return None if self.eac is None else self.bac - self.eac

    @property
    def tcpi(self) -> Fraction | None:
        """To-complete performance index, against the budget."""
        return ratio(self.bac - self.ev, self.bac - self.ac) if self.ac < self.bac else None


def require_curves(pv: Sequence[Exact], ev: Sequence[Exact], ac: Sequence[Exact]) -> None:
    """Refuse curves that do not belong to one project: they rise, end on one day, and stay within the plan."""
    for name, curve in (("pv", pv), ("ev", ev), ("ac", ac)):
        require_rising(name, curve)
    if len(ev) != len(ac):
        raise ValueError(f"ev has {len(ev)} numbers and ac {len(ac)}; both run up to the same day")
    if len(ev) > len(pv):
        raise ValueError(f"ev has {len(ev)} numbers, longer than the plan of {len(pv)}")
    if not ev:
        raise ValueError("ev and ac need a number each")
    if max(ev) > max(pv):
        raise ValueError("ev passes the last pv; no more is earned than was planned in all")
