"""The commands that run for long: the server, the worker, and the demo school they may begin with."""

from __future__ import annotations

import argparse
import importlib.util
import sys
from contextlib import nullcontext
from threading import Event
from types import ModuleType

from webapp import mail, serving, worker
from webapp.app import make_workshop
from webapp.commands.command import Groups, Refused, add, open_workshop
from webapp.pages.request_log import start_logging
from webapp.services import accounts
from webapp.services.work import Workshop
from webapp.settings import ROOT, Settings
from webapp.store import migrating


def add_commands(groups: Groups) -> None:
    """Put them into the parser."""
    parser = add(groups, "serve", serve)
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen at (default: %(default)s)")
    parser.add_argument("--port", type=int, default=8000, help="the port to listen at (default: %(default)s)")
    parser.add_argument("--workers", type=int, help="how many server processes (GANTRY_WORKERS)")
    parser.add_argument("--no-worker", dest="worker", action="store_false", help="run no worker beside them")
    parser.add_argument("--demo", action="store_true", help="load the demo school first if nobody is there")
    parser = add(groups, "worker", work_off)
    parser.add_argument("--once", action="store_true", help="go one round and stop")
    parser.add_argument("--until-stdin-closes", action="store_true", help="stop when stdin is closed")
    add(groups, "demo", demo)


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


def work_off(asked: argparse.Namespace, settings: Settings) -> None:
    """Deliver due letters and close attempts whose time has passed, round after round."""
    start_logging()
    workshop, post, stop = open_workshop(settings), mail.make_post(settings), Event()
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
