"""Acknowledgements: what is answered to a save is the same for a right and a wrong answer, to the last byte.

Each answer is drawn by dice, right about every second time, and sent through the save's own door and through the route.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
from werkzeug.test import TestResponse

from tests.security.room import JSON, STUDY, Seat, fields_of, random_answer, sit
from tests.security.site import LEARNER, Site
from webapp.domain.exams.form import FormItem
from webapp.domain.questions import Kind

pytestmark = pytest.mark.sqlite_alone

ROUTE = {"Accept": "application/json, text/html;q=0.1"}
"""A script whose save the door leaves to the route."""
TRIES = 17
LEAST = 200
Look = tuple[Any, ...]


def look(response: TestResponse, *said: str) -> Look:
    """What can be told of an answer without reading it; its number and what was said to us are left out."""
    names = tuple(sorted(name for name, _ in response.headers.items() if name != "X-Request-ID"))
    said_length = sum(len(each) for each in said)
    body = response.get_json()
    said_length += len(str(body["sequence"]))
    fields = tuple(sorted((name, type(value).__name__) for name, value in body.items()))
    newer = tuple(sorted(body.get("newer", ())))
    return (response.status_code, len(response.data) - said_length, fields, newer, names)


def rounds(seat: Seat, dice: Random) -> Iterator[tuple[int, FormItem, int, str]]:
    """Answers to everything that can be answered now, again and again: position, item, what was seen, answer."""
    first, last = seat.attempt.window
    items = seat.attempt.form.items
    for seen in range(TRIES):
        for position in range(first, last + 1):
            item = items[position - 1]
            yield position, item, seen, random_answer(item, dice)


def sections(seat: Seat) -> Iterator[None]:
    """Each section in turn, until the last is open."""
    for section in seat.attempt.form.sections:
        yield
        if section.last < len(seat.attempt.form):
            seat.ends_section()
            seat.posts("resume")


@pytest.mark.parametrize("headers", [JSON, ROUTE], ids=["door", "route"])
@pytest.mark.parametrize("fields", [{"mode": "rehearsal"}, STUDY], ids=["rehearsal", "study"])
def test_a_right_and_a_wrong_answer_of_any_kind_are_acknowledged_alike(
    kinds_site: Site, headers: dict[str, str], fields: dict[str, str]
) -> None:
    seat, dice = sit(kinds_site, LEARNER, fields=fields), Random(11)
    looks: Counter[Look] = Counter()
    drawn: defaultdict[Kind, set[bool]] = defaultdict(set)
    for _ in sections(seat):
        for position, item, seen, answer in rounds(seat, dice):
            given = {**fields_of(item, answer), "seen": str(seen)}
            response = seat.saves(position, given, headers=headers)
            looks[look(response)] += 1
            drawn[item.kind].add(item.is_right(answer))
    assert len(looks) == 1, looks
    assert looks.total() >= LEAST
    assert [each[0] for each in looks] == [200]
    assert drawn == {kind: {True, False} for kind in Kind}


def test_refusals_of_right_and_wrong_answers_are_alike(kinds_site: Site) -> None:
    """An older page, a section that is not open, a break, a time that is up: each of its own make, whatever is sent."""
    seat, dice = sit(kinds_site, LEARNER), Random(12)
    items = seat.attempt.form.items
    looks: defaultdict[tuple[str, str], Counter[Look]] = defaultdict(Counter)

    def send(why: str, positions: range, *said: str) -> None:
        for position in positions:
            item = items[position - 1]
            for _ in range(6):
                answer = random_answer(item, dice)
                response = seat.saves(position, fields_of(item, answer))
                looks[why, response.get_json()["error"]][look(response, *said)] += 1

    for position in range(1, 5):
        given = {**fields_of(items[position - 1], random_answer(items[position - 1], dice)), "seen": "0"}
        assert seat.saves(position, given).status_code == 200
    for position in range(1, 5):
        send("an older page", range(position, position + 1), seat.attempt.entry(position).answer)
    send("a section to come", range(5, 13))
    seat.ends_section()
    send("a break", range(5, 13))
    seat.posts("resume")
    send("a section that is closed", range(1, 2), seat.attempt.entry(1).answer)
    kinds_site.clock.forward(minutes=75)
    send("the time is up", range(5, 13))
    seat.posts("submit")
    send("it is closed", range(5, 13))
    assert {why: len(each) for why, each in looks.items()} == {
        ("an older page", "Stale"): 1,
        ("a section to come", "SectionLocked"): 1,
        ("a break", "Resting"): 1,
        ("a section that is closed", "SectionLocked"): 1,
        ("the time is up", "TimeIsUp"): 1,
        ("it is closed", "AttemptClosed"): 1,
    }
    assert sum(each.total() for each in looks.values()) >= LEAST


def test_an_answer_that_stands_is_refused_alike_whether_it_was_right(kinds_site: Site) -> None:
    seat, dice = sit(kinds_site, LEARNER, fields=STUDY), Random(13)
    looks: Counter[Look] = Counter()
    drawn: Counter[bool] = Counter()
    for position, item in seat.attempt.form.numbered():
        answer = random_answer(item, dice)
        assert seat.saves(position, {**fields_of(item, answer), "checked": "1"}).status_code == 200
        for _ in range(4):
            response = seat.saves(position, fields_of(item, random_answer(item, dice)))
            looks[look(response, answer)] += 1
        drawn[item.is_right(answer)] += 1
    assert len(looks) == 1
    assert [each[0] for each in looks] == [409]
    assert set(drawn) == {True, False}


def test_a_form_is_led_on_alike_whether_its_answer_was_right(kinds_site: Site) -> None:
    seat, dice = sit(kinds_site, LEARNER, fields=STUDY), Random(14)
    looks: Counter[Look] = Counter()
    for position, item, seen, answer in rounds(seat, dice):
        given = {**fields_of(item, answer), "seen": str(seen), "go": "next"}
        response = seat.saves(position, given, headers={})
        led = response.headers["Location"].replace(f"/{position + 1}", "/next").replace("/overview", "/next")
        names = tuple(sorted(name for name, _ in response.headers.items()))
        looks[response.status_code, led.replace("questions/", ""), names] += 1
    assert len(looks) == 1, looks
