"""The last seconds of an exam day: everybody answers and hands in at once, and the database stalls meanwhile.

`.venv/bin/python scripts/storm.py --candidates 500 --within 5 --stall 30` serves a copy of Gantry on a database of its
own, lets so many candidates send a last answer and hand in, each as its page does (the same operation again after a
lost line or a busy server, with a jittered pause), stops every write for a while, and counts rows against
acknowledgements at the end. It fails when one is missing.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from random import Random
from secrets import token_hex
from threading import Event
from time import perf_counter
from urllib.parse import urlencode
from uuid import UUID

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from sqlalchemy import Engine, create_engine, func, select  # noqa: E402 - the checkout is no installed package

from scripts.benching.calls import Call, operation_id  # noqa: E402
from scripts.benching.processes import Server  # noqa: E402
from scripts.benching.school import ATTEMPT, EVENT, Learner, School, enter  # noqa: E402
from webapp.catalog.loader import load  # noqa: E402
from webapp.settings import read_settings  # noqa: E402
from webapp.store import migrating  # noqa: E402

EXAM = "csm"
PATIENCE = 20  # seconds a page waits for an answer
FIRST_PAUSE, LONGEST_PAUSE = 0.8, 15.0  # as in saver.js
TRIES = 60


@dataclass
class Candidate:
    """One page at the end of an exam; `operation` is what it may call saved."""

    learner: Learner
    port: int
    dice: Random
    operation: str = ""
    tries: Counter[str] = field(default_factory=Counter)

    def ends(self, wait: float) -> None:
        """Some time within the window: save the last answer, then hand in."""
        Event().wait(wait)
        self.operation = self.saves(0)
        self._until("submit", (), 303)

    def saves(self, seen: int) -> str:
        """Save an answer to the last question; the operation that was acknowledged."""
        operation = operation_id()
        fields = (("op", operation), ("seen", str(seen)), ("flagged", "0"), ("choice", "ab"[seen % 2]))
        said = self._until(f"questions/{self.learner.last}", fields, 200)
        if operation not in said:
            raise RuntimeError(f"another operation was acknowledged: {said}")
        return operation

    def _until(self, tail: str, fields: Sequence[tuple[str, str]], status: int) -> str:
        """Send the same until it is answered with a status; what was answered."""
        path, pause = f"/exams/attempts/{self.learner.attempt}/{tail}", Event()
        shown = ("Accept", "application/json" if status == 200 else "text/html")
        call = Call(
            "POST", path, self.learner.cookie, (("csrf_token", self.learner.token), *fields), (shown,)
        )
        longest = FIRST_PAUSE
        for _ in range(TRIES):
            came, body, after = self._send(call)
            self.tries[came] += 1
            if came == str(status):
                return body
            pause.wait(max(after, longest) * (0.5 + self.dice.random()))
            longest = min(longest * 2, LONGEST_PAUSE)
        raise RuntimeError(f"{path} was never answered with {status}: {self.tries}")

    def _send(self, call: Call) -> tuple[str, str, float]:
        """One try: the status or what went wrong, the body, and how long to wait at least."""
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)) as line:
            try:
                line.request("POST", call.path, urlencode(call.fields), call.all_headers(self.port))
                answer = line.getresponse()
                body = answer.read().decode(errors="replace")
                return str(answer.status), body, float(answer.headers.get("Retry-After") or 0)
            except (OSError, HTTPException) as error:
                return type(error).__name__, "", 0.0


@dataclass(frozen=True)
class Losses:
    """What the rows say against what was acknowledged; `met` counts every answer and every broken line."""

    unsaved: int
    unclosed: int
    met: Counter[str]
    seconds: float

    @property
    def nothing(self) -> bool:
        """Whether everything is there."""
        return not (self.unsaved or self.unclosed)


@contextmanager
def stalled(engine: Engine, seconds: float) -> Iterator[None]:
    """Hold up every save and every closing for so long from now on; the block goes on at once."""
    held, over = Event(), Event()

    def hold() -> None:
        sqlite = engine.dialect.name == "sqlite"
        own = create_engine(engine.url)
        with own.connect() as connection:
            connection.exec_driver_sql(
                "BEGIN IMMEDIATE" if sqlite else "LOCK TABLE attempt IN EXCLUSIVE MODE"
            )
            held.set()
            over.wait(seconds)
            connection.rollback()
        own.dispose()

    with ThreadPoolExecutor(1) as pool:
        holding = pool.submit(hold)
        held.wait(LONGEST_PAUSE)
        yield
        over.set()
        holding.result()


def storm(school: School, port: int, learners: Sequence[Learner], *, within: float, stall: float) -> Losses:
    """Let everybody hand in within so many seconds, the database stalling, and count."""
    dice = Random(7)  # noqa: S311 - when each candidate comes
    crowd = [Candidate(each, port, Random(dice.random())) for each in learners]  # noqa: S311 - jitter
    began = perf_counter()
    with ThreadPoolExecutor(len(crowd)) as pool, stalled(school.engine, stall):
        for each in [pool.submit(one.ends, dice.random() * within) for one in crowd]:
            each.result()
    return count_losses(school, crowd, perf_counter() - began)


def seat(school: School, names: Sequence[str], port: int) -> list[Learner]:
    """Learners in the middle of an exam, the page of its last question before each."""
    begun = [school.begin(school.enrol(name)) for name in names]
    return [enter(port, each, f"/exams/attempts/{each.attempt}/questions/{each.last}") for each in begun]


def count_losses(school: School, crowd: Sequence[Candidate], seconds: float) -> Losses:
    """How many acknowledged answers have no row, and how many attempts that were handed in are open."""
    ids = {UUID(each.operation) for each in crowd}
    attempts = [UUID(each.learner.attempt) for each in crowd]
    with school.workshop.reading() as work:
        rows = set(work.session.scalars(select(EVENT.c.id).where(EVENT.c.attempt_id.in_(attempts))))
        closed = select(func.count()).where(ATTEMPT.c.id.in_(attempts), ATTEMPT.c.state != "open")
        still_open = len(attempts) - (work.session.scalar(closed) or 0)
    met: Counter[str] = sum((each.tries for each in crowd), Counter())
    return Losses(len(crowd) - len(ids & rows), still_open, met, seconds)


def main() -> int:
    """Serve, storm, count, say; 1 when anything is missing."""
    asked = _arguments()
    with tempfile.TemporaryDirectory(prefix="gantry-storm-") as folder:
        environment = {"GANTRY_DATA": folder, "GANTRY_SECRET_KEY": token_hex(32), "GANTRY_WORKERS": "2"}
        if asked.database:
            environment["DATABASE_URL"] = asked.database
        settings = read_settings(environment)
        migrating.upgrade(settings.database_url)
        school = School(settings, load(settings.content_dir), EXAM)
        print(f"{asked.candidates} candidates sit down …", flush=True)
        words = ("-m", "webapp.cli", "serve", "--no-worker")
        with Server(words, environment, Path(folder) / "server.log") as server:
            learners = seat(school, [f"storm-{number}" for number in range(asked.candidates)], server.port)
            losses = storm(school, server.port, learners, within=asked.within, stall=asked.stall)
        school.engine.dispose()
    print(f"Answered: {dict(losses.met)} in {losses.seconds:.1f} s.")
    print(f"Acknowledged answers that are missing: {losses.unsaved}. Attempts still open: {losses.unclosed}.")
    return 0 if losses.nothing else 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="scripts/storm.py", description="Everybody hands in at once.")
    parser.add_argument("--candidates", type=int, default=500, help="how many (default: %(default)s)")
    parser.add_argument(
        "--within", type=float, default=5, help="seconds in which all come (default: %(default)s)"
    )
    parser.add_argument(
        "--stall", type=float, default=30, help="seconds the database stalls (default: %(default)s)"
    )
    parser.add_argument("--database", default="", help="an empty PostgreSQL database (default: SQLite)")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
