"""Building a practice through the browser, and the practices somebody has saved."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask

from tests.support import dated_shelf, exam_room, make
from tests.support.statements import count_statements
from tests.support.visitor import Page, Visitor
from webapp.catalog.shelf import Catalog
from webapp.domain.access import Actor, Role
from webapp.domain.accounts import Account
from webapp.domain.exams.attempt import Attempt
from webapp.domain.exams.conditions import Mode
from webapp.domain.exams.wish import Wish
from webapp.domain.questions import Kind
from webapp.services import exams, presets
from webapp.services.work import Workshop

BUILD = "/exams/maxi/practice"
START, SAVE = "Start this practice", "Save under this name"
ATTACKS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'; DROP TABLE preset; --",
    "\u202e\u0000../..%00",
    "🎯" * 15,
)


@pytest.fixture
def shelf() -> Catalog:
    return dated_shelf.shelf()


@pytest.fixture
def ada(visitor: Visitor, workshop: Workshop) -> Account:
    account = make.account(workshop)
    visitor.signs_in_as(account)
    return account


@pytest.fixture
def actor(ada: Account) -> Actor:
    return make.actor(ada)


def running(workshop: Workshop, actor: Actor) -> list[Attempt]:
    with workshop.reading(actor) as work:
        return [exams.look_over(work, each.id)[1] for each in exams.list_exams(work).open]


def save(workshop: Workshop, actor: Actor, name: str, *, exam: str = "maxi", **wish: Any) -> None:
    with workshop.writing(actor) as work:
        presets.save(work, exam, name, Wish(mode=Mode.CUSTOM, **wish))


def saved(workshop: Workshop, actor: Actor) -> dict[str, Wish]:
    with workshop.reading(actor) as work:
        return dict(presets.open_workbench(work, "maxi").presets)


def ticked(page: Page) -> dict[str, list[str]]:
    """What is chosen on the page, by field."""
    chosen: dict[str, list[str]] = {}
    for each in page.find_all("main input"):
        if "checked" in each.attributes:
            chosen.setdefault(each.get("name"), []).append(each.get("value"))
    return chosen


def test_every_choice_says_how_many_questions_it_holds(visitor: Visitor, ada: Account) -> None:
    page = visitor.opens(BUILD).sees("324 questions in the bank", "Leave it empty for no clock.")
    labels = {each.text for each in page.find_all("label.field-check")}
    assert {
        "Domain P 104",
        "Task P1 13",
        "All of them 324",
        "Never seen 324",
        "Missed the last time 0",
    } <= labels
    assert {"One answer 324", "2 324", "1, easiest 0", "After each answer"} <= labels
    assert "Matching 0" not in labels
    assert ticked(page) == {"only": ["all"], "feedback": ["after"]}


def test_what_was_chosen_is_what_is_asked(visitor: Visitor, workshop: Workshop, actor: Actor) -> None:
    visitor.opens(BUILD)
    page = visitor.submits(START, tasks=["P1", "B2"], count="8", minutes="12", feedback="end")
    assert page.path.endswith("/questions/1")
    (attempt,) = running(workshop, actor)
    assert {item.task for item in attempt.form.items} == {"P1", "B2"}
    assert (len(attempt.form), attempt.conditions.minutes, attempt.conditions.feedback) == (8, 12, False)
    assert attempt.conditions.mode is Mode.CUSTOM
    assert attempt.conditions.built == "Task P1; Task B2"


def test_a_whole_domain_is_one_choice(visitor: Visitor, workshop: Workshop, actor: Actor) -> None:
    visitor.opens(BUILD)
    domain = visitor.page.find("input[name=tasks]") if visitor.page else None
    assert domain is not None
    visitor.submits(START, tasks=[domain.get("value")], count="50")
    (attempt,) = running(workshop, actor)
    assert {item.task[0] for item in attempt.form.items} == {"P"}
    assert {item.task for item in attempt.form.items} == {f"P{number}" for number in range(1, 9)}


def test_missed_and_flagged_questions_can_be_practised_again(
    visitor: Visitor, workshop: Workshop, actor: Actor
) -> None:
    attempt_id = exam_room.start(workshop, actor, "mini")
    exam_room.answer_all(workshop, actor, attempt_id, wrong=2)
    missed = {exam_room.look(workshop, actor, attempt_id).item(position).question for position in (1, 2)}
    exam_room.submit(workshop, actor, attempt_id)
    visitor.opens("/exams/mini/practice").sees(
        "Missed the last time 2", "Never seen 16", "Flagged the last time 0"
    )
    visitor.submits(START, only="missed", count="2")
    (attempt,) = running(workshop, actor)
    assert {item.question for item in attempt.form.items} == missed


def test_too_few_are_counted_and_nothing_that_was_put_in_is_lost(
    visitor: Visitor, workshop: Workshop, actor: Actor
) -> None:
    visitor.opens(BUILD)
    put_in: dict[str, Any] = {
        "tasks": ["P1", "P2"],
        "kinds": ["single"],
        "difficulties": ["2", "3"],
        "only": "unseen",
        "feedback": "end",
    }
    page = visitor.submits(START, status=422, count="40", minutes="90", name="Later", **put_in)
    page.sees("Only 26 questions fit what you chose. Ask for fewer, or choose more widely.")
    assert ticked(page) == {
        name: value if isinstance(value, list) else [value] for name, value in put_in.items()
    }
    for name, value in (("count", "40"), ("minutes", "90"), ("name", "Later")):
        assert page.find(f"input#{name}").get("value") == value
    assert page.find("input#count").get("aria-describedby") == "count-error"
    visitor.submits(START, count="26")
    assert [len(attempt.form) for attempt in running(workshop, actor)] == [26]


def test_a_domain_that_was_chosen_whole_stays_one_choice(visitor: Visitor, ada: Account) -> None:
    whole = ",".join(f"B{number}" for number in range(1, 9))
    visitor.opens(BUILD)
    page = visitor.submits(START, status=422, tasks=[whole, "B1", "P3"], count="199")
    assert ticked(page)["tasks"] == ["P3", whole]
    assert ["open" in each.attributes for each in page.find_all("fieldset details")] == [True, False, False]


def test_a_practice_is_saved_and_started_in_one_press(
    visitor: Visitor, workshop: Workshop, actor: Actor
) -> None:
    visitor.opens(BUILD)
    page = visitor.submits(
        SAVE, name="Before  breakfast", tasks=["P1", "P2"], kinds=["single"], count="6", minutes="10"
    )
    page.sees("Saved as “Before breakfast”.")
    assert saved(workshop, actor) == {
        "Before breakfast": Wish(Mode.CUSTOM, None, 6, 10, True, ("P1", "P2"), (Kind.SINGLE,))
    }
    assert (page.find("input#name").get("value"), ticked(page)["tasks"]) == ("Before breakfast", ["P1", "P2"])
    page = visitor.opens("/exams/maxi")
    page.sees("6 questions, 10 minutes, reasons after each answer. P1, P2 of Domain P. One answer.")
    assert page.find(".presets button").get("aria-label") == "Start Before breakfast"
    visitor.posts("/exams/maxi/presets/start", {"name": "Before breakfast"}, follow=False)
    (attempt,) = running(workshop, actor)
    assert (len(attempt.form), attempt.conditions.minutes) == (6, 10)


def test_opening_a_practice_and_saving_it_again_changes_it(
    visitor: Visitor, workshop: Workshop, actor: Actor
) -> None:
    save(workshop, actor, "Short", count=5)
    visitor.opens("/exams/maxi")
    assert visitor.clicks("Short").find("input#count").get("value") == "5"
    visitor.submits(SAVE, count="9")
    assert [wish.count for wish in saved(workshop, actor).values()] == [9]
    visitor.submits(SAVE, name="Shorter", count="3")
    assert {name: wish.count for name, wish in saved(workshop, actor).items()} == {"Short": 9, "Shorter": 3}


def test_a_name_that_is_taken_is_refused_beside_it(
    visitor: Visitor, workshop: Workshop, actor: Actor
) -> None:
    save(workshop, actor, "Short", count=5)
    visitor.opens(BUILD)
    page = visitor.submits(SAVE, status=422, name="SHORT", count="9", tasks=["P1"])
    page.sees("You have a practice of that name. Choose another name.")
    assert ticked(page)["tasks"] == ["P1"]
    visitor.submits(SAVE, status=422, name="").sees("Give it a name.")
    visitor.submits(SAVE, status=422, name="n" * 61).sees("A name takes at most 60 characters.")
    visitor.submits(SAVE, status=422, name="X", tasks=["X9"]).sees("Choose among the tasks of the outline.")
    assert [wish.count for wish in saved(workshop, actor).values()] == [5]


def test_the_twenty_first_is_refused_and_one_can_be_removed(
    visitor: Visitor, workshop: Workshop, actor: Actor
) -> None:
    for number in range(20):
        save(workshop, actor, f"Practice {number:02}", count=5)
    visitor.opens(BUILD).sees("There can be 20. Remove one to save another.")
    visitor.submits(SAVE, status=422, name="One more").sees("there can be no more. Remove one first.")
    page = visitor.posts("/exams/maxi/presets/remove", {"name": "Practice 03"}).sees(
        "“Practice 03” is removed."
    )
    assert len(page.find_all(".presets li")) == 19
    visitor.posts("/exams/maxi/presets/remove", {"name": "Practice 03"})
    visitor.submits(SAVE, name="One more")
    assert len(saved(workshop, actor)) == 20


def test_a_saved_practice_that_nothing_fits_opens_with_the_reason(
    visitor: Visitor, workshop: Workshop, actor: Actor
) -> None:
    save(workshop, actor, "Missed", count=5, only="missed")
    page = visitor.posts("/exams/maxi/presets/start", {"name": "Missed"}, status=422)
    page.sees("No question fits what you chose.")
    assert (ticked(page)["only"], page.find("input#name").get("value")) == (["missed"], "Missed")


def test_one_practice_runs_at_a_time(visitor: Visitor, workshop: Workshop, actor: Actor) -> None:
    save(workshop, actor, "Short", count=5)
    attempt_id = exam_room.start(workshop, actor, "maxi", Wish(mode=Mode.CUSTOM, count=3))
    page = visitor.opens(BUILD).sees("One practice runs at a time. Hand it in to start another.")
    assert page.find("main .btn-go").get("href") == f"/exams/attempts/{attempt_id}/questions/1"
    assert page.find_all("button", text="Start") == []
    assert visitor.opens("/exams/maxi").find_all(".presets button") == []
    for path, fields in (("practice", {"count": "9"}), ("presets/start", {"name": "Short"})):
        page = visitor.posts(f"/exams/maxi/{path}", {"feedback": "end", **fields}, follow=False)
        assert page.location == f"/exams/attempts/{attempt_id}/questions/1"
    assert len(running(workshop, actor)) == 1


def test_an_address_opens_the_page_with_what_it_asks_for(visitor: Visitor, ada: Account) -> None:
    page = visitor.opens(f"{BUILD}?task=P1&task=B8&only=missed&task=<script>&only=x")
    assert ticked(page) == {"tasks": ["P1", "B8"], "only": ["missed"], "feedback": ["after"]}


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_name_is_words_and_nothing_else(
    visitor: Visitor, workshop: Workshop, actor: Actor, attack: str
) -> None:
    visitor.opens(BUILD)
    visitor.submits(SAVE, name=attack, count="5")
    (name,) = saved(workshop, actor)
    for path in (BUILD, "/exams/maxi"):
        page = visitor.opens(path)
        assert page.find(".presets a").text == name.strip()
        assert page.find_all("main script, main img[onerror]") == []
    visitor.posts("/exams/maxi/presets/start", {"name": attack}, follow=False)
    visitor.posts("/exams/maxi/presets/remove", {"name": attack})
    assert saved(workshop, actor) == {}


def test_somebody_elses_practice_is_not_found(
    visitor: Visitor, workshop: Workshop, actor: Actor, app: Flask
) -> None:
    save(workshop, actor, "Mine", count=5)
    eve = Visitor(app.test_client())
    eve.signs_in_as(make.account(workshop, name="Eve"))
    for name in ("Mine", "Nobody’s", "", "\x00"):
        eve.posts("/exams/maxi/presets/start", {"name": name}, status=404)
        eve.posts("/exams/maxi/presets/remove", {"name": name})
    eve.opens(f"{BUILD}?preset=Mine", 404)
    assert list(saved(workshop, actor)) == ["Mine"]


def test_an_admin_builds_nothing(visitor: Visitor, workshop: Workshop) -> None:
    visitor.signs_in_as(make.account(workshop, name="Al", role=Role.ADMIN))
    visitor.opens(BUILD, 403)
    for path in ("practice", "presets", "presets/start", "presets/remove"):
        visitor.posts(f"/exams/maxi/{path}", status=403)


@pytest.mark.parametrize(("exam", "count"), [("midi", "50"), ("maxi", "180")])
def test_a_practice_starts_with_few_statements_however_long_it_is(
    visitor: Visitor, workshop: Workshop, actor: Actor, exam: str, count: str
) -> None:
    save(workshop, actor, "Short", exam=exam, count=int(count))
    visitor.opens(f"/exams/{exam}/practice")
    with count_statements(workshop.sessions.engine) as sent:
        visitor.posts(f"/exams/{exam}/presets/start", {"name": "Short"}, follow=False)
    assert len(sent) == 4
    (attempt,) = running(workshop, actor)
    exam_room.submit(workshop, actor, attempt.id)
    with count_statements(workshop.sessions.engine) as sent:
        visitor.posts(f"/exams/{exam}/practice", {"count": count, "feedback": "end"}, follow=False)
    assert len(sent) == 3
    assert len(running(workshop, actor)) == 1
