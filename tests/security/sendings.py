"""Every form of the product as somebody would send it: who, where to, and with what in its fields."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.security.site import ADMIN, AUTHOR, LEARNER, MENTOR, NEW_PASSWORD, PRESET, VISITOR, Site, plan_of
from tests.support.make import PASSWORD

OPERATION = "6f1a7a44-2b1e-4a53-9d5a-0f6a2b9a1c11"
GOAL = {"skill": "deciding", "title": "Decide", "from_level": "1", "to_level": "3", "done_when": "Seen."}
STEP = {"title": "Ask Ines", "minutes": "30", "lesson": "", "due": "", "link": ""}


@dataclass(frozen=True)
class Sending:
    """One form, filled as it is meant to be."""

    who: str = LEARNER
    fields: Mapping[str, Any] = field(default_factory=dict)
    at: Mapping[str, Any] = field(default_factory=dict)


def sendings(site: Site) -> dict[str, Sending]:
    """The form of each endpoint that takes one."""
    amaras = plan_of(site, LEARNER, site.things["plan_id"]).plan
    cleos = plan_of(site, "sender", site.things["sent_plan"]).plan
    sent = {"plan_id": cleos.id}
    answer = {"body": "Small enough.", "goal": "", "sent": cleos.sent_at.isoformat() if cleos.sent_at else ""}
    version = str(amaras.version)
    invited = {"pairing_id": site.things["invitation"]}
    return {
        "home.try_question": Sending(VISITOR, {"choice": "a"}),
        **_of_accounts(site),
        **_of_entrance(),
        **_of_the_room(site),
        **_looked_after(),
        **_of_hours(),
        "lessons.answer": Sending(LEARNER, {"choice": "b"}),
        "lessons.try_again": Sending(),
        "lessons.done": Sending(),
        "lessons.not_done": Sending(LEARNER, at={"slug": "who-decides"}),
        "lessons.keep_place": Sending(LEARNER, {"place": "idea"}),
        "progress.rate": Sending(LEARNER, {"level": "4"}),
        "progress.aim": Sending(LEARNER, {"target": "exam:mini"}),
        "mentoring.invite": Sending(MENTOR, {"email": "new@example.org"}),
        "mentoring.accept": Sending(LEARNER, at=invited),
        "mentoring.decline": Sending(LEARNER, at=invited),
        "mentoring.end": Sending(),
        "plans.begin": Sending(
            "newcomer",
            {"title": "A way", "target_date": "2027-03-31", "hours_a_week": "2", "goals": "planning"},
        ),
        "plans.describe": Sending(
            LEARNER,
            {"title": "Another way", "target_date": "2027-03-31", "hours_a_week": "3", "version": version},
        ),
        "plans.send": Sending(LEARNER, {"body": "Is it enough?"}),
        "plans.comment": Sending(LEARNER, {"body": "And this?", "goal": str(amaras.goals[0].id)}),
        "plans.withdraw": Sending("sender", at=sent),
        "plans.complete": Sending("finisher", at={"plan_id": site.things["done_plan"]}),
        "plans.approve": Sending(MENTOR, answer, sent),
        "plans.ask_for_changes": Sending(MENTOR, answer, sent),
        "plans.goals.add": Sending(LEARNER, {**GOAL, "due": "2027-02-01"}),
        "plans.goals.change": Sending(LEARNER, {**GOAL, "due": "2027-02-01", "version": version}),
        "plans.goals.remove": Sending(),
        "plans.goals.add_step": Sending(LEARNER, STEP),
        "plans.goals.remove_step": Sending(),
        "plans.goals.tick": Sending(LEARNER, {"done": "yes"}),
    }


def _of_the_room(site: Site) -> dict[str, Sending]:
    """The forms of a running attempt."""
    answer = {"op": OPERATION, "seen": "0", "choice": "a", "flagged": "0", "go": "next"}
    sectioned = {"attempt_id": site.things["sectioned_id"]}
    return {
        "exams.save": Sending(LEARNER, answer),
        "exams.notes": Sending(
            LEARNER, {"op": OPERATION, "text": "EV 120", "seen": "0", "back": "1"}, sectioned
        ),
        "exams.pause": Sending(LEARNER, at={"attempt_id": site.things["studied_id"]}),
        "exams.resume": Sending(LEARNER, at={"attempt_id": site.things["paused_id"]}),
        "exams.end_section": Sending(LEARNER, at=sectioned),
        "exams.submit": Sending(),
    }


def _of_hours() -> dict[str, Sending]:
    """The forms of contact hours."""
    entry = {
        "what": "A course",
        "provider": "A chapter",
        "day": "2026-11-01",
        "hours": "7.5",
        "proof": "No. 7",
    }
    return {
        "hours.add": Sending(LEARNER, {**entry, "what": "Another"}),
        "hours.change": Sending(LEARNER, entry),
        "hours.remove": Sending(),
        "hours.count": Sending(LEARNER, {"op": OPERATION}),
    }


def _looked_after() -> dict[str, Sending]:
    """The forms about grants and reports."""
    granted = {"share": "150", "free_minutes": "5", "quiet_timer": "y", "reason": "Letter of 3 May."}
    return {
        "accommodations.grant": Sending(ADMIN, granted),
        "accommodations.add_time": Sending(MENTOR, {"minutes": "5", "reason": "The fire alarm."}),
        "reports.send": Sending(LEARNER, {"words": "Its figure does not add up."}),
        "items.look": Sending(AUTHOR, {"text": "- id: mini-p1-001\n"}),
        "reports.answer": Sending(AUTHOR, {"outcome": "kept", "reply": "It is right as it is."}),
    }


def _of_entrance() -> dict[str, Sending]:
    """The forms that start an attempt, and those of saved practices."""
    practice = {"count": "3", "feedback": "after", "tasks": "P1", "only": "all"}
    return {
        "exams.start": Sending("newcomer", {"mode": "rehearsal"}),
        "exams.begin_practice": Sending("newcomer", {**practice, "count": "1"}),
        "exams.save_preset": Sending("newcomer", {**practice, "name": "Longer"}),
        "exams.use_preset": Sending("newcomer", {"name": PRESET}),
        "exams.remove_preset": Sending("newcomer", {"name": PRESET}),
    }


def _of_accounts(site: Site) -> dict[str, Sending]:
    """The forms of accounts."""
    email = site.people["newcomer"].email
    return {
        "accounts.create": Sending(
            VISITOR, {"name": "Eve", "email": "eve@example.org", "password": NEW_PASSWORD}
        ),
        "accounts.open_session": Sending(VISITOR, {"email": email, "password": PASSWORD, "next": "/lessons"}),
        "accounts.sign_out": Sending(),
        "accounts.rename": Sending(LEARNER, {"name": "Amara O"}),
        "accounts.change_password": Sending(LEARNER, {"old": PASSWORD, "password": NEW_PASSWORD}),
        "accounts.give_role": Sending(ADMIN, {"role": "mentor"}),
        "accounts.disable": Sending(ADMIN),
        "accounts.enable": Sending(ADMIN),
        "accounts.reset.send": Sending(VISITOR, {"email": email}),
        "accounts.reset.set_password": Sending(VISITOR, {"password": NEW_PASSWORD}),
    }
