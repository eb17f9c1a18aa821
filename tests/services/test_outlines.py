"""The lessons along an outline: every task with what serves it, in one statement."""

from __future__ import annotations

import pytest

from tests.support import make
from tests.support.statements import count_statements
from webapp.domain.errors import NotFound
from webapp.services import lessons, outlines
from webapp.services.work import Workshop


def test_every_task_has_its_lessons_and_the_reader_their_trails(workshop: Workshop) -> None:
    ada = make.actor(make.account(workshop))
    with workshop.writing(ada) as work:
        lessons.mark_done(work, "basics", "who-decides")
    with workshop.reading(ada) as work, count_statements(workshop.sessions.engine) as statements:
        listed = outlines.list_lessons(work, "mini")
    assert len(statements) == 1
    assert {task: [lesson.slug for lesson in found] for task, found in listed.lessons.items()} == {
        "P1": ["what-a-plan-is"],
        "P2": ["who-decides"],
        "D1": ["who-decides"],
        "D2": ["when-things-slip"],
    }
    assert listed.trails["basics/who-decides"].done


def test_an_unknown_exam_is_not_found(workshop: Workshop) -> None:
    ada = make.actor(make.account(workshop))
    with workshop.reading(ada) as work, pytest.raises(NotFound):
        outlines.list_lessons(work, "maxi")
