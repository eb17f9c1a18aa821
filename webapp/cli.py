"""Operator commands: each opens a work and calls one service. `gantry --help` lists them.

What cannot be done is said in one sentence on stderr, and the exit code is 2.
"""

from __future__ import annotations

import argparse
import getpass
import importlib.util
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from pathlib import Path
from threading import Event
from types import ModuleType
from typing import TypeAlias

from webapp import mail, serving, worker
from webapp.app import make_workshop
from webapp.catalog.faults import UnfitContent
from webapp.catalog.loader import load
from webapp.domain.access import Role
from webapp.domain.errors import RuleBroken
from webapp.pages.request_log import start_logging
from webapp.services import accounts, corrections
from webapp.services.work import Workshop
from webapp.settings import ROOT, BadSettings, Settings, read_settings
from webapp.store import migrating

ROLES = [role.value for role in Role]
Groups: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001 - it has no public name
Command = Callable[[argparse.Namespace, Settings], None]


class Refused(Exception):
    """The command cannot be carried out; the message says why and what to do."""


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


def serve(asked: argparse.Namespace, settings: Settings) -> None:
    """Bring the database up to date, check the content, and serve until stopped."""
    serving.require_free(asked.host, asked.port)
    serving.prepare_data_folder(settings)
    migrating.upgrade(settings.database_url)
    workshop = make_workshop(settings)
    if asked.demo:
        _load_demo(workshop)
    workshop.sessions.engine.dispose()  # the server processes open connections of their own
    print(f"Gantry is at {settings.site_url} (Ctrl-C stops it).", flush=True)
    with serving.worker_beside() if asked.worker else nullcontext():
        serving.run_server(asked.host, asked.port, asked.workers or settings.workers)


def demo(_asked: argparse.Namespace, settings: Settings) -> None:
    """Load the demo school into an empty database and say who is in it."""
    serving.prepare_data_folder(settings)
    migrating.upgrade(settings.database_url)
    _load_demo(make_workshop(settings))


def _load_demo(workshop: Workshop) -> None:
    """Load the demo school unless somebody is there, then name its people if they are."""
    school = _demo_school()
    with workshop.reading() as work:
        anybody = bool(accounts.list_people(work, limit=1))
    if not anybody:
        print("Loading the demo school …", flush=True)
        school.seed(workshop)
    with workshop.reading() as work:
        known = {person.email for person in accounts.list_people(work, limit=1000)}
    people = [person for person in school.PEOPLE if person.email in known]
    for person in people:
        print(f"  {person.role:<8} {person.email:<28} password: {person.password}")
    if not people:
        print("  This database has accounts of its own; the demo school was left out.")


def _demo_school() -> ModuleType:
    """The story of the demo school, which lies beside the code in a checkout."""
    path = ROOT / "scripts" / "seed_demo.py"
    spec = importlib.util.spec_from_file_location("seed_demo", path)
    if spec is None or spec.loader is None or not path.is_file():
        raise Refused(f"the demo school is part of a checkout; {path} is not there")
    school = importlib.util.module_from_spec(spec)
    sys.modules["seed_demo"] = school
    spec.loader.exec_module(school)
    return school


def upgrade_database(_asked: argparse.Namespace, settings: Settings) -> None:
    """Bring the database up to date."""
    serving.prepare_data_folder(settings)
    migrating.upgrade(settings.database_url)
    print(f"The database is at migration {migrating.head()}.")


def check_content(asked: argparse.Namespace, settings: Settings) -> None:
    """Read all content and name every fault with its file and line."""
    catalog = load(asked.folder.resolve() if asked.folder else settings.content_dir)
    questions = sum(len(bank) for bank in catalog.banks.values())
    print(
        f"The content is fit: {len(catalog.lessons)} lessons, {len(catalog.exams)} exams, {questions} questions."
    )


def add_user(asked: argparse.Namespace, settings: Settings) -> None:
    """Make an account; the password is asked for, or read from stdin when that is no terminal."""
    workshop = _workshop(settings)
    password = getpass.getpass("Password: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\r\n")
    with workshop.writing() as work:
        role = Role(asked.role)
        account = accounts.add(work, name=asked.name, email=asked.email, password=password, role=role)
    print(f"{account.email} has an account as {account.role}.")


def give_role(asked: argparse.Namespace, settings: Settings) -> None:
    """Give somebody another role; their sessions end."""
    with _workshop(settings).writing() as work:
        person = accounts.get_by_email(work, email=asked.email)
        account = accounts.set_role(work, person.id, Role(asked.role))
    print(f"{account.email} is {account.role} now.")


def disable_user(asked: argparse.Namespace, settings: Settings) -> None:
    """Shut somebody out; their sessions end, nothing of theirs is lost."""
    with _workshop(settings).writing() as work:
        account = accounts.disable(work, accounts.get_by_email(work, email=asked.email).id)
    print(f"{account.email} can no longer sign in.")


def enable_user(asked: argparse.Namespace, settings: Settings) -> None:
    """Let somebody in again."""
    with _workshop(settings).writing() as work:
        account = accounts.enable(work, accounts.get_by_email(work, email=asked.email).id)
    print(f"{account.email} can sign in again.")


def list_users(asked: argparse.Namespace, settings: Settings) -> None:
    """List accounts by name."""
    with _workshop(settings).reading() as work:
        for each in accounts.list_people(work, like=asked.like, limit=asked.limit):
            print(f"{each.role:<8} {'active' if each.active else 'disabled':<8} {each.email:<40} {each.name}")


def work_off(asked: argparse.Namespace, settings: Settings) -> None:
    """Deliver due letters and close attempts whose time has passed, round after round."""
    start_logging()
    workshop, post, stop = _workshop(settings), mail.make_post(settings), Event()
    if asked.once:
        worker.go_round(workshop, post, settings)
        return
    worker.stop_on_signal(stop)
    if asked.until_stdin_closes:
        worker.stop_when_stdin_closes(stop)
    worker.log.info("the worker starts")
    if not settings.auto_close:
        worker.log.warning("GANTRY_AUTO_CLOSE is off: attempts whose time has passed are not closed")
    worker.go_rounds(workshop, post, settings, stop)


def regrade(_asked: argparse.Namespace, settings: Settings) -> None:
    """Judge finished attempts by the newest corrections, and write to everybody whose result changes."""
    summary = corrections.regrade(_workshop(settings), site_url=settings.site_url)
    print(f"Attempts judged anew: {summary.looked_at}. Results that changed: {summary.changed}.")


def _workshop(settings: Settings) -> Workshop:
    """A workshop over a database that is up to date."""
    if not migrating.is_current(settings.database_url):
        raise Refused("the database is not up to date; run `gantry db upgrade` first")
    return make_workshop(settings)


def _parser() -> argparse.ArgumentParser:
    """Every command with its arguments."""
    parser = argparse.ArgumentParser(
        prog="gantry",
        description="Lessons, timed practice exams and mentored plans: the operator's commands.",
    )
    parser.add_argument("--data", type=Path, metavar="DIR", help="the data folder (GANTRY_DATA)")
    groups = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_serving(groups)
    _add_upkeep(groups)
    _add_users(groups)
    return parser


def _add_serving(groups: Groups) -> None:
    """The commands that run for long."""
    parser = _add(groups, "serve", serve)
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen at (default: %(default)s)")
    parser.add_argument("--port", type=int, default=8000, help="the port to listen at (default: %(default)s)")
    parser.add_argument("--workers", type=int, help="how many server processes (GANTRY_WORKERS)")
    parser.add_argument("--no-worker", dest="worker", action="store_false", help="run no worker beside them")
    parser.add_argument("--demo", action="store_true", help="load the demo school first if nobody is there")
    parser = _add(groups, "worker", work_off)
    parser.add_argument("--once", action="store_true", help="go one round and stop")
    parser.add_argument("--until-stdin-closes", action="store_true", help="stop when stdin is closed")


def _add_upkeep(groups: Groups) -> None:
    """The commands for database and content."""
    _add(groups, "demo", demo)
    _add(groups, "regrade", regrade)
    _add(_group(groups, "db", "The database."), "upgrade", upgrade_database)
    parser = _add(_group(groups, "content", "The content folder."), "check", check_content)
    parser.add_argument(
        "folder", nargs="?", type=Path, help="another content folder (default: GANTRY_CONTENT)"
    )


def _add_users(groups: Groups) -> None:
    """The commands for accounts."""
    users = _group(groups, "user", "Accounts.")
    parser = _add(users, "add", add_user)
    parser.add_argument("email")
    parser.add_argument("--name", required=True, help="the name others see")
    parser.add_argument("--role", choices=ROLES, default=Role.LEARNER.value, help="default: %(default)s")
    parser = _add(users, "role", give_role)
    parser.add_argument("email")
    parser.add_argument("role", choices=ROLES)
    _add(users, "disable", disable_user).add_argument("email")
    _add(users, "enable", enable_user).add_argument("email")
    parser = _add(users, "list", list_users)
    parser.add_argument("like", nargs="?", default="", help="only names and addresses that hold this")
    parser.add_argument("--limit", type=int, default=100, help="at most so many (default: %(default)s)")


def _add(groups: Groups, name: str, command: Command) -> argparse.ArgumentParser:
    """A command, described by its docstring."""
    words = (command.__doc__ or "").strip()
    parser = groups.add_parser(name, help=words, description=words)
    parser.set_defaults(command=command)
    return parser


def _group(groups: Groups, name: str, words: str) -> Groups:
    """A group of commands."""
    parser = groups.add_parser(name, help=words, description=words)
    return parser.add_subparsers(required=True, metavar="COMMAND")


if __name__ == "__main__":
    sys.exit(main())
