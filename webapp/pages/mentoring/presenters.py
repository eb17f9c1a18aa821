"""What the mentor's desk and a learner's invitations show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import url_for

from webapp.domain.mentoring import LearnerLine
from webapp.pages.filters import ago, day, waiting
from webapp.pages.plans.states import State, names, state_of
from webapp.services.mentoring import Company, OpenDesk

NUMBERS = [
    "No",
    "One",
    "Two",
    "Three",
    "Four",
    "Five",
    "Six",
    "Seven",
    "Eight",
    "Nine",
    "Ten",
    "Eleven",
    "Twelve",
]
LONG = timedelta(days=2)


@dataclass(frozen=True)
class QueueLine:
    """A plan that waits for the mentor."""

    name: str
    learner_url: str
    plan: str
    question: str
    wait: State
    url: str
    first: bool


@dataclass(frozen=True)
class LearnerRow:
    """A learner in the list."""

    name: str
    url: str
    target: str
    plan: State
    result: str
    studied: str


@dataclass(frozen=True)
class InvitationRow:
    """An invitation that has not been answered."""

    email: str
    sent: str
    end_url: str


@dataclass(frozen=True)
class DeskPage:
    """The mentor's desk."""

    title: str
    opening: str
    queue: tuple[QueueLine, ...]
    learners: tuple[LearnerRow, ...]
    invitations: tuple[InvitationRow, ...]


@dataclass(frozen=True)
class MentorLine:
    """Somebody who mentors, or offers to."""

    name: str
    since: str
    accept_url: str
    decline_url: str
    end_url: str


@dataclass(frozen=True)
class CompanyPage:
    """A learner's mentors and invitations."""

    title: str
    invitations: tuple[MentorLine, ...]
    mentors: tuple[MentorLine, ...]


def desk_page(opened: OpenDesk, now: datetime) -> DeskPage:
    """The desk with its finding as the title."""
    lines = opened.desk.learners
    waits = opened.desk.queue
    return DeskPage(
        title=_title(len(waits), len(lines)),
        opening=_opening(waits, now),
        queue=tuple(_waiting(line, now, first=line is waits[0]) for line in waits),
        learners=tuple(_row(line, opened, now) for line in lines),
        invitations=tuple(
            InvitationRow(
                invitation.email,
                f"invited {ago(invitation.invited_at, now)}",
                url_for("mentoring.end", pairing_id=invitation.pairing),
            )
            for invitation in opened.desk.invitations
        ),
    )


def company_page(company: Company) -> CompanyPage:
    """Who mentors the learner, and who has asked to."""
    invitations = tuple(
        MentorLine(
            each.mentor_name,
            f"invited you on {day(each.invited_at)}",
            url_for("mentoring.accept", pairing_id=each.id),
            url_for("mentoring.decline", pairing_id=each.id),
            "",
        )
        for each in company.invitations
    )
    mentors = tuple(
        MentorLine(
            each.name, f"since {day(each.since)}", "", "", url_for("mentoring.end", pairing_id=each.pairing)
        )
        for each in company.mentors
    )
    return CompanyPage(_company_title(company), invitations, mentors)


def _company_title(company: Company) -> str:
    """The finding of the page."""
    if company.invitations:
        asking = names([each.mentor_name for each in company.invitations])
        return f"{asking} {'offers' if len(company.invitations) == 1 else 'offer'} to mentor you"
    if company.mentors:
        return (
            f"{names([each.name for each in company.mentors])} mentors you"
            if len(company.mentors) == 1
            else (f"{names([each.name for each in company.mentors])} mentor you")
        )
    return "You have no mentor yet"


def _title(waits: int, learners: int) -> str:
    """What the desk says in one line."""
    if not learners:
        return "You mentor nobody yet"
    if not waits:
        return "No plan waits for you"
    count = NUMBERS[waits] if waits < len(NUMBERS) else str(waits)
    return f"{count} plan{'' if waits == 1 else 's'} wait{'s' if waits == 1 else ''} for you"


def _opening(waits: tuple[LearnerLine, ...], now: datetime) -> str:
    """How long the first has been waiting, or what would bring a plan here."""
    first = waits[0].plan if waits else None
    if first and first.sent_at:
        return f"The longest for {waiting(now - first.sent_at)}. Oldest first."
    return "A learner sends you their plan with a question; it then stands here, oldest first."


def _waiting(line: LearnerLine, now: datetime, *, first: bool) -> QueueLine:
    """A plan in the queue; two days ask for a look."""
    plan = line.plan
    if plan is None or plan.sent_at is None:
        raise ValueError("only a plan that was sent waits")
    wait = now - plan.sent_at
    return QueueLine(
        name=line.name,
        learner_url=url_for("mentoring.learner", learner_id=line.id),
        plan=plan.title,
        question=plan.question,
        wait=State("wait" if wait >= LONG else "open", waiting(wait)),
        url=url_for("plans.show", plan_id=plan.id),
        first=first,
    )


def _row(line: LearnerLine, opened: OpenDesk, now: datetime) -> LearnerRow:
    """A learner in the list."""
    result = line.result
    score = (
        f"{result.right} of {result.scored}, {opened.exams.get(result.exam, result.exam)}" if result else ""
    )
    return LearnerRow(
        name=line.name,
        url=url_for("mentoring.learner", learner_id=line.id),
        target=opened.targets.get(line.target, "") if line.target else "",
        plan=state_of(line.plan.state) if line.plan else State("off", "No plan"),
        result=score,
        studied=ago(line.studied_at, now) if line.studied_at else "",
    )
