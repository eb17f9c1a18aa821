"""The commands for the statistics of questions."""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterator
from pathlib import Path

from webapp.commands.command import Groups, Refused, add, group, open_workshop
from webapp.domain.items import proportions, suspicion
from webapp.domain.items.figures import FEWEST_ANSWERS, FEWEST_RANKED, QuestionFigures, Trust
from webapp.domain.items.suspicion import Sign
from webapp.services import item_reports, item_statistics
from webapp.services.item_reports import BankReport, Version
from webapp.services.work import Workshop
from webapp.settings import Settings

SIGNS = {
    Sign.MISKEY: "possible wrong key",
    Sign.NEGATIVE: "negative r",
    Sign.REPORTED: "reports",
    Sign.HARDER: "harder than expected",
    Sign.STRONG_DISTRACTOR: "drawn to a wrong option",
    Sign.FAST_WRONG: "wrong in haste",
    Sign.EASIER: "easier than expected",
    Sign.DEAD_DISTRACTOR: "dead option",
}
COLUMNS = (
    "exam", "question", "version", "in_bank", "task", "kind", "difficulty", "choice", "key", "answers", "count",
    "share", "low", "high", "drawn_share", "scores", "rest", "item_total", "r", "r_low", "r_high", "drawn_r", "d",
    "top", "alpha_without", "seconds", "trust_share", "trust_score", "signs",
)  # fmt: skip
HEAD = f"{'question':<18}{'answers':>8}{'right':>7}{'interval':>11}{'drawn':>7}{'r':>7}{'drawn':>7}{'D':>7}  signs"


def add_commands(groups: Groups) -> None:
    """Put them into the parser."""
    items = group(groups, "items", "The statistics of questions.")
    parser = add(items, "report", report)
    parser.add_argument("exam", nargs="?", help="one exam (default: every exam)")
    parser.add_argument(
        "--csv", type=Path, metavar="FILE", help="write every figure, of each choice too, to a file"
    )


def report(asked: argparse.Namespace, settings: Settings) -> None:
    """Count what has ended, compute the statistics of questions anew, and show them."""
    workshop = open_workshop(settings)
    reports = _reports(workshop, asked.exam)
    if asked.csv:
        _write(asked.csv, reports)
    for each in reports:
        print("\n".join(_table(each)))
    if asked.csv:
        print(f"Every figure stands in {asked.csv}.")


def _write(path: Path, reports: list[BankReport]) -> None:
    """Write every figure to a file."""
    try:
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, COLUMNS, restval="")
            writer.writeheader()
            writer.writerows(row for each in reports for row in _rows(each))
    except OSError as error:
        raise Refused(f"{path} cannot be written: {error.strerror}") from error


def _reports(workshop: Workshop, exam: str | None) -> list[BankReport]:
    """The reports that are asked for, over everything that has ended by now."""
    codes = [each.code for each in workshop.catalog.exams] if exam is None else [exam]
    with workshop.reading() as work:
        for code in codes:
            work.catalog.exam(code)
    while item_statistics.catch_up(workshop):
        pass
    with workshop.reading() as work:
        return [item_reports.report(work, code) for code in codes]


def _table(report: BankReport) -> Iterator[str]:
    """One bank as lines of text; questions that nobody has answered are counted, not listed."""
    answered = [each for each in report.versions if each.figures]
    yield f"{report.exam.title}: {len(report.versions)} questions, {len(answered)} of them answered"
    yield from _bank(report)
    if answered:
        yield ""
        yield HEAD
    for each in answered:
        yield _line(report, each)
    yield ""


def _bank(report: BankReport) -> Iterator[str]:
    """What the answers to a bank say together."""
    if report.counted is None:
        return
    bank = report.counted.figures
    yield f"Attempts counted: {bank.records}; rehearsals with a score: {bank.whole}"
    if bank.trust is Trust.TOO_FEW or bank.alpha is None:
        yield f"Not enough rehearsals yet to speak of reliability; it takes {FEWEST_RANKED}."
        return
    provisional = ", provisional" if bank.trust is Trust.PROVISIONAL else ""
    yield (
        f"A form of {bank.questions}: alpha {bank.alpha:.4f}, KR-21 {bank.kr21 or 0:.4f}, "
        f"SEM {bank.sem or 0:.2f} questions{provisional}"
    )


def _line(report: BankReport, version: Version) -> str:
    """One version in the table: what few answers do not allow stays out, a star marks what is provisional."""
    figures = version.figures
    if figures is None:
        return version.question.id
    name = version.question.id if version.current else f"  {version.question.version[:12]}"
    head = f"{name:<18}{figures.answers:>8}"
    if figures.share_trust is Trust.TOO_FEW:
        return f"{head}  not enough answers yet; it takes {FEWEST_ANSWERS}"
    low, high = figures.tally.interval()
    drawn = figures.p_shrunk(version.question.difficulty)
    shares = f"{figures.p:>7.2f}{f'{low:.2f}–{high:.2f}':>11}{drawn:>7.2f}"
    return f"{head}{shares}{_relations(report, figures)}  {_signs(version)}".rstrip()


def _relations(report: BankReport, figures: QuestionFigures) -> str:
    """What rests on scores."""
    if figures.score_trust is Trust.TOO_FEW or report.counted is None:
        return f"{'–':>7}" * 3
    star = "*" if figures.score_trust is Trust.PROVISIONAL else ""
    held = (figures.r, figures.r_shrunk(report.counted.figures.spread), figures.d)
    return "".join(f"{'–' if each is None else f'{each:.2f}{star}':>7}" for each in held)


def _signs(version: Version) -> str:
    """What speaks against a question, in a few words; a question mark where chance could explain it."""
    if version.figures is None or not version.current:
        return ""
    reasons = suspicion.suspect(version.figures, version.question).reasons
    return ", ".join(
        f"{SIGNS[each.sign]} {each.choice}".rstrip() + ("" if each.sure else "?") for each in reasons
    )


def _rows(report: BankReport) -> Iterator[dict[str, object]]:
    """Every figure: a row a version, and one for each of its choices."""
    for version in report.versions:
        question, figures = version.question, version.figures
        named = {"exam": report.exam.code, "question": question.id, "version": question.version}
        if figures is None:
            yield {**named, **_written(version), "answers": 0}
            continue
        yield {**named, **_written(version), **_question_row(report, version, figures)}
        for choice in figures.choices:
            low, high = figures.share_of(choice).interval()
            yield {
                **named,
                "choice": choice.name or "open",
                "key": int(choice.key),
                "answers": figures.answers,
                "count": choice.chosen,
                **_numbers(share=choice.chosen / figures.answers, low=low, high=high, rest=choice.rest),
                **_numbers(r=choice.r, top=choice.top),
                "scores": choice.ranked,
            }


def _written(version: Version) -> dict[str, object]:
    """What is written about a question."""
    question = version.question
    return {
        "in_bank": int(version.current),
        "task": question.task or "",
        "kind": question.kind.value,
        "difficulty": question.difficulty,
    }


def _question_row(report: BankReport, version: Version, figures: QuestionFigures) -> dict[str, object]:
    """The figures of one version."""
    low, high = figures.tally.interval()
    around = figures.r_interval or (None, None)
    difficulty = version.question.difficulty
    spread = report.counted.figures.spread if report.counted else None
    return {
        "answers": figures.answers,
        "count": figures.right,
        "scores": figures.ranked,
        "trust_share": figures.share_trust.value,
        "trust_score": figures.score_trust.value,
        "signs": _signs(version),
        **_numbers(share=figures.p, low=low, high=high),
        **_numbers(drawn_share=proportions.shrunk(figures.tally, proportions.expected(difficulty))),
        **_numbers(item_total=figures.item_total, r=figures.r, r_low=around[0], r_high=around[1]),
        **_numbers(drawn_r=figures.r_shrunk(spread) if spread else None, d=figures.d),
        **_numbers(alpha_without=figures.alpha, seconds=figures.seconds),
    }


def _numbers(**values: float | None) -> dict[str, object]:
    """Numbers with four places; what has no value stays empty."""
    return {name: "" if value is None else f"{value:.4f}" for name, value in values.items()}
