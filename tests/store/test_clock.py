"""The database's clock: every machine that asks it has the same instant, and none waits for it long."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from sqlalchemy import Engine, create_engine, event

from tests.support.clock import HandClock
from tests.support.postgres import Server
from tests.support.shelf import SHELF
from webapp.app import clock as machines_clock
from webapp.app import make_workshop
from webapp.settings import Settings
from webapp.store.clock import EVERY, DatabaseClock
from webapp.store.session import make_engine

pytestmark = pytest.mark.postgresql
SOON = timedelta(seconds=1)


@pytest.fixture
def engine(postgres_server: Server) -> Iterator[Engine]:
    """The run's PostgreSQL server."""
    made = make_engine(postgres_server.url())
    yield made
    made.dispose()


def asked(engine: Engine) -> list[str]:
    """The statements that are sent from now on."""
    sent: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *said: sent.append(said[2]))
    return sent


def off(seconds: float) -> Callable[[], datetime]:
    """A machine's clock that is so far off."""
    return lambda: machines_clock() + timedelta(seconds=seconds)


@pytest.mark.parametrize("seconds", [-7200, -90, 0, 90, 7200])
def test_a_machine_whose_clock_is_off_says_the_databases_time(engine: Engine, seconds: float) -> None:
    said = DatabaseClock(engine, off(seconds))()
    assert abs(said - machines_clock()) < SOON
    assert said.tzinfo is UTC


def test_the_database_is_asked_once_a_minute_and_after_a_step_back(engine: Engine) -> None:
    hand, sent = HandClock(), asked(engine)
    clock = DatabaseClock(engine, hand)
    first = clock()
    hand.forward(seconds=59)
    assert clock() - first == timedelta(seconds=59)
    assert len(sent) == 1
    hand.now += EVERY
    assert abs(clock() - machines_clock()) < SOON
    assert len(sent) == 2
    hand.now -= timedelta(hours=1)
    assert abs(clock() - machines_clock()) < SOON
    assert len(sent) == 3


def test_a_clock_that_jumps_an_hour_between_two_askings_is_set_right_at_once(engine: Engine) -> None:
    hand = HandClock()
    clock = DatabaseClock(engine, hand)
    clock()
    hand.forward(hours=1)
    assert abs(clock() - machines_clock()) < SOON


def test_without_a_database_the_last_difference_holds_and_nobody_fails() -> None:
    away = create_engine("postgresql+psycopg://nobody@/none?host=/nonexistent")
    hand = HandClock()
    clock = DatabaseClock(away, hand)
    assert clock() == hand.now
    assert clock() == hand.now


def test_an_answer_that_took_long_is_not_believed_and_the_arrival_counts(engine: Engine) -> None:
    hand = HandClock()
    came = hand.now
    event.listen(engine, "after_cursor_execute", lambda *_: hand.forward(seconds=30))
    assert DatabaseClock(engine, hand)() == came


def test_a_copy_on_postgresql_goes_by_the_databases_clock(
    settings: Settings, postgres_server: Server
) -> None:
    served = replace(settings, database_url=postgres_server.url(), content_dir=SHELF)
    workshop = make_workshop(served, clock=off(90), dice=Random(7))
    assert abs(workshop.now() - machines_clock()) < SOON
    workshop.sessions.engine.dispose()


def test_a_copy_on_sqlite_goes_by_its_machine(settings: Settings) -> None:
    hand = HandClock()
    workshop = make_workshop(replace(settings, content_dir=SHELF), clock=hand, dice=Random(7))
    assert workshop.now() == hand.now
    workshop.sessions.engine.dispose()
