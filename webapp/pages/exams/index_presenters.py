"""What the list of exams shows: each exam at a glance, what runs, and what was sat."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from flask import url_for

from webapp.domain.exams.outline import Exam
from webapp.pages.exams.sitting_presenters import Running, Sat, running, sat
from webapp.pages.exams.terms import breaks_words, line_words
from webapp.pages.filters import plural
from webapp.services.exams import Shelf


@dataclass(frozen=True)
class Offer:
    """An exam in the list: the same facts of each, so that they can be compared."""

    title: str
    certification: str
    href: str
    summary: str
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class IndexPage:
    """The exams there are, and what was sat."""

    running: tuple[Running, ...]
    offers: tuple[Offer, ...]
    sat: tuple[Sat, ...]


def index_page(shelf: Shelf, at: datetime) -> IndexPage:
    """The list of exams."""
    titles = {exam.code: exam.title for exam in shelf.exams}
    return IndexPage(
        running=tuple(running(each, titles.get(each.exam, each.exam), at) for each in shelf.open),
        offers=tuple(_offer(exam, shelf.bank_sizes[exam.code], at.date()) for exam in shelf.exams),
        sat=tuple(sat(attempt, titles) for attempt in shelf.finished),
    )


def _offer(exam: Exam, bank_size: int, today: date) -> Offer:
    """An exam in the list, as it is today."""
    outline = exam.outline_for(None, today=today)
    return Offer(
        title=exam.title,
        certification=exam.certification,
        href=url_for("exams.show", code=exam.code),
        summary=exam.summary,
        facts=(
            ("Questions", str(outline.questions)),
            ("Time", f"{outline.minutes} minutes"),
            ("Breaks", breaks_words(outline)),
            ("To pass", line_words(outline)),
            ("In the bank", plural(bank_size, "question")),
        ),
    )
