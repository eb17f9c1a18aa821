"""What an author can see of the question banks: how they cover each outline, and the questions of a task with keys."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from webapp.domain.errors import NotFound
from webapp.domain.exams.outline import Domain, Exam, Task
from webapp.domain.items import coverage
from webapp.domain.items.coverage import Cover
from webapp.domain.items.figures import QuestionFigures
from webapp.domain.progress.skills import Trap
from webapp.domain.questions import Question
from webapp.services.work import Work
from webapp.store import item_figures
from webapp.store.item_figures import Counted


@dataclass(frozen=True)
class Coverage:
    """One exam's bank against its outline; `by_task` holds every task, those without a question included.

    `cover` says what is short, `counted` what its answers say together; None before any were counted.
    """

    exam: Exam
    by_task: Mapping[str, tuple[Question, ...]]
    cover: Cover
    counted: Counted | None = None

    @property
    def size(self) -> int:
        """How many questions the bank holds."""
        return sum(len(questions) for questions in self.by_task.values())

    def counts(self, trait: str) -> Counter[str]:
        """Questions by one of their traits, such as kind, cognitive or difficulty."""
        return Counter(str(getattr(q, trait)) for questions in self.by_task.values() for q in questions)


@dataclass(frozen=True)
class TaskBank:
    """The questions of one task, with the traps their options name and the figures of those that were answered."""

    exam: Exam
    domain: Domain
    task: Task
    questions: tuple[Question, ...]
    traps: Mapping[str, Trap]
    figures: Mapping[str, QuestionFigures]


def list_coverage(work: Work) -> tuple[Coverage, ...]:
    """Every exam's bank against its outline."""
    counted = item_figures.list_banks(work.session)
    return tuple(_coverage(work, exam, counted.get(exam.code)) for exam in work.catalog.exams)


def open_task(work: Work, exam_code: str, task_code: str) -> TaskBank:
    """The questions of one task; raises NotFound when the outline has no such task."""
    exam = work.catalog.exam(exam_code)
    task = next((task for task in exam.outline.tasks if task.code == task_code), None)
    if task is None:
        raise NotFound
    questions = _by_task(work, exam)[task.code]
    return TaskBank(
        exam=exam,
        domain=exam.outline.domain_of(task.code),
        task=task,
        questions=questions,
        traps={trap.code: trap for trap in work.catalog.traps},
        figures=item_figures.list_of_versions(work.session, [question.version for question in questions]),
    )


def _coverage(work: Work, exam: Exam, counted: Counted | None) -> Coverage:
    """One exam's bank against its outline."""
    cover = coverage.cover(exam.outline, work.catalog.bank(exam.code))
    return Coverage(exam, _by_task(work, exam), cover, counted)


def _by_task(work: Work, exam: Exam) -> dict[str, tuple[Question, ...]]:
    """The questions of an exam by the tasks of its outline."""
    bank = work.catalog.bank(exam.code)
    return {
        task.code: tuple(question for question in bank if question.task == task.code)
        for task in exam.outline.tasks
    }
