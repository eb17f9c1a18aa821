"""The worker: a round does what is due, and a round that fails does not end it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from threading import Event
from typing import NoReturn

import pytest

from tests.support import exam_room, make
from tests.support.clock import HandClock
from webapp import worker
from webapp.catalog.shelf import Catalog
from webapp.domain.exams.accommodation import Accommodation
from webapp.domain.exams.attempt import State
from webapp.domain.exams.corrections import Correction, Rule
from webapp.domain.exams.grants import Grant
from webapp.domain.letters import Letter, Template
from webapp.services import letters
from webapp.services.work import Workshop
from webapp.settings import Settings
from webapp.store import accommodations, item_figures


@pytest.fixture
def shelf() -> Catalog:
    return exam_room.shelf()


class Pile:
    """A post that keeps what it is given."""

    def __init__(self) -> None:
        """Keep nothing yet."""
        self.letters: list[Letter] = []

    def send(self, letter: Letter) -> None:
        """Keep the letter."""
        self.letters.append(letter)


class BrokenPost:
    """A post that breaks in a way nobody foresaw, and says stop so that the test ends."""

    def __init__(self, stop: Event, *, after: int) -> None:
        """Break so many times."""
        self.stop, self.after, self.tried = stop, after, 0

    def send(self, letter: Letter) -> NoReturn:  # noqa: ARG002 - it is the post's
        """Break."""
        self.tried += 1
        if self.tried == self.after:
            self.stop.set()
        raise ZeroDivisionError


def write_letters(workshop: Workshop, *names: str) -> None:
    """Put a letter for each into the outbox."""
    for name in names:
        with workshop.writing() as work:
            to = f"{name}@example.org"
            letters.post(work, to=to, template=Template.NO_ACCOUNT, context={"site": "http://localhost"})


def test_a_round_delivers_what_is_due_once(workshop: Workshop, settings: Settings) -> None:
    write_letters(workshop, "ada", "eve")
    pile = Pile()
    worker.go_round(workshop, pile, settings)
    worker.go_round(workshop, pile, settings)
    assert sorted(letter.to for letter in pile.letters) == ["ada@example.org", "eve@example.org"]


def test_rounds_go_on_after_one_that_failed(
    workshop: Workshop, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    write_letters(workshop, "ada", "eve")
    stop = Event()
    post = BrokenPost(stop, after=2)
    worker.go_rounds(workshop, post, settings, stop, pause=0)
    assert post.tried == 2
    assert caplog.text.count("a round failed") == 2


def test_rounds_end_once_they_are_told_to(workshop: Workshop, settings: Settings) -> None:
    stop = Event()
    stop.set()
    pile = Pile()
    write_letters(workshop, "ada")
    worker.go_rounds(workshop, pile, settings, stop)
    assert len(pile.letters) == 1


def test_a_round_closes_what_has_run_out_unless_that_is_switched_off(
    workshop: Workshop, settings: Settings, clock: HandClock
) -> None:
    """F30: while the switch is off no clock, right or wrong, makes the worker close anything."""
    ada = make.actor(make.account(workshop))
    attempt = exam_room.start(workshop, ada)
    clock.forward(days=1)
    worker.go_round(workshop, Pile(), replace(settings, auto_close=False))
    seen = exam_room.look(workshop, ada, attempt)
    assert (seen.state, seen.is_over(clock.now)) == (State.OPEN, True)
    worker.go_round(workshop, Pile(), settings)
    seen = exam_room.look(workshop, ada, attempt)
    assert (seen.state, seen.finished_at) == (State.TIMED_OUT, seen.deadline)


def test_a_round_lets_grants_and_corrections_reach_what_they_have_missed(
    workshop: Workshop, settings: Settings
) -> None:
    mona, person = make.account(workshop, name="Mona"), make.account(workshop)
    ada, pile = make.actor(person), Pile()
    done = exam_room.start(workshop, ada)
    exam_room.answer_all(workshop, ada, done, wrong=1)
    exam_room.submit(workshop, ada, done)
    item = exam_room.look(workshop, ada, done).item(1)
    running = exam_room.seated(workshop, person.id).id
    with workshop.writing() as work:
        grant = Grant(work.new_id(), Accommodation(percent=200), "Letter of 3 May.", work.now)
        accommodations.add(work.session, person.id, grant, by=mona.id)
    correction = Correction(1, item.question, item.version, Rule.CREDIT, "Two keys.", date(2026, 11, 21))
    workshop.catalog = replace(workshop.catalog, corrections={"mini": (correction,)})
    worker.go_round(workshop, pile, settings)
    assert exam_room.look(workshop, ada, running).conditions.granted.percent == 200
    outcome = exam_room.look(workshop, ada, done).outcome
    assert outcome
    assert outcome.total.right == 4
    worker.go_round(workshop, pile, settings)
    assert [letter.template for letter in pile.letters] == [Template.RESULT_CHANGED]


def test_a_round_counts_what_has_ended_for_the_statistics_of_questions_when_it_tidies(
    workshop: Workshop, settings: Settings
) -> None:
    ada = make.actor(make.account(workshop))
    attempt_id = exam_room.start(workshop, ada)
    exam_room.answer_all(workshop, ada, attempt_id)
    exam_room.submit(workshop, ada, attempt_id)
    worker.go_round(workshop, Pile(), settings, tidy=False)
    with workshop.reading() as work:
        assert item_figures.list_banks(work.session) == {}
    worker.go_round(workshop, Pile(), settings)
    with workshop.reading() as work:
        assert item_figures.list_banks(work.session)["mini"].figures.records == 1
