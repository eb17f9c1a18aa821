"""What a bank holds for a practice: counts by task, kind, difficulty and record."""

from __future__ import annotations

from tests.domain.exams.values import outline, pool, question
from webapp.domain.exams.exposure import Exposure, Went
from webapp.domain.exams.stock import take_stock
from webapp.domain.questions import Kind

BANK = [
    *pool(per_task=2),
    question(50, "T1", kind=Kind.ORDERING, difficulty=3),
    question(60, "X1"),
    question(61, None),
]
KNOWN = {
    "q-000": Exposure("2026-11-01", Went.WRONG, flagged=True),
    "q-001": Exposure("2026-11-01", Went.RIGHT, flagged=True),
    "q-002": Exposure("2026-11-01", Went.OPEN),
    "q-060": Exposure("2026-11-01", Went.WRONG),
    "gone": Exposure("2026-11-01", Went.WRONG, flagged=True),
}


def test_a_stock_counts_what_belongs_to_the_outline() -> None:
    stock = take_stock(outline(), BANK, KNOWN)
    assert stock.total == 9
    assert stock.by_task == {"T1": 3, "T2": 2, "E1": 2, "E2": 2}
    assert stock.by_kind == {Kind.SINGLE: 8, Kind.ORDERING: 1}
    assert stock.by_difficulty == {2: 8, 3: 1}


def test_a_stock_counts_what_was_seen_missed_and_flagged_the_last_time() -> None:
    stock = take_stock(outline(), BANK, KNOWN)
    assert (stock.unseen, stock.missed, stock.flagged) == (6, 2, 2)


def test_an_empty_bank_is_empty() -> None:
    stock = take_stock(outline(), [], KNOWN)
    assert (stock.total, stock.unseen, dict(stock.by_task)) == (0, 0, {})
