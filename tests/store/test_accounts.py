"""Accounts, failures and reset tokens, kept and found again."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from tests.support import make
from tests.support.clock import START
from webapp.domain.access import Actor, Role
from webapp.domain.accounts import Account, Failures
from webapp.domain.errors import Collision, NotFound, SignedOut
from webapp.services.work import Workshop
from webapp.store import accounts as store

ADA = Account(UUID(int=1), "ada@example.org", "Ada", Role.LEARNER, True, 1, START)
DIGEST = "a" * 64


def test_an_account_comes_back_as_it_was_kept(workshop: Workshop) -> None:
    with workshop.writing() as work:
        store.add(work.session, ADA, password_hash="$argon2id$")
    with workshop.reading() as work:
        assert store.get(work.session, ADA.id) == ADA
        assert store.find_by_email(work.session, "ada@example.org") == ADA
        assert store.find_password_hash(work.session, ADA.id) == "$argon2id$"


def test_what_is_not_there_is_not_found(workshop: Workshop) -> None:
    with workshop.writing() as work:
        assert store.find_by_email(work.session, "ada@example.org") is None
        assert store.find_password_hash(work.session, ADA.id) == ""
        for ask in (store.get, store.claim):
            with pytest.raises(NotFound):
                ask(work.session, ADA.id)


def test_an_address_taken_meanwhile_asks_for_the_work_to_be_done_again(workshop: Workshop) -> None:
    with workshop.writing() as work:
        store.add(work.session, ADA, password_hash="")
    with pytest.raises(Collision), workshop.writing() as work:
        store.add(work.session, replace(ADA, id=UUID(int=2)), password_hash="")


def test_what_may_change_changes_and_the_rest_stays(workshop: Workshop) -> None:
    changed = ADA.rename("Ada King").take_role(Role.ADMIN).disable()
    with workshop.writing() as work:
        store.add(work.session, ADA, password_hash="old")
        store.add(work.session, replace(ADA, id=UUID(int=2), email="eve@example.org"), password_hash="hers")
        assert store.claim(work.session, ADA.id) == ADA
        store.keep(work.session, replace(changed, email="other@example.org"))
        store.keep_password_hash(work.session, ADA.id, "new")
        assert store.claim(work.session, ADA.id) == changed
    with workshop.reading() as work:
        assert store.get(work.session, ADA.id) == changed
        assert store.find_password_hash(work.session, ADA.id) == "new"
        assert store.get(work.session, UUID(int=2)).name == "Ada"
        assert store.find_password_hash(work.session, UUID(int=2)) == "hers"


@pytest.mark.parametrize(
    "actor",
    [
        Actor(ADA.id, Role.LEARNER, 2),
        Actor(ADA.id, Role.MENTOR, 1),
        Actor(ADA.id, None, 1),
        Actor(UUID(int=9), Role.LEARNER, 1),
    ],
)
def test_a_session_of_another_version_role_or_person_does_not_stand(workshop: Workshop, actor: Actor) -> None:
    with workshop.writing() as work:
        store.add(work.session, ADA, password_hash="")
        store.require_standing(work.session, make.actor(ADA))
        with pytest.raises(SignedOut):
            store.require_standing(work.session, actor)


def test_a_disabled_account_has_no_standing(workshop: Workshop) -> None:
    with workshop.writing() as work:
        store.add(work.session, replace(ADA, active=False), password_hash="")
        with pytest.raises(SignedOut):
            store.require_standing(work.session, make.actor(ADA))


def test_people_are_listed_by_name_whatever_its_case_and_found_by_a_part(workshop: Workshop) -> None:
    with workshop.writing() as work:
        for name, email in (
            ("zoë", "z@one.org"),
            ("Bo", "b@two.org"),
            ("ada", "a@one.org"),
            ("100%", "p_q@x.org"),
        ):
            make.account(work, name=name, email=email)

        def listed(like: str = "", limit: int = 9) -> list[str]:
            return [each.name for each in store.list_people(work.session, like=like, limit=limit)]

        assert listed() == ["100%", "ada", "Bo", "zoë"]
        assert listed(limit=2) == ["100%", "ada"]
        assert listed("ONE.org") == ["ada", "zoë"]
        assert listed("aD") == ["ada"]
        assert listed("%") == ["100%"]
        assert listed("_") == ["100%"]
        assert listed("nobody") == []


def test_only_active_admins_count(workshop: Workshop) -> None:
    with workshop.writing() as work:
        make.account(work, name="Ada", role=Role.ADMIN)
        make.account(work, name="Bo", role=Role.ADMIN)
        make.account(work, name="Cy", role=Role.ADMIN, active=False)
        make.account(work, name="Di", role=Role.MENTOR)
        assert store.claim_admins(work.session) == 2


def test_failures_count_up_and_are_forgotten(workshop: Workshop) -> None:
    with workshop.writing() as work:
        assert store.find_failures(work.session, DIGEST) == Failures()
        assert store.claim_failures(work.session, DIGEST, at=START) == Failures()
        store.keep_failure(work.session, DIGEST, at=START)
        later = START + timedelta(minutes=1)
        assert store.claim_failures(work.session, DIGEST, at=later) == Failures(1, START)
        store.keep_failure(work.session, DIGEST, at=later)
    with workshop.writing() as work:
        assert store.find_failures(work.session, DIGEST) == Failures(2, later)
        store.remove_failures(work.session, DIGEST)
        assert store.claim_failures(work.session, DIGEST, at=START) == Failures()


def test_old_failures_are_swept_and_young_ones_stay(workshop: Workshop) -> None:
    with workshop.writing() as work:
        for digest, at in (("old", START), ("young", START + timedelta(hours=1))):
            store.claim_failures(work.session, digest, at=at)
            store.keep_failure(work.session, digest, at=at)
        store.remove_old_failures(work.session, before=START + timedelta(minutes=1))
    with workshop.reading() as work:
        assert store.find_failures(work.session, "old").count == 0
        assert store.find_failures(work.session, "young").count == 1


def test_a_token_opens_its_account_until_it_expires(workshop: Workshop) -> None:
    end = START + timedelta(hours=1)
    with workshop.writing() as work:
        store.add(work.session, ADA, password_hash="")
        store.add_token(work.session, DIGEST, ADA.id, expires_at=end)
        for find in (store.find_token, store.claim_token):
            assert find(work.session, DIGEST, at=end - timedelta(seconds=1)) == ADA
            assert find(work.session, DIGEST, at=end) is None
            assert find(work.session, "b" * 64, at=START) is None


def test_a_disabled_account_has_no_token(workshop: Workshop) -> None:
    with workshop.writing() as work:
        store.add(work.session, replace(ADA, active=False), password_hash="")
        store.add_token(work.session, DIGEST, ADA.id, expires_at=START + timedelta(hours=1))
        assert store.find_token(work.session, DIGEST, at=START) is None


def test_tokens_are_removed_by_account_and_by_age(workshop: Workshop) -> None:
    eve = replace(ADA, id=UUID(int=2), email="eve@example.org")
    soon, late = START + timedelta(minutes=1), START + timedelta(hours=1)
    with workshop.writing() as work:
        for account in (ADA, eve):
            store.add(work.session, account, password_hash="")
            store.add_token(work.session, f"{account.email}-1", account.id, expires_at=soon)
            store.add_token(work.session, f"{account.email}-2", account.id, expires_at=late)
        store.remove_tokens(work.session, ADA.id)
        store.remove_old_tokens(work.session, at=soon)
        kept = [
            name
            for name in ("ada@example.org-1", "ada@example.org-2", "eve@example.org-1", "eve@example.org-2")
            if store.find_token(work.session, name, at=START)
        ]
    assert kept == ["eve@example.org-2"]
