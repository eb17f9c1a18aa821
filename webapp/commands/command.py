"""What every command is made of: its place in the parser, and a workshop that is ready."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TypeAlias

from webapp.app import make_workshop
from webapp.services.work import Workshop
from webapp.settings import Settings
from webapp.store import migrating

Groups: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001 - it has no public name
Command = Callable[[argparse.Namespace, Settings], None]


class Refused(Exception):
    """The command cannot be carried out; the message says why and what to do."""


def add(groups: Groups, name: str, command: Command) -> argparse.ArgumentParser:
    """A command, described by its docstring."""
    words = (command.__doc__ or "").strip()
    parser = groups.add_parser(name, help=words, description=words)
    parser.set_defaults(command=command)
    return parser


def group(groups: Groups, name: str, words: str) -> Groups:
    """A group of commands."""
    parser = groups.add_parser(name, help=words, description=words)
    return parser.add_subparsers(required=True, metavar="COMMAND")


def open_workshop(settings: Settings) -> Workshop:
    """A workshop over a database that is up to date."""
    if not migrating.is_current(settings.database_url):
        raise Refused("the database is not up to date; run `gantry db upgrade` first")
    return make_workshop(settings)
