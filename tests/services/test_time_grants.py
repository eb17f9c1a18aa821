"""Looking after attempts while they are sat: looking changes nothing, and minutes reach one attempt alone."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from uuid import UUID

import pytest

from tests.domain.exams import values
from tests.domain.exams.values import event
from tests.services.test_accommodations import letters_to
from tests.support import exam_room, make, pairs
from tests.support.clock import HandClock
from tests.support.exam_room import is_refused, look, saves, start, submit
from tests.support.statements import count_statements
from webapp.catalog.shelf import Catalog
from webapp.domain.access import Actor, Role
from webapp.domain.accounts import Account
from webapp.domain.errors import BadInput, Collision, NotAllowed, NotFound, TimeIsUp, WrongState
from webapp.domain.exams.attempt import State
from webapp.domain.exams.conditions import Mode
from webapp.domain.exams.grants import TimeGrant
from webapp.domain.exams.wish import Wish
from webapp.domain.letters import Template
from webapp.services import answers, endings, results
from webapp.services import time_grants as service
from webapp.services.work import Workshop
from webapp.store import exams as exam_store
from webapp.store import time_grants as store

SITE = "http://localhost"
WHY = "The fire alarm."


@pytest.fixture
def shelf() -> Catalog:
    return exam_room.shelf()


@pytest.fixture
def ada(workshop: Workshop) -> Account:
    return make.account(workshop)


@pytest.fixture
def actor(ada: Account) -> Actor:
    return make.actor(ada)


@pytest.fixture
def mona(workshop: Workshop, ada: Account) -> Account:
    mentor = make.account(workshop, name="Mona", role=Role.MENTOR)
    pairs.pair(workshop, mentor, ada)
    return mentor


def add(workshop: Workshop, by: Account, attempt: UUID, minutes: int = 30, reason: str = WHY) -> TimeGrant:
    """Grant minutes as somebody."""
    with workshop.writing(make.actor(by)) as work:
        return service.grant(work, attempt, minutes, reason, site_url=SITE)


def grants_of(workshop: Workshop, attempt: UUID) -> list[tuple[int, bool, str]]:
    """What the record holds of an attempt."""
    with workshop.reading() as work:
        return [
            (each.minutes, each.reopened, each.by) for each in store.list_of_attempt(work.session, attempt)
        ]


def test_minutes_move_the_deadline_of_one_attempt_and_stand_in_the_record(
    workshop: Workshop, ada: Account, actor: Actor, mona: Account
) -> None:
    running, other = start(workshop, actor), start(workshop, actor, "midi")
    before = look(workshop, actor, running)
    add(workshop, mona, running)
    assert look(workshop, actor, running).deadline == before.deadline + timedelta(minutes=30)
    assert look(workshop, actor, other).conditions.extra_minutes == 0
    assert grants_of(workshop, running) == [(30, False, "Mona")]
    [letter] = letters_to(workshop, ada, Template.TIME_GRANTED)
    assert (letter.context["minutes"], letter.context["reopened"], letter.context["reason"]) == (30, 0, WHY)
    assert letter.context["until"] == "22 November 2026, 09:40 UTC"


def test_an_old_tab_learns_of_the_new_deadline_and_cannot_end_the_attempt(
    workshop: Workshop, actor: Actor, mona: Account, clock: HandClock
) -> None:
    """F24: the tab counted down to the old deadline. Its save is taken and answers with the new one."""
    running = start(workshop, actor)
    old = look(workshop, actor, running).deadline
    add(workshop, mona, running, 5)
    clock.now = old + timedelta(seconds=1)
    assert saves(workshop, actor, running, event(1)).deadline == old + timedelta(minutes=5)
    with workshop.reading(actor) as work, pytest.raises(WrongState):
        results.read(work, running)
    assert look(workshop, actor, running).state is State.OPEN


def test_the_sweeper_reads_again_under_the_lock_and_leaves_an_attempt_that_was_given_time(
    workshop: Workshop, actor: Actor, mona: Account, clock: HandClock
) -> None:
    """F25: the sweeper looks while the grant is being written, waits for it, and finds nothing to close."""
    running = start(workshop, actor)
    clock.now = look(workshop, actor, running).deadline - timedelta(seconds=1)
    with workshop.writing(make.actor(mona)) as work:
        service.grant(work, running, 30, WHY, site_url=SITE)
        clock.forward(minutes=1)
        if work.session.get_bind().dialect.name == "postgresql":
            assert endings.close_expired(workshop) == 0
    assert endings.close_expired(workshop) == 0
    assert look(workshop, actor, running).state is State.OPEN


def test_grants_and_sweepers_side_by_side_end_in_one_of_two_whole_states(
    workshop: Workshop, actor: Actor, mona: Account, clock: HandClock
) -> None:
    """F25: whoever comes first, the record says the same as the attempt."""
    running = start(workshop, actor)
    clock.now = look(workshop, actor, running).deadline + timedelta(seconds=5)

    def grants() -> TimeGrant:
        for _ in range(20):
            try:
                return add(workshop, mona, running)
            except Collision:
                continue
        raise AssertionError

    came = exam_room.together(grants, *(partial(endings.close_expired, workshop) for _ in range(3)))
    assert [each for each in came if isinstance(each, Exception)] == []
    attempt = look(workshop, actor, running)
    assert (attempt.state, attempt.deadline) == (State.OPEN, clock.now + timedelta(minutes=30))
    assert grants_of(workshop, running) == [(30, True, "Mona")]


@pytest.mark.parametrize("recorded", [True, False])
def test_an_attempt_that_ran_out_is_opened_again_with_its_answers(
    workshop: Workshop, ada: Account, actor: Actor, mona: Account, clock: HandClock, *, recorded: bool
) -> None:
    """F26: explicitly, with the answers kept and the record written, and the result that was is a past score."""
    running = start(workshop, actor)
    exam_room.answer_all(workshop, actor, running, wrong=1)
    clock.forward(minutes=11)
    assert endings.close_expired(workshop) == 1 if recorded else True
    add(workshop, mona, running, 20)
    attempt = look(workshop, actor, running)
    assert (attempt.state, attempt.outcome, attempt.answered) == (State.OPEN, None, 4)
    assert attempt.deadline == clock.now + timedelta(minutes=20)
    assert grants_of(workshop, running) == [(20, True, "Mona")]
    [letter] = letters_to(workshop, ada, Template.TIME_GRANTED)
    assert letter.context["reopened"] == 1
    item = attempt.item(1)
    saves(workshop, actor, running, event(77, 1, 1, item.key))
    submit(workshop, actor, running)
    with workshop.reading(actor) as work:
        report = results.read(work, running)
    assert report.attempt.outcome
    assert report.attempt.outcome.total.right == 4
    [past] = report.past
    assert (past.total.right, past.total.asked, past.number) == (3, 4, 1)
    assert past.reason == f"Opened again with 20 minutes more: {WHY}"
    assert [each.reopened for each in report.grants] == [True]


def test_one_that_was_handed_in_is_never_opened_again(
    workshop: Workshop, actor: Actor, mona: Account
) -> None:
    running = start(workshop, actor)
    submit(workshop, actor, running)
    with pytest.raises(WrongState):
        add(workshop, mona, running)
    assert grants_of(workshop, running) == []
    assert look(workshop, actor, running).state is State.SUBMITTED


def test_one_without_a_clock_takes_no_minutes(workshop: Workshop, actor: Actor, mona: Account) -> None:
    running = start(workshop, actor, wish=Wish(mode=Mode.STUDY, count=4))
    with pytest.raises(WrongState):
        add(workshop, mona, running)


def test_another_attempt_of_the_same_kind_that_runs_stands_in_the_way(
    workshop: Workshop, actor: Actor, mona: Account, clock: HandClock
) -> None:
    first = start(workshop, actor)
    clock.forward(minutes=11)
    second = start(workshop, actor)
    with pytest.raises(WrongState, match="runs already"):
        add(workshop, mona, first)
    assert grants_of(workshop, first) == []
    assert look(workshop, actor, first).finished
    clock.forward(minutes=11)
    add(workshop, mona, first)
    assert look(workshop, actor, second).state is State.TIMED_OUT
    assert look(workshop, actor, first).state is State.OPEN


def test_an_attempt_of_another_kind_or_exam_does_not_stand_in_the_way(
    workshop: Workshop, actor: Actor, mona: Account, clock: HandClock
) -> None:
    first = start(workshop, actor)
    clock.forward(minutes=11)
    start(workshop, actor, wish=Wish(mode=Mode.STUDY, count=4))
    start(workshop, actor, "midi")
    add(workshop, mona, first)
    assert look(workshop, actor, first).state is State.OPEN


@pytest.mark.parametrize("minutes", [0, 241, -5])
def test_minutes_that_cannot_be_meant_are_refused(
    workshop: Workshop, actor: Actor, mona: Account, minutes: int
) -> None:
    running = start(workshop, actor)
    with pytest.raises(BadInput):
        add(workshop, mona, running, minutes)
    with pytest.raises(BadInput):
        add(workshop, mona, running, reason="")
    assert grants_of(workshop, running) == []


@pytest.mark.parametrize("role", list(Role))
def test_a_strangers_attempt_is_not_there(workshop: Workshop, actor: Actor, role: Role) -> None:
    running = start(workshop, actor)
    other = make.account(workshop, name="Other", role=role)
    expected = {Role.MENTOR: NotFound, Role.ADMIN: NotFound}.get(role, NotAllowed)
    target = UUID(int=1) if role is Role.ADMIN else running
    with pytest.raises(expected):
        add(workshop, other, target)
    with workshop.reading(make.actor(other)) as work, pytest.raises(expected):
        service.look_in(work, target)
    assert look(workshop, actor, running).conditions.extra_minutes == 0


def test_looking_neither_starts_nor_closes_at_the_very_end(
    workshop: Workshop, actor: Actor, mona: Account, clock: HandClock
) -> None:
    """F57."""
    running = start(workshop, actor)
    saves(workshop, actor, running, event(1))
    attempt = look(workshop, actor, running)
    for at in (attempt.started_at, attempt.deadline, attempt.deadline + timedelta(hours=1)):
        clock.now = at
        with workshop.reading(make.actor(mona)) as work:
            seen = service.look_in(work, running)
        assert seen.standing.attempt.state is State.OPEN
        assert seen.standing.attempt.sheet == {}
    with workshop.reading(actor) as work:
        assert exam_store.get(work.session, actor, running) == attempt


def test_saves_that_are_lost_on_purpose_show_for_each_person_within_the_minute(
    workshop: Workshop, actor: Actor, mona: Account, clock: HandClock
) -> None:
    """F70: of saves that never arrived the silence tells, of those that came late the refusals."""
    running = start(workshop, actor)
    saves(workshop, actor, running, event(1))
    clock.forward(minutes=11)
    late = is_refused(workshop, actor, running, event(2, 2))
    assert isinstance(late.reason, TimeIsUp)
    with workshop.reading(make.actor(mona)) as work, count_statements(workshop.sessions.engine) as sent:
        [row] = service.list_running(work).running
    assert (row.log.events, row.log.refused) == (1, 1)
    assert row.log.silence(row.started_at, clock.now) == timedelta(minutes=11)
    assert len(sent) == 1


def test_everybody_who_sits_is_seen_by_an_admin_and_their_learners_by_a_mentor(
    workshop: Workshop, actor: Actor, mona: Account
) -> None:
    admin, eve = make.account(workshop, name="Al", role=Role.ADMIN), make.account(workshop, name="Eve")
    running, eves = start(workshop, actor), start(workshop, make.actor(eve))
    for who, seen in ((admin, {running, eves}), (mona, {running})):
        with workshop.reading(make.actor(who)) as work:
            assert {each.id for each in service.list_running(work).running} == seen
    with workshop.reading(actor) as work, pytest.raises(NotAllowed):
        service.list_running(work)


def test_time_added_in_a_break_waits_for_its_end(
    workshop: Workshop, ada: Account, actor: Actor, mona: Account
) -> None:
    seated = exam_room.seated(workshop, ada.id, values.sectioned())
    with workshop.writing(actor) as work:
        answers.end_section(work, seated.id, 0)
    before = look(workshop, actor, seated.id)
    add(workshop, mona, seated.id)
    after = look(workshop, actor, seated.id)
    assert after.deadline == before.deadline + timedelta(minutes=30)
    [letter] = letters_to(workshop, ada, Template.TIME_GRANTED)
    assert letter.context["until"] == ""


def test_a_disabled_learner_has_no_letter(workshop: Workshop) -> None:
    admin = make.account(workshop, name="Al", role=Role.ADMIN)
    gone = make.account(workshop, name="Gone", active=False)
    add(workshop, admin, exam_room.seated(workshop, gone.id).id)
    assert letters_to(workshop, gone, Template.TIME_GRANTED) == []
