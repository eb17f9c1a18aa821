"""What the pages of accounts show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for

from webapp.domain.access import Action, Actor, Role, may
from webapp.domain.accounts import Account
from webapp.pages.filters import day, plural

ROLES = {Role.LEARNER: "Learner", Role.MENTOR: "Mentor", Role.AUTHOR: "Author", Role.ADMIN: "Admin"}
WHAT_ROLES_DO = {
    Role.LEARNER: "You read lessons, sit exams and keep a plan.",
    Role.MENTOR: "You learn as everybody does, and read the plans of the learners who accepted you.",
    Role.AUTHOR: "You learn as everybody does, and read the question bank.",
    Role.ADMIN: "You look after the accounts of this school.",
}
MOST_PEOPLE = 100


@dataclass(frozen=True)
class AccountPage:
    """One's own account."""

    facts: tuple[tuple[str, str], ...]
    role_means: str
    people_url: str
    sits: bool


@dataclass(frozen=True)
class RoleChoice:
    """A role in the list beside a person."""

    value: str
    words: str
    chosen: bool


@dataclass(frozen=True)
class Person:
    """One line of the people page. Without `role_url` nothing about this person can be changed by the reader."""

    anchor: str
    name: str
    email: str
    role: str
    since: str
    state: str
    state_kind: str
    choices: tuple[RoleChoice, ...]
    role_url: str
    granted_url: str
    door_url: str
    door_label: str


@dataclass(frozen=True)
class PeoplePage:
    """The people of the school, as far as asked for."""

    asked: str
    count: str
    people: tuple[Person, ...]
    nobody: str


@dataclass(frozen=True)
class LetterSentPage:
    """A letter was sent, or not: nobody is told which."""

    stays_here: bool


@dataclass(frozen=True)
class NewPasswordPage:
    """Setting a password with a link."""

    email: str


def account_page(account: Account, actor: Actor) -> AccountPage:
    """One's own account."""
    return AccountPage(
        facts=(
            ("Address", account.email),
            ("Role", ROLES[account.role]),
            ("Here since", day(account.created_at)),
        ),
        role_means=WHAT_ROLES_DO[account.role],
        people_url=url_for("accounts.people") if may(actor, Action.MANAGE_ACCOUNTS) else "",
        sits=may(actor, Action.SIT_EXAM),
    )


def new_password_page(account: Account) -> NewPasswordPage:
    """Setting a password with a link."""
    return NewPasswordPage(account.email)


def people_page(people: Sequence[Account], asked: str, reader: Actor) -> PeoplePage:
    """The people whose name or address holds what was asked for."""
    more = len(people) >= MOST_PEOPLE
    return PeoplePage(
        asked=asked,
        count=f"The first {MOST_PEOPLE} by name" if more else plural(len(people), "account"),
        people=tuple(_person(account, asked, reader) for account in people),
        nobody=f"Nobody’s name or address holds “{asked}”." if asked else "",
    )


def _person(account: Account, asked: str, reader: Actor) -> Person:
    """One line of the people page."""
    own = account.id == reader.id
    door = "accounts.disable" if account.active else "accounts.enable"
    return Person(
        anchor=f"person-{account.id}",
        name=account.name,
        email=account.email,
        role=ROLES[account.role],
        since=day(account.created_at),
        state="Can sign in" if account.active else "Disabled",
        state_kind="ok" if account.active else "off",
        choices=tuple(RoleChoice(role.value, ROLES[role], role is account.role) for role in Role),
        role_url="" if own else url_for("accounts.give_role", account_id=account.id, q=asked or None),
        granted_url=url_for("accommodations.person", learner_id=account.id),
        door_url="" if own else url_for(door, account_id=account.id, q=asked or None),
        door_label="Disable" if account.active else "Let in again",
    )
