"""The arithmetic of the benchmark: from what was measured to the figures that are compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil


@dataclass(frozen=True)
class Measured:
    """One contestant, one number of clients, one round; latencies in seconds, in any order."""

    latencies: tuple[float, ...]
    errors: int
    seconds: float
    cpu_seconds: float
    body_bytes: int
    wire_bytes: int


@dataclass(frozen=True)
class Figures:
    """What is compared. Bytes are the mean of one answer; `wire` is its head and body together."""

    requests: int
    errors: int
    cpu_ms: float
    per_second: float
    p50_ms: float
    p95_ms: float
    p99_ms: float
    body_bytes: int
    wire_bytes: int


def percentile(values: Sequence[float], percent: int) -> float:
    """The smallest value that at least `percent` of all values do not exceed (the nearest rank)."""
    if not values:
        raise ValueError("a percentile needs values")
    ranked = sorted(values)
    return ranked[max(ceil(len(ranked) * percent / 100), 1) - 1]


def figures(measured: Measured) -> Figures:
    """The figures of one round."""
    requests = len(measured.latencies)
    if not requests or measured.seconds <= 0:
        raise ValueError("nothing was measured")
    return Figures(
        requests=requests,
        errors=measured.errors,
        cpu_ms=measured.cpu_seconds * 1000 / requests,
        per_second=requests / measured.seconds,
        p50_ms=percentile(measured.latencies, 50) * 1000,
        p95_ms=percentile(measured.latencies, 95) * 1000,
        p99_ms=percentile(measured.latencies, 99) * 1000,
        body_bytes=round(measured.body_bytes / requests),
        wire_bytes=round(measured.wire_bytes / requests),
    )


def best(rounds: Sequence[Figures]) -> Figures:
    """The best of each figure over all rounds: noise only ever adds. Requests and errors are counted over all."""
    if not rounds:
        raise ValueError("there is no round to take the best of")
    return Figures(
        requests=sum(each.requests for each in rounds),
        errors=sum(each.errors for each in rounds),
        cpu_ms=min(each.cpu_ms for each in rounds),
        per_second=max(each.per_second for each in rounds),
        p50_ms=min(each.p50_ms for each in rounds),
        p95_ms=min(each.p95_ms for each in rounds),
        p99_ms=min(each.p99_ms for each in rounds),
        body_bytes=rounds[-1].body_bytes,
        wire_bytes=rounds[-1].wire_bytes,
    )


def ratio(figure: float, limit: float) -> float:
    """How many times its limit a figure is; endless above a limit of nothing."""
    return figure / limit if limit else float("inf")
