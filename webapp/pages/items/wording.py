"""Figures of questions in words: shares with their intervals, correlations, and how far either can be trusted."""

from __future__ import annotations

from math import floor

from webapp.domain.exams.scoring import Tally
from webapp.domain.items.figures import Trust
from webapp.pages.filters import NO_BREAK, percent, plural
from webapp.pages.plans.states import State

STATES = {
    Trust.TOO_FEW: State("off", "Not enough answers yet"),
    Trust.PROVISIONAL: State("wait", "Provisional"),
    Trust.SETTLED: State("ok", "Settled"),
}
KINDS = {
    "single": "one answer",
    "multiple": "several answers",
    "matching": "matching",
    "ordering": "ordering",
    "hotspot": "hotspot",
    "dropdown": "dropdown",
    "numeric": "a number",
}


def nearest(share: float) -> int:
    """A share in whole per cent, rounded half up."""
    return floor(share * 100 + 0.5)


def whole(share: float) -> str:
    """A share as a reader sees it: 64 %."""
    return percent(nearest(share))


def span(interval: tuple[float, float]) -> str:
    """An interval of a share: 57 to 71 %."""
    return f"{nearest(interval[0])} to {whole(interval[1])}"


def share(tally: Tally) -> str:
    """A share with its interval: 64 % (57 to 71 %)."""
    return f"{whole(float(tally.share))} ({span(tally.interval())})"


def decimal(value: float, places: int = 2) -> str:
    """A number with so many places and a true minus: −0.12."""
    words = f"{value:.{places}f}"
    return words.lstrip("-") if float(words) == 0 else words.replace("-", "−")


def related(value: float, interval: tuple[float, float]) -> str:
    """A correlation with its interval: 0.21 (0.08 to 0.33)."""
    return f"{decimal(value)} ({decimal(interval[0])} to {decimal(interval[1])})"


def wanting(count: int, fewest: int, noun: str) -> str:
    """That there are not enough yet, and how many it takes."""
    held = plural(count, noun) if count else f"no {noun}"
    return f"Not enough answers yet: {held} so far, shown from {fewest}{NO_BREAK}on"
