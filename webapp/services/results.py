"""What a person can read of an attempt that is over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from uuid import UUID

from webapp.domain.errors import WrongState
from webapp.domain.exams.attempt import Attempt
from webapp.domain.exams.corrections import Correction
from webapp.domain.exams.grants import TimeGrant
from webapp.domain.exams.outline import Exam, Outline
from webapp.domain.exams.records import FinishedAttempt
from webapp.domain.exams.regrade import PastScore
from webapp.domain.exams.review import Review, look_back
from webapp.domain.exams.scoring import Outcome
from webapp.domain.exams.sheet import AnswerEvent
from webapp.domain.exams.standing import RefusedSave
from webapp.domain.lessons import Lesson
from webapp.domain.progress.skills import Trap
from webapp.domain.questions import Question
from webapp.services.exams import questions_of
from webapp.services.work import Work
from webapp.store import earlier, scores, time_grants
from webapp.store import exams as store


@dataclass(frozen=True)
class Report:
    """A finished attempt with the questions it asked (by version), and the lessons and traps they point to.

    `events` is the whole log in the order of its positions; `earlier` are the attempts finished before this one.
    `past` are the scores it had before a correction or before it was opened again, `grants` the minutes added to it,
    and `refused` the saves that came too late.
    """

    exam: Exam
    outline: Outline
    attempt: Attempt
    questions: Mapping[str, Question]
    lessons: Mapping[str, Lesson]
    traps: Mapping[str, Trap]
    corrections: Mapping[str, Correction]
    events: tuple[tuple[AnswerEvent, datetime], ...]
    earlier: tuple[FinishedAttempt, ...]
    past: tuple[PastScore, ...] = ()
    grants: tuple[TimeGrant, ...] = ()
    refused: tuple[RefusedSave, ...] = ()

    @cached_property
    def review(self) -> Review:
        """The attempt looked back at, question by question."""
        return look_back(self.attempt, self.events, self.questions, self.corrections)

    @property
    def outcome(self) -> Outcome:
        """What the attempt came to."""
        if self.attempt.outcome is None:
            raise ValueError("an attempt that is not finished has no outcome")
        return self.attempt.outcome

    def question(self, position: int) -> Question:
        """The question that stood at a position; raises NotFound beyond the form."""
        return self.questions[self.attempt.item(position).version]


@dataclass(frozen=True)
class Comparison:
    """A finished attempt and those of the same exam that were finished before it, latest first."""

    exam: Exam
    attempt: Attempt
    earlier: tuple[Attempt, ...]
    corrections: Mapping[str, Correction]


def read(work: Work, attempt_id: UUID) -> Report:
    """The result of an attempt that is over; raises WrongState while it runs.

    An attempt whose time has run out is shown as what it is, whether or not its closing was recorded yet.
    """
    attempt, log = store.get_with_log(work.session, work.actor, attempt_id)
    attempt, corrections = _settled(work, attempt)
    exam = work.catalog.exam(attempt.exam)
    return Report(
        exam=exam,
        outline=exam.edition(attempt.edition),
        attempt=attempt,
        questions=questions_of(work, *{item.version for item in attempt.form.items}),
        lessons=work.catalog.lessons,
        traps={trap.code: trap for trap in work.catalog.traps},
        corrections=corrections,
        events=log.events,
        refused=log.refused,
        earlier=earlier.list_records(work.session, attempt),
        past=scores.list_past(work.session, attempt.id) if _may_have_past(attempt) else (),
        grants=time_grants.list_of_attempt(work.session, attempt.id)
        if attempt.conditions.extra_minutes
        else (),
    )


def compare(work: Work, attempt_id: UUID) -> Comparison:
    """An attempt that is over beside the last ones before it; raises WrongState while it runs."""
    attempt, corrections = _settled(work, store.get(work.session, work.actor, attempt_id))
    before = earlier.list_attempts(work.session, attempt)
    return Comparison(work.catalog.exam(attempt.exam), attempt, before, corrections)


def _settled(work: Work, attempt: Attempt) -> tuple[Attempt, Mapping[str, Correction]]:
    """An attempt as it ended, with the corrections of its exam; raises WrongState while it runs."""
    corrections = work.catalog.corrections_of(attempt.exam)
    settled = attempt.settle(work.now, corrections)
    if not settled.finished:
        raise WrongState("This attempt is still running.")
    return settled, corrections


def _may_have_past(attempt: Attempt) -> bool:
    """Whether there can be scores from before: only a correction or added time makes one."""
    return attempt.key_version > 0 or attempt.conditions.extra_minutes > 0
