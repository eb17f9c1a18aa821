"""The desk, a learner's page and invitations through the web."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import pytest
from flask import Flask

from tests.support import make, pairs
from tests.support.clock import HandClock
from tests.support.pairs import School
from tests.support.statements import count_statements
from tests.support.visitor import Visitor
from webapp.domain.access import Role
from webapp.domain.accounts import Account
from webapp.domain.exams import conditions, selection, timetable
from webapp.domain.progress.gap import Rating, Target, TargetKind
from webapp.services import mentoring
from webapp.services.work import Workshop
from webapp.store import exams, lessons, progress, starts

MISSING = UUID(int=5)


@pytest.fixture
def school(app: Flask, workshop: Workshop) -> School:
    return pairs.school(workshop)


def _another(app: Flask, account: Account) -> Visitor:
    visitor = Visitor(app.test_client())
    visitor.signs_in_as(account)
    return visitor


def _pairing(workshop: Workshop, learner: Account) -> UUID:
    with workshop.reading(make.actor(learner)) as work:
        return mentoring.open_company(work).mentors[0].pairing


def test_the_title_says_what_waits_and_the_oldest_stands_first(
    visitor: Visitor, workshop: Workshop, clock: HandClock, school: School
) -> None:
    pairs.pair(workshop, school.tomasz, school.loner)
    second = pairs.plan(workshop, school.loner, title="Second plan")
    pairs.send(workshop, school.amara, school.amaras_plan, question="Is it small enough?")
    clock.forward(days=2)
    pairs.send(workshop, school.loner, second, question="And mine?")
    clock.forward(hours=3)
    visitor.signs_in_as(school.tomasz)
    page = visitor.opens("/mentoring")
    assert page.h1 == "Two plans wait for you"
    page.sees("The longest for 2 days.", "“Is it small enough?”")
    queue = page.find_all(".queue li")
    assert ["Amara" in each.text for each in queue] == [True, False]
    assert ["2 days" in queue[0].text, "3 hours" in queue[1].text] == [True, True]
    assert len(page.find_all(".btn-go")) == 1
    visitor.clicks("Read the plan").sees("Lead a project", "Approve the plan")


def test_a_desk_without_learners_offers_to_invite(visitor: Visitor, workshop: Workshop) -> None:
    visitor.signs_in_as(make.account(workshop, role=Role.MENTOR))
    page = visitor.opens("/mentoring").sees("You mentor nobody yet", "Nobody yet.", "Invite a learner")
    page.misses("Queue")


def test_a_desk_where_nothing_waits_says_so(visitor: Visitor, school: School) -> None:
    visitor.signs_in_as(school.tomasz)
    page = visitor.opens("/mentoring").sees("No plan waits for you", "Amara Okafor", "Draft", "none", "never")
    page.misses("Bram", "Lou")


def test_known_unknown_and_paired_addresses_hear_the_same(visitor: Visitor, school: School) -> None:
    visitor.signs_in_as(school.tomasz)
    answers = set()
    for address in (school.bram.email, "unknown@example.org", school.amara.email, school.bram.email.upper()):
        visitor.opens("/mentoring")
        page = visitor.submits("Send the invitation", email=address)
        assert page.status == 200
        answers.add(page.find("[role=status]").text)
    assert len(answers) == 1
    page = visitor.opens("/mentoring")
    rows = [each.text for each in page.find_all("li") if "Take back" in each.text]
    assert len(rows) == 2
    page.misses("Bram")


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "Write the address"),
        ("nonsense", "does not look like an e-mail address"),
        ("tomasz.wieczorek@example.org", "your own address"),
        ("x" * 300 + "@example.org", "254"),
        ("a\x00@example.org, b@example.org", "does not look like"),
    ],
)
def test_an_address_that_cannot_be_is_explained_and_kept(
    visitor: Visitor, school: School, typed: str, reason: str
) -> None:
    visitor.signs_in_as(school.tomasz)
    visitor.opens("/mentoring")
    page = visitor.submits("Send the invitation", status=422, email=typed)
    page.sees(reason)
    assert page.find("input[name=email]").get("value") == typed.replace("\x00", "")


def test_an_invitation_is_taken_back(visitor: Visitor, school: School) -> None:
    visitor.signs_in_as(school.tomasz)
    visitor.opens("/mentoring")
    visitor.submits("Send the invitation", email="new@example.org").sees("new@example.org")
    visitor.submits("Take back").misses("Not answered yet")


def test_a_learner_reads_what_a_mentor_sees_then_accepts(
    app: Flask, visitor: Visitor, workshop: Workshop, school: School
) -> None:
    pairs.invite(workshop, school.tomasz, school.loner.email)
    visitor.signs_in_as(school.loner)
    page = visitor.opens("/mentoring/invitations")
    page.sees("Tomasz Wieczorek offers to mentor you", "A mentor sees your plan")
    visitor.submits("Accept").sees("Tomasz Wieczorek mentors you", "since 22 November 2026")
    _another(app, school.tomasz).opens("/mentoring").sees("Lou Loner")


def test_a_learner_declines(app: Flask, visitor: Visitor, workshop: Workshop, school: School) -> None:
    pairs.invite(workshop, school.tomasz, school.loner.email)
    pairs.invite(workshop, school.renee, school.loner.email)
    visitor.signs_in_as(school.loner)
    visitor.opens("/mentoring/invitations").sees("Renée Blanc", "offer to mentor you")
    visitor.submits("Decline")
    visitor.submits("Decline").sees("You have no mentor yet")
    _another(app, school.tomasz).opens("/mentoring").misses("Lou")


@pytest.mark.parametrize("side", ["learner", "mentor"])
def test_either_side_ends_and_the_other_sees_it(
    app: Flask, visitor: Visitor, school: School, side: str
) -> None:
    learner, mentor = _another(app, school.amara), _another(app, school.tomasz)
    if side == "learner":
        learner.opens("/mentoring/invitations").sees("sees nothing of you from then on")
        learner.submits("End mentoring with Tomasz").sees("You have no mentor yet")
    else:
        mentor.opens(f"/mentoring/learners/{school.amara.id}")
        mentor.submits("End mentoring Amara Okafor").sees("You mentor nobody yet")
    mentor.opens("/mentoring").misses("Amara")
    mentor.opens(f"/mentoring/learners/{school.amara.id}", status=404)
    mentor.opens(f"/plans/{school.amaras_plan}", status=404)
    learner.opens("/plans").sees("You have no mentor yet")


def test_a_learners_page_shows_progress_results_gap_and_plan(
    visitor: Visitor, workshop: Workshop, clock: HandClock, school: School
) -> None:
    exam = workshop.catalog.exams[0]
    with workshop.writing() as work:
        progress.keep_target(work.session, school.amara.id, Target(TargetKind.ROLE, "lead"), at=work.now)
        progress.add_rating(work.session, school.amara.id, Rating("planning", 2, work.now))
        lessons.mark_done(work.session, school.amara.id, "basics/who-decides", at=work.now)
        form = selection.draw(exam.outline, work.catalog.bank(exam.code), 7)
        sat = timetable.open_attempt(
            id=work.new_id(),
            learner=school.amara.id,
            exam=exam.code,
            outline=exam.outline,
            form=form,
            conditions=conditions.rehearse(exam.outline),
            seed=7,
            at=work.now,
        )
        assert starts.add(work.session, sat)
        exams.keep(work.session, sat.settle(at=work.now + timedelta(hours=9)))
    clock.forward(days=1)
    visitor.signs_in_as(school.tomasz)
    visitor.opens("/mentoring").sees("Lead", f"0 of {len(form)}", "hours ago")
    page = visitor.clicks("Amara Okafor")
    page.sees(
        "Aims at Lead.",
        "1 gap to Lead",
        "1 of 3 lessons done",
        "Last read 1 day ago",
        f"0 of {len(form)}",
        "Below the line",
        "time ran out",
        "Lead a project",
        "Draft",
        *(area.title for area in exam.outline.domains),
    )
    visitor.clicks("Lead a project").sees("Amara Okafor’s plan.")


def test_a_learner_who_has_done_nothing_has_a_page_too(
    visitor: Visitor, workshop: Workshop, school: School
) -> None:
    pairs.pair(workshop, school.tomasz, school.loner)
    visitor.signs_in_as(school.tomasz)
    page = visitor.opens(f"/mentoring/learners/{school.loner.id}")
    page.sees(
        "Has not chosen a target yet.", "No exam finished yet.", "has not begun a plan", "Nothing read yet."
    )


@dataclass(frozen=True)
class Door:
    """A route of mentoring and the status somebody gets there."""

    method: str
    path: str


def _status(visitor: Visitor, door: Door) -> tuple[int, str]:
    if door.method == "GET":
        response = visitor.client.get(door.path)
    else:
        response = visitor.client.post(
            door.path, data={"csrf_token": visitor.token, "email": "a@example.org"}
        )
    return response.status_code, re.sub(r'value="[^"]+"|[0-9a-f-]{16,}', "", response.get_data(as_text=True))


def test_each_door_opens_for_its_own_people_alone(app: Flask, workshop: Workshop, school: School) -> None:
    pairing = _pairing(workshop, school.amara)
    invitation = pairs.invite(workshop, school.tomasz, school.loner.email)
    desk, learner = Door("GET", "/mentoring"), Door("GET", f"/mentoring/learners/{school.amara.id}")
    invite, end = Door("POST", "/mentoring/invitations"), Door("POST", f"/mentoring/pairings/{pairing}/end")
    accept = Door("POST", f"/mentoring/invitations/{invitation}/accept")
    decline = Door("POST", f"/mentoring/invitations/{invitation}/decline")
    doors = (desk, learner, invite, end, accept, decline)
    expected = {
        "bram": (403, 403, 403, 404, 404, 404),
        "renee": (200, 404, 303, 404, 404, 404),
        "former": (200, 404, 303, 404, 404, 404),
        "tomasz": (200, 200, 303, 303, 404, 404),
        "loner": (403, 403, 403, 404, 303, 409),
    }
    for name, statuses in expected.items():
        visitor = _another(app, getattr(school, name))
        assert tuple(_status(visitor, door)[0] for door in doors) == statuses, name


def test_strangers_hear_the_same_as_for_what_is_missing(
    app: Flask, workshop: Workshop, school: School
) -> None:
    pairing = _pairing(workshop, school.amara)
    invitation = pairs.invite(workshop, school.tomasz, school.loner.email)
    visitor = _another(app, school.renee)
    for method, path, found in (
        ("GET", "/mentoring/learners/{}", school.amara.id),
        ("POST", "/mentoring/pairings/{}/end", pairing),
        ("POST", "/mentoring/invitations/{}/accept", invitation),
        ("POST", "/mentoring/invitations/{}/decline", invitation),
    ):
        answers = [_status(visitor, Door(method, path.format(each))) for each in (found, MISSING)]
        assert answers[0] == answers[1]
        assert answers[0][0] == 404


def test_a_visitor_is_led_to_the_door(visitor: Visitor, workshop: Workshop, school: School) -> None:
    pairing = _pairing(workshop, school.amara)
    visitor.opens("/account/sign-in")
    for door in (
        Door("GET", "/mentoring"),
        Door("GET", "/mentoring/invitations"),
        Door("GET", f"/mentoring/learners/{school.amara.id}"),
        Door("POST", "/mentoring/invitations"),
        Door("POST", f"/mentoring/invitations/{pairing}/accept"),
        Door("POST", f"/mentoring/invitations/{pairing}/decline"),
        Door("POST", f"/mentoring/pairings/{pairing}/end"),
    ):
        visitor.opens("/account/sign-in")
        assert _status(visitor, door)[0] == 303, door


def test_desk_and_learner_pages_name_nobody_elses_learners(
    app: Flask, workshop: Workshop, school: School
) -> None:
    pairs.send(workshop, school.amara, school.amaras_plan)
    pairs.send(workshop, school.bram, school.brams_plan)
    for mentor, foreign in (
        (school.tomasz, school.bram),
        (school.renee, school.amara),
        (school.former, school.amara),
    ):
        visitor = _another(app, mentor)
        html = visitor.opens("/mentoring").html
        for trace in (foreign.name, foreign.email, str(foreign.id)):
            assert trace not in html


def test_the_desk_takes_two_statements_however_many_learners(
    visitor: Visitor, workshop: Workshop, school: School
) -> None:
    for number in range(6):
        learner = make.account(workshop, name=f"Learner {number}")
        pairs.pair(workshop, school.tomasz, learner)
        pairs.send(workshop, learner, pairs.plan(workshop, learner))
        pairs.invite(workshop, school.tomasz, f"open{number}@example.org")
    visitor.signs_in_as(school.tomasz)
    with count_statements(workshop.sessions.engine) as statements:
        visitor.opens("/mentoring").sees("Six plans wait for you")
    assert len(statements) == 2
