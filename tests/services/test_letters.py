"""Letters, written in a work and delivered after it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from threading import Barrier, Thread
from uuid import UUID

import pytest

from tests.support import make
from tests.support.clock import HandClock
from webapp.domain.errors import BadInput, RuleBroken
from webapp.domain.letters import LEASE, MAX_TRIES, Letter, Template
from webapp.mail import NotDelivered
from webapp.services import letters
from webapp.services.work import Work, Workshop
from webapp.store import outbox


@dataclass
class Pile:
    """A post that piles letters up; it refuses as often as it is told to."""

    refusals: int = 0
    pile: list[Letter] = field(default_factory=list)

    def send(self, letter: Letter) -> None:
        """Take the letter, or refuse it."""
        if self.refusals:
            self.refusals -= 1
            raise NotDelivered("451 busy")
        self.pile.append(letter)


def write(work: Work, to: str = "ada@example.org") -> None:
    """A letter to Ada."""
    letters.post(work, to=to, template=Template.INVITATION, context={"from_name": "Bo", "link": "http://x/i"})


def the_letter(workshop: Workshop, letter_id: UUID) -> Letter:
    """The letter as it is kept now."""
    with workshop.reading() as work:
        return outbox.get(work.session, letter_id)


def test_a_letter_is_delivered_once_and_then_forgets_what_it_said(workshop: Workshop) -> None:
    with workshop.writing() as work:
        write(work)
    post = Pile()
    assert letters.deliver_due(workshop, post) == 1
    assert letters.deliver_due(workshop, post) == 0
    [sent] = post.pile
    assert (sent.to, sent.template, sent.context["link"]) == (
        "ada@example.org",
        Template.INVITATION,
        "http://x/i",
    )
    assert the_letter(workshop, sent.id).context == {}
    assert the_letter(workshop, sent.id).sent_at == workshop.now()


def test_a_letter_of_a_work_that_failed_does_not_exist(workshop: Workshop) -> None:
    def write_and_fail() -> None:
        with workshop.writing() as work:
            write(work)
            raise RuleBroken

    with pytest.raises(RuleBroken):
        write_and_fail()
    assert letters.deliver_due(workshop, Pile()) == 0


@pytest.mark.parametrize(
    "to", ["ada@example.org\nBcc: eve@example.org", "ada", "ada@example.org, eve@example.org"]
)
def test_a_letter_goes_to_one_address_or_is_not_written(workshop: Workshop, to: str) -> None:
    with workshop.writing() as work, pytest.raises(BadInput):
        write(work, to)
    assert letters.deliver_due(workshop, Pile()) == 0


def test_a_refused_letter_waits_longer_each_time_and_goes_in_the_end(
    workshop: Workshop, clock: HandClock
) -> None:
    with workshop.writing() as work:
        write(work)
    post = Pile(refusals=2)
    assert letters.deliver_due(workshop, post) == 0
    clock.forward(seconds=59)
    assert letters.deliver_due(workshop, post) == 0
    assert post.refusals == 1
    clock.forward(seconds=1)
    letters.deliver_due(workshop, post)
    clock.forward(minutes=1)
    assert letters.deliver_due(workshop, post) == 0
    clock.forward(minutes=1)
    assert letters.deliver_due(workshop, post) == 1
    kept = the_letter(workshop, post.pile[0].id)
    assert (kept.tries, kept.last_error) == (3, None)


def test_a_letter_refused_too_often_is_given_up_with_its_reason(workshop: Workshop, clock: HandClock) -> None:
    with workshop.writing() as work:
        write(work)
        [letter] = outbox.claim_due(work.session, at=work.now)
    post = Pile(refusals=100)
    for _ in range(40):
        letters.deliver_due(workshop, post)
        clock.forward(hours=6)
    kept = the_letter(workshop, letter.id)
    assert (kept.tries, kept.due_at, kept.sent_at, kept.last_error) == (MAX_TRIES, None, None, "451 busy")
    assert post.refusals == 100 - MAX_TRIES


def test_one_refused_letter_holds_no_other_up(workshop: Workshop) -> None:
    with workshop.writing() as work:
        for name in ("ada", "bo", "cy"):
            write(work, f"{name}@example.org")
    post = Pile(refusals=1)
    assert letters.deliver_due(workshop, post) == 2
    assert len({letter.to for letter in post.pile}) == 2


def test_no_more_letters_leave_than_the_limit(workshop: Workshop) -> None:
    with workshop.writing() as work:
        for number in range(5):
            write(work, f"a{number}@example.org")
    post = Pile()
    assert letters.deliver_due(workshop, post, limit=3) == 3
    assert letters.deliver_due(workshop, post) == 2


def test_a_letter_whose_worker_died_is_sent_when_its_lease_is_over(
    workshop: Workshop, clock: HandClock
) -> None:
    class Death(BaseException):
        """The process is killed."""

    class DyingPost:
        """Dies with a letter in hand."""

        def send(self, letter: Letter) -> None:
            """Die."""
            raise Death(letter.id)

    with workshop.writing() as work:
        write(work)
    with pytest.raises(Death):
        letters.deliver_due(workshop, DyingPost())
    post = Pile()
    assert letters.deliver_due(workshop, post) == 0
    clock.forward(seconds=LEASE.total_seconds())
    assert letters.deliver_due(workshop, post) == 1
    assert post.pile[0].tries == 2


def test_no_transaction_is_open_while_the_post_is_at_work(workshop: Workshop) -> None:
    class NosyPost:
        """Writes to the database while it has a letter in hand."""

        def send(self, letter: Letter) -> None:
            """Make an account meanwhile."""
            make.account(workshop, name="Meanwhile", email=letter.to)

    with workshop.writing() as work:
        write(work)
    assert letters.deliver_due(workshop, NosyPost()) == 1


def test_two_workers_side_by_side_deliver_every_letter_once(workshop: Workshop) -> None:
    with workshop.writing() as work:
        for number in range(20):
            write(work, f"a{number}@example.org")
    post, start, counts = Pile(), Barrier(2), []

    def deliver() -> None:
        start.wait()
        counts.append(letters.deliver_due(workshop, post))

    workers = [Thread(target=deliver) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sum(counts) == 20
    assert len({letter.to for letter in post.pile}) == len(post.pile) == 20


def test_a_disabled_person_gets_no_letter(workshop: Workshop) -> None:
    with workshop.writing() as work:
        make.account(work, email="ada@example.org", active=False)
        write(work)
    assert letters.deliver_due(workshop, Pile()) == 0


def test_delivered_letters_are_forgotten_after_a_month(workshop: Workshop, clock: HandClock) -> None:
    with workshop.writing() as work:
        write(work)
    post = Pile()
    letters.deliver_due(workshop, post)
    for days, known in ((29, True), (2, False)):
        clock.forward(days=days)
        with workshop.writing() as work:
            letters.tidy(work)
            since = work.now - timedelta(days=99)
            kinds = frozenset({Template.INVITATION})
            assert (outbox.count_written(work.session, "ada@example.org", kinds, since=since) == 1) is known
