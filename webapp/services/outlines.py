"""The lessons along an exam's outline: which of them serve each task, and how far their reader is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from webapp.domain.exams.outline import Exam
from webapp.domain.lessons import Lesson, Trail
from webapp.services.work import Work
from webapp.store import lessons as store


@dataclass(frozen=True)
class OutlineLessons:
    """An exam with the lessons of each task by its code, and the reader's trails by lesson path."""

    exam: Exam
    lessons: Mapping[str, tuple[Lesson, ...]]
    trails: Mapping[str, Trail]


def list_lessons(work: Work, code: str) -> OutlineLessons:
    """Show the lessons that serve each task of an exam's latest outline; raises NotFound."""
    exam = work.catalog.exam(code)
    trails = store.list_trails(work.session, work.actor.person)
    return OutlineLessons(
        exam=exam,
        lessons={task.code: work.catalog.lessons_for_task(code, task.code) for task in exam.outline.tasks},
        trails={trail.path: trail for trail in trails},
    )
