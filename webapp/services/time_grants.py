"""Looking after attempts while they are sat: which run, how one stands, and minutes for one alone.

Looking changes nothing: it neither starts nor closes an attempt, and shows no answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from webapp.domain import access
from webapp.domain.access import Action
from webapp.domain.accounts import Account
from webapp.domain.errors import WrongState
from webapp.domain.exams import grants, timetable
from webapp.domain.exams.attempt import Attempt, State
from webapp.domain.exams.grants import TimeGrant
from webapp.domain.exams.outline import Exam
from webapp.domain.exams.regrade import PastScore
from webapp.domain.exams.standing import RunningAttempt, Standing
from webapp.domain.letters import Template
from webapp.services import endings, letters
from webapp.services.accommodations import require_person
from webapp.services.work import Work
from webapp.store import accounts, exams, scores, standings
from webapp.store import time_grants as store


@dataclass(frozen=True)
class Watch:
    """The attempts that run, as far as the actor may see them, with the names of their exams."""

    running: tuple[RunningAttempt, ...]
    exams: Mapping[str, str]


@dataclass(frozen=True)
class Look:
    """One attempt as whoever looks after it sees it, with what was granted to it and the scores it had before."""

    exam: Exam
    standing: Standing
    grants: tuple[TimeGrant, ...]
    past: tuple[PastScore, ...]


def list_running(work: Work) -> Watch:
    """The attempts that run: all of them for an admin, those of their learners for a mentor."""
    access.require(work.actor, Action.ACCOMMODATE)
    everybody = access.may(work.actor, Action.MANAGE_ACCOUNTS)
    running = standings.list_running(work.session, mentor=None if everybody else work.actor.person)
    return Watch(running, {exam.code: exam.title for exam in work.catalog.exams})


def look_in(work: Work, attempt_id: UUID) -> Look:
    """How an attempt of somebody the actor looks after stands."""
    access.require(work.actor, Action.ACCOMMODATE)
    standing = standings.get(work.session, attempt_id)
    require_person(work, standing.attempt.learner)
    return Look(
        exam=work.catalog.exam(standing.attempt.exam),
        standing=standing,
        grants=store.list_of_attempt(work.session, attempt_id),
        past=scores.list_past(work.session, attempt_id) if standing.attempt.finished else (),
    )


def grant(work: Work, attempt_id: UUID, minutes: int, reason: str, *, site_url: str) -> TimeGrant:
    """Add minutes to an attempt that runs, or open one again whose time ran out; one handed in stays closed.

    Whoever saw a result before keeps it in the record: the score of an attempt that is opened again becomes a past one.
    """
    access.require(work.actor, Action.ACCOMMODATE)
    attempt = exams.claim_any(work.session, attempt_id)
    require_person(work, attempt.learner)
    words = grants.check_reason(reason)
    settled = attempt.settle(work.now, work.catalog.corrections_of(attempt.exam))
    longer = timetable.grant_time(settled, minutes, work.now)
    account = accounts.claim(work.session, attempt.learner)
    given = TimeGrant(work.new_id(), attempt.id, minutes, words, settled.finished, work.now)
    if given.reopened:
        _make_room(work, attempt)
        scores.add(work.session, settled, reason=_reopened(given), at=work.now)
    exams.keep(work.session, longer)
    store.add(work.session, given, by=work.actor.person)
    _tell(work, account, longer, given, site_url=site_url)
    return given


def _make_room(work: Work, attempt: Attempt) -> None:
    """Refuse to open an attempt beside another one of its mode; one whose time is over is closed first."""
    for other in exams.claim_running(work.session, attempt.learner):
        same = (other.exam, other.conditions.mode) == (attempt.exam, attempt.conditions.mode)
        if other.id == attempt.id or not same:
            continue
        if not other.is_over(work.now):
            raise WrongState(
                "Another attempt of this kind runs already. Let it end first: only one can be open at a time."
            )
        endings.close(work, exams.claim_any(work.session, other.id))


def _reopened(given: TimeGrant) -> str:
    """Why the score became a past one."""
    return f"Opened again with {given.minutes} minutes more: {given.reason}"


def _tell(work: Work, account: Account, attempt: Attempt, given: TimeGrant, *, site_url: str) -> None:
    """Write to the learner how many minutes there are more, and why."""
    if not account.active:
        return
    context: dict[str, str | int] = {
        "name": account.name,
        "from_name": work.actor.name,
        "exam": work.catalog.exam(attempt.exam).title,
        "minutes": given.minutes,
        "reopened": int(given.reopened),
        "until": "" if attempt.resting else f"{attempt.deadline:%d %B %Y, %H:%M} UTC".lstrip("0"),
        "reason": given.reason,
        "link": f"{site_url}/exams/{attempt.exam}",
        "site": site_url,
    }
    letters.post(work, to=account.email, template=Template.TIME_GRANTED, context=context)


def is_reopenable(attempt: Attempt) -> bool:
    """Whether time can be added at all: it runs or ran out, and it has a clock."""
    return attempt.timed and attempt.state is not State.SUBMITTED
