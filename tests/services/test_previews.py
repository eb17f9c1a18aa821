"""Previews of question files: what the content check would say, what is near, and nothing kept."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from tests.support.shelf import SHELF
from tests.support.spoiling import P1
from webapp.services import previews
from webapp.services.work import Workshop
from webapp.store.questions import VERSION

pytestmark = pytest.mark.sqlite_alone
TEXT = (SHELF / P1).read_text(encoding="utf-8")


def test_a_changed_question_is_shown_beside_what_is_near_to_it(workshop: Workshop) -> None:
    text = TEXT.replace("mini-p1-001", "mini-p1-080", 1)
    with workshop.reading() as work:
        found = previews.preview(work, text.encode(), "p1.yaml")
    assert found.faults == ()
    near = found.nearest["mini-p1-080"][0]
    assert (near.question.id, near.overlap) == ("mini-p1-001", 1.0)
    assert near.overlap >= found.limit
    assert "mini-p1-080" not in found.in_bank
    assert "mini-p1-002" in found.in_bank


def test_a_question_is_not_near_to_the_version_it_replaces(workshop: Workshop) -> None:
    with workshop.reading() as work:
        found = previews.preview(work, TEXT.encode(), "p1.yaml")
    assert all(near.question.id != name for name, listed in found.nearest.items() for near in listed)


def test_two_questions_of_one_file_are_compared_with_each_other(workshop: Workshop) -> None:
    first = TEXT[: TEXT.index("- id: mini-p1-002")].replace("mini-p1-001", "mini-p1-081")
    text = first + first.replace("081", "082")
    with workshop.reading() as work:
        found = previews.preview(work, text.encode(), "p1.yaml")
    assert "mini-p1-082" in [near.question.id for near in found.nearest["mini-p1-081"]]


def test_nothing_of_a_preview_is_kept(workshop: Workshop) -> None:
    with workshop.reading() as work:
        previews.preview(work, TEXT.encode(), "p1.yaml")
    with workshop.reading() as work:
        assert work.session.scalar(select(func.count()).select_from(VERSION)) == 0


def test_faults_come_with_their_lines(workshop: Workshop) -> None:
    with workshop.reading() as work:
        found = previews.preview(work, TEXT.replace("difficulty: 1", "difficulty: 9", 1).encode(), "p1.yaml")
    assert [(fault.line, fault.reason) for fault in found.faults] == [(4, "`difficulty` must be at most 5")]
