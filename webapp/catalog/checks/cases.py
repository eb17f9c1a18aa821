"""What cases must be: situations that stand on one page, and questions of tasks that the outline has."""

from __future__ import annotations

from collections.abc import Iterator

from webapp.catalog.drafts import CaseDraft, Drafts, ExamDraft
from webapp.catalog.faults import Fault


def check_cases(drafts: Drafts) -> Iterator[Fault]:
    """Every case of every exam."""
    for exam in drafts.exams:
        cases = {question.case.slug: question.case for question in exam.bank if question.case}
        for case in cases.values():
            yield from _headings(case)
        yield from _tasks(exam)


def _headings(case: CaseDraft) -> Iterator[Fault]:
    """A situation has no headings: it stands beside a question, under the title of the case."""
    for heading in case.manuscript.headings:
        yield Fault(case.written.sheet.file, heading.number, "a situation has no headings")


def _tasks(exam: ExamDraft) -> Iterator[Fault]:
    for question in exam.bank:
        if question.case and question.task not in exam.tasks:
            reason = f"names the task {question.task}, which the outline has not"
            yield question.written.fault(reason, "task")
