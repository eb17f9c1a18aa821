"""What the queue of questions to look at shows: each with its reasons, the most severe first."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for

from webapp.pages.filters import plural, when
from webapp.pages.items.reasons import ReasonLine, reason_lines
from webapp.pages.reports.presenters import excerpt
from webapp.services.item_reports import SuspectLine, SuspectQueue


@dataclass(frozen=True)
class SuspectRow:
    """A question to look at."""

    id: str
    url: str
    exam: str
    stem: str
    reasons: tuple[ReasonLine, ...]


@dataclass(frozen=True)
class SuspectPage:
    """The queue."""

    title: str
    opening: str
    rows: tuple[SuspectRow, ...]


def suspect_page(queue: SuspectQueue) -> SuspectPage:
    """The queue with its length as the title."""
    count = len(queue.lines)
    least = "At least " if queue.more else ""
    title = f"{least}{plural(count, 'question')} to look at first" if count else "No question stands out"
    said = "No answers have been counted yet." if queue.at is None else f"Figures of {when(queue.at)}."
    return SuspectPage(title, said, tuple(_row(line) for line in queue.lines))


def _row(line: SuspectLine) -> SuspectRow:
    """One question."""
    return SuspectRow(
        id=line.question.id,
        url=url_for("items.question", question=line.question.id),
        exam=f"{line.exam.title}, {line.question.task}",
        stem=excerpt(line.question),
        reasons=reason_lines(line.suspect),
    )
