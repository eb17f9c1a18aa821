"""The home page: a landing page that promises what is there, and one thing to do next for everybody signed in."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from tests.support import history, make
from tests.support.clock import HandClock
from tests.support.statements import count_statements
from tests.support.visitor import Page, Visitor
from webapp.domain.access import Role
from webapp.domain.accounts import Account
from webapp.domain.progress.gap import Rating, Target, TargetKind
from webapp.domain.progress.next_step import NextStep
from webapp.pages.home import offers
from webapp.services.work import Work, Workshop
from webapp.store import lessons as lesson_store
from webapp.store import progress as progress_store
from webapp.store.tables.accounts import AccountRow

BUDGET = 3


@pytest.fixture
def ada(workshop: Workshop) -> Account:
    return make.account(workshop)


def home_of(visitor: Visitor, account: Account) -> Page:
    visitor.signs_in_as(account)
    page = visitor.opens("/")
    assert len(page.find_all("main .btn-go")) == 1
    return page


def test_a_stranger_sees_what_there_is_and_may_try_a_question(visitor: Visitor, workshop: Workshop) -> None:
    with count_statements(workshop.sessions.engine) as statements:
        page = visitor.opens("/")
    assert len(statements) == 0
    page.sees("3 lessons so far", "Basics", "Mini practice exam", "6 questions, 10 minutes, 4 right to pass")
    page.sees("10 questions", "What does the chair do?")
    page.misses("The holder can still decide", "There is a month left", "Waits too long")
    assert page.find("a.btn-go").get("href") == "/lessons/basics/what-a-plan-is"


def test_a_stranger_hears_the_reason_and_the_trap_at_once(visitor: Visitor) -> None:
    visitor.opens("/")
    page = visitor.submits("Check the answer", choice="a")
    page.sees(
        "Not right: B is right.", "Your answer. There is a month left.", "Key. The holder can still decide"
    )
    assert page.find(".trap a").get("href").startswith("/lessons/basics/")
    visitor.opens("/")
    visitor.submits("Check the answer", choice="b").sees("Your answer, right. The holder can still decide")


@pytest.mark.parametrize("choice", [None, ["a", "b"], "z"])
def test_no_answer_comes_back_with_its_reason(visitor: Visitor, choice: object) -> None:
    visitor.opens("/")
    page = visitor.submits("Check the answer", status=422, choice=choice)
    assert page.find("[role=alert]").text
    page.misses("The holder can still decide")


def test_somebody_new_is_led_to_the_first_lesson(visitor: Visitor, ada: Account) -> None:
    page = home_of(visitor, ada)
    page.sees(
        "Today, Ada", "Begin here", "1.1 What a plan is", "No exam sat yet", "No plan yet", "0 of 3 rated"
    )
    assert page.find("main .btn-go").text == "Begin, 3 minutes"


def test_a_lesson_goes_on_at_its_place(visitor: Visitor, ada: Account, workshop: Workshop) -> None:
    with workshop.writing() as work:
        lesson_store.keep_place(work.session, ada.id, "basics/who-decides", "mistakes", at=work.now)
    page = home_of(visitor, ada).sees("Continue reading, section 2 of 3", "Next: Common mistakes.")
    assert page.find("main .btn-go").get("href") == "/lessons/basics/who-decides#mistakes"
    assert page.find("main .btn-go").text == "Continue, about 3 minutes"


def test_a_running_exam_shows_the_time_left(
    visitor: Visitor, ada: Account, workshop: Workshop, clock: HandClock
) -> None:
    with workshop.writing() as work:
        attempt = history.open_attempt(work, ada.id, minutes=10)
        history.open_attempt(work, ada.id, exam="other", minutes=90)
    clock.forward(minutes=3)
    page = home_of(visitor, ada).sees("An exam is running.", "Waiting for you")
    buttons = {page.find("main .btn-go").text, page.find("main .lines", text="left").text}
    assert any("7 min left" in text or "7 min 0 s left" in text for text in buttons)
    assert str(attempt) in page.html
    clock.forward(minutes=7)
    page = visitor.opens("/").sees("Time ran out")


def test_results_plan_and_invitations_stand_beside(
    visitor: Visitor, ada: Account, workshop: Workshop, clock: HandClock
) -> None:
    mia = make.account(workshop, name="Mia", role=Role.MENTOR)
    with workshop.writing() as work:
        history.finished_attempt(work, ada.id, right=5)
        history.finished_attempt(work, ada.id, right=3)
        history.plan(work, ada.id, state="changes_asked", due=[date(2026, 11, 20), date(2026, 12, 24), None])
        history.pairing(work, mia, ada, state="invited")
    clock.forward(hours=2)
    page = home_of(visitor, ada)
    page.sees("5 of 6, passed", "3 of 6, line 4", "A year of plans", "Changes asked for")
    page.sees("Was due 20 Nov", "Due 24 Dec", "No date", "Mia offers to be your mentor")
    assert page.find("main .btn-go").text == "Read the invitation"


def test_a_mentor_sees_the_desk_first(visitor: Visitor, ada: Account, workshop: Workshop) -> None:
    mia = make.account(workshop, name="Mia", role=Role.MENTOR)
    page = home_of(visitor, mia).sees("Your desk", "Nobody is with you yet", "Nothing waits")
    with workshop.writing() as work:
        history.pairing(work, mia, ada)
        history.plan(work, ada.id, state="in_review")
    page = visitor.opens("/").sees("1 plan waits")
    assert page.find("main a").get("href") == "/mentoring"
    assert page.find("main .btn-go").text == "Open your desk"


def test_an_author_finds_the_bank_and_an_admin_the_people(visitor: Visitor, workshop: Workshop) -> None:
    home_of(visitor, make.account(workshop, name="Art", role=Role.AUTHOR)).sees("The question bank")
    visitor.client.delete_cookie("session")
    page = home_of(visitor, make.account(workshop, name="Al", role=Role.ADMIN))
    page.misses("Last results", "Your plan")
    assert page.find("main .btn-go").get("href") == "/account/people"


def test_home_takes_three_statements_however_much_there_is(
    visitor: Visitor, ada: Account, workshop: Workshop, clock: HandClock
) -> None:
    home_of(visitor, ada)
    with count_statements(workshop.sessions.engine) as few:
        visitor.opens("/")
    for number in range(30):
        clock.forward(hours=1)
        with workshop.writing() as work:
            history.finished_attempt(work, ada.id, right=number % 6)
            lesson_store.mark_done(work.session, ada.id, f"gone/{number}", at=work.now)
    with workshop.writing() as work:
        history.plan(work, ada.id, goals=20, due=[date(2027, 1, 1)] * 40)
    with count_statements(workshop.sessions.engine) as many:
        visitor.opens("/")
    assert len(few) == len(many) == BUDGET


def test_a_session_that_has_ended_is_led_to_the_door(
    visitor: Visitor, ada: Account, workshop: Workshop
) -> None:
    home_of(visitor, ada)
    with workshop.writing() as work:
        work.session.query(AccountRow).update({"session_version": 2})
    assert visitor.opens("/").h1 == "Sign in"


def _rate_all(work: Work, learner: UUID) -> None:
    for skill in work.catalog.skills:
        progress_store.add_rating(work.session, learner, Rating(skill.code, 2, work.now))


def _aim(work: Work, learner: UUID) -> None:
    progress_store.keep_target(work.session, learner, Target(TargetKind.ROLE, "lead"), at=work.now)


def _read(work: Work, learner: UUID, lessons: int) -> None:
    for path in list(work.catalog.lessons)[:lessons]:
        lesson_store.mark_done(work.session, learner, path, at=work.now)


@pytest.mark.parametrize(
    ("past", "plan", "label", "leads_to"),
    [
        ("", "changes_asked", "Open the plan", "A year of plans"),
        ("", "overdue", "Open the plan", "A year of plans"),
        ("read", None, "Rate yourself, 1 minute", "0 of 3 rated"),
        ("read rated", None, "Choose a target", "What do you aim at?"),
        ("read rated aimed", None, "See the gap", "Planning is the widest gap, 2 levels short"),
        ("read rated aimed mentored", "draft", "Open the plan", "A year of plans"),
        ("read rated aimed", "active", "Begin, 5 minutes", "1.2 Who decides"),
        ("all rated aimed", "active", "Choose an exam", "Exams"),
    ],
)
def test_the_button_leads_to_what_comes_next(
    visitor: Visitor,
    ada: Account,
    workshop: Workshop,
    *,
    past: str,
    plan: str | None,
    label: str,
    leads_to: str,
) -> None:
    with workshop.writing() as work:
        if "mentored" in past:
            history.pairing(work, make.account(work, name="Mia", role=Role.MENTOR), ada)
        if "rated" in past:
            _rate_all(work, ada.id)
        if "aimed" in past:
            _aim(work, ada.id)
        _read(work, ada.id, {"": 0, "read": 1, "all": 3}[past.partition(" ")[0]])
        if plan:
            due = [date(2026, 11, 1)] if plan == "overdue" else []
            history.plan(work, ada.id, state="active" if plan == "overdue" else plan, due=due)
    page = home_of(visitor, ada)
    assert page.find("main .btn-go").text == label
    assert visitor.clicks(label).h1 == leads_to


def test_an_exam_whose_time_ran_out_leads_to_its_result(
    visitor: Visitor, ada: Account, workshop: Workshop, clock: HandClock
) -> None:
    with workshop.writing() as work:
        attempt = history.open_attempt(work, ada.id)
    clock.forward(minutes=10)
    page = home_of(visitor, ada).sees("The time of your exam ran out.")
    assert page.find("main .btn-go").get("href") == f"/exams/attempts/{attempt}/result"


def test_every_next_step_has_its_offer() -> None:
    assert set(offers._MAKERS) == set(NextStep)
