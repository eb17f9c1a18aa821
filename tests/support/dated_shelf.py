"""A shelf for the pages before an exam: the exam room's, and `dated`, which has a retired and a present outline."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache

from tests.domain.exams import values
from tests.support import exam_room
from webapp.catalog.shelf import Catalog
from webapp.domain.exams.outline import Domain, Exam, Fact, Outline, Pauses, Task

AS_OF = date(2026, 11, 1)
OLD = values.outline(
    edition="2021-01",
    title="Outline of 2021",
    valid_from=date(2021, 1, 2),
    valid_to=date(2026, 7, 8),
    domains=(
        Domain("OT", "old-theory", "Old theory", 60, (Task("OT1", "First of old", ("T1", "T2")),)),
        Domain("OE", "old-events", "Old events", 40, (Task("OE1", "Second of old", ("E2",)),)),
    ),
)
NEW = values.outline(
    questions=6,
    minutes=60,
    pass_count=4,
    edition="2026-07",
    title="Outline of 2026",
    valid_from=date(2026, 7, 9),
    pauses=Pauses.BETWEEN_SECTIONS,
    sections=values.parts(3),
    tools=("flag", "calculator"),
    facts=(
        Fact("It has 6 questions.", "The Issuer", AS_OF, "high"),
        Fact("It takes an hour.", "A guide", AS_OF, "medium"),
        Fact("The result comes at once.", "Hearsay", AS_OF, "low"),
    ),
    attempt_rules=(Fact("Three attempts a year.", "The Issuer", AS_OF, "high"),),
)


@cache
def shelf(*, old: Outline = OLD, new: Outline = NEW) -> Catalog:
    """The exam room's shelf with the dated exam, and `bare`, which has no question."""
    room = exam_room.shelf()
    dated = Exam(
        "dated", "Dated exam", "Certified Dated", "The Issuer", "Old and new.", "No marks.", (old, new)
    )
    bare = replace(dated, code="bare", title="Bare exam", outlines=(new,), growing=True)
    banks = {**room.banks, "dated": values.pool(), "bare": ()}
    return replace(room, exams=(*room.exams, dated, bare), banks=banks)
