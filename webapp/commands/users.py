"""The commands for accounts."""

from __future__ import annotations

import argparse
import getpass
import sys

from webapp.commands.command import Groups, add, group, open_workshop
from webapp.domain.access import Role
from webapp.services import accounts
from webapp.settings import Settings

ROLES = [role.value for role in Role]


def add_commands(groups: Groups) -> None:
    """Put them into the parser."""
    users = group(groups, "user", "Accounts.")
    parser = add(users, "add", add_user)
    parser.add_argument("email")
    parser.add_argument("--name", required=True, help="the name others see")
    parser.add_argument("--role", choices=ROLES, default=Role.LEARNER.value, help="default: %(default)s")
    parser = add(users, "role", give_role)
    parser.add_argument("email")
    parser.add_argument("role", choices=ROLES)
    add(users, "disable", disable_user).add_argument("email")
    add(users, "enable", enable_user).add_argument("email")
    parser = add(users, "list", list_users)
    parser.add_argument("like", nargs="?", default="", help="only names and addresses that hold this")
    parser.add_argument("--limit", type=int, default=100, help="at most so many (default: %(default)s)")


def add_user(asked: argparse.Namespace, settings: Settings) -> None:
    """Make an account; the password is asked for, or read from stdin when that is no terminal."""
    workshop = open_workshop(settings)
    password = getpass.getpass("Password: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\r\n")
    with workshop.writing() as work:
        role = Role(asked.role)
        account = accounts.add(work, name=asked.name, email=asked.email, password=password, role=role)
    print(f"{account.email} has an account as {account.role}.")


def give_role(asked: argparse.Namespace, settings: Settings) -> None:
    """Give somebody another role; their sessions end."""
    with open_workshop(settings).writing() as work:
        person = accounts.get_by_email(work, email=asked.email)
        account = accounts.set_role(work, person.id, Role(asked.role))
    print(f"{account.email} is {account.role} now.")


def disable_user(asked: argparse.Namespace, settings: Settings) -> None:
    """Shut somebody out; their sessions end, nothing of theirs is lost."""
    with open_workshop(settings).writing() as work:
        account = accounts.disable(work, accounts.get_by_email(work, email=asked.email).id)
    print(f"{account.email} can no longer sign in.")


def enable_user(asked: argparse.Namespace, settings: Settings) -> None:
    """Let somebody in again."""
    with open_workshop(settings).writing() as work:
        account = accounts.enable(work, accounts.get_by_email(work, email=asked.email).id)
    print(f"{account.email} can sign in again.")


def list_users(asked: argparse.Namespace, settings: Settings) -> None:
    """List accounts by name."""
    with open_workshop(settings).reading() as work:
        for each in accounts.list_people(work, like=asked.like, limit=asked.limit):
            print(f"{each.role:<8} {'active' if each.active else 'disabled':<8} {each.email:<40} {each.name}")
