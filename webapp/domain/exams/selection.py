"""Draw a form: which questions, in which order, with their options in which order.

The same seed over the same pool gives the same form. Domain counts are exact (largest remainder); within a domain
every task is asked at least once where the form is long enough. Questions a task cannot supply are drawn from the
other tasks of the same domain; when a whole domain is short, `PoolTooSmall` says which and by how many.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from webapp.domain.errors import RuleBroken
from webapp.domain.exams import blueprint
from webapp.domain.exams.outline import Domain, Outline
from webapp.domain.questions import Question

LETTERS = "abcdefgh"


class PoolTooSmall(RuleBroken):
    """The bank cannot fill a form of this outline."""


@dataclass(frozen=True)
class FormItem:
    """One place of a form: a question version, its task, and its option ids in the order they are shown."""

    question: str
    version: str
    task: str
    order: tuple[str, ...]
    choose: int
    key: str

    @property
    def letters(self) -> str:
        """The letters shown for this item."""
        return LETTERS[: len(self.order)]

    def options(self, letters: str) -> frozenset[str]:
        """Translate letters as shown into option ids."""
        return frozenset(self.order[LETTERS.index(letter)] for letter in letters)


@dataclass(frozen=True)
class Form:
    """A drawn form, frozen for one attempt."""

    items: tuple[FormItem, ...]

    def __len__(self) -> int:
        """How many questions it asks."""
        return len(self.items)


def draw(outline: Outline, pool: Sequence[Question], seed: int) -> Form:
    """Draw a form for `outline` from `pool`; raises PoolTooSmall."""
    dice = Random(seed)  # noqa: S311 - a form must be drawn again from its seed; nothing secret hangs on it
    counts = blueprint.apportion(
        {domain.code: domain.weight for domain in outline.domains}, outline.questions
    )
    drawn = [
        question
        for domain in outline.domains
        for question in _draw_domain(domain, pool, counts[domain.code], dice)
    ]
    dice.shuffle(drawn)
    return Form(tuple(_freeze(question, dice) for question in drawn))


def _draw_domain(domain: Domain, pool: Sequence[Question], seats: int, dice: Random) -> list[Question]:
    """Draw a domain's questions: task by task first, then whatever the domain still needs."""
    tasks = [task.code for task in domain.tasks]
    supply = {task: sorted((q for q in pool if q.task == task), key=lambda q: q.id) for task in tasks}
    available = sum(len(questions) for questions in supply.values())
    if available < seats:
        raise PoolTooSmall(f"{domain.title} needs {seats} questions and the bank has {available}.")
    dice.shuffle(tasks)
    drawn: list[Question] = []
    for task, wanted in blueprint.spread(tasks, seats).items():
        dice.shuffle(supply[task])
        drawn += supply[task][:wanted]
        supply[task] = supply[task][wanted:]
    spare = [question for task in tasks for question in supply[task]]
    dice.shuffle(spare)
    return drawn + spare[: seats - len(drawn)]


def _freeze(question: Question, dice: Random) -> FormItem:
    """Fix the order in which the options are shown."""
    order = [option.id for option in question.options]
    dice.shuffle(order)
    key = "".join(letter for letter, option in zip(LETTERS, order, strict=False) if option in question.key)
    return FormItem(question.id, question.version, question.task or "", tuple(order), question.choose, key)
