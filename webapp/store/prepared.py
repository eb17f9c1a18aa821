"""Prepared statements: the hot paths' own way to the database, past everything that is made anew for each query.

A statement that was built once is compiled once for its database, by SQLAlchemy and with the types of its columns. It
then runs on a connection of the driver that its thread keeps, in autocommit, prepared by the database; what it gives is
what a session would give. Only statements that may be run twice belong here, for one that meets a dead connection is
run again on a new one: readings, and writings that know by an id of their own that they have happened.

Within a transaction a statement goes the ordinary way, since it has to see what the transaction has done.
"""

from __future__ import annotations

import threading
from collections import namedtuple
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, cast
from weakref import WeakSet, finalize

from sqlalchemy import BindParameter, ColumnElement, Dialect, Engine, event, literal_column
from sqlalchemy.orm import Session
from sqlalchemy.sql import visitors

from webapp.domain.errors import Collision, Unavailable

LINES = "lines"
"""Under this name a session that runs in autocommit carries the lines of its engine."""
RETRYABLE = frozenset({"40001", "40P01"})
Statement = Any
"""A select, or an insert that returns something: SQLAlchemy has no one type for what has exported columns."""
Processor = Callable[[Any], Any]
Asking = Callable[[str, Sequence[Any]], Iterable[Sequence[Any]]]


def rows(session: Session, statement: Statement, values: Mapping[str, Any]) -> Sequence[Any]:
    """Every row of a statement that was built once; a row has its columns as attributes."""
    lines: Lines | None = session.info.get(LINES)
    return lines.run(statement, values) if lines else session.execute(statement, values).all()


def first(session: Session, statement: Statement, values: Mapping[str, Any]) -> Any | None:
    """The first row of such a statement, or None."""
    found = rows(session, statement, values)
    return found[0] if found else None


@dataclass(frozen=True)
class Form:
    """A statement in the words of one database: its text, how its values go in, and how a row comes out."""

    text: str
    constants: Mapping[str, Any]
    binders: tuple[tuple[str, Processor | None], ...]
    order: tuple[str, ...]
    row: Callable[..., Any]
    readers: tuple[tuple[int, Processor], ...]

    def bind(self, values: Mapping[str, Any]) -> list[Any]:
        """The values as the driver takes them, in their order."""
        bound = {**self.constants}
        for name, put in self.binders:
            bound[name] = put(values[name]) if put else values[name]
        return [bound[name] for name in self.order]

    def read(self, found: Sequence[Any]) -> list[Any]:
        """The driver's rows as rows of ours, their values turned column by column."""
        if self.readers and found:
            columns: list[Iterable[Any]] = list(zip(*found, strict=True))
            for place, take in self.readers:
                columns[place] = map(take, columns[place])
            found = list(zip(*columns, strict=True))
        return [self.row(*cells) for cells in found]


def compiled(statement: Statement, dialect: Dialect) -> Form:
    """A statement in the words of one database.

    Plain constants become part of its text. SQLite would else compile it again for each value that is compared with the
    condition of a partial index, and PostgreSQL could not use such an index in a plan that it keeps.
    """
    plain: Any = visitors.replacement_traverse(statement, {}, partial(_written_out, dialect))
    made = plain.compile(dialect=dialect)
    binds = {name: bound for bound, name in made.bind_names.items()}
    puts = {name: bound.type.dialect_impl(dialect).bind_processor(dialect) for name, bound in binds.items()}
    numbered = {name: f"${place}" for place, name in enumerate(puts, start=1)}  # as PostgreSQL itself has it
    columns = tuple(statement.exported_columns)
    readers = (column.type.dialect_impl(dialect).result_processor(dialect, None) for column in columns)
    return Form(
        text=made.string if dialect.positional else made.string % numbered,
        constants={
            name: put(binds[name].value) if put else binds[name].value
            for name, put in puts.items()
            if not binds[name].required
        },
        binders=tuple((name, put) for name, put in puts.items() if binds[name].required),
        order=tuple(made.positiontup if dialect.positional else numbered),
        row=_kind_of_row([column.key for column in columns]),
        readers=tuple((place, take) for place, take in enumerate(readers) if take),
    )


def _kind_of_row(names: Sequence[str]) -> Callable[..., Any]:
    """What makes rows with these columns; as with SQLAlchemy's own, their `_mapping` has them by their names."""
    kind = namedtuple("Row", names, rename=True)  # type: ignore[misc]  # noqa: PYI024 - the names are known only here
    kind._mapping = property(kind._asdict)  # type: ignore[attr-defined]  # noqa: SLF001 - the documented name of it
    return kind


def _written_out(dialect: Dialect, element: Any, **_: Any) -> ColumnElement[Any] | None:
    """A plain constant as a piece of text; None for anything else, which is left as it is."""
    if not isinstance(element, BindParameter) or element.required or not isinstance(element.value, int | str):
        return None
    write = element.type.dialect_impl(dialect).literal_processor(dialect)
    if write is None or "%" in str(element.value):  # a per cent sign is not written alike for every driver
        return None
    return literal_column(write(element.value), element.type)


class Line:
    """A thread's connection to the database, and the cursor on which all its statements run."""

    def __init__(self, engine: Engine) -> None:
        """Open it as the engine opens its own, and take it out of the engine's pool."""
        pooled = engine.raw_connection()
        self.connection = cast(Any, pooled.driver_connection)
        pooled.detach()
        # Said here again, since the pool may have handed this connection to somebody who used it otherwise.
        if engine.dialect.name == "sqlite":
            self.connection.isolation_level = None
            self._ask: Asking = self.connection.cursor().execute
        else:
            from webapp.store.postgres_line import Statements  # noqa: PLC0415 - psycopg is an extra

            self.connection.autocommit = True
            self._ask = Statements(self.connection).run
        self.close = finalize(self, self.connection.close)  # with its thread, unless somebody does before

    def run(self, form: Form, bound: Sequence[Any]) -> list[Any]:
        """Every row the statement gives."""
        return form.read(list(self._ask(form.text, bound)))


class Lines:
    """The lines of one engine, one a thread. They are closed when it is disposed of, and opened again when needed."""

    def __init__(self, engine: Engine) -> None:
        """Open nothing yet."""
        self._engine = engine
        self._forms: dict[Statement, Form] = {}
        self._own = threading.local()
        self._open: WeakSet[Line] = WeakSet()
        event.listen(engine, "engine_disposed", self._hang_up)

    def run(self, statement: Statement, values: Mapping[str, Any]) -> list[Any]:
        """Every row of a statement; raises Collision or Unavailable as a session does."""
        dialect = self._engine.dialect
        driver: Any = dialect.loaded_dbapi
        try:
            line = self._line()
            try:
                return self._run(line, statement, values)
            except driver.Error as error:
                if not dialect.is_disconnect(error, line.connection, None):
                    raise
            line.close()
            return self._run(self._line(), statement, values)
        except driver.Error as error:
            if named := _named(error, driver):
                raise named from error
            raise

    def _run(self, line: Line, statement: Statement, values: Mapping[str, Any]) -> list[Any]:
        """Run it once; whoever counts the statements of the engine hears of it."""
        form = self._forms.get(statement)
        if form is None:
            form = self._forms[statement] = compiled(statement, self._engine.dialect)
        bound = form.bind(values)
        heard_by = self._engine.dispatch.before_cursor_execute
        if heard_by:
            heard_by(None, None, form.text, bound, None, False)
        return line.run(form, bound)

    def _line(self) -> Line:
        """The line of this thread, opened when it has none or when the one it had was closed."""
        line: Line | None = getattr(self._own, "line", None)
        if line is None or not line.close.alive:
            line = self._own.line = Line(self._engine)
            self._open.add(line)
        return line

    def _hang_up(self, _engine: Engine) -> None:
        """Close every line; their threads open new ones if they need them."""
        for line in tuple(self._open):
            line.close()


def _named(error: Exception, driver: Any) -> Exception | None:
    """What the database could not do, by the name the rest of the product knows it by, if it has one."""
    if getattr(error, "sqlstate", None) in RETRYABLE:
        return Collision()
    return Unavailable() if isinstance(error, driver.OperationalError) else None
