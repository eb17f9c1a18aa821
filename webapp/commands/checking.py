"""What the content check says, line by line."""

from __future__ import annotations

from collections.abc import Iterator

from webapp.catalog.checks.quality import Quality
from webapp.catalog.loader import Inspection
from webapp.commands import bank_quality


def lines(found: Inspection) -> Iterator[str]:
    """Faults first, then facts to look up again, what growing banks lack, and at the end the tables."""
    yield from map(str, found.faults)
    for fact in found.ageing:
        yield f"{fact} (look it up again)"
    for exam, notes in found.notes.items():
        yield f"{exam}: what the growing bank lacks, which is no fault while it grows"
        yield from (f"  {note}" for note in notes)
        if not notes:
            yield "  nothing: the bank is complete"
    qualities = {quality.exam: quality for quality in found.qualities}
    for tally in found.tallies:
        yield str(tally)
        if tally.name in qualities:
            yield from _quality(qualities[tally.name])


def _quality(quality: Quality) -> Iterator[str]:
    """A bank's most telling strategy and guesser, and its stems; `gantry content quality` tells all."""
    if quality.seen >= bank_quality.FEWEST:
        for name, measured in (("cues", quality.cues), ("guessers", quality.guessers)):
            worst = max(measured, key=lambda cue: cue.points)
            yield f"  {name:<11}at most {worst.points:+.1f} points over chance: {worst.name}"
    if quality.stems:
        yield f"  {'stems':<11}median {quality.stem_median:g} words, longest {quality.stems[-1]}"
