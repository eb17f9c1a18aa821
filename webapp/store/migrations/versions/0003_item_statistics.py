"""Statistics of questions: the answers that count, without a name, and the figures made of them.

Why: authors need to see how a question does, also after the people who answered it are gone. A record holds what one
attempt answered, and neither learner nor attempt; pages read figures that the worker has computed, so that what they
cost does not grow with the attempts. An attempt knows whether it has been looked at; those that have not are found by
a partial index, which holds no others.

Revision: 0003, after 0002.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _attempts()
    op.create_table(
        "answer_record",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("exam", sa.String(), nullable=False),
        sa.Column("month", sa.String(), nullable=False),
        sa.Column("whole", sa.Boolean(), nullable=False),
        sa.Column("answers", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer_record")),
    )
    op.create_index("ix_answer_record_exam_month_id", "answer_record", ["exam", "month", "id"])
    op.create_table(
        "question_figures",
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("exam", sa.String(), nullable=False),
        sa.Column("question_id", sa.String(), nullable=False),
        sa.Column("severity", sa.Integer(), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("version", name=op.f("pk_question_figures")),
    )
    op.create_index(op.f("ix_question_figures_question_id"), "question_figures", ["question_id"])
    op.create_index("ix_question_figures_exam_severity", "question_figures", ["exam", "severity"])
    op.create_table(
        "bank_figures",
        sa.Column("exam", sa.String(), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.Column("basis", sa.String(), nullable=False),
        sa.Column("counted_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("exam", name=op.f("pk_bank_figures")),
    )


def downgrade() -> None:
    for table in ("bank_figures", "question_figures", "answer_record"):
        op.drop_table(table)
    op.drop_index("ix_attempt_uncounted", "attempt")
    op.drop_column("attempt", "counted")


def _attempts() -> None:
    """Nobody has looked at any attempt yet; the worker begins with those of before."""
    op.add_column("attempt", sa.Column("counted", sa.Boolean(), nullable=True))
    uncounted = sa.text("counted IS NULL AND state <> 'open'")
    op.create_index(
        "ix_attempt_uncounted",
        "attempt",
        ["id"],
        sqlite_where=uncounted,
        postgresql_where=uncounted,
    )
