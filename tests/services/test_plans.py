"""What a learner does with their plan, on both databases."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier
from uuid import UUID

import pytest
from sqlalchemy import select

from tests.support import make, pairs
from tests.support.clock import HandClock
from tests.support.pairs import SITE
from tests.support.statements import count_statements
from webapp.domain.accounts import Account
from webapp.domain.errors import BadInput, Collision, NotFound, RuleBroken, Stale, WrongState
from webapp.domain.mentoring import NoteKind
from webapp.domain.plans.plan import PlanState
from webapp.domain.progress.gap import Rating, Target, TargetKind
from webapp.services import goals, mentoring, plans
from webapp.services.goals import GoalDraft
from webapp.services.plans import NoPlan, OpenPlan
from webapp.services.work import Work, Workshop
from webapp.store import progress
from webapp.store.tables.outbox import LetterRow

DRAFT = GoalDraft("Decide in time", "deciding", 1, 3, "Two choices brought in time.")


def _letters(workshop: Workshop) -> list[tuple[str, str, dict[str, str]]]:
    with workshop.reading() as work:
        rows = work.session.scalars(
            select(LetterRow).order_by(LetterRow.written_at, LetterRow.recipient)
        ).all()
        return [(row.recipient, row.template, row.context) for row in rows if row.template != "invitation"]


def _opened(workshop: Workshop, person: Account, plan_id: UUID) -> OpenPlan:
    with workshop.reading(make.actor(person)) as work:
        return plans.open_plan(work, plan_id)


def _rate(workshop: Workshop, person: Account, target: Target | None, **levels: int) -> None:
    with workshop.writing(make.actor(person)) as work:
        if target:
            progress.keep_target(work.session, person.id, target, at=work.now)
        for skill, level in levels.items():
            progress.add_rating(work.session, person.id, Rating(skill, level, work.now))


def test_without_a_plan_there_is_only_what_was_before(workshop: Workshop) -> None:
    ada = make.account(workshop)
    with workshop.reading(make.actor(ada)) as work:
        assert plans.open_current(work) == NoPlan((), ())
        assert plans.find_current(work) is None
        assert plans.prepare(work) == plans.Beginning("", (), aims=False)


def test_a_plan_can_begin_with_goals_for_the_widest_gaps(workshop: Workshop) -> None:
    ada = make.account(workshop)
    _rate(workshop, ada, Target(TargetKind.ROLE, "lead"), planning=2, deciding=1, reporting=3)
    with workshop.writing(make.actor(ada)) as work:
        beginning = plans.prepare(work)
        proposed = [each.skill.code for each in beginning.proposals]
        plan_id = plans.begin(
            work, title=beginning.title, target_date=date(2027, 3, 31), minutes_a_week=180, skills=proposed
        )
    plan = _opened(workshop, ada, plan_id).plan
    assert (plan.title, plan.state, plan.minutes_a_week) == ("Lead", PlanState.DRAFT, 180)
    assert [(goal.skill, goal.from_level, goal.to_level) for goal in plan.goals] == [
        ("planning", 2, 4),
        ("deciding", 1, 3),
    ]
    assert plan.goals[0].done_when == "Repairs a plan that has slipped."
    assert [(step.title, step.link) for step in plan.goals[0].steps] == [
        ("Read “What a plan is”", "lesson:basics/what-a-plan-is")
    ]


def test_the_competency_asked_for_is_proposed_first_and_once(workshop: Workshop) -> None:
    ada = make.account(workshop)
    _rate(workshop, ada, Target(TargetKind.ROLE, "lead"), planning=2, deciding=1)
    with workshop.reading(make.actor(ada)) as work:
        codes = [
            [each.skill.code for each in plans.prepare(work, skill=skill).proposals]
            for skill in ("deciding", "x")
        ]
    assert codes == [["deciding", "planning"], ["planning", "deciding"]]


def test_an_exam_as_target_gives_the_title_and_no_goals(workshop: Workshop) -> None:
    ada = make.account(workshop)
    exam = workshop.catalog.exams[0]
    _rate(workshop, ada, Target(TargetKind.EXAM, exam.code), planning=1)
    with workshop.reading(make.actor(ada)) as work:
        beginning = plans.prepare(work)
    assert (beginning.title, beginning.proposals, beginning.aims) == (f"Ready for {exam.title}", (), True)


def test_unknown_competencies_are_left_out(workshop: Workshop) -> None:
    ada = make.account(workshop)
    with workshop.writing(make.actor(ada)) as work:
        plan_id = plans.begin(
            work, title="P", target_date=None, minutes_a_week=0, skills=["nonsense", "planning", "planning"]
        )
    assert [goal.skill for goal in _opened(workshop, ada, plan_id).plan.goals] == ["planning"]


def test_beginning_twice_leads_to_the_one_plan(workshop: Workshop) -> None:
    ada = make.account(workshop)
    assert pairs.plan(workshop, ada) == pairs.plan(workshop, ada, title="Again")


def test_beginning_at_the_same_moment_makes_one_plan(workshop: Workshop) -> None:
    ada = make.account(workshop)
    ready = Barrier(4)

    def begin(_: int) -> UUID | None:
        ready.wait()
        try:
            return pairs.plan(workshop, ada)
        except Collision:
            return None

    with ThreadPoolExecutor(4) as pool:
        begun = set(pool.map(begin, range(4))) - {None}
    assert len(begun) == 1


def test_a_day_that_has_passed_is_refused_where_it_is_typed(workshop: Workshop) -> None:
    ada = make.account(workshop)
    with pytest.raises(BadInput) as refusal, workshop.writing(make.actor(ada)) as work:
        plans.begin(work, title="P", target_date=date(2026, 11, 21), minutes_a_week=0)
    assert refusal.value.field == "target_date"


def test_a_date_that_has_passed_since_does_not_bar_other_changes(
    workshop: Workshop, clock: HandClock
) -> None:
    ada = make.account(workshop)
    with workshop.writing(make.actor(ada)) as work:
        day = work.now.date() + timedelta(days=1)
        plan_id = plans.begin(work, title="P", target_date=day, minutes_a_week=0)
    clock.forward(days=30)
    with workshop.writing(make.actor(ada)) as work:
        plans.describe(work, plan_id, seen=1, title="Q", target_date=day, minutes_a_week=60)
    assert _opened(workshop, ada, plan_id).plan.title == "Q"


def test_a_change_to_a_plan_that_moved_on_is_refused_and_nothing_is_lost(workshop: Workshop) -> None:
    ada = make.account(workshop)
    plan_id = pairs.plan(workshop, ada)
    change = {"target_date": None, "minutes_a_week": 60}
    with workshop.writing(make.actor(ada)) as work:
        plans.describe(work, plan_id, seen=1, title="First", **change)  # type: ignore[arg-type]
    with pytest.raises(Stale), workshop.writing(make.actor(ada)) as work:
        plans.describe(work, plan_id, seen=1, title="Second", **change)  # type: ignore[arg-type]
    assert _opened(workshop, ada, plan_id).plan.title == "First"


def test_sending_writes_the_note_and_a_letter_to_each_mentor(workshop: Workshop) -> None:
    school = pairs.school(workshop)
    pairs.pair(workshop, school.renee, school.amara)
    pairs.send(workshop, school.amara, school.amaras_plan)
    opened = _opened(workshop, school.amara, school.amaras_plan)
    assert opened.plan.state is PlanState.IN_REVIEW
    assert [(note.kind, note.body, note.author) for note in opened.notes] == [
        (NoteKind.SENT, pairs.QUESTION, school.amara.id)
    ]
    letters = _letters(workshop)
    assert [(to, template) for to, template, _ in letters] == [
        (school.renee.email, "plan_sent"),
        (school.tomasz.email, "plan_sent"),
    ]
    assert letters[0][2]["link"] == f"{SITE}/plans/{school.amaras_plan}"


def test_a_plan_is_not_sent_without_a_mentor(workshop: Workshop) -> None:
    school = pairs.school(workshop)
    plan_id = pairs.plan(workshop, school.loner)
    with pytest.raises(WrongState, match="no mentor"):
        pairs.send(workshop, school.loner, plan_id)
    assert _letters(workshop) == []
    assert _opened(workshop, school.loner, plan_id).notes == ()


def test_a_refused_send_leaves_neither_note_nor_letter(workshop: Workshop) -> None:
    school = pairs.school(workshop)
    with pytest.raises(BadInput):
        pairs.send(workshop, school.amara, school.amaras_plan, question=" ")
    assert _letters(workshop) == []
    assert _opened(workshop, school.amara, school.amaras_plan).notes == ()


def test_a_plan_is_taken_back_and_the_history_says_so(workshop: Workshop) -> None:
    school = pairs.school(workshop)
    pairs.send(workshop, school.amara, school.amaras_plan)
    with workshop.writing(make.actor(school.amara)) as work:
        plans.withdraw(work, school.amaras_plan)
    opened = _opened(workshop, school.amara, school.amaras_plan)
    assert opened.plan.state is PlanState.DRAFT
    assert {note.kind for note in opened.notes} == {NoteKind.SENT, NoteKind.WITHDRAWN}


def test_a_plan_is_completed_without_a_mentor_and_the_next_can_begin(workshop: Workshop) -> None:
    ada = make.account(workshop)
    plan_id = pairs.plan(workshop, ada)
    goal = _opened(workshop, ada, plan_id).plan.goals[0]
    with workshop.writing(make.actor(ada)) as work:
        goals.tick(work, plan_id, goal.id, goal.steps[0].id)
        plans.complete(work, plan_id)
    with workshop.reading(make.actor(ada)) as work:
        current = plans.open_current(work)
    assert isinstance(current, NoPlan)
    assert [past.id for past in current.past] == [plan_id]
    assert [note.kind for note in _opened(workshop, ada, plan_id).notes] == [NoteKind.COMPLETED]
    assert pairs.plan(workshop, ada) != plan_id


def test_a_plan_opens_for_its_two_sides_each_as_what_they_are(workshop: Workshop) -> None:
    school = pairs.school(workshop)
    hers = _opened(workshop, school.amara, school.amaras_plan)
    his = _opened(workshop, school.tomasz, school.amaras_plan)
    assert (hers.mine, his.mine) == (True, False)
    assert hers.learner_name == his.learner_name == "Amara Okafor"
    assert hers.sendable


OWN_MOVES: dict[str, Callable[[Work, UUID, UUID, UUID], object]] = {
    "open_own": lambda work, plan, _g, _s: plans.open_own(work, plan),
    "describe": lambda work, plan, _g, _s: plans.describe(
        work, plan, seen=1, title="X", target_date=None, minutes_a_week=0
    ),
    "prepare_goal": lambda work, plan, _g, _s: goals.prepare(work, plan),
    "open_goal": lambda work, plan, goal, _s: goals.open_goal(work, plan, goal),
    "add_goal": lambda work, plan, _g, _s: goals.add(work, plan, DRAFT),
    "change_goal": lambda work, plan, goal, _s: goals.change(work, plan, goal, DRAFT, seen=1),
    "remove_goal": lambda work, plan, goal, _s: goals.remove(work, plan, goal),
    "add_step": lambda work, plan, goal, _s: goals.add_step(work, plan, goal, goals.StepDraft("X", 30)),
    "remove_step": goals.remove_step,
    "tick": goals.tick,
    "untick": goals.untick,
    "send": lambda work, plan, _g, _s: plans.send(work, plan, question="Well?", site_url=SITE),
    "withdraw": lambda work, plan, _g, _s: plans.withdraw(work, plan),
    "complete": lambda work, plan, _g, _s: plans.complete(work, plan),
}


@pytest.mark.parametrize("move", OWN_MOVES)
def test_no_move_of_the_learner_is_open_to_anybody_else(workshop: Workshop, move: str) -> None:
    school = pairs.school(workshop)
    plan = _opened(workshop, school.amara, school.amaras_plan).plan
    ids = (plan.id, plan.goals[0].id, plan.goals[0].steps[0].id)
    for other in (school.tomasz, school.renee, school.former, school.bram, school.loner):
        with pytest.raises(NotFound), workshop.writing(make.actor(other)) as work:
            OWN_MOVES[move](work, *ids)
    with pytest.raises(NotFound), workshop.writing(make.actor(school.amara)) as work:
        OWN_MOVES[move](work, UUID(int=5), *ids[1:])
    assert _opened(workshop, school.amara, school.amaras_plan).plan == plan


def test_approval_and_withdrawal_at_the_same_moment_end_in_one_of_them(workshop: Workshop) -> None:
    school = pairs.school(workshop)
    pairs.send(workshop, school.amara, school.amaras_plan)
    seen = _opened(workshop, school.tomasz, school.amaras_plan).plan.sent_at
    ready = Barrier(2)

    def approve() -> str:
        ready.wait()
        return _outcome(
            workshop,
            school.tomasz,
            lambda work: mentoring.approve(work, school.amaras_plan, words="", seen=seen, site_url=SITE),
        )

    def withdraw() -> str:
        ready.wait()
        return _outcome(workshop, school.amara, lambda work: plans.withdraw(work, school.amaras_plan))

    with ThreadPoolExecutor(2) as pool:
        outcomes = {pool.submit(approve): "approve", pool.submit(withdraw): "withdraw"}
    results = {name: future.result() for future, name in outcomes.items()}
    assert sorted(results.values()) == ["WrongState", "done"]
    opened = _opened(workshop, school.amara, school.amaras_plan)
    won = PlanState.ACTIVE if results["approve"] == "done" else PlanState.DRAFT
    assert opened.plan.state is won
    assert len(opened.notes) == 2


def _outcome(workshop: Workshop, person: Account, move: Callable[[Work], object]) -> str:
    """Do it, again after a collision as the pages do."""
    for _ in range(4):
        try:
            with workshop.writing(make.actor(person)) as work:
                move(work)
        except Collision:
            continue
        except RuleBroken as broken:
            return type(broken).__name__
        return "done"
    return "collided"


def test_a_plan_opens_in_three_statements_and_a_mentors_in_four(workshop: Workshop) -> None:
    school = pairs.school(workshop)
    for person, budget in ((school.amara, 3), (school.tomasz, 4)):
        with (
            workshop.reading(make.actor(person)) as work,
            count_statements(workshop.sessions.engine) as statements,
        ):
            plans.open_plan(work, school.amaras_plan)
        assert len(statements) == budget
