"""What the pages of the question bank show."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from flask import url_for
from markupsafe import Markup

from webapp.domain.exams import blueprint
from webapp.domain.exams.outline import Domain
from webapp.domain.questions import Option, Question
from webapp.pages.filters import day, plural
from webapp.services.items import Coverage, TaskBank


@dataclass(frozen=True)
class TaskRow:
    """One task of an outline in the coverage table."""

    code: str
    title: str
    href: str
    questions: int
    multiple: int
    difficulty: str


@dataclass(frozen=True)
class DomainRows:
    """A domain of an outline with its tasks; `wanted` is its share of one form."""

    title: str
    weight: int
    wanted: int
    questions: int
    tasks: tuple[TaskRow, ...]


@dataclass(frozen=True)
class BankSection:
    """One exam's bank."""

    title: str
    outline: str
    summary: str
    spread: tuple[tuple[str, str], ...]
    domains: tuple[DomainRows, ...]


@dataclass(frozen=True)
class BankPage:
    """All banks."""

    title: str
    sections: tuple[BankSection, ...]


@dataclass(frozen=True)
class ShownOption:
    """An option with its reason, as authors see it."""

    label: str
    text: Markup
    why: Markup
    verdict: str
    tag: str
    trap: str | None


@dataclass(frozen=True)
class ShownQuestion:
    """A question with everything about it."""

    id: str
    stem: Markup
    options: tuple[ShownOption, ...]
    traits: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class TaskPage:
    """The questions of one task."""

    title: str
    path: str
    questions: tuple[ShownQuestion, ...]


def bank_page(coverages: tuple[Coverage, ...]) -> BankPage:
    """The coverage of every exam."""
    total = sum(coverage.size for coverage in coverages)
    return BankPage(
        title=f"{plural(total, 'question')} in {plural(len(coverages), 'bank')}",
        sections=tuple(_section(coverage) for coverage in coverages),
    )


def _section(coverage: Coverage) -> BankSection:
    """One exam's bank."""
    outline = coverage.exam.outline
    wanted = blueprint.apportion(
        {domain.code: domain.weight for domain in outline.domains}, outline.questions
    )
    return BankSection(
        title=coverage.exam.title,
        outline=outline.title,
        summary=f"{plural(coverage.size, 'question')}; a form asks {outline.questions}.",
        spread=tuple(
            (trait.title(), _words(coverage.counts(trait))) for trait in ("kind", "cognitive", "difficulty")
        ),
        domains=tuple(_domain(coverage, domain, wanted[domain.code]) for domain in outline.domains),
    )


def _words(counts: Counter[str]) -> str:
    """Counts in words, in the order of their names."""
    return ", ".join(f"{name}: {count}" for name, count in sorted(counts.items()))


def _domain(coverage: Coverage, domain: Domain, wanted: int) -> DomainRows:
    """A domain with its tasks."""
    rows = tuple(_task(coverage, task.code, task.title) for task in domain.tasks)
    return DomainRows(domain.title, domain.weight, wanted, sum(row.questions for row in rows), rows)


def _task(coverage: Coverage, code: str, title: str) -> TaskRow:
    """A task in the table."""
    questions = coverage.by_task[code]
    difficulties = [question.difficulty for question in questions]
    return TaskRow(
        code=code,
        title=title,
        href=url_for("items.task", exam=coverage.exam.code, task=code),
        questions=len(questions),
        multiple=sum(question.choose > 1 for question in questions),
        difficulty=f"{min(difficulties)} to {max(difficulties)}" if difficulties else "none",
    )


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
        stem=Markup(question.stem),  # noqa: S704 - sanitised when the catalogue was read
        options=tuple(_option(bank, option) for option in question.options),
        traits=(
            ("Kind", question.kind.value),
            ("Cognitive", question.cognitive),
            ("Difficulty", f"{question.difficulty} of 5"),
            ("Skills", ", ".join(question.skills)),
            ("Lesson", question.lesson),
            ("Rests on", question.reference),
            ("Reviewed", day(question.reviewed)),
            ("Version", question.version[:12]),
        ),
    )


def _option(bank: TaskBank, option: Option) -> ShownOption:
    """An option with its reason and trap."""
    trap = bank.traps.get(option.trap or "")
    return ShownOption(
        label=option.id.upper(),
        text=Markup(option.text),  # noqa: S704 - sanitised when the catalogue was read
        why=Markup(option.why),  # noqa: S704 - sanitised when the catalogue was read
        verdict="right" if option.correct else "neutral",
        tag="Key." if option.correct else "",
        trap=trap.name if trap else None,
    )
