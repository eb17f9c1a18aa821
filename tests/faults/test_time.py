"""Faults of time: one deadline, by the server's clock, which is never early, never in the way, and never twice."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from random import Random
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.domain.exams import values
from tests.faults import rig
from tests.faults.candidate import Candidate
from tests.faults.invariants import Witness, hold
from tests.support import exam_room, make
from tests.support.clock import HandClock
from tests.support.exam_room import is_refused, look, saves, start, submit
from tests.support.make import HASHER
from webapp.app import clock as machines_clock
from webapp.app import create_app
from webapp.domain.access import Actor
from webapp.domain.errors import AttemptClosed, TimeIsUp
from webapp.domain.exams import clock as exam_clock
from webapp.domain.exams import timetable
from webapp.domain.exams.accommodation import Accommodation
from webapp.domain.exams.attempt import State
from webapp.domain.exams.conditions import Mode, rehearse
from webapp.domain.exams.sheet import AnswerEvent
from webapp.domain.exams.wish import Wish
from webapp.domain.questions import Kind
from webapp.services import answers, endings, exams, results
from webapp.services.work import Workshop
from webapp.settings import Settings
from webapp.store.clock import DatabaseClock


def runs_out(workshop: Workshop, actor: Actor, clock: HandClock) -> Witness:
    """An attempt with one answer whose time has run out, grace and all; nobody has recorded it."""
    attempt_id = start(workshop, actor, rig.EXAM)
    seen = Witness(actor, attempt_id, clock.now)
    item = look(workshop, actor, attempt_id).item(1)
    event = AnswerEvent(values.event(1).id, 1, 0, item.key.partition(";")[0])
    seen.hears(event, saves(workshop, actor, attempt_id, event), clock.now)
    clock.now = look(workshop, actor, attempt_id).deadline + exam_clock.GRACE
    seen.latest = clock.now
    return seen


# F27


def test_a_limit_that_is_changed_minutes_before_the_start_is_the_same_for_everybody_after_it(
    app: Flask, workshop: Workshop, clock: HandClock
) -> None:
    early, late = (Candidate(app, workshop, make.account(workshop, name=name)) for name in ("Ada", "Bea"))
    early.starts()
    early.visitor.opens(f"/exams/{rig.EXAM}").sees("20 minutes")
    exam = workshop.catalog.exam(rig.EXAM)
    longer = replace(exam, outlines=(replace(exam.outline, minutes=30),))
    workshop.catalog = replace(workshop.catalog, exams=(longer,))
    clock.forward(minutes=1)
    late.visitor.opens(f"/exams/{rig.EXAM}").sees("30 minutes")
    late.starts()
    assert late.asks()["left"] == 30 * 60_000
    assert early.asks()["left"] == 19 * 60_000


# F28, F29


@pytest.mark.parametrize("granted", [Accommodation(), Accommodation(percent=150)])
def test_an_attempt_begun_in_the_last_minute_of_an_outline_has_its_whole_time(
    workshop: Workshop, actor: Actor, clock: HandClock, granted: Accommodation
) -> None:
    """There is no window that closes over a candidate; the last day of an outline is the nearest thing to one."""
    exam = workshop.catalog.exam(rig.EXAM)
    last, first = date(2026, 11, 22), date(2026, 11, 23)
    outlines = (
        replace(exam.outline, edition="old", valid_to=last),
        replace(exam.outline, edition="new", valid_from=first, minutes=10),
    )
    workshop.catalog = replace(workshop.catalog, exams=(replace(exam, outlines=outlines),))
    exam_room.grant(workshop, actor.person, granted)
    clock.now = datetime(2026, 11, 22, 23, 59, tzinfo=UTC)
    attempt_id = start(workshop, actor, rig.EXAM)
    attempt = look(workshop, actor, attempt_id)
    assert attempt.edition == "old"
    assert attempt.deadline - attempt.started_at == timedelta(minutes=granted.minutes(rig.MINUTES))
    clock.now = attempt.deadline - timedelta(seconds=1)
    submit(workshop, actor, attempt_id)
    assert look(workshop, actor, attempt_id).state is State.SUBMITTED


# F30


@settings(max_examples=40)
@given(
    start_at=st.datetimes(datetime(2024, 1, 1), datetime(2032, 1, 1)),  # noqa: DTZ001 - the zone follows
    zone=st.sampled_from(
        ["UTC", "Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Pacific/Kiritimati"]
    ),
    minutes=st.integers(1, 600),
    short=st.timedeltas(timedelta(microseconds=1), timedelta(hours=9)),
)
def test_whatever_zone_the_clock_speaks_in_no_attempt_is_over_before_its_deadline(
    start_at: datetime, zone: str, minutes: int, short: timedelta
) -> None:
    began = start_at.replace(tzinfo=ZoneInfo(zone))
    attempt = timetable.open_attempt(
        id=values.event(1).id,
        learner=values.LEARNER,
        exam="mini",
        outline=values.outline(minutes=minutes),
        form=values.form("a"),
        conditions=rehearse(values.outline(minutes=minutes)),
        seed=1,
        at=began.astimezone(UTC),
    )
    before = attempt.deadline - min(short, timedelta(minutes=minutes))
    assert attempt.settle(before.astimezone(ZoneInfo(zone))) is attempt
    assert attempt.settle(attempt.deadline.astimezone(ZoneInfo(zone))).state is State.TIMED_OUT


@pytest.fixture
def zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[ZoneInfo]:
    """A machine that is set to a zone of its own."""
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield ZoneInfo(request.param)
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize("zone", ["America/New_York", "Asia/Kathmandu", "Pacific/Kiritimati"], indirect=True)
def test_a_server_that_is_set_to_another_zone_closes_nothing_early(
    workshop: Workshop, actor: Actor, clock: HandClock, zone: ZoneInfo
) -> None:
    assert machines_clock().tzinfo is UTC
    attempt_id = start(workshop, actor, rig.EXAM)
    deadline = look(workshop, actor, attempt_id).deadline
    assert deadline == clock.now + timedelta(minutes=rig.MINUTES)
    clock.now = deadline - timedelta(seconds=1)
    assert endings.close_expired(workshop) == 0
    clock.now = deadline + exam_clock.GRACE
    assert endings.close_expired(workshop) == 1
    assert look(workshop, actor, attempt_id).finished_at == deadline


# F31


@pytest.mark.parametrize(
    ("zone", "local"),
    [
        ("Europe/Berlin", "2026-03-29 01:30"),  # half an hour before 2:00 becomes 3:00
        ("Europe/Berlin", "2026-10-25 01:30"),  # before the hour that comes twice
        ("Europe/Berlin", "2026-10-25 02:30"),  # in it
        ("America/New_York", "2026-03-08 01:30"),
        ("America/New_York", "2026-11-01 00:30"),
    ],
    indirect=["zone"],
)
def test_an_exam_over_the_change_of_the_clocks_is_as_long_as_any_other(
    workshop: Workshop, actor: Actor, clock: HandClock, zone: ZoneInfo, local: str
) -> None:
    """230 minutes stay 230 minutes: only instants in UTC are reckoned with, and no local time is ever entered."""
    clock.now = began = datetime.fromisoformat(local).replace(tzinfo=zone).astimezone(UTC)
    conditions = rehearse(values.outline(minutes=230))
    attempt_id = exam_room.seated(workshop, actor.person, conditions=conditions, exam=rig.EXAM).id
    clock.now = began + timedelta(minutes=229, seconds=59)
    assert look(workshop, actor, attempt_id).remaining(clock.now) == timedelta(seconds=1)
    saves(workshop, actor, attempt_id, values.event(1))
    clock.now = began + timedelta(minutes=230, seconds=5)
    assert isinstance(is_refused(workshop, actor, attempt_id, values.event(2, 1, 1)).reason, TimeIsUp)


# F32


def test_whoever_comes_back_late_from_a_break_after_a_restart_finds_the_section_locked_and_goes_on(
    candidate: Candidate, settings: Settings, workshop: Workshop, clock: HandClock
) -> None:
    attempt = candidate.attempt
    candidate.saves(1)
    with workshop.writing(candidate.actor) as work:
        answers.end_section(work, attempt.id, 0)
    clock.forward(minutes=25)
    again = candidate.sits_down_at(create_app(settings, workshop))
    page = again.visitor.opens(again.url("questions/1"))
    assert page.path == again.url("break")
    again.visitor.posts(again.url("resume"), status=200)
    assert candidate.attempt.remaining(clock.now) == timedelta(minutes=20 - 15)
    assert again.saves(1, seen=1).get_json()["error"] == "SectionLocked"
    assert again.saves(attempt.form.sections[1].first).status_code == 200
    hold(workshop, Witness(candidate.actor, attempt.id, clock.now))


# F35, F36, F37, F38, F39


def test_with_the_sweeper_away_the_first_look_already_says_that_the_time_is_over(
    candidate: Candidate, workshop: Workshop, clock: HandClock
) -> None:
    candidate.saves(1)
    deadline = candidate.attempt.deadline
    clock.now = deadline + timedelta(hours=1)
    said = candidate.asks()
    assert (said["over"], said["left"]) == (True, 0)
    assert candidate.opens(2).path == candidate.url("result")
    assert candidate.attempt.state is State.OPEN
    endings.close_expired(workshop)
    assert (candidate.attempt.state, candidate.attempt.finished_at) == (State.TIMED_OUT, deadline)


def test_whoever_reloads_at_zero_or_comes_back_later_gets_the_result_and_may_sit_again(
    candidate: Candidate, clock: HandClock
) -> None:
    clock.now = candidate.attempt.deadline
    for tail in ("questions/1", "overview", "break"):
        assert candidate.visitor.opens(candidate.url(tail)).path == candidate.url("result")
    clock.forward(days=2)
    assert candidate.opens(1).path == candidate.url("result")
    refused = candidate.saves(1)
    assert (refused.status_code, refused.get_json()["error"]) == (410, "TimeIsUp")
    first = candidate.attempt_id
    candidate.starts()
    assert candidate.attempt_id != first


def test_time_that_runs_out_on_half_an_answer_closes_without_complaint(
    workshop: Workshop, actor: Actor, clock: HandClock
) -> None:
    """One of two options, one of two entries: nothing has to be complete for the exam to end."""
    wish = Wish(mode=Mode.CUSTOM, count=len(rig.bank()), minutes=10)
    attempt = look(workshop, actor, start(workshop, actor, rig.EXAM, wish))
    halves = {Kind.MULTIPLE: "a", Kind.MATCHING: "a-", Kind.DROPDOWN: "-b"}
    given = {position: halves[item.kind] for position, item in attempt.form.numbered() if item.kind in halves}
    assert len(set(given.values())) == 3
    for position, half in given.items():
        saves(workshop, actor, attempt.id, values.event(position, position, 0, half))
    clock.now = attempt.deadline + timedelta(hours=1)
    assert endings.close_expired(workshop) == 1
    truth = hold(workshop, Witness(actor, attempt.id, clock.now))
    assert truth.attempt.outcome is not None
    assert (truth.attempt.outcome.answered, truth.attempt.outcome.total.right) == (0, 0)


def test_time_that_runs_out_in_the_last_section_closes_the_exam(
    workshop: Workshop, actor: Actor, clock: HandClock
) -> None:
    attempt_id = start(workshop, actor, rig.EXAM)
    for section in (0, 1):
        with workshop.writing(actor) as work:
            answers.end_section(work, attempt_id, section)
            answers.resume(work, attempt_id)
    attempt = look(workshop, actor, attempt_id)
    assert attempt.section == 2
    clock.now = attempt.deadline + exam_clock.GRACE
    assert endings.close_expired(workshop) == 1
    with workshop.reading(actor) as work:
        assert results.read(work, attempt_id).attempt.state is State.TIMED_OUT


# F40


@pytest.fixture
def nodes(workshop: Workshop, clock: HandClock) -> tuple[Workshop, Workshop]:
    """Two nodes whose own clocks are ninety seconds apart, over one database."""
    engine = workshop.sessions.engine
    clocks = (machines_clock, lambda: machines_clock() + timedelta(seconds=90))
    if engine.dialect.name == "sqlite":  # one file is one machine: both have its clock
        clocks = (clock, clock)
    told = (each if engine.dialect.name == "sqlite" else DatabaseClock(engine, each) for each in clocks)
    one, two = (
        Workshop(workshop.sessions, workshop.catalog, clock=each, dice=Random(n), hasher=HASHER)
        for n, each in enumerate(told)
    )
    return one, two


def test_two_nodes_ninety_seconds_apart_show_the_same_time_left(
    nodes: tuple[Workshop, Workshop], actor: Actor
) -> None:
    attempt_id = start(nodes[0], actor, rig.EXAM)
    left = []
    for turn in range(20):
        with nodes[turn % 2].reading(actor) as work:
            left.append(exams.look_over(work, attempt_id)[1].remaining(work.now))
    assert all(later <= earlier + timedelta(seconds=0.2) for earlier, later in pairwise(left))
    assert timedelta(minutes=rig.MINUTES) - left[-1] < timedelta(seconds=30)


# F34, F41


def test_a_clock_that_steps_back_gives_no_negative_time_and_no_second_ending(
    workshop: Workshop, actor: Actor, clock: HandClock
) -> None:
    seen = runs_out(workshop, actor, clock)
    assert endings.close_expired(workshop) == 1
    ended = look(workshop, actor, seen.attempt_id)
    for _ in range(3):
        clock.forward(seconds=-5)
        hold(workshop, seen)
        assert endings.close_expired(workshop) == 0
        submit(workshop, actor, seen.attempt_id)
        late = is_refused(workshop, actor, seen.attempt_id, values.event(99, 2))
        assert isinstance(late.reason, AttemptClosed)
    assert look(workshop, actor, seen.attempt_id) == ended


def test_a_clock_that_steps_back_before_the_start_takes_nothing_away(
    workshop: Workshop, actor: Actor, clock: HandClock
) -> None:
    attempt_id = start(workshop, actor, rig.EXAM)
    clock.forward(seconds=-5)
    attempt = look(workshop, actor, attempt_id)
    assert timetable.time_used(attempt, clock.now) == timedelta(0)
    assert attempt.remaining(clock.now) >= timedelta(minutes=rig.MINUTES)
    hold(workshop, Witness(actor, attempt_id, clock.now))
