"""Counted minutes: one statement each, none of them twice, no more than there may be; and entries, each its owner's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from tests.support import make
from tests.support.clock import START
from tests.support.statements import count_statements
from webapp.domain.access import Actor
from webapp.domain.errors import NotFound
from webapp.domain.hours import HoursEntry, LessonSum, Spent, Way, minute_of
from webapp.services.work import Workshop
from webapp.store import hours as store

PATH, OTHER = "ground/first", "ground/second"
NOW = minute_of(START)
TODAY = START.date()


def count(
    workshop: Workshop, actor: Actor, minute: int, operation: int, *, path: str = PATH, most: int = 9
) -> bool:
    with workshop.writing() as work:
        op = UUID(int=operation)
        return store.count(work.session, actor, path, minute, way=Way.READING, operation=op, most=most)


def ada(workshop: Workshop, name: str = "Ada") -> Actor:
    return make.actor(make.account(workshop, name=name))


def spent(workshop: Workshop, actor: Actor) -> Sequence[Spent]:
    with workshop.reading() as work:
        return store.list_spent(work.session, actor.person)


def test_a_minute_is_one_statement_and_counts_once_whatever_is_open_beside_it(workshop: Workshop) -> None:
    actor = ada(workshop)
    with count_statements(workshop.sessions.engine) as statements:
        assert count(workshop, actor, NOW, 1)
    assert len(statements) == 1
    assert not count(workshop, actor, NOW, 2)
    assert not count(workshop, actor, NOW, 3, path=OTHER)
    assert spent(workshop, actor) == (Spent(TODAY, PATH, Way.READING, 1),)


def test_an_operation_counts_once_however_often_it_is_sent(workshop: Workshop) -> None:
    actor = ada(workshop)
    assert count(workshop, actor, NOW, 1)
    assert not count(workshop, actor, NOW + 1, 1)
    with workshop.reading() as work:
        assert store.look_up(work.session, actor.person, PATH, UUID(int=1)) == (1, True)
        assert store.look_up(work.session, actor.person, PATH, UUID(int=2)) == (1, False)
        assert store.look_up(work.session, actor.person, OTHER, UUID(int=1)) == (0, False)


def test_a_lesson_counts_no_more_than_it_may(workshop: Workshop) -> None:
    actor = ada(workshop)
    assert [count(workshop, actor, NOW + n, n, most=2) for n in range(1, 4)] == [True, True, False]
    assert count(workshop, actor, NOW + 3, 3, path=OTHER, most=2)


def test_people_count_each_for_themselves(workshop: Workshop) -> None:
    one, other = ada(workshop), ada(workshop, "Ben")
    assert count(workshop, one, NOW, 1)
    assert count(workshop, other, NOW, 1)
    assert spent(workshop, one) == spent(workshop, other)


def test_a_session_that_has_ended_counts_nothing(workshop: Workshop) -> None:
    actor = ada(workshop)
    assert not count(workshop, replace(actor, session_version=2), NOW, 1)
    assert spent(workshop, actor) == ()


def test_minutes_are_summed_by_day_and_lesson(workshop: Workshop) -> None:
    actor = ada(workshop)
    a_day = 24 * 60
    for operation, (minute, path) in enumerate(
        [(NOW, PATH), (NOW + 1, PATH), (NOW + 2, OTHER), (NOW + a_day, PATH)]
    ):
        assert count(workshop, actor, minute, operation, path=path)
    tomorrow = TODAY + timedelta(days=1)
    lines = spent(workshop, actor)
    assert [(each.day, each.path, each.minutes) for each in lines] == [
        (tomorrow, PATH, 1),
        (TODAY, PATH, 2),
        (TODAY, OTHER, 1),
    ]
    with workshop.reading() as work:
        assert store.list_spent(work.session, actor.person, limit=1) == lines[:1]
        assert store.list_sums(work.session, actor.person) == (
            LessonSum(PATH, TODAY, tomorrow, 3),
            LessonSum(OTHER, TODAY, TODAY, 1),
        )


def test_entries_round_trip_and_are_their_owners_alone(workshop: Workshop) -> None:
    actor, stranger = ada(workshop), ada(workshop, "Ben")
    entry = HoursEntry(
        UUID(int=7), actor.person, "Course", "Chapter", date(2026, 5, 1), 450, "https://x.example"
    )
    later = replace(entry, id=UUID(int=8), day=date(2026, 6, 1))
    with workshop.writing() as work:
        store.add_entry(work.session, entry)
        store.add_entry(work.session, later)
    changed = replace(entry, minutes=60, proof="")
    with workshop.writing() as work:
        assert store.list_entries(work.session, actor.person) == (later, entry)
        store.keep_entry(work.session, changed)
        assert store.get_entry(work.session, entry.id, learner=actor.person) == changed
        assert store.list_entries(work.session, stranger.person) == ()
        store.remove_entry(work.session, later.id, learner=actor.person)
        assert store.list_entries(work.session, actor.person) == (changed,)
    with workshop.writing() as work:
        with pytest.raises(NotFound):
            store.get_entry(work.session, entry.id, learner=stranger.person)
        with pytest.raises(NotFound):
            store.keep_entry(work.session, replace(changed, learner=stranger.person))
        with pytest.raises(NotFound):
            store.remove_entry(work.session, entry.id, learner=stranger.person)
