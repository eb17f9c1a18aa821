"""Reports of questions: made in the room or afterwards, answered by an author or an admin, followed by the reporter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from webapp.domain import access
from webapp.domain.access import Action
from webapp.domain.errors import BadInput, SectionLocked
from webapp.domain.exams import reports as rules
from webapp.domain.exams.attempt import Attempt
from webapp.domain.exams.corrections import Correction
from webapp.domain.exams.outline import Exam
from webapp.domain.exams.reports import OwnReport, QuestionReport, ReportState
from webapp.domain.letters import Template
from webapp.domain.progress.skills import Trap
from webapp.domain.questions import Question
from webapp.services import letters
from webapp.services.exams import questions_of
from webapp.services.work import Work
from webapp.store import accounts, exams
from webapp.store import reports as store


@dataclass(frozen=True)
class Asked:
    """The question somebody is about to report; `running` while nothing about its key may be shown."""

    exam: Exam
    attempt: Attempt
    position: int
    question: Question
    running: bool


@dataclass(frozen=True)
class OwnList:
    """What whoever asks has reported, with the questions by version and the names of the exams."""

    reports: tuple[OwnReport, ...]
    questions: Mapping[str, Question]
    exams: Mapping[str, str]


@dataclass(frozen=True)
class Queue:
    """What waits for an answer, oldest first."""

    reports: tuple[QuestionReport, ...]
    questions: Mapping[str, Question]
    exams: Mapping[str, str]


@dataclass(frozen=True)
class OpenReport:
    """A report with its question as the reporter saw it, and everything else that was said of that question.

    `outdated` says that the bank holds another version by now, `correction` how its answers are judged instead.
    """

    report: QuestionReport
    exam: str
    question: Question
    traps: Mapping[str, Trap]
    others: tuple[QuestionReport, ...]
    outdated: bool
    correction: Correction | None

    @property
    def alike(self) -> int:
        """How many other reports of this very version wait too."""
        version = self.report.version
        return sum(each.open and each.version == version for each in self.others)


def ask(work: Work, attempt_id: UUID, position: int) -> Asked:
    """The question to report: of a finished attempt any one, of one that runs only what can be answered now."""
    attempt = exams.get(work.session, work.actor, attempt_id)
    version = attempt.item(position).version
    running = not attempt.is_over(work.now)
    first, last = attempt.window
    if running and not first <= position <= last:
        raise SectionLocked
    exam = work.catalog.exam(attempt.exam)
    return Asked(exam, attempt, position, questions_of(work, version)[version], running)


def send(work: Work, attempt_id: UUID, position: int, words: str) -> bool:
    """Report a question; whether its attempt still runs. The same words sent twice are kept once."""
    asked = ask(work, attempt_id, position)
    text = rules.check_words(words)
    learner = accounts.claim(work.session, work.actor.person).id
    waiting = store.list_open_of_learner(work.session, learner)
    same = [each for each in waiting if each.version == asked.question.version]
    if any(each.words == text for each in same):
        return asked.running
    if same:
        raise BadInput("You have reported this question already, and it waits for an answer.", field="words")
    rules.require_room(len(waiting))
    store.add(
        work.session,
        QuestionReport(
            id=work.new_id(),
            learner=learner,
            attempt=attempt_id,
            exam=asked.attempt.exam,
            question=asked.question.id,
            version=asked.question.version,
            words=text,
            reported_at=work.now,
        ),
    )
    return asked.running


def list_own(work: Work) -> OwnList:
    """What whoever asks has reported."""
    mine = store.list_own(work.session, work.actor.person, at=work.now)
    asked = questions_of(work, *{each.report.version for each in mine})
    return OwnList(mine, asked, _titles(work))


def list_queue(work: Work) -> Queue:
    """What waits for an answer."""
    access.require(work.actor, Action.ANSWER_REPORTS)
    waiting = store.list_open(work.session)
    return Queue(waiting, questions_of(work, *{each.version for each in waiting}), _titles(work))


def open_report(work: Work, report_id: UUID) -> OpenReport:
    """One report, with its question's key and reasons."""
    access.require(work.actor, Action.ANSWER_REPORTS)
    report = store.get(work.session, report_id)
    everything = store.list_of_question(work.session, report.question)
    return OpenReport(
        report=report,
        exam=_titles(work).get(report.exam, report.exam),
        question=questions_of(work, report.version)[report.version],
        traps={trap.code: trap for trap in work.catalog.traps},
        others=tuple(each for each in everything if each.id != report.id),
        outdated=report.version not in work.catalog.versions,
        correction=_correction(work, report),
    )


def answer(
    work: Work, report_id: UUID, outcome: ReportState, reply: str, *, alike: bool, site_url: str
) -> int:
    """Answer a report, and with `alike` every other one of the same version; how many were answered."""
    access.require(work.actor, Action.ANSWER_REPORTS)
    report = store.claim(work.session, report_id)
    answered = [report.answer(outcome, reply, at=work.now)]
    if alike:
        waiting = store.claim_open_of_version(work.session, report.version)
        answered += [each.answer(outcome, reply, at=work.now) for each in waiting if each.id != report.id]
    attempts = [each.attempt for each in answered if each.attempt]
    running = store.find_running(work.session, attempts, at=work.now)
    for each in answered:
        store.keep(work.session, each, by=work.actor.person)
        _tell(work, each, site_url, held_back=each.attempt in running)
    return len(answered)


def _tell(work: Work, report: QuestionReport, site_url: str, *, held_back: bool) -> None:
    """Write to the reporter; while their attempt runs nothing of the reply, since it may name the key."""
    account = accounts.get(work.session, report.learner)
    if not account.active:
        return
    context: dict[str, str | int] = {
        "name": account.name,
        "exam": _titles(work).get(report.exam, report.exam),
        "words": report.words,
        "outcome": "" if held_back else report.state.value,
        "reply": "" if held_back else report.reply,
        "link": f"{site_url}/reports#report-{report.id}",
        "site": site_url,
    }
    letters.post(work, to=account.email, template=Template.REPORT_ANSWERED, context=context)


def _correction(work: Work, report: QuestionReport) -> Correction | None:
    """How answers to the reported version are judged instead, if its exam still stands on the shelf."""
    if all(exam.code != report.exam for exam in work.catalog.exams):
        return None
    return work.catalog.corrections_of(report.exam).get(report.version)


def _titles(work: Work) -> dict[str, str]:
    """The names of the exams."""
    return {exam.code: exam.title for exam in work.catalog.exams}
