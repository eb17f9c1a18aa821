"""What is granted to people: who may grant it, how it reaches attempts that run, and the record of it.

An admin grants to anybody, a mentor to learners they are paired with; for everybody else the person is not there.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from webapp.domain import access
from webapp.domain.access import Action
from webapp.domain.accounts import Account
from webapp.domain.errors import Collision
from webapp.domain.exams import accommodation as rules
from webapp.domain.exams import grants, timetable
from webapp.domain.exams.accommodation import NONE, Accommodation
from webapp.domain.exams.grants import Grant, TimeGrant
from webapp.domain.exams.outline import Exam
from webapp.domain.exams.records import FinishedAttempt, OpenAttempt
from webapp.domain.letters import Template
from webapp.services import letters
from webapp.services.work import Work, Workshop
from webapp.store import accommodations as store
from webapp.store import accounts, exams, mentoring, time_grants

OVERTAKEN = timedelta(minutes=10)
"""How far back a grant is looked for that a start may have overtaken."""


@dataclass(frozen=True)
class Record:
    """What was granted to somebody: the grants, latest first, and the minutes added to single attempts."""

    person: Account
    grants: tuple[Grant, ...]
    time: tuple[TimeGrant, ...]
    open: tuple[OpenAttempt, ...]
    finished: tuple[FinishedAttempt, ...]
    exams: tuple[Exam, ...]

    @property
    def in_force(self) -> Accommodation:
        """What is granted now."""
        return self.grants[0].granted if self.grants else NONE


def require_person(work: Work, person: UUID) -> Account:
    """Somebody the actor may look after; raises NotFound for anybody else."""
    access.require(work.actor, Action.ACCOMMODATE)
    if not access.may(work.actor, Action.MANAGE_ACCOUNTS):
        mentoring.get_learner(work.session, person, mentor=work.actor.person)
    return accounts.get(work.session, person)


def open_record(work: Work, person: UUID) -> Record:
    """What was granted to somebody the actor may look after, with their attempts."""
    return _record(work, require_person(work, person))


def open_own(work: Work) -> Record:
    """What was granted to whoever asks."""
    return _record(work, accounts.get(work.session, work.actor.person))


def grant(work: Work, person: UUID, granted: Accommodation, reason: str, *, site_url: str) -> int:
    """Grant an accommodation from now on; how many attempts that run it reached.

    The same grant sent twice is kept once. Attempts are claimed before the account, in the order in which whoever
    hands in claims them.
    """
    require_person(work, person)
    words = grants.check_reason(reason)
    rules.check(granted, words)
    reached = _reach(work, person, granted)
    account = accounts.claim(work.session, person)
    past = store.list_grants(work.session, person)
    if grants.is_repeat(past[0] if past else None, granted, words):
        return reached
    given = Grant(work.new_id(), granted, words, work.now)
    store.add(work.session, person, given, by=work.actor.person)
    _tell(work, account, granted, words, reached=reached, first=not past, site_url=site_url)
    return reached


def catch_up(workshop: Workshop) -> int:
    """Let grants reach attempts that were being started at the same moment; how many were changed."""
    with workshop.reading() as work:
        since = work.now - OVERTAKEN
        learners = store.list_sitting(work.session, granted_since=since)
    changed = 0
    for learner in learners:
        try:
            with workshop.writing() as work:
                changed += _reach(work, learner, store.find(work.session, learner))
        except Collision:
            continue  # somebody else was writing; the next round looks again
    return changed


def _reach(work: Work, learner: UUID, granted: Accommodation) -> int:
    """Let an accommodation reach every attempt of a learner that runs; the number of those it changed.

    An attempt whose time is over stays over, recorded or not: opening it again is a decision of its own.
    """
    changed = 0
    for attempt in exams.claim_running(work.session, learner):
        widened = attempt if attempt.is_over(work.now) else timetable.widen(attempt, granted)
        if widened != attempt:
            exams.keep(work.session, widened)
            changed += 1
    return changed


def _tell(
    work: Work,
    account: Account,
    granted: Accommodation,
    reason: str,
    *,
    reached: int,
    first: bool,
    site_url: str,
) -> None:
    """Write to the learner what is granted now, and why."""
    if not account.active:
        return
    context: dict[str, str | int] = {
        "name": account.name,
        "from_name": work.actor.name,
        "first": int(first),
        "nothing": int(granted == NONE),
        "percent": granted.percent,
        "free_minutes": granted.free_minutes,
        "break_minutes": granted.break_minutes,
        "extra_breaks": granted.extra_breaks,
        "untimed": int(granted.untimed_practice),
        "quiet": int(granted.quiet_timer),
        "reason": reason,
        "reached": reached,
        "link": f"{site_url}/accommodations",
        "site": site_url,
    }
    letters.post(work, to=account.email, template=Template.ACCOMMODATION_GRANTED, context=context)


def _record(work: Work, account: Account) -> Record:
    """Everything of the record."""
    return Record(
        person=account,
        grants=store.list_grants(work.session, account.id),
        time=time_grants.list_of_learner(work.session, account.id),
        open=exams.list_open(work.session, account.id),
        finished=exams.list_finished(work.session, account.id),
        exams=work.catalog.exams,
    )
