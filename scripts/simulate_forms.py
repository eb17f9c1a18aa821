"""Draw thousands of forms of every outline and count what is wrong: `python -m scripts.simulate_forms`.

The outlines are those in content/. The banks are made up at the size the real banks are meant to have, so that the
rules of drawing can be judged before the banks are complete. Seeds run from 0, so every run draws the same forms.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import partial
from itertools import groupby, pairwise
from random import Random
from statistics import fmean, median
from time import perf_counter

from webapp.catalog.loader import load
from webapp.domain.answers import LETTERS, Way
from webapp.domain.exams.blueprint import apportion
from webapp.domain.exams.form import Form, Section
from webapp.domain.exams.outline import Outline
from webapp.domain.exams.selection import draw
from webapp.domain.questions import Case, Kind, Number, Option, Place, Question
from webapp.settings import ROOT

BANKS = {"pmp": 360, "capm": 300, "csm": 150}
"""How many questions each exam's bank is meant to have."""

ANY = 10
"""Per cent of a made bank that stand for any approach."""

CASES_FOR_ONE = 4
"""How many cases a made bank has for each that a form asks."""

CHUNK = 250


@dataclass
class Findings:
    """What a run of forms came to: how often each question was drawn, what was wrong, and repeats of a second form."""

    forms: int = 0
    faults: Counter[str] = field(default_factory=Counter)
    drawn: Counter[str] = field(default_factory=Counter)
    repeats: list[int] = field(default_factory=list)

    def add(self, other: Findings) -> None:
        """Take in what another run came to."""
        self.forms += other.forms
        self.faults += other.faults
        self.drawn += other.drawn
        self.repeats += other.repeats


def make_bank(outline: Outline, size: int, seed: int = 1) -> tuple[Question, ...]:
    """A bank of so many questions: domains by weight, tasks alike, kinds and approaches by chance, some in cases."""
    dice = Random(seed)  # noqa: S311 - the same bank in every run
    weights = {domain.code: domain.weight for domain in outline.domains}
    tasks: list[str] = []
    for domain in outline.domains:
        codes = {task.code: 1 for task in domain.tasks}
        for task, count in apportion(codes, apportion(weights, size)[domain.code]).items():
            tasks += [task] * count
    cases = _deal_cases(sum(plan.cases for plan in outline.sections) * CASES_FOR_ONE)
    dice.shuffle(tasks)
    plain = [None] * (size - len(cases))
    return tuple(
        make_question(
            number,
            task,
            kind=outline.item_types[max(0, dice.randrange(-6, len(outline.item_types)))],
            approach=_approach(outline, dice),
            difficulty=dice.randint(1, 3),
            case=case,
        )
        for number, (task, case) in enumerate(zip(tasks, [*cases, *plain], strict=True))
    )


def make_question(
    number: int, task: str, *, kind: Kind, approach: str, difficulty: int = 2, case: Case | None = None
) -> Question:
    """A question of four options (or three places, or a number) without words."""
    keys = 2 if kind is Kind.MULTIPLE else 1
    options = tuple(Option(letter, "", "", correct=n < keys) for n, letter in enumerate(LETTERS[:4]))
    inner = options if kind is Kind.DROPDOWN else ()
    return Question(
        id=f"made-{number:04}",
        version=f"{number:032x}",
        kind=kind,
        stem="",
        options=() if kind in {Kind.NUMERIC, Kind.DROPDOWN} else options,
        difficulty=difficulty,
        cognitive="apply",
        approach=approach,
        skills=(),
        lesson="",
        reference="",
        reviewed=date(2026, 11, 22),
        task=task,
        places=tuple(Place("", letter, "", inner) for letter in "abc") if kind.way is Way.PLACE else (),
        number=Number(Decimal(number), Decimal(0), "", "") if kind is Kind.NUMERIC else None,
        case=case,
    )


def _deal_cases(count: int) -> list[Case]:
    """For every question in a case its case: four and five in turn."""
    cases = [Case(f"case-{number:02}", "", "") for number in range(count)]
    return [case for number, case in enumerate(cases) for _ in range(4 + number % 2)]


def _approach(outline: Outline, dice: Random) -> str:
    """An approach by the outline's shares."""
    if not outline.approaches or dice.randrange(100) < ANY:
        return "any"
    drawn = dice.choices(outline.approaches, [each.share for each in outline.approaches])[0]
    return dice.choice(drawn.takes)


def faults_of(outline: Outline, bank: Mapping[str, Question], form: Form) -> Iterator[str]:
    """Everything that a form of this outline must be and is not."""
    drawn = [bank[item.question] for item in form.items]
    if len({question.id for question in drawn}) < len(drawn):
        yield "a question twice"
    yield from _faults_of_quotas(outline, form)
    if {item.task for item in form.items} != {task.code for task in outline.tasks}:
        yield "a task not asked"
    if {item.task for item in form.items if item.scored} != {task.code for task in outline.tasks}:
        yield "a task without a question that counts"
    if not {item.kind for item in form.items} <= set(outline.item_types):
        yield "a kind the exam does not ask"
    shares = apportion({each.code: each.share for each in outline.approaches} or {"": 1}, len(form))
    for approach in outline.approaches:
        if sum(question.approach in approach.takes for question in drawn) > shares[approach.code]:
            yield f"more than the share of {approach.code}"
    yield from _faults_of_sections(outline, form, drawn, bank.values())


def _faults_of_quotas(outline: Outline, form: Form) -> Iterator[str]:
    """Whether the numbers of questions by domain are those of the outline, among those that count and the others."""
    weights = {domain.code: domain.weight for domain in outline.domains}
    for scored, count in ((True, outline.scored), (False, outline.unscored)):
        found = Counter(outline.domain_of(item.task).code for item in form.items if item.scored is scored)
        wanted = apportion(weights, count)
        if any(found[code] != wanted[code] for code in weights):
            yield f"{'scored' if scored else 'unscored'} questions by domain"


def _faults_of_sections(
    outline: Outline, form: Form, drawn: Sequence[Question], bank: Iterable[Question]
) -> Iterator[str]:
    """Whether the sections cover the form, and the cases stand whole, together, and where they belong."""
    ends = [0, *(section.last for section in form.sections)]
    if ends[-1] != len(form) or any(s.first != end + 1 for s, end in zip(form.sections, ends, strict=False)):
        yield "sections that do not join"
    sizes = [len(s) for s, plan in zip(form.sections, outline.sections, strict=True) if not plan.cases]
    if max(sizes) - min(sizes) > 1:
        yield "sections of unequal size"
    for section, plan in zip(form.sections, outline.sections, strict=True):
        within = _cases_in(section, drawn, bank)
        if len(within) != plan.cases or any(case is None for case in within):
            yield "cases that are not where they belong"


def _cases_in(section: Section, drawn: Sequence[Question], bank: Iterable[Question]) -> list[str | None]:
    """The cases of a section in their order, None for one that is not whole and in its written order."""
    asked = drawn[section.first - 1 : section.last]
    runs = [(code, list(run)) for code, run in groupby(asked, key=_code_of)]
    whole = {code: [question for question in bank if _code_of(question) == code] for code, _ in runs if code}
    return [code if run == whole[code] else None for code, run in runs if code]


def _code_of(question: Question) -> str:
    """The code of a question's case, empty for one that stands alone."""
    return question.case.code if question.case else ""


def simulate(outline: Outline, bank: Sequence[Question], seeds: Iterable[int]) -> Findings:
    """Draw a form a seed for somebody who has seen nothing; every tenth time a second one for the same learner."""
    known = {question.id: question for question in bank}
    findings = Findings()
    for seed in seeds:
        form = draw(outline, bank, seed)
        findings.forms += 1
        findings.faults.update(set(faults_of(outline, known, form)))
        findings.drawn.update(item.question for item in form.items)
        if seed % 10 == 0:
            seen = {item.question: "2026-11-22" for item in form.items}
            findings.repeats.append(draw(outline, bank, seed + 1, seen).repeats)
    return findings


def simulate_in_parallel(outline: Outline, bank: Sequence[Question], forms: int) -> Findings:
    """The same for the seeds from 0, on every processor."""
    starts = [*range(0, forms, CHUNK), forms]
    chunks = [range(first, last) for first, last in pairwise(starts)]
    total = Findings()
    with ProcessPoolExecutor(os.cpu_count()) as processes:
        for findings in processes.map(partial(simulate, outline, bank), chunks):
            total.add(findings)
    return total


def row(name: str, bank: Sequence[Question], findings: Findings, questions: int) -> str:
    """A line of the table."""
    shares = sorted(findings.drawn[question.id] / findings.forms for question in bank)
    figures = [
        name,
        f"{findings.forms:,}",
        str(len(bank)),
        f"{findings.faults.total():,}",
        f"{questions / len(bank):.3f}",
        f"{shares[0]:.3f}",
        f"{median(shares):.3f}",
        f"{shares[-1]:.3f}",
        str(sum(share == 0 for share in shares)),
        f"{fmean(findings.repeats):.1f}" if findings.repeats else "",
    ]
    return f"| {' | '.join(figures)} |"


HEAD = """\
| outline | forms | bank | violations | mean share | least | median | most | never drawn | repeats in a second form |
|---|---|---|---|---|---|---|---|---|---|"""


def main() -> int:
    """Print the table; 1 when any form was wrong."""
    parser = argparse.ArgumentParser(prog="simulate_forms", description="Draw many forms and check each.")
    parser.add_argument("--forms", type=int, default=10_000, help="forms of each outline")
    parser.add_argument("--outline", help="only this one, as exam/edition")
    asked = parser.parse_args()
    print(HEAD, flush=True)
    faults = Counter[str]()
    for exam in load(ROOT / "content").exams:
        for outline in exam.outlines:
            name = f"{exam.code}/{outline.edition}"
            if asked.outline in {None, name}:
                began = perf_counter()
                bank = make_bank(outline, BANKS.get(exam.code, 2 * outline.questions))
                findings = simulate_in_parallel(outline, bank, asked.forms)
                print(row(name, bank, findings, outline.questions), flush=True)
                print(f"{name}: {perf_counter() - began:.0f} s", file=sys.stderr)
                faults += findings.faults
    for fault, count in faults.most_common():
        print(f"{count:,} forms: {fault}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
