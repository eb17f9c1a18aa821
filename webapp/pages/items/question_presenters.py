"""What the page of one question shows: its key, its figures, its distractor table, its versions and its reports."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import url_for
from markupsafe import Markup

from webapp.domain.exams.corrections import Rule
from webapp.domain.exams.reports import QuestionReport
from webapp.domain.items import proportions
from webapp.domain.items.figures import FEWEST_ANSWERS, FEWEST_RANKED, QuestionFigures, Trust
from webapp.domain.progress.skills import Trap
from webapp.domain.questions import Question
from webapp.pages.filters import day, plural
from webapp.pages.items.choice_presenters import ChoiceRow, choice_rows, choices_note
from webapp.pages.items.reasons import ReasonLine, reason_lines
from webapp.pages.items.wording import KINDS, STATES, decimal, related, share, wanting, whole
from webapp.pages.plans.states import State
from webapp.pages.reports.keys import KeyLine, key_lines
from webapp.services.item_reports import OpenQuestion, Version

Pairs = tuple[tuple[str, str], ...]
CORRECTED = {
    Rule.REKEY: "These answers are judged by another key",
    Rule.CREDIT: "Everybody has this question right, so its answers are set aside",
    Rule.EXCLUDE: "This question was taken out, so its answers are set aside",
}


@dataclass(frozen=True)
class VersionRow:
    """A version of the question in the list."""

    name: str
    note: str
    url: str
    state: State
    shown: bool


@dataclass(frozen=True)
class ReportRow:
    """A report in the list."""

    words: str
    note: str
    url: str
    state: State


@dataclass(frozen=True)
class QuestionPage:
    """One version of a question with everything that is known of it."""

    title: str
    exam: str
    task: str
    task_url: str
    state: State
    notices: tuple[str, ...]
    stem: Markup
    exhibit: Markup
    case: Markup
    key: tuple[KeyLine, ...]
    facts: Pairs
    reasons: tuple[ReasonLine, ...]
    choices: tuple[ChoiceRow, ...]
    choices_note: str
    traits: Pairs
    versions: tuple[VersionRow, ...]
    reports: tuple[ReportRow, ...]


def question_page(opened: OpenQuestion) -> QuestionPage:
    """The page of one version."""
    question, figures = opened.shown.question, opened.shown.figures
    return QuestionPage(
        title=question.id,
        exam=opened.exam.title,
        task=_task(opened),
        task_url=_task_url(opened),
        state=STATES[figures.share_trust if figures else Trust.TOO_FEW],
        notices=_notices(opened),
        stem=_safe(question.stem),
        exhibit=_safe(question.exhibit),
        case=_safe(question.case.situation if question.case else ""),
        key=key_lines(question, opened.traps),
        facts=_facts(opened, figures) if figures else (("Answers", wanting(0, FEWEST_ANSWERS, "answer")),),
        reasons=reason_lines(opened.suspect) if opened.suspect else (),
        choices=choice_rows(figures, question) if figures else (),
        choices_note=choices_note(figures),
        traits=traits_of(question, opened.traps),
        versions=tuple(_version(each, opened) for each in opened.versions),
        reports=tuple(_report(each) for each in opened.reports),
    )


def _safe(html: str) -> Markup:
    return Markup(html)  # noqa: S704 - sanitised when the catalogue was read


def _task(opened: OpenQuestion) -> str:
    """The question's task by its name, where the outline still has it."""
    titles = {task.code: f"{task.code} {task.title}" for task in opened.exam.outline.tasks}
    code = opened.shown.question.task or ""
    return titles.get(code, code)


def _task_url(opened: OpenQuestion) -> str:
    code = opened.shown.question.task
    known = any(task.code == code for task in opened.exam.outline.tasks)
    return url_for("items.task", exam=opened.exam.code, task=code) if known else ""


def _notices(opened: OpenQuestion) -> tuple[str, ...]:
    """What a reader must know before they read the figures."""
    said = []
    if not opened.shown.current:
        said.append("The bank holds this version no more: the question was changed or taken out.")
    if opened.correction:
        said.append(f"{CORRECTED[opened.correction.rule]}. {opened.correction.reason}")
    return tuple(said)


def traits_of(question: Question, traps: Mapping[str, Trap]) -> Pairs:
    """What an author says of a question."""
    named = {option.trap for option in question.options if option.trap in traps}
    return (
        ("Kind", KINDS[question.kind]),
        ("Cognitive", question.cognitive),
        ("Difficulty", f"{question.difficulty} of 5"),
        ("Approach", question.approach),
        ("Skills", ", ".join(question.skills)),
        ("Lesson", question.lesson),
        ("Rests on", question.reference),
        ("Traps", ", ".join(sorted(traps[trap].name for trap in named if trap)) or "none named"),
        ("Reviewed", day(question.reviewed)),
        ("Version", question.version),
    )


def _facts(opened: OpenQuestion, figures: QuestionFigures) -> Pairs:
    """The figures, as far as there are enough answers for each."""
    pairs = [("Answers", plural(figures.answers, "first answer"))]
    if figures.share_trust is Trust.TOO_FEW:
        return (*pairs, ("Right", wanting(figures.answers, FEWEST_ANSWERS, "answer")))
    difficulty = opened.shown.question.difficulty
    mean = proportions.expected(difficulty)
    pairs += [
        ("Right", share(figures.tally)),
        (
            "Expected",
            f"{whole(mean)} at difficulty {difficulty}; drawn to it {whole(figures.p_shrunk(difficulty))}",
        ),
        ("Left open", whole(figures.open / figures.answers)),
    ]
    if figures.seconds is not None:
        pairs.append(("Usual time", f"{round(figures.seconds)} seconds for a right answer"))
    return (*pairs, *_score_facts(opened, figures))


def _score_facts(opened: OpenQuestion, figures: QuestionFigures) -> Pairs:
    """The figures that rest on scores."""
    if figures.score_trust is Trust.TOO_FEW:
        return (("Corrected r", wanting(figures.ranked, FEWEST_RANKED, "score")),)
    provisional = "provisional" if figures.score_trust is Trust.PROVISIONAL else "settled"
    pairs = [("Scores", f"{figures.ranked}; what rests on them is {provisional}")]
    drawn = figures.r_shrunk(opened.spread)
    if figures.r is not None and figures.r_interval and drawn is not None:
        pairs.append(
            ("Corrected r", f"{related(figures.r, figures.r_interval)}; drawn to the bank {decimal(drawn)}")
        )
    if figures.item_total is not None:
        pairs.append(("Item-total r", decimal(figures.item_total)))
    if figures.d is not None:
        pairs.append(("D of 27 %", decimal(figures.d)))
    if figures.alpha is not None:
        bank = opened.counted.figures.alpha if opened.counted else None
        beside = "" if bank is None else f"; {decimal(bank, 4)} with it"
        pairs.append(("Alpha without", f"{decimal(figures.alpha, 4)}{beside}"))
    return tuple(pairs)


def _version(version: Version, opened: OpenQuestion) -> VersionRow:
    """A version in the list."""
    figures, name = version.figures, version.question.version
    note = "nobody’s answer counts yet"
    if figures and figures.share_trust is Trust.TOO_FEW:
        note = f"{plural(figures.answers, 'answer')}, too few to say more"
    elif figures:
        note = f"{share(figures.tally)} right, {plural(figures.answers, 'answer')}"
    return VersionRow(
        name=name[:12],
        note=note,
        url=url_for("items.version", question=version.question.id, version=name),
        state=State("open", "In the bank") if version.current else State("off", "Earlier"),
        shown=version is opened.shown,
    )


def _report(report: QuestionReport) -> ReportRow:
    """A report in the list."""
    state = State("wait", "Waits") if report.open else State("ok", "Answered")
    return ReportRow(
        report.words, day(report.reported_at), url_for("reports.show", report_id=report.id), state
    )
