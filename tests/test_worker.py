"""The worker: a round does what is due, and a round that fails does not end it."""

from __future__ import annotations

from threading import Event
from typing import NoReturn

import pytest

from webapp import worker
from webapp.domain.letters import Letter, Template
from webapp.services import letters
from webapp.services.work import Workshop


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


def test_a_round_delivers_what_is_due_once(workshop: Workshop) -> None:
    write_letters(workshop, "ada", "eve")
    pile = Pile()
    worker.go_round(workshop, pile)
    worker.go_round(workshop, pile)
    assert sorted(letter.to for letter in pile.letters) == ["ada@example.org", "eve@example.org"]


def test_rounds_go_on_after_one_that_failed(workshop: Workshop, caplog: pytest.LogCaptureFixture) -> None:
    write_letters(workshop, "ada", "eve")
    stop = Event()
    post = BrokenPost(stop, after=2)
    worker.go_rounds(workshop, post, stop, pause=0)
    assert post.tried == 2
    assert caplog.text.count("a round failed") == 2


def test_rounds_end_once_they_are_told_to(workshop: Workshop) -> None:
    stop = Event()
    stop.set()
    pile = Pile()
    write_letters(workshop, "ada")
    worker.go_rounds(workshop, pile, stop)
    assert len(pile.letters) == 1
