"""Contact hours through the browser without a script, and the minutes that a script reports."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest

from tests.support import make
from tests.support.clock import HandClock
from tests.support.statements import count_statements
from tests.support.visitor import Visitor
from webapp.catalog.shelf import Catalog
from webapp.domain import hours as rules
from webapp.services.work import Workshop
from webapp.store.tables.accounts import AccountRow

LESSON = "/lessons/basics/what-a-plan-is"
HOME = "/contact-hours"
COURSE = {"what": "A course", "provider": "A chapter", "day": "2026-11-01", "hours": "7.5", "proof": "No. 7"}


@pytest.fixture
def ada(visitor: Visitor, workshop: Workshop) -> Visitor:
    visitor.signs_in_as(make.account(workshop))
    return visitor


def reports(visitor: Visitor, operation: int) -> str:
    """What the script does: the answer to it."""
    page = visitor.opens(LESSON)
    url = page.find("article").get("data-minutes-url")
    told = visitor.posts(url, {"op": str(UUID(int=operation))}, follow=False, status=200).json
    return str(told["minute"])


def test_a_new_record_is_empty_and_says_how_it_is_counted(ada: Visitor) -> None:
    ada.opens("/progress")
    page = ada.clicks("contact hours").sees("0 minutes in all", "No minutes yet", "How it is counted")
    page.sees("it is no certificate", "A minute of the clock counts once")
    assert page.find("nav[aria-label=Main] a[aria-current=page]").text == "Progress"
    assert page.find("a.btn-go").text == "Add hours"


def test_the_lesson_says_that_minutes_count_to_those_whose_do(ada: Visitor) -> None:
    page = ada.opens(LESSON).sees("Minutes in which you read here actively")
    assert "minutes" in page.find("article").get("data-behavior").split()
    ada.signs_out()
    page = ada.opens(LESSON).misses("Minutes in which you read here actively")
    assert "minutes" not in page.find("article").get("data-behavior").split()


def test_reported_minutes_stand_in_the_ledger(ada: Visitor, clock: HandClock) -> None:
    assert reports(ada, 1) == "counted"
    assert reports(ada, 2) == "later"
    clock.forward(seconds=60)
    assert reports(ada, 2) == "counted"
    page = ada.opens(HOME).sees("2 minutes counted here", "22 November 2026", "Reading")
    assert page.find("table a").get("href") == LESSON


def test_a_report_is_one_statement(ada: Visitor, workshop: Workshop) -> None:
    url = ada.opens(LESSON).find("article").get("data-minutes-url")
    with count_statements(workshop.sessions.engine) as statements:
        ada.posts(url, {"op": str(UUID(int=1))}, follow=False, status=200)
    assert len(statements) == 1


@pytest.mark.parametrize("operation", ["", "x", "1"])
def test_a_report_without_its_id_is_refused(ada: Visitor, operation: str) -> None:
    ada.opens(LESSON)
    ada.posts(f"{LESSON}/minutes", {"op": operation}, status=422)


def test_a_session_that_has_ended_reports_in_vain(ada: Visitor, workshop: Workshop) -> None:
    ada.opens(LESSON)
    with workshop.writing() as work:
        work.session.query(AccountRow).update({"session_version": 2})
    data = {"csrf_token": ada.token, "op": str(UUID(int=1))}
    json = {"Accept": "application/json"}
    assert ada.client.post(f"{LESSON}/minutes", data=data, headers=json).status_code == 401


def test_an_entry_is_added_changed_and_removed(ada: Visitor) -> None:
    ada.opens(f"{HOME}/entries/new")
    ada.submits("Add the hours", COURSE).sees(
        "The hours are in your record.", "7 h 30 min", "A chapter", "No. 7"
    )
    page = ada.clicks("A course")
    assert page.find("#hours").get("value") == "7.5"
    page = ada.submits("Save the entry", hours="1,25", proof="https://proof.example/7")
    assert page.sees("1 h 15 min").find("a", text="Proof").get("href") == "https://proof.example/7"
    ada.clicks("A course")
    ada.submits("Remove this entry").sees("The entry is removed.", "Nothing yet.")


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"hours": "many"}, "Write hours in quarters"),
        ({"day": "2027-01-01"}, "Name a day that has been"),
        ({"day": "soon"}, "Write the day like this"),
        ({"what": ""}, "Say what it was."),
        ({"proof": "x" * 1001}, "Use at most 1000 characters"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    ada: Visitor, changed: dict[str, str], says: str
) -> None:
    page = ada.posts(f"{HOME}/entries", {**COURSE, **changed}, status=422).sees(says)
    assert page.find("#provider").get("value") == "A chapter"
    ada.posts(f"{HOME}/entries", COURSE)
    edit = ada.clicks("A course").path
    ada.posts(edit, {**COURSE, **changed}, status=422).sees(says, "Change an entry")


def test_proof_that_is_no_address_is_no_link(ada: Visitor) -> None:
    for proof in ("javascript:alert(1)", "https://a.example and more", "http://a.example"):
        ada.posts(f"{HOME}/entries", {**COURSE, "what": proof, "proof": proof})
    page = ada.opens(HOME).sees("javascript:alert(1)")
    assert not page.find_all("a", text="Proof")


def test_when_room_grows_short_it_is_said(ada: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    ada.opens(f"{HOME}/entries/new").misses("There is room")
    monkeypatch.setattr(rules, "MOST_ENTRIES", 2)
    ada.opens(f"{HOME}/entries/new").sees("There is room for 2 more entries.")


def test_the_statement_says_whose_it_is_and_what_it_is_not(ada: Visitor) -> None:
    reports(ada, 1)
    ada.posts(f"{HOME}/entries", COURSE)
    page = ada.opens(f"{HOME}/statement").sees("Ada", "22 November 2026, 09:00 UTC", "1.1 What a plan is")
    page.sees(
        "A course, A chapter", "7 h 31 min", "What this is, and what it is not", "Nobody has checked it"
    )


def test_the_file_holds_every_line(ada: Visitor) -> None:
    reports(ada, 1)
    ada.posts(f"{HOME}/entries", COURSE)
    response = ada.opens(f"{HOME}/record.csv").response
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "own-record-of-contact-hours.csv" in response.headers["Content-Disposition"]
    assert len(response.get_data(as_text=True).splitlines()) == 3


def test_the_pages_are_four_statements(ada: Visitor, workshop: Workshop) -> None:
    for path in (HOME, f"{HOME}/statement", f"{HOME}/record.csv"):
        with count_statements(workshop.sessions.engine) as statements:
            ada.opens(path)
        assert len(statements) == 4, path


def test_a_lesson_that_is_gone_keeps_its_time(ada: Visitor, workshop: Workshop, shelf: Catalog) -> None:
    reports(ada, 1)
    workshop.catalog = replace(shelf, tracks=(), paths=())
    ada.opens(HOME).sees("basics/what-a-plan-is", "1 minute counted here")
