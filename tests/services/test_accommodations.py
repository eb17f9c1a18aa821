"""What is granted to people: who may, how it reaches what runs, and the record."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from random import Random
from uuid import UUID

import pytest

from tests.domain.exams.values import event
from tests.support import exam_room, make, pairs
from tests.support.clock import HandClock
from tests.support.exam_room import look, saves, start
from webapp.catalog.shelf import Catalog
from webapp.domain.access import Actor, Role
from webapp.domain.accounts import Account
from webapp.domain.errors import BadInput, Collision, NotAllowed, NotFound, WrongState
from webapp.domain.exams import clock as exam_clock
from webapp.domain.exams.accommodation import NONE, Accommodation
from webapp.domain.exams.conditions import Mode
from webapp.domain.exams.wish import Wish
from webapp.domain.letters import Letter, Template
from webapp.services import accommodations as service
from webapp.services import endings, exams
from webapp.services.work import Workshop
from webapp.store import accommodations as store
from webapp.store import exams as exam_store
from webapp.store import outbox

SITE = "http://localhost"
HALF_MORE = Accommodation(percent=150)
WHY = "Letter of 3 May."
STUDY = Wish(mode=Mode.STUDY, count=4, minutes=10)


@pytest.fixture
def shelf() -> Catalog:
    return exam_room.shelf()


@pytest.fixture
def ada(workshop: Workshop) -> Account:
    return make.account(workshop)


@pytest.fixture
def mona(workshop: Workshop, ada: Account) -> Account:
    mentor = make.account(workshop, name="Mona", role=Role.MENTOR)
    pairs.pair(workshop, mentor, ada)
    return mentor


@pytest.fixture
def admin(workshop: Workshop) -> Account:
    return make.account(workshop, name="Al", role=Role.ADMIN)


def grant(
    workshop: Workshop, by: Account, to: UUID, granted: Accommodation = HALF_MORE, reason: str = WHY
) -> int:
    """Grant as somebody."""
    with workshop.writing(make.actor(by)) as work:
        return service.grant(work, to, granted, reason, site_url=SITE)


def letters_to(workshop: Workshop, account: Account, template: Template) -> list[Letter]:
    """The letters of a kind that wait for somebody."""
    with workshop.writing() as work:
        due = outbox.claim_due(work.session, at=work.now, limit=50)
    return [each for each in due if (each.to, each.template) == (account.email, template)]


def test_a_mentor_grants_to_their_learner_and_an_admin_to_anybody(
    workshop: Workshop, ada: Account, mona: Account, admin: Account
) -> None:
    grant(workshop, mona, ada.id)
    grant(workshop, admin, ada.id, Accommodation(percent=200), "A second letter.")
    grant(workshop, admin, mona.id)
    with workshop.reading(make.actor(ada)) as work:
        record = service.open_own(work)
    assert record.in_force == Accommodation(percent=200)
    assert [(each.granted.percent, each.by) for each in record.grants] == [(200, "Al"), (150, "Mona")]
    assert record.person == ada


@pytest.mark.parametrize("role", list(Role))
def test_somebody_one_does_not_look_after_is_not_there(workshop: Workshop, ada: Account, role: Role) -> None:
    other = make.account(workshop, name="Other", role=role)
    expected = {Role.MENTOR: NotFound, Role.ADMIN: NotFound}.get(role, NotAllowed)
    target = UUID(int=1) if role is Role.ADMIN else ada.id
    with pytest.raises(expected):
        grant(workshop, other, target)
    with workshop.reading(make.actor(other)) as work, pytest.raises(expected):
        service.open_record(work, target)
    with workshop.reading() as work:
        assert store.list_grants(work.session, ada.id) == ()


def test_a_pairing_that_ended_ends_the_right(workshop: Workshop, ada: Account) -> None:
    mentor = make.account(workshop, name="Past", role=Role.MENTOR)
    pairs.end(workshop, ada, pairs.pair(workshop, mentor, ada))
    with pytest.raises(NotFound):
        grant(workshop, mentor, ada.id)


def test_a_grant_needs_a_reason_and_something_that_can_be_meant(
    workshop: Workshop, ada: Account, mona: Account
) -> None:
    for granted, reason, field in (
        (HALF_MORE, " ", "reason"),
        (Accommodation(percent=301), WHY, "percent"),
        (Accommodation(extra_breaks=-1), WHY, "extra_breaks"),
    ):
        with pytest.raises(BadInput) as refusal:
            grant(workshop, mona, ada.id, granted, reason)
        assert refusal.value.field == field
    assert letters_to(workshop, ada, Template.ACCOMMODATION_GRANTED) == []


def test_the_learner_has_a_letter_that_says_what_and_why(
    workshop: Workshop, ada: Account, mona: Account
) -> None:
    start(workshop, make.actor(ada))
    grant(workshop, mona, ada.id)
    [letter] = letters_to(workshop, ada, Template.ACCOMMODATION_GRANTED)
    said = {name: letter.context[name] for name in ("percent", "reason", "from_name", "reached", "first")}
    assert said == {"percent": 150, "reason": WHY, "from_name": "Mona", "reached": 1, "first": 1}


def test_a_disabled_learner_has_no_letter(workshop: Workshop, admin: Account) -> None:
    gone = make.account(workshop, name="Gone", active=False)
    grant(workshop, admin, gone.id)
    assert letters_to(workshop, gone, Template.ACCOMMODATION_GRANTED) == []


def test_the_same_grant_sent_twice_is_kept_once(workshop: Workshop, ada: Account, mona: Account) -> None:
    for _ in range(2):
        grant(workshop, mona, ada.id)
    with workshop.reading() as work:
        assert len(store.list_grants(work.session, ada.id)) == 1
    assert len(letters_to(workshop, ada, Template.ACCOMMODATION_GRANTED)) == 1
    with pytest.raises(WrongState):
        grant(workshop, mona, ada.id, reason="Another reason for the same.")


def test_a_grant_reaches_every_attempt_that_runs_at_once(
    workshop: Workshop, ada: Account, mona: Account, clock: HandClock
) -> None:
    actor = make.actor(ada)
    rehearsal, study = start(workshop, actor), start(workshop, actor, wish=STUDY)
    clock.forward(minutes=3)
    assert grant(workshop, mona, ada.id) == 2
    for attempt_id in (rehearsal, study):
        attempt = look(workshop, actor, attempt_id)
        assert attempt.deadline == attempt.started_at + timedelta(minutes=15)
        assert attempt.conditions.granted == HALF_MORE
        assert saves(workshop, actor, attempt_id, event(attempt_id.int % 999)).deadline == attempt.deadline


def test_what_is_taken_back_stays_with_the_attempt_that_has_it(
    workshop: Workshop, ada: Account, mona: Account
) -> None:
    grant(workshop, mona, ada.id)
    running = start(workshop, make.actor(ada))
    assert grant(workshop, mona, ada.id, NONE, "No longer asked for.") == 0
    assert look(workshop, make.actor(ada), running).conditions.granted == HALF_MORE
    with workshop.reading(make.actor(ada)) as work:
        assert exams.enter(work, "mini").granted == NONE


def test_practice_that_may_be_untimed_loses_its_clock_and_a_rehearsal_keeps_it(
    workshop: Workshop, ada: Account, mona: Account
) -> None:
    actor = make.actor(ada)
    rehearsal, study = start(workshop, actor), start(workshop, actor, wish=STUDY)
    grant(workshop, mona, ada.id, Accommodation(untimed_practice=True))
    assert look(workshop, actor, rehearsal).timed
    assert look(workshop, actor, study).deadline == exam_clock.NEVER


def test_an_attempt_whose_time_is_over_stays_over_recorded_or_not(
    workshop: Workshop, ada: Account, mona: Account, clock: HandClock
) -> None:
    actor = make.actor(ada)
    unrecorded, recorded = start(workshop, actor), start(workshop, actor, wish=STUDY)
    clock.forward(minutes=10)
    assert grant(workshop, mona, ada.id) == 0
    assert look(workshop, actor, unrecorded).is_over(clock.now)
    clock.forward(minutes=1)
    assert endings.close_expired(workshop) == 2
    assert grant(workshop, mona, ada.id, Accommodation(percent=300), "Another letter.") == 0
    assert look(workshop, actor, recorded).finished


def test_the_attempts_of_others_are_left_alone(workshop: Workshop, ada: Account, mona: Account) -> None:
    eve = make.actor(make.account(workshop, name="Eve"))
    before = look(workshop, eve, start(workshop, eve))
    grant(workshop, mona, ada.id)
    assert look(workshop, eve, before.id) == before


def test_an_attempt_that_was_drawn_before_the_grant_and_started_after_it_is_caught_up_with(
    workshop: Workshop, ada: Account, mona: Account
) -> None:
    actor = make.actor(ada)
    with workshop.reading(actor) as work:
        draft = exams.draw(work, "mini", Wish())
    grant(workshop, mona, ada.id)
    with workshop.writing(actor) as work:
        started = exams.start(work, draft)
    assert look(workshop, actor, started).conditions.granted == NONE
    assert [service.catch_up(workshop) for _ in range(2)] == [1, 0]
    assert look(workshop, actor, started).conditions.granted == HALF_MORE


def test_grants_of_long_ago_are_not_looked_for(
    workshop: Workshop, ada: Account, mona: Account, clock: HandClock
) -> None:
    grant(workshop, mona, ada.id)
    exam_room.seated(workshop, ada.id)
    clock.forward(hours=1)
    assert service.catch_up(workshop) == 0


def test_catching_up_goes_on_when_another_writer_is_in_the_way(
    workshop: Workshop, ada: Account, mona: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    grant(workshop, mona, ada.id)
    exam_room.seated(workshop, ada.id)

    def collide(*_: object) -> None:
        raise Collision

    with monkeypatch.context() as patch:
        patch.setattr(exam_store, "keep", collide)
        assert service.catch_up(workshop) == 0
    assert service.catch_up(workshop) == 1


def test_grants_and_saves_side_by_side_lose_nothing(workshop: Workshop, ada: Account, mona: Account) -> None:
    """Whoever loses a collision tries again, as every route does."""
    actor: Actor = make.actor(ada)
    running = start(workshop, actor)

    def grants(percent: int) -> int:
        for _ in range(20):
            try:
                return grant(workshop, mona, ada.id, Accommodation(percent=percent), f"Letter {percent}.")
            except Collision:
                continue
        raise AssertionError

    saved = [
        partial(saves, workshop, actor, running, event(Random(n).getrandbits(60), n)) for n in range(1, 5)
    ]
    came = exam_room.together(*saved, *(partial(grants, percent) for percent in (120, 160, 140)))
    assert [each for each in came if isinstance(each, Exception)] == []
    attempt = look(workshop, actor, running)
    assert attempt.conditions.granted.percent == 160
    assert attempt.deadline == attempt.started_at + timedelta(minutes=16)
    assert len(attempt.sheet) == 4
