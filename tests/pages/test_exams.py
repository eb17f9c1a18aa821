"""Timed exams through the browser without a script, and the same forms as a script sends them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid5

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from tests.support import make
from tests.support.clock import HandClock
from tests.support.statements import count_statements
from tests.support.visitor import Page, Visitor
from webapp.domain.access import Role
from webapp.domain.accounts import Account
from webapp.domain.exams.attempt import Attempt
from webapp.domain.questions import Question
from webapp.services import exams
from webapp.services.work import Workshop
from webapp.store.tables.accounts import AccountRow

JSON = {"Accept": "application/json"}
START = "Start: 6 questions, 10 minutes"
NOBODYS = UUID(int=404)


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

    def opens(self, position: int, status: int = 200) -> Page:
        """Open a question."""
        return self.visitor.opens(self.url(f"questions/{position}"), status)

    @property
    def attempt(self) -> Attempt:
        """The attempt as it is stored."""
        with self.workshop.reading(make.actor(self.account)) as work:
            return exams.look_over(work, self.attempt_id)[1]

    def position_of(self, *, choose: int) -> int:
        """The first question that asks for so many options."""
        return next(n for n, item in enumerate(self.attempt.form.items, start=1) if item.choose == choose)

    def wrong(self, position: int) -> list[str]:
        """Letters that are not the key."""
        item = self.attempt.item(position)
        return [letter for letter in item.letters if letter not in item.key][: item.choose]

    def answers(self, *, right: int) -> None:
        """Answer all questions, the first ones right."""
        for position in range(1, len(self.attempt.form) + 1):
            letters = list(self.attempt.item(position).key) if position <= right else self.wrong(position)
            self.saves(position, letters)

    def saves(
        self, position: int, letters: list[str], *, seen: int = 0, status: int = 200, **more: Any
    ) -> Any:
        """Save as the script does; what it is answered."""
        response = self.sends(position, choice=letters, seen=seen, **more)
        assert response.status_code == status, response.get_data(as_text=True)
        return response.get_json()

    def sends(self, position: int, **fields: Any) -> TestResponse:
        """Post the fields of a question as the script does; each call is an operation of its own."""
        operation = uuid5(self.attempt_id, repr((position, sorted(fields.items()))))
        data = {"csrf_token": self.visitor.token, "op": str(operation), "flagged": "0", **fields}
        return self.visitor.client.post(self.url(f"questions/{position}"), data=data, headers=JSON)

    def hands_in(self) -> Page:
        """Press the button on the overview."""
        self.visitor.opens(self.url("overview"))
        return self.visitor.submits("Hand in")


@pytest.fixture
def ada(visitor: Visitor, workshop: Workshop) -> Account:
    account = make.account(workshop)
    visitor.signs_in_as(account)
    return account


@pytest.fixture
def sitting(visitor: Visitor, workshop: Workshop, ada: Account) -> Sitting:
    return begin(visitor, workshop, ada)


def begin(visitor: Visitor, workshop: Workshop, account: Account) -> Sitting:
    visitor.opens("/exams/mini")
    page = visitor.submits(START)
    return Sitting(visitor, account, workshop, UUID(page.path.split("/")[3]))


def with_kind(sitting: Sitting, *, choose: int) -> Sitting:
    """A sitting whose form holds a question of that kind; forms differ, so sit until one does."""
    while not any(item.choose == choose for item in sitting.attempt.form.items):
        sitting.hands_in()
        sitting = begin(sitting.visitor, sitting.workshop, sitting.account)
    return sitting


def chosen(page: Page) -> list[str]:
    return [each.get("value") for each in page.find_all("input[name=choice]") if "checked" in each.attributes]


def test_the_list_shows_what_each_exam_asks(visitor: Visitor, ada: Account) -> None:
    page = visitor.opens("/exams")
    page.sees("Mini practice exam", "Six questions in ten minutes.", "6 questions", "4 right to pass")
    page.sees("Nothing yet.").misses("Continue")
    assert visitor.clicks("Mini practice exam").h1 == "Mini practice exam"


def test_the_entrance_says_the_conditions_before_the_clock_starts(visitor: Visitor, ada: Account) -> None:
    page = visitor.opens("/exams/mini")
    page.sees("6, drawn over all areas", "10 minutes, no pauses", "4 right (66 %), set by The Small Press")
    page.sees("Closed", "1 min 40 s a question", "Drawn from a bank of 10 questions", "neither reviewed")
    page.sees(
        "The plan", "50 %", "Changing a plan", "Outline of January 2026", "Both domains weigh the same."
    )
    sure, unsure = page.find_all(".known li")
    assert "Not confirmed" not in sure.text
    assert "Not confirmed" in unsure.text
    assert page.find("main button").text == START


def test_an_exam_that_is_not_there_is_not_found(visitor: Visitor, ada: Account) -> None:
    visitor.opens("/exams/nothing", 404)
    visitor.posts("/exams/nothing/attempts", status=404)


def test_starting_leads_to_the_first_question(sitting: Sitting, clock: HandClock) -> None:
    page = sitting.opens(1)
    assert page.h1 == "Question 1 of 6"
    page.sees("Mini practice exam", "10:00", "0 of 6 answered", "Not answered yet", "on pace")
    assert page.find("[data-milliseconds]").get("data-milliseconds") == "600000"
    assert len(page.find_all(".palette a")) == 6
    assert page.find(".palette a[aria-current=true]").text == "1"
    clock.forward(minutes=4)
    sitting.opens(1).sees("6:00", "4 min behind")


def test_starting_again_leads_back_to_the_attempt_that_runs(visitor: Visitor, sitting: Sitting) -> None:
    assert visitor.posts("/exams/mini/attempts", follow=False).location == sitting.url("questions/1")
    page = visitor.opens("/exams/mini")
    assert page.find_all("form", text="Start") == []
    page.sees("Continue, 10 min left", "The clock is running.")
    visitor.opens("/exams").sees("Continue, 10 min left")
    assert visitor.clicks("Continue").h1 == "Question 1 of 6"


def test_one_answer_is_asked_for_by_radios_and_several_by_boxes(sitting: Sitting) -> None:
    sitting = with_kind(sitting, choose=2)
    page = sitting.opens(sitting.position_of(choose=1)).sees("Choose one.")
    assert {each.get("type") for each in page.find_all("input[name=choice]")} == {"radio"}
    position = sitting.position_of(choose=2)
    page = sitting.opens(position).sees("Choose 2.")
    assert [each.get("type") for each in page.find_all("input[name=choice]")] == ["checkbox"] * 5
    sitting.visitor.submits("Overview", choice=["b", "d"])
    assert chosen(sitting.opens(position)) == ["b", "d"]
    page = sitting.visitor.submits("Overview", choice=["a", "b", "c"], status=422)
    page.sees("Choose 2: 3 are marked.")
    assert sitting.attempt.entry(position).letters == "bd"


def test_next_and_previous_save_and_lead_where_they_say(sitting: Sitting) -> None:
    page = sitting.opens(1)
    assert "disabled" in page.find("button", text="Previous").attributes
    page = sitting.visitor.submits("Next", choice="b")
    assert page.path == sitting.url("questions/2")
    page.sees("1 of 6 answered")
    assert page.find(".palette a", text="1").get("aria-label") == "1, answered"
    page = sitting.visitor.submits("Previous", choice="a")
    assert page.path == sitting.url("questions/1")
    page.sees("Saved 09:00:00", "2 of 6 answered")
    assert chosen(page) == ["b"]
    assert {n: entry.letters for n, entry in sitting.attempt.sheet.items()} == {1: "b", 2: "a"}


def test_the_last_question_leads_to_the_overview(sitting: Sitting) -> None:
    page = sitting.opens(6)
    assert page.find_all("button", text="Next") == []
    assert sitting.visitor.submits("Overview", choice="a").path == sitting.url("overview")
    sitting.opens(7, 404)
    sitting.opens(0, 404)


def test_a_flag_is_set_and_taken_back_and_keeps_the_answer(sitting: Sitting) -> None:
    sitting.opens(2)
    page = sitting.visitor.submits("Flag", choice="a")
    assert page.path == sitting.url("questions/2")
    assert page.find("button[name=go]", text="Flagged").get("aria-pressed") == "true"
    assert page.find(".palette a[aria-current=true]").get("aria-label") == "2, answered, flagged"
    assert sitting.attempt.entry(2).flagged
    page = sitting.visitor.submits("Next")
    assert sitting.attempt.entry(2).flagged
    sitting.opens(2)
    page = sitting.visitor.submits("Flagged")
    assert page.find("button[value=flag]").get("aria-pressed") == "false"
    assert (sitting.attempt.entry(2).flagged, sitting.attempt.entry(2).letters) == (False, "a")


def test_going_on_without_a_choice_leaves_the_question_open(sitting: Sitting) -> None:
    sitting.opens(1)
    sitting.visitor.submits("Next").sees("0 of 6 answered")
    assert sitting.attempt.open_positions == (1, 2, 3, 4, 5, 6)


def test_a_script_is_acknowledged_with_its_operation_the_number_and_the_time(
    sitting: Sitting, clock: HandClock
) -> None:
    clock.forward(seconds=70)
    saved_at = clock.now
    operation = "6f1a7a44-2b1e-4a53-9d5a-0f6a2b9a1c11"
    assert sitting.saves(1, ["b"], op=operation) == {
        "saved": operation,
        "sequence": 1,
        "at": int(saved_at.timestamp() * 1000),
        "milliseconds": 530_000,
    }
    clock.forward(seconds=5)
    again = sitting.saves(1, ["b"], op=operation)
    assert (again["sequence"], again["at"], again["milliseconds"]) == (
        1,
        int(saved_at.timestamp() * 1000),
        525_000,
    )
    assert sitting.saves(1, ["a"], seen=1)["sequence"] == 2


def test_the_timer_is_told_the_time_left(sitting: Sitting, clock: HandClock) -> None:
    def state() -> Any:
        return sitting.visitor.client.get(sitting.url("state"), headers=JSON).get_json()

    assert state() == {"milliseconds": 600_000, "over": False}
    clock.forward(minutes=10)
    assert state() == {"milliseconds": 0, "over": True}


@pytest.mark.parametrize(
    ("position", "fields", "status", "error"),
    [
        (1, {"op": ""}, 422, "BadInput"),
        (1, {"op": "not-an-id"}, 422, "BadInput"),
        (1, {"seen": ""}, 422, "BadInput"),
        (1, {"seen": "-1"}, 422, "BadInput"),
        (1, {"seen": "٣"}, 422, "BadInput"),
        (1, {"seen": "1" * 7}, 422, "BadInput"),
        (1, {"choice": ["z"]}, 422, "BadInput"),
        (1, {"choice": ["h"]}, 422, "BadInput"),
        (1, {"choice": ["a", "b", "c", "d"]}, 422, "BadInput"),
        (1, {"seen": "3"}, 409, "Stale"),
        (0, {}, 404, "NotFound"),
        (7, {}, 404, "NotFound"),
        (10**30, {}, 404, "NotFound"),
        (1, {"csrf_token": ""}, 400, "StalePage"),
    ],
)
def test_a_script_hears_by_name_what_does_not_fit_and_nothing_is_kept(
    sitting: Sitting, position: int, fields: dict[str, Any], status: int, error: str
) -> None:
    response = sitting.sends(position, **{"seen": 0, "choice": ["a"], **fields})
    assert (response.status_code, response.mimetype) == (status, "application/json")
    assert response.get_json()["error"] == error
    assert response.get_json()["message"]
    assert sitting.attempt.sheet == {}


def ends_the_session(sitting: Sitting, clock: HandClock) -> None:
    with sitting.workshop.writing() as work:
        work.session.query(AccountRow).update({"session_version": 2})


def hands_it_in(sitting: Sitting, clock: HandClock) -> None:
    with sitting.workshop.writing(make.actor(sitting.account)) as work:
        exams.submit(work, sitting.attempt_id)


def lets_the_time_run_out(sitting: Sitting, clock: HandClock) -> None:
    clock.forward(minutes=10)


@pytest.mark.parametrize(
    ("happens", "status", "error"),
    [
        (ends_the_session, 401, "SignedOut"),
        (hands_it_in, 409, "AttemptClosed"),
        (lets_the_time_run_out, 410, "TimeIsUp"),
    ],
)
def test_a_script_is_told_why_no_save_counts_any_more_and_never_redirected(
    sitting: Sitting, clock: HandClock, happens: Any, status: int, error: str
) -> None:
    happens(sitting, clock)
    response = sitting.sends(1, choice=["a"], seen=0)
    assert (response.status_code, response.mimetype) == (status, "application/json")
    assert response.get_json()["error"] == error


def test_an_older_tab_gets_the_newer_answer_and_can_go_on_from_it(sitting: Sitting) -> None:
    sitting.opens(1)
    sitting.saves(1, ["b"])
    page = sitting.visitor.submits("Next", choice="a", status=409)
    page.sees("A newer answer was saved from another page. It has been kept; here it is.")
    assert page.find("[role=alert]").text.startswith("A newer answer")
    assert chosen(page) == ["b"]
    assert sitting.attempt.entry(1).letters == "b"
    assert sitting.visitor.submits("Next", choice="a").path == sitting.url("questions/2")
    assert sitting.attempt.entry(1).letters == "a"


def test_the_same_form_sent_twice_is_kept_once_and_goes_on(sitting: Sitting) -> None:
    page = sitting.opens(1)
    sitting.visitor.submits("Next", choice="b")
    sitting.visitor.page = page
    assert sitting.visitor.submits("Next", choice="b").path == sitting.url("questions/2")
    assert sitting.attempt.entry(1).sequence == 1


def test_a_late_answer_leads_to_the_result_and_does_not_count(sitting: Sitting, clock: HandClock) -> None:
    sitting.saves(2, list(sitting.attempt.item(2).key))
    sitting.opens(1)
    clock.forward(minutes=10)
    page = sitting.visitor.submits("Next", choice=list(sitting.attempt.item(1).key))
    assert page.h1 == "Result of Mini practice exam"
    page.sees("1 of 6 questions right", "10 min of 10 min, closed when the time was up")


@pytest.mark.parametrize("tail", ["questions/1", "overview"])
def test_every_page_of_a_finished_attempt_leads_to_its_result(
    sitting: Sitting, clock: HandClock, tail: str
) -> None:
    clock.forward(minutes=10)
    assert sitting.visitor.opens(sitting.url(tail)).h1 == "Result of Mini practice exam"
    begin(sitting.visitor, sitting.workshop, sitting.account)
    assert sitting.visitor.opens(sitting.url(tail)).h1 == "Result of Mini practice exam"


def test_an_answer_after_handing_in_leads_to_the_result(sitting: Sitting, clock: HandClock) -> None:
    sitting.opens(1)
    hands_it_in(sitting, clock)
    assert sitting.visitor.submits("Next", choice="a").h1 == "Result of Mini practice exam"
    assert sitting.attempt.sheet == {}


def test_a_learner_who_is_signed_out_during_the_exam_is_led_to_the_door(
    sitting: Sitting, clock: HandClock
) -> None:
    sitting.opens(1)
    ends_the_session(sitting, clock)
    assert sitting.visitor.submits("Next", choice="a").h1 == "Sign in"


def test_the_overview_warns_of_what_is_open_and_filters(sitting: Sitting) -> None:
    sitting.saves(1, ["a"])
    sitting.saves(2, ["a"], flagged="1")
    sitting.saves(3, [], flagged="1")
    page = sitting.visitor.opens(sitting.url("overview"))
    assert page.h1 == "4 questions still open"
    page.sees("2 of 6 answered, 2 flagged", "4 questions without an answer would count as wrong.")
    assert page.find("main form button").text == "Hand in with 4 open questions"
    assert page.find("footer a").get("href") == sitting.url("questions/3")
    assert [each.text for each in page.find_all(".overview-filters a")] == ["All 6", "Open 4", "Flagged 2"]
    assert listed(sitting.visitor.clicks("Open")) == ["3", "4", "5", "6"]
    page = sitting.visitor.clicks("Flagged")
    assert listed(page) == ["2", "3"]
    assert page.find(".overview-filters a[aria-current=true]").text == "Flagged 2"
    assert len(listed(sitting.visitor.opens(sitting.url("overview?show=%00nonsense")))) == 6


def listed(page: Page) -> list[str]:
    return [each.text for each in page.find_all(".overview-list .no")]


def test_the_overview_of_a_full_sheet_has_nothing_to_warn_of(sitting: Sitting) -> None:
    sitting.answers(right=6)
    page = sitting.visitor.opens(sitting.url("overview"))
    assert page.h1 == "All answered"
    assert page.find("main form button").text == "Hand in"
    page.misses("would count as wrong")
    sitting.visitor.opens(sitting.url("overview?show=open")).sees("None.")
    sitting.saves(4, ["a"], seen=1, flagged="1")
    assert sitting.visitor.opens(sitting.url("overview")).h1 == "All answered, 1 flag left"


def test_handing_in_twice_gives_one_result(sitting: Sitting, clock: HandClock) -> None:
    sitting.answers(right=4)
    clock.forward(minutes=3)
    first = sitting.hands_in()
    clock.forward(minutes=3)
    again = sitting.visitor.posts(sitting.url("submit"))
    assert first.h1 == again.h1 == "Result of Mini practice exam"
    assert first.main.text == again.main.text
    assert sitting.attempt.finished_at == clock.forward(minutes=-3)


@pytest.mark.parametrize(
    ("right", "score", "says"),
    [
        (6, "100 % Over the line, but not clear of it", ("61 to 100 %", "Over the line. Sit it once more.")),
        (4, "66 % Over the line, but not clear of it", ("30 to 90 %", "In reach. Look at what you missed.")),
        (3, "50 % Below the line, though not by much", ("19 to 81 %", "In reach.")),
        (0, "0 % Below the line", ("0 to 39 %", "Groundwork. Read the three lessons once more.")),
    ],
)
def test_the_result_says_the_score_its_doubt_and_the_line(
    sitting: Sitting, right: int, score: str, says: tuple[str, ...]
) -> None:
    sitting.answers(right=right)
    page = sitting.hands_in()
    assert page.find("p.score").text == score
    page.sees(f"{right} of 6 questions right. The line is 4 of 6 (66 %), the one The Small Press publishes.")
    page.sees(*says)
    assert sitting.attempt.outcome is not None
    assert sitting.attempt.outcome.passed == (right >= 4)


def test_the_result_shows_areas_conditions_and_where_to_go_on(sitting: Sitting, clock: HandClock) -> None:
    sitting.answers(right=4)
    clock.forward(minutes=7, seconds=30)
    page = sitting.hands_in()
    page.sees(
        "Rehearsal: no pauses, reasons at the end", "7 min 30 s of 10 min, handed in", "Answered 6 of 6"
    )
    page.sees("22 November 2026, 09:00 UTC", "Outline of January 2026", "The plan", "The people")
    page.sees("Go through 2 mistakes", "Tasks to work on first")
    verdicts = [each.get("aria-label").split(", ")[1] for each in page.find_all("nav.marks a")]
    assert verdicts == ["right"] * 4 + ["wrong"] * 2
    for task in page.find_all("section[aria-labelledby=weak] .lines a"):
        assert task.get("href").startswith("/lessons/basics/")
    reviewed = sitting.visitor.clicks("Go through")
    assert reviewed.h1 == "Question 5 of 6, wrong"
    assert sitting.visitor.clicks("Next mistake").h1 == "Question 6 of 6, wrong"
    assert sitting.visitor.clicks("Mistake before").h1 == "Question 5 of 6, wrong"
    assert sitting.visitor.clicks("Result of").h1 == "Result of Mini practice exam"
    assert sitting.visitor.clicks("Sit another form").h1 == "Mini practice exam"


def test_a_result_without_a_mistake_has_none_to_go_through(sitting: Sitting) -> None:
    sitting.answers(right=6)
    page = sitting.hands_in().misses("Go through")
    page.sees("No task was missed", "Every area is at the line or over it")
    sitting.visitor.opens(sitting.url("result/questions/1")).sees("Back to the result").misses("Next mistake")


def test_the_list_and_the_entrance_show_what_was_sat_latest_first(sitting: Sitting, clock: HandClock) -> None:
    sitting.answers(right=5)
    sitting.hands_in()
    clock.forward(days=1)
    again = begin(sitting.visitor, sitting.workshop, sitting.account)
    again.answers(right=1)
    again.hands_in()
    for path in ("/exams", "/exams/mini"):
        lines = sitting.visitor.opens(path).find_all("section[aria-labelledby=sat] li")
        assert [line.text for line in lines] == [
            "Mini practice exam 23 November 2026 1 of 6 Below the line of 4",
            "Mini practice exam 22 November 2026 5 of 6 Passed",
        ]
        assert lines[0].select("a")[0].get("href") == again.url("result")


def test_a_question_afterwards_has_a_reason_for_every_option_the_chosen_ones_first(sitting: Sitting) -> None:
    sitting.answers(right=0)
    sitting.hands_in()
    for position in range(1, 7):
        item, question = sitting.attempt.item(position), question_at(sitting, position)
        page = sitting.visitor.opens(sitting.url(f"result/questions/{position}"))
        options = page.find_all("li.opt")
        assert len(options) == len(item.order)
        for option in question.options:
            page.sees(plain(option.why))
        tags = [" ".join(tag.text for tag in each.select("p.why b")) for each in options]
        assert tags[: item.choose] == ["Your answer."] * item.choose
        assert tags[item.choose : 2 * item.choose] == ["Key."] * item.choose
        assert set(tags[2 * item.choose :]) <= {""}
        page.sees(f"{question.difficulty} of 5", question.reference)
        assert page.find("main a.btn", text="Read ").get("href") == f"/lessons/{question.lesson}"


def question_at(sitting: Sitting, position: int) -> Question:
    return sitting.workshop.catalog.versions[sitting.attempt.item(position).version]


def plain(html: str) -> str:
    return html.removeprefix("<p>").removesuffix("</p>")


def test_a_right_answer_afterwards_is_called_so(sitting: Sitting) -> None:
    sitting.answers(right=6)
    sitting.hands_in()
    page = sitting.visitor.opens(sitting.url("result/questions/1")).sees("Your answer, right.")
    assert page.h1 == "Question 1 of 6, right"
    page.misses("The thought:")


def trapped(sitting: Sitting) -> Iterator[tuple[int, str, str]]:
    """Position, letter and trap of every trap laid in the form."""
    for position, item in enumerate(sitting.attempt.form.items, start=1):
        options = {option.id: option for option in question_at(sitting, position).options}
        for letter, option in zip("abcdefgh", item.order, strict=False):
            if trap := options[option].trap:
                yield position, letter, trap


def test_a_trap_that_was_stepped_into_is_named_with_the_better_thought(sitting: Sitting) -> None:
    position, letter, code = next(trapped(sitting))
    trap = sitting.workshop.catalog.trap(code)
    sitting.saves(position, [letter])
    sitting.hands_in()
    page = sitting.visitor.opens(sitting.url(f"result/questions/{position}"))
    page.sees(f"Trap: {trap.name}", f"The thought: {trap.belief}", f"Better: {trap.better}")
    assert page.find(".trap a").get("href").startswith("/lessons/basics/")


def test_a_question_left_open_says_so_and_shows_the_key(sitting: Sitting) -> None:
    sitting.hands_in()
    page = sitting.visitor.opens(sitting.url("result/questions/2")).sees("Key.").misses("Your answer")
    assert page.h1 == "Question 2 of 6, not answered"
    sitting.visitor.opens(sitting.url("result/questions/7"), 404)
    sitting.visitor.opens(sitting.url("result/questions/0"), 404)


@pytest.mark.parametrize("tail", ["result", "result/questions/1"])
def test_a_running_attempt_has_no_result_yet(sitting: Sitting, tail: str) -> None:
    page = sitting.visitor.opens(sitting.url(tail), 409).sees("This attempt is still running.")
    assert page.h1 == "Something has moved on"


def test_an_attempt_that_ran_out_is_offered_as_a_result_everywhere(
    sitting: Sitting, visitor: Visitor, clock: HandClock
) -> None:
    clock.forward(minutes=10)
    page = visitor.opens("/exams").sees("The time is up; what you had saved counts.").misses("Continue")
    assert page.find("main .btn-go").get("href") == sitting.url("result")
    page = visitor.opens("/exams/mini").sees("See the result", START)
    assert page.find("main .btn-go").get("href") == sitting.url("result")
    page = visitor.opens("/").sees("The time of your exam ran out.")
    assert page.find("main .btn-go").get("href") == sitting.url("result")
    visitor.opens("/exams/mini")
    assert visitor.submits(START).path != sitting.url("questions/1")
    visitor.opens("/exams").sees("Continue", "0 of 6")


def test_a_strangers_attempt_answers_as_a_missing_one_on_every_route(
    sitting: Sitting, app: Flask, workshop: Workshop
) -> None:
    eve = Visitor(app.test_client())
    eve.signs_in_as(make.account(workshop, name="Eve"))
    fields = {"op": str(NOBODYS), "seen": "0", "choice": "a", "flagged": "0"}
    tails = [
        str(rule.rule).split(">/", 1)[1] for rule in app.url_map.iter_rules() if "attempt_id" in rule.rule
    ]
    assert len(tails) == 7
    for tail in {tail.replace("<int:position>", "1") for tail in tails}:
        answers = []
        for attempt in (sitting.attempt_id, NOBODYS):
            path = f"/exams/attempts/{attempt}/{tail}"
            posts = tail == "submit"
            page = eve.posts(path, fields, status=404) if posts else eve.opens(path, status=404)
            as_json = eve.client.get(path, headers=JSON)
            answers.append((page.status, page.main.text.partition("Number of")[0], as_json.get_json()))
        assert answers[0] == answers[1]
    for attempt in (sitting.attempt_id, NOBODYS):
        page = eve.posts(f"/exams/attempts/{attempt}/questions/1", fields, status=404)
        assert page.h1 == "There is nothing here"
    assert sitting.attempt.sheet == {}
    assert not sitting.attempt.finished


def test_an_admin_sits_no_exams_and_a_visitor_is_asked_to_sign_in(
    visitor: Visitor, workshop: Workshop
) -> None:
    assert visitor.opens("/exams").h1 == "Sign in"
    visitor.signs_in_as(make.account(workshop, name="Al", role=Role.ADMIN))
    visitor.opens("/exams", 403)
    visitor.posts("/exams/mini/attempts", status=403)


@pytest.mark.parametrize(
    ("tail", "budget"), [("questions/1", 2), ("overview", 2), ("state", 2), ("result", 2)]
)
def test_a_page_of_the_exam_takes_two_statements(
    sitting: Sitting, clock: HandClock, tail: str, budget: int
) -> None:
    if tail == "result":
        hands_it_in(sitting, clock)
    with count_statements(sitting.workshop.sessions.engine) as sent:
        assert sitting.visitor.client.get(sitting.url(tail)).status_code == 200
    assert len(sent) <= budget
