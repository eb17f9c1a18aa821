"""What somebody had chosen on a page that was refused as stale: said in words, and ready to be sent once more."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID, uuid5

from markupsafe import Markup

from webapp.domain.answers import BLANK, Way
from webapp.domain.exams.sheet import AnswerEvent, Entry
from webapp.pages.exams.asked import Asked, asked
from webapp.pages.exams.result_habits import SURENESS
from webapp.services.exams import Seat

TITLE = "What you had here, not saved"
PUT_BACK = "Put back what I had here"


@dataclass(frozen=True)
class Yours:
    """What was chosen, as lines of a name and its words, and the `fields` that save it over the newer answer."""

    title: str
    lines: tuple[tuple[str, Markup | str], ...]
    fields: tuple[tuple[str, str], ...]
    label: str


def yours(seat: Seat, sent: AnswerEvent, operation: UUID) -> Yours | None:
    """What a stale page had sent; None where the newer state says the same."""
    newer = seat.attempt.entry(seat.position)
    if (sent.answer, sent.flagged, sent.sure) == (newer.answer, newer.flagged, newer.sure):
        return None
    shown = asked(seat.question, seat.attempt.item(seat.position), replace(newer, answer=sent.answer))
    return Yours(
        title=TITLE,
        lines=(*(_answer(shown) or (("", "No answer"),)), *_marks(sent, newer)),
        fields=(*_state(sent, newer, operation), *_controls(shown)),
        label=PUT_BACK,
    )


def _answer(shown: Asked) -> tuple[tuple[str, Markup | str], ...]:
    """The answer in words; nothing where there was none."""
    if shown.way == Way.ENTER:
        return (("", f"{shown.number} {shown.unit}".strip().replace("-", "−")),) if shown.number else ()
    if shown.way == Way.CHOOSE:
        return tuple((each.label, each.text) for each in shown.choices if each.chosen)
    return tuple((each.name, dict(each.options)[each.chosen]) for each in shown.places if each.chosen)


def _marks(sent: AnswerEvent, newer: Entry) -> tuple[tuple[str, str], ...]:
    """What was said beside the answer, where that differs from the newer state."""
    flag = (("Flag", "set" if sent.flagged else "not set"),) if sent.flagged != newer.flagged else ()
    sure = (("How sure", SURENESS.get(sent.sure, "Not said")),) if sent.sure != newer.sure else ()
    return (*flag, *sure)


def _state(sent: AnswerEvent, newer: Entry, operation: UUID) -> tuple[tuple[str, str], ...]:
    """The fields beside the answer; what was struck and highlighted stays as it was saved last.

    The page has another form with an operation of its own, so this one has a name of its own too.
    """
    return (
        ("op", str(uuid5(operation, "yours"))),
        ("seen", str(newer.sequence)),
        ("flagged", str(int(sent.flagged))),
        ("struck", newer.struck),
        ("highlights", newer.highlights),
        ("sure", str(sent.sure)),
        ("spent", str(max(sent.spent, newer.spent))),
    )


def _controls(shown: Asked) -> tuple[tuple[str, str], ...]:
    """The answer in the fields that its controls would send."""
    if shown.way == Way.ENTER:
        return (("number", shown.answer),)
    if shown.way == Way.CHOOSE:
        return tuple(("choice", letter) for letter in shown.answer if letter != BLANK)
    return tuple((f"place-{each.number}", each.chosen) for each in shown.places)
