"""What may be written in the figures that compute: burndown and burnup, earned value, control charts and their like."""

from functools import partial
from typing import Literal

from webapp.catalog.pictured import (
    Amount,
    Any_number,
    Computed,
    Counts,
    Keys,
    Numbers,
    Several,
    Sketch,
    Words,
    each,
)
from webapp.domain.craft.burn import Change
from webapp.domain.craft.control_limits import Limits
from webapp.domain.craft.flow import Flow, State
from webapp.domain.craft.pareto import Cause
from webapp.domain.craft.uncertainty import Phase
from webapp.drawing import burndown, burnup, cone, control_chart, flow, pareto, s_curve
from webapp.drawing.timebox import Steps


class Boxed(Computed):
    """A figure of a time box, counted in days or in sprints."""

    unit: Words
    days: int | None = None
    sprints: int | None = None
    scope: Amount

    @property
    def steps(self) -> Steps:
        """The time box; raises ValueError where it is counted in both or in neither."""
        if (self.days is None) == (self.sprints is None):
            raise ValueError("write either days or sprints: how many there are")
        return (
            Steps(self.days, "day", "days")
            if self.days is not None
            else Steps(self.sprints or 0, "sprint", "sprints")
        )


class BurndownFigure(Boxed):
    """What is left, step by step."""

    kind: Literal["burndown"]
    remaining: Numbers

    def sketch(self) -> Sketch:
        """A line that nothing can be pointed at on."""
        value = burndown.Burndown(self.title, self.unit, self.steps, self.scope, self.remaining, self.solved)
        return Sketch((), lambda _: burndown.draw(value))


class ChangeKeys(Keys):
    """A change of the scope."""

    at: int
    scope: Amount
    note: str = ""


class BurnupFigure(Boxed):
    """What is done against the scope, step by step."""

    kind: Literal["burnup"]
    changes: Any_number[ChangeKeys] = ()
    done: Numbers

    def sketch(self) -> Sketch:
        """Lines that nothing can be pointed at on."""
        changes = each(Change, self.changes)
        value = burnup.Burnup(self.title, self.unit, self.steps, self.scope, self.done, changes, self.solved)
        return Sketch((), lambda _: burnup.draw(value))


class SCurveFigure(Computed):
    """Earned value."""

    kind: Literal["s-curve"]
    unit: Words
    along: Words
    pv: Numbers
    ev: Numbers
    ac: Numbers

    def sketch(self) -> Sketch:
        """Curves that nothing can be pointed at on."""
        value = s_curve.SCurve(self.title, self.unit, self.along, self.pv, self.ev, self.ac, self.solved)
        return Sketch((), lambda _: s_curve.draw(value))


class LimitKeys(Keys):
    """Limits that are given."""

    lower: Amount
    centre: Amount
    upper: Amount


class SpecificationKeys(Keys):
    """What the customer asks for."""

    lower: Amount | None = None
    upper: Amount | None = None


class ControlChartFigure(Computed):
    """Values against the limits of their process."""

    kind: Literal["control-chart"]
    unit: Words
    along: Words
    values: Numbers
    limits: LimitKeys | None = None
    least: Amount | None = None
    specification: SpecificationKeys | None = None

    def sketch(self) -> Sketch:
        """Values that cannot be pointed at."""
        value = control_chart.ControlChart(
            self.title,
            self.unit,
            self.along,
            self.values,
            next(iter(each(Limits, (self.limits,) if self.limits else ())), None),
            self.least,
            next(
                iter(each(control_chart.Specification, (self.specification,) if self.specification else ())),
                None,
            ),
            self.solved,
        )
        return Sketch((), lambda _: control_chart.draw(value))


class CauseKeys(Keys):
    """A cause and its count."""

    name: Words
    count: int
    note: str = ""


class ParetoFigure(Computed):
    """Causes by their counts."""

    kind: Literal["pareto"]
    unit: Words
    causes: Several[CauseKeys]

    def sketch(self) -> Sketch:
        """Causes that can be pointed at."""
        value = pareto.Pareto(self.title, self.unit, each(Cause, self.causes), self.solved)
        return Sketch(value.places, partial(pareto.draw, value))


class StateKeys(Keys):
    """A state and how much stood in it."""

    name: Words
    counts: Counts


class FlowFigure(Computed):
    """A cumulative flow diagram."""

    kind: Literal["flow"]
    unit: Words
    along: Words
    states: Several[StateKeys]

    def sketch(self) -> Sketch:
        """Bands that cannot be pointed at."""
        value = flow.FlowDiagram(
            self.title, self.unit, self.along, Flow(each(State, self.states)), self.solved
        )
        return Sketch((), lambda _: flow.draw(value))


class RangeKeys(Keys):
    """A phase and the factors of its range."""

    name: Words
    low: Amount
    high: Amount


class ConeFigure(Computed):
    """The cone of uncertainty."""

    kind: Literal["cone"]
    unit: Words
    estimate: Amount
    phases: Several[RangeKeys]

    def sketch(self) -> Sketch:
        """Phases that can be pointed at."""
        value = cone.Cone(self.title, self.unit, self.estimate, each(Phase, self.phases), self.solved)
        return Sketch(value.places, partial(cone.draw, value))
