"""Question versions are kept once and for ever."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.domain.exams.values import question
from webapp.catalog.shelf import Catalog
from webapp.domain.questions import Question
from webapp.services.work import Workshop
from webapp.store import questions as store


@pytest.fixture
def bank(shelf: Catalog) -> tuple[Question, ...]:
    return shelf.bank("mini")


def test_a_question_comes_back_exactly_as_it_was_kept(workshop: Workshop, bank: tuple[Question, ...]) -> None:
    with workshop.writing() as work:
        assert store.add_missing(work.session, bank) == 10
    with workshop.reading() as work:
        kept = store.list_versions(work.session, [each.version for each in bank])
    assert kept == {each.version: each for each in bank}


def test_what_is_kept_already_is_not_kept_again_nor_changed(
    workshop: Workshop, bank: tuple[Question, ...]
) -> None:
    with workshop.writing() as work:
        store.add_missing(work.session, bank)
        later = [replace(bank[0], stem="<p>Changed in place</p>"), question(99, "T1")]
        assert store.add_missing(work.session, later) == 1
        assert store.add_missing(work.session, later) == 0
    with workshop.reading() as work:
        assert store.list_versions(work.session, [bank[0].version]) == {bank[0].version: bank[0]}


def test_two_versions_of_one_question_stand_side_by_side(workshop: Workshop) -> None:
    old = question(1, "T1")
    new = replace(old, version="v1-later", stem="<p>Clearer</p>")
    with workshop.writing() as work:
        assert store.add_missing(work.session, [old, new]) == 2
        assert store.list_versions(work.session, [old.version, new.version]) == {
            old.version: old,
            new.version: new,
        }


def test_versions_nobody_kept_are_left_out(workshop: Workshop) -> None:
    with workshop.reading() as work:
        assert store.list_versions(work.session, ["nothing"]) == {}
        assert store.list_versions(work.session, []) == {}
