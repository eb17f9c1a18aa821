"""What the benchmark says: the figures of this machine, then each goal beside its ratio."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from scripts.benching.contestants import Tally
from scripts.benching.figures import Figures
from scripts.benching.goals import STATEMENTS, WIRE_BYTES, Goal, Key, Verdict, judge

WORDS = {"cpu_ms": "CPU", "per_second": "requests/s", "p50_ms": "p50", "p99_ms": "p99"}
DATABASES = {"sqlite": "SQLite", "postgresql": "PostgreSQL", "": ""}
YES, NO = "met", "not met"
COLUMNS = (
    "clients",
    "CPU ms",
    "requests/s",
    "p50 ms",
    "p95 ms",
    "p99 ms",
    "statements",
    "body bytes",
    "on the wire",
)


def machine() -> str:
    """Where and when it was measured, as far as the figures depend on it."""
    model = next(
        (line.partition(":")[2].strip() for line in _cpu_info() if line.startswith("model name")),
        "unknown CPU",
    )
    load = " ".join(f"{each:.2f}" for each in os.getloadavg())
    now = datetime.now(UTC)
    return (
        f"{now:%d %B %Y, %H:%M} UTC; {os.cpu_count()} cores ({model}), {platform.system()} {platform.release()}, "
        f"Python {platform.python_version()}; load {load}"
    )


def lines(
    found: Mapping[Key, Figures], statements: Mapping[str, Mapping[str, int]], tallies: Iterable[Tally]
) -> Iterator[str]:
    """The whole report in Markdown."""
    yield "Absolute figures are this machine's in this hour; only the ratios below can be compared."
    yield ""
    yield from _figures(found, statements)
    yield ""
    yield from _goals(found, statements)
    yield ""
    yield from _checks(found, tallies)


def _figures(found: Mapping[Key, Figures], statements: Mapping[str, Mapping[str, int]]) -> Iterator[str]:
    yield f"| what | database | {' | '.join(COLUMNS)} |"
    yield f"| --- | --- |{' ---: |' * len(COLUMNS)}"
    for key, each in sorted(
        found.items(), key=lambda item: (item[0].database, item[0].name, item[0].clients)
    ):
        sent = statements.get(key.database, {}).get(key.name, "")
        yield (
            f"| {key.name} | {DATABASES[key.database]} | {key.clients} | {each.cpu_ms:.3f} | {each.per_second:,.0f} "
            f"| {each.p50_ms:.2f} | {each.p95_ms:.2f} | {each.p99_ms:.2f} | {sent} "
            f"| {each.body_bytes:,} | {each.wire_bytes:,} |"
        )


def _goals(found: Mapping[Key, Figures], statements: Mapping[str, Mapping[str, int]]) -> Iterator[str]:
    yield "| what | database | clients | figure | measured | goal | |"
    yield "| --- | --- | ---: | --- | ---: | ---: | --- |"
    for verdict in judge(found):
        yield _row(verdict.key, f"{WORDS[verdict.goal.figure]} to {verdict.goal.limit}", *_compared(verdict))
    for database, counts in statements.items():
        for name, most in STATEMENTS.items():
            if name in counts:
                key = Key(name, database, 0)
                yield _row(
                    key, "statements", str(counts[name]), f"≤ {most}", YES if counts[name] <= most else NO
                )
    for key, each in sorted(found.items()):
        if key.name in WIRE_BYTES:
            most = WIRE_BYTES[key.name]
            met = YES if each.wire_bytes <= most else NO
            yield _row(key, "bytes on the wire", f"{each.wire_bytes:,}", f"≤ {most:,}", met)


def _compared(verdict: Verdict) -> tuple[str, str, str]:
    goal: Goal = verdict.goal
    sign = "≥" if goal.at_least else "≤"
    return f"{verdict.value:.2f}x", f"{sign} {goal.bound:g}x", YES if verdict.met else NO


def _row(key: Key, figure: str, measured: str, goal: str, met: str) -> str:
    clients = str(key.clients or "")
    return f"| {key.name} | {DATABASES[key.database]} | {clients} | {figure} | {measured} | {goal} | {met} |"


def _checks(found: Mapping[Key, Figures], tallies: Iterable[Tally]) -> Iterator[str]:
    errors = sum(each.errors for each in found.values())
    requests = sum(each.requests for each in found.values())
    yield f"Errors: {errors} of {requests:,} requests."
    for tally in tallies:
        same = "acknowledged = stored" if tally.acknowledged == tally.stored else "NOT THE SAME"
        yield f"Rows of {tally.what}: {tally.acknowledged:,} acknowledged, {tally.stored:,} stored: {same}."


def to_json(
    rounds: Mapping[Key, Sequence[Figures]],
    found: Mapping[Key, Figures],
    statements: Mapping[str, Mapping[str, int]],
    tallies: Iterable[Tally],
) -> dict[str, object]:
    """Everything measured, round by round."""
    return {
        "machine": machine(),
        "measured": [
            {**asdict(key), "best": asdict(found[key]), "rounds": [asdict(each) for each in rounds[key]]}
            for key in rounds
        ],
        "goals": [
            {
                **asdict(each.key),
                **asdict(each.goal),
                "clients": each.key.clients,
                "ratio": each.value,
                "met": each.met,
            }
            for each in judge(found)
        ],
        "statements": statements,
        "rows": [asdict(each) for each in tallies],
    }


def _cpu_info() -> list[str]:
    try:
        return Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return []
