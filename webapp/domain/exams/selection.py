"""Draw a form from a bank.

The same seed over the same bank and the same record of what was seen gives the same form. Domain counts are exact
(largest remainder), every task is asked where the form is long enough, the shares of approaches are exact, cases are
drawn whole, and what was never seen comes first. When the bank cannot fill a form, `PoolTooSmall` names every cell
that is short.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import islice
from random import Random

from webapp.domain.errors import RuleBroken
from webapp.domain.exams import approaches, blueprint, supply
from webapp.domain.exams.approaches import leans, serves, takes
from webapp.domain.exams.form import Form, FormItem, Section
from webapp.domain.exams.outline import Approach, Domain, Outline, SectionKind
from webapp.domain.exams.supply import Seen
from webapp.domain.questions import Kind, Question

NOBODY: Seen = {}


class PoolTooSmall(RuleBroken):
    """The bank cannot fill a form of this outline; its message names the cells that are short."""


@dataclass
class _Table:
    """A form being laid: what is still wanted, and what is laid already."""

    outline: Outline
    seen: Seen
    dice: Random
    seats: dict[str, int]
    laid: list[Question] = field(default_factory=list)
    short: list[str] = field(default_factory=list)

    def is_fresh(self, question: Question) -> bool:
        """Whether the learner was never given a question."""
        return question.id not in self.seen

    def later_than(self, approach: Approach) -> Sequence[Approach]:
        """The approaches whose questions are drawn after those of one."""
        return self.outline.approaches[self.outline.approaches.index(approach) + 1 :]

    def domain_of(self, question: Question) -> str:
        """The code of the domain a question belongs to."""
        return self.outline.domain_of(question.task or "").code

    def lay(self, questions: Sequence[Question]) -> None:
        """Put questions on the form and take their seats."""
        for question in questions:
            self.seats[self.domain_of(question)] -= 1
        self.laid += questions


def draw(outline: Outline, pool: Sequence[Question], seed: int, seen: Seen = NOBODY) -> Form:
    """Draw a whole form of an outline; raises PoolTooSmall."""
    dice = Random(seed)  # noqa: S311 - a form must be drawn again from its seed; nothing secret hangs on it
    fit = _fitting(outline, pool)
    table = _Table(outline, seen, dice, blueprint.seats_of(outline, outline.questions, outline.unscored))
    cases = _draw_cases(table, fit)
    alone = _draw_alone(table, [question for question in fit if not question.case])
    dice.shuffle(alone)
    trials = _trials(table, alone)
    parts = _parts(outline, cases, alone)
    laid = (question for part in parts for question in part)
    items = tuple(_freeze(question, dice, seen, scored=question.id not in trials) for question in laid)
    return Form(items, _sections(outline, [len(part) for part in parts]))


def draw_practice(pool: Sequence[Question], count: int, seed: int, seen: Seen = NOBODY) -> Form:
    """Draw `count` questions from what a learner has chosen to practise, spread over its tasks; raises PoolTooSmall."""
    dice = Random(seed)  # noqa: S311 - as in `draw`
    if len(pool) < count:
        raise PoolTooSmall(f"{len(pool)} questions fit; {count} were asked for.")
    queue = supply.queue(pool, seen, dice)
    stock = Counter(question.task or "" for question in queue)
    tasks = list(stock)
    dice.shuffle(tasks)
    wishes = {task: Fraction(count, len(tasks)) for task in tasks}
    seats = blueprint.fit(wishes, {task: (0, stock[task]) for task in tasks}, count) or {}
    drawn = [q for task in tasks for q in [q for q in queue if (q.task or "") == task][: seats[task]]]
    dice.shuffle(drawn)
    written = {question.id: place for place, question in enumerate(pool)}
    drawn.sort(key=lambda q: (q.case.code, written[q.id]) if q.case else ("", 0))
    return Form(tuple(_freeze(question, dice, seen) for question in drawn))


def _fitting(outline: Outline, pool: Sequence[Question]) -> list[Question]:
    """The questions of a task, a kind and an approach that the outline asks; a case only if all of it fits."""
    tasks = {task.code for task in outline.tasks}
    unfit = {
        question.id
        for question in pool
        if question.task not in tasks
        or question.kind not in outline.item_types
        or (outline.approaches and not serves(question, outline.approaches))
    }
    torn = {question.case.code for question in pool if question.case and question.id in unfit}
    return [q for q in pool if q.id not in unfit and not (q.case and q.case.code in torn)]


def _draw_cases(table: _Table, pool: Sequence[Question]) -> list[tuple[Question, ...]]:
    """Draw as many cases as the outline's sections ask, each whole."""
    wanted = sum(section.cases for section in table.outline.sections)
    drawn: list[tuple[Question, ...]] = []
    for case in supply.queue_cases(pool, table.seen, table.dice):
        taken = Counter(map(table.domain_of, case))
        if len(drawn) < wanted and all(table.seats[code] >= count for code, count in taken.items()):
            drawn.append(case)
            table.lay(case)
    if len(drawn) < wanted:
        table.short.append(f"Cases: {wanted} are needed, and the bank has {len(drawn)} that fit.")
    return drawn


def _draw_alone(table: _Table, pool: Sequence[Question]) -> list[Question]:
    """Draw the questions that stand alone: seats a task first, then how many of each approach a task gives."""
    queue = supply.queue(pool, table.seen, table.dice)
    seats = {
        task: count
        for domain in table.outline.domains
        for task, count in _task_seats(table, domain, queue).items()
    }
    if table.short:
        raise PoolTooSmall(" ".join(table.short))
    stock = {task: [question for question in queue if question.task == task] for task in seats}
    drawn: list[Question] = []
    for approach in table.outline.approaches[:-1]:
        shares = _approach_seats(table, approach, seats, stock)
        for task, count in shares.items():
            drawn += _take(table, stock[task], approach, count, seats[task])
            seats[task] -= count
    for task, count in seats.items():
        drawn += stock[task][:count] if not table.outline.approaches else _last(table, stock[task], count)
    return drawn


def _task_seats(table: _Table, domain: Domain, queue: Sequence[Question]) -> dict[str, int]:
    """A domain's seats shared out evenly over its tasks, one each at least where there are enough.

    A seat that is left over goes to the task with most questions that the learner has not seen.
    """
    wanted = table.seats[domain.code]
    stock = Counter(question.task for question in queue)
    tasks = [task.code for task in domain.tasks]
    table.dice.shuffle(tasks)
    fresh = Counter(question.task for question in queue if table.is_fresh(question))
    tasks.sort(key=lambda task: fresh[task], reverse=True)
    asked = {question.task for question in table.laid}
    uncovered = [task for task in tasks if task not in asked]
    least = 1 if wanted >= len(uncovered) else 0
    bounds = {task: (min(least, stock[task]) if task in uncovered else 0, stock[task]) for task in tasks}
    missing = [task for task in uncovered if least and not stock[task]]
    unseen = {task: (least, min(most, fresh[task])) for task, (least, most) in bounds.items()}
    wishes = {task: Fraction(wanted, len(tasks)) for task in tasks}
    seats = blueprint.fit(wishes, unseen, wanted) or blueprint.fit(wishes, bounds, wanted)
    if seats is None or missing:
        has = sum(stock[task] for task in tasks)
        empty = f" No question asks task {', '.join(sorted(missing))}." if missing else ""
        table.short.append(f"{domain.title}: {wanted} are needed, and the bank has {has}.{empty}")
    return seats or dict.fromkeys(tasks, 0)


def _approach_seats(
    table: _Table,
    approach: Approach,
    seats: Mapping[str, int],
    stock: Mapping[str, Sequence[Question]],
) -> dict[str, int]:
    """How many questions of an approach each task gives, so that the whole form has exactly its share.

    Each gives about as many as are among the first of its queue: so what is rare in a task is not drawn every time.
    Where the whole form can be had of what was never seen, the numbers leave room for that and nothing else.
    """
    outline, later = table.outline, table.later_than(approach)
    shares = blueprint.apportion({each.code: each.share for each in outline.approaches}, outline.questions)
    wanted = shares[approach.code] - sum(leans(question, approach) for question in table.laid)
    wishes: dict[str, Fraction] = {}
    tasks = list(seats)
    table.dice.shuffle(tasks)
    for task in tasks:
        first = stock[task][: seats[task]]
        sure, open_to = (sum(each(question, approach) for question in first) for each in (leans, takes))
        wishes[task] = sure + Fraction((open_to - sure) * approach.share, 100)
    unseen = {task: list(filter(table.is_fresh, stock[task])) for task in tasks}
    bounds = approaches.bounds_of(approach, later, seats, stock)
    fresh = approaches.bounds_of(approach, later, seats, unseen)
    found = blueprint.fit(wishes, fresh, wanted) or blueprint.fit(wishes, bounds, wanted)
    if found is None:
        least, most = (sum(bound[end] for bound in bounds.values()) for end in (0, 1))
        raise PoolTooSmall(
            f"{approach.title}: {wanted} are needed, and with these tasks the bank gives {least} to {most}."
        )
    return found


def _take(table: _Table, stock: list[Question], approach: Approach, count: int, seats: int) -> list[Question]:
    """Take an approach's questions off a task's stock, leaving enough for the seats of the later ones.

    What was never seen is looked through first, and spared for the later ones first.
    """
    taken: list[Question] = []
    later = table.later_than(approach)
    for offered in ([question for question in stock if table.is_fresh(question)], stock):
        left = [question for question in offered if question not in taken]
        spare = sum(serves(question, later) for question in left) - (seats - count)
        for question in left:
            if len(taken) == count:
                break
            if leans(question, approach):
                taken.append(question)
            elif takes(question, approach) and spare > 0:
                spare -= 1
                taken.append(question)
    for question in taken:
        stock.remove(question)
    return taken


def _last(table: _Table, stock: Sequence[Question], count: int) -> list[Question]:
    """What the last approach takes of what the others have left."""
    last = table.outline.approaches[-1]
    return [question for question in stock if takes(question, last)][:count]


def _trials(table: _Table, alone: Sequence[Question]) -> frozenset[str]:
    """The ids of the questions that will not count, by domain; a task keeps one that counts where it can."""
    weights = {domain.code: domain.weight for domain in table.outline.domains}
    counting = Counter(question.task for question in [*table.laid, *alone])
    drawn: list[str] = []
    for code, count in blueprint.apportion(weights, table.outline.unscored).items():
        mine = [question for question in alone if table.domain_of(question) == code]
        table.dice.shuffle(mine)
        for _ in range(min(count, len(mine))):
            trial = max(mine, key=lambda question: counting[question.task] > 1)
            counting[trial.task] -= 1
            mine.remove(trial)
            drawn.append(trial.id)
    return frozenset(drawn)


def _parts(
    outline: Outline, cases: Sequence[Sequence[Question]], alone: Sequence[Question]
) -> list[list[Question]]:
    """The questions of each section: its cases, whole, or its share of those that stand alone."""
    shares = {plan.code: plan.share for plan in outline.sections if plan.kind is SectionKind.STANDALONE}
    sizes = blueprint.apportion(shares, len(alone))
    sets, others = iter(cases), iter(alone)
    return [
        [question for case in islice(sets, plan.cases) for question in case]
        if plan.kind is SectionKind.CASES
        else list(islice(others, sizes[plan.code]))
        for plan in outline.sections
    ]


def _sections(outline: Outline, sizes: Sequence[int]) -> tuple[Section, ...]:
    """The outline's sections with their first and last positions."""
    sections: list[Section] = []
    for plan, size in zip(outline.sections, sizes, strict=True):
        first = sections[-1].last + 1 if sections else 1
        sections.append(Section(plan.code, plan.title, first, first + size - 1, plan.break_after, plan.lock))
    return tuple(sections)


def _freeze(question: Question, dice: Random, seen: Seen, *, scored: bool = True) -> FormItem:
    """Fix the order in which the options are shown."""
    order = list(question.option_ids)
    if not question.fixed_order:
        dice.shuffle(order)
    if question.kind is Kind.ORDERING and tuple(order) == question.key:
        order.reverse()  # what is shown first must not be the answer
    return FormItem(
        question=question.id,
        version=question.version,
        task=question.task or "",
        order=tuple(order),
        choose=question.choose,
        key=question.key_as_shown(order),
        kind=question.kind,
        scored=scored,
        repeat=question.id in seen,
        case=question.case.code if question.case else None,
    )
