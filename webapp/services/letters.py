"""Letters: written in the transaction of what they tell of, delivered later and outside of any transaction."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from webapp import mail
from webapp.domain.accounts import tidy_email
from webapp.domain.letters import Letter, Template
from webapp.services.work import Work, Workshop
from webapp.store import outbox as store

KEPT = timedelta(days=30)


def post(work: Work, *, to: str, template: Template, context: Mapping[str, str | int]) -> None:
    """Write a letter; it leaves only if the work that tells of it is kept."""
    letter = Letter(work.new_id(), tidy_email(to), template, context, written_at=work.now, due_at=work.now)
    store.add(work.session, letter)


def deliver_due(workshop: Workshop, post: mail.Post, *, limit: int = 50) -> int:
    """Deliver the letters that are due, at most `limit`; returns how many the post took.

    A letter is claimed in one short transaction and settled in another, and no transaction is open while the post is
    at work: a slow mail server holds nobody up. A process that dies in between leaves the letter claimed until its
    lease ends; then it is sent again under the same Message-ID.
    """
    delivered = 0
    for _ in range(limit):
        letter = _claim_next(workshop)
        if letter is None:
            break
        delivered += _deliver(workshop, post, letter)
    return delivered


def tidy(work: Work) -> None:
    """Forget letters that were delivered a month ago."""
    store.remove_sent(work.session, before=work.now - KEPT)


def _claim_next(workshop: Workshop) -> Letter | None:
    """Take the letter longest due out of the outbox for a while, or None."""
    with workshop.writing() as work:
        for letter in store.claim_due(work.session, at=work.now):
            claimed = letter.claim(at=work.now)
            store.keep(work.session, claimed)
            return claimed
    return None


def _deliver(workshop: Workshop, post: mail.Post, letter: Letter) -> bool:
    """Hand one letter to the post and keep what became of it."""
    refusal = ""
    try:
        post.send(letter)
    except mail.NotDelivered as error:
        refusal = str(error)
    with workshop.writing() as work:
        settled = letter.fail(refusal, at=work.now) if refusal else letter.deliver(at=work.now)
        store.keep(work.session, settled)
    return not refusal
