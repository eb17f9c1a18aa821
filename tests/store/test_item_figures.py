"""Figures of questions and banks: kept in the place of those from before, read by page."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from tests.support.clock import HandClock
from tests.support.statements import count_statements
from webapp.domain.items.correlation import Spread
from webapp.domain.items.figures import BankFigures, ChoiceFigures, QuestionFigures
from webapp.services.work import Workshop
from webapp.store import item_figures as store
from webapp.store.item_figures import Counted

BANK = BankFigures(
    "mini", 320, 280, "2026-09", "2026-11", 50, 0.7, 8.2, 0.88, 0.86, 2.9, Spread(0.3, 0.1), suspects=2
)
QUESTION = QuestionFigures(
    "mini",
    "q-001",
    "v1",
    answers=100,
    right=60,
    ranked=80,
    item_total=0.4,
    r=0.3,
    d=0.5,
    alpha=0.87,
    choices=(
        ChoiceFigures("a", key=True, chosen=60, ranked=50, rest=0.8, r=0.3, top=0.9),
        ChoiceFigures("", False, 2),
    ),
    seconds=41.5,
    wrong_timed=12,
    fast=3,
)


def named(question: str, version: str, exam: str = "mini") -> QuestionFigures:
    return replace(QUESTION, question=question, version=version, exam=exam)


def keep(workshop: Workshop, *figures: tuple[QuestionFigures, int], bank: BankFigures = BANK) -> Counted:
    with workshop.writing() as work:
        counted = Counted(bank, "basis 1", work.now)
        store.keep(work.session, counted, figures)
    return counted


def test_figures_come_back_exactly_as_they_were_kept(workshop: Workshop) -> None:
    counted = keep(workshop, (QUESTION, 100))
    with workshop.reading() as work:
        assert store.list_banks(work.session) == {"mini": counted}
        assert store.list_of_versions(work.session, ["v1", "v2"]) == {"v1": QUESTION}
        assert store.list_of_question(work.session, "q-001") == (QUESTION,)
        assert store.list_of_exam(work.session, "mini") == (QUESTION,)
        assert store.list_of_versions(work.session, []) == {}


def test_new_figures_take_the_place_of_the_old_ones_of_their_exam_alone(
    workshop: Workshop, clock: HandClock
) -> None:
    keep(workshop, (named("q-001", "v1"), 0), (named("q-002", "v2"), 0))
    keep(workshop, (named("r-001", "w1", "midi"), 0), bank=replace(BANK, exam="midi"))
    clock.forward(hours=1)
    later = keep(workshop, (named("q-002", "v3"), 0), bank=replace(BANK, records=321))
    with workshop.reading() as work:
        assert store.list_banks(work.session)["mini"] == later
        assert later.at - store.list_banks(work.session)["midi"].at == timedelta(hours=1)
        assert [each.version for each in store.list_of_exam(work.session, "mini")] == ["v3"]
        assert [each.version for each in store.list_of_exam(work.session, "midi")] == ["w1"]


def test_a_bank_nobody_answered_is_kept_without_questions(workshop: Workshop) -> None:
    counted = keep(workshop, bank=BankFigures("mini", 0))
    with workshop.reading() as work:
        assert store.list_banks(work.session) == {"mini": counted}
        assert store.list_of_exam(work.session, "mini") == ()


def test_suspects_come_by_severity_and_the_others_not_at_all(workshop: Workshop) -> None:
    keep(workshop, (named("q-1", "v1"), 0), (named("q-2", "v2"), 30), (named("q-3", "v3"), 100))
    with workshop.reading() as work, count_statements(workshop.sessions.engine) as sent:
        found = store.list_suspects(work.session, limit=5)
        assert [each.version for each in found] == ["v3", "v2"]
        assert [each.version for each in store.list_suspects(work.session, limit=1)] == ["v3"]
    assert len(sent) == 2


def test_the_versions_of_a_question_stand_together(workshop: Workshop) -> None:
    keep(workshop, (named("q-1", "v1"), 0), (named("q-1", "v2"), 0), (named("q-2", "v3"), 0))
    with workshop.reading() as work:
        assert {each.version for each in store.list_of_question(work.session, "q-1")} == {"v1", "v2"}
