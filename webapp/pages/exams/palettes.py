"""The sheet of questions at a glance: one cell for each that can be opened now."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for

from webapp.domain.exams.attempt import Attempt


@dataclass(frozen=True)
class Cell:
    """One square of the palette; `says` is read aloud."""

    number: int
    href: str
    answered: bool
    flagged: bool
    current: bool
    says: str
    begun: bool = False


def palette(attempt: Attempt, *, current: int) -> tuple[Cell, ...]:
    """One cell for each question of the sections that are open."""
    first, last = attempt.window
    # An address is built once and not for every cell: this page is opened more than any other.
    stem = url_for("exams.question", attempt_id=attempt.id, position=1).removesuffix("1")
    return tuple(_cell(attempt, position, current, stem) for position in range(first, last + 1))


def _cell(attempt: Attempt, position: int, current: int, stem: str) -> Cell:
    """The cell of one question; its address is the stem with its number."""
    entry = attempt.sheet.get(position)
    if entry is None:
        return Cell(position, f"{stem}{position}", False, False, position == current, f"{position}, open")
    answered = attempt.is_answered(position)
    state = "answered" if answered else "begun" if entry.answer else "open"
    return Cell(
        number=position,
        href=f"{stem}{position}",
        answered=answered,
        flagged=entry.flagged,
        current=position == current,
        says=f"{position}, {state}{', flagged' if entry.flagged else ''}",
        begun=bool(entry.answer) and not answered,
    )
