"""Keys in the exam room: whatever is asked or sent at any moment of an attempt, no answer of ours tells of an answer.

The attempt asks every kind of question in three locked sections. Each page and each form of the room is tried at every
stage, by whoever sits, and by the staff who may look in.
"""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

import pytest
from werkzeug.test import TestResponse

from tests.security.planting import songs
from tests.security.room import STUDY, Seat, fields_of, pages, right_answer, sends, sit
from tests.security.site import ADMIN, AUTHOR, LEARNER, MENTOR, VISITOR, Site
from tests.support import make
from webapp.domain.questions import Kind
from webapp.services import exams

pytestmark = pytest.mark.sqlite_alone

ALL = range(1, 13)
OUTSIDE = (
    "/",
    "/exams",
    "/exams/kinds",
    "/exams/kinds/practice",
    "/exams/kinds/outlines/2026-01",
    "/progress",
    "/reports",
    "/accommodations",
    "/lessons/basics/who-decides",
    "/static/nothing.js",
)


def heard(site: Site, answers: Iterator[tuple[str, TestResponse]]) -> dict[str, set[str]]:
    """The answers in whose status, headers or body something of an answer to a question stands."""
    leaks: dict[str, set[str]] = {}
    opened = 0
    for name, response in answers:
        opened += response.status_code == 200
        sung = songs(f"{response.status}\n{response.headers}\n{response.text}", site.workshop.catalog)
        if sung:
            leaks[name] = leaks.get(name, set()) | sung
    assert opened
    return leaks


def everything(seat: Seat, positions: range) -> Iterator[tuple[str, TestResponse]]:
    """What the room answers now, what stands around it, and what the staff see of it."""
    yield from pages(seat, positions=positions)
    yield from sends(seat, positions=positions)
    for path in OUTSIDE:
        yield path, seat.site.gets(seat.who, path)
    for who in (MENTOR, ADMIN):
        for path in (
            f"/accommodations/attempts/{seat.attempt_id}",
            "/accommodations/running",
            f"/accommodations/people/{seat.site.people[seat.who].id}",
        ):
            yield f"{who} {path}", seat.site.gets(who, path)
    for who in (VISITOR, "stranger", MENTOR, ADMIN):
        for tail in ("questions/1", "overview", "state", "result/questions/1", "questions/1/report"):
            yield f"{who} {tail}", seat.site.gets(who, seat.url(tail))


def test_a_rehearsal_tells_nothing_of_any_answer_until_it_is_handed_in(kinds_site: Site) -> None:
    seat = sit(kinds_site, LEARNER)
    attempt = seat.attempt
    assert {item.kind for item in attempt.form.items} == set(Kind)
    for section in attempt.form.sections:
        for position in range(section.first, section.last + 1):
            item = attempt.item(position)
            answer = "7" if item.kind is Kind.NUMERIC else right_answer(item)  # a right number would be found
            saved = seat.saves(position, fields_of(item, answer))
            assert saved.status_code == 200, saved.text
        assert heard(kinds_site, everything(seat, range(section.first - 1, section.last + 2))) == {}
        if section.last < len(attempt.form):
            seat.ends_section()
            assert seat.attempt.resting
            assert heard(kinds_site, everything(seat, range(1, 13, 4))) == {}
            seat.posts("resume")
    assert seat.posts("submit").status_code == 303
    for position, item in attempt.form.numbered():
        text = seat.gets(f"result/questions/{position}").text
        assert songs(text, kinds_site.workshop.catalog) >= {item.question}, item.kind


def test_time_that_runs_out_tells_nothing_to_a_save_that_comes_too_late(kinds_site: Site) -> None:
    seat = sit(kinds_site, LEARNER)
    kinds_site.clock.forward(minutes=62)
    late = [("POST late", seat.saves(position, {"choice": "a"})) for position in ALL]
    assert {response.status_code for _, response in late} <= {410, 422}
    assert songs(" ".join(response.text for _, response in late), kinds_site.workshop.catalog) == set()


def test_study_tells_of_the_questions_that_were_checked_and_of_no_other(kinds_site: Site) -> None:
    seat = sit(kinds_site, LEARNER, fields=STUDY)
    attempt = seat.attempt
    kinds = {item.kind: position for position, item in attempt.form.numbered()}
    assert set(kinds) == set(Kind)
    assert heard(kinds_site, pages(seat, positions=range(1, 21))) == {}
    checked = {}
    for kind, position in kinds.items():
        item = attempt.item(position)
        given = {**fields_of(item, right_answer(item)), "checked": "1"}
        answer = seat.saves(position, given)
        assert (answer.status_code, songs(answer.text, kinds_site.workshop.catalog)) == (200, set()), kind
        checked[position] = item.question
        leaks = heard(kinds_site, pages(seat, positions=range(1, 21)))
        assert leaks == {f"GET questions/{number}": {question} for number, question in checked.items()}, kind


def test_a_form_that_asks_for_the_reason_is_led_to_that_reason_alone(kinds_site: Site) -> None:
    seat = sit(kinds_site, LEARNER, fields=STUDY)
    item = seat.attempt.item(3)
    answer = seat.saves(3, {**fields_of(item, right_answer(item)), "go": "check"}, headers={})
    assert (answer.status_code, answer.headers["Location"]) == (303, seat.url("questions/3"))
    page = seat.gets("questions/3")
    assert songs(page.text, kinds_site.workshop.catalog) == {item.question}
    leaks = heard(kinds_site, everything(seat, range(1, 21, 2)))
    assert set().union(*leaks.values()) == {item.question}
    assert all(name.startswith(("GET questions/3", "POST questions/3 ")) for name in leaks)


def test_practice_with_reasons_at_the_end_tells_nothing_before(kinds_site: Site) -> None:
    built = {"count": "20", "feedback": "end", "only": "all"}
    response = kinds_site.posts(LEARNER, "/exams/kinds/practice", built)
    seat = Seat(kinds_site, LEARNER, UUID(response.headers["Location"].split("/")[3]))
    assert heard(kinds_site, everything(seat, range(1, 21, 2))) == {}


def test_what_the_staff_see_of_a_running_attempt_is_the_same_whatever_was_answered(kinds_site: Site) -> None:
    seat = sit(kinds_site, LEARNER)
    before, seen = kinds_site.rows(), set()
    item = seat.attempt.item(1)
    for letter in item.letters:
        kinds_site.restore(before)
        assert seat.saves(1, {"choice": letter}).status_code == 200
        for who in (MENTOR, ADMIN):
            page = kinds_site.visitor(who).opens(f"/accommodations/attempts/{seat.attempt_id}")
            page.sees("1 of 12")
            seen.add((who, page.main.text))
    assert len(seen) == 2


def test_a_report_of_a_running_attempt_shows_its_key_to_authors_alone(kinds_site: Site) -> None:
    """The reply may name the key, so the reporter reads it once the attempt is over."""
    seat = sit(kinds_site, LEARNER)
    assert seat.posts("questions/1/report", {"words": "It has two right options."}).status_code == 303
    with kinds_site.workshop.reading(make.actor(kinds_site.people[AUTHOR])) as work:
        question = exams.questions_of(work, seat.attempt.item(1).version)[seat.attempt.item(1).version].id
    [report] = [row for row in kinds_site.rows()["question_report"] if row["attempt_id"] == seat.attempt_id]
    path = f"/reports/{report['id']}"
    assert songs(kinds_site.gets(AUTHOR, path).text, kinds_site.workshop.catalog) == {question}
    for who in (LEARNER, "stranger", MENTOR, VISITOR):
        assert songs(kinds_site.gets(who, path).text, kinds_site.workshop.catalog) == set(), who
    kinds_site.posts(AUTHOR, path, {"outcome": "kept", "reply": f"Canary {question} is the key."})
    assert songs(kinds_site.gets(LEARNER, "/reports").text, kinds_site.workshop.catalog) == set()
    letters = [row for row in kinds_site.rows()["letter"] if row["template"] == "report_answered"]
    assert songs(repr(letters), kinds_site.workshop.catalog) == set()
    seat.posts("submit")
    assert songs(kinds_site.gets(LEARNER, "/reports").text, kinds_site.workshop.catalog) == {question}
