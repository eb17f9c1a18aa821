"""Lessons through the browser without a script: reading, checks, place, done, and the copy the browser still holds."""

from __future__ import annotations

from collections import OrderedDict

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.support import make
from tests.support.statements import count_statements
from tests.support.visitor import Visitor
from webapp.domain.access import Role
from webapp.pages.lessons import freshness, text
from webapp.services.work import Workshop
from webapp.store.tables.accounts import AccountRow

FIRST = "/lessons/basics/what-a-plan-is"
WHO = "/lessons/basics/who-decides"
LAST = "/lessons/basics/when-things-slip"
CHECK = "basics-what-a-plan-is-1"
TWO = "basics-who-decides-2"


@pytest.fixture
def ada(visitor: Visitor, workshop: Workshop) -> Visitor:
    visitor.signs_in_as(make.account(workshop))
    return visitor


def sends_place(visitor: Visitor, url: str, place: str) -> int:
    """What the script does; it gets a status and no page."""
    assert visitor.page is not None
    token = visitor.page.find("input[name=csrf_token]").get("value")
    return visitor.client.post(url, data={"csrf_token": token, "place": place}).status_code


def test_the_list_shows_every_lesson_to_anybody(visitor: Visitor) -> None:
    page = visitor.opens("/lessons")
    page.sees("1.1", "What a plan is", "Who decides", "When things slip", "3 lessons").misses("done")
    assert not page.find_all("a.btn-go")
    visitor.clicks("Basics").sees("Three short lessons about plans and people.")


def test_the_list_shows_how_far_somebody_is(ada: Visitor) -> None:
    ada.opens(FIRST)
    ada.submits("Done, next: 1.2 Who decides")
    page = ada.opens("/lessons").sees("1 of 3 done", "Done", "Read 1.2, 5 minutes")
    assert page.find("a.btn-go").get("href") == WHO
    ada.opens("/lessons/basics").sees("1 of 3 done", "Read 1.2")


def test_a_visitor_reads_the_whole_lesson(visitor: Visitor) -> None:
    page = visitor.opens(WHO)
    page.sees("1.2 Who decides", "Name the one person who holds a decision", "The chair holds the date")
    page.sees(
        "Deciding",
        "MINI P2, Changing a plan",
        "1.1 What a plan is",
        "A. Planner",
        "Sign in to keep your place",
    )
    assert [each.text for each in page.find_all(".toc a")] == [
        "The idea",
        "Common mistakes",
        "Check yourself",
    ]
    assert page.find("aside.note-pitfall").text.startswith("Trap: Decides alone")
    assert not page.find_all("[data-place-url]")
    page.misses("Your answer", "The holder can still decide")


def test_a_visitor_hears_the_reasons_at_once_and_nothing_is_kept(visitor: Visitor) -> None:
    visitor.opens(WHO)
    page = visitor.posts(f"{WHO}/checks/basics-who-decides-1", {"choice": "a"})
    page.sees("Not right: B is right.", "Your answer. There is a month left.", "Trap: Decides alone")
    page.sees("Key. The holder can still decide")
    assert page.find("a", text="Try again").get("href") == f"{WHO}#basics-who-decides-1"
    visitor.opens(WHO).misses("Your answer")


def test_the_address_of_a_check_leads_to_its_lesson(visitor: Visitor) -> None:
    response = visitor.client.get(f"{FIRST}/checks/{CHECK}")
    assert response.status_code == 303
    assert response.headers["Location"].endswith(f"{FIRST}#{CHECK}")


def test_a_learner_answers_and_is_led_to_the_reasons(ada: Visitor) -> None:
    ada.opens(FIRST)
    response = ada.posts(f"{FIRST}/checks/{CHECK}", {"choice": "a"}, follow=False).response
    assert response.headers["Location"].endswith(f"{FIRST}#{CHECK}")
    page = ada.opens(FIRST)
    page.sees(
        "Right. ", "Your answer, right. Everything else waits for it.", "You left off at Check yourself"
    )
    ada.submits("Try again").misses("Your answer, right.")


def test_two_answers_are_asked_for_by_boxes_and_both_count(ada: Visitor) -> None:
    page = ada.opens(WHO)
    boxes = page.find_all(f"section#{TWO} input[type=checkbox]")
    assert len(boxes) == 4
    page.sees("Choose two.")
    ada.posts(f"{WHO}/checks/{TWO}", {"choice": ["a", "b"]}).sees("Half right: A and C are right.")


@pytest.mark.parametrize(
    ("letters", "says", "kept"),
    [([], "none is", []), (["a", "b", "c"], "3 are", ["a", "b", "c"]), (["a", "x"], "belong", ["a"])],
)
def test_an_answer_that_is_none_comes_back_with_its_reason(
    ada: Visitor, letters: list[str], says: str, kept: list[str]
) -> None:
    ada.opens(WHO)
    page = ada.posts(f"{WHO}/checks/{TWO}", {"choice": letters}, status=422)
    assert says in page.find(f"section#{TWO} [role=alert]").text
    marked = [each.get("value") for each in page.find_all(f"section#{TWO} input[checked]")]
    assert marked == kept


def test_the_place_is_kept_by_a_script_and_shown(ada: Visitor) -> None:
    page = ada.opens(WHO)
    url = page.find("article").get("data-place-url")
    assert sends_place(ada, url, "mistakes") == 204
    page = ada.opens(WHO).sees("You left off at Common mistakes")
    assert page.find(".toc a[aria-current=location]").text == "Common mistakes"
    assert [each.text for each in page.find_all(".toc li.done")] == ["The idea"]
    assert sends_place(ada, url, "nowhere") == 422


def test_done_goes_on_and_can_be_taken_back(ada: Visitor) -> None:
    ada.opens(FIRST)
    assert ada.submits("Done, next").h1 == "1.2 Who decides"
    ada.opens(FIRST).sees("Done on 22 November 2026", "Next: 1.2 Who decides")
    ada.submits("Not done yet").sees("Done, next: 1.2")


def test_after_the_last_lesson_comes_the_track(ada: Visitor) -> None:
    ada.opens(LAST)
    assert ada.submits("Done, back to Basics").h1 == "Basics"


@pytest.mark.parametrize(
    "path", ["/lessons/nowhere", "/lessons/basics/nowhere", "/lessons/nowhere/who-decides"]
)
def test_what_is_not_there_is_not_found(visitor: Visitor, path: str) -> None:
    visitor.opens(path, status=404)


def test_answers_to_what_is_not_there_are_not_found(ada: Visitor) -> None:
    ada.opens(FIRST)
    ada.posts(f"{FIRST}/checks/nothing", {"choice": "a"}, status=404)
    ada.posts(f"{FIRST}/checks/nothing/again", status=404)
    ada.posts("/lessons/basics/nothing/done", status=404)


@pytest.mark.parametrize("action", ["done", "not-done", "place", f"checks/{CHECK}/again"])
def test_a_visitor_keeps_nothing(visitor: Visitor, action: str) -> None:
    page = visitor.posts(f"{FIRST}/{action}", {"place": "idea"}, follow=False)
    assert page.location.startswith("/account/sign-in")


def test_an_admin_reads_as_a_visitor_does(visitor: Visitor, workshop: Workshop) -> None:
    visitor.signs_in_as(make.account(workshop, role=Role.ADMIN))
    visitor.opens(FIRST).misses("Done, next")
    visitor.posts(f"{FIRST}/checks/{CHECK}", {"choice": "b"}).sees("Not right: A is right.")
    visitor.posts(f"{FIRST}/done", status=403)


def test_a_session_that_has_ended_is_led_to_the_door(ada: Visitor, workshop: Workshop) -> None:
    with workshop.writing() as work:
        work.session.query(AccountRow).update({"session_version": 2})
    page = Visitor(ada.client).opens(FIRST)
    assert page.h1 == "Sign in"


def test_a_lesson_is_one_statement_and_a_visitor_none(ada: Visitor, workshop: Workshop, app: Flask) -> None:
    for path, check, choice in ((WHO, "basics-who-decides-1", ["a"]), (WHO, TWO, ["a", "c"])):
        ada.opens(path)
        ada.posts(f"{path}/checks/{check}", {"choice": choice})
    with count_statements(workshop.sessions.engine) as statements:
        ada.opens(WHO)
    assert len(statements) == 1
    with count_statements(workshop.sessions.engine) as statements:
        Visitor(app.test_client()).opens(WHO)
    assert len(statements) == 0


def test_an_unchanged_lesson_is_not_sent_again(ada: Visitor, workshop: Workshop) -> None:
    response = ada.opens(FIRST).response
    tag = response.headers["ETag"]
    assert response.headers["Cache-Control"] == "private, no-cache"
    with count_statements(workshop.sessions.engine) as statements:
        again = ada.client.get(FIRST, headers={"If-None-Match": tag})
    assert (again.status_code, again.data, len(statements)) == (304, b"", 1)
    assert again.headers["ETag"] == tag
    assert again.headers["Cache-Control"] == "private, no-cache"


def test_whatever_changes_the_page_changes_its_tag(ada: Visitor, app: Flask) -> None:
    tags = [ada.opens(FIRST).response.headers["ETag"]]
    ada.posts(f"{FIRST}/checks/{CHECK}", {"choice": "a"})
    tags.append(ada.opens(FIRST).response.headers["ETag"])
    sends_place(ada, f"{FIRST}/place", "idea")
    tags.append(ada.opens(FIRST).response.headers["ETag"])
    ada.posts(f"{FIRST}/done")
    tags.append(ada.opens(FIRST).response.headers["ETag"])
    tags.append(Visitor(app.test_client()).opens(FIRST).response.headers["ETag"])
    tags.append(Visitor(app.test_client()).opens(FIRST).response.headers["ETag"])
    assert len(set(tags)) == len(tags)


def test_the_tag_holds_the_release(ada: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    before = ada.opens(FIRST).response.headers["ETag"]
    monkeypatch.setattr(freshness, "_release", lambda: "another")
    assert ada.opens(FIRST).response.headers["ETag"] != before


def test_a_form_without_its_token_is_refused(client: FlaskClient) -> None:
    assert client.post(f"{FIRST}/checks/{CHECK}", data={"choice": "a"}).status_code == 400


def test_each_session_gets_its_own_token_in_a_text_that_was_set_once(app: Flask) -> None:
    tokens = set()
    for _ in range(2):
        someone = Visitor(app.test_client())
        page = someone.opens(WHO)
        tokens |= {each.get("value") for each in page.find_all("section.check input[name=csrf_token]")}
        someone.submits("Check the answer", choice="b").sees("Your answer, right.")
    assert len(tokens) == 2
    assert text.TOKEN not in tokens


def test_only_the_last_settings_are_kept(visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text, "KEPT", 2)
    monkeypatch.setattr(text, "_settings", OrderedDict())
    for path in (FIRST, WHO, LAST, FIRST):
        visitor.opens(path)
    assert [key[0] for key in text._settings] == ["basics/when-things-slip", "basics/what-a-plan-is"]
