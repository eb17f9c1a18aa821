"""How attempts end: handed in, or closed because the time ran out. One function writes every ending."""

from __future__ import annotations

from uuid import UUID

from webapp.domain.exams.attempt import Attempt
from webapp.domain.exams.exposure import exposures as shown_by
from webapp.services.work import Work, Workshop
from webapp.store import exams as store
from webapp.store import exposures


def submit(work: Work, attempt_id: UUID) -> None:
    """Hand in and score; a second call finds the attempt finished and changes nothing."""
    attempt = store.claim(work.session, work.actor, attempt_id)
    if not attempt.finished:
        corrections = work.catalog.corrections_of(attempt.exam)
        _record(work, attempt.submit(work.now, corrections))


def close(work: Work, attempt: Attempt) -> None:
    """Write what is already true of an attempt past its deadline; one that was closed or extended is left alone."""
    settled = attempt.settle(work.now, work.catalog.corrections_of(attempt.exam))
    if settled is not attempt:
        _record(work, settled)


def close_expired(workshop: Workshop) -> int:
    """Record the closing of every attempt whose time has run out; the number of them."""
    closed = 0
    while _close_one(workshop):
        closed += 1
    return closed


def _close_one(workshop: Workshop) -> bool:
    """Close one expired attempt in a transaction of its own."""
    with workshop.writing() as work:
        attempt = store.claim_expired(work.session, at=work.now)
        if attempt is None:
            return False
        close(work, attempt)
        return True


def _record(work: Work, attempt: Attempt) -> None:
    """Keep how an attempt ended, and what it has shown."""
    store.keep(work.session, attempt)
    shown = shown_by(attempt, work.catalog.corrections_of(attempt.exam))
    exposures.keep(work.session, attempt.learner, attempt.exam, shown)
