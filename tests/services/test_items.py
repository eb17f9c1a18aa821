"""The question banks as authors see them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.support import make
from webapp.catalog.shelf import Catalog
from webapp.domain.access import Role
from webapp.domain.errors import NotFound
from webapp.services import items
from webapp.services.work import Workshop

pytestmark = pytest.mark.sqlite_alone  # nothing here asks the database


def test_every_task_of_the_outline_is_there_with_its_questions(workshop: Workshop) -> None:
    with workshop.reading(make.actor(make.account(workshop, role=Role.AUTHOR))) as work:
        coverage, *_ = items.list_coverage(work)
    assert {task: len(questions) for task, questions in coverage.by_task.items()} == {
        "P1": 3,
        "P2": 2,
        "D1": 3,
        "D2": 2,
    }
    assert coverage.size == 10
    assert coverage.counts("kind") == {"single": 9, "multiple": 1}
    assert coverage.counts("difficulty") == {"1": 3, "2": 5, "3": 1, "4": 1}


def test_a_task_without_a_question_is_counted_with_none(workshop: Workshop, shelf: Catalog) -> None:
    bank = tuple(question for question in shelf.bank("mini") if question.task != "D2")
    workshop.catalog = replace(shelf, banks={**shelf.banks, "mini": bank})
    with workshop.reading() as work:
        coverage, *_ = items.list_coverage(work)
        assert coverage.by_task["D2"] == ()
        assert items.open_task(work, "mini", "D2").questions == ()


def test_a_task_opens_with_its_domain_and_the_traps_its_options_name(workshop: Workshop) -> None:
    with workshop.reading() as work:
        bank = items.open_task(work, "mini", "D1")
    assert (bank.exam.code, bank.domain.title, bank.task.title) == ("mini", "The people", "Who decides")
    assert [question.id for question in bank.questions] == ["mini-d1-001", "mini-d1-002", "mini-d1-003"]
    named = {option.trap for question in bank.questions for option in question.options if option.trap}
    assert named == {"decides-alone"}
    assert named <= bank.traps.keys()


@pytest.mark.parametrize(("exam", "task"), [("mini", "P9"), ("nothing", "P1"), ("", "")])
def test_a_task_no_outline_has_is_not_found(workshop: Workshop, exam: str, task: str) -> None:
    with workshop.reading() as work, pytest.raises(NotFound):
        items.open_task(work, exam, task)
