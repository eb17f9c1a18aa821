"""What can be found, and what it was made from; the index over it is of each database's own kind (migration 0004)."""

from __future__ import annotations

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.store.base import Base


class SearchEntryRow(Base):
    """A term, a template or a section of a lesson, as it was when the index was made; `id` is its place."""

    __tablename__ = "search_entry"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[str]
    address: Mapped[str]
    title: Mapped[str]
    names: Mapped[str]
    text: Mapped[str] = mapped_column(Text)


class SearchStampRow(Base):
    """The hash of what the index was made from: one row, or none."""

    __tablename__ = "search_stamp"

    made_from: Mapped[str] = mapped_column(primary_key=True)
