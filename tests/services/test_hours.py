"""Counting minutes by the server's clock, and the record that comes of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.support import make
from tests.support.clock import START, HandClock
from tests.support.statements import count_statements
from webapp.catalog.shelf import Catalog
from webapp.domain import hours as rules
from webapp.domain.access import Actor
from webapp.domain.errors import BadInput, NotFound, SignedOut
from webapp.domain.exams.outline import Fact
from webapp.domain.hours import Way
from webapp.services import hours, lessons
from webapp.services.hours import EntryDraft, Ledger, Told
from webapp.services.work import Workshop

PLAN = ("basics", "what-a-plan-is")
CHECK = "basics-what-a-plan-is-1"
DRAFT = EntryDraft("A course", "A chapter", date(2026, 11, 1), "7.5", "No. 7")


@pytest.fixture
def ada(workshop: Workshop) -> Actor:
    return make.actor(make.account(workshop))


def report(workshop: Workshop, actor: Actor, operation: int) -> Told:
    with workshop.writing(actor) as work:
        return hours.count_reading(work, *PLAN, UUID(int=operation))


def ledger(workshop: Workshop, actor: Actor) -> Ledger:
    with workshop.reading(actor) as work:
        return hours.open_ledger(work)


def add(workshop: Workshop, actor: Actor, **changed: Any) -> None:
    with workshop.writing(actor) as work:
        hours.add_entry(work, replace(DRAFT, **changed))


def test_a_minute_counts_with_one_statement_and_a_second_one_later(
    workshop: Workshop, clock: HandClock, ada: Actor
) -> None:
    with count_statements(workshop.sessions.engine) as statements:
        assert report(workshop, ada, 1) is Told.COUNTED
    assert len(statements) == 1
    assert report(workshop, ada, 2) is Told.LATER
    clock.forward(seconds=60)
    assert report(workshop, ada, 2) is Told.COUNTED
    assert report(workshop, ada, 2) is Told.COUNTED
    assert ledger(workshop, ada).counted == 2


def test_a_lesson_of_three_minutes_counts_for_six(workshop: Workshop, clock: HandClock, ada: Actor) -> None:
    told = []
    for operation in range(8):
        told.append(report(workshop, ada, operation))
        clock.forward(seconds=60)
    assert told == [Told.COUNTED] * 6 + [Told.ENOUGH] * 2
    assert ledger(workshop, ada).counted == 6


def test_nobody_counts_in_an_ended_session_or_in_no_lesson(workshop: Workshop, ada: Actor) -> None:
    with pytest.raises(SignedOut):
        report(workshop, replace(ada, session_version=7), 1)
    with workshop.writing(ada) as work, pytest.raises(NotFound):
        hours.count_reading(work, "basics", "nowhere", UUID(int=1))
    with workshop.writing(ada) as work, pytest.raises(BadInput):
        hours.count_reading(work, *PLAN, None)
    with workshop.writing(replace(ada, session_version=7)) as work, pytest.raises(SignedOut):
        hours.count_reading(work, *PLAN, None)


def test_an_answered_check_counts_two_minutes_and_none_that_counted(
    workshop: Workshop, clock: HandClock, ada: Actor
) -> None:
    clock.forward(minutes=5)
    report(workshop, ada, 1)
    for _ in range(2):
        with workshop.writing(ada) as work:
            lessons.answer_check(work, *PLAN, CHECK, "a")
    lines = ledger(workshop, ada).lines
    assert {each.way: each.minutes for each in lines} == {Way.READING: 1, Way.CHECK: 1}


def test_the_record_is_three_statements_however_much_is_in_it(
    workshop: Workshop, clock: HandClock, ada: Actor
) -> None:
    for operation in range(5):
        report(workshop, ada, operation)
        clock.forward(hours=20)
        add(workshop, ada, what=f"Course {operation}")
    with count_statements(workshop.sessions.engine) as statements:
        shown = ledger(workshop, ada)
    assert len(statements) == 3
    assert (shown.counted, shown.added) == (5, 5 * 450)
    assert len(shown.lines) == 4


def test_the_page_shows_the_latest_lines_and_the_file_all(
    workshop: Workshop, clock: HandClock, ada: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hours, "LATEST", 1)
    report(workshop, ada, 1)
    clock.forward(hours=24)
    report(workshop, ada, 2)
    add(workshop, ada)
    assert [each.day for each in ledger(workshop, ada).lines] == [START.date() + timedelta(days=1)]
    with workshop.reading(ada) as work:
        rows = hours.make_file(work).splitlines()
    assert len(rows) == 4
    assert "What a plan is" in rows[1]


def test_what_an_exam_asks_stands_beside_what_counts_for_it(
    workshop: Workshop, shelf: Catalog, ada: Actor
) -> None:
    mini, other = shelf.exam("mini"), shelf.exam("round")
    asks = replace(mini.outline, facts=(Fact("It asks 2 hours.", "Press", START.date(), "high", 2),))
    workshop.catalog = replace(shelf, exams=(replace(mini, outlines=(asks,)), other))
    report(workshop, ada, 1)
    add(workshop, ada, hours="0.5")
    [asked] = ledger(workshop, ada).asked
    assert (asked.exam.code, asked.fact.hours, asked.minutes) == ("mini", 2, 31)


def test_entries_are_added_once_changed_and_removed(workshop: Workshop, ada: Actor) -> None:
    add(workshop, ada)
    add(workshop, ada)
    [entry] = ledger(workshop, ada).entries
    assert (entry.what, entry.minutes, entry.learner) == ("A course", 450, ada.person)
    with workshop.writing(ada) as work:
        hours.change_entry(work, entry.id, replace(DRAFT, hours="1"))
        assert hours.open_entry(work, entry.id).minutes == 60
    with workshop.writing(ada) as work:
        hours.remove_entry(work, entry.id)
    assert ledger(workshop, ada).entries == ()


def test_what_is_wrong_with_an_entry_is_told_and_nothing_is_kept(
    workshop: Workshop, ada: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    for changed in ({"hours": "x"}, {"day": date(2027, 1, 1)}, {"what": ""}):
        with pytest.raises(BadInput):
            add(workshop, ada, **changed)
    add(workshop, ada)
    monkeypatch.setattr(rules, "MOST_ENTRIES", 1)
    with pytest.raises(BadInput, match="entries already"):
        add(workshop, ada, what="Another")
    assert len(ledger(workshop, ada).entries) == 1
    with workshop.reading(ada) as work:
        assert hours.room_left(work) == 0


def test_somebody_elses_entry_is_not_there(workshop: Workshop, ada: Actor) -> None:
    add(workshop, ada)
    [entry] = ledger(workshop, ada).entries
    ben = make.actor(make.account(workshop, name="Ben"))
    for act in (hours.open_entry, hours.remove_entry):
        with workshop.writing(ben) as work, pytest.raises(NotFound):
            act(work, entry.id)
    with workshop.writing(ben) as work, pytest.raises(NotFound):
        hours.change_entry(work, entry.id, DRAFT)
