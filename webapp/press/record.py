"""A record of contact hours as rows for a spreadsheet; each row says how its minutes came about."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from io import StringIO

from webapp.domain.hours import HOUR, HoursEntry, Spent, Way
from webapp.press.plain import BYTE_ORDER_MARK, guarded

HEAD = ("Day", "What", "Provider", "Minutes", "Hours", "How it came about", "Proof")
BASIS = {
    Way.READING: "Counted: active reading on this site",
    Way.CHECK: "Counted: check questions answered on this site",
}
ADDED = "Added by hand by the owner of the record"
PROVIDER = "Gantry, by oneself"


def csv_of(lines: Iterable[Spent], entries: Iterable[HoursEntry], titles: Mapping[str, str]) -> str:
    """Everything counted and everything added, the day first."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(HEAD)
    for line in lines:
        what = guarded(titles.get(line.path, line.path))
        writer.writerow((line.day.isoformat(), what, PROVIDER, *_time(line.minutes), BASIS[line.way], ""))
    for entry in entries:
        words = (guarded(entry.what), guarded(entry.provider))
        writer.writerow((entry.day.isoformat(), *words, *_time(entry.minutes), ADDED, guarded(entry.proof)))
    return BYTE_ORDER_MARK + out.getvalue()


def _time(minutes: int) -> tuple[int, str]:
    """The minutes, and the same in hours."""
    return (minutes, f"{minutes / HOUR:.2f}")
