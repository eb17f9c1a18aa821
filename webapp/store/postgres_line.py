"""Statements on a connection of psycopg's, past its cursor: one call of libpq's for each, prepared at its first.

The cursor is made for every way of asking; a statement that was compiled once needs a third of what it does. Values and
rows are turned by the connection's own adapters, and faults are those the cursor would raise.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from psycopg import Connection, OperationalError, errors
from psycopg.adapt import PyFormat, Transformer
from psycopg.pq import DiagnosticField, ExecStatus
from psycopg.pq.abc import PGresult

BOOLEAN, BY_ITS_CAST = 16, 0
"""What a parameter is: SQLAlchemy casts all but booleans in the text, whatever the first value was."""
GIVEN = frozenset({ExecStatus.TUPLES_OK, ExecStatus.COMMAND_OK})


class Statements:
    """The statements that a connection has prepared."""

    def __init__(self, connection: Connection[Any]) -> None:
        """Prepare nothing yet."""
        self._libpq: Any = connection.pgconn  # its types know no NULL
        self._turning = Transformer(connection)
        self._names: dict[str, tuple[bytes, Sequence[PyFormat]]] = {}

    def run(self, text: str, bound: Sequence[Any]) -> list[tuple[Any, ...]]:
        """Every row a statement gives for these values."""
        name, forms = self._names.get(text) or self._prepare(text, bound)
        values = self._turning.dump_sequence(bound, forms)
        found = _given(self._libpq.exec_prepared(name, values))
        self._turning.set_pgresult(found)
        return self._turning.load_rows(0, found.ntuples, tuple)

    def _prepare(self, text: str, bound: Sequence[Any]) -> tuple[bytes, Sequence[PyFormat]]:
        """Have a statement prepared, with values as text."""
        name, forms = f"line_{len(self._names)}".encode(), [PyFormat.TEXT] * len(bound)
        types = [BOOLEAN if isinstance(value, bool) else BY_ITS_CAST for value in bound]
        _given(self._libpq.prepare(name, text.encode(), types))
        self._names[text] = name, forms
        return name, forms


def _given(found: PGresult) -> PGresult:
    """A result that is one; raises what the database says instead."""
    if found.status in GIVEN:
        return found
    if (
        found.error_field(DiagnosticField.SQLSTATE) is None
    ):  # libpq says it, not the server: the connection is gone
        raise OperationalError(found.get_error_message())
    raise errors.error_from_result(found)
