"""The record as rows: each says how it came about, and no cell can become a formula."""

from __future__ import annotations

import csv
from datetime import date
from uuid import UUID

from webapp.domain.hours import HoursEntry, Spent, Way
from webapp.press import record

DAY = date(2026, 11, 22)


def rows(*lines: Spent, entries: tuple[HoursEntry, ...] = ()) -> list[list[str]]:
    text = record.csv_of(lines, entries, {"t/one": "One, two"})
    assert text.startswith("\ufeff")
    return list(csv.reader(text.removeprefix("\ufeff").splitlines()))


def test_counted_minutes_say_that_they_were_counted() -> None:
    head, read, asked = rows(Spent(DAY, "t/one", Way.READING, 90), Spent(DAY, "t/gone", Way.CHECK, 2))
    assert head == list(record.HEAD)
    assert read == ["2026-11-22", "One, two", record.PROVIDER, "90", "1.50", record.BASIS[Way.READING], ""]
    assert asked[1:6] == ["t/gone", record.PROVIDER, "2", "0.03", record.BASIS[Way.CHECK]]


def test_what_was_added_says_so_and_is_no_formula() -> None:
    entry = HoursEntry(UUID(int=1), UUID(int=2), "=1+1", "@you", DAY, 60, "+49")
    [_, row] = rows(entries=(entry,))
    assert row == ["2026-11-22", "'=1+1", "'@you", "60", "1.00", record.ADDED, "'+49"]
