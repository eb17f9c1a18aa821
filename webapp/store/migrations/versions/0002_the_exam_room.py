"""The exam room: modes, sections and breaks, every kind of answer, accommodations, corrected scores, reports.

Why: one engine for all outlines. An attempt carries its conditions and the window that is open; an answer is a text
in one language for all kinds, with what was struck out, highlighted and how long it took beside it; the form becomes
one text that is read once. Attempts of before were rehearsals of one section without breaks.

Revision: 0002, after 0001.
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
NEW = (
    "refused_answer",
    "attempt_note",
    "past_score",
    "exposure",
    "preset",
    "accommodation",
    "time_grant",
    "question_report",
)


def upgrade() -> None:
    _attempts()
    _forms_to_text()
    _answers()
    _kept_with_attempts()
    _kept_with_people()
    _checks()


def downgrade() -> None:
    for table in reversed(NEW):
        op.drop_table(table)
    _practice_goes()
    _checks_to_lists()
    with op.batch_alter_table("answer_event") as batch:
        batch.alter_column("answer", new_column_name="letters")
        for name in ("struck", "highlights", "sure", "checked", "spent"):
            batch.drop_column(name)
    _forms_to_lists()
    op.drop_index("ix_attempt_exam_key_version", "attempt")
    op.drop_index("uq_attempt_open", "attempt")
    with op.batch_alter_table("attempt") as batch:
        for name in ATTEMPT_COLUMNS:
            batch.drop_column(name)
    _open_index("learner_id", "exam")


ATTEMPT_COLUMNS = {
    "mode": (sa.String(), "'rehearsal'"),
    "conditions": (sa.JSON(), "'{}'"),
    "scored": (sa.Integer(), "0"),
    "repeats": (sa.Integer(), "0"),
    "pass_rule": (sa.JSON(), "'{}'"),
    "section": (sa.Integer(), "0"),
    "rests": (sa.JSON(), "'[]'"),
    "open_from": (sa.Integer(), "1"),
    "open_to": (sa.Integer(), "0"),
    "feedback": (sa.Boolean(), "false"),
    "key_version": (sa.Integer(), "0"),
}


def _attempts() -> None:
    """Add the columns with what holds for a rehearsal of one section, then let go of the defaults."""
    op.drop_index("uq_attempt_open", "attempt")
    with op.batch_alter_table("attempt") as batch:
        for name, (kind, default) in ATTEMPT_COLUMNS.items():
            batch.add_column(sa.Column(name, kind, nullable=False, server_default=sa.text(default)))
    op.execute("UPDATE attempt SET scored = questions")
    op.execute("UPDATE attempt SET open_to = questions WHERE state = 'open'")
    with op.batch_alter_table("attempt") as batch:
        for name in ATTEMPT_COLUMNS:
            batch.alter_column(name, server_default=None)
    _open_index("learner_id", "exam", "mode")
    op.create_index("ix_attempt_exam_key_version", "attempt", ["exam", "key_version"])


def _open_index(*columns: str) -> None:
    """One open attempt for each of these."""
    is_open = sa.text("state = 'open'")
    op.create_index(
        "uq_attempt_open",
        "attempt",
        list(columns),
        unique=True,
        sqlite_where=is_open,
        postgresql_where=is_open,
    )


def _forms_to_text() -> None:
    """Write every form anew, with what an item and an attempt hold now."""
    _form_type(sa.Text(), "form::text")
    rows = sa.text("SELECT id, form, questions, pass_count, started_at, deadline FROM attempt")
    keep = sa.text(
        "UPDATE attempt SET form = :form, pass_rule = :rule, conditions = :conditions WHERE id = :id"
    )
    connection = op.get_bind()
    for row in connection.execute(rows).all():
        minutes = round((_instant(row.deadline) - _instant(row.started_at)).total_seconds() / 60)
        connection.execute(
            keep,
            {
                "id": row.id,
                "form": json.dumps(
                    {"items": [_new_item(item) for item in json.loads(row.form)], "parts": []}
                ),
                "rule": json.dumps(
                    {"share": f"{row.pass_count}/{row.questions}", "official": True, "note": ""}
                ),
                "conditions": json.dumps({"mode": "rehearsal", "minutes": minutes, "tools": ["flag"]}),
            },
        )


def _new_item(item: list[Any]) -> list[Any]:
    """An item of before was of kind single or multiple, scored, and no part of a case."""
    return [*item, "single" if item[4] == 1 else "multiple", True, False, None]


def _forms_to_lists() -> None:
    connection = op.get_bind()
    for row in connection.execute(sa.text("SELECT id, form FROM attempt")).all():
        items = [item[:6] for item in json.loads(row.form)["items"]]
        keep = sa.text("UPDATE attempt SET form = :form WHERE id = :id")
        connection.execute(keep, {"id": row.id, "form": json.dumps(items)})
    _form_type(sa.JSON(), "form::json")


def _form_type(kind: Any, using: str) -> None:
    """Change the type of the form's column; SQLite keeps the text as it is."""
    with op.batch_alter_table("attempt") as batch:
        batch.alter_column("form", type_=kind, existing_nullable=False, postgresql_using=using)


def _instant(value: Any) -> datetime:
    """SQLite hands an instant over as text."""
    return datetime.fromisoformat(value) if isinstance(value, str) else value


def _answers() -> None:
    added = {
        "struck": (sa.String(), "''"),
        "highlights": (sa.String(), "''"),
        "sure": (sa.Integer(), "0"),
        "checked": (sa.Boolean(), "false"),
        "spent": (sa.Integer(), "0"),
    }
    with op.batch_alter_table("answer_event") as batch:
        batch.alter_column("letters", new_column_name="answer")
        for name, (kind, default) in added.items():
            batch.add_column(sa.Column(name, kind, nullable=False, server_default=sa.text(default)))
    with op.batch_alter_table("answer_event") as batch:
        for name in added:
            batch.alter_column(name, server_default=None)


def _checks() -> None:
    """Answers to check questions speak the same language: letters, without commas."""
    with op.batch_alter_table("check_answer") as batch:
        batch.alter_column("chosen", new_column_name="answer")
    op.execute("UPDATE check_answer SET answer = replace(answer, ',', '')")


def _practice_goes() -> None:
    """Before there were modes there was no practice; its events go by name, since SQLite's keys are off here."""
    practice = "SELECT id FROM attempt WHERE mode <> 'rehearsal'"
    op.execute(f"DELETE FROM answer_event WHERE attempt_id IN ({practice})")  # noqa: S608 - both are our own
    op.execute("DELETE FROM attempt WHERE mode <> 'rehearsal'")


def _checks_to_lists() -> None:
    """Letters with commas between them again."""
    with op.batch_alter_table("check_answer") as batch:
        batch.alter_column("answer", new_column_name="chosen")
    connection = op.get_bind()
    several = sa.text("SELECT DISTINCT chosen FROM check_answer WHERE length(chosen) > 1")
    keep = sa.text("UPDATE check_answer SET chosen = :listed WHERE chosen = :chosen")
    for chosen in connection.scalars(several).all():
        connection.execute(keep, {"listed": ",".join(chosen), "chosen": chosen})


def _kept_with_attempts() -> None:
    op.create_table(
        "refused_answer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("attempt_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        _of("refused_answer", "attempt"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_refused_answer")),
    )
    op.create_index(op.f("ix_refused_answer_attempt_id"), "refused_answer", ["attempt_id"])
    op.create_table(
        "attempt_note",
        sa.Column("attempt_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        _of("attempt_note", "attempt"),
        sa.PrimaryKeyConstraint("attempt_id", name=op.f("pk_attempt_note")),
    )
    op.create_table(
        "past_score",
        sa.Column("attempt_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("key_version", sa.Integer(), nullable=False),
        sa.Column("right", sa.Integer(), nullable=False),
        sa.Column("scored", sa.Integer(), nullable=False),
        sa.Column("passed", sa.Boolean(), nullable=False),
        sa.Column("by_task", sa.JSON(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("replaced_at", INSTANT, nullable=False),
        _of("past_score", "attempt"),
        sa.PrimaryKeyConstraint("attempt_id", "number", name=op.f("pk_past_score")),
    )
    op.create_table(
        "time_grant",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("attempt_id", sa.Uuid(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("reopened", sa.Boolean(), nullable=False),
        sa.Column("granted_by", sa.Uuid(), nullable=True),
        sa.Column("granted_at", INSTANT, nullable=False),
        _of("time_grant", "attempt"),
        _by("time_grant", "granted_by"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_time_grant")),
    )
    op.create_index(op.f("ix_time_grant_attempt_id"), "time_grant", ["attempt_id"])


def _kept_with_people() -> None:
    op.create_table(
        "exposure",
        sa.Column("learner_id", sa.Uuid(), nullable=False),
        sa.Column("exam", sa.String(), nullable=False),
        sa.Column("seen", sa.JSON().with_variant(JSONB(), "postgresql"), nullable=False),
        _of("exposure", "account", "learner_id"),
        sa.PrimaryKeyConstraint("learner_id", "exam", name=op.f("pk_exposure")),
    )
    op.create_table(
        "preset",
        sa.Column("learner_id", sa.Uuid(), nullable=False),
        sa.Column("exam", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("wish", sa.JSON(), nullable=False),
        sa.Column("saved_at", INSTANT, nullable=False),
        _of("preset", "account", "learner_id"),
        sa.PrimaryKeyConstraint("learner_id", "exam", "name", name=op.f("pk_preset")),
    )
    op.create_table(
        "accommodation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("learner_id", sa.Uuid(), nullable=False),
        sa.Column("percent", sa.Integer(), nullable=False),
        sa.Column("free_minutes", sa.Integer(), nullable=False),
        sa.Column("break_minutes", sa.Integer(), nullable=False),
        sa.Column("extra_breaks", sa.Integer(), nullable=False),
        sa.Column("untimed_practice", sa.Boolean(), nullable=False),
        sa.Column("quiet_timer", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("granted_by", sa.Uuid(), nullable=True),
        sa.Column("granted_at", INSTANT, nullable=False),
        _of("accommodation", "account", "learner_id"),
        _by("accommodation", "granted_by"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accommodation")),
    )
    op.create_index("ix_accommodation_learner_id_granted_at", "accommodation", ["learner_id", "granted_at"])
    _reports()


def _reports() -> None:
    op.create_table(
        "question_report",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("learner_id", sa.Uuid(), nullable=False),
        sa.Column("attempt_id", sa.Uuid(), nullable=True),
        sa.Column("exam", sa.String(), nullable=False),
        sa.Column("question_id", sa.String(), nullable=False),
        sa.Column("question_version", sa.String(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("reported_at", INSTANT, nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("reply", sa.Text(), nullable=False),
        sa.Column("answered_by", sa.Uuid(), nullable=True),
        sa.Column("answered_at", INSTANT, nullable=True),
        _of("question_report", "account", "learner_id"),
        sa.ForeignKeyConstraint(
            ["attempt_id"],
            ["attempt.id"],
            name=op.f("fk_question_report_attempt_id_attempt"),
            ondelete="SET NULL",
        ),
        _by("question_report", "answered_by"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question_report")),
    )
    op.create_index("ix_question_report_state_reported_at", "question_report", ["state", "reported_at"])
    for column in ("learner_id", "question_id"):
        op.create_index(op.f(f"ix_question_report_{column}"), "question_report", [column])


def _of(table: str, whose: str, column: str = "attempt_id") -> sa.ForeignKeyConstraint:
    """What goes when the attempt or the person it belongs to goes."""
    name = op.f(f"fk_{table}_{column}_{whose}")
    return sa.ForeignKeyConstraint([column], [f"{whose}.id"], name=name, ondelete="CASCADE")


def _by(table: str, column: str) -> sa.ForeignKeyConstraint:
    """Who did it; the record outlives their account."""
    name = op.f(f"fk_{table}_{column}_account")
    return sa.ForeignKeyConstraint([column], ["account.id"], name=name, ondelete="SET NULL")
