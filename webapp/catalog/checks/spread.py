"""How a bank is spread over its outline, its levels of thought and its difficulties, beside what is wished.

Shares are judged from `WHOLE` questions on, with a tolerance in points of a hundred: domains against their weights
(3), groups of approaches against their shares (5), levels of thought against those that exam.yaml names under `levels`
(10). No difficulty may hold more than 60 % of a bank. A task needs as many questions as two forms ask of it when its
domain's seats are shared out evenly, but never more than eight.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from webapp.catalog.checks.cues import WHOLE
from webapp.catalog.drafts import ExamDraft
from webapp.catalog.faults import Fault
from webapp.domain.exams import blueprint

ENOUGH_OF_A_TASK = 8
LEVELS = {"recall": ("remember", "understand"), "apply": ("apply",), "judge": ("analyse", "evaluate")}
"""The three levels that exam.yaml speaks of, by the names that questions bear."""
DOMAINS, APPROACHES, THOUGHT = 3.0, 5.0, 10.0
MOST_OF_A_DIFFICULTY = 60.0


@dataclass(frozen=True)
class Share:
    """A part of a bank in per cent: what there is at least and at most, what is wished, and the tolerance."""

    side: str
    name: str
    least: float
    most: float
    wanted: float
    tolerance: float

    @property
    def beyond(self) -> bool:
        """Whether it lies outside of what is wished."""
        return self.most < self.wanted - self.tolerance or self.least > self.wanted + self.tolerance

    def __str__(self) -> str:
        return (
            f"{self.side} {self.name} has {self.least:.1f} % of the questions; "
            f"{self.wanted:.0f} % are wished, give or take {self.tolerance:g} points"
        )


def shares(exam: ExamDraft) -> tuple[Share, ...]:
    """Every share that something is wished of."""
    return tuple(_shares(exam)) if exam.bank else ()


def check_spread(exam: ExamDraft) -> Iterator[Fault]:
    """What a bank has too little or too much of; small banks are left in peace."""
    if len(exam.bank) < WHOLE:
        return
    for share in shares(exam):
        if share.beyond:
            yield exam.written.fault(str(share))
    yield from _kinds(exam)
    yield from _difficulties(exam)
    yield from _tasks(exam)


def _shares(exam: ExamDraft) -> Iterator[Share]:
    entry, bank = exam.outline.entry, exam.bank
    whole = len(bank) / 100
    tasks = Counter(question.task for question in bank)
    for domain in entry.domains:
        has = sum(tasks[task.code] for task in domain.tasks) / whole
        yield Share("domain", domain.slug, has, has, domain.weight, DOMAINS)
    stock: Counter[str] = Counter(question.entry.approach for question in bank)
    for approach in entry.approaches:
        least = sum(stock[taken] for taken in approach.takes)
        most = least + stock["any"]
        yield Share("approach", approach.code, least / whole, most / whole, approach.share, APPROACHES)
    thought: Counter[str] = Counter(question.entry.cognitive for question in bank)
    wished = exam.written.entry.levels
    for name, levels in LEVELS.items() if wished else ():
        has = sum(thought[level] for level in levels) / whole
        yield Share("level", name, has, has, getattr(wished, name), THOUGHT)


def _kinds(exam: ExamDraft) -> Iterator[Fault]:
    kinds = {question.entry.kind for question in exam.bank}
    for name in exam.outline.entry.item_types:
        if name not in kinds:
            yield exam.outline.fault(f"has no question of kind {name}", "item_types")


def _difficulties(exam: ExamDraft) -> Iterator[Fault]:
    stock = Counter(question.entry.difficulty for question in exam.bank)
    for difficulty, count in sorted(stock.items()):
        share = 100 * count / len(exam.bank)
        if share > MOST_OF_A_DIFFICULTY:
            reason = f"difficulty {difficulty} has {share:.1f} % of the questions; {MOST_OF_A_DIFFICULTY:.0f} % at most"
            yield exam.written.fault(reason)


def _tasks(exam: ExamDraft) -> Iterator[Fault]:
    """Tasks with too few questions; one without any is told by the coverage."""
    entry = exam.outline.entry
    stock = Counter(question.task for question in exam.bank)
    seats = blueprint.apportion({domain.code: domain.weight for domain in entry.domains}, entry.questions)
    for place, domain in enumerate(entry.domains):
        least = min(ENOUGH_OF_A_TASK, 2 * seats[domain.code] // len(domain.tasks))
        for at, task in enumerate(domain.tasks):
            if 0 < stock[task.code] < least:
                reason = f"{task.code} has {stock[task.code]} questions; it needs {least}"
                yield exam.outline.fault(reason, "domains", place, "tasks", at)
