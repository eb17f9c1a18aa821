"""The exam room without a script: questions of every kind, moves, marks, sections, breaks, notes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest
from flask import Flask

from tests.support import make
from tests.support.clock import HandClock
from tests.support.statements import count_statements
from tests.support.visitor import Page, Visitor
from tests.support.whole_exams import whole_shelf
from webapp.catalog.shelf import Catalog
from webapp.domain.accounts import Account
from webapp.domain.answers import Way
from webapp.domain.exams.attempt import Attempt
from webapp.domain.questions import Kind
from webapp.services import exams
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


@dataclass
class Sitting:
    """Somebody in the exam room, and what the server holds of their attempt."""

    visitor: Visitor
    account: Account
    workshop: Workshop
    attempt_id: UUID

    def url(self, tail: str) -> str:
        """An address of the attempt."""
        return f"/exams/attempts/{self.attempt_id}/{tail}"

    def opens(self, tail: int | str, status: int = 200) -> Page:
        """Open a question, or another page of the attempt."""
        return self.visitor.opens(self.url(f"questions/{tail}" if isinstance(tail, int) else tail), status)

    def presses(self, button: str, changed: dict[str, Any] | None = None, *, status: int = 200) -> Page:
        """Press a button of the page that is open."""
        return self.visitor.submits(button, changed, status=status)

    @property
    def attempt(self) -> Attempt:
        """The attempt as it is stored."""
        with self.workshop.reading(make.actor(self.account)) as work:
            return exams.look_over(work, self.attempt_id)[1]

    def position_of(self, kind: Kind) -> int:
        """The first question of a kind."""
        return next(n for n, item in self.attempt.form.numbered() if item.kind is kind)

    def right(self, position: int) -> dict[str, Any]:
        """The fields of a right answer."""
        item = self.attempt.item(position)
        if item.kind.way is Way.CHOOSE:
            return {"choice": list(item.key)}
        if item.kind.way is Way.ENTER:
            return {"number": item.key.partition(";")[0]}
        return {f"place-{number}": letter for number, letter in enumerate(item.key, start=1)}

    def ends_section(self) -> Page:
        """Review the section that is open, and close it."""
        self.opens("overview")
        return self.presses("Close section")


@pytest.fixture
def shelf() -> Catalog:
    return whole_shelf()


@pytest.fixture
def ada(visitor: Visitor, workshop: Workshop) -> Account:
    account = make.account(workshop)
    visitor.signs_in_as(account)
    return account


@pytest.fixture
def sits(visitor: Visitor, workshop: Workshop, ada: Account) -> Callable[..., Sitting]:
    """Start an attempt: a rehearsal of every kind in three sections unless told otherwise."""

    def sits(exam: str = "kinds", **fields: str) -> Sitting:
        page = visitor.posts(f"/exams/{exam}/attempts", {"mode": "rehearsal", **fields})
        return Sitting(visitor, ada, workshop, UUID(page.path.split("/")[3]))

    return sits


@pytest.fixture
def sitting(sits: Callable[..., Sitting]) -> Sitting:
    return sits()


@pytest.fixture
def study(sits: Callable[..., Sitting]) -> Sitting:
    """Twenty questions of every kind, with a reason after each answer and no clock."""
    return sits(mode="study", count="20")


def chosen(page: Page) -> list[str]:
    return [each.get("value") for each in page.find_all("input[name=choice]") if "checked" in each.attributes]


# A question


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


def answer_on(page: Page) -> dict[str, Any]:
    """The answer a page shows."""
    shown: dict[str, Any] = {
        each.get("name"): next(
            (option.get("value") for option in each.select("option") if "selected" in option.attributes), ""
        )
        for each in page.find_all("#answer select")
    }
    shown |= {each.get("name"): each.get("value") for each in page.find_all("#answer input[name=number]")}
    return shown | ({"choice": chosen(page)} if page.find_all("#answer input[name=choice]") else {})


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


def test_a_closed_section_cannot_be_entered_again_and_the_clock_stands_in_the_break(
    sitting: Sitting, clock: HandClock
) -> None:
    clock.forward(minutes=6)
    page = sitting.ends_section()
    assert page.path == sitting.url("break")
    page.sees("10:00", "On the exam clock: 54 min.")
    assert page.find_all("footer") == []  # there is no move but the one in the text
    assert sitting.opens(1).path == sitting.url("break")
    assert sitting.opens("overview").path == sitting.url("break")
    clock.forward(minutes=4)
    sitting.opens("break").sees("6:00", "54 min")
    page = sitting.presses("Start section")
    assert page.path == sitting.url("questions/5")
    page.sees("54:00", "Section 2 of 3: First half")
    assert [each.text for each in page.find_all(".palette a")] == ["5", "6", "7", "8"]
    assert sitting.opens(1).path == sitting.url("overview")
    assert sitting.opens(9).path == sitting.url("overview")
    assert sitting.opens("break").path == sitting.url("questions/5")


def test_what_a_break_takes_beyond_its_minutes_is_taken_from_the_exam(
    sitting: Sitting, clock: HandClock
) -> None:
    sitting.ends_section()
    clock.forward(minutes=13)
    sitting.opens("break").sees("The break is over", "57 min")
    sitting.presses("Start section").sees("57:00")


def test_closing_a_section_says_what_stays_open_and_that_it_is_for_good(sitting: Sitting) -> None:
    sitting.opens(1)
    sitting.presses("Next", {"choice": "a"})
    page = sitting.opens("overview")
    assert page.h1 == "3 questions still open"
    page.sees("1 of 4 answered, 0 flagged", "Section 1 of 3: Case", "3 questions")


def test_the_last_section_is_handed_in(sitting: Sitting) -> None:
    for _ in range(2):
        sitting.ends_section()
        sitting.opens("break")
        sitting.presses("Start section")
    page = sitting.opens("overview").sees("Section 3 of 3: Second half")
    assert page.find_all("button", text="Close section") == []
    assert sitting.presses("Hand in").h1.startswith("Result of All kinds")
    assert sitting.attempt.finished


# What cannot be kept


REFUSED: dict[str, tuple[Kind, dict[str, Any], str]] = {
    "more than are asked for": (Kind.MULTIPLE, {"choice": ["a", "b", "c"]}, "Choose 2: 3 are marked."),
    "no number": (Kind.NUMERIC, {"number": "0,,85"}, "Enter a number in digits: for example 1250 or 0.85."),
    "a step twice": (
        Kind.ORDERING,
        {"place-1": "c", "place-2": "", "place-3": "c"},
        "Each step has one place only.",
    ),
}


def is_described(page: Page, fault: str) -> None:
    """Fail unless the words stand beside what was entered, and the page begins to be read there."""
    assert page.find("#answer-fault").text == fault
    assert page.find("#answer [aria-describedby~=answer-fault]")
    (start,) = [each for each in page.root.every() if "autofocus" in each.attributes]
    assert start.get("id") in {"answer-fault", "number"}


@pytest.mark.parametrize("name", REFUSED)
@pytest.mark.parametrize("button", ["Next", "Show the reason", "Pause"])
def test_a_refused_answer_still_stands_on_its_page_and_nothing_is_kept(
    study: Sitting, name: str, button: str
) -> None:
    kind, entered, fault = REFUSED[name]
    position = study.position_of(kind)
    study.opens(position)
    marks = {"sure": "2", "flagged": "1", "struck": "a", "highlights": "0-4", "spent": "31"}
    page = study.presses(button, {**entered, **marks}, status=422)
    assert page.path == study.url(f"questions/{position}")
    is_described(page, fault)
    assert answer_on(page) == entered
    hidden = {each.get("name"): each.get("value") for each in page.find_all("#answer input[type=hidden]")}
    assert {**hidden, "sure": "2"}.items() >= marks.items()
    assert page.find("#answer input[name=sure][checked]").get("value") == "2"
    assert page.find("button[value=flag]").get("aria-pressed") == "true"
    assert (hidden["seen"], hidden["checked"]) == ("0", "0")
    page.sees("Not saved", "0 of 20 answered").misses("Reason for", "Your answer,")
    assert (study.attempt.sheet, study.attempt.resting) == ({}, None)


@pytest.mark.parametrize("name", REFUSED)
def test_a_refused_answer_that_was_mended_is_kept_with_its_marks(study: Sitting, name: str) -> None:
    kind, entered, _ = REFUSED[name]
    position = study.position_of(kind)
    study.opens(position)
    study.presses("Flag", {**entered, "sure": "3"}, status=422)
    right = study.right(position)
    page = study.presses("Overview", right)
    assert page.path == study.url("overview")
    entry = study.attempt.entry(position)
    assert study.attempt.item(position).is_right(entry.answer)
    assert (entry.sequence, entry.sure, entry.flagged) == (1, 3, True)


def test_the_places_that_were_given_one_step_are_the_ones_that_are_marked(study: Sitting) -> None:
    study.opens(study.position_of(Kind.ORDERING))
    page = study.presses("Next", {"place-1": "b", "place-2": "a", "place-3": "b"}, status=422)
    marked = [each.get("name") for each in page.find_all("#answer select[aria-invalid=true]")]
    assert marked == ["place-1", "place-3"]


@pytest.mark.parametrize("kind", [Kind.MULTIPLE, Kind.MATCHING, Kind.DROPDOWN, Kind.ORDERING])
def test_less_than_is_asked_for_is_kept_and_stands_again(study: Sitting, kind: Kind) -> None:
    position = study.position_of(kind)
    begun: dict[str, Any] = {"choice": ["b"]} if kind is Kind.MULTIPLE else {"place-2": "b"}
    study.opens(position)
    study.presses("Overview", begun).sees("Begun")
    shown = answer_on(study.opens(position))
    assert {name: value for name, value in shown.items() if value} == begun


def test_a_comma_before_decimals_is_kept_as_a_point(study: Sitting) -> None:
    position = study.position_of(Kind.NUMERIC)
    study.opens(position)
    study.presses("Overview", {"number": "0,85"})
    assert study.attempt.entry(position).answer == "0.85"


def test_a_refused_answer_of_an_older_page_still_overwrites_nothing(study: Sitting) -> None:
    position = study.position_of(Kind.MULTIPLE)
    older = study.opens(position)
    study.opens(position)
    study.presses("Next", {"choice": ["a", "d"]})
    study.visitor.page = older
    study.presses("Next", {"choice": ["a", "b", "c"]}, status=422)
    study.presses("Next", {"choice": ["b", "c"]}, status=409).sees("A newer answer was saved")
    assert study.attempt.entry(position).answer == "ad"


@pytest.mark.parametrize("name", REFUSED)
def test_a_script_hears_of_a_refused_answer_by_name(study: Sitting, name: str) -> None:
    kind, entered, fault = REFUSED[name]
    sent = {"op": str(UUID(int=5)), "seen": "0", **entered}
    path = study.url(f"questions/{study.position_of(kind)}")
    page = study.visitor.posts(path, sent, status=422, headers={"Accept": "application/json"})
    assert (page.json["error"], page.json["message"]) == ("BadInput", fault)
    assert study.attempt.sheet == {}


@pytest.mark.parametrize("entered", [{"number": "0,,85"}, {"choice": "z"}, {"place-1": "ab"}])
def test_what_cannot_be_read_leads_to_what_is_true_now(
    study: Sitting, clock: HandClock, entered: dict[str, str]
) -> None:
    position = study.position_of(Kind.NUMERIC)
    path, sent = study.url(f"questions/{position}"), {"seen": "0", **entered}
    study.opens(position)
    study.presses("Show the reason", {"number": "1"})
    page = study.visitor.posts(path, {"op": str(UUID(int=5)), **sent})
    page.sees("your answer stands").misses("Not saved")
    study.visitor.posts(study.url("pause"))
    assert study.visitor.posts(path, {"op": str(UUID(int=5)), **sent}).path == study.url("break")
    study.visitor.posts(study.url("submit"))
    assert study.visitor.posts(path, {"op": str(UUID(int=5)), **sent}).path == study.url("result")
    study.visitor.posts(study.url("questions/99"), {"op": str(UUID(int=5)), **sent}, status=404)


def test_a_page_that_is_broken_is_answered_as_such(study: Sitting) -> None:
    page = study.visitor.posts(study.url("questions/1"), {"op": "none", "seen": "0"}, status=422)
    page.sees("This page is incomplete. Reload it")


# The overview


def listed(page: Page) -> list[str]:
    return [each.text for each in page.find_all(".overview-list .no")]


def test_the_overview_warns_of_what_is_open_and_filters(sits: Callable[..., Sitting]) -> None:
    sitting = sits("mini")
    for position, flag in ((1, False), (2, True)):
        sitting.opens(position)
        sitting.presses("Flag" if flag else "Next", sitting.right(position))
    sitting.opens(3)
    sitting.presses("Flag")
    page = sitting.opens("overview")
    page.sees("flagged", "would count as wrong")
    assert page.find("footer a").get("href") == sitting.url("questions/3")
    assert [each.text for each in page.find_all(".overview-filters a")] == ["All 6", "Open 4", "Flagged 2"]
    assert listed(sitting.visitor.clicks("Open")) == ["3", "4", "5", "6"]
    page = sitting.visitor.clicks("Flagged")
    assert listed(page) == ["2", "3"]
    assert page.find(".overview-filters a[aria-current=true]").text == "Flagged 2"
    assert len(listed(sitting.opens("overview?show=%00nonsense"))) == 6


def test_handing_in_twice_gives_one_result(sits: Callable[..., Sitting], clock: HandClock) -> None:
    sitting = sits("mini")
    clock.forward(minutes=3)
    sitting.opens("overview")
    first = sitting.presses("Hand in")
    clock.forward(minutes=3)
    again = sitting.visitor.posts(sitting.url("submit"))
    assert first.h1 == again.h1
    assert first.main.text == again.main.text
    assert sitting.attempt.finished_at == clock.forward(minutes=-3)


# Time


def test_a_late_answer_leads_to_the_result_and_does_not_count(sitting: Sitting, clock: HandClock) -> None:
    sitting.opens(1)
    clock.forward(minutes=75)
    page = sitting.presses("Next", sitting.right(1))
    assert page.h1.startswith("Result of All kinds")
    assert sitting.attempt.sheet == {}


@pytest.mark.parametrize("tail", ["sections/0/end", "pause", "questions/1", "notes"])
@pytest.mark.parametrize(
    ("closed", "said"), [(False, (410, "TimeIsUp")), (True, (409, "AttemptClosed"))], ids=["open", "closed"]
)
def test_whatever_comes_too_late_hears_the_same_and_leads_to_the_result(
    sitting: Sitting, clock: HandClock, tail: str, *, closed: bool, said: tuple[int, str]
) -> None:
    sent = {"op": str(UUID(int=5)), "seen": "0", "choice": "a", "text": "late"}
    if closed:
        sitting.visitor.posts(sitting.url("submit"))
    clock.forward(minutes=75)
    script = {"Accept": "application/json"}
    page = sitting.visitor.posts(sitting.url(tail), sent, status=said[0], headers=script)
    assert page.json["error"] == said[1]
    page = sitting.visitor.posts(sitting.url(tail), sent)
    assert page.path == sitting.url("result")
    assert page.h1.startswith("Result of All kinds")
    assert sitting.attempt.sheet == {}


@pytest.mark.parametrize("tail", ["questions/1", "overview", "break"])
def test_every_page_of_an_attempt_that_is_over_leads_to_its_result(
    sitting: Sitting, clock: HandClock, tail: str
) -> None:
    clock.forward(minutes=75)
    assert sitting.opens(tail).h1.startswith("Result of All kinds")
    sitting.visitor.posts(sitting.url("submit"))
    assert sitting.opens(tail).h1.startswith("Result of All kinds")


# Study, pauses, notes


def test_the_reason_is_shown_when_it_is_asked_for_and_the_answer_stands_from_then_on(study: Sitting) -> None:
    position = study.position_of(Kind.SINGLE)
    study.opens(position).misses("Reason for")
    page = study.presses("Show the reason", study.right(position))
    assert page.path == study.url(f"questions/{position}")
    page.sees("Your answer, right.", "Reason for Find out the size.", "your answer stands")
    assert page.find_all("#answer input[name=choice]") == []
    assert study.attempt.entry(position).checked
    study.visitor.posts(
        study.url(f"questions/{position}"), {"op": str(UUID(int=3)), "seen": "1", "choice": "a"}
    )
    assert study.attempt.item(position).is_right(study.attempt.entry(position).answer)


@pytest.mark.parametrize("kind", Kind)
def test_a_question_of_each_kind_tells_its_reasons(study: Sitting, kind: Kind) -> None:
    position = study.position_of(kind)
    study.opens(position)
    page = study.presses("Show the reason")
    page.find("p.finding[role=status]")
    assert page.find_all("#answer .why")
    page.sees("Rests on A book of plans, chapter 2.")


def test_a_pause_stops_the_clock_and_keeps_what_was_answered(
    sits: Callable[..., Sitting], clock: HandClock
) -> None:
    sitting = sits(mode="study", count="20", minutes="30")
    position = sitting.position_of(Kind.SINGLE)
    sitting.opens(position)
    clock.forward(minutes=5)
    page = sitting.presses("Pause the clock", {"choice": "c"})
    assert page.path == sitting.url("break")
    clock.forward(days=2)
    assert sitting.opens(position).path == sitting.url("break")
    sitting.presses("Go on").sees("25:00")
    assert sitting.attempt.entry(position).answer == "c"


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
