"""Mishaps made on purpose: a process that dies at a named point, a database that refuses, stalls or is full."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from random import Random
from threading import Semaphore
from typing import Any

from sqlalchemy import Engine, create_engine, event, text

from tests.support.clock import HandClock
from webapp.catalog.shelf import Catalog
from webapp.services.work import Workshop
from webapp.store.session import Sessions, make_engine

WRITTEN = ("answer_event", "attempt", "exposure")
REFUSING = """
CREATE OR REPLACE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF nextval('refusals') BETWEEN {first} AND {last} THEN
        RAISE EXCEPTION 'refused on purpose' USING ERRCODE = '{code}';
    END IF;
    RETURN NULL;
END $$
"""


def dies(url: str, shelf: Catalog, clock: HandClock, act: Callable[[Workshop], None], point: int) -> bool:
    """Do something in a process of its own that is killed before its statement number `point`; whether it came so far.

    Commits count as statements, and the last point is after everything has been committed.
    """
    child = os.fork()
    if child == 0:
        _act_and_die(url, shelf, clock, act, point)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        assert os.WTERMSIG(status) == signal.SIGKILL
        return True
    assert os.WEXITSTATUS(status) == 0, "the process failed before it could be killed"
    return False


def _act_and_die(
    url: str, shelf: Catalog, clock: HandClock, act: Callable[[Workshop], None], point: int
) -> None:
    """In the child: count, and die; it never returns."""
    code = 1
    try:
        engine, steps = make_engine(url), count(1)

        def step(*_: Any) -> None:
            if next(steps) == point:
                os.kill(os.getpid(), signal.SIGKILL)

        event.listen(engine, "before_cursor_execute", step)
        event.listen(engine, "commit", step)
        act(Workshop(Sessions(engine), shelf, clock=clock, dice=Random(99)))
        step()
        code = 0
    finally:
        os._exit(code)


class Gone(Exception):
    """The process is gone, and nobody hears of it any more."""


@contextmanager
def going(engine: Engine, point: int | None) -> Iterator[None]:
    """Let a process of this engine be gone before its statement number `point`, or in its first commit for None.

    Its connection breaks off where it would be rolled back: the process itself does no such thing any more. This is
    `dies` without the dear processes, for tests that do it hundreds of times.
    """
    steps = count(1)

    def step(*_: Any) -> None:
        if point is None or next(steps) == point:
            raise Gone

    def break_off(connection: Any) -> None:
        connection.invalidate()

    heard = (("commit" if point is None else "before_cursor_execute", step), ("rollback", break_off))
    for name, listener in heard:
        event.listen(engine, name, listener)
    try:
        yield
    finally:
        for name, listener in heard:
            event.remove(engine, name, listener)


@contextmanager
def refusing(
    engine: Engine, code: str, *, first: int, last: int, at_commit: bool = False
) -> Iterator[Callable[[], int]]:
    """Let PostgreSQL itself refuse the writing statements of an exam from number `first` to number `last`.

    What is yielded says how many of them it has refused so far.
    """

    def times() -> int:
        with engine.connect() as connection:
            met = connection.execute(text("SELECT last_value, is_called FROM refusals")).one()
        return max(0, min(met.last_value, last) - first + 1) if met.is_called else 0

    with engine.begin() as connection:
        connection.execute(text("CREATE SEQUENCE refusals"))
        connection.execute(text(REFUSING.format(code=code, first=first, last=last)))
        for table in WRITTEN:
            when = (
                f"CREATE CONSTRAINT TRIGGER refuse AFTER INSERT OR UPDATE ON {table} "
                "DEFERRABLE INITIALLY DEFERRED FOR EACH ROW"
                if at_commit
                else f"CREATE TRIGGER refuse AFTER INSERT OR UPDATE ON {table} FOR EACH STATEMENT"
            )
            connection.execute(text(f"{when} EXECUTE FUNCTION refuse()"))
    try:
        yield times
    finally:
        with engine.begin() as connection:
            connection.execute(text("DROP FUNCTION refuse CASCADE"))
            connection.execute(text("DROP SEQUENCE refusals"))


@contextmanager
def stalled(url: str) -> Iterator[None]:
    """Hold what every save and every closing needs, as long as the block lasts."""
    engine = create_engine(url)
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        else:
            connection.exec_driver_sql("LOCK TABLE attempt IN EXCLUSIVE MODE")
        yield
        connection.rollback()
    engine.dispose()


@contextmanager
def full(engine: Engine) -> Iterator[None]:
    """Let a SQLite database not grow by one page more, as on a disk that is full."""

    def limit(connection: Any, _record: Any) -> None:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count={pages}")

    event.listen(engine, "connect", limit)
    engine.dispose()
    try:
        yield
    finally:
        event.remove(engine, "connect", limit)
        engine.dispose()


@contextmanager
def impatient(engine: Engine) -> Iterator[None]:
    """Let a SQLite engine wait for no lock, so that a test need not wait for one either."""

    def hurry(connection: Any, _record: Any) -> None:
        connection.execute("PRAGMA busy_timeout=0")

    event.listen(engine, "connect", hurry)
    engine.dispose()
    try:
        yield
    finally:
        event.remove(engine, "connect", hurry)
        engine.dispose()


class WatchedClock(HandClock):
    """A hand clock that lets a test wait until so many have looked at it."""

    def __init__(self, clock: HandClock) -> None:
        """Stand where another one stands."""
        super().__init__(clock.now)
        self._looks = Semaphore(0)

    def __call__(self) -> Any:
        """The present instant; somebody has looked."""
        now = super().__call__()
        self._looks.release()
        return now

    def forgets(self) -> None:
        """Count from here."""
        self._looks = Semaphore(0)

    def waits_for(self, looks: int) -> None:
        """Come back when so many have looked."""
        for _ in range(looks):
            assert self._looks.acquire(timeout=60), "nobody looks at the clock"
