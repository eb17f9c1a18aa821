"""Development plans: one current plan per learner, its goals and their steps."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.store.base import Base, Utc


class PlanRow(Base):
    """A plan. A learner has at most one that is not complete."""

    __tablename__ = "plan"
    __table_args__ = (
        Index(
            "uq_plan_current",
            "learner_id",
            unique=True,
            sqlite_where=text("state <> 'complete'"),
            postgresql_where=text("state <> 'complete'"),
        ),
        Index("ix_plan_state_sent_at", "state", "sent_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    learner_id: Mapped[UUID] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    title: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(Utc)
    target_date: Mapped[date | None]
    minutes_a_week: Mapped[int]
    state: Mapped[str]
    sent_at: Mapped[datetime | None] = mapped_column(Utc)
    question: Mapped[str]
    version: Mapped[int] = mapped_column()

    goals: Mapped[list[GoalRow]] = relationship(
        order_by="GoalRow.place", cascade="all, delete-orphan", lazy="selectin", passive_deletes=True
    )
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads a plain mapping here


class GoalRow(Base):
    """A goal of a plan; `place` keeps their order."""

    __tablename__ = "plan_goal"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    plan_id: Mapped[UUID] = mapped_column(ForeignKey("plan.id", ondelete="CASCADE"), index=True)
    place: Mapped[int]
    title: Mapped[str]
    skill: Mapped[str]
    from_level: Mapped[int]
    to_level: Mapped[int]
    done_when: Mapped[str]
    due: Mapped[date | None]

    steps: Mapped[list[StepRow]] = relationship(
        order_by="StepRow.place", cascade="all, delete-orphan", lazy="selectin", passive_deletes=True
    )


class StepRow(Base):
    """A step towards a goal; `minutes` is its effort."""

    __tablename__ = "plan_step"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    goal_id: Mapped[UUID] = mapped_column(ForeignKey("plan_goal.id", ondelete="CASCADE"), index=True)
    place: Mapped[int]
    title: Mapped[str]
    minutes: Mapped[int]
    due: Mapped[date | None]
    link: Mapped[str | None]
    done_at: Mapped[datetime | None] = mapped_column(Utc)
