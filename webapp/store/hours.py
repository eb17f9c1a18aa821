"""Contact hours: minutes that counted, one guarded statement each, and the entries of a learner."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Integer, Row, String, Uuid, case, delete, func, insert, literal, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from webapp.domain.access import Actor
from webapp.domain.errors import NotFound
from webapp.domain.hours import MINUTES_A_DAY, HoursEntry, LessonSum, Spent, Way, day_of
from webapp.store.signed_in import SIGNED_IN_AS, asking_as
from webapp.store.tables.accounts import AccountRow
from webapp.store.tables.hours import CountedMinuteRow, HoursEntryRow

ACCOUNT = AccountRow.__table__
COUNTED = CountedMinuteRow.__table__
BEFORE = CountedMinuteRow.__table__.alias()
ENTRY = HoursEntryRow.__table__
INSERT: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


def count(
    session: Session, actor: Actor, path: str, minute: int, *, way: Way, operation: UUID, most: int
) -> bool:
    """Count a minute in a lesson, in one statement; whether it counts now.

    It does not when it counted already, when the operation was taken in before, when `most` minutes of the lesson
    have counted, or when the session has ended.
    """
    so_far = select(func.count()).where(BEFORE.c.learner_id == ACCOUNT.c.id, BEFORE.c.path == path)
    source = select(
        ACCOUNT.c.id,
        literal(minute, Integer),
        literal(path, String),
        literal(way.value, String),
        literal(operation, Uuid),
    ).where(*SIGNED_IN_AS, so_far.correlate(ACCOUNT).scalar_subquery() < most)
    statement = (
        INSERT[session.get_bind().dialect.name](COUNTED)
        .from_select(["learner_id", "minute", "path", "way", "operation"], source)
        .on_conflict_do_nothing()
        .returning(COUNTED.c.minute)
    )
    return session.execute(statement, asking_as(actor)).scalar() is not None


def look_up(session: Session, learner: UUID, path: str, operation: UUID) -> tuple[int, bool]:
    """How many minutes of a lesson have counted, and whether this operation is one of them."""
    found = select(func.count(), func.count(case((COUNTED.c.operation == operation, 1))))
    minutes, known = session.execute(
        found.where(COUNTED.c.learner_id == learner, COUNTED.c.path == path)
    ).one()
    return minutes, bool(known)


def list_spent(session: Session, learner: UUID, *, limit: int | None = None) -> tuple[Spent, ...]:
    """What counted, by day, lesson and way, the latest day first."""
    day = (COUNTED.c.minute // MINUTES_A_DAY).label("day")
    rows = session.execute(
        select(day, COUNTED.c.path, COUNTED.c.way, func.count())
        .where(COUNTED.c.learner_id == learner)
        .group_by(day, COUNTED.c.path, COUNTED.c.way)
        .order_by(day.desc(), COUNTED.c.path, COUNTED.c.way)
        .limit(limit)
    )
    return tuple(Spent(day_of(day), path, Way(way), minutes) for day, path, way, minutes in rows)


def list_sums(session: Session, learner: UUID) -> tuple[LessonSum, ...]:
    """What counted, lesson by lesson, in the order in which they were begun."""
    first, last = func.min(COUNTED.c.minute), func.max(COUNTED.c.minute)
    rows = session.execute(
        select(COUNTED.c.path, first, last, func.count())
        .where(COUNTED.c.learner_id == learner)
        .group_by(COUNTED.c.path)
        .order_by(first)
    )
    return tuple(
        LessonSum(path, day_of(begun // MINUTES_A_DAY), day_of(ended // MINUTES_A_DAY), minutes)
        for path, begun, ended, minutes in rows
    )


def list_entries(session: Session, learner: UUID) -> tuple[HoursEntry, ...]:
    """What a learner added, the latest day first."""
    rows = session.execute(
        select(ENTRY).where(ENTRY.c.learner_id == learner).order_by(ENTRY.c.day.desc(), ENTRY.c.id.desc())
    )
    return tuple(_entry(row) for row in rows)


def get_entry(session: Session, entry_id: UUID, *, learner: UUID) -> HoursEntry:
    """A learner's own entry; raises NotFound."""
    row = session.execute(select(ENTRY).where(ENTRY.c.id == entry_id, ENTRY.c.learner_id == learner)).first()
    if row is None:
        raise NotFound
    return _entry(row)


def add_entry(session: Session, entry: HoursEntry) -> None:
    """Keep a new entry."""
    session.execute(insert(HoursEntryRow).values(id=entry.id, learner_id=entry.learner, **_fields(entry)))


def keep_entry(session: Session, entry: HoursEntry) -> None:
    """Keep a learner's own entry as it is now; raises NotFound."""
    _one(session, update(HoursEntryRow).where(*_own(entry.id, entry.learner)).values(**_fields(entry)))


def remove_entry(session: Session, entry_id: UUID, *, learner: UUID) -> None:
    """Remove a learner's own entry; raises NotFound."""
    _one(session, delete(HoursEntryRow).where(*_own(entry_id, learner)))


def _own(entry_id: UUID, learner: UUID) -> Sequence[Any]:
    return (HoursEntryRow.id == entry_id, HoursEntryRow.learner_id == learner)


def _one(session: Session, statement: Any) -> None:
    """Change one row; raises NotFound when there is none."""
    if session.execute(statement.returning(HoursEntryRow.id)).first() is None:
        raise NotFound


def _fields(entry: HoursEntry) -> dict[str, Any]:
    return {
        "what": entry.what,
        "provider": entry.provider,
        "day": entry.day,
        "minutes": entry.minutes,
        "proof": entry.proof,
    }


def _entry(row: Row[Any]) -> HoursEntry:
    return HoursEntry(row.id, row.learner_id, row.what, row.provider, row.day, row.minutes, row.proof)
