"""Saved practices on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.support import exam_room, make
from tests.support.clock import HandClock
from webapp.catalog.shelf import Catalog
from webapp.domain.accounts import Account
from webapp.domain.errors import SignedOut
from webapp.domain.exams.conditions import Mode
from webapp.domain.exams.wish import Wish
from webapp.domain.questions import Kind
from webapp.services.work import Work, Workshop
from webapp.store import presets as store

WISH = Wish(
    mode=Mode.CUSTOM,
    count=12,
    minutes=30,
    feedback=True,
    tasks=("T1", "E2"),
    kinds=(Kind.SINGLE, Kind.DROPDOWN),
    difficulties=(4, 5),
    only="missed",
)
PLAIN = Wish(mode=Mode.CUSTOM)


@pytest.fixture
def shelf() -> Catalog:
    return exam_room.shelf()


def kept(work: Work, learner: Account, *names: str, exam: str = "mini") -> None:
    for name in names:
        store.keep(work.session, learner.id, exam, name, PLAIN, at=work.now)


def test_a_practice_comes_back_as_it_was_saved(workshop: Workshop) -> None:
    ada = make.account(workshop)
    with workshop.writing() as work:
        store.keep(work.session, ada.id, "mini", "Before breakfast", WISH, at=work.now)
    with workshop.reading() as work:
        assert store.find(work.session, make.actor(ada), "mini", "Before breakfast") == WISH
        assert store.list_presets(work.session, ada.id, "mini") == (("Before breakfast", WISH),)
        assert store.find(work.session, make.actor(ada), "mini", "before breakfast") is None


def test_saving_under_the_same_name_replaces_it(workshop: Workshop, clock: HandClock) -> None:
    ada = make.account(workshop)
    with workshop.writing() as work:
        kept(work, ada, "A")
    clock.now += timedelta(days=1)
    with workshop.writing() as work:
        store.keep(work.session, ada.id, "mini", "A", WISH, at=work.now)
        assert store.list_presets(work.session, ada.id, "mini") == (("A", WISH),)


def test_they_are_listed_by_name_for_one_learner_and_one_exam(workshop: Workshop) -> None:
    ada, eve = make.account(workshop), make.account(workshop, name="Eve")
    with workshop.writing() as work:
        kept(work, ada, "banana", "Apple", "cherry")
        kept(work, ada, "Elsewhere", exam="midi")
        kept(work, eve, "Eve’s")
        listed = [name for name, _ in store.list_presets(work.session, ada.id, "mini")]
        assert listed == ["Apple", "banana", "cherry"]
        assert sorted(store.claim_names(work.session, ada.id, "mini")) == sorted(listed)
        assert store.find(work.session, make.actor(ada), "mini", "Eve’s") is None


def test_removing_one_leaves_the_others_and_removing_it_again_changes_nothing(workshop: Workshop) -> None:
    ada, eve = make.account(workshop), make.account(workshop, name="Eve")
    with workshop.writing() as work:
        kept(work, ada, "A", "B")
        kept(work, eve, "A")
        for _ in range(2):
            store.remove(work.session, ada.id, "mini", "A")
        assert store.claim_names(work.session, ada.id, "mini") == ("B",)
        assert store.claim_names(work.session, eve.id, "mini") == ("A",)


def test_two_who_save_at_once_wait_for_each_other(workshop: Workshop) -> None:
    ada = make.account(workshop)

    def save(name: str) -> int:
        with workshop.writing() as work:
            taken = store.claim_names(work.session, ada.id, "mini")
            kept(work, ada, name)
            return len(taken)

    counts = exam_room.together(*(lambda name=name: save(name) for name in "ABCD"))
    assert sorted(counts, key=str) == [0, 1, 2, 3]


def test_whoever_is_signed_out_finds_none(workshop: Workshop) -> None:
    older = replace(make.actor(make.account(workshop)), session_version=9)
    with workshop.reading() as work, pytest.raises(SignedOut):
        store.find(work.session, older, "mini", "A")
