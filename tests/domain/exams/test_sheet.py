"""The sheet is the fold of its events, however often and in whatever order they come."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.exams.values import NOON, event
from webapp.domain.errors import BadInput
from webapp.domain.exams.sheet import EMPTY, LONGEST_VISIT, AnswerEvent, Entry, Note, check_marks, fold


@st.composite
def logs(draw: st.DrawFn) -> list[tuple[AnswerEvent, datetime]]:
    """A log as the store keeps it: one event for each number of each item."""
    log: list[tuple[AnswerEvent, datetime]] = []
    for position in range(1, 5):
        for seen in range(draw(st.integers(0, 4))):
            change = AnswerEvent(
                UUID(int=len(log) + 1),
                position,
                seen,
                draw(st.sampled_from(["", "a", "bd"])),
                flagged=draw(st.booleans()),
                struck=draw(st.sampled_from(["", "c"])),
                highlights=draw(st.sampled_from(["", "0-12"])),
                sure=draw(st.integers(0, 3)),
                checked=draw(st.booleans()),
                spent=draw(st.integers(0, 600)),
            )
            log.append((change, NOON + timedelta(seconds=len(log))))
    return log


def test_the_sheet_keeps_the_last_event_of_each_item() -> None:
    sheet = fold([(event(1), NOON), (event(2, seen=1, answer="c"), NOON), (event(3, position=2), NOON)])
    assert sheet[1] == Entry("c", sequence=2, event=UUID(int=2), saved_at=NOON)
    assert sheet[2].answer == "a"
    assert set(sheet) == {1, 2}


@given(logs(), st.randoms(use_true_random=False))
def test_order_and_repetition_do_not_change_the_sheet(
    log: list[tuple[AnswerEvent, datetime]], dice: Random
) -> None:
    again = [*log, *dice.choices(log, k=len(log))] if log else []
    dice.shuffle(again)
    assert fold(again) == fold(log)


@given(logs())
def test_an_entry_says_everything_its_last_event_said(log: list[tuple[AnswerEvent, datetime]]) -> None:
    sheet = fold(log)
    shared = {each.name for each in fields(AnswerEvent)} & {each.name for each in fields(Entry)}
    assert shared >= {"answer", "flagged", "struck", "highlights", "sure", "checked", "spent"}
    last = {change.position: (change, at) for change, at in log}
    assert set(sheet) == set(last)
    for position, (change, at) in last.items():
        entry = sheet[position]
        assert all(getattr(entry, name) == getattr(change, name) for name in shared - {"sequence"})
        assert (entry.sequence, entry.event, entry.saved_at) == (change.sequence, change.id, at)


@given(logs(), st.integers(0, 20))
def test_a_sheet_can_be_folded_in_two_steps(log: list[tuple[AnswerEvent, datetime]], cut: int) -> None:
    first, second = fold(log[:cut]), fold(log[cut:])
    later = {
        n: max(first.get(n, EMPTY), second.get(n, EMPTY), key=lambda e: e.sequence) for n in first | second
    }
    assert later == fold(log)


def test_events_of_an_item_count_from_one() -> None:
    assert event(1).sequence == 1
    assert event(1, seen=4).sequence == 5
    assert EMPTY.sequence == 0


@pytest.mark.parametrize(
    "marks",
    [
        {},
        {"highlights": "0-5"},
        {"highlights": ",".join(["0-5"] * 30)},
        {"highlights": "0-5,10-99999"},
        {"sure": 3, "spent": LONGEST_VISIT},
        {"struck": "abcdefgh"},
    ],
)
def test_marks_that_can_be_meant_are_taken(marks: dict[str, object]) -> None:
    marked = replace(event(1), **marks)  # type: ignore[arg-type]
    assert check_marks(marked) is marked


@pytest.mark.parametrize(
    ("marks", "field"),
    [
        ({"highlights": "0-5,"}, "highlights"),
        ({"highlights": ",0-5"}, "highlights"),
        ({"highlights": "5"}, "highlights"),
        ({"highlights": "0-100000"}, "highlights"),
        ({"highlights": "0-5 6-7"}, "highlights"),
        ({"highlights": "0-5\n"}, "highlights"),
        ({"highlights": "٠-٥"}, "highlights"),
        ({"highlights": ",".join(["0-5"] * 31)}, "highlights"),
        ({"sure": 4}, "op"),
        ({"sure": -1}, "op"),
        ({"spent": -1}, "op"),
        ({"struck": "ai"}, "op"),
        ({"struck": "<b>"}, "op"),
        ({"struck": "a" * 9}, "op"),
    ],
)
def test_marks_that_cannot_be_meant_are_refused_at_their_field(marks: dict[str, object], field: str) -> None:
    with pytest.raises(BadInput) as refusal:
        check_marks(replace(event(1), **marks))  # type: ignore[arg-type]
    assert refusal.value.field == field


def test_a_page_that_stood_open_for_days_is_believed_a_day() -> None:
    assert check_marks(event(1, spent=LONGEST_VISIT + 1)).spent == LONGEST_VISIT


@pytest.mark.parametrize(
    ("kept", "written", "both"),
    [
        ("", "PV 150", "PV 150"),
        ("EV 120", "PV 150", "EV 120\n\nPV 150"),
        ("EV 120", "EV 120, PV 150", "EV 120, PV 150"),
        ("EV 120, PV 150", "PV 150", "EV 120, PV 150"),
        ("EV 120", "", "EV 120"),
    ],
)
def test_notes_of_two_pages_are_joined_and_what_stands_in_both_is_there_once(
    kept: str, written: str, both: str
) -> None:
    assert Note(kept, 1).joined_with(written) == both
