"""The database's clock, for all machines that share one PostgreSQL.

Deadlines are compared with one instant a request. Where several machines serve, their clocks may be apart, and a
candidate's requests go to any of them: so each asks the database what time it is, about once a minute, and adds the
difference to its own clock in between. When the database does not answer at
once, the last difference holds.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import Engine, func, select
from sqlalchemy.exc import SQLAlchemyError

EVERY = timedelta(minutes=1)
QUICK = timedelta(seconds=1)
NOTABLE = timedelta(seconds=2)

log = logging.getLogger("gantry.clock")


class DatabaseClock:
    """The machine's clock, set by the database's: when first asked, once a minute, and after a step back."""

    def __init__(self, engine: Engine, clock: Callable[[], datetime]) -> None:
        """Keep both clocks; nothing is asked yet."""
        self._engine = engine
        self._clock = clock
        self._apart = timedelta(0)
        self._asked_at: datetime | None = None

    def __call__(self) -> datetime:
        """The present instant by the database (UTC)."""
        own = self._clock()
        if self._asked_at is None or not timedelta(0) <= own - self._asked_at < EVERY:
            self._ask(own)
        return own + self._apart  # `own` is when somebody came, however long the database took to answer

    def _ask(self, before: datetime) -> None:
        """Measure the difference, taking the answer for the middle of the asking."""
        self._asked_at = before
        try:
            with self._engine.connect() as connection:
                said: datetime = connection.execute(select(func.clock_timestamp())).scalar_one()
        except SQLAlchemyError:
            log.exception("the database does not say what time it is")
            return
        took = self._clock() - before
        if not timedelta(0) <= took <= QUICK:
            return  # nobody knows when in that time the database looked at its clock
        self._apart = said - before - took / 2
        if abs(self._apart) > NOTABLE:
            log.warning("this machine's clock is %s s apart from the database's", self._apart.total_seconds())
