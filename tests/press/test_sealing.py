"""Sealing: two archives of the same parts are the same bytes, whenever they were made."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from zipfile import ZipFile, ZipInfo

from webapp.press.sealing import sealed

CORE = "<x><dcterms:created t='w'>2020-01-01T01:02:03Z</dcterms:created></x>"


def archive(year: int, core: str) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w") as made:
        made.writestr(ZipInfo("docProps/core.xml", (year, 5, 6, 7, 8, 9)), core)
        made.writestr(ZipInfo("a.xml", (year, 5, 6, 7, 8, 9)), CORE)
    return out.getvalue()


def test_times_become_the_day_given() -> None:
    day = date(2026, 11, 22)
    one, other = archive(2020, CORE), archive(2021, CORE.replace("2020", "2021"))
    assert sealed(one, day) == sealed(other, day)
    with ZipFile(BytesIO(sealed(one, day))) as read:
        assert b"2026-11-22T00:00:00Z" in read.read("docProps/core.xml")
        assert read.read("a.xml") == CORE.encode(), "no other part is touched"
        assert {info.date_time for info in read.infolist()} == {(2026, 11, 22, 0, 0, 0)}
