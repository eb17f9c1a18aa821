"""The pages before an exam through the browser: the list, the entrance, the outline, the start."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from flask import Flask

from tests.support import dated_shelf, exam_room, make
from tests.support.clock import HandClock
from tests.support.statements import count_statements
from tests.support.visitor import Page, Visitor
from webapp.catalog.shelf import Catalog
from webapp.domain.access import Actor
from webapp.domain.accounts import Account
from webapp.domain.exams import timetable
from webapp.domain.exams.accommodation import Accommodation
from webapp.domain.exams.attempt import Attempt
from webapp.domain.exams.conditions import Mode
from webapp.domain.exams.wish import Wish
from webapp.services import exams
from webapp.services.work import Workshop
from webapp.store import exams as store
from webapp.store.tables.exams import AccommodationRow

STUDY = Wish(mode=Mode.STUDY, count=4, minutes=30, feedback=True)
FILLED = "main .btn-go"


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


def grant(workshop: Workshop, learner: Account, granted: Accommodation) -> None:
    with workshop.writing() as work:
        row = AccommodationRow(
            id=work.new_id(), learner_id=learner.id, reason="A letter.", granted_at=work.now, granted_by=None,
            percent=granted.percent, free_minutes=granted.free_minutes, break_minutes=granted.break_minutes,
            extra_breaks=granted.extra_breaks, untimed_practice=granted.untimed_practice,
            quiet_timer=granted.quiet_timer,
        )  # fmt: skip
        work.session.add(row)


def sit(
    workshop: Workshop, actor: Actor, exam: str, wish: Wish = exam_room.REHEARSAL, *, wrong: int = 0
) -> None:
    attempt_id = exam_room.start(workshop, actor, exam, wish)
    exam_room.answer_all(workshop, actor, attempt_id, wrong=wrong)
    exam_room.submit(workshop, actor, attempt_id)


def running(workshop: Workshop, actor: Actor) -> list[Attempt]:
    with workshop.reading(actor) as work:
        open_ones = exams.list_exams(work).open
        return [exams.look_over(work, each.id)[1] for each in open_ones]


def filled(page: Page) -> str:
    """The words of the one filled button."""
    (button,) = page.find_all(FILLED)
    return button.text


# The list


def test_the_list_shows_the_same_facts_of_each_exam(visitor: Visitor, ada: Account) -> None:
    page = visitor.opens("/exams").sees("Nothing yet.").misses("Continue")
    facts = {
        line.select("h3")[0].text: [each.text for each in line.select("dd")]
        for line in page.find_all(".offers li")
    }
    assert facts["Maxi"] == [
        "180",
        "240 minutes",
        "2 of 10 minutes",
        "119 of 170 right (70 %)",
        "324 questions",
    ]
    assert facts["Mini"] == ["4", "10 minutes", "No break", "3 of 4 right (75 %)", "20 questions"]
    assert facts["Bare exam"][-1] == "0 questions"
    assert visitor.clicks("Midi").h1 == "Midi"


def test_the_list_shows_what_runs_and_what_was_sat(
    visitor: Visitor, workshop: Workshop, actor: Actor, clock: HandClock
) -> None:
    sit(workshop, actor, "mini", wrong=1)
    clock.forward(days=1)
    sit(workshop, actor, "mini", wrong=3)
    clock.forward(days=1)
    sit(workshop, actor, "midi", STUDY, wrong=4)
    exam_room.start(workshop, actor, "mini")
    clock.forward(minutes=4)
    page = visitor.opens("/exams")
    assert filled(page) == "Continue, 6 min left"
    page.sees("Rehearsal of 4 questions, begun 24 November 2026, 09:00 UTC. The clock is running.")
    assert [line.text for line in page.find_all(".sat li")] == [
        "Midi 24 November 2026 Study 0 of 4 0 to 49 % No line",
        "Mini 23 November 2026 Rehearsal 1 of 4 5 to 70 % Below the line of 3",
        "Mini 22 November 2026 Rehearsal 3 of 4 30 to 95 % Passed",
    ]


def test_repeats_are_counted_in_the_list(visitor: Visitor, workshop: Workshop, actor: Actor) -> None:
    for _ in range(2):
        sit(workshop, actor, "dated", replace(STUDY, count=20))
    assert visitor.opens("/exams/dated").find(".sat li").text.endswith("84 to 100 % 20 repeats No line")


# The entrance


def test_the_entrance_says_what_is_asked_and_under_which_terms(visitor: Visitor, ada: Account) -> None:
    page = visitor.opens("/exams/maxi")
    terms = {each.select("dt")[0].text: each.select("dd")[0].text for each in page.find_all(".terms div")}
    assert terms == {
        "Questions": "180: 170 count, 10 are trials that do not",
        "Time": "240 minutes",
        "Breaks": "2 of 10 minutes",
        "To pass": "119 of 170 right (70 %), set by The Issuer",
        "Books": "Open, as in the real test",
        "Tools": "Flags, calculator",
        "Pace": "1 min 20 s a question",
    }
    page.sees("Domain P", "33 %", "59 questions", "Task P8", "Predictive 40 %, agile or hybrid 60 %")
    page.sees("One answer, several answers, matching, pointing at a picture, pull-down lists")
    page.sees("It stops for the breaks between sections, and for nothing else.")
    assert filled(page) == "Rehearse: 180 questions, 240 minutes"


def test_sections_and_their_breaks_are_told_in_plain_words(visitor: Visitor, ada: Account) -> None:
    def sections(exam: str) -> list[str]:
        page = visitor.opens(f"/exams/{exam}")
        return [each.text for each in page.find_all(".parts-list li")]

    pause = "Then a 10-minute break; the clock stops for it. The section stays closed."
    assert sections("maxi") == [
        f"1. Case sets 3 cases, each one situation with all of its questions. {pause}",
        f"2. Part 0 Half of the questions that stand alone. {pause}",
        "3. Part 1 Half of the questions that stand alone.",
    ]
    assert sections("dated") == [
        f"1. Part 0 2 questions. {pause}",
        f"2. Part 1 2 questions. {pause}",
        "3. Part 2 2 questions.",
    ]
    assert sections("mini") == ["One section All 4 questions, in any order you like. There is no break."]


def test_each_fact_says_where_it_is_from_and_how_certain_it_is(visitor: Visitor, ada: Account) -> None:
    page = visitor.opens("/exams/dated").sees("4 statements, 1 not confirmed")
    assert [each.text for each in page.find_all(".known li")] == [
        "It has 6 questions. Certain The Issuer, 1 November 2026",
        "It takes an hour. Likely A guide, 1 November 2026",
        "The result comes at once. Not confirmed Hearsay, 1 November 2026",
        "Three attempts a year. Certain The Issuer, 1 November 2026",
    ]


def test_what_was_granted_is_added_where_it_counts(
    visitor: Visitor, workshop: Workshop, ada: Account, clock: HandClock
) -> None:
    grant(workshop, ada, Accommodation(150, 10, 5, 2, quiet_timer=True))
    page = visitor.opens("/exams/dated")
    page.sees("100 min = 60 + 40 granted", "2 of 15 min = 10 + 5 granted", "Then a 15-minute break")
    page.sees(
        "Granted to you", "2 of 15 minutes, when you like; the clock stops", "Quiet: it announces nothing"
    )
    page.sees("the breaks between sections and the extra breaks granted to you", "60 become 100")
    assert filled(page) == "Rehearse: 6 questions, 100 minutes"
    clock.forward(days=1)
    grant(workshop, ada, Accommodation(untimed_practice=True))
    page = visitor.opens("/exams/dated").misses("= 60 +")
    page.sees("Study and your own practice have no clock", "You were granted practice without a clock")


# The day of the exam


@pytest.mark.parametrize(
    ("on", "words", "state"),
    [
        ("", "Today: Outline of 2026", "In force"),
        ("2027-03-03", "3 March 2027, in 101 days: Outline of 2026", "In force"),
        ("2026-07-09", "9 July 2026: Outline of 2026", "In force"),
        ("2026-07-08", "8 July 2026: Outline of 2021", "Retired"),
    ],
)
def test_the_day_decides_the_outline(visitor: Visitor, ada: Account, on: str, words: str, state: str) -> None:
    visitor.opens("/exams/dated")
    page = visitor.submits("Show that day’s exam", on=on)
    assert page.find(".day-words p").text == f"{words} {state}"
    assert page.find("input[type=date]").get("value") == on


def test_an_outline_to_come_is_shown_for_its_days(
    visitor: Visitor, ada: Account, app: Flask, workshop: Workshop
) -> None:
    to_come = replace(dated_shelf.NEW, valid_from=date(2027, 1, 1))
    workshop.catalog = dated_shelf.shelf(
        old=replace(dated_shelf.OLD, valid_to=date(2026, 12, 31)), new=to_come
    )
    visitor.opens("/exams/dated").sees(
        "Today: Outline of 2021 In force", "The bank cannot fill", "Study and practice follow"
    )
    page = visitor.opens("/exams/dated?on=2027-01-01").sees("in 40 days: Outline of 2026 Not yet in force")
    assert filled(page) == "Rehearse: 6 questions, 60 minutes"


def test_a_rehearsal_of_a_retired_outline_says_which_cells_are_short(visitor: Visitor, ada: Account) -> None:
    page = visitor.opens("/exams/dated?on=2026-05-01").sees("The bank cannot fill this form")
    assert [each.text for each in page.find_all(".notice li")] == [
        "Old theory: 2 are needed, and the bank has 0. No question asks task OT1.",
        "Old events: 2 are needed, and the bank has 0. No question asks task OE1.",
    ]
    page.sees("Study and practice follow the Outline of 2026, for which the bank is written.")
    page.misses("Rehearse:")
    assert filled(page) == "Start to study"
    page = visitor.posts("/exams/dated/attempts", {"mode": "rehearsal", "on": "2026-05-01"}, status=422)
    page.sees("Old theory: 2 are needed")
    assert page.find("input[type=date]").get("value") == "2026-05-01"
    assert visitor.submits("Start to study", count="10").path.endswith("questions/1")


@pytest.mark.parametrize(
    ("on", "reason"),
    [
        ("1999-01-01", "The first one that we know began on 2021-01-02."),
        ("tomorrow", "Write the day like this: 2027-03-31."),
        ("2026-13-01", "Write the day like this"),
        ("<script>", "Write the day like this"),
        ("0000-00-00", "Write the day like this"),
        ("9" * 5000, "Write the day like this"),
    ],
)
def test_a_day_that_cannot_be_is_answered_beside_it_with_todays_exam(
    visitor: Visitor, ada: Account, on: str, reason: str
) -> None:
    page = visitor.opens(f"/exams/dated?on={on}", 422).sees(reason, "Today: Outline of 2026")
    assert page.find("input[type=date]").get("aria-describedby") == "on-error"


def test_an_exam_that_is_not_there_is_not_found(visitor: Visitor, ada: Account) -> None:
    for tail in ("", "/practice", "/outlines/2026-07"):
        visitor.opens(f"/exams/nothing{tail}", 404)
    visitor.opens("/exams/dated/outlines/1999", 404)
    visitor.posts("/exams/nothing/attempts", {"mode": "rehearsal"}, status=404)


# The outline


def test_a_retired_outline_can_be_read_and_leads_to_what_carries_it_on(
    visitor: Visitor, ada: Account
) -> None:
    visitor.opens("/exams/dated")
    page = visitor.clicks("Outline of 2021")
    assert page.h1 == "Outline of 2021"
    page.sees(
        "Retired",
        "It held from 2 January 2021 to 8 July 2026.",
        "Each task leads to those of the Outline of 2026",
    )
    assert page.find("li#OT1").text == "OT1 First of old Now T1 One; T2 Two"
    assert page.find("li#OE1 a").get("href") == "/exams/dated/outlines/2026-07#E2"
    page = visitor.clicks("E2")
    page.sees("In force", "It holds since 9 July 2026.", "It has 6 questions.").misses("Each task leads")
    assert page.find("li#E2").text == "E2 Four"


# Starting


def test_each_mode_starts_under_its_own_terms(visitor: Visitor, workshop: Workshop, actor: Actor) -> None:
    visitor.opens("/exams/dated")
    assert visitor.submits("Rehearse").path.endswith("/questions/1")
    visitor.opens("/exams/dated")
    assert visitor.submits("Start to study", count="10", minutes="25").path.endswith("/questions/1")
    study, rehearsal = running(workshop, actor)
    assert (len(rehearsal.form), rehearsal.conditions.mode, rehearsal.conditions.minutes) == (
        6,
        Mode.REHEARSAL,
        60,
    )
    assert not rehearsal.conditions.feedback
    assert (len(study.form), study.conditions.mode, study.conditions.minutes) == (10, Mode.STUDY, 25)
    assert study.conditions.feedback


def test_study_without_minutes_has_no_clock(visitor: Visitor, workshop: Workshop, actor: Actor) -> None:
    visitor.opens("/exams/dated")
    visitor.submits("Start to study")
    (study,) = running(workshop, actor)
    assert (len(study.form), study.timed) == (20, False)
    page = visitor.opens("/exams/dated").sees("No clock runs.")
    assert filled(page) == "Continue"
    page.misses("Start to study")


def test_starting_again_leads_back_to_the_attempt_that_runs(
    visitor: Visitor, workshop: Workshop, actor: Actor
) -> None:
    visitor.opens("/exams/mini")
    first = visitor.submits("Rehearse").path
    assert visitor.posts("/exams/mini/attempts", {"mode": "rehearsal"}, follow=False).location == first
    page = visitor.opens("/exams/mini")
    assert page.find_all("button", text="Rehearse") == []
    assert filled(page) == "Continue, 10 min left"
    assert len(running(workshop, actor)) == 1


def test_whoever_comes_back_finds_the_first_question_that_is_open(
    visitor: Visitor, workshop: Workshop, actor: Actor, clock: HandClock
) -> None:
    attempt_id = exam_room.start(workshop, actor, "parts")
    with workshop.writing(actor) as work:
        moved = timetable.end_section(store.claim(work.session, actor, attempt_id), work.now)
        store.keep(work.session, moved)
    page = visitor.opens("/exams/parts")
    page.sees("A break is running; the clock of the exam stands still.", "Continue, 30 min left")
    clock.forward(minutes=12)
    visitor.opens("/exams/parts").sees("The break is over, and the clock of the exam runs.", "28 min left")
    with workshop.writing(actor) as work:
        store.keep(work.session, timetable.resume(store.claim(work.session, actor, attempt_id), work.now))
    page = visitor.opens("/exams/parts").sees("The clock is running.")
    assert page.find(FILLED).get("href").endswith("/questions/3")
    again = visitor.posts("/exams/parts/attempts", {"mode": "rehearsal"}, follow=False)
    assert again.location.endswith("/questions/3")


def test_a_pause_keeps_the_time_that_is_left(
    visitor: Visitor, workshop: Workshop, actor: Actor, clock: HandClock
) -> None:
    attempt_id = exam_room.start(workshop, actor, "mini", STUDY)
    clock.forward(minutes=10)
    with workshop.writing(actor) as work:
        store.keep(work.session, timetable.pause(store.claim(work.session, actor, attempt_id), work.now))
    clock.forward(days=3)
    visitor.opens("/exams/mini").sees("It is paused.", "Continue, 20 min left")


def test_an_attempt_that_ran_out_leads_to_its_result_and_another_can_be_started(
    visitor: Visitor, workshop: Workshop, actor: Actor, clock: HandClock
) -> None:
    attempt_id = exam_room.start(workshop, actor, "mini")
    clock.forward(minutes=10)
    page = visitor.opens("/exams/mini").sees("The time is up; what you had saved counts.")
    assert page.find("main a.btn").get("href") == f"/exams/attempts/{attempt_id}/result"
    assert page.find_all("button", text="Rehearse")


def test_repeats_are_announced_before_they_are_asked(
    visitor: Visitor, workshop: Workshop, actor: Actor
) -> None:
    visitor.opens("/exams/dated").misses("repeats").sees("Never seen 20 of 20")
    sit(workshop, actor, "dated", replace(STUDY, count=16), wrong=2)
    page = visitor.opens("/exams/dated")
    page.sees("Never seen 4 of 20", "Missed the last time 2", "4 of the bank are new to you.")
    sit(workshop, actor, "dated", replace(STUDY, count=20))
    visitor.opens("/exams/dated").sees("All 6 would be repeats: you have met the whole bank.")


def test_a_bank_without_questions_offers_nothing_to_start(visitor: Visitor, ada: Account) -> None:
    page = visitor.opens("/exams/bare").sees(
        "The bank has too few questions for it yet.", "The bank has no questions yet."
    )
    assert page.find_all(FILLED) == []
    visitor.posts("/exams/bare/attempts", {"mode": "study"}, status=422).sees(
        "No question fits what you chose."
    )


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({}, "Choose rehearsal or study."),
        ({"mode": "custom"}, "Choose rehearsal or study."),
        ({"mode": "<b>"}, "Choose rehearsal or study."),
        ({"mode": "rehearsal", "on": "soon"}, "Write the day like this"),
        ({"mode": "rehearsal", "on": "1999-01-01"}, "No outline of this exam holds on that day."),
        ({"mode": "study", "count": "7"}, "Questions"),
        ({"mode": "study", "count": "x" * 3000}, "Questions"),
        ({"mode": "study", "count": "50"}, "Only 20 questions fit what you chose."),
        ({"mode": "study", "minutes": "0"}, "Choose from 1 to 600 minutes, or no limit."),
        ({"mode": "study", "minutes": "601"}, "Choose from 1 to 600 minutes"),
        ({"mode": "study", "minutes": "half an hour"}, "Write a whole number."),
        ({"mode": "study", "minutes": "9" * 400}, "Write a whole number."),
        ({"mode": "study", "minutes": "\x00"}, "Write a whole number."),
    ],
)
def test_what_cannot_be_started_is_answered_with_the_reason_and_nothing_is_begun(
    visitor: Visitor, workshop: Workshop, actor: Actor, fields: dict[str, str], reason: str
) -> None:
    page = visitor.posts("/exams/dated/attempts", fields, status=422).sees(reason)
    assert page.find("[role=alert]")
    if fields.get("minutes", "").isdigit():
        assert page.find("input#minutes").get("value") == fields["minutes"]
    assert running(workshop, actor) == []


def test_twenty_presses_at_once_start_one_attempt(
    app: Flask, visitor: Visitor, workshop: Workshop, actor: Actor
) -> None:
    visitor.opens("/exams/midi")
    with visitor.client.session_transaction() as session:
        signed = dict(session)

    def press() -> str:
        client = app.test_client()
        with client.session_transaction() as mine:
            mine.update(signed)
        sent = {"mode": "rehearsal", "csrf_token": visitor.token}
        return client.post("/exams/midi/attempts", data=sent).headers["Location"]

    assert len(set(exam_room.together(*[press] * 20))) == 1
    assert len(running(workshop, actor)) == 1


@pytest.mark.parametrize("exam", ["mini", "midi", "maxi"])
@pytest.mark.parametrize("mode", ["rehearsal", "study"])
def test_a_start_takes_no_more_than_four_statements_however_long_the_form(
    visitor: Visitor, workshop: Workshop, actor: Actor, exam: str, mode: str
) -> None:
    visitor.opens(f"/exams/{exam}")
    with count_statements(workshop.sessions.engine) as sent:
        visitor.posts(f"/exams/{exam}/attempts", {"mode": mode, "count": "10"}, follow=False)
    assert len(sent) == 3
    assert len(running(workshop, actor)) == 1


@pytest.mark.parametrize(
    ("path", "most"), [("/exams", 3), ("/exams/midi", 5), ("/exams/dated/outlines/2021-01", 1)]
)
def test_a_page_takes_as_many_statements_whatever_was_sat(
    visitor: Visitor, workshop: Workshop, actor: Actor, path: str, most: int
) -> None:
    for _ in range(3):
        with count_statements(workshop.sessions.engine) as sent:
            visitor.opens(path)
        assert len(sent) == most
        sit(workshop, actor, "midi", STUDY)


def test_nothing_of_a_question_stands_on_the_pages_before_an_exam(visitor: Visitor, ada: Account) -> None:
    for path in ("/exams", "/exams/midi", "/exams/midi/practice", "/exams/dated/outlines/2026-07"):
        html = visitor.opens(path).html
        assert not [word for word in ("What next?", "option 0", "why 0", "trap-1", "q-000") if word in html]
