"""What learners were asked, one row a learner and exam: the last time of every question."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Table, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from webapp.domain.exams.exposure import Exposure, Exposures, Went
from webapp.store.tables.exams import ExposureRow

EXPOSURE = cast("Table", ExposureRow.__table__)


def find(session: Session, learner: UUID, exam: str) -> dict[str, Exposure]:
    """What a learner was asked of an exam."""
    seen = session.scalar(
        select(EXPOSURE.c.seen).where(EXPOSURE.c.learner_id == learner, EXPOSURE.c.exam == exam)
    )
    return from_json(seen)


def keep(session: Session, learner: UUID, exam: str, shown: Exposures) -> None:
    """Note what was asked; a question that was asked before takes its new day and result."""
    values = {"learner_id": learner, "exam": exam, "seen": _to_json(shown)}
    if session.get_bind().dialect.name == "sqlite":
        lite = sqlite.insert(EXPOSURE).values(**values)
        merged = func.json_patch(EXPOSURE.c.seen, lite.excluded.seen)
        session.execute(lite.on_conflict_do_update(set_={"seen": merged}))
    else:
        full = postgresql.insert(EXPOSURE).values(**values)
        joined = EXPOSURE.c.seen.op("||")(full.excluded.seen)
        session.execute(
            full.on_conflict_do_update(index_elements=["learner_id", "exam"], set_={"seen": joined})
        )


def from_json(value: Mapping[str, Any] | None) -> dict[str, Exposure]:
    """Exposures from what the database keeps."""
    return {
        question: Exposure(day, Went(went), bool(flagged))
        for question, (day, went, flagged) in (value or {}).items()
    }


def _to_json(shown: Exposures) -> dict[str, Any]:
    return {question: [each.day, each.went.value, int(each.flagged)] for question, each in shown.items()}
