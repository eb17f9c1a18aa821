"""Pairings and notes: rows to values and back, and what a mentor's desk is read from.

Whatever a mentor reads of a learner goes through their active pairing in the WHERE of the query itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, func, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from webapp.domain.access import Role
from webapp.domain.errors import Collision, NotFound
from webapp.domain.mentoring import Note, NoteKind, Pairing, PairingState
from webapp.store.tables.accounts import AccountRow
from webapp.store.tables.mentoring import NoteRow, PairingRow

LIVE = (PairingState.INVITED.value, PairingState.ACTIVE.value)


@dataclass(frozen=True)
class Mentor:
    """A learner's mentor; `reachable` is false once the account is disabled or no mentor's any more."""

    pairing: UUID
    id: UUID
    name: str
    email: str
    since: datetime
    reachable: bool


@dataclass(frozen=True)
class Invitation:
    """An invitation as the invited person sees it."""

    id: UUID
    mentor_name: str
    invited_at: datetime


@dataclass(frozen=True)
class Reader:
    """Somebody who may be written to."""

    id: UUID
    name: str
    email: str


@dataclass(frozen=True)
class Learner:
    """A learner as their mentor knows them."""

    id: UUID
    name: str
    email: str
    pairing: UUID
    since: datetime


def list_mentors(session: Session, learner: UUID) -> tuple[Mentor, ...]:
    """The mentors a learner has an active pairing with, the first one first."""
    rows = session.execute(
        select(PairingRow, AccountRow)
        .join(AccountRow, AccountRow.id == PairingRow.mentor_id)
        .where(PairingRow.learner_id == learner, PairingRow.state == PairingState.ACTIVE.value)
        .order_by(PairingRow.accepted_at, PairingRow.id)
    )
    return tuple(_mentor(pairing, account) for pairing, account in rows)


def list_invitations(session: Session, person: UUID) -> tuple[Invitation, ...]:
    """The invitations open to a person's address, oldest first; none to disabled mentors' learners-to-be."""
    invited = select(AccountRow.email).where(AccountRow.id == person).scalar_subquery()
    rows = session.execute(
        select(PairingRow.id, AccountRow.name, PairingRow.invited_at)
        .join(AccountRow, AccountRow.id == PairingRow.mentor_id)
        .where(
            PairingRow.email == invited,
            PairingRow.state == PairingState.INVITED.value,
            PairingRow.mentor_id != person,
            AccountRow.active,
            AccountRow.role == Role.MENTOR.value,
        )
        .order_by(PairingRow.invited_at, PairingRow.id)
    )
    return tuple(Invitation(row.id, row.name, row.invited_at) for row in rows)


def get_learner(session: Session, learner: UUID, *, mentor: UUID) -> Learner:
    """A learner whom the mentor has an active pairing with; raises NotFound."""
    row = session.execute(
        select(
            AccountRow.id,
            AccountRow.name,
            AccountRow.email,
            PairingRow.id.label("pairing"),
            func.coalesce(PairingRow.accepted_at, PairingRow.invited_at).label("since"),
        )
        .join(PairingRow, PairingRow.learner_id == AccountRow.id)
        .where(
            AccountRow.id == learner,
            PairingRow.mentor_id == mentor,
            PairingRow.state == PairingState.ACTIVE.value,
        )
        .order_by(PairingRow.accepted_at)
        .limit(1)
    ).first()
    if row is None:
        raise NotFound
    return Learner(row.id, row.name, row.email, row.pairing, row.since)


def find_reader(session: Session, person: UUID) -> Reader | None:
    """The name and address of somebody who may be written to; None when the account is disabled."""
    row = session.execute(
        select(AccountRow.name, AccountRow.email).where(AccountRow.id == person, AccountRow.active)
    ).one_or_none()
    return Reader(person, row.name, row.email) if row else None


def find_name(session: Session, person: UUID) -> str | None:
    """What somebody is called, or None."""
    return session.scalar(select(AccountRow.name).where(AccountRow.id == person))


def find_live(session: Session, mentor: UUID, email: str) -> Pairing | None:
    """The mentor's invitation or active pairing for an address, or None."""
    row = session.scalars(
        select(PairingRow).where(
            PairingRow.mentor_id == mentor, PairingRow.email == email, PairingRow.state.in_(LIVE)
        )
    ).one_or_none()
    return _pairing(row) if row else None


def count_invited(session: Session, mentor: UUID, *, since: datetime) -> int:
    """How many invitations a mentor has sent since a moment, whatever became of them."""
    wanted = (PairingRow.mentor_id == mentor, PairingRow.invited_at >= since)
    return session.execute(select(func.count()).select_from(PairingRow).where(*wanted)).scalar_one()


def claim_pairing(session: Session, pairing_id: UUID, *, person: UUID) -> Pairing:
    """A pairing the person is a side of, locked until the end of the transaction; raises NotFound."""
    row = session.scalars(
        select(PairingRow)
        .where(
            PairingRow.id == pairing_id,
            or_(PairingRow.mentor_id == person, PairingRow.learner_id == person),
        )
        .with_for_update()
    ).one_or_none()
    if row is None:
        raise NotFound
    return _pairing(row)


def claim_invitation(session: Session, pairing_id: UUID, *, person: UUID) -> Pairing:
    """A pairing that was offered to the person's address, locked; raises NotFound for anybody else."""
    row = session.scalars(
        select(PairingRow)
        .join(AccountRow, and_(AccountRow.email == PairingRow.email, AccountRow.id == person))
        .where(PairingRow.id == pairing_id)
        .with_for_update(of=PairingRow)
    ).one_or_none()
    if row is None:
        raise NotFound
    return _pairing(row)


def add_pairing(session: Session, pairing: Pairing) -> None:
    """Keep a new invitation; Collision when the same one was sent at the same moment."""
    session.add(
        PairingRow(
            id=pairing.id,
            mentor_id=pairing.mentor,
            learner_id=pairing.learner,
            email=pairing.email,
            state=pairing.state.value,
            invited_at=pairing.invited_at,
            accepted_at=pairing.accepted_at,
            ended_at=pairing.ended_at,
        )
    )
    try:
        session.flush()
    except IntegrityError as error:
        raise Collision from error


def keep_pairing(session: Session, pairing: Pairing) -> None:
    """Write where a claimed pairing stands now."""
    session.execute(
        update(PairingRow)
        .where(PairingRow.id == pairing.id)
        .values(
            learner_id=pairing.learner,
            state=pairing.state.value,
            accepted_at=pairing.accepted_at,
            ended_at=pairing.ended_at,
        )
    )


def add_note(session: Session, note: Note, *, learner: UUID) -> None:
    """Keep a note on a learner's plan."""
    session.add(
        NoteRow(
            id=note.id,
            plan_id=note.plan,
            learner_id=learner,
            author_id=note.author,
            kind=note.kind.value,
            body=note.body,
            goal_id=note.goal,
            at=note.at,
        )
    )


def list_notes(session: Session, plan_id: UUID) -> tuple[Note, ...]:
    """The history of a plan, oldest first. Whoever asks has been let in by the plan itself."""
    rows = session.execute(
        select(NoteRow, AccountRow.name)
        .join(AccountRow, AccountRow.id == NoteRow.author_id)
        .where(NoteRow.plan_id == plan_id)
        .order_by(NoteRow.at, NoteRow.id)
    )
    return tuple(_note(row, name) for row, name in rows)


def _mentor(pairing: PairingRow, account: AccountRow) -> Mentor:
    """A mentor as a value."""
    reachable = account.active and account.role == Role.MENTOR.value
    since = pairing.accepted_at or pairing.invited_at
    return Mentor(pairing.id, account.id, account.name, account.email, since, reachable)


def _pairing(row: PairingRow) -> Pairing:
    """A pairing as a value."""
    return Pairing(
        id=row.id,
        mentor=row.mentor_id,
        email=row.email,
        invited_at=row.invited_at,
        learner=row.learner_id,
        state=PairingState(row.state),
        accepted_at=row.accepted_at,
        ended_at=row.ended_at,
    )


def _note(row: NoteRow, author_name: str) -> Note:
    """A note as a value."""
    return Note(
        row.id, row.plan_id, row.author_id, author_name, NoteKind(row.kind), row.body, row.at, row.goal_id
    )
