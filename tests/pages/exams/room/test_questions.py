"""A question in the exam room without a script: every kind, moves, marks, tabs, notes."""

from __future__ import annotations

from uuid import UUID

import pytest
from flask import Flask

from tests.pages.exams.room.sitting import Sitting, answer_on, chosen
from tests.support import make
from tests.support.clock import HandClock
from tests.support.statements import count_statements
from tests.support.visitor import Visitor
from webapp.domain.accounts import Account
from webapp.domain.questions import Kind
from webapp.services.work import Workshop

CONTROLS = {
    Kind.SINGLE: ("input[type=radio]", 4),
    Kind.MULTIPLE: ("input[type=checkbox]", 4),
    Kind.MATCHING: ("select", 3),
    Kind.ORDERING: ("select", 3),
    Kind.HOTSPOT: ("input[type=radio]", 2),
    Kind.DROPDOWN: ("select", 2),
    Kind.NUMERIC: ("input[name=number]", 1),
}


def test_starting_leads_to_the_first_question(sitting: Sitting, clock: HandClock) -> None:
    page = sitting.opens(1)
    assert page.h1 == "Question 1 of 12"
    page.sees(
        "All kinds", "Section 1 of 3: Case", "1:00:00", "0 of 4 answered", "Not answered yet", "on pace"
    )
    page.sees("This is the situation of")
    assert page.find("[data-milliseconds]").get("data-milliseconds") == "3600000"
    assert [each.text for each in page.find_all(".palette a")] == ["1", "2", "3", "4"]
    assert page.find(".palette a[aria-current=true]").text == "1"
    clock.forward(minutes=4)
    sitting.opens(1).sees("56:00", "4 min behind")


@pytest.mark.parametrize("kind", Kind)
def test_a_question_of_each_kind_is_asked_by_its_controls_and_keeps_its_answer(
    study: Sitting, kind: Kind
) -> None:
    position = study.position_of(kind)
    selector, many = CONTROLS[kind]
    page = study.opens(position)
    assert len(page.find_all(f"#answer {selector}")) >= many
    fields = study.right(position)
    study.presses("Overview", fields)
    entry = study.attempt.entry(position)
    assert study.attempt.item(position).is_right(entry.answer)
    page = study.opens(position).sees("Saved 09:00:00 UTC", "1 of 20 answered")
    assert {name: value for name, value in answer_on(page).items() if value} == fields


def test_half_an_answer_is_kept_and_counts_as_begun(study: Sitting) -> None:
    position = study.position_of(Kind.MATCHING)
    study.opens(position)
    page = study.presses("Overview", {"place-1": "b"})
    assert study.attempt.entry(position).answer == "b--"
    page.sees("0 of 20 answered", "Begun")


def test_next_and_previous_save_and_lead_where_they_say(sitting: Sitting) -> None:
    page = sitting.opens(1)
    assert "disabled" in page.find("button", text="Previous").attributes
    page = sitting.presses("Next", {"choice": "b"})
    assert page.path == sitting.url("questions/2")
    page.sees("1 of 4 answered")
    assert page.find(".palette a", text="1").get("aria-label") == "1, answered"
    page = sitting.presses("Previous", sitting.right(2))
    assert page.path == sitting.url("questions/1")
    page.sees("Saved 09:00:00", "2 of 4 answered")
    assert chosen(page) == ["b"]
    assert set(sitting.attempt.sheet) == {1, 2}


def test_the_last_question_of_a_section_leads_to_its_review(sitting: Sitting) -> None:
    page = sitting.opens(4)
    assert page.find_all("button", text="Next") == []
    assert sitting.presses("Review section", sitting.right(4)).path == sitting.url("overview")
    sitting.opens(13, 404)
    sitting.opens(0, 404)


def test_a_flag_is_set_and_taken_back_and_keeps_the_answer(sitting: Sitting) -> None:
    sitting.opens(2)
    page = sitting.presses("Flag", sitting.right(2))
    assert page.path == sitting.url("questions/2")
    assert page.find("button[name=go]", text="Flagged").get("aria-pressed") == "true"
    assert page.find(".palette a[aria-current=true]").get("aria-label") == "2, answered, flagged"
    sitting.presses("Next")
    assert sitting.attempt.entry(2).flagged
    sitting.opens(2)
    page = sitting.presses("Flagged")
    assert page.find("button[value=flag]").get("aria-pressed") == "false"
    entry = sitting.attempt.entry(2)
    assert (entry.flagged, sitting.attempt.item(2).is_right(entry.answer)) == (False, True)


def test_going_on_without_a_choice_leaves_the_question_open(sitting: Sitting) -> None:
    sitting.opens(1)
    sitting.presses("Next").sees("0 of 4 answered")
    assert sitting.attempt.answered == 0


def test_an_older_tab_gets_the_newer_answer_and_can_go_on_from_it(sitting: Sitting) -> None:
    old = sitting.opens(1)
    sitting.presses("Next", {"choice": "b"})
    sitting.visitor.page = old
    page = sitting.presses("Next", {"choice": "a", "op": str(UUID(int=7))}, status=409)
    page.sees("A newer answer was saved from another page. It has been kept; here it is.")
    assert page.find("[role=alert]").text.startswith("A newer answer")
    assert chosen(page) == ["b"]
    assert sitting.presses("Next", {"choice": "a"}).path == sitting.url("questions/2")
    assert sitting.attempt.entry(1).answer == "a"


def test_the_same_form_sent_twice_is_kept_once_and_goes_on(sitting: Sitting) -> None:
    page = sitting.opens(1)
    sitting.presses("Next", {"choice": "b"})
    sitting.visitor.page = page
    assert sitting.presses("Next", {"choice": "b"}).path == sitting.url("questions/2")
    assert sitting.attempt.entry(1).sequence == 1


def test_the_scratch_pad_is_kept_with_the_attempt(sitting: Sitting) -> None:
    sitting.opens(2)
    page = sitting.presses("Save the notes", {"text": "EV 120\r\nPV 150"})
    assert page.path == sitting.url("questions/2")
    assert sitting.attempt.note.text == "EV 120\nPV 150"
    assert sitting.opens(1).find("textarea").text == "EV 120 PV 150"


def test_whoever_has_to_sign_in_again_finds_their_own_address_filled_in(
    sitting: Sitting, ada: Account, workshop: Workshop, app: Flask
) -> None:
    page = sitting.opens(1)
    assert page.find("#sign-in-again input[name=email]").get("value") == ada.email
    assert page.html.count(ada.email) == 1
    assert page.find("#sign-in-again input[name=password]").get("value") == ""
    eve = Visitor(app.test_client())
    eve.signs_in_as(make.account(workshop, name="Eve"))
    assert ada.email not in eve.opens(sitting.url("questions/1"), 404).html
    with sitting.visitor.client.session_transaction() as older:
        del older["email"]
    assert sitting.opens(1).find("#sign-in-again input[name=email]").get("value") == ""


@pytest.mark.parametrize("tail", ["questions/1", "overview", "state", "result"])
def test_a_page_of_the_exam_takes_few_statements_whatever_it_asks(sitting: Sitting, tail: str) -> None:
    if tail == "result":
        sitting.visitor.posts(sitting.url("submit"))
    with count_statements(sitting.workshop.sessions.engine) as sent:
        assert sitting.visitor.client.get(sitting.url(tail)).status_code == 200
    assert len(sent) <= (3 if tail == "result" else 2)
