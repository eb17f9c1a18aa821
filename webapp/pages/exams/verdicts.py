"""What the pages after an exam share: the verdict on each question, and which questions to look at."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from flask import url_for

from webapp.domain.exams.attempt import Attempt
from webapp.domain.exams.review import Looked, Review, Show
from webapp.pages.exams.reasons import SAYS
from webapp.services.results import Report

LABELS = {
    Show.ALL: "All",
    Show.WRONG: "Wrong",
    Show.OPEN: "Not answered",
    Show.FLAGGED: "Flagged",
    Show.CHANGED: "Changed",
    Show.SLOW: "Slow",
    Show.UNSURE: "Guessed",
}


@dataclass(frozen=True)
class Mark:
    """One question of the form in the list of all."""

    number: int
    href: str
    verdict: Literal["right", "wrong", "open", "void"]
    flagged: bool
    says: str


@dataclass(frozen=True)
class Filter:
    """A choice of questions with how many there are; one without a question has no address."""

    label: str
    count: int
    href: str
    current: bool


def read_show(value: str) -> Show:
    """Which questions an address asks for; anything strange asks for all."""
    return Show(value) if value in set(Show) else Show.ALL


def reviewed_url(attempt: Attempt, position: int, show: Show = Show.ALL) -> str:
    """The address of a question afterwards, with what is being looked at."""
    return url_for(
        "exams.reviewed_question",
        attempt_id=attempt.id,
        position=position,
        show=None if show is Show.ALL else show.value,
    )


def marks_of(report: Report, looked: Iterable[Looked], show: Show) -> tuple[Mark, ...]:
    """Questions of the form with their verdicts."""
    # An address is built once and not for every square.
    before, _, after = reviewed_url(report.attempt, 0, show).rpartition("/0")
    return tuple(
        Mark(
            number=each.position,
            href=f"{before}/{each.position}{after}",
            verdict=each.verdict.value,
            flagged=each.entry.flagged,
            says=f"{each.position}, {SAYS[each.verdict].lower()}{', flagged' if each.entry.flagged else ''}",
        )
        for each in looked
    )


def filters_of(
    report: Report, review: Review, show: Show, *, position: int | None = None
) -> tuple[Filter, ...]:
    """Every choice of questions; beside a question they lead to the first of the choice, else down the result."""
    filters = []
    for each, label in LABELS.items():
        fitting = review.pick(each)
        if position is None:
            value = None if each is Show.ALL else each.value
            href = url_for("exams.result", attempt_id=report.attempt.id, show=value, _anchor="all")
        else:
            stays = any(looked.position == position for looked in fitting)
            href = (
                reviewed_url(report.attempt, position if stays else fitting[0].position, each)
                if fitting
                else ""
            )
        filters.append(Filter(label, len(fitting), href if fitting else "", each is show))
    return tuple(filters)
