"""What the answers say of single questions: one question with its figures, those to look at first, a whole report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from webapp.catalog.shelf import Catalog
from webapp.domain.errors import NotFound
from webapp.domain.exams.corrections import Correction
from webapp.domain.exams.outline import Exam
from webapp.domain.exams.reports import QuestionReport
from webapp.domain.items import suspicion
from webapp.domain.items.correlation import USUAL, Spread
from webapp.domain.items.figures import QuestionFigures
from webapp.domain.items.suspicion import MANY_REPORTS, Suspect
from webapp.domain.progress.skills import Trap
from webapp.domain.questions import Question
from webapp.services.exams import questions_of
from webapp.services.work import Work
from webapp.store import item_figures, questions, reports
from webapp.store.item_figures import Counted

MOST_SUSPECTS = 50


@dataclass(frozen=True)
class Version:
    """One version of a question with its figures, if it was answered; `current` is the one the bank holds."""

    question: Question
    figures: QuestionFigures | None
    current: bool


@dataclass(frozen=True)
class OpenQuestion:
    """One version of a question with everything that is known of it.

    `suspect` holds what speaks against it, `versions` all there were, `reports` what readers said of any of them.
    """

    exam: Exam
    shown: Version
    versions: tuple[Version, ...]
    suspect: Suspect | None
    counted: Counted | None
    reports: tuple[QuestionReport, ...]
    correction: Correction | None
    traps: Mapping[str, Trap]

    @property
    def spread(self) -> Spread:
        """How the correlations of the bank lie."""
        return self.counted.figures.spread if self.counted else USUAL


@dataclass(frozen=True)
class SuspectLine:
    """A question to look at, with its exam and its reasons."""

    exam: Exam
    question: Question
    suspect: Suspect


@dataclass(frozen=True)
class SuspectQueue:
    """Questions to look at, the most severe first; `more` says that there are others. `at` is None before any count."""

    lines: tuple[SuspectLine, ...]
    more: bool
    at: datetime | None


@dataclass(frozen=True)
class BankReport:
    """Everything known of the answers to one bank: its questions in order, each with its figures if answered."""

    exam: Exam
    counted: Counted | None
    versions: tuple[Version, ...]


def open_question(work: Work, question_id: str, version: str | None = None) -> OpenQuestion:
    """One version of a question, the bank's unless another is named; raises NotFound for what was never published."""
    if not question_id.isprintable():
        raise NotFound  # no database need be asked for it, and one would choke on it
    current = {each.id: each for each in work.catalog.versions.values()}.get(question_id)
    kept = questions.list_of_question(work.session, question_id)
    if current:
        kept[current.version] = current
    figures = {each.version: each for each in item_figures.list_of_question(work.session, question_id)}
    versions = sorted(
        (Version(each, figures.get(name), each is current) for name, each in kept.items()), key=_newest_first
    )
    shown = next((each for each in versions if version in (None, each.question.version)), None)
    if shown is None:
        raise NotFound
    exam = _exam_of(work.catalog, shown)
    waiting = reports.list_of_question(work.session, question_id)
    return OpenQuestion(
        exam=exam,
        shown=shown,
        versions=tuple(versions),
        suspect=_suspect(shown, waiting),
        counted=item_figures.list_banks(work.session).get(exam.code),
        reports=waiting,
        correction=work.catalog.corrections_of(exam.code).get(shown.question.version),
        traps={trap.code: trap for trap in work.catalog.traps},
    )


def list_suspects(work: Work) -> SuspectQueue:
    """The questions of the banks that something speaks against, reports of readers included."""
    found = {each.version: each for each in item_figures.list_suspects(work.session, limit=MOST_SUSPECTS + 1)}
    more = len(found) > MOST_SUSPECTS
    waiting = reports.count_open(work.session, at_least=MANY_REPORTS)
    reported = item_figures.list_of_versions(work.session, waiting.keys() - found.keys()) if waiting else {}
    exams = {each.version: exam for exam in work.catalog.exams for each in work.catalog.bank(exam.code)}
    current = work.catalog.versions
    found |= {
        version: reported.get(version) or _unanswered(exams[version], current[version])
        for version in waiting.keys() & exams.keys() - found.keys()
    }
    lines = [
        SuspectLine(exams[version], current[version], suspect)
        for version, figures in found.items()
        if version in exams
        and (suspect := suspicion.suspect(figures, current[version], waiting.get(version, 0))).reasons
    ]
    lines.sort(key=lambda line: line.suspect.order)
    counted = [each.at for each in item_figures.list_banks(work.session).values()]
    return SuspectQueue(tuple(lines[:MOST_SUSPECTS]), more, max(counted, default=None))


def report(work: Work, exam_code: str) -> BankReport:
    """The figures of every question of an exam, of versions the bank has let go as well."""
    exam = work.catalog.exam(exam_code)
    bank = work.catalog.bank(exam.code)
    current = {question.version for question in bank}
    figures = {each.version: each for each in item_figures.list_of_exam(work.session, exam.code)}
    past = questions_of(work, *(figures.keys() - current))
    versions = [Version(each, figures.get(each.version), current=True) for each in bank]
    versions += [Version(past[name], figures[name], current=False) for name in past]
    versions.sort(key=lambda each: (each.question.id, *_newest_first(each)))
    return BankReport(exam, item_figures.list_banks(work.session).get(exam.code), tuple(versions))


def _newest_first(version: Version) -> tuple[bool, int, str]:
    """The bank's own version first, then those most answered."""
    answered = version.figures.answers if version.figures else 0
    return (not version.current, -answered, version.question.version)


def _exam_of(catalog: Catalog, version: Version) -> Exam:
    """The exam a question belongs to; NotFound when it has left the shelf, or the question belongs to a lesson."""
    for exam in catalog.exams:
        if version.figures and version.figures.exam == exam.code:
            return exam
        if any(each.id == version.question.id for each in catalog.bank(exam.code)):
            return exam
    raise NotFound


def _suspect(version: Version, said: tuple[QuestionReport, ...]) -> Suspect | None:
    """What speaks against a version, where anything does."""
    question = version.question
    waiting = sum(each.open and each.version == question.version for each in said)
    figures = version.figures
    if figures is None:
        return None
    found = suspicion.suspect(figures, question, waiting)
    return found if found.reasons else None


def _unanswered(exam: Exam, question: Question) -> QuestionFigures:
    """The figures of a question nobody's answer to was counted."""
    return QuestionFigures(exam.code, question.id, question.version, 0, 0)
