"""Drafts know what they hold and where it was written."""

from __future__ import annotations

from tests.support.shelf import SHELF
from webapp.catalog.drafts import Drafts
from webapp.catalog.exams import read_exams
from webapp.catalog.lessons import read_tracks
from webapp.catalog.reading import Desk
from webapp.catalog.vocabulary import read_vocabulary


def drafts() -> Drafts:
    """The tiny school as written."""
    desk = Desk(SHELF)
    return Drafts(read_vocabulary(desk), read_tracks(desk), read_exams(desk))


def test_questions_are_the_banks_and_then_the_checks() -> None:
    ids = [question.entry.id for question in drafts().questions]
    assert len(ids) == 23
    assert (ids[0], ids[10], ids[18], ids[19], ids[-1]) == (
        "mini-d1-001",
        "round-c1-001",
        "round-t1-002",
        "basics-what-a-plan-is-1",
        "basics-when-things-slip-1",
    )


def test_a_lesson_knows_its_anchors_and_its_checks() -> None:
    lesson = drafts().lessons["basics/who-decides"]
    assert lesson.anchors == {"idea", "mistakes", "check"}
    assert [check.entry.id for check in lesson.checks] == ["basics-who-decides-1", "basics-who-decides-2"]


def test_a_line_of_a_body_can_be_blamed() -> None:
    lesson = drafts().lessons["basics/who-decides"]
    assert str(lesson.blame(30)("is odd")) == "lessons/basics/who-decides.md:30: is odd"


def test_an_exam_knows_the_tasks_of_its_latest_outline() -> None:
    mini, mixed = drafts().exams
    assert mini.tasks == {"P1", "P2", "D1", "D2"}
    assert mixed.tasks == {"C1", "C2", "C3", "T1", "T2", "T3", "T4"}
    assert mixed.outline.entry.edition == "2026-01"


def test_the_questions_of_a_case_know_their_case() -> None:
    slugs = {question.entry.id: question.case.slug for question in drafts().questions if question.case}
    assert slugs == {"round-c1-002": "village-fair", "round-t1-002": "village-fair"}
