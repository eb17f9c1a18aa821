"""What mentors and learners do with each other, on both databases."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest
from sqlalchemy import select

from tests.support import make, pairs
from tests.support.clock import HandClock
from tests.support.pairs import SITE
from tests.support.statements import count_statements
from webapp import mail
from webapp.domain.access import Role
from webapp.domain.accounts import Account
from webapp.domain.errors import BadInput, NotAllowed, NotFound, Stale, WrongState
from webapp.domain.letters import Letter
from webapp.domain.mentoring import MAX_COMMENT, NoteKind
from webapp.domain.plans.plan import PlanState
from webapp.domain.progress.gap import Target, TargetKind
from webapp.services import accounts, letters, mentoring, plans
from webapp.services.plans import OpenPlan
from webapp.services.work import Work, Workshop
from webapp.store import progress
from webapp.store.tables.mentoring import PairingRow
from webapp.store.tables.outbox import LetterRow


class _Post:
    """Keeps what it is handed, rendered."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, str, str]] = []

    def send(self, letter: Letter) -> None:
        """Render as the real post does."""
        message = mail.render(letter, mail_from="Gantry <gantry@localhost>")
        body = message.get_body(("plain",))
        assert body is not None
        self.sent.append((letter.to, message["Subject"], body.get_content()))


def _letters(workshop: Workshop, template: str) -> list[str]:
    with workshop.reading() as work:
        found = (
            select(LetterRow.recipient).where(LetterRow.template == template).order_by(LetterRow.recipient)
        )
        return list(work.session.scalars(found))


def _opened(workshop: Workshop, person: Account, plan_id: UUID) -> OpenPlan:
    with workshop.reading(make.actor(person)) as work:
        return plans.open_plan(work, plan_id)


def test_inviting_twice_gives_one_invitation_and_one_letter(workshop: Workshop) -> None:
    mentor = make.account(workshop, role=Role.MENTOR)
    first = pairs.invite(workshop, mentor, "Amara@Example.org ".strip().lower())
    with workshop.writing(make.actor(mentor)) as work:
        mentoring.invite(work, email="  AMARA@example.org", site_url=SITE)
    assert pairs.invite(workshop, mentor, "amara@example.org") == first
    assert _letters(workshop, "invitation") == ["amara@example.org"]


def test_known_and_unknown_addresses_are_invited_alike(workshop: Workshop) -> None:
    mentor = make.account(workshop, role=Role.MENTOR)
    make.account(workshop, name="Known", email="known@example.org")
    counted = []
    for address in ("known@example.org", "unknown@example.org"):
        with workshop.writing(make.actor(mentor)) as work, count_statements(workshop.sessions.engine) as seen:
            mentoring.invite(work, email=address, site_url=SITE)
            work.session.flush()
        counted.append(list(seen))
    assert counted[0] == counted[1]
    assert _letters(workshop, "invitation") == ["known@example.org", "unknown@example.org"]


@pytest.mark.parametrize("email", ["ada@example.org", "no address", "", "a@b"])
def test_an_address_that_cannot_be_invited_is_refused_at_its_field(workshop: Workshop, email: str) -> None:
    mentor = make.account(workshop, role=Role.MENTOR, name="Ada")
    with pytest.raises(BadInput) as refusal, workshop.writing(make.actor(mentor)) as work:
        mentoring.invite(work, email=email, site_url=SITE)
    assert refusal.value.field == "email"


def test_a_mentor_cannot_write_to_the_whole_world(workshop: Workshop, clock: HandClock) -> None:
    mentor = make.account(workshop, role=Role.MENTOR)
    for number in range(mentoring.MAX_INVITATIONS):
        pairs.end(workshop, mentor, pairs.invite(workshop, mentor, f"p{number}@example.org"))
    with pytest.raises(BadInput, match="in a day"):
        pairs.invite(workshop, mentor, "one.more@example.org")
    clock.forward(days=1, minutes=1)
    pairs.invite(workshop, mentor, "one.more@example.org")


def test_a_learner_sees_accepts_and_then_has_a_mentor(workshop: Workshop) -> None:
    mentor = make.account(workshop, role=Role.MENTOR, name="Tomasz")
    amara = make.account(workshop, name="Amara")
    pairing = pairs.invite(workshop, mentor, amara.email)
    with workshop.writing(make.actor(amara)) as work:
        assert [each.id for each in mentoring.open_invitations(work)] == [pairing]
        mentoring.accept(work, pairing)
    with workshop.reading(make.actor(amara)) as work:
        company = mentoring.open_company(work)
    assert company.invitations == ()
    assert [each.name for each in company.mentors] == ["Tomasz"]


def test_a_declined_invitation_shows_the_mentor_nothing_and_can_be_made_again(workshop: Workshop) -> None:
    mentor = make.account(workshop, role=Role.MENTOR, name="Tomasz")
    amara = make.account(workshop, name="Amara")
    pairing = pairs.invite(workshop, mentor, amara.email)
    with workshop.writing(make.actor(amara)) as work:
        mentoring.decline(work, pairing)
    with workshop.reading(make.actor(mentor)) as work:
        desk = mentoring.open_desk(work).desk
        assert (desk.learners, desk.invitations) == ((), ())
        with pytest.raises(NotFound):
            mentoring.open_learner(work, amara.id)
    assert pairs.invite(workshop, mentor, amara.email) != pairing


def test_only_the_invited_person_answers_an_invitation(workshop: Workshop) -> None:
    mentor = make.account(workshop, role=Role.MENTOR, name="Tomasz")
    amara = make.account(workshop, name="Amara")
    pairing = pairs.invite(workshop, mentor, amara.email)
    for other in (mentor, make.account(workshop, name="Eve")):
        for answer in (mentoring.accept, mentoring.decline):
            with pytest.raises(NotFound), workshop.writing(make.actor(other)) as work:
                answer(work, pairing)
    pairs.end(workshop, mentor, pairing)
    with pytest.raises(WrongState), workshop.writing(make.actor(amara)) as work:
        mentoring.accept(work, pairing)


@pytest.mark.parametrize("side", ["amara", "tomasz"])
def test_either_side_ends_and_nothing_is_seen_any_more(workshop: Workshop, side: str) -> None:
    school = pairs.school(workshop)
    with workshop.reading(make.actor(school.amara)) as work:
        (mentor,) = mentoring.open_company(work).mentors
    pairs.end(workshop, getattr(school, side), mentor.pairing)
    with workshop.reading(make.actor(school.tomasz)) as work:
        assert mentoring.open_desk(work).desk.learners == ()
        with pytest.raises(NotFound):
            mentoring.open_learner(work, school.amara.id)
        with pytest.raises(NotFound):
            plans.open_plan(work, school.amaras_plan)


def test_strangers_end_nothing(workshop: Workshop) -> None:
    school = pairs.school(workshop)
    with workshop.reading(make.actor(school.amara)) as work:
        (mentor,) = mentoring.open_company(work).mentors
    for other in (school.renee, school.bram, school.former):
        with pytest.raises(NotFound):
            pairs.end(workshop, other, mentor.pairing)
    with workshop.reading() as work:
        assert "active" in set(
            work.session.scalars(select(PairingRow.state).where(PairingRow.id == mentor.pairing))
        )


def test_a_plan_in_review_goes_back_when_its_last_mentor_goes(workshop: Workshop) -> None:
    school = pairs.school(workshop)
    second = pairs.pair(workshop, school.renee, school.amara)
    pairs.send(workshop, school.amara, school.amaras_plan)
    pairs.end(workshop, school.renee, second)
    opened = _opened(workshop, school.amara, school.amaras_plan)
    assert opened.plan.state is PlanState.IN_REVIEW
    pairs.end(workshop, school.tomasz, opened.mentors[0].pairing)
    opened = _opened(workshop, school.amara, school.amaras_plan)
    assert opened.plan.state is PlanState.DRAFT
    assert {note.kind for note in opened.notes} == {NoteKind.SENT, NoteKind.WITHDRAWN}


def _approve(work: Work, plan_id: UUID) -> None:
    mentoring.approve(work, plan_id, words="Go.", seen=work.now, site_url=SITE)


def _ask(work: Work, plan_id: UUID) -> None:
    mentoring.ask_for_changes(work, plan_id, words="Name the project.", seen=work.now, site_url=SITE)


def _comment(work: Work, plan_id: UUID) -> None:
    mentoring.comment(work, plan_id, body="Hm.", goal_id=None, site_url=SITE)


@pytest.mark.parametrize(
    ("answer", "state", "kind", "words"),
    [
        (_approve, PlanState.ACTIVE, NoteKind.APPROVED, "Go."),
        (_ask, PlanState.CHANGES_ASKED, NoteKind.CHANGES_ASKED, "Name the project."),
    ],
)
def test_an_answer_moves_the_plan_and_writes_note_and_letter(
    workshop: Workshop, answer: Callable[[Work, UUID], None], state: PlanState, kind: NoteKind, words: str
) -> None:
    school = pairs.school(workshop)
    pairs.send(workshop, school.amara, school.amaras_plan)
    with workshop.writing(make.actor(school.tomasz)) as work:
        answer(work, school.amaras_plan)
    opened = _opened(workshop, school.amara, school.amaras_plan)
    assert opened.plan.state is state
    assert {(note.kind, note.body, note.author_name) for note in opened.notes} == {
        (NoteKind.SENT, pairs.QUESTION, "Amara Okafor"),
        (kind, words, "Tomasz Wieczorek"),
    }
    assert _letters(workshop, "plan_answered") == [school.amara.email]


@pytest.mark.parametrize("answer", [_approve, _ask])
def test_an_answer_needs_the_right_of_mentors_and_a_plan_in_review(
    workshop: Workshop, answer: Callable[[Work, UUID], None]
) -> None:
    school = pairs.school(workshop)
    with pytest.raises(WrongState), workshop.writing(make.actor(school.tomasz)) as work:
        answer(work, school.amaras_plan)
    pairs.send(workshop, school.amara, school.amaras_plan)
    with pytest.raises(NotAllowed), workshop.writing(make.actor(school.amara)) as work:
        answer(work, school.amaras_plan)


@pytest.mark.parametrize("act", [_approve, _ask, _comment])
def test_nobody_elses_mentor_says_anything(workshop: Workshop, act: Callable[[Work, UUID], None]) -> None:
    school = pairs.school(workshop)
    pairs.send(workshop, school.amara, school.amaras_plan)
    for other in (school.renee, school.former):
        for plan_id in (school.amaras_plan, UUID(int=5)):
            with pytest.raises(NotFound), workshop.writing(make.actor(other)) as work:
                act(work, plan_id)
    opened = _opened(workshop, school.amara, school.amaras_plan)
    assert (opened.plan.state, len(opened.notes)) == (PlanState.IN_REVIEW, 1)


def test_asking_for_changes_needs_words_and_approving_does_not(workshop: Workshop) -> None:
    school = pairs.school(workshop)
    pairs.send(workshop, school.amara, school.amaras_plan)
    with pytest.raises(BadInput) as refusal, workshop.writing(make.actor(school.tomasz)) as work:
        mentoring.ask_for_changes(work, school.amaras_plan, words=" \n", seen=work.now, site_url=SITE)
    assert refusal.value.field == "body"
    assert _opened(workshop, school.amara, school.amaras_plan).plan.state is PlanState.IN_REVIEW
    with workshop.writing(make.actor(school.tomasz)) as work:
        mentoring.approve(work, school.amaras_plan, words="", seen=work.now, site_url=SITE)
    assert _opened(workshop, school.amara, school.amaras_plan).plan.state is PlanState.ACTIVE


def test_a_plan_sent_again_after_it_was_read_is_not_approved_unread(
    workshop: Workshop, clock: HandClock
) -> None:
    school = pairs.school(workshop)
    pairs.send(workshop, school.amara, school.amaras_plan)
    read = _opened(workshop, school.tomasz, school.amaras_plan).plan.sent_at
    with workshop.writing(make.actor(school.amara)) as work:
        plans.withdraw(work, school.amaras_plan)
    clock.forward(minutes=5)
    pairs.send(workshop, school.amara, school.amaras_plan, question="And now?")
    with pytest.raises(Stale), workshop.writing(make.actor(school.tomasz)) as work:
        mentoring.approve(work, school.amaras_plan, words="", seen=read, site_url=SITE)
    assert _opened(workshop, school.amara, school.amaras_plan).plan.state is PlanState.IN_REVIEW


def test_a_comment_reaches_the_other_side(workshop: Workshop) -> None:
    school = pairs.school(workshop)
    goal = _opened(workshop, school.amara, school.amaras_plan).plan.goals[0]
    with workshop.writing(make.actor(school.amara)) as work:
        mentoring.comment(work, school.amaras_plan, body="For you.", goal_id=goal.id, site_url=SITE)
    assert _letters(workshop, "plan_comment") == [school.tomasz.email]
    with workshop.writing(make.actor(school.tomasz)) as work:
        mentoring.comment(work, school.amaras_plan, body="For you too.", goal_id=None, site_url=SITE)
    assert _letters(workshop, "plan_comment") == sorted([school.tomasz.email, school.amara.email])
    notes = _opened(workshop, school.amara, school.amaras_plan).notes
    assert {(note.body, note.goal) for note in notes} == {("For you.", goal.id), ("For you too.", None)}


def test_a_comment_that_says_nothing_too_much_or_of_no_goal_is_refused(workshop: Workshop) -> None:
    school = pairs.school(workshop)
    for body in (" ", "x" * (MAX_COMMENT + 1)):
        with pytest.raises(BadInput), workshop.writing(make.actor(school.amara)) as work:
            mentoring.comment(work, school.amaras_plan, body=body, goal_id=None, site_url=SITE)
    with pytest.raises(NotFound), workshop.writing(make.actor(school.amara)) as work:
        mentoring.comment(work, school.amaras_plan, body="Hm.", goal_id=UUID(int=5), site_url=SITE)
    assert _letters(workshop, "plan_comment") == []


def test_the_letters_read_well_and_lead_to_the_plan(workshop: Workshop) -> None:
    school = pairs.school(workshop)
    pairs.send(workshop, school.amara, school.amaras_plan)
    with workshop.writing(make.actor(school.tomasz)) as work:
        _comment(work, school.amaras_plan)
        _ask(work, school.amaras_plan)
    pairs.send(workshop, school.amara, school.amaras_plan, question="Now <b>bold</b>?")
    with workshop.writing(make.actor(school.tomasz)) as work:
        _approve(work, school.amaras_plan)
    post = _Post()
    letters.deliver_due(workshop, post)
    about_plans = [each for each in post.sent if "/plans/" in each[2]]
    subjects = {subject for _, subject, _ in about_plans}
    assert subjects == {
        "Amara Okafor asks you to look at a plan",
        "Tomasz Wieczorek wrote about the plan Lead a project",
        "Tomasz Wieczorek asks for changes to your plan",
        "Tomasz Wieczorek approved your plan",
    }
    assert all(f"{SITE}/plans/{school.amaras_plan}" in body for _, _, body in about_plans)
    invitations = [each for each in post.sent if f"{SITE}/mentoring/invitations" in each[2]]
    assert len(invitations) == 3
    assert all("offers to mentor you" in subject for _, subject, _ in invitations)


def test_no_letter_goes_to_a_disabled_learner(workshop: Workshop) -> None:
    school = pairs.school(workshop)
    pairs.send(workshop, school.amara, school.amaras_plan)
    admin = make.account(workshop, name="Root", role=Role.ADMIN)
    with workshop.writing(make.actor(admin)) as work:
        accounts.disable(work, school.amara.id)
    with workshop.writing(make.actor(school.tomasz)) as work:
        _comment(work, school.amaras_plan)
        _approve(work, school.amaras_plan)
    assert _letters(workshop, "plan_comment") == _letters(workshop, "plan_answered") == []


def test_a_mentors_page_of_a_learner_holds_what_was_done(workshop: Workshop) -> None:
    school = pairs.school(workshop)
    with workshop.writing() as work:
        progress.keep_target(work.session, school.amara.id, Target(TargetKind.ROLE, "lead"), at=work.now)
    with workshop.reading(make.actor(school.tomasz)) as work:
        opened = mentoring.open_learner(work, school.amara.id)
        desk = mentoring.open_desk(work)
    assert (opened.learner.name, opened.aim.title) == ("Amara Okafor", "Lead")
    assert opened.plan is not None
    assert opened.plan.id == school.amaras_plan
    assert desk.targets == {Target(TargetKind.ROLE, "lead"): "Lead"}


@pytest.mark.parametrize("who", ["renee", "former"])
def test_nobody_elses_mentor_opens_a_learner(workshop: Workshop, who: str) -> None:
    school = pairs.school(workshop)
    with workshop.reading(make.actor(getattr(school, who))) as work:
        for learner in (school.amara.id, UUID(int=5)):
            with pytest.raises(NotFound):
                mentoring.open_learner(work, learner)


def test_desk_and_learners_are_for_mentors(workshop: Workshop) -> None:
    school = pairs.school(workshop)
    with workshop.reading(make.actor(school.amara)) as work:
        with pytest.raises(NotAllowed):
            mentoring.open_desk(work)
        with pytest.raises(NotAllowed):
            mentoring.open_learner(work, school.bram.id)
        with pytest.raises(NotAllowed):
            mentoring.invite(work, email="a@example.org", site_url=SITE)


def test_the_desk_and_a_learner_keep_to_their_statements(workshop: Workshop) -> None:
    school = pairs.school(workshop)
    for number in range(5):
        learner = make.account(workshop, name=f"Learner {number}")
        pairs.pair(workshop, school.tomasz, learner)
        pairs.plan(workshop, learner)
    engine = workshop.sessions.engine
    with workshop.reading(make.actor(school.tomasz)) as work, count_statements(engine) as statements:
        mentoring.open_desk(work)
    assert len(statements) == 1
    with workshop.reading(make.actor(school.tomasz)) as work, count_statements(engine) as statements:
        mentoring.open_learner(work, school.amara.id)
    assert len(statements) == 8
