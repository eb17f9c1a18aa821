"""Reporting a question from the room and the review, the reporter's list, and the queue of those who answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from flask import Flask

from tests.support import exam_room, make
from tests.support.clock import HandClock
from tests.support.exam_room import look, start, submit
from tests.support.visitor import Visitor
from webapp.catalog.shelf import Catalog
from webapp.domain.access import Role
from webapp.domain.accounts import Account
from webapp.domain.exams.corrections import Correction, Rule
from webapp.services import exams
from webapp.services.work import Workshop
from webapp.store import reports as store

WORDS = "Two of the options are right."
REPLY = "The second option is right as well."


@pytest.fixture
def shelf() -> Catalog:
    return exam_room.shelf()


@pytest.fixture
def ada(workshop: Workshop) -> Account:
    return make.account(workshop)


@pytest.fixture
def attempt(workshop: Workshop, ada: Account) -> UUID:
    return start(workshop, make.actor(ada))


@pytest.fixture
def art(app: Flask, workshop: Workshop) -> Visitor:
    """An author at a browser."""
    return seat(app, make.account(workshop, name="Art", role=Role.AUTHOR))


def seat(app: Flask, person: Account) -> Visitor:
    """Somebody signed in at a browser of their own."""
    visitor = Visitor(app.test_client())
    visitor.signs_in_as(person)
    return visitor


def form_url(attempt: UUID, position: int = 1) -> str:
    """The form that reports a question."""
    return f"/exams/attempts/{attempt}/questions/{position}/report"


def report(app: Flask, ada: Account, attempt: UUID, words: str = WORDS) -> Visitor:
    """Report the first question of an attempt; the reporter at their browser."""
    visitor = seat(app, ada)
    visitor.opens(form_url(attempt))
    visitor.submits("Send the report", words=words, status=303, follow=False)
    return visitor


def test_in_the_room_the_form_shows_the_clock_and_the_stem_and_nothing_of_the_key(
    app: Flask, workshop: Workshop, ada: Account, attempt: UUID
) -> None:
    visitor = seat(app, ada)
    page = visitor.opens(form_url(attempt))
    page.sees("Report question 1", "The clock runs on", "What next?", "within 7 days")
    asked = look(workshop, make.actor(ada), attempt).item(1)
    question = workshop.catalog.versions[asked.version]
    page.misses(*(option.why for option in question.options), question.reference)
    assert page.find_all("nav") == []
    page = visitor.submits("Send the report", words=WORDS, status=303, follow=False)
    assert page.location == f"/exams/attempts/{attempt}/questions/1"


def test_after_the_attempt_the_reporter_goes_back_to_the_review(
    app: Flask, workshop: Workshop, ada: Account, attempt: UUID
) -> None:
    submit(workshop, make.actor(ada), attempt)
    visitor = seat(app, ada)
    visitor.opens(form_url(attempt, 2)).misses("The clock runs on")
    page = visitor.submits("Send the report", words=WORDS, status=303, follow=False)
    assert page.location == f"/exams/attempts/{attempt}/result/questions/2"
    visitor.opens("/reports").sees("Question 2 is reported", WORDS)


@pytest.mark.parametrize(
    ("words", "said"),
    [("", "Say what is wrong"), ("short", "from 10 to 2,000"), ("x" * 2001, "this has 2,001")],
)
def test_words_that_cannot_be_taken_stay_where_they_were_typed(
    app: Flask, ada: Account, attempt: UUID, words: str, said: str
) -> None:
    visitor = seat(app, ada)
    visitor.opens(form_url(attempt))
    page = visitor.submits("Send the report", words=words, status=422)
    page.sees(said)
    assert words in page.find("textarea").text


def test_a_question_nobody_can_open_has_no_form(
    app: Flask, workshop: Workshop, ada: Account, attempt: UUID
) -> None:
    visitor = seat(app, ada)
    visitor.opens(form_url(attempt, 99), 404)
    visitor.opens(form_url(UUID(int=1)), 404)
    seat(app, make.account(workshop, name="Eve")).opens(form_url(attempt), 404)
    parts = start(workshop, make.actor(ada), "parts")
    visitor.opens(form_url(parts, 6), 409)


def test_somebody_who_reported_nothing_is_told_where_to(app: Flask, ada: Account) -> None:
    visitor = seat(app, ada)
    visitor.opens("/account")
    visitor.clicks("Questions you reported").sees("You have reported nothing so far")


def test_the_reporter_follows_their_report(
    app: Flask, workshop: Workshop, ada: Account, attempt: UUID, clock: HandClock
) -> None:
    visitor = report(app, ada, attempt)
    clock.forward(days=2)
    visitor.opens("/reports").sees(
        "1 report of yours waits for an answer",
        WORDS,
        "Waits for an answer",
        "has waited 2 days of the 7 days promised",
        "What next?",
    )
    clock.forward(days=6)
    visitor.opens("/reports").sees("has waited 8 days; 7 days were promised")
    art = seat(app, make.account(workshop, name="Art", role=Role.AUTHOR))
    art.opens("/reports/queue")
    art.clicks("Read and answer")
    art.submits("Answer the report", outcome="key_corrected", reply=REPLY).sees(
        "1 report answered", "No report waits"
    )
    visitor.opens("/reports").sees("Key corrected", REPLY, "answered after 8 days")


def test_while_the_attempt_runs_the_answer_is_kept_back(
    app: Flask, ada: Account, attempt: UUID, art: Visitor, clock: HandClock
) -> None:
    visitor = report(app, ada, attempt)
    art.opens("/reports/queue")
    art.clicks("Read and answer")
    art.submits("Answer the report", outcome="key_corrected", reply=REPLY)
    page = visitor.opens("/reports")
    page.sees("Answered", "The answer stands here once the attempt is over.").misses(REPLY, "Key corrected")
    clock.forward(minutes=10)
    visitor.opens("/reports").sees(REPLY, "Key corrected")


def test_an_author_finds_the_queue_in_the_navigation_and_the_oldest_first(
    app: Flask, workshop: Workshop, ada: Account, attempt: UUID, *, art: Visitor, clock: HandClock
) -> None:
    art.opens("/items")
    art.clicks("Reports").sees("No report waits", "Every report is answered")
    report(app, ada, attempt)
    clock.forward(days=8)
    eve = make.account(workshop, name="Eve")
    report(app, eve, start(workshop, make.actor(eve)), "The exhibit has no scale at all.")
    page = art.opens("/reports/queue")
    page.sees("2 reports wait for an answer", "1 of them waits longer.", "8 days")
    assert [each.text for each in page.find_all("ol p.talk")] == [WORDS, "The exhibit has no scale at all."]


def test_an_author_sees_key_reasons_and_everything_else_that_was_said(
    app: Flask, workshop: Workshop, ada: Account, attempt: UUID, art: Visitor
) -> None:
    with workshop.writing() as work:
        exams.publish(work)
    report(app, ada, attempt)
    with workshop.writing() as work:
        [first] = store.list_open(work.session)
        eve = make.account(work, name="Eve").id
        store.add(work.session, replace(first, id=work.new_id(), learner=eve, words="The third is right."))
    question = workshop.catalog.versions[first.version]
    page = art.opens(f"/reports/{first.id}")
    page.sees(WORDS, "Key.", question.version, question.id, "The third is right.")
    page.sees(*(option.why for option in question.options))
    page.sees("Answer the 1 other report of this version the same way")
    correction = Correction(1, first.question, first.version, Rule.CREDIT, "Two keys.", date(2026, 11, 21))
    workshop.catalog = replace(
        workshop.catalog,
        banks={**workshop.catalog.banks, "mini": ()},
        corrections={"mini": (correction,)},
    )
    art.opens(f"/reports/{first.id}").sees(
        "The bank holds this version no more",
        "Correction 1 of 21 November 2026: this version is counted as right for everybody. Two keys.",
    )
    art.submits("Answer the report", outcome="taken_out", reply=REPLY, alike="y").sees("2 reports answered")
    art.opens(f"/reports/{first.id}").sees("Taken out", REPLY).misses("Answer the report")


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"outcome": None}, "Choose what came of it."),
        ({"outcome": "open"}, "Not a valid choice"),
        ({"reply": ""}, "Write what you found."),
        ({"reply": "short"}, "from 10 to 2,000"),
    ],
)
def test_an_answer_that_says_too_little_is_refused(
    app: Flask, ada: Account, attempt: UUID, art: Visitor, *, fields: dict[str, str | None], said: str
) -> None:
    report(app, ada, attempt)
    art.opens("/reports/queue")
    art.clicks("Read and answer")
    art.submits("Answer the report", {"outcome": "kept", "reply": REPLY, **fields}, status=422).sees(said)


def test_a_report_is_answered_once(app: Flask, ada: Account, attempt: UUID, art: Visitor) -> None:
    report(app, ada, attempt)
    art.opens("/reports/queue")
    art.clicks("Read and answer")
    assert art.page is not None
    path, fields = art.page.path, {"outcome": "kept", "reply": REPLY}
    art.posts(path, fields)
    art.posts(path, fields, status=409).sees("answered already")


@pytest.mark.parametrize("role", list(Role))
def test_the_queue_is_for_authors_and_admins(
    app: Flask, workshop: Workshop, ada: Account, attempt: UUID, role: Role
) -> None:
    report(app, ada, attempt)
    with workshop.reading() as work:
        [waiting] = store.list_open(work.session)
    status = 200 if role in {Role.AUTHOR, Role.ADMIN} else 403
    visitor = seat(app, make.account(workshop, name="Other", role=role))
    for path in ("/reports/queue", f"/reports/{waiting.id}"):
        visitor.opens(path, status)
    visitor.posts(f"/reports/{waiting.id}", {"outcome": "kept", "reply": REPLY}, status=status)
