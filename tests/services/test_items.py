"""The question banks as authors see them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.support import make
from tests.support.statements import count_statements
from webapp.catalog.shelf import Catalog
from webapp.domain.access import Role
from webapp.domain.errors import NotFound
from webapp.domain.items.figures import BankFigures, QuestionFigures
from webapp.services import items
from webapp.services.work import Workshop
from webapp.store import item_figures
from webapp.store.item_figures import Counted

pytestmark = pytest.mark.sqlite_alone  # the store's own tests ask both databases


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
        assert coverage.cover.domains[1].tasks["D2"].short == 3


def test_figures_stand_beside_the_bank_and_its_questions_once_answers_were_counted(
    workshop: Workshop, shelf: Catalog
) -> None:
    first = next(question for question in shelf.bank("mini") if question.task == "P1")
    figures = QuestionFigures("mini", first.id, first.version, 30, 20)
    bank = BankFigures("mini", 30)
    with workshop.writing() as work:
        item_figures.keep(work.session, Counted(bank, "basis", work.now), [(figures, 0)])
    with workshop.reading() as work, count_statements(workshop.sessions.engine) as sent:
        coverage = next(each for each in items.list_coverage(work) if each.exam.code == "mini")
        task = items.open_task(work, "mini", "P1")
    assert coverage.counted is not None
    assert coverage.counted.figures == bank
    assert task.figures == {first.version: figures}
    assert len(sent) == 2


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
