"""How contact hours are counted: minutes of the clock, a cap for each lesson, and entries that say what they are."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from webapp.domain import hours as rules
from webapp.domain.errors import BadInput
from webapp.domain.hours import HoursEntry, LessonSum
from webapp.domain.lessons import Lesson

NOON = datetime(2026, 11, 22, 12, 0, 59, tzinfo=UTC)
TODAY = date(2026, 11, 22)
ENTRY = HoursEntry(UUID(int=1), UUID(int=2), "A course", "A chapter", TODAY, 450, "No. 7")


def lesson(minutes: int) -> Any:
    """As much of a lesson as the rule asks for."""
    made = object.__new__(Lesson)
    object.__setattr__(made, "minutes", minutes)
    return made


def test_a_minute_is_one_of_the_clock_and_lies_on_one_day() -> None:
    minute = rules.minute_of(NOON)
    assert rules.minute_of(NOON.replace(second=0)) == minute
    assert rules.minute_of(NOON + timedelta(seconds=1)) == minute + 1
    assert rules.day_of(minute // rules.MINUTES_A_DAY) == TODAY
    assert rules.day_of(minute // rules.MINUTES_A_DAY + 1) == TODAY + timedelta(days=1)


def test_a_check_counts_its_minute_and_the_one_before() -> None:
    minute = rules.minute_of(NOON)
    assert rules.minutes_of_check(NOON) == (minute, minute - 1)


def test_a_lesson_counts_for_twice_what_it_states() -> None:
    assert rules.most(lesson(15)) == 30


@pytest.mark.parametrize(
    ("text", "minutes"), [("7.5", 450), (" 7,5 ", 450), ("0.25", 15), ("200", 12_000), ("35", 2100)]
)
def test_hours_are_typed_with_a_point_or_a_comma(text: str, minutes: int) -> None:
    assert rules.minutes_typed(text) == minutes


@pytest.mark.parametrize(
    "text", ["", "seven", "0", "-1", "0.1", "1.3", "200.25", "1e9", "NaN", "Infinity", "1:30"]
)
def test_what_is_no_quarter_of_an_hour_is_refused(text: str) -> None:
    with pytest.raises(BadInput, match="quarters") as refusal:
        rules.minutes_typed(text)
    assert refusal.value.field == "hours"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"what": ""}, "what"),
        ({"provider": ""}, "provider"),
        ({"what": "x" * 201}, "what"),
        ({"provider": "x" * 201}, "provider"),
        ({"proof": "x" * 1001}, "proof"),
        ({"day": TODAY + timedelta(days=1)}, "day"),
        ({"day": date(1969, 12, 31)}, "day"),
    ],
)
def test_an_entry_that_does_not_fit_is_refused_at_its_field(change: dict[str, Any], field: str) -> None:
    with pytest.raises(BadInput) as refusal:
        rules.check_entry(HoursEntry(**{**ENTRY.__dict__, **change}), today=TODAY)
    assert refusal.value.field == field


def test_an_entry_that_fits_is_kept_as_it_is() -> None:
    assert rules.check_entry(ENTRY, today=TODAY) is ENTRY
    assert rules.check_entry(HoursEntry(**{**ENTRY.__dict__, "proof": ""}), today=TODAY).proof == ""


def test_there_is_an_end_to_entries() -> None:
    rules.require_room(rules.MOST_ENTRIES - 1)
    with pytest.raises(BadInput, match="200 entries"):
        rules.require_room(rules.MOST_ENTRIES)


def test_sums_and_what_is_missing() -> None:
    assert rules.total([ENTRY, LessonSum("t/one", TODAY, TODAY, 30)]) == 480
    assert rules.still_open(35, 480) == timedelta(hours=27)
    assert rules.still_open(1, 61) == timedelta(0)
