"""Facts of an exam that were last known to be true more than a year ago. Not a fault: something to look up again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from webapp.catalog.drafts import Drafts

YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Ageing:
    """A fact older than a year, with the place it stands at."""

    file: str
    line: int
    text: str
    as_of: date

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: as of {self.as_of}: {self.text}"


def list_ageing(drafts: Drafts, today: date) -> tuple[Ageing, ...]:
    """Every fact and attempt rule older than a year."""
    return tuple(_ageing(drafts, today))


def _ageing(drafts: Drafts, today: date) -> Iterator[Ageing]:
    """A retired outline is history: what was true of it stays so."""
    in_use = (
        outline
        for exam in drafts.exams
        for outline in exam.outlines
        if outline.entry.valid_to is None or today <= outline.entry.valid_to
    )
    for outline in in_use:
        for field in ("attempt_rules", "facts"):
            for place, fact in enumerate(getattr(outline.entry, field)):
                if today - fact.as_of > YEAR:
                    where = outline.fault("", field, place)
                    yield Ageing(where.file, where.line, fact.text, fact.as_of)
