"""Corrections reach attempts that are finished: each is judged anew once, and whoever it concerns is told.

Every attempt has a transaction of its own and is locked in it, so that a score always rests on one key version, which
stands beside it. Attempts that still run take the corrections when they end.
"""

from __future__ import annotations

from dataclasses import dataclass

from webapp.domain.errors import Collision
from webapp.domain.exams import regrade as rules
from webapp.domain.exams.regrade import Regrade
from webapp.domain.letters import Template
from webapp.services import letters
from webapp.services.work import Work, Workshop
from webapp.store import accounts, exposures, scores
from webapp.store import exams as store

TRIES = 20


@dataclass(frozen=True)
class Summary:
    """What a regrade came to: how many attempts were looked at, and how many have another score now."""

    looked_at: int = 0
    changed: int = 0

    def __add__(self, other: Summary) -> Summary:
        """Both together."""
        return Summary(self.looked_at + other.looked_at, self.changed + other.changed)


def regrade(workshop: Workshop, *, site_url: str, limit: int | None = None) -> Summary:
    """Bring finished attempts to the newest key version, at most `limit` of them; several may run at once."""
    summary = Summary()
    for exam in workshop.catalog.exams:
        while limit is None or summary.looked_at < limit:
            step = _next(workshop, exam.code, site_url)
            if step is None:
                break
            summary += step
    return summary


def _next(workshop: Workshop, exam: str, site_url: str) -> Summary | None:
    """The next outdated attempt of an exam, tried again when another writer was in the way; None when none is left."""
    if not workshop.catalog.corrections_of(exam):
        return None
    for _ in range(TRIES - 1):
        try:
            return _judge_one(workshop, exam, site_url)
        except Collision:
            continue
    return _judge_one(workshop, exam, site_url)


def _judge_one(workshop: Workshop, exam: str, site_url: str) -> Summary | None:
    """Judge one attempt anew in a transaction of its own."""
    corrections = workshop.catalog.corrections_of(exam)
    newest = max(each.number for each in corrections.values())
    with workshop.writing() as work:
        attempt = store.claim_outdated(work.session, exam, newest)
        return _keep(work, rules.regrade(attempt, corrections), site_url) if attempt else None


def _keep(work: Work, regraded: Regrade, site_url: str) -> Summary:
    """Keep what a regrade came to; without a change only the key version moves on."""
    store.keep(work.session, regraded.after)
    exam, learner = regraded.before.exam, regraded.before.learner
    if regraded.concerned:
        known = exposures.find(work.session, learner, exam)
        anew = regraded.exposed_anew(known, work.catalog.corrections_of(exam))
        exposures.keep(work.session, learner, exam, anew)
    if not regraded.changed:
        return Summary(looked_at=1)
    scores.add(work.session, regraded.before, reason=regraded.reason, at=work.now)
    _tell(work, regraded, site_url)
    return Summary(looked_at=1, changed=1)


def _tell(work: Work, regraded: Regrade, site_url: str) -> None:
    """Write to the learner what changed, by how much and why."""
    account = accounts.get(work.session, regraded.before.learner)
    if not account.active:
        return
    old, new = regraded.outcomes()
    attempt = regraded.after
    context: dict[str, str | int] = {
        "name": account.name,
        "exam": work.catalog.exam(attempt.exam).title,
        "taken": f"{attempt.started_at:%d %B %Y}".lstrip("0"),
        "old_right": old.total.right,
        "old_scored": old.total.asked,
        "new_right": new.total.right,
        "new_scored": new.total.asked,
        "passed": int(new.passed),
        "verdict_changed": int(new.passed != old.passed),
        "reasons": regraded.reason,
        "link": f"{site_url}/exams/attempts/{attempt.id}/result",
        "site": site_url,
    }
    letters.post(work, to=account.email, template=Template.RESULT_CHANGED, context=context)
