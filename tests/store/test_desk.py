"""The mentor's desk: what one statement finds, and what it must not."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from tests.support import exam_room, make, pairs
from tests.support.clock import HandClock
from tests.support.statements import count_statements
from webapp.domain.access import Role
from webapp.domain.exams.conditions import Conditions, Mode, practise
from webapp.domain.plans.plan import PlanState
from webapp.domain.progress.gap import Target, TargetKind
from webapp.services.work import Work, Workshop
from webapp.store import desk as store
from webapp.store import exams, lessons, plans, progress


def _sit(work: Work, learner_id: UUID, *, finish: bool = True, conditions: Conditions | None = None) -> None:
    opened = exam_room.seated(work, learner_id, conditions=conditions)
    if finish:
        exams.keep(work.session, opened.submit(at=work.now + timedelta(minutes=5)))


def test_a_desk_shows_target_plan_result_and_study_of_each_learner(
    workshop: Workshop, clock: HandClock
) -> None:
    school = pairs.school(workshop)
    target = Target(TargetKind.ROLE, "lead")
    with workshop.writing() as work:
        progress.keep_target(work.session, school.amara.id, target, at=work.now)
        _sit(work, school.amara.id)
        read_at = work.now + timedelta(hours=1)
        lessons.keep_place(work.session, school.amara.id, "basics/who-decides", None, at=read_at)
    pairs.send(workshop, school.amara, school.amaras_plan)
    with workshop.reading() as work:
        (line,) = store.get_desk(work.session, school.tomasz.id).learners
    assert (line.id, line.name, line.target, line.studied_at) == (
        school.amara.id,
        "Amara Okafor",
        target,
        read_at,
    )
    assert line.plan is not None
    assert (line.plan.id, line.plan.state, line.plan.question) == (
        school.amaras_plan,
        PlanState.IN_REVIEW,
        pairs.QUESTION,
    )
    assert line.result is not None
    assert (line.result.right, line.result.passed) == (0, False)


def test_a_learner_who_has_done_nothing_is_a_line_all_the_same(workshop: Workshop) -> None:
    school = pairs.school(workshop)
    pairs.pair(workshop, school.tomasz, school.loner)
    with workshop.writing() as work:
        _sit(work, school.loner.id, finish=False)
    with workshop.reading() as work:
        lines = store.get_desk(work.session, school.tomasz.id).learners
    assert [line.name for line in lines] == ["Amara Okafor", "Lou Loner"]
    assert (lines[1].target, lines[1].plan, lines[1].result, lines[1].studied_at) == (None, None, None, None)


def test_the_current_plan_goes_before_completed_ones_and_the_last_result_before_older(
    workshop: Workshop, clock: HandClock
) -> None:
    school = pairs.school(workshop)
    with workshop.writing() as work:
        plan = plans.claim(work.session, school.amaras_plan, learner=school.amara.id)
        plans.keep(work.session, replace(plan, state=PlanState.COMPLETE))
        _sit(work, school.amara.id)
    with workshop.reading() as work:
        (line,) = store.get_desk(work.session, school.tomasz.id).learners
        assert line.plan is not None
        assert line.plan.state is PlanState.COMPLETE
    clock.forward(days=1)
    second = pairs.plan(workshop, school.amara, title="The next one")
    with workshop.writing() as work:
        _sit(work, school.amara.id)
        last = work.now + timedelta(minutes=5)
    with workshop.reading() as work:
        (line,) = store.get_desk(work.session, school.tomasz.id).learners
    assert line.plan is not None
    assert line.plan.id == second
    assert line.result is not None
    assert line.result.at == last == line.studied_at


def test_an_invitation_shows_its_address_and_nothing_of_the_person(
    workshop: Workshop, clock: HandClock
) -> None:
    school = pairs.school(workshop)
    pairing = pairs.invite(workshop, school.tomasz, school.bram.email)
    clock.forward(minutes=1)
    pairs.invite(workshop, school.tomasz, "nobody@example.org")
    with workshop.reading() as work:
        desk = store.get_desk(work.session, school.tomasz.id)
    assert [line.email for line in desk.invitations] == [school.bram.email, "nobody@example.org"]
    assert desk.invitations[0].pairing == pairing
    assert "Bram" not in repr(desk)


@pytest.mark.parametrize("who", ["former", "amara", "bram", "loner"])
def test_nobody_elses_desk_holds_amara(workshop: Workshop, who: str) -> None:
    school = pairs.school(workshop)
    pairs.send(workshop, school.amara, school.amaras_plan)
    with workshop.reading() as work:
        desk = store.get_desk(work.session, getattr(school, who).id)
        assert (desk.learners, desk.invitations) == ((), ())
        assert "Amara" not in repr(store.get_desk(work.session, school.renee.id))


def test_a_desk_is_one_statement_however_many_learners(workshop: Workshop) -> None:
    mentor = make.account(workshop, name="Tomasz", role=Role.MENTOR)
    for number in range(12):
        learner = make.account(workshop, name=f"Learner {number:02}")
        pairs.pair(workshop, mentor, learner)
        pairs.plan(workshop, learner)
    with workshop.reading() as work, count_statements(workshop.sessions.engine) as statements:
        desk = store.get_desk(work.session, mentor.id)
    assert len(desk.learners) == 12
    assert len(statements) == 1


def test_practice_is_study_and_no_result(workshop: Workshop, clock: HandClock) -> None:
    school = pairs.school(workshop)
    with workshop.writing() as work:
        _sit(work, school.amara.id)
        rehearsed_at = work.now + timedelta(minutes=5)
    clock.forward(days=1)
    for mode in (Mode.STUDY, Mode.CUSTOM):
        with workshop.writing() as work:
            terms = practise(mode, minutes=10, feedback=False)
            _sit(work, school.amara.id, conditions=terms)
    with workshop.reading() as work:
        (line,) = store.get_desk(work.session, school.tomasz.id).learners
    assert line.result is not None
    assert line.result.at == rehearsed_at
