"""Flow: work in progress, throughput and, by Little's law, cycle time.

Little's law for a stable system: L = λ · W, so that average cycle time = average work in progress / average
throughput. Here work in progress is what stands between the first state, which waits, and the last, which is done;
its average is taken over the counts, and throughput is what was finished divided by the time between first and last
count.

The law is exact where as much comes in as goes out. Where the work in progress grows it says what the cycle time is
on its way to, and a caption should say so.

Sources: Little, Operations Research 9 (1961); Little & Graves (2008); Anderson, Kanban (2010), cumulative flow.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from webapp.domain.craft.exact import mean, ratio


@dataclass(frozen=True)
class State:
    """A state of work and how much stood in it at each count, from 0."""

    name: str
    counts: tuple[int, ...]


@dataclass(frozen=True)
class Flow:
    """States in the order of the work: the first waits, the last is done."""

    states: tuple[State, ...]

    def __post_init__(self) -> None:
        """Refuse counts that are no flow."""
        if len(self.states) < 3:
            raise ValueError("a flow has three states or more: one that waits, one at work, one that is done")
        lengths = {len(each.counts) for each in self.states}
        if len(lengths) > 1 or max(lengths) < 2:
            raise ValueError("every state has equally many counts, two or more")
        for each in self.states:
            if min(each.counts) < 0:
                raise ValueError(f"“{each.name}” counts less than nothing")
        for at, name in enumerate(each.name for each in self.states):
            self._require_no_return(name, self.entered(at))

    @staticmethod
    def _require_no_return(name: str, entered: Sequence[int]) -> None:
        for at in range(1, len(entered)):
            if entered[at] < entered[at - 1]:
                raise ValueError(
                    f"what has entered “{name}” or gone on falls from {entered[at - 1]} to {entered[at]} at {at}; "
                    "work neither leaves nor goes back"
                )

    def entered(self, state: int) -> tuple[int, ...]:
        """How much has entered a state or a later one, count by count: the upper edge of its band."""
        return tuple(map(sum, zip(*(each.counts for each in self.states[state:]), strict=True)))

    @property
    def in_progress(self) -> tuple[int, ...]:
        """The work in progress at each count."""
        return tuple(map(sum, zip(*(each.counts for each in self.states[1:-1]), strict=True)))

    @property
    def wip(self) -> Fraction:
        """The average work in progress."""
        return mean(self.in_progress)

    @property
    def throughput(self) -> Fraction:
        """What was finished a step, on average."""
        done = self.states[-1].counts
        return Fraction(done[-1] - done[0], len(done) - 1)

    @property
    def cycle_time(self) -> Fraction | None:
        """The average cycle time by Little's law, or None where nothing was finished."""
        return ratio(self.wip, self.throughput)
