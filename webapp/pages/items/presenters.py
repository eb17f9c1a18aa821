"""What the pages of the question bank show: how banks cover their outlines, and the questions of a task."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from flask import url_for
from markupsafe import Markup

from webapp.domain.items.coverage import DomainCover, Part
from webapp.domain.items.figures import FEWEST_ANSWERS, FEWEST_RANKED, BankFigures, QuestionFigures, Trust
from webapp.domain.questions import Kind, Question
from webapp.pages.filters import plural, when
from webapp.pages.items.question_presenters import Pairs, traits_of
from webapp.pages.items.wording import KINDS, STATES, decimal, related, share, wanting, whole
from webapp.pages.plans.states import State
from webapp.pages.reports.keys import KeyLine, key_lines
from webapp.services.items import Coverage, TaskBank


@dataclass(frozen=True)
class TaskRow:
    """One task of an outline in the coverage table; `short` says in words how many are missing."""

    title: str
    href: str
    questions: int
    others: int
    difficulty: str
    short: str


@dataclass(frozen=True)
class DomainRows:
    """A domain of an outline with its tasks; `wanted` is what two forms draw of it."""

    title: str
    weight: int
    questions: int
    wanted: int
    short: str
    tasks: tuple[TaskRow, ...]


@dataclass(frozen=True)
class BankSection:
    """One exam's bank; `state` says how far its figures can be trusted."""

    title: str
    outline: str
    summary: str
    short: tuple[str, ...]
    spread: Pairs
    figures: Pairs
    state: State
    domains: tuple[DomainRows, ...]


@dataclass(frozen=True)
class BankPage:
    """All banks; `suspects` says how many questions stand in the queue."""

    title: str
    suspects: str
    sections: tuple[BankSection, ...]


@dataclass(frozen=True)
class ShownQuestion:
    """A question with everything that is written about it, and in a line what its answers say."""

    id: str
    url: str
    stem: Markup
    exhibit: Markup
    case: Markup
    key: tuple[KeyLine, ...]
    traits: Pairs
    figures: str


@dataclass(frozen=True)
class TaskPage:
    """The questions of one task."""

    title: str
    path: str
    questions: tuple[ShownQuestion, ...]


def bank_page(coverages: tuple[Coverage, ...]) -> BankPage:
    """The coverage of every exam."""
    total = sum(coverage.size for coverage in coverages)
    suspects = sum(coverage.counted.figures.suspects for coverage in coverages if coverage.counted)
    return BankPage(
        title=f"{plural(total, 'question')} in {plural(len(coverages), 'bank')}",
        suspects=f"{plural(suspects, 'question')} to look at first"
        if suspects
        else "Questions to look at first",
        sections=tuple(_section(coverage) for coverage in coverages),
    )


def _section(coverage: Coverage) -> BankSection:
    """One exam's bank."""
    outline, cover = coverage.exam.outline, coverage.cover
    figures = coverage.counted.figures if coverage.counted else BankFigures(coverage.exam.code, 0)
    return BankSection(
        title=coverage.exam.title,
        outline=outline.title,
        summary=f"{plural(coverage.size, 'question')}; a form asks {outline.questions}.",
        short=tuple(
            _shortage(part)
            for part in (cover.size, *cover.approaches, *cover.kinds, cover.cases)
            if part.short
        ),
        spread=_spread(coverage),
        figures=_figures(figures, when(coverage.counted.at) if coverage.counted else ""),
        state=STATES[figures.trust],
        domains=tuple(_domain(coverage, domain) for domain in cover.domains),
    )


def _shortage(part: Part) -> str:
    """What is missing of something, in words."""
    title = KINDS.get(part.title, part.title)
    return f"{title[:1].upper()}{title[1:]}: {part.have} of {part.want}"


def _spread(coverage: Coverage) -> Pairs:
    """How the bank lies over the traits of its questions."""
    return (
        ("Kind", _words(coverage.counts("kind"), names=KINDS)),
        *(
            (trait.title(), _words(coverage.counts(trait)))
            for trait in ("approach", "cognitive", "difficulty")
        ),
    )


def _words(counts: Counter[str], names: dict[str, str] | None = None) -> str:
    """Counts in words, in the order of their names."""
    return ", ".join(f"{(names or {}).get(name, name)}: {count}" for name, count in sorted(counts.items()))


def _figures(figures: BankFigures, at: str) -> Pairs:
    """What the answers to a bank say together."""
    records = f"{plural(figures.records, 'attempt')}, {figures.whole} of them rehearsals with a score"
    counted = (("Counted", records),) if figures.records else ()
    if figures.trust is Trust.TOO_FEW or figures.alpha is None:
        return (*counted, ("Reliability", wanting(figures.whole, FEWEST_RANKED, "rehearsal")))
    mean, deviation, sem = figures.mean or 0.0, figures.deviation or 0.0, figures.sem or 0.0
    form = figures.questions
    return (
        *counted,
        ("Mean score", f"{whole(mean)}, standard deviation {decimal(100 * deviation / form, 1)} points"),
        (
            "Reliability",
            f"Alpha {decimal(figures.alpha)} for a form of {form}; KR-21 {decimal(figures.kr21 or 0.0)}",
        ),
        ("SEM", f"{decimal(sem, 1)} questions of {form}, {decimal(100 * sem / form, 1)} points"),
        ("As of", at),
    )


def _domain(coverage: Coverage, cover: DomainCover) -> DomainRows:
    """A domain with its tasks."""
    rows = tuple(_task(coverage, code, part) for code, part in cover.tasks.items())
    part = cover.whole
    return DomainRows(part.title, cover.domain.weight, part.have, part.want, _missing(part), rows)


def _missing(part: Part) -> str:
    return f"{part.short} short" if part.short else ""


def _task(coverage: Coverage, code: str, part: Part) -> TaskRow:
    """A task in the table."""
    questions = coverage.by_task[code]
    difficulties = [question.difficulty for question in questions]
    return TaskRow(
        title=part.title,
        href=url_for("items.task", exam=coverage.exam.code, task=code),
        questions=len(questions),
        others=sum(question.kind is not Kind.SINGLE for question in questions),
        difficulty=_range(difficulties),
        short=_missing(part),
    )


def _range(values: Iterable[int]) -> str:
    """The least and the greatest of some numbers."""
    held = sorted(values)
    if not held:
        return "none"
    return str(held[0]) if held[0] == held[-1] else f"{held[0]} to {held[-1]}"


def task_page(bank: TaskBank) -> TaskPage:
    """The questions of one task."""
    return TaskPage(
        title=f"{bank.task.code} {bank.task.title}",
        path=f"{bank.exam.title}, {bank.domain.title}",
        questions=tuple(_question(bank, question) for question in bank.questions),
    )


def _question(bank: TaskBank, question: Question) -> ShownQuestion:
    """A question with everything about it."""
    return ShownQuestion(
        id=question.id,
        url=url_for("items.question", question=question.id),
        stem=Markup(question.stem),  # noqa: S704 - sanitised when the catalogue was read
        exhibit=Markup(question.exhibit),  # noqa: S704 - as above
        case=Markup(question.case.situation if question.case else ""),  # noqa: S704 - as above
        key=key_lines(question, bank.traps),
        traits=traits_of(question, bank.traps),
        figures=_in_a_line(bank.figures.get(question.version)),
    )


def _in_a_line(figures: QuestionFigures | None) -> str:
    """What the answers to a question say, in a line."""
    if figures is None or figures.share_trust is Trust.TOO_FEW:
        return wanting(figures.answers if figures else 0, FEWEST_ANSWERS, "answer")
    said = f"{share(figures.tally)} right of {plural(figures.answers, 'answer')}"
    if figures.score_trust is Trust.TOO_FEW or figures.r is None or figures.r_interval is None:
        return said
    return f"{said}; corrected r {related(figures.r, figures.r_interval)}"
