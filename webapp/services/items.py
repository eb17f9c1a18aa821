"""What an author can see of the question banks: how they cover each outline, and every question with its key."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from webapp.domain.errors import NotFound
from webapp.domain.exams.outline import Domain, Exam, Task
from webapp.domain.progress.skills import Trap
from webapp.domain.questions import Question
from webapp.services.work import Work


@dataclass(frozen=True)
class Coverage:
    """One exam's bank against its outline; `by_task` holds every task, those without a question included."""

    exam: Exam
    by_task: Mapping[str, tuple[Question, ...]]

    @property
    def size(self) -> int:
        """How many questions the bank holds."""
        return sum(len(questions) for questions in self.by_task.values())

    def counts(self, trait: str) -> Counter[str]:
        """Questions by one of their traits, such as kind, cognitive or difficulty."""
        return Counter(str(getattr(q, trait)) for questions in self.by_task.values() for q in questions)


@dataclass(frozen=True)
class TaskBank:
    """The questions of one task, with the traps their options name."""

    exam: Exam
    domain: Domain
    task: Task
    questions: tuple[Question, ...]
    traps: Mapping[str, Trap]


def list_coverage(work: Work) -> tuple[Coverage, ...]:
    """Every exam's bank against its outline."""
    return tuple(_coverage(work, exam) for exam in work.catalog.exams)


def open_task(work: Work, exam_code: str, task_code: str) -> TaskBank:
    """The questions of one task; raises NotFound when the outline has no such task."""
    exam = work.catalog.exam(exam_code)
    task = next((task for task in exam.outline.tasks if task.code == task_code), None)
    if task is None:
        raise NotFound
    return TaskBank(
        exam=exam,
        domain=exam.outline.domain_of(task.code),
        task=task,
        questions=_coverage(work, exam).by_task[task.code],
        traps={trap.code: trap for trap in work.catalog.traps},
    )


def _coverage(work: Work, exam: Exam) -> Coverage:
    """One exam's bank against its outline."""
    bank = work.catalog.bank(exam.code)
    by_task = {
        task.code: tuple(question for question in bank if question.task == task.code)
        for task in exam.outline.tasks
    }
    return Coverage(exam, by_task)
