"""Ratings are kept for ever and the last counts; a learner has one target."""

from __future__ import annotations

from tests.support import make
from tests.support.clock import START, HandClock
from tests.support.statements import count_statements
from webapp.domain.progress.gap import Rating, Target, TargetKind
from webapp.services.work import Workshop
from webapp.store import progress as store


def test_without_ratings_and_target_there_is_nothing(workshop: Workshop) -> None:
    ada = make.account(workshop)
    with workshop.reading() as work:
        assert store.list_ratings(work.session, ada.id) == ()
        assert store.find_target(work.session, ada.id) is None


def test_the_last_rating_of_each_competency_comes_back(workshop: Workshop, clock: HandClock) -> None:
    ada, ben = make.account(workshop), make.account(workshop, name="Ben")
    with workshop.writing() as work:
        store.add_rating(work.session, ada.id, Rating("planning", 4, work.now))
        store.add_rating(work.session, ada.id, Rating("delegation", 1, work.now))
        store.add_rating(work.session, ben.id, Rating("planning", 5, work.now))
    later = clock.forward(days=30)
    with workshop.writing() as work:
        store.add_rating(work.session, ada.id, Rating("planning", 2, work.now))
    with workshop.reading() as work, count_statements(workshop.sessions.engine) as statements:
        ratings = store.list_ratings(work.session, ada.id)
    assert ratings == (Rating("delegation", 1, START), Rating("planning", 2, later))
    assert len(statements) == 1


def test_a_rating_sent_twice_in_one_instant_is_one(workshop: Workshop) -> None:
    ada = make.account(workshop)
    with workshop.writing() as work:
        store.add_rating(work.session, ada.id, Rating("planning", 4, work.now))
        store.add_rating(work.session, ada.id, Rating("planning", 3, work.now))
    with workshop.reading() as work:
        assert store.list_ratings(work.session, ada.id) == (Rating("planning", 3, START),)


def test_a_new_target_takes_the_place_of_the_old(workshop: Workshop) -> None:
    ada, ben = make.account(workshop), make.account(workshop, name="Ben")
    with workshop.writing() as work:
        store.keep_target(work.session, ada.id, Target(TargetKind.ROLE, "coordinator"), at=work.now)
        store.keep_target(work.session, ada.id, Target(TargetKind.EXAM, "csm"), at=work.now)
    with workshop.reading() as work:
        assert store.find_target(work.session, ada.id) == Target(TargetKind.EXAM, "csm")
        assert store.find_target(work.session, ben.id) is None
