"""What is granted, page by page: a person's conditions, one attempt, everybody who sits, and one's own."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import delete

from tests.domain.exams.values import event
from tests.support import exam_room, make, pairs
from tests.support.clock import HandClock
from tests.support.exam_room import is_refused, look, saves, start, submit
from tests.support.visitor import Visitor
from webapp.catalog.shelf import Catalog
from webapp.domain.access import Role
from webapp.domain.accounts import Account
from webapp.domain.exams.conditions import Mode
from webapp.domain.exams.wish import Wish
from webapp.services import answers, endings
from webapp.services.work import Workshop
from webapp.store import answers as answer_store
from webapp.store.tables.exams import AnswerEventRow


@pytest.fixture
def shelf() -> Catalog:
    return exam_room.shelf()


@pytest.fixture
def ada(workshop: Workshop) -> Account:
    return make.account(workshop)


@pytest.fixture
def mona(workshop: Workshop, ada: Account) -> Account:
    mentor = make.account(workshop, name="Mona", role=Role.MENTOR)
    pairs.pair(workshop, mentor, ada)
    return mentor


@pytest.fixture
def admin(workshop: Workshop) -> Account:
    return make.account(workshop, name="Al", role=Role.ADMIN)


def seat(app: Flask, person: Account) -> Visitor:
    """Somebody else, signed in at a browser of their own."""
    visitor = Visitor(app.test_client())
    visitor.signs_in_as(person)
    return visitor


def person_url(person: Account) -> str:
    """The page about what is granted to somebody."""
    return f"/accommodations/people/{person.id}"


def attempt_url(attempt: UUID) -> str:
    """The page about how an attempt stands."""
    return f"/accommodations/attempts/{attempt}"


def test_a_mentor_grants_on_the_way_from_their_learner(visitor: Visitor, ada: Account, mona: Account) -> None:
    visitor.signs_in_as(mona)
    visitor.opens(f"/mentoring/learners/{ada.id}").sees("Nothing is granted now.")
    visitor.clicks("Grant time, breaks or quiet")
    page = visitor.submits(
        "Grant this", share="150", free_minutes="5", quiet_timer="y", reason="Letter of 3 May."
    )
    page.sees(
        "It holds from now on. The learner has a letter.",
        "Granted now: 150 % of the time, 5 minutes on top, a quiet timer.",
        "Time from 100 % to 150 %",
        "Letter of 3 May.",
        "by Mona",
    )
    visitor.opens(f"/mentoring/learners/{ada.id}").sees("Granted now: 150 % of the time")


def test_another_share_is_any_number_in_per_cent(visitor: Visitor, ada: Account, admin: Account) -> None:
    visitor.signs_in_as(admin)
    visitor.opens("/account/people")
    visitor.clicks("exam conditions of Ada")
    page = visitor.submits("Grant this", share="other", percent="133", reason="Letter of 3 May.")
    page.sees("133 % of the time")
    assert [
        each.get("value") for each in page.find_all("input[name=share]") if "checked" in each.attributes
    ] == ["other"]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"reason": ""}, "Say why"),
        ({"free_minutes": "241"}, "Enter a number from 0 to 240."),
        ({"extra_breaks": "some"}, "Write a whole number."),
        ({"share": "other", "percent": ""}, "Enter a number from 100 to 300."),
        ({"share": "a million"}, "Not a valid choice"),
        ({"reason": "x" * 501}, "Keep it under 500 characters."),
    ],
)
def test_what_cannot_be_granted_is_refused_where_it_was_typed(
    visitor: Visitor, ada: Account, admin: Account, fields: dict[str, str], words: str
) -> None:
    visitor.signs_in_as(admin)
    visitor.opens(person_url(ada))
    typed = {"share": "150", "break_minutes": "7", "reason": "Letter of 3 May.", **fields}
    page = visitor.submits("Grant this", typed, status=422)
    page.sees(words, "Nothing was granted so far.")
    assert page.find("input[name=break_minutes]").get("value") == "7"


def test_the_same_grant_for_another_reason_changes_nothing(
    visitor: Visitor, ada: Account, admin: Account
) -> None:
    visitor.signs_in_as(admin)
    visitor.opens(person_url(ada))
    visitor.submits("Grant this", share="150", reason="Letter of 3 May.")
    visitor.submits("Grant this", reason="Another letter.", status=409).sees(
        "This is what is granted already."
    )


def test_a_learner_sees_what_is_granted_what_it_makes_of_the_exams_and_every_grant(
    app: Flask, visitor: Visitor, ada: Account, mona: Account
) -> None:
    visitor.signs_in_as(ada)
    visitor.opens("/account")
    visitor.clicks("Your exam conditions").sees("Nothing is granted to you", "Nothing was granted so far.")
    visitor = seat(app, mona)
    visitor.opens(person_url(ada))
    visitor.submits("Grant this", share="150", extra_breaks="1", reason="Letter of 3 May.")
    visitor.submits("Grant this", share="100", extra_breaks="1", reason="Less from now on.")
    visitor = seat(app, ada)
    page = visitor.opens("/accommodations")
    page.sees("1 extra break", "Less from now on.", "Letter of 3 May.", "by Mona", "10 minutes")
    page.misses("Grant this")


def test_the_time_of_an_exam_is_shown_as_base_and_grant(
    app: Flask, visitor: Visitor, ada: Account, admin: Account
) -> None:
    visitor.signs_in_as(admin)
    visitor.opens(person_url(ada))
    visitor.submits("Grant this", share="150", reason="Letter of 3 May.")
    visitor = seat(app, ada)
    visitor.opens("/accommodations").sees("15 min = 10 + 5 granted")


def test_a_grant_says_how_many_running_attempts_it_reached(
    visitor: Visitor, workshop: Workshop, ada: Account, admin: Account
) -> None:
    start(workshop, make.actor(ada))
    visitor.signs_in_as(admin)
    visitor.opens(person_url(ada)).sees("Mini, rehearsal", "10 min left")
    page = visitor.submits("Grant this", share="200", reason="Letter of 3 May.")
    page.sees("also for 1 attempt that runs", "20 min left")


def test_minutes_are_added_to_an_attempt_that_runs(
    app: Flask, visitor: Visitor, workshop: Workshop, ada: Account, mona: Account
) -> None:
    attempt = start(workshop, make.actor(ada))
    visitor.signs_in_as(mona)
    visitor.opens(f"/mentoring/learners/{ada.id}")
    visitor.clicks("Mini runs now").sees("Runs", "0 of 4", "Nothing saved yet", "10 minutes")
    page = visitor.submits("Add the minutes", minutes="30", reason="The fire alarm.")
    page.sees("30 minutes added", "The fire alarm.", "40 min = 10 + 30 granted", "by Mona")
    assert page.path == attempt_url(attempt)
    visitor.opens(person_url(ada)).sees("30 minutes added", "The fire alarm.")
    visitor = seat(app, ada)
    visitor.opens("/accommodations").sees("30 minutes added", "The fire alarm.")


def test_an_attempt_that_ran_out_is_opened_again_from_the_page_of_its_learner(
    visitor: Visitor, workshop: Workshop, ada: Account, mona: Account, clock: HandClock
) -> None:
    attempt = start(workshop, make.actor(ada))
    exam_room.answer_all(workshop, make.actor(ada), attempt)
    clock.forward(minutes=11)
    endings.close_expired(workshop)
    visitor.signs_in_as(mona)
    visitor.opens(person_url(ada)).sees("Time ran out", "4 of 4 right")
    visitor.clicks("Mini, rehearsal").sees("Time ran out", "4 of 4")
    page = visitor.submits("Open it again with these minutes", minutes="15", reason="The line broke.")
    page.sees("Opened again, 15 minutes added", "Runs", "15 min")
    assert not look(workshop, make.actor(ada), attempt).is_over(clock.now)
    submit(workshop, make.actor(ada), attempt)
    visitor.opens(attempt_url(attempt)).sees(
        "Scores it had before", "4 of 4 right", "It was handed in, so no time can be added."
    )


def test_what_cannot_be_added_is_refused_with_its_reason(
    visitor: Visitor, workshop: Workshop, ada: Account, mona: Account, clock: HandClock
) -> None:
    first = start(workshop, make.actor(ada))
    clock.forward(minutes=11)
    start(workshop, make.actor(ada))
    visitor.signs_in_as(mona)
    for minutes, reason, status, words in (
        ("", "The alarm.", 422, "Enter from 1 to 240 minutes."),
        ("241", "The alarm.", 422, "Enter from 1 to 240 minutes."),
        ("5", "", 422, "Say why"),
        ("5", "The alarm.", 409, "Another attempt of this kind runs already."),
    ):
        visitor.opens(attempt_url(first))
        visitor.submits("Open it again", minutes=minutes, reason=reason, status=status).sees(words)


def test_an_attempt_without_a_clock_says_so(
    visitor: Visitor, workshop: Workshop, ada: Account, mona: Account
) -> None:
    attempt = start(workshop, make.actor(ada), wish=Wish(mode=Mode.STUDY, count=4))
    visitor.signs_in_as(mona)
    visitor.opens(attempt_url(attempt)).sees("No clock", "so there is no time to add").misses(
        "Add the minutes"
    )
    visitor.opens(person_url(ada)).sees("Clock stands still")
    visitor.opens("/accommodations/running").sees("No clock")


def test_saves_are_counted_and_nothing_that_was_answered_is_shown(
    visitor: Visitor, workshop: Workshop, ada: Account, mona: Account, clock: HandClock
) -> None:
    actor = make.actor(ada)
    attempt = start(workshop, actor)
    for number in range(3):
        saves(workshop, actor, attempt, event(number + 1, 1, number, "abc"[number]))
    clock.forward(minutes=2)
    visitor.signs_in_as(mona)
    page = visitor.opens(attempt_url(attempt))
    page.sees("1 of 4", "09:00:00 UTC, 2 minutes ago", "3 of 3 numbered")
    shown = look(workshop, actor, attempt)
    for item in shown.form.items:
        assert item.question not in page.html
        assert not re.search(rf"\b{item.version}\b", page.text)
    with workshop.writing() as work:
        work.session.execute(delete(AnswerEventRow).where(AnswerEventRow.sequence == 2))
    clock.forward(minutes=9)
    is_refused(workshop, actor, attempt, event(99, 2))
    visitor.opens(attempt_url(attempt)).sees(
        "1 acknowledged save is not stored", "2 of 3 numbered", "Question 2", "after the time was up"
    )


def test_sections_and_breaks_are_told(
    visitor: Visitor, workshop: Workshop, ada: Account, mona: Account
) -> None:
    seated = exam_room.seated(workshop, ada.id, exam="parts")
    visitor.signs_in_as(mona)
    visitor.opens(attempt_url(seated.id)).sees("1 of 3: Part 0")
    with workshop.writing(make.actor(ada)) as work:
        answers.end_section(work, seated.id, 0)
    visitor.opens(attempt_url(seated.id)).sees("2 of 3: Part 1", "On a break")
    visitor.opens("/accommodations/running").sees("On a break")


def test_everybody_who_sits_stands_in_one_list_with_what_asks_for_a_look(
    app: Flask, workshop: Workshop, ada: Account, mona: Account, clock: HandClock
) -> None:
    visitor = seat(app, make.account(workshop, name="Al", role=Role.ADMIN))
    visitor.opens("/accommodations/running").sees("No attempt runs now")
    eve, zoe = make.account(workshop, name="Eve"), make.account(workshop, name="Zoe")
    lost, late = start(workshop, make.actor(eve), "midi"), start(workshop, make.actor(zoe), "midi")
    quiet = start(workshop, make.actor(ada), "midi")
    for attempt, who in ((lost, eve), (late, zoe)):
        for number in range(2):
            saves(workshop, make.actor(who), attempt, event(attempt.int % 997 + number, 1, number))
    with workshop.writing() as work:
        first = (AnswerEventRow.attempt_id == lost) & (AnswerEventRow.sequence == 1)
        work.session.execute(delete(AnswerEventRow).where(first))
        refused = event(4711, 2)
        answer_store.keep_refused(work.session, refused.id, late, refused, "TimeIsUp", at=clock.now)
    clock.forward(minutes=12)
    page = visitor.opens("/accommodations/running")
    page.sees("3 attempts run now", "1 save missing", "1 save refused", "Silent for 12 min")
    assert [each.text for each in page.find_all("tbody th")] == ["Ada", "Eve", "Zoe"]
    visitor = seat(app, mona)
    page = visitor.opens("/accommodations/running")
    page.sees("1 attempt runs now").misses("Eve")
    visitor.clicks("Ada").sees("How it stands")
    assert look(workshop, make.actor(ada), quiet).deadline - clock.now == timedelta(minutes=48)


@pytest.mark.parametrize("role", list(Role))
def test_pages_of_somebody_else_are_missing_or_refused(
    visitor: Visitor, workshop: Workshop, ada: Account, role: Role
) -> None:
    attempt = start(workshop, make.actor(ada))
    visitor.signs_in_as(make.account(workshop, name="Other", role=role))
    status = {Role.MENTOR: 404, Role.ADMIN: 200}.get(role, 403)
    for path in (person_url(ada), attempt_url(attempt)):
        visitor.opens(path, status)
    visitor.posts(f"{attempt_url(attempt)}/time", {"minutes": "5", "reason": "Why not?"}, status=status)
    added = look(workshop, make.actor(ada), attempt).conditions.extra_minutes
    assert added == (5 if role is Role.ADMIN else 0)
