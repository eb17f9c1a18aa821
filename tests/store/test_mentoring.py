"""Pairings and notes kept and read back, on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from tests.support import make, pairs
from tests.support.clock import HandClock
from webapp.domain.access import Role
from webapp.domain.errors import Collision, NotFound
from webapp.domain.mentoring import Note, NoteKind, Pairing, PairingState
from webapp.services import accounts
from webapp.services.work import Workshop
from webapp.store import mentoring as store

EMAIL = "amara@example.org"


def test_a_pairing_is_read_as_it_was_kept(workshop: Workshop) -> None:
    mentor = make.account(workshop, role=Role.MENTOR)
    amara = make.account(workshop, name="Amara", email=EMAIL)
    with workshop.writing() as work:
        pairing = Pairing(work.new_id(), mentor.id, EMAIL, work.now)
        store.add_pairing(work.session, pairing)
        assert store.find_live(work.session, mentor.id, EMAIL) == pairing
        accepted = store.claim_invitation(work.session, pairing.id, person=amara.id).accept(
            learner=amara.id, email=EMAIL, at=work.now
        )
        store.keep_pairing(work.session, accepted)
    with workshop.writing() as work:
        assert store.claim_pairing(work.session, pairing.id, person=amara.id) == accepted
        assert store.claim_pairing(work.session, pairing.id, person=mentor.id) == accepted
        assert store.find_live(work.session, mentor.id, EMAIL) == accepted
        ended = accepted.end(by=amara.id, at=work.now)
        store.keep_pairing(work.session, ended)
        assert store.find_live(work.session, mentor.id, EMAIL) is None


def test_one_live_pairing_of_a_mentor_and_an_address(workshop: Workshop) -> None:
    mentor = make.account(workshop, role=Role.MENTOR)
    first = pairs.invite(workshop, mentor, EMAIL)
    with pytest.raises(Collision), workshop.writing() as work:
        store.add_pairing(work.session, Pairing(work.new_id(), mentor.id, EMAIL, work.now))
    pairs.end(workshop, mentor, first)
    assert pairs.invite(workshop, mentor, EMAIL) != first


def test_strangers_find_neither_pairing_nor_invitation(workshop: Workshop) -> None:
    mentor = make.account(workshop, role=Role.MENTOR)
    stranger = make.account(workshop, name="Eve")
    pairing = pairs.invite(workshop, mentor, EMAIL)
    with workshop.writing() as work:
        for missing in (pairing, UUID(int=5)):
            with pytest.raises(NotFound):
                store.claim_pairing(work.session, missing, person=stranger.id)
            with pytest.raises(NotFound):
                store.claim_invitation(work.session, missing, person=stranger.id)
        with pytest.raises(NotFound):
            store.claim_invitation(work.session, pairing, person=mentor.id)


def test_invitations_wait_for_an_address_until_it_has_an_account(
    workshop: Workshop, clock: HandClock
) -> None:
    tomasz = make.account(workshop, name="Tomasz", role=Role.MENTOR)
    renee = make.account(workshop, name="Renee", role=Role.MENTOR)
    first = pairs.invite(workshop, tomasz, EMAIL)
    clock.forward(minutes=5)
    second = pairs.invite(workshop, renee, EMAIL)
    pairs.invite(workshop, renee, "other@example.org")
    amara = make.account(workshop, name="Amara", email=EMAIL)
    with workshop.reading() as work:
        open_ones = store.list_invitations(work.session, amara.id)
    assert [(each.id, each.mentor_name) for each in open_ones] == [(first, "Tomasz"), (second, "Renee")]


def test_a_disabled_mentor_neither_invites_nor_is_reached(workshop: Workshop) -> None:
    school = pairs.school(workshop)
    pairs.invite(workshop, school.tomasz, school.loner.email)
    admin = make.account(workshop, name="Root", role=Role.ADMIN)
    with workshop.writing(make.actor(admin)) as work:
        accounts.disable(work, school.tomasz.id)
    with workshop.reading() as work:
        assert store.list_invitations(work.session, school.loner.id) == ()
        (mentor,) = store.list_mentors(work.session, school.amara.id)
        assert (mentor.id, mentor.reachable) == (school.tomasz.id, False)
        assert store.find_reader(work.session, school.tomasz.id) is None
        assert store.find_name(work.session, school.tomasz.id) == "Tomasz Wieczorek"


def test_somebody_who_is_no_mentor_any_more_is_not_reached(workshop: Workshop) -> None:
    school = pairs.school(workshop)
    admin = make.account(workshop, name="Root", role=Role.ADMIN)
    with workshop.writing(make.actor(admin)) as work:
        accounts.set_role(work, school.tomasz.id, Role.LEARNER)
    with workshop.reading() as work:
        assert [each.reachable for each in store.list_mentors(work.session, school.amara.id)] == [False]


def test_a_learner_is_known_to_their_active_mentor_alone(workshop: Workshop) -> None:
    school = pairs.school(workshop)
    pairs.invite(workshop, school.renee, school.amara.email)
    with workshop.reading() as work:
        learner = store.get_learner(work.session, school.amara.id, mentor=school.tomasz.id)
        assert (learner.name, learner.email) == (school.amara.name, school.amara.email)
        for mentor in (school.renee, school.former, school.amara, school.loner):
            with pytest.raises(NotFound):
                store.get_learner(work.session, school.amara.id, mentor=mentor.id)
        assert [each.id for each in store.list_mentors(work.session, school.amara.id)] == [school.tomasz.id]
        assert store.list_mentors(work.session, school.loner.id) == ()
        reader = store.find_reader(work.session, school.amara.id)
        assert reader is not None
        assert reader.email == school.amara.email


def test_invitations_of_a_day_are_counted_whatever_became_of_them(
    workshop: Workshop, clock: HandClock
) -> None:
    mentor = make.account(workshop, role=Role.MENTOR)
    pairs.end(workshop, mentor, pairs.invite(workshop, mentor, EMAIL))
    clock.forward(hours=2)
    pairs.invite(workshop, mentor, EMAIL)
    with workshop.reading() as work:
        since = work.now - timedelta(hours=1)
        assert store.count_invited(work.session, mentor.id, since=since) == 1
        assert store.count_invited(work.session, mentor.id, since=since - timedelta(hours=2)) == 2
        assert store.count_invited(work.session, UUID(int=5), since=since) == 0


def test_notes_are_a_plans_history_oldest_first(workshop: Workshop, clock: HandClock) -> None:
    school = pairs.school(workshop)
    with workshop.writing() as work:
        plan, author = school.amaras_plan, school.amara
        words = "Line one.\n<b>Line two.</b> \U0001f6a7"
        first = Note(work.new_id(), plan, author.id, author.name, NoteKind.COMMENT, words, work.now)
        second = replace(
            first, id=work.new_id(), kind=NoteKind.SENT, at=work.now + timedelta(minutes=1), goal=UUID(int=7)
        )
        other = replace(first, id=work.new_id(), plan=school.brams_plan)
        for note in (second, first, other):
            store.add_note(work.session, note, learner=author.id)
    with workshop.reading() as work:
        assert store.list_notes(work.session, school.amaras_plan) == (first, second)


def test_a_declined_invitation_is_kept_as_declined(workshop: Workshop) -> None:
    mentor = make.account(workshop, role=Role.MENTOR)
    amara = make.account(workshop, name="Amara", email=EMAIL)
    pairing = pairs.invite(workshop, mentor, EMAIL)
    with workshop.writing() as work:
        store.keep_pairing(
            work.session,
            store.claim_invitation(work.session, pairing, person=amara.id).decline(email=EMAIL, at=work.now),
        )
    with workshop.writing() as work:
        assert store.claim_invitation(work.session, pairing, person=amara.id).state is PairingState.DECLINED
        assert store.list_invitations(work.session, amara.id) == ()
