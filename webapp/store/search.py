"""The index of the library: FTS5 on SQLite, tsvector on PostgreSQL, one question asked of either.

What is found is ordered alike on both: where the title holds all that is asked for, the shortest title first; then
where title and other names together do; then where the words stand as they were typed; then the rest, each by the
database's own rank. The words of a query are
letters and digits alone, so that nothing in it can be an operator.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, insert, select, text
from sqlalchemy.orm import Session

from webapp.domain.glossary import folded
from webapp.domain.search import END, MARK, Kind, Query, SearchEntry
from webapp.store.tables.search import SearchEntryRow, SearchStampRow

MAKE = "1"
"""Counted up when what this module keeps of an entry changes, so that every index is made anew."""
_PLACED = """
    placed AS (
        SELECT id, kind,
            row_number() OVER (
                PARTITION BY kind ORDER BY tier, CASE WHEN tier = 0 THEN length(title) END, score, id
            ) AS place,
            count(*) OVER (PARTITION BY kind) AS total
        FROM found
    ),
    shown AS (
        SELECT * FROM placed WHERE place <= :each OR (kind = :kind AND place > :after AND place <= :upto)
    )
"""
_ON_SQLITE = text(f"""
    WITH found AS MATERIALIZED (
        SELECT entry.id, entry.kind, entry.title, bm25(search_words, 8, 3, 1) AS score,
            CASE WHEN entry.id IN (SELECT rowid FROM search_words WHERE search_words MATCH :title) THEN 0
                WHEN entry.id IN (SELECT rowid FROM search_words WHERE search_words MATCH :names) THEN 1
                WHEN entry.id IN (SELECT rowid FROM search_words WHERE search_words MATCH :phrase) THEN 2
                ELSE 3 END AS tier
        FROM search_words JOIN search_entry AS entry ON entry.id = search_words.rowid
        WHERE search_words MATCH :query
    ), {_PLACED}
    SELECT shown.kind, entry.address, shown.place, shown.total,
        highlight(search_words, 0, '{MARK}', '{END}') AS title,
        highlight(search_words, 1, '{MARK}', '{END}') AS names,
        snippet(search_words, 2, '{MARK}', '{END}', '', 32) AS excerpt
    FROM search_words JOIN shown ON shown.id = search_words.rowid JOIN search_entry AS entry ON entry.id = shown.id
    WHERE search_words MATCH :query
    ORDER BY shown.kind, shown.place
""")  # noqa: S608 - constants of this module
_MARKS = f"StartSel={MARK},StopSel={END}"
_ON_POSTGRESQL = text(f"""
    WITH asked AS (
        SELECT to_tsquery('gantry_words', :query) AS whole, to_tsquery('gantry_words', :title) AS title,
            to_tsquery('gantry_words', :names) AS names,
            to_tsquery('gantry_words', :phrase) AS phrase, to_tsquery('gantry_words', :single) AS single
    ),
    found AS MATERIALIZED (
        SELECT entry.id, entry.kind, entry.title,
            -ts_rank('{{0.05, 0.05, 0.2, 1}}', search_words.words, asked.whole, 1) AS score,
            CASE WHEN search_words.words @@ asked.title THEN 0
                WHEN search_words.words @@ asked.names THEN 1
                WHEN search_words.words @@ asked.phrase THEN 2
                ELSE 3 END AS tier
        FROM asked JOIN search_words ON search_words.words @@ asked.whole
            JOIN search_entry AS entry ON entry.id = search_words.entry_id
    ), {_PLACED}
    SELECT shown.kind, entry.address, shown.place, shown.total,
        ts_headline('gantry_words', entry.title, asked.single, '{_MARKS},HighlightAll=true') AS title,
        ts_headline('gantry_words', entry.names, asked.single, '{_MARKS},HighlightAll=true') AS names,
        ts_headline(
            'gantry_words', entry.text, asked.single, '{_MARKS},MaxWords=34,MinWords=24,ShortWord=0'
        ) AS excerpt
    FROM asked CROSS JOIN shown JOIN search_entry AS entry ON entry.id = shown.id
    ORDER BY shown.kind, shown.place
""")  # noqa: S608 - constants of this module
_KEEP_WORDS = text("""
    INSERT INTO search_words (entry_id, words) VALUES (
        :id,
        setweight(to_tsvector('gantry_words', :title), 'A') || setweight(to_tsvector('gantry_words', :names), 'B')
            || setweight(to_tsvector('gantry_words', :text), 'D')
    )
""")


@dataclass(frozen=True)
class Hit:
    """An entry that was found: its place among the `total` of its kind, with marks around what was looked for."""

    kind: Kind
    address: str
    place: int
    total: int
    title: str
    names: str
    excerpt: str


def find(
    session: Session, query: Query, *, each: int, kind: Kind | None = None, after: int = 0, upto: int = 0
) -> tuple[Hit, ...]:
    """The first `each` hits of every kind, and those of one `kind` from the one behind `after` on; one statement."""
    on_sqlite = session.get_bind().dialect.name == "sqlite"
    values = {"each": each, "kind": kind or "", "after": after, "upto": upto}
    values |= _for_fts5(query) if on_sqlite else _for_tsquery(query)
    rows = session.execute(_ON_SQLITE if on_sqlite else _ON_POSTGRESQL, values)
    return tuple(
        Hit(Kind(row.kind), row.address, row.place, row.total, row.title, row.names, row.excerpt)
        for row in rows
    )


def find_stamp(session: Session) -> str | None:
    """The hash of what the index was made from, or None where there is none yet."""
    return session.scalars(select(SearchStampRow.made_from)).first()


def claim(session: Session) -> str | None:
    """As `find_stamp`, once nobody else can replace the index before this transaction has ended."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("LOCK TABLE search_stamp IN EXCLUSIVE MODE"))
    return find_stamp(session)


def replace(session: Session, entries: Sequence[SearchEntry], *, made_from: str) -> None:
    """Make the index of these entries and of no others."""
    for table in (SearchEntryRow, SearchStampRow):
        session.execute(delete(table))
    session.execute(insert(SearchStampRow), {"made_from": made_from})
    rows = [_row(place, entry) for place, entry in enumerate(entries, start=1)]
    if rows:
        session.execute(insert(SearchEntryRow), rows)
    if session.get_bind().dialect.name == "sqlite":
        session.execute(text("INSERT INTO search_words (search_words) VALUES ('rebuild')"))
    elif rows:
        session.execute(_KEEP_WORDS, [_folded(row) for row in rows])


def _row(place: int, entry: SearchEntry) -> dict[str, Any]:
    named = {"title": entry.title, "names": entry.names, "text": entry.text}
    return {"id": place, "kind": entry.kind.value, "address": entry.address, **named}


def _folded(row: dict[str, Any]) -> dict[str, Any]:
    """What PostgreSQL makes lexemes of: it would keep signs and accents that FTS5 lets go."""
    return {"id": row["id"], **{name: folded(row[name]) for name in ("title", "names", "text")}}


def _for_fts5(query: Query) -> dict[str, str]:
    """The query in the words of FTS5."""
    parts = (" OR ".join(f'"{" ".join(phrase)}"' for phrase in part) for part in query.parts)
    whole = " AND ".join(f"({part})" for part in parts)
    return {
        "query": whole,
        "title": f"{{title}} : ({whole})",
        "names": f"{{title names}} : ({whole})",
        "phrase": f'"{" ".join(query.phrase)}"',
    }


def _for_tsquery(query: Query) -> dict[str, str]:
    """The query in the words of PostgreSQL; `single` asks for one of its words alone, to mark them all."""
    return {
        "query": _tsquery(query, "", " & "),
        "title": _tsquery(query, ":A", " & "),
        "names": _tsquery(query, ":AB", " & "),
        "phrase": " <-> ".join(f"'{word}'" for word in query.phrase),
        "single": _tsquery(query, "", " | "),
    }


def _tsquery(query: Query, where: str, joined: str) -> str:
    phrases = (
        [" <-> ".join(f"'{word}'{where}" for word in phrase) for phrase in part] for part in query.parts
    )
    return joined.join(f"({' | '.join(f'({phrase})' for phrase in part)})" for part in phrases)
