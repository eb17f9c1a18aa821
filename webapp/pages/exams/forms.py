"""What a page of the exam room sends. The save is the hot path, so it is read straight from the request's fields."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from werkzeug.datastructures import MultiDict

from webapp.domain import answers
from webapp.domain.errors import BadInput, NotFound
from webapp.domain.exams.sheet import AnswerEvent, Entry, check_marks
from webapp.pages.answer_fields import as_entered, read_answer

MOVES = frozenset({"next", "previous", "overview", "flag", "check", "pause", "stay"})
ANSWERED = frozenset({"choice", "number", "checked"})
"""The fields that a person fills in: after a fault in one of them the question is asked again."""
LONGEST_FORM = 999
INCOMPLETE = "This page is incomplete. Reload it, and answer again."


def read_event(fields: MultiDict[str, str], position: int) -> AnswerEvent:
    """The answer event a page sends: the state of one item as the page shows it, and what the page had seen.

    `op` is the event's id and `seen` the last sequence the page knew. The button "flag" sends the item with its flag
    turned round, and "check" asks for the reason. Raises BadInput for fields that do not fit, and NotFound for a
    position beyond every form, before a database is asked to hold such a number.
    """
    return _event(fields, position, read_answer(fields))


def read_again(fields: MultiDict[str, str], position: int, entry: Entry) -> Entry:
    """The state of an item as a page sent it whose answer was refused, to be shown again; nothing of it is kept.

    The page goes on from the sequence it had seen, so that it still cannot overwrite what was saved elsewhere since.
    Raises BadInput where more than the answer does not fit.
    """
    sent = _event(fields, position, "")
    return replace(
        entry,
        answer=as_entered(fields),
        flagged=sent.flagged,
        struck=sent.struck,
        highlights=sent.highlights,
        sure=sent.sure,
        spent=sent.spent,
        sequence=sent.seen,
    )


def _event(fields: MultiDict[str, str], position: int, answer: str) -> AnswerEvent:
    """The event of a page with this answer."""
    if position > LONGEST_FORM:
        raise NotFound
    move = read_move(fields)
    event = AnswerEvent(
        id=_operation(fields.get("op", "")),
        position=position,
        seen=_count(fields.get("seen", "")),
        answer=answer,
        flagged=(fields.get("flagged") == "1") != (move == "flag"),
        struck=answers.chosen(fields.get("struck", "")),
        highlights=fields.get("highlights", ""),
        sure=_count(fields.get("sure") or "0"),
        checked=fields.get("checked") == "1" or move == "check",
        spent=_count(fields.get("spent") or "0"),
    )
    return check_marks(event)


def read_move(fields: MultiDict[str, str]) -> str:
    """Where the pressed button leads: next, previous, overview, flag, check, pause, or stay."""
    move = fields.get("go", "stay")
    return move if move in MOVES else "stay"


def read_note(fields: MultiDict[str, str]) -> tuple[str, int]:
    """The text of the scratch pad and the number of the last one the page had seen.

    Control characters go: a database may refuse them.
    """
    text = fields.get("text", "").replace("\r\n", "\n")
    return "".join(sign for sign in text if sign >= " " or sign in "\n\t"), _count(fields.get("seen", ""))


def read_back(fields: MultiDict[str, str]) -> int:
    """The question beside which the scratch pad was open."""
    back = fields.get("back", "1")
    return int(back) if back.isascii() and back.isdigit() and len(back) < 4 else 1


def _operation(value: str) -> UUID:
    """The id of the operation."""
    try:
        return UUID(value)
    except ValueError:
        raise BadInput(INCOMPLETE, field="op") from None


def _count(value: str) -> int:
    """A whole number of the page's own making."""
    if not value.isascii() or not value.isdigit() or len(value) > 6:
        raise BadInput(INCOMPLETE, field="seen")
    return int(value)
