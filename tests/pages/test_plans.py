"""Plans through the web: every page and move, who may, and what typed words become."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest
from flask import Flask

from tests.support import make, pairs
from tests.support.clock import HandClock
from tests.support.pairs import School
from tests.support.statements import count_statements
from tests.support.visitor import Page, Visitor
from webapp.domain.accounts import Account
from webapp.domain.plans.plan import Plan, Step
from webapp.domain.progress.gap import Rating, Target, TargetKind
from webapp.services import plans
from webapp.services.work import Workshop
from webapp.store import plans as store
from webapp.store import progress

MISSING = UUID(int=5)
GOAL: dict[str, Any] = {
    "skill": "deciding",
    "title": "Decide in time",
    "from_level": "1",
    "to_level": "3",
    "done_when": "Two choices brought in time.",
    "due": "2027-01-31",
}
ATTACKS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg/onload=alert(1)>',
    "'><details open ontoggle=alert(1)>",
    "</textarea><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "javascript:alert(1)",
    "[x](javascript:alert(1))",
    "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "\u202e<b>reversed</b>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
)


@pytest.fixture
def school(app: Flask, workshop: Workshop) -> School:
    return pairs.school(workshop)


def _plan(workshop: Workshop, person: Account, plan_id: UUID) -> Plan:
    with workshop.reading(make.actor(person)) as work:
        return plans.open_plan(work, plan_id).plan


def _another(app: Flask, account: Account) -> Visitor:
    visitor = Visitor(app.test_client())
    visitor.signs_in_as(account)
    return visitor


@dataclass(frozen=True)
class Door:
    """A route of plans: its method, its address and whom it lets in."""

    method: str
    path: str
    mentor: bool = False
    learner: bool = True


def _doors(plan: Plan) -> Iterator[Door]:
    goal = plan.goals[0]
    at, there = f"/plans/{plan.id}", f"/plans/{plan.id}/goals/{goal.id}"
    step = f"{there}/steps/{goal.steps[0].id}"
    yield Door("GET", at, mentor=True)
    yield Door("POST", f"{at}/comments", mentor=True)
    yield Door("POST", f"{at}/approve", mentor=True, learner=False)
    yield Door("POST", f"{at}/changes", mentor=True, learner=False)
    for path in (f"{at}/edit", f"{at}/goals/new", f"{there}/edit", f"{there}/steps/new"):
        yield Door("GET", path)
    for path in ("edit", "send", "withdraw", "complete", "goals/new"):
        yield Door("POST", f"{at}/{path}")
    for path in (f"{there}/edit", f"{there}/remove", f"{there}/steps", f"{step}/tick", f"{step}/remove"):
        yield Door("POST", path)


FIELDS = {**GOAL, "body": "Hm.", "question": "Well?", "version": "1", "minutes": "30"}


def _knocks(visitor: Visitor, door: Door) -> tuple[int, str]:
    """What a door answers: its status, and its page without what differs from request to request."""
    if door.method == "GET":
        response = visitor.client.get(door.path)
    else:
        response = visitor.client.post(door.path, data={**FIELDS, "csrf_token": visitor.token})
    body = re.sub(r'value="[^"]+"|[0-9a-f-]{16,}', "", response.get_data(as_text=True))
    return response.status_code, body


def test_strangers_find_nothing_behind_any_door_exactly_as_behind_a_missing_one(
    app: Flask, workshop: Workshop, school: School
) -> None:
    plan = _plan(workshop, school.amara, school.amaras_plan)
    for account in (school.renee, school.former, school.bram, school.loner):
        visitor = _another(app, account)
        for door in _doors(plan):
            if not door.learner and account not in (school.renee, school.former):
                assert _knocks(visitor, door)[0] == 403
                continue
            missing = Door(door.method, door.path.replace(str(plan.id), str(MISSING)))
            found = _knocks(visitor, door)
            assert found[0] == 404, door
            assert found == _knocks(visitor, missing), door
    assert _plan(workshop, school.amara, school.amaras_plan) == plan


def test_a_mentor_has_their_own_doors_and_not_the_learners(
    app: Flask, workshop: Workshop, school: School
) -> None:
    plan = _plan(workshop, school.amara, school.amaras_plan)
    visitor = _another(app, school.tomasz)
    for door in _doors(plan):
        status, _ = _knocks(visitor, door)
        assert (status != 404) is door.mentor, door
    assert _plan(workshop, school.amara, school.amaras_plan) == plan


def test_a_visitor_is_led_to_the_door_and_back(visitor: Visitor, workshop: Workshop, school: School) -> None:
    visitor.opens("/account/sign-in")
    for door in _doors(_plan(workshop, school.amara, school.amaras_plan)):
        visitor.opens("/account/sign-in")
        send = visitor.client.get if door.method == "GET" else visitor.client.post
        response = send(door.path, data={"csrf_token": visitor.token} if door.method == "POST" else None)
        assert response.status_code == 303
        assert response.headers["Location"].startswith("/account/sign-in")
        assert (f"next={door.path}" in response.headers["Location"].replace("%2F", "/")) is (
            door.method == "GET"
        )


def test_a_learner_without_a_plan_is_told_what_a_plan_is_and_begins_one(
    visitor: Visitor, workshop: Workshop, school: School
) -> None:
    with workshop.writing() as work:
        progress.keep_target(work.session, school.loner.id, Target(TargetKind.ROLE, "lead"), at=work.now)
        progress.add_rating(work.session, school.loner.id, Rating("planning", 2, work.now))
    visitor.signs_in_as(school.loner)
    visitor.opens("/plans").sees("Development plan", "No plan yet", "How to get one")
    visitor.clicks("Begin a plan").sees("Planning: reach level 4", "Repairs a plan that has slipped.")
    page = visitor.submits("Begin the plan", target_date="2027-03-31", hours_a_week="3")
    page.sees("Lead", "Draft", "31 March 2027", "at 3 hours a week", "You have no mentor yet")
    assert visitor.opens("/plans").find("h1").text == "Lead"


def test_a_plan_can_begin_with_none_of_the_proposals(
    visitor: Visitor, workshop: Workshop, school: School
) -> None:
    visitor.signs_in_as(school.loner)
    visitor.opens("/plans/new?skill=reporting").sees("Reporting: reach level 2")
    visitor.submits("Begin the plan", title="Mine", goals=None).sees("No goals yet", "Add the first goal")


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"title": "  "}, "Say what the plan leads to."),
        ({"title": "x" * 121}, "Keep it under 120 characters."),
        ({"target_date": "31.3.2027"}, "Write the day like this: 2027-03-31."),
        ({"target_date": "2026-11-21"}, "This day has passed."),
        ({"target_date": "9999-12-31"}, "more than ten years ahead"),
        ({"hours_a_week": "three"}, "Write a whole number."),
        ({"hours_a_week": "169"}, "A week has 168 hours."),
        ({"hours_a_week": "-1"}, "A week has 168 hours."),
        ({"hours_a_week": "9" * 5000}, "Write a whole number."),
    ],
)
def test_what_cannot_be_taken_is_said_at_its_field_and_what_was_typed_stays(
    visitor: Visitor, school: School, fields: dict[str, Any], reason: str
) -> None:
    visitor.signs_in_as(school.loner)
    visitor.opens("/plans/new?skill=planning")
    typed: dict[str, Any] = {"title": "My own words", "hours_a_week": "2", "goals": None, **fields}
    page = visitor.submits("Begin the plan", status=422, **typed)
    (name,) = fields
    field = page.find(f"input[name={name}]")
    assert field.get("value") == fields[name].strip()
    assert reason in page.find(f"#{field.get('aria-describedby').split()[-1]}").text
    assert "checked" not in page.find("input[name=goals]").attributes


def test_the_gap_page_leads_to_a_goal_in_the_present_plan_or_a_new_one(
    visitor: Visitor, school: School
) -> None:
    visitor.signs_in_as(school.amara)
    page = visitor.opens("/plans/goals/new?skill=deciding").sees(
        "Add a goal", "Decides within agreed limits."
    )
    assert page.find("option[selected]", text="Deciding").get("value") == "deciding"
    visitor.signs_out()
    visitor.signs_in_as(school.loner)
    visitor.opens("/plans/goals/new?skill=deciding").sees("Begin a plan", "Deciding: reach level 2")


def test_goals_are_added_changed_and_removed(visitor: Visitor, workshop: Workshop, school: School) -> None:
    visitor.signs_in_as(school.amara)
    visitor.opens("/plans")
    visitor.clicks("Add a goal").sees("What the levels mean", "Says who decides.")
    page = visitor.submits("Save the goal", **GOAL)
    page.sees(
        "Decide in time",
        "Deciding, from level 1 to 3",
        "Two choices brought in time.",
        "due 31 Jan",
    )
    assert len(_plan(workshop, school.amara, school.amaras_plan).goals) == 2
    visitor.clicks("Change the goal")
    visitor.submits("Save the goal", title="Keep one plan").sees("Keep one plan")
    visitor.clicks("Change the goal").sees("Remove this goal with its 1 step")
    visitor.submits("Remove this goal").misses("Keep one plan")


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"title": ""}, "Say in a few words"),
        ({"done_when": " "}, "Say what would show"),
        ({"to_level": "1"}, "from a lower to a higher level"),
        ({"due": "soon"}, "Write the day like this"),
        ({"due": "2020-01-01"}, "This day has passed."),
    ],
)
def test_a_goal_that_cannot_be_is_explained_and_kept(
    visitor: Visitor, workshop: Workshop, school: School, fields: dict[str, Any], reason: str
) -> None:
    visitor.signs_in_as(school.amara)
    goal = _plan(workshop, school.amara, school.amaras_plan).goals[0]
    for path in (
        f"/plans/{school.amaras_plan}/goals/new",
        f"/plans/{school.amaras_plan}/goals/{goal.id}/edit",
    ):
        visitor.opens(path)
        page = visitor.submits("Save the goal", status=422, **{**GOAL, **fields})
        page.sees(reason)
        if "done_when" not in fields:
            assert page.find("textarea[name=done_when]").text == GOAL["done_when"]


@pytest.mark.parametrize(
    "fields", [{"skill": "nonsense"}, {"from_level": "x"}, {"to_level": "9"}, {"skill": ""}]
)
def test_a_goal_made_up_outside_the_form_is_refused(
    visitor: Visitor, workshop: Workshop, school: School, fields: dict[str, Any]
) -> None:
    visitor.signs_in_as(school.amara)
    visitor.posts(f"/plans/{school.amaras_plan}/goals/new", {**GOAL, **fields}, status=422)
    assert len(_plan(workshop, school.amara, school.amaras_plan).goals) == 1


def test_a_goal_changed_in_another_window_is_not_written_over(
    app: Flask, visitor: Visitor, workshop: Workshop, school: School
) -> None:
    other = _another(app, school.amara)
    visitor.signs_in_as(school.amara)
    goal = _plan(workshop, school.amara, school.amaras_plan).goals[0]
    path = f"/plans/{school.amaras_plan}/goals/{goal.id}/edit"
    visitor.opens(path)
    other.opens(path)
    other.submits("Save the goal", title="From the other window")
    page = visitor.submits("Save the goal", status=409, title="From this window")
    page.sees("changed in another window")
    assert page.find("input[name=title]").get("value") == "From this window"
    assert _plan(workshop, school.amara, school.amaras_plan).goals[0].title == "From the other window"
    visitor.submits("Save the goal").sees("From this window")


def test_title_date_and_hours_are_changed_under_the_same_guard(
    visitor: Visitor, workshop: Workshop, school: School
) -> None:
    visitor.signs_in_as(school.amara)
    visitor.opens("/plans")
    visitor.clicks("Change title")
    with workshop.writing(make.actor(school.amara)) as work:
        plans.describe(
            work, school.amaras_plan, seen=1, title="Elsewhere", target_date=None, minutes_a_week=0
        )
    visitor.submits("Save the plan", status=409, title="Here").sees("changed in another window")
    visitor.submits("Save the plan", hours_a_week="5").sees("Here", "at 5 hours a week")
    visitor.clicks("Change title")
    visitor.submits("Save the plan", status=422, title="")
    visitor.submits("Save the plan", status=422, title="Kept", target_date="2001-01-01").sees(
        "This day has passed."
    )


def test_steps_are_added_ticked_opened_again_and_removed(visitor: Visitor, school: School) -> None:
    visitor.signs_in_as(school.amara)
    visitor.opens("/plans").sees("Read “What a plan is”")
    visitor.clicks("Add a step")
    visitor.submits("Add the step", status=422).sees("Say what you will do, or choose a lesson.")
    visitor.submits("Add the step", status=422, title="Ask Ines").sees("Say how many minutes")
    visitor.submits("Add the step", status=422, minutes="30", link="ftp://example.org").sees(
        "A link starts with"
    )
    page = visitor.submits("Add the step", link="https://example.org/a?b=1&c=2", due="2026-12-24")
    page.sees("Ask Ines", "30 minutes, due 24 December 2026", "0 of 2 steps done")
    assert page.find("a", text="Ask Ines").get("href") == "https://example.org/a?b=1&c=2"
    _ticks(visitor, "Ask Ines", "yes").sees("1 of 2 steps done", "done 22 November 2026")
    _ticks(visitor, "Ask Ines", "yes").sees("1 of 2 steps done")
    _ticks(visitor, "Ask Ines", "no").sees("0 of 2 steps done")
    visitor.submits("Remove Ask Ines").misses("Ask Ines")


def _ticks(visitor: Visitor, title: str, done: str) -> Page:
    """Press a step's tick; `done` stands for a button of an older page, pressed again."""
    assert visitor.page is not None
    button = next(each for each in visitor.page.find_all("button.tick") if title in each.get("aria-label"))
    form = button.within("form")
    assert form is not None
    return visitor.posts(form.get("action"), {"done": done})


def test_a_learner_sends_takes_back_and_reads_what_the_mentor_says(
    app: Flask, visitor: Visitor, clock: HandClock, school: School
) -> None:
    mentor = _another(app, school.tomasz)
    visitor.signs_in_as(school.amara)
    visitor.opens("/plans")
    visitor.submits("Send for review", status=422, body=" ").sees("Ask your mentor something")
    page = visitor.submits("Send for review", body="Is goal 1\nspecific enough?")
    page.sees("In review", "It has been with Tomasz Wieczorek", "Is goal 1", "sent the plan for review")
    page.misses("Add a goal", "Change the goal", "Remove")
    visitor.submits("Take the plan back").sees("Draft", "took the plan back", "Add a goal")
    visitor.submits("Send for review", body="And now?")
    clock.forward(hours=5)
    mentor.opens(f"/plans/{school.amaras_plan}").sees("Amara Okafor has been waiting for 5 hours", "And now?")
    mentor.submits("Ask for changes", status=422, body="").sees("Write something first.")
    mentor.submits("Ask for changes", body="Name the project.").sees(
        "Changes asked for", "Nothing waits for you"
    )
    visitor.opens("/plans").sees("Changes asked for", "Name the project.", "Tomasz Wieczorek")
    visitor.submits("Send for review", body="The billing migration.")
    mentor.opens(f"/plans/{school.amaras_plan}")
    mentor.submits("Approve the plan", body="").sees("Active")
    visitor.opens("/plans").sees("Active", "approved the plan")


def test_a_plan_in_review_that_is_changed_by_an_old_page_says_why_not(
    visitor: Visitor, workshop: Workshop, school: School
) -> None:
    visitor.signs_in_as(school.amara)
    plan = _plan(workshop, school.amara, school.amaras_plan)
    pairs.send(workshop, school.amara, school.amaras_plan)
    for door in _doors(plan):
        if not door.mentor and "/tick" not in door.path and "/withdraw" not in door.path:
            assert _knocks(visitor, door)[0] == 409, door
    visitor.posts(f"/plans/{plan.id}/send", {"body": "My words stay."}, status=409).sees(
        "My words stay.", "in review"
    )


def test_words_of_a_mentor_are_kept_when_the_plan_was_taken_back_meanwhile(
    app: Flask, workshop: Workshop, school: School, clock: HandClock
) -> None:
    pairs.send(workshop, school.amara, school.amaras_plan)
    mentor = _another(app, school.tomasz)
    mentor.opens(f"/plans/{school.amaras_plan}")
    with workshop.writing(make.actor(school.amara)) as work:
        plans.withdraw(work, school.amaras_plan)
    page = mentor.submits("Approve the plan", status=409, body="Long and thoughtful words.")
    page.sees("not in review any more", "Long and thoughtful words.", "Draft")
    clock.forward(minutes=1)
    mentor_old = {"body": "Long words.", "sent": "2026-11-22T09:00:00+00:00"}
    pairs.send(workshop, school.amara, school.amaras_plan)
    page = mentor.posts(f"/plans/{school.amaras_plan}/approve", mentor_old, status=409)
    page.sees("taken back and sent again", "Long words.")
    mentor.submits("Approve the plan").sees("Active")


def test_a_comment_can_be_about_a_goal_and_stands_in_the_history(
    visitor: Visitor, workshop: Workshop, school: School
) -> None:
    goal = _plan(workshop, school.amara, school.amaras_plan).goals[0]
    visitor.signs_in_as(school.amara)
    visitor.opens("/plans")
    visitor.submits("Comment only", status=422, body="").sees("Write something first.")
    visitor.submits("Comment only", body="About this one.", goal=str(goal.id)).sees(
        "About this one.", "on goal 1"
    )
    visitor.clicks("Change the goal")
    visitor.submits("Remove this goal").sees("on a goal since removed")
    visitor.posts(f"/plans/{school.amaras_plan}/comments", {"body": "x", "goal": str(goal.id)}, status=404)
    visitor.posts(f"/plans/{school.amaras_plan}/comments", {"body": "No goal.", "goal": "nonsense"}).sees(
        "No goal."
    )
    visitor.posts(f"/plans/{school.amaras_plan}/comments", {"body": "x" * 4001}, status=422).sees(
        "4,000 characters"
    )


def test_a_finished_plan_is_completed_and_stays_readable(visitor: Visitor, school: School) -> None:
    visitor.signs_in_as(school.amara)
    visitor.opens("/plans").misses("Complete the plan")
    _ticks(visitor, "Read", "yes").sees("Every step is done.")
    visitor.submits("Complete the plan").sees("Complete", "completed the plan").misses("Add a goal")
    visitor.opens("/plans").sees("No plan at present", "Lead a project")
    visitor.clicks("Lead a project").sees("Complete")


@pytest.mark.parametrize("attack", ATTACKS)
def test_words_are_words_wherever_they_are_shown(
    app: Flask, workshop: Workshop, school: School, attack: str
) -> None:
    learner, mentor = _another(app, school.amara), _another(app, school.tomasz)
    at = f"/plans/{school.amaras_plan}"
    goal = {**GOAL, "title": attack, "done_when": f"{attack}\n{attack}"}
    learner.posts(f"{at}/edit", {"title": attack, "version": "1"})
    learner.posts(f"{at}/goals/new", goal)
    goal_id = _plan(workshop, school.amara, school.amaras_plan).goals[-1].id
    learner.posts(f"{at}/goals/{goal_id}/steps", {"title": attack, "minutes": "30"})
    learner.posts(f"{at}/comments", {"body": f"{attack}\n\n{attack}"})
    learner.posts(f"{at}/send", {"body": attack})
    shown = " ".join(attack.replace("\u202e", "\u202e").split())
    for page in (
        mentor.opens(at),
        mentor.opens("/mentoring"),
        mentor.opens(f"/mentoring/learners/{school.amara.id}"),
    ):
        assert "alert(1)" not in " ".join(
            str(each.attributes) for each in page.main.every() if each.tag != "button"
        )
        assert not [each.tag for each in page.main.every() if each.tag in {"script", "img", "math", "style"}]
        page.sees(shown)
    body = mentor.opens(at).find_all("p.said")
    assert any("\n" in "".join(part for part in each.inside if isinstance(part, str)) for each in body)


def test_words_are_no_template(visitor: Visitor, school: School) -> None:
    visitor.signs_in_as(school.amara)
    fields = {"title": "{{ 7*7 }}{% raw %}${7*7}", "version": "1"}
    visitor.posts(f"/plans/{school.amaras_plan}/edit", fields, follow=False, status=303)
    html = visitor.client.get("/plans").get_data(as_text=True)
    assert "{{ 7*7 }}{% raw %}${7*7}" in html
    assert "49" not in html.partition("<main")[2]


def test_control_characters_are_left_out_of_what_is_kept(
    visitor: Visitor, workshop: Workshop, school: School
) -> None:
    visitor.signs_in_as(school.amara)
    at = f"/plans/{school.amaras_plan}"
    visitor.posts(f"{at}/edit", {"title": "One\x00 line\r\nSubject: two", "version": "1"})
    assert _plan(workshop, school.amara, school.amaras_plan).title == "One line Subject: two"
    visitor.posts(f"{at}/comments", {"body": "One\x00\r\ntwo\x1b[0m"}).sees("One", "two[0m")


@pytest.mark.parametrize(
    "extra",
    [
        {"state": "active"},
        {"learner": str(MISSING), "learner_id": str(MISSING)},
        {"id": str(MISSING)},
        {"sent_at": "2020-01-01"},
        {"version": "1", "created_at": "2020-01-01"},
    ],
)
def test_fields_that_are_not_asked_for_change_nothing(
    visitor: Visitor, workshop: Workshop, school: School, extra: dict[str, str]
) -> None:
    visitor.signs_in_as(school.amara)
    before = _plan(workshop, school.amara, school.amaras_plan)
    visitor.posts(
        f"/plans/{before.id}/edit", {"title": before.title, "hours_a_week": "2", "version": "1", **extra}
    )
    after = _plan(workshop, school.amara, school.amaras_plan)
    assert (after.id, after.learner, after.state, after.sent_at, after.created_at) == (
        before.id,
        before.learner,
        before.state,
        before.sent_at,
        before.created_at,
    )


def test_a_get_changes_nothing_and_every_post_redirects(
    visitor: Visitor, workshop: Workshop, school: School
) -> None:
    visitor.signs_in_as(school.amara)
    before = _plan(workshop, school.amara, school.amaras_plan)
    for door in _doors(before):
        visitor.client.get(door.path)
    assert _plan(workshop, school.amara, school.amaras_plan) == before
    at, goal = f"/plans/{before.id}", before.goals[0]
    there = f"{at}/goals/{goal.id}"
    moves: tuple[tuple[str, dict[str, str]], ...] = (
        (f"{at}/goals/new", GOAL),
        (f"{there}/steps", {"title": "Ask", "minutes": "30"}),
        (f"{there}/steps/{goal.steps[0].id}/tick", {"done": "yes"}),
        (f"{at}/comments", {"body": "Hm."}),
        (f"{at}/send", {"body": "Well?"}),
        (f"{at}/withdraw", {}),
        (f"{there}/steps/{goal.steps[0].id}/remove", {}),
        (f"{there}/remove", {}),
    )
    for path, fields in moves:
        visitor.posts(path, fields, follow=False, status=303)


def test_the_plan_is_opened_in_four_statements(visitor: Visitor, workshop: Workshop, school: School) -> None:
    visitor.signs_in_as(school.amara)
    for _ in range(3):
        pairs.goal(workshop, school.amara, school.amaras_plan)
    with count_statements(workshop.sessions.engine) as statements:
        visitor.opens("/plans")
    assert len(statements) == 4


def test_a_lesson_that_is_gone_leaves_the_steps_words(
    visitor: Visitor, workshop: Workshop, school: School
) -> None:
    with workshop.writing() as work:
        plan = store.claim(work.session, school.amaras_plan, learner=school.amara.id)
        goal = plan.goals[0]
        step = Step(work.new_id(), "Read what went", 30, link="lesson:basics/gone")
        store.keep(work.session, plan.with_step(goal.id, step))
    visitor.signs_in_as(school.amara)
    page = visitor.opens("/plans").sees("Read what went")
    assert not page.find_all("a", text="Read what went")
    assert page.find("a", text="Read “What a plan is”").get("href") == "/lessons/basics/what-a-plan-is"
