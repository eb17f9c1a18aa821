"""What both pages after an exam share: the verdict on each question, and the way into the lessons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from flask import url_for

from webapp.services.exams import Report


@dataclass(frozen=True)
class Mark:
    """One question of the form in the list of all."""

    number: int
    href: str
    verdict: Literal["right", "wrong", "open"]
    says: str


def marks_of(report: Report) -> tuple[Mark, ...]:
    """Every question of the form with its verdict."""
    return tuple(_mark(report, position) for position in range(1, len(report.attempt.form) + 1))


def _mark(report: Report, position: int) -> Mark:
    """The verdict on one question."""
    letters, key = report.attempt.entry(position).letters, report.attempt.item(position).key
    verdict: Literal["right", "wrong", "open"] = (
        "open" if not letters else "right" if letters == key else "wrong"
    )
    href = url_for("exams.reviewed_question", attempt_id=report.attempt.id, position=position)
    return Mark(position, href, verdict, f"{position}, {'not answered' if verdict == 'open' else verdict}")


def lesson_title(report: Report, anchor: str) -> str:
    """The number and title of the lesson an anchor lies in."""
    lesson = report.lessons.get(anchor.partition("#")[0])
    return f"{lesson.number} {lesson.title}" if lesson else "The lesson"


def lesson_url(anchor: str) -> str:
    """The address of a lesson's anchor; of the list of lessons when there is none."""
    path, _, fragment = anchor.partition("#")
    track, _, slug = path.partition("/")
    if not slug:
        return url_for("lessons.index")
    return url_for("lessons.show", track=track, slug=slug, _anchor=fragment or None)
