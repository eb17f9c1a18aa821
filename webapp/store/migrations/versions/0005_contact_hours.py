"""Contact hours: the minutes of learning that counted, and the hours people add themselves.

Why: whoever applies for an exam has to show hours of education. A minute of the clock is part of the key, so that it
counts once, however many windows are open; what pages show are sums over it.

Revision: 0005, after 0004.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "counted_minute",
        sa.Column("learner_id", sa.Uuid(), nullable=False),
        sa.Column("minute", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("way", sa.String(), nullable=False),
        sa.Column("operation", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["learner_id"],
            ["account.id"],
            name=op.f("fk_counted_minute_learner_id_account"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("learner_id", "minute", name=op.f("pk_counted_minute")),
        sa.UniqueConstraint("learner_id", "operation", name=op.f("uq_counted_minute_learner_id_operation")),
    )
    op.create_index("ix_counted_minute_learner_id_path", "counted_minute", ["learner_id", "path"])
    op.create_table(
        "hours_entry",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("learner_id", sa.Uuid(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("provider", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("proof", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["learner_id"], ["account.id"], name=op.f("fk_hours_entry_learner_id_account"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hours_entry")),
    )
    op.create_index("ix_hours_entry_learner_id_day", "hours_entry", ["learner_id", "day"])


def downgrade() -> None:
    op.drop_table("hours_entry")
    op.drop_table("counted_minute")
