"""Search: what can be found of the library, and an index over it of the database's own kind.

Why: lessons, terms and templates are found by their words. SQLite looks them up in a table of FTS5, which keeps no
copy of the text; PostgreSQL in a column of lexemes with a GIN index, made by a configuration of our own: English stems
and no stop words, so that a phrase such as "definition of done" is found as it stands on both. All of it is derived
from the content, and is made anew whenever that changes; going back loses nothing.

Revision: 0004, after 0003.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

KINDS_OF_WORDS = "asciiword, word, hword, hword_part, hword_asciipart, asciihword, numword, numhword"
ON_SQLITE = (
    """CREATE VIRTUAL TABLE search_words USING fts5 (
        title, names, text,
        content='search_entry', content_rowid='id', tokenize='porter unicode61 remove_diacritics 2'
    )""",
)
ON_POSTGRESQL = (
    "CREATE TEXT SEARCH DICTIONARY gantry_stems (TEMPLATE = snowball, LANGUAGE = english)",
    "CREATE TEXT SEARCH CONFIGURATION gantry_words (COPY = simple)",
    f"ALTER TEXT SEARCH CONFIGURATION gantry_words ALTER MAPPING FOR {KINDS_OF_WORDS} WITH gantry_stems",
    """CREATE TABLE search_words (
        entry_id integer NOT NULL CONSTRAINT pk_search_words PRIMARY KEY
            CONSTRAINT fk_search_words_entry_id_search_entry REFERENCES search_entry (id) ON DELETE CASCADE,
        words tsvector NOT NULL
    )""",
    "CREATE INDEX ix_search_words_words ON search_words USING gin (words)",
)
OFF_POSTGRESQL = (
    "DROP TEXT SEARCH CONFIGURATION gantry_words",
    "DROP TEXT SEARCH DICTIONARY gantry_stems",
)


def upgrade() -> None:
    op.create_table(
        "search_entry",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("kind", "address", "title", "names")),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_entry")),
    )
    op.create_table(
        "search_stamp",
        sa.Column("made_from", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("made_from", name=op.f("pk_search_stamp")),
    )
    for statement in ON_SQLITE if _is_sqlite() else ON_POSTGRESQL:
        op.execute(statement)


def downgrade() -> None:
    op.execute("DROP TABLE search_words")
    for statement in () if _is_sqlite() else OFF_POSTGRESQL:
        op.execute(statement)
    op.drop_table("search_stamp")
    op.drop_table("search_entry")


def _is_sqlite() -> bool:
    """Whether the database is SQLite."""
    return op.get_bind().dialect.name == "sqlite"
