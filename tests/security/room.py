"""A seat in the exam room: one attempt of somebody, and everything a browser may send about it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from random import Random
from typing import Any
from uuid import UUID

from werkzeug.test import TestResponse

from tests.security.site import Site
from tests.support import make
from webapp.domain.answers import Way
from webapp.domain.exams.attempt import Attempt
from webapp.domain.exams.form import FormItem
from webapp.services import exams

JSON = {"Accept": "application/json"}
REHEARSAL = {"mode": "rehearsal"}
STUDY = {"mode": "study", "count": "20"}
OTHERS: tuple[Mapping[str, Any], ...] = (
    {},
    {"choice": "a"},
    {"choice": ["a", "b", "c", "d", "e", "f", "g", "h"]},
    {"choice": "z"},
    {"place-1": "a"},
    {"place-1": "a", "place-2": "a", "place-3": "a", "place-4": "a"},
    {"number": "12.5"},
    {"number": "twelve"},
    {"choice": "a", "checked": "1"},
    {"choice": "a", "go": "check"},
    {"choice": "a", "seen": "7"},
    {"choice": "a", "op": ""},
    {"choice": "a", "struck": "zz"},
    {"choice": "a", "highlights": "9-9-9"},
    {"choice": "a", "sure": "9"},
)
"""Answers of any kind and of none, beside what a page would send."""


@dataclass
class Seat:
    """Somebody at their attempt."""

    site: Site
    who: str
    attempt_id: UUID

    @property
    def attempt(self) -> Attempt:
        """The attempt as it is stored."""
        with self.site.workshop.reading(make.actor(self.site.people[self.who])) as work:
            return exams.look_over(work, self.attempt_id)[1]

    def url(self, tail: str) -> str:
        """An address of the attempt."""
        return f"/exams/attempts/{self.attempt_id}/{tail}"

    def gets(self, tail: str, **options: Any) -> TestResponse:
        """Open an address of the attempt."""
        return self.site.gets(self.who, self.url(tail), **options)

    def posts(self, tail: str, fields: Mapping[str, Any] | None = None, **options: Any) -> TestResponse:
        """Send fields to an address of the attempt."""
        return self.site.posts(self.who, self.url(tail), fields, **options)

    def saves(
        self, position: int, fields: Mapping[str, Any], *, headers: Mapping[str, str] = JSON
    ) -> TestResponse:
        """Save a question as its page would; the fields change what stands in it."""
        operation = str(UUID(int=next(OPERATIONS), version=4))
        data = {"op": operation, "seen": "0", "flagged": "0", **fields}
        return self.posts(f"questions/{position}", data, headers=headers)

    def ends_section(self) -> TestResponse:
        """Close the section that is open."""
        return self.posts(f"sections/{self.attempt.section}/end")


OPERATIONS = count(10**30)


def sit(site: Site, who: str, exam: str = "kinds", fields: Mapping[str, str] = REHEARSAL) -> Seat:
    """Start an attempt by the form."""
    response = site.posts(who, f"/exams/{exam}/attempts", fields)
    assert response.status_code == 303, response.text
    return Seat(site, who, UUID(response.headers["Location"].split("/")[3]))


def fields_of(item: FormItem, answer: str) -> dict[str, Any]:
    """The fields in which a page sends an answer."""
    if item.kind.way is Way.CHOOSE:
        return {"choice": list(answer)}
    if item.kind.way is Way.ENTER:
        return {"number": answer}
    return {f"place-{number}": letter for number, letter in enumerate(answer, start=1)}


def right_answer(item: FormItem) -> str:
    """What is right, as somebody would answer it."""
    return item.key.partition(";")[0]


def random_answer(item: FormItem, dice: Random) -> str:
    """A whole answer of the item's shape, right about every second time."""
    right = right_answer(item)
    if dice.random() < 0.5:
        return right
    if item.kind.way is Way.ENTER:
        return "".join(dice.choice("123456789") if sign.isdigit() else sign for sign in right)
    if item.kind.way is Way.CHOOSE:
        return "".join(sorted(dice.sample(item.letters, item.choose)))
    if item.kind.way is Way.ORDER:
        return "".join(dice.sample(item.letters, item.choose))
    return "".join(dice.choices(item.letters, k=item.choose))


def pages(seat: Seat, *, positions: Sequence[int]) -> Iterator[tuple[str, TestResponse]]:
    """Every page of an attempt, for people and for scripts, whether or not it can be opened now."""
    tails = [
        *(f"questions/{position}" for position in positions),
        *(f"questions/{position}/report" for position in positions),
        *(f"result/questions/{position}" for position in positions),
        *(
            "overview",
            "overview?show=open",
            "overview?show=flagged",
            "break",
            "state",
            "result",
            "comparison",
        ),
    ]
    for tail in tails:
        for headers in ({}, JSON):
            yield f"GET {tail}", seat.gets(tail, headers=headers)


def sends(seat: Seat, *, positions: Sequence[int]) -> Iterator[tuple[str, TestResponse]]:
    """Every form of an attempt but those that move it on, filled well and badly, for people and for scripts."""
    for position in positions:
        for fields in OTHERS:
            for headers in ({}, JSON):
                yield f"POST questions/{position} {fields}", seat.saves(position, fields, headers=headers)
        for words in ("", "short", "Two of its options are right.", "x" * 3000):
            yield (
                f"POST questions/{position}/report {words[:5]}",
                seat.posts(f"questions/{position}/report", {"words": words}),
            )
    for note in (
        {"text": "EV", "seen": "0"},
        {"text": "x", "seen": "99"},
        {"text": "x" * 20_000, "seen": "0"},
    ):
        for headers in ({}, JSON):
            yield "POST notes", seat.posts("notes", {"op": "1", **note}, headers=headers)
    for tail in ("sections/7/end", "sections/99999/end"):
        yield f"POST {tail}", seat.posts(tail)
