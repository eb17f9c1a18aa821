"""The order of an exam: what comes too early, too late, twice or to the wrong place changes nothing.

Everything here is sent as a script of somebody's own would send it; after each the database is compared row by row.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from tests.security.room import JSON, STUDY, Seat, fields_of, right_answer, sit
from tests.security.site import LEARNER, NOBODYS, Rows, Site
from webapp.domain.questions import Kind

pytestmark = pytest.mark.sqlite_alone

Try = Callable[[Seat], Any]
EVIDENCE = "refused_answer"
"""A save that came too late is kept as evidence, and counts for nothing."""
OF_ANOTHER_KIND: dict[Kind, tuple[dict[str, Any], ...]] = {
    Kind.SINGLE: ({"choice": ["a", "b"]}, {"choice": "h"}, {"place-1": "h"}, {"number": "7"}),
    Kind.MULTIPLE: ({"choice": ["a", "b", "c"]}, {"choice": "h"}, {"number": "7"}),
    Kind.HOTSPOT: ({"choice": "c"}, {"choice": ["a", "b"]}, {"number": "7"}),
    Kind.MATCHING: ({"choice": "a"}, {"place-1": "a", "place-2": "a"}, {"number": "7"}, {"place-1": "h"}),
    Kind.DROPDOWN: ({"choice": "a"}, {"place-1": "d", "place-2": "a"}, {"number": "7"}),
    Kind.ORDERING: (
        {"choice": "a"},
        {"place-1": "a", "place-2": "a", "place-3": "b"},
        {"place-1": "d", "place-2": "a", "place-3": "b"},
        {"number": "7"},
    ),
    Kind.NUMERIC: (
        {"choice": "a"},
        {"place-1": "a"},
        {"number": "NaN"},
        {"number": "1e9"},
        {"number": "1,5,0"},
    ),
}


def without_evidence(rows: Rows) -> Rows:
    """The rows that count."""
    return {table: each for table, each in rows.items() if table != EVIDENCE}


def save(position: int, **fields: Any) -> Try:
    """Save a question."""
    return lambda seat: seat.saves(position, {"choice": "a", **fields})


def post(tail: str, **fields: Any) -> Try:
    """Send a form of the attempt."""
    return lambda seat: seat.posts(tail, fields, headers=JSON)


def get(tail: str) -> Try:
    """Open a page of the attempt."""
    return lambda seat: seat.gets(tail, headers=JSON)


def moved_on(seat: Seat) -> Seat:
    """The first section is closed, and its break over."""
    seat.ends_section()
    seat.posts("resume")
    return seat


def on_a_break(seat: Seat) -> Seat:
    """The break after the first section runs."""
    seat.ends_section()
    return seat


def out_of_time(seat: Seat) -> Seat:
    """The time is up and nobody has recorded it."""
    seat.site.clock.forward(minutes=75)
    return seat


def handed_in(seat: Seat) -> Seat:
    """It is over."""
    seat.posts("submit")
    return seat


def just_begun(seat: Seat) -> Seat:
    """Nothing has happened yet."""
    return seat


REFUSED: tuple[tuple[Callable[[Seat], Seat], Try, int, str], ...] = (
    (just_begun, save(5), 409, "SectionLocked"),
    (just_begun, save(12), 409, "SectionLocked"),
    (just_begun, save(0), 404, "NotFound"),
    (just_begun, save(13), 404, "NotFound"),
    (just_begun, save(999_999), 404, "NotFound"),
    (just_begun, save(10**30), 404, "NotFound"),
    (just_begun, save(1, seen="1"), 409, "Stale"),
    (just_begun, save(1, seen="999999"), 409, "Stale"),
    (just_begun, save(1, checked="1"), 422, "BadInput"),
    (just_begun, save(1, go="check"), 422, "BadInput"),
    (just_begun, save(1, choice="", checked="1"), 422, "BadInput"),
    (just_begun, save(1, spent="-1"), 422, "BadInput"),
    (just_begun, save(1, sure="4"), 422, "BadInput"),
    (just_begun, save(1, struck="abz"), 422, "BadInput"),
    (just_begun, save(1, highlights=",".join(["1-2"] * 40)), 422, "BadInput"),
    (just_begun, save(1, highlights="<b>"), 422, "BadInput"),
    (just_begun, save(1, op="1"), 422, "BadInput"),
    (just_begun, save(1, op="' OR 1=1"), 422, "BadInput"),
    (just_begun, post("sections/1/end"), 409, "WrongState"),
    (just_begun, post("sections/2/end"), 409, "WrongState"),
    (just_begun, post("sections/3/end"), 404, "NotFound"),
    (just_begun, post("sections/99999999999/end"), 404, "NotFound"),
    (just_begun, post("pause"), 409, "WrongState"),
    (just_begun, post("notes", text="x" * 10_001, seen="0"), 422, "BadInput"),
    (just_begun, post("notes", text="x", seen="5"), 409, "Stale"),
    (just_begun, post("notes", text="x", seen="-1"), 422, "BadInput"),
    (just_begun, post("notes", text="x"), 422, "BadInput"),
    (just_begun, post("questions/5/report", words="It is not open yet."), 409, "SectionLocked"),
    (just_begun, post("questions/0/report", words="There is no such one."), 404, "NotFound"),
    (just_begun, get("questions/5/report"), 409, "SectionLocked"),
    (just_begun, get("result"), 409, "WrongState"),
    (just_begun, get("result/questions/1"), 409, "WrongState"),
    (just_begun, get("comparison"), 409, "WrongState"),
    (on_a_break, save(5), 409, "Resting"),
    (on_a_break, save(1), 409, "Resting"),
    (on_a_break, post("sections/1/end"), 409, "WrongState"),
    (on_a_break, get("questions/5/report"), 409, "SectionLocked"),
    (on_a_break, post("questions/1/report", words="It is closed by now."), 409, "SectionLocked"),
    (moved_on, save(1), 409, "SectionLocked"),
    (moved_on, save(4), 409, "SectionLocked"),
    (moved_on, save(9), 409, "SectionLocked"),
    (moved_on, get("questions/1/report"), 409, "SectionLocked"),
    (out_of_time, save(1), 410, "TimeIsUp"),
    (out_of_time, post("notes", text="x", seen="0"), 410, "TimeIsUp"),
    (out_of_time, post("sections/0/end"), 410, "TimeIsUp"),
    (out_of_time, post("pause"), 410, "TimeIsUp"),
    (handed_in, save(1), 409, "AttemptClosed"),
    (handed_in, post("notes", text="x", seen="0"), 409, "AttemptClosed"),
    (handed_in, post("sections/0/end"), 409, "AttemptClosed"),
    (handed_in, post("pause"), 409, "AttemptClosed"),
    (handed_in, get("result/questions/13"), 404, "NotFound"),
    (handed_in, get("result/questions/0"), 404, "NotFound"),
)


def test_whatever_comes_out_of_its_order_is_refused_and_changes_nothing(kinds_site: Site) -> None:
    seat, wrong = sit(kinds_site, LEARNER), []
    begun, started = kinds_site.rows(), kinds_site.clock.now
    for moment, attempt, status, error in REFUSED:
        kinds_site.restore(begun)
        kinds_site.clock.now = started
        before = without_evidence(moment(seat).site.rows())
        response = attempt(seat)
        found = (response.status_code, (response.get_json() or {}).get("error"))
        if found != (status, error) or without_evidence(kinds_site.rows()) != before:
            wrong.append((moment.__name__, response.request.path, found, (status, error)))
    assert wrong == []


def test_going_on_without_a_break_and_closing_twice_change_nothing(kinds_site: Site) -> None:
    seat = sit(kinds_site, LEARNER)
    before = kinds_site.rows()
    assert seat.posts("resume").headers["Location"] == seat.url("questions/1")
    assert kinds_site.rows() == before
    seat.ends_section()
    before = kinds_site.rows()
    assert seat.posts("sections/0/end").headers["Location"] == seat.url("break")
    assert kinds_site.rows() == before


def test_handing_in_twice_leaves_the_first_as_it_was(kinds_site: Site) -> None:
    seat = sit(kinds_site, LEARNER)
    seat.posts("submit")
    before = kinds_site.rows()
    kinds_site.clock.forward(minutes=5)
    for tail in ("submit", "resume"):
        assert seat.posts(tail).headers["Location"] == seat.url("result")
    assert kinds_site.rows() == before


def test_nothing_is_saved_before_there_is_an_attempt(kinds_site: Site) -> None:
    before = kinds_site.rows()
    for nobodys in (NOBODYS, UUID(int=0), kinds_site.people[LEARNER].id):
        seat = Seat(kinds_site, LEARNER, nobodys)
        for tail in ("submit", "pause", "resume", "sections/0/end"):
            assert seat.posts(tail).status_code == 404
        assert seat.posts("notes", {"text": "x", "seen": "0"}).status_code == 404
        assert seat.posts("questions/1/report", {"words": "There is no attempt."}).status_code == 404
        for headers in ({}, JSON):
            assert seat.saves(1, {"choice": "a"}, headers=headers).status_code == 404
    assert kinds_site.rows() == before


def test_an_answer_of_another_kind_is_taken_by_no_question(kinds_site: Site) -> None:
    seat = sit(kinds_site, LEARNER, fields=STUDY)
    before, taken, kinds = kinds_site.rows(), [], set()
    for position, item in seat.attempt.form.numbered():
        kinds.add(item.kind)
        for fields in OF_ANOTHER_KIND[item.kind]:
            for headers in ({}, JSON):
                response = seat.saves(position, fields, headers=headers)
                if response.status_code != 422:
                    taken.append((item.kind, fields, response.status_code))
    assert taken == []
    assert kinds == set(Kind)
    assert kinds_site.rows() == before


def test_an_answer_that_stands_stands(kinds_site: Site) -> None:
    """Whoever has read the reason gets no second answer; no number of saves talks them out of it."""
    seat = sit(kinds_site, LEARNER, fields=STUDY)
    for position, item in seat.attempt.form.numbered():
        assert seat.saves(position, {"checked": "1", "number": ""} if not item.letters else {"checked": "1"})
    before = kinds_site.rows()
    for position, item in seat.attempt.form.numbered():
        for seen in ("0", "1", "2"):
            given = {**fields_of(item, right_answer(item)), "seen": seen}
            response = seat.saves(position, given)
            assert (response.status_code, response.get_json()["error"]) == (409, "AnswerStands")
    assert kinds_site.rows() == before


def test_no_attempt_goes_on_with_a_time_somebody_has_sent(kinds_site: Site) -> None:
    names = ("at", "now", "saved_at", "deadline", "started_at", "finished_at", "ends_at", "left")
    forged = dict.fromkeys(names, "2099-01-01T00:00:00+00:00")
    seat = sit(kinds_site, LEARNER)
    before = seat.attempt
    assert seat.saves(1, {"choice": "a", **forged}).status_code == 200
    entry = seat.attempt.entry(1)
    assert (entry.saved_at, seat.attempt.deadline) == (kinds_site.clock.now, before.deadline)
    kinds_site.clock.forward(minutes=75)
    assert seat.saves(1, {"choice": "b", "seen": "1", **forged}).status_code == 410
    seat.posts("submit", forged)
    after = seat.attempt
    assert (after.finished_at, after.entry(1).answer) == (before.deadline, "a")


@pytest.mark.parametrize("number", [-1, "1.5", "%00", "1%2F..%2F2", " 1", "+1"])
def test_no_position_is_read_but_a_whole_number(kinds_site: Site, number: object) -> None:
    seat = sit(kinds_site, LEARNER)
    before = kinds_site.rows()
    for tail in (f"questions/{number}", f"questions/{number}/report", f"sections/{number}/end"):
        response = seat.posts(tail, {"op": str(UUID(int=5)), "seen": "0", "choice": "a", "words": "x" * 20})
        assert response.status_code in {308, 404}, tail
    assert kinds_site.rows() == before
