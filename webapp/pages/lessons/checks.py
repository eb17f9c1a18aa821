"""A question as a page of lessons shows it: open, in its own order; answered, with a reason for everything.

Reasons and verdicts enter these values only once the question has been answered.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from webapp.domain.answers import Way
from webapp.domain.exams.form import FormItem
from webapp.domain.exams.sheet import Entry
from webapp.domain.progress.skills import Trap
from webapp.domain.questions import Question
from webapp.pages.exams.asked import Asked, asked
from webapp.pages.exams.reasons import Reasons, TrapNote, reasons


@dataclass(frozen=True)
class Check:
    """A question on a page; `reasons` are there once it was answered, `error` says why an answer was not taken."""

    id: str
    heading: str
    asked: Asked
    reasons: Reasons | None = None
    right: bool = False
    finding: str = ""
    error: str = ""

    @property
    def trap(self) -> TrapNote | None:
        """The first trap that was fallen for."""
        return next(iter(self.reasons.traps), None) if self.reasons else None


def open_check(question: Question, heading: str, *, given: str = "", error: str = "", id: str = "") -> Check:
    """The question before its answer; `given` is what was entered and could not be taken."""
    return Check(
        id or question.id, heading, asked(question, _item(question), Entry(answer=given)), error=error
    )


def answered_check(
    question: Question, heading: str, given: str, traps: Mapping[str, Trap], *, id: str = ""
) -> Check:
    """The question after its answer."""
    item, entry = _item(question), Entry(answer=given)
    return Check(
        id=id or question.id,
        heading=heading,
        asked=asked(question, item, entry),
        reasons=reasons(question, item, entry, traps, {}),
        right=question.is_right(given),
        finding=_finding(question, given),
    )


def _item(question: Question) -> FormItem:
    """The question as it stands outside of a form."""
    order = question.own_order
    key = question.key_as_shown(order)
    return FormItem(question.id, question.version, "", order, question.choose, key, question.kind)


def _finding(question: Question, given: str) -> str:
    """The verdict in a sentence; where options were chosen, with the letters it speaks of."""
    if question.is_right(given):
        return "Right."
    key = question.key_as_shown(question.own_order)
    if question.kind.way is not Way.CHOOSE:
        near = any(a == b for a, b in zip(given, key, strict=False)) and question.kind.way is not Way.ENTER
        return "Partly right: what belongs where stands below." if near else "Not right: see below."
    words = f"{' and '.join(key.upper())} {'is' if len(key) == 1 else 'are'} right"
    return f"Half right: {words}." if set(key) & set(given) else f"Not right: {words}."
