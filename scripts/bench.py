"""The benchmark: what the product costs beside the least a Flask application could cost, in one run on one machine.

Real server processes over loopback, closed-loop clients on kept-alive connections in processes of their own. All
contestants are measured in turn, round by round, so that a noisy minute hits all of them; the best of each figure
counts. CPU is that of every server process and of the database. docs/performance.md says how to read the result.
"""

from __future__ import annotations

import argparse
import json
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from secrets import token_hex
from time import sleep

import psycopg

from scripts.bench_peers import DATABASE, TABLE
from scripts.benching import made_bank, postgres, report
from scripts.benching.clients import Crew
from scripts.benching.contestants import Bare, Contestant, Product, Tally
from scripts.benching.figures import Figures, Measured, best, figures
from scripts.benching.goals import STATEMENTS, Key
from scripts.benching.postgres import PostgresServer
from scripts.benching.processes import ROOT, Server, cpu_seconds
from scripts.benching.school import School
from webapp.catalog.loader import load
from webapp.catalog.shelf import Catalog
from webapp.settings import read_settings
from webapp.store import migrating

NAMES = ("hello", "insert", *STATEMENTS)
DATABASES = ("sqlite", "postgresql")
DISK = "/var/tmp"  # noqa: S108 - /tmp may live in memory, where nothing is written through
WHOLE_SECONDS = 600.0
SITTERS_A_SECOND = 120
REST_SECONDS = 0.05
WHOLE_PMP = 180


@dataclass
class Lineup:
    """Everything that takes part in a run."""

    bare: list[Bare] = field(default_factory=list)
    products: list[Product] = field(default_factory=list)
    rows: list[tuple[Bare, Callable[[], int]]] = field(default_factory=list)

    def contestants(self, only: Sequence[str]) -> list[Contestant]:
        """Those to be measured, in order; nothing can be handed in that was not started."""
        everybody = [each.contestant for each in self.bare]
        everybody += [one for product in self.products for one in product.contestants()]
        wanted = {*only, "start"} if "submit" in only else set(only)
        return [each for each in everybody if not wanted or each.name in wanted]

    def tallies(self) -> Iterator[Tally]:
        """Acknowledged writes beside stored rows."""
        for bare, count in self.rows:
            yield Tally(f"inserts, {bare.contestant.database}", bare.acknowledged, count())
        for product in self.products:
            yield product.tally()


def main(words: Sequence[str] | None = None) -> int:
    """Measure, say what was found, and fail when anything answered wrongly or was lost."""
    asked = _arguments().parse_args(words)
    with ExitStack() as stack:
        crew = stack.enter_context(Crew())
        home = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="gantry-bench-", dir=DISK)))
        home.chmod(0o755)  # the database server runs as another user
        lineup = _set_up(asked, home, stack)
        statements = {each.database: each.count_statements() for each in lineup.products}
        print(report.machine(), flush=True)
        rounds = _measure(asked, crew, lineup.contestants(asked.only))
        tallies = list(lineup.tallies())
    found = {key: best(each) for key, each in rounds.items()}
    print(report.machine(), "", *report.lines(found, statements, tallies), sep="\n")
    if asked.json:
        told = report.to_json(rounds, found, statements, tallies)
        asked.json.write_text(json.dumps(told, indent=1), encoding="utf-8")
    lost = any(each.acknowledged != each.stored for each in tallies)
    return int(lost or any(each.errors for each in found.values()))


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--seconds", type=float, default=4.0, help="of each measurement (default: %(default)s)"
    )
    parser.add_argument(
        "--rounds", type=int, default=3, help="of which the best counts (default: %(default)s)"
    )
    parser.add_argument("--clients", type=_numbers, default=[8, 32], help="at once (default: 8,32)")
    parser.add_argument(
        "--only", type=_some_of(NAMES), default=[], help=f"of {', '.join(NAMES)}; with commas between"
    )
    parser.add_argument(
        "--databases", type=_some_of(DATABASES), default=list(DATABASES), help="default: sqlite,postgresql"
    )
    parser.add_argument("--content", type=Path, default=ROOT / "content", help="the content folder")
    parser.add_argument("--exam", default="csm", help="the exam that is sat (default: %(default)s)")
    parser.add_argument(
        "--questions", type=int, choices=(50, 180), default=50,
        help="180: a PMP form over a bank that is made for the run, instead of --exam (default: %(default)s)",
    )  # fmt: skip
    parser.add_argument("--json", type=Path, help="a file for every figure of every round")
    return parser


def _names(value: str) -> list[str]:
    return [each.strip() for each in value.split(",") if each.strip()]


def _some_of(known: Sequence[str]) -> Callable[[str], list[str]]:
    """Reads names with commas between, and refuses one that is not known."""

    def read(value: str) -> list[str]:
        names = _names(value)
        if unknown := sorted(set(names) - set(known)):
            raise argparse.ArgumentTypeError(f"{unknown[0]} is none of {', '.join(known)}")
        return names

    return read


def _numbers(value: str) -> list[int]:
    return [int(each) for each in _names(value)]


def _set_up(asked: argparse.Namespace, home: Path, stack: ExitStack) -> Lineup:
    """Start every server and fill every database."""
    server = stack.enter_context(_peer("hello", "", home))
    lineup = Lineup(bare=[Bare("hello", "", server, (server.pid,))])
    cluster = None
    if "postgresql" in asked.databases:
        cluster = stack.enter_context(postgres.serving(home / "pg"))
    if asked.questions == WHOLE_PMP:
        asked.content, asked.exam = made_bank.write(home / "content", asked.content), made_bank.EXAM
    catalog = load(asked.content)
    for database in asked.databases:
        behind = cluster if database == "postgresql" else None
        _add_insert(lineup, behind, home, stack)
        lineup.products.append(_product(asked, behind, home, stack, catalog))
    return lineup


def _add_insert(lineup: Lineup, cluster: PostgresServer | None, home: Path, stack: ExitStack) -> None:
    """The bare application that inserts, over a table of its own."""
    count: Callable[[], int]
    if cluster:
        place = cluster.make_database("mark")
        key = "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY"
        with psycopg.connect(place) as connection:
            connection.execute(TABLE.format(key=key))
        count = partial(_count_in_postgres, place)
    else:
        place = str(home / "mark.db")
        with closing(sqlite3.connect(place)) as file:
            file.execute("PRAGMA journal_mode=WAL")
            file.execute(TABLE.format(key="INTEGER PRIMARY KEY"))
        count = partial(_count_in_sqlite, place)
    name = "postgresql" if cluster else "sqlite"
    server = stack.enter_context(_peer(f"insert_{name}", place, home))
    bare = Bare("insert", name, server, (server.pid, *([cluster.pid] if cluster else [])))
    lineup.bare.append(bare)
    lineup.rows.append((bare, count))


def _count_in_postgres(place: str) -> int:
    with psycopg.connect(place) as connection:
        row = connection.execute("SELECT count(*) FROM mark").fetchone()
    return int(row[0]) if row else 0


def _count_in_sqlite(place: str) -> int:
    with closing(sqlite3.connect(place)) as connection:
        return int(connection.execute("SELECT count(*) FROM mark").fetchone()[0])


def _peer(name: str, place: str, home: Path) -> Server:
    """A bare application."""
    return Server(("-m", "scripts.bench_peers", name), {DATABASE: place}, home / f"{name}.log")


def _product(
    asked: argparse.Namespace, cluster: PostgresServer | None, home: Path, stack: ExitStack, catalog: Catalog
) -> Product:
    """Gantry as its operator serves it, without the worker beside, over a fresh database."""
    name = "postgresql" if cluster else "sqlite"
    data = home / name
    data.mkdir()
    environment = {
        "GANTRY_DATA": str(data),
        "GANTRY_CONTENT": str(asked.content),
        "GANTRY_SECRET_KEY": token_hex(32),
        "DATABASE_URL": cluster.make_database("gantry") if cluster else f"sqlite:///{data / 'gantry.db'}",
        "GANTRY_SITE_URL": "http://127.0.0.1",
    }
    settings = read_settings(environment)
    migrating.upgrade(settings.database_url)
    school = School(settings, catalog, asked.exam)
    stack.callback(school.engine.dispose)
    words = ("-m", "webapp.cli", "serve", "--no-worker", "--workers", "2")
    server = stack.enter_context(Server(words, environment, home / f"{name}.log"))
    roots = (server.pid, *([cluster.pid] if cluster else []))
    most = max(asked.clients)
    sitters = max(most, int(asked.seconds * SITTERS_A_SECOND))
    return Product(school, name, server, roots, clients=most, sitters=sitters)


def _measure(
    asked: argparse.Namespace, crew: Crew, contestants: Sequence[Contestant]
) -> dict[Key, list[Figures]]:
    """Every contestant in turn, round by round."""
    rounds: dict[Key, list[Figures]] = {}
    for number in range(1, asked.rounds + 1):
        for clients in asked.clients:
            for one in contestants:
                if not one.whole:
                    _ask(crew, one, clients, asked.seconds / 10)  # to be warm
                found = figures(_ask(crew, one, clients, WHOLE_SECONDS if one.whole else asked.seconds))
                rounds.setdefault(Key(one.name, one.database, clients), []).append(found)
                print(
                    f"round {number}, {clients:>2} clients: {one.name:<10} {one.database:<10} "
                    f"{found.cpu_ms:7.3f} ms CPU {found.per_second:9,.0f}/s p99 {found.p99_ms:7.2f} ms"
                    f"{f'  {found.errors} ERRORS' if found.errors else ''}",
                    file=sys.stderr,
                    flush=True,
                )
    return rounds


def _ask(crew: Crew, one: Contestant, clients: int, seconds: float) -> Measured:
    """One contestant, once; nothing is under way before or after, so the processor's time is all its own."""
    before = cpu_seconds(*one.roots)
    outcomes, took = crew.run(one.port, one.errands(clients), seconds)
    sleep(REST_SECONDS)
    used = cpu_seconds(*one.roots) - before
    one.settle([errand for outcome in outcomes for errand in outcome.errands])
    return Measured(
        latencies=tuple(each for outcome in outcomes for each in outcome.latencies),
        errors=sum(outcome.errors for outcome in outcomes),
        seconds=took,
        cpu_seconds=used,
        body_bytes=sum(outcome.body_bytes for outcome in outcomes),
        wire_bytes=sum(outcome.wire_bytes for outcome in outcomes),
    )


if __name__ == "__main__":
    sys.exit(main())
