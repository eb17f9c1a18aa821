"""The unit of work: what one request or one command has in its hands.

A Workshop lives as long as the process. It opens a Work for one action: a database session, the catalogue, who asks,
the instant, the dice and the password hasher. A writing commits when its block ends; a reading never changes anything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from random import Random
from uuid import UUID

from sqlalchemy.orm import Session

from webapp.catalog.shelf import Catalog
from webapp.domain.access import VISITOR, Actor
from webapp.services.passwords import Hasher
from webapp.store.session import Sessions


@dataclass(frozen=True)
class Work:
    """Everything one action may use. `now` is the one instant of the whole action (UTC)."""

    session: Session
    catalog: Catalog
    actor: Actor
    now: datetime
    dice: Random
    hasher: Hasher

    def new_id(self) -> UUID:
        """A fresh id: version 7 of RFC 9562, 48 bits of milliseconds and 74 random bits."""
        milliseconds = int(self.now.timestamp() * 1000) & ((1 << 48) - 1)
        value = (
            milliseconds << 80
            | 0x7 << 76
            | self.dice.getrandbits(12) << 64
            | 0b10 << 62
            | self.dice.getrandbits(62)
        )
        return UUID(int=value)

    def new_token(self) -> str:
        """A fresh secret of 256 bits, in hexadecimal."""
        return f"{self.dice.getrandbits(256):064x}"


class Workshop:
    """Opens works over one database and one catalogue, with one clock and one pair of dice."""

    def __init__(
        self,
        sessions: Sessions,
        catalog: Catalog,
        *,
        clock: Callable[[], datetime],
        dice: Random,
        hasher: Hasher | None = None,
    ) -> None:
        """Keep what every work will be handed; `dice` must be cryptographic and `hasher` dear outside tests."""
        self.catalog = catalog
        self.sessions = sessions
        self._clock = clock
        self._dice = dice
        self._hasher = hasher or Hasher()

    def now(self) -> datetime:
        """The present instant, in UTC."""
        return self._clock()

    @contextmanager
    def reading(self, actor: Actor = VISITOR, *, now: datetime | None = None) -> Iterator[Work]:
        """A work that only looks."""
        with self.sessions.reading() as session:
            yield Work(session, self.catalog, actor, now or self._clock(), self._dice, self._hasher)

    @contextmanager
    def writing(self, actor: Actor = VISITOR, *, now: datetime | None = None) -> Iterator[Work]:
        """A work that commits at the end of its block, or changes nothing at all."""
        with self.sessions.writing() as session:
            yield Work(session, self.catalog, actor, now or self._clock(), self._dice, self._hasher)

    @contextmanager
    def single(self, actor: Actor = VISITOR, *, now: datetime | None = None) -> Iterator[Work]:
        """A work whose one statement is a transaction by itself: it is kept as soon as it has returned."""
        with self.sessions.single() as session:
            yield Work(session, self.catalog, actor, now or self._clock(), self._dice, self._hasher)
