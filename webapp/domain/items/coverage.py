"""Coverage: what a bank holds of what its outline asks for, and what is short.

A bank is wished to hold two forms that share no question. So each domain, group of approaches and the cases are wished
for at twice what one form draws of them; a task at its even part of its domain, but no more than eight; and every kind
of question that the outline names at least once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from webapp.domain.exams import blueprint
from webapp.domain.exams.outline import Domain, Outline
from webapp.domain.questions import Question

FORMS = 2
MOST_OF_A_TASK = 8


@dataclass(frozen=True)
class Part:
    """Something a bank is wished to hold so much of."""

    title: str
    have: int
    want: int

    @property
    def short(self) -> int:
        """How much is missing."""
        return max(0, self.want - self.have)


@dataclass(frozen=True)
class DomainCover:
    """A domain, and each of its tasks by code."""

    domain: Domain
    whole: Part
    tasks: Mapping[str, Part]


@dataclass(frozen=True)
class Cover:
    """A bank held against its outline."""

    size: Part
    domains: tuple[DomainCover, ...]
    approaches: tuple[Part, ...]
    kinds: tuple[Part, ...]
    cases: Part

    @property
    def short(self) -> tuple[Part, ...]:
        """Everything of which there is too little, the widest first: size, domains, tasks, and the rest."""
        tasks = (task for cover in self.domains for task in cover.tasks.values())
        domains = (cover.whole for cover in self.domains)
        parts = (self.size, *domains, *tasks, *self.approaches, *self.kinds, self.cases)
        return tuple(part for part in parts if part.short)


def cover(outline: Outline, bank: Iterable[Question]) -> Cover:
    """Hold a bank against an outline; what belongs to no task of it is left out."""
    known = {task.code for task in outline.tasks}
    held = [question for question in bank if question.task in known]
    wanted = FORMS * outline.questions
    by_task = Counter(question.task for question in held)
    weights = blueprint.apportion({domain.code: domain.weight for domain in outline.domains}, wanted)
    kinds = Counter(question.kind for question in held)
    cases = {question.case.code for question in held if question.case}
    return Cover(
        size=Part("Questions", len(held), wanted),
        domains=tuple(_domain(domain, weights[domain.code], by_task) for domain in outline.domains),
        approaches=_approaches(outline, held),
        kinds=tuple(Part(kind.value, kinds[kind], 1) for kind in outline.item_types),
        cases=Part("Cases", len(cases), FORMS * sum(section.cases for section in outline.sections)),
    )


def _domain(domain: Domain, want: int, by_task: Mapping[str | None, int]) -> DomainCover:
    each = min(MOST_OF_A_TASK, want // len(domain.tasks))
    tasks = {
        task.code: Part(f"{task.code} {task.title}", by_task.get(task.code, 0), each) for task in domain.tasks
    }
    return DomainCover(domain, Part(domain.title, sum(part.have for part in tasks.values()), want), tasks)


def _approaches(outline: Outline, held: Iterable[Question]) -> tuple[Part, ...]:
    """Groups of approaches; what suits any approach fills up where a group is short."""
    if not outline.approaches:
        return ()
    counted = Counter(question.approach for question in held)
    spare = counted["any"]
    wanted = blueprint.apportion(
        {each.code: each.share for each in outline.approaches}, FORMS * outline.questions
    )
    parts = []
    for each in outline.approaches:
        have, want = sum(counted[taken] for taken in each.takes), wanted[each.code]
        filled = min(spare, max(0, want - have))
        spare -= filled
        parts.append(Part(each.title, have + filled, want))
    return tuple(parts)
