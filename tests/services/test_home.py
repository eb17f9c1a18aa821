"""Home: three statements however much there is, one next step, and a question for a stranger."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.support import exam_room, history, make
from tests.support.clock import HandClock
from tests.support.statements import count_statements
from webapp.domain.access import Actor, Role
from webapp.domain.accounts import Account
from webapp.domain.errors import BadInput
from webapp.domain.exams.conditions import Mode, practise
from webapp.domain.progress.gap import Rating, Target, TargetKind
from webapp.domain.progress.next_step import NextStep
from webapp.services import answers, home
from webapp.services.home import Today
from webapp.services.work import Workshop
from webapp.store import lessons as lesson_store
from webapp.store import progress as progress_store

BUDGET = 3


@pytest.fixture
def ada(workshop: Workshop) -> Account:
    return make.account(workshop)


def see(workshop: Workshop, account: Account) -> Today:
    with workshop.reading(make.actor(account)) as work:
        return home.see_today(work)


def rate_all(workshop: Workshop, account: Account) -> None:
    with workshop.writing() as work:
        for skill in workshop.catalog.skills:
            progress_store.add_rating(work.session, account.id, Rating(skill.code, 2, work.now))


def read(workshop: Workshop, account: Account, *, lessons: int) -> None:
    paths = list(workshop.catalog.lessons)[:lessons]
    with workshop.writing() as work:
        for path in paths:
            lesson_store.mark_done(work.session, account.id, path, at=work.now)


def aim(workshop: Workshop, account: Account) -> None:
    with workshop.writing() as work:
        progress_store.keep_target(work.session, account.id, Target(TargetKind.ROLE, "lead"), at=work.now)


def test_somebody_new_begins_with_the_first_lesson(workshop: Workshop, ada: Account) -> None:
    today = see(workshop, ada)
    assert today.next is NextStep.READ_ON
    assert today.lesson is not None
    assert (today.lesson.slug, today.trail, today.lessons_done) == ("what-a-plan-is", None, 0)


def test_home_takes_three_statements_however_much_there_is(
    workshop: Workshop, ada: Account, clock: HandClock
) -> None:
    mentors = [make.account(workshop, name=f"Mentor {n}", role=Role.MENTOR) for n in range(12)]
    rate_all(workshop, ada)
    aim(workshop, ada)
    for number in range(40):
        clock.forward(days=1)
        with workshop.writing() as work:
            history.finished_attempt(work, ada.id, right=number % 6)
            lesson_store.mark_done(work.session, ada.id, f"gone/lesson-{number}", at=work.now)
            progress_store.add_rating(work.session, ada.id, Rating("planning", 1, work.now))
    with workshop.writing() as work:
        for exam in ("mini", "midi", "maxi"):
            history.open_attempt(work, ada.id, exam=exam)
        history.plan(work, ada.id, goals=30, due=[date(2027, 1, 1)] * 50)
        for mentor in mentors:
            history.pairing(work, mentor, ada, state="invited")
    with count_statements(workshop.sessions.engine) as statements:
        today = see(workshop, ada)
    assert len(statements) == BUDGET
    assert (len(today.results), len(today.running), len(today.steps), len(today.invitations)) == (3, 3, 4, 5)
    assert today.lessons_done == 0


def test_an_open_exam_comes_first_and_runs_out_at_its_deadline(
    workshop: Workshop, ada: Account, clock: HandClock
) -> None:
    with workshop.writing() as work:
        history.open_attempt(work, ada.id, minutes=10)
    clock.forward(minutes=9, seconds=59)
    today = see(workshop, ada)
    assert (today.next, len(today.running), len(today.ran_out)) == (NextStep.RETURN_TO_EXAM, 1, 0)
    assert today.titles[today.running[0].exam] == "Mini practice exam"
    clock.forward(seconds=1)
    today = see(workshop, ada)
    assert (today.next, len(today.running), len(today.ran_out)) == (NextStep.SEE_RESULT, 0, 1)


def test_an_exam_without_a_deadline_waits_and_does_not_press(
    workshop: Workshop, ada: Account, clock: HandClock
) -> None:
    study = practise(Mode.STUDY, minutes=10, feedback=True)
    begun = exam_room.seated(workshop, ada.id, conditions=study)
    assert see(workshop, ada).next is NextStep.RETURN_TO_EXAM
    with workshop.writing(make.actor(ada)) as work:
        answers.pause(work, begun.id)
    clock.forward(days=30)
    today = see(workshop, ada)
    assert (today.next, [each.id for each in today.running]) == (NextStep.READ_ON, [begun.id])
    assert today.ran_out == ()


def test_a_lesson_that_was_opened_is_read_on_until_it_is_old(
    workshop: Workshop, ada: Account, clock: HandClock
) -> None:
    read(workshop, ada, lessons=1)
    with workshop.writing() as work:
        lesson_store.keep_place(work.session, ada.id, "basics/who-decides", "mistakes", at=work.now)
    today = see(workshop, ada)
    assert today.next is NextStep.READ_ON
    assert today.trail is not None
    assert today.trail.place == "mistakes"
    clock.now += timedelta(days=61)
    assert see(workshop, ada).next is NextStep.RATE_SELF


def test_after_rating_comes_the_target_then_the_gap_then_the_plan(workshop: Workshop, ada: Account) -> None:
    read(workshop, ada, lessons=1)
    assert see(workshop, ada).next is NextStep.RATE_SELF
    rate_all(workshop, ada)
    assert see(workshop, ada).next is NextStep.CHOOSE_TARGET
    aim(workshop, ada)
    today = see(workshop, ada)
    assert (today.next, today.target) == (NextStep.SEE_GAP, "Lead")
    with workshop.writing() as work:
        history.plan(work, ada.id)
        history.pairing(work, make.account(work, name="Mia", role=Role.MENTOR), ada)
    assert see(workshop, ada).next is NextStep.SEND_PLAN


def test_a_step_past_its_date_comes_before_reading(workshop: Workshop, ada: Account) -> None:
    with workshop.writing() as work:
        history.plan(work, ada.id, state="active", due=[date(2026, 11, 21)])
    assert see(workshop, ada).next is NextStep.DO_STEP


def test_a_step_due_today_is_not_late(workshop: Workshop, ada: Account) -> None:
    with workshop.writing() as work:
        history.plan(work, ada.id, state="active", due=[date(2026, 11, 22)])
    assert see(workshop, ada).next is NextStep.READ_ON


def test_a_mentor_with_plans_waiting_goes_to_the_desk(workshop: Workshop, ada: Account) -> None:
    mia = make.account(workshop, name="Mia", role=Role.MENTOR)
    with workshop.writing() as work:
        history.pairing(work, mia, ada)
        history.plan(work, ada.id, state="in_review")
    assert see(workshop, mia).next is NextStep.MENTOR_DESK


def test_an_admin_is_asked_for_nothing_but_the_session(workshop: Workshop) -> None:
    admin = make.account(workshop, role=Role.ADMIN)
    with count_statements(workshop.sessions.engine) as statements:
        see(workshop, admin)
    assert len(statements) == 1


def test_everything_read_leads_to_an_exam(workshop: Workshop, ada: Account) -> None:
    rate_all(workshop, ada)
    aim(workshop, ada)
    read(workshop, ada, lessons=3)
    with workshop.writing() as work:
        history.plan(work, ada.id, state="active")
    today = see(workshop, ada)
    assert (today.next, today.lesson, today.lessons_done) == (NextStep.SIT_EXAM, None, 3)


def test_a_target_that_is_gone_counts_as_none(workshop: Workshop, ada: Account) -> None:
    with workshop.writing() as work:
        progress_store.keep_target(work.session, ada.id, Target(TargetKind.EXAM, "gone"), at=work.now)
    assert see(workshop, ada).target is None


def test_a_stranger_is_shown_one_question_without_a_statement(workshop: Workshop) -> None:
    with workshop.reading() as work, count_statements(workshop.sessions.engine) as statements:
        first, second = home.welcome(work), home.welcome(work)
    assert len(statements) == 0
    assert first.question == second.question
    assert first.question is not None
    assert first.question.id == "basics-who-decides-1"
    assert first.response is None


def test_a_stranger_hears_the_reason_and_the_trap(workshop: Workshop) -> None:
    with workshop.reading() as work:
        shown = home.try_question(work, "a")
    assert shown.question is not None
    assert shown.response is not None
    assert not shown.question.is_right(shown.response)
    assert shown.traps is not None
    assert set(shown.traps) == {"decides-alone", "waits-too-long"}


@pytest.mark.parametrize("given", ["", "ab", "z", "12"])
def test_what_is_no_answer_to_the_strangers_question_is_refused(workshop: Workshop, given: str) -> None:
    with workshop.reading() as work, pytest.raises(BadInput):
        home.try_question(work, given)


def test_the_strangers_question_is_of_no_bank(workshop: Workshop) -> None:
    with workshop.reading() as work:
        shown = home.welcome(work).question
    assert shown is not None
    assert shown.version not in workshop.catalog.versions


def test_a_school_without_lessons_shows_no_question(workshop: Workshop) -> None:
    bare = replace(workshop.catalog, tracks=(), exams=(), banks={})
    with workshop.reading() as work:
        empty = replace(work, catalog=bare, actor=Actor())
        assert home.welcome(empty).question is None
        assert home.try_question(empty, "a").question is None
