"""The table at the end of a content check: how many questions there are, seen from each side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from webapp.catalog.drafts import Drafts, QuestionDraft


@dataclass(frozen=True)
class Tally:
    """Questions of one bank (or of all checks) by domain, task, kind and so on; each side is a list of counts."""

    name: str
    total: int
    sides: tuple[tuple[str, tuple[tuple[str, int], ...]], ...]

    def __str__(self) -> str:
        lines = [f"{self.name}: {self.total} questions"]
        for side, counts in self.sides:
            lines.append(f"  {side:<11}" + "  ".join(f"{value} {count}" for value, count in counts))
        return "\n".join(lines)


def tally(drafts: Drafts) -> tuple[Tally, ...]:
    """One tally an exam, and one of the checks in lessons."""
    banks = []
    for exam in drafts.exams:
        homes = {task.code: domain.slug for domain in exam.outline.entry.domains for task in domain.tasks}
        banks.append(_tally(exam.code, exam.bank, homes))
    checks = [check for lesson in drafts.lessons.values() for check in lesson.checks]
    return (*banks, _tally("checks in lessons", checks, {}))


def _tally(name: str, questions: Sequence[QuestionDraft], homes: dict[str, str]) -> Tally:
    sides: dict[str, Callable[[QuestionDraft], str]] = {
        "domain": lambda question: homes.get(question.task or "", ""),
        "task": lambda question: question.task or "",
        "kind": lambda question: question.entry.kind,
        "cognitive": lambda question: question.entry.cognitive,
        "difficulty": lambda question: str(question.entry.difficulty),
        "approach": lambda question: question.entry.approach,
        "case": lambda question: question.case.slug if question.case else "",
    }
    counted = (
        (side, Counter(each for each in map(value, questions) if each)) for side, value in sides.items()
    )
    return Tally(
        name,
        len(questions),
        tuple((side, tuple(sorted(counts.items()))) for side, counts in counted if counts),
    )
