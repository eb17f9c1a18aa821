"""Operator commands: each opens a work and calls one service. `gantry --help` lists them.

What cannot be done is said in one sentence on stderr, and the exit code is 2.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from webapp import serving
from webapp.catalog.faults import UnfitContent
from webapp.commands import content, items, running, upkeep, users
from webapp.commands.command import Command, Refused
from webapp.domain.errors import RuleBroken
from webapp.settings import BadSettings, read_settings
from webapp.store import migrating


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    asked = _parser().parse_args(argv)
    try:
        settings = read_settings(_environment(asked))
        command: Command = asked.command
        command(asked, settings)
    except UnfitContent as error:
        return _refuse(f"the content cannot be used; these are its faults ({len(error.faults)}):\n{error}")
    except (BadSettings, RuleBroken, Refused, serving.PortTaken, migrating.Unusable) as error:
        return _refuse(str(error))
    except KeyboardInterrupt:
        return 130
    return 0


def _refuse(reason: str) -> int:
    print(f"gantry: {reason}", file=sys.stderr)
    return 2


def _environment(asked: argparse.Namespace) -> dict[str, str]:
    """The environment, with what the command line says instead; child processes are to read the same."""
    if asked.data is not None:
        os.environ["GANTRY_DATA"] = str(asked.data)
    if "port" in asked and "GANTRY_SITE_URL" not in os.environ:
        os.environ["GANTRY_SITE_URL"] = f"http://127.0.0.1:{asked.port}"
    return dict(os.environ)


def _parser() -> argparse.ArgumentParser:
    """Every command with its arguments."""
    parser = argparse.ArgumentParser(
        prog="gantry",
        description="Lessons, timed practice exams and mentored plans: the operator's commands.",
    )
    parser.add_argument("--data", type=Path, metavar="DIR", help="the data folder (GANTRY_DATA)")
    groups = parser.add_subparsers(required=True, metavar="COMMAND")
    for commands in (running, upkeep, content, items, users):
        commands.add_commands(groups)
    return parser


if __name__ == "__main__":
    sys.exit(main())
