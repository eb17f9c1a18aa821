"""What an exam page sends. The save is the hot path, so it is read straight from the request's fields."""

from __future__ import annotations

from uuid import UUID

from werkzeug.datastructures import MultiDict

from webapp.domain.errors import BadInput, NotFound
from webapp.domain.exams.attempt import AnswerEvent, tidy

MOVES = frozenset({"next", "previous", "overview", "flag", "stay"})
LONGEST_FORM = 999


def read_event(fields: MultiDict[str, str], position: int) -> AnswerEvent:
    """The answer event a page sends: `op` (its id), `seen` (the last sequence it knew), `choice` and `flagged`.

    The button "flag" sends the item with its flag turned round. Raises BadInput for fields that do not fit, and
    NotFound for a position beyond every form, before a database is asked to hold such a number.
    """
    if position > LONGEST_FORM:
        raise NotFound
    flagged = fields.get("flagged") == "1"
    return AnswerEvent(
        id=_operation(fields.get("op", "")),
        position=position,
        seen=_seen(fields.get("seen", "")),
        letters=tidy(fields.getlist("choice")),
        flagged=flagged != (read_move(fields) == "flag"),
    )


def read_move(fields: MultiDict[str, str]) -> str:
    """Where the pressed button leads: next, previous, overview, flag, or stay."""
    move = fields.get("go", "stay")
    return move if move in MOVES else "stay"


def _operation(value: str) -> UUID:
    """The id of the operation."""
    try:
        return UUID(value)
    except ValueError:
        raise BadInput("This page is incomplete. Reload it, and answer again.", field="op") from None


def _seen(value: str) -> int:
    """The last sequence the page knew."""
    if not value.isascii() or not value.isdigit() or len(value) > 6:
        raise BadInput("This page is incomplete. Reload it, and answer again.", field="seen")
    return int(value)
