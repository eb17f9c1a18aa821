"""What every room of tests needs: the hand clock, seeded dice, the tiny shelf, and a workshop on either database.

A test that asks for `workshop` runs twice, on SQLite and on PostgreSQL; one that also asks for the web application
runs on SQLite alone. The PostgreSQL server belongs to the whole run: it starts when the first test needs it.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import hypothesis
import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.support import compiled_templates
from tests.support.clock import HandClock
from tests.support.databases import PostgresDatabases, SqliteDatabases, forget_the_disk
from tests.support.make import HASHER
from tests.support.postgres import Server
from tests.support.shelf import load_shelf
from tests.support.visitor import Visitor
from webapp.catalog.shelf import Catalog
from webapp.services.work import Workshop
from webapp.settings import ROOT, Settings
from webapp.store.session import Sessions, make_engine

pytest_plugins = ["tests.support.browsers"]

hypothesis.settings.register_profile("house", deadline=None)  # a busy machine makes no rule wrong
hypothesis.settings.load_profile("house")
compiled_templates.share()

SERVER_HOME = pytest.StashKey[Path]()
POSTGRESQL = pytest.param("postgresql", marks=pytest.mark.postgresql)


def pytest_configure(config: pytest.Config) -> None:
    """Give the run a folder for its PostgreSQL server; workers are told which."""
    given = getattr(config, "workerinput", {}).get("server_home")
    config.stash[SERVER_HOME] = Path(given or tempfile.mkdtemp(prefix="gantry-pg-"))


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Tell an xdist worker the run's folder."""
    node.workerinput["server_home"] = str(node.config.stash[SERVER_HOME])


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop the server when the run ends; workers leave that to the process that started them."""
    if not hasattr(config, "workerinput"):
        Server(config.stash[SERVER_HOME]).stop()
        shutil.rmtree(config.stash[SERVER_HOME])


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run on both databases what needs a database, and on SQLite alone what goes through the web."""
    if "database" in metafunc.fixturenames:
        alone = metafunc.definition.get_closest_marker("sqlite_alone")
        both = "app" not in metafunc.fixturenames and alone is None
        metafunc.parametrize("database", ["sqlite", POSTGRESQL] if both else ["sqlite"], indirect=True)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put what needs a browser first, as it takes longest: what is left for the end is short, and shared out evenly."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is None)


@pytest.fixture
def clock() -> HandClock:
    """The product's clock, moved by hand; it starts on 22 November 2026 at 9:00 UTC."""
    return HandClock()


@pytest.fixture
def dice() -> Random:
    """Dice that fall the same way in every run."""
    return Random(7)


@pytest.fixture(scope="session")
def shelf() -> Catalog:
    """The catalogue of the tiny school in tests/support/shelf."""
    return load_shelf()


@pytest.fixture(scope="session")
def postgres_server(pytestconfig: pytest.Config) -> Server:
    """The run's PostgreSQL server."""
    server = Server(pytestconfig.stash[SERVER_HOME])
    server.start()
    return server


@pytest.fixture(scope="session")
def sqlite_databases(tmp_path_factory: pytest.TempPathFactory) -> SqliteDatabases:
    """Where fresh SQLite databases come from."""
    return SqliteDatabases(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def postgres_databases(postgres_server: Server, pytestconfig: pytest.Config) -> Iterator[PostgresDatabases]:
    """Where emptied PostgreSQL databases come from."""
    worker = getattr(pytestconfig, "workerinput", {}).get("workerid", "alone")
    made = PostgresDatabases(postgres_server, worker)
    yield made
    made.close()


@pytest.fixture
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a fresh migrated database of the kind this run of the test is for."""
    if request.param == "postgresql":
        made: PostgresDatabases = request.getfixturevalue("postgres_databases")
        return made.fresh()
    copies: SqliteDatabases = request.getfixturevalue("sqlite_databases")
    return copies.fresh(tmp_path)


@pytest.fixture
def workshop(database: str, shelf: Catalog, clock: HandClock, dice: Random) -> Iterator[Workshop]:
    """A workshop over an empty database and the tiny shelf."""
    engine = make_engine(database)
    forget_the_disk(engine)
    yield Workshop(Sessions(engine), shelf, clock=clock, dice=dice, hasher=HASHER)
    engine.dispose()


@pytest.fixture(scope="session")
def written_assets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where every copy of this process keeps its assets; the first one writes them, the others only read."""
    return tmp_path_factory.mktemp("assets")


@pytest.fixture
def settings(tmp_path: Path, written_assets: Path) -> Settings:
    """Settings of a copy that lives in a temporary folder."""
    if not (tmp_path / "assets").exists():  # a server that the test has started may have written its own
        (tmp_path / "assets").symlink_to(written_assets, target_is_directory=True)
    return Settings(
        data_dir=tmp_path,
        database_url=f"sqlite:///{tmp_path / 'gantry.db'}",
        secret_key="not so secret: only for tests here",
        content_dir=ROOT / "content",
        site_url="http://localhost",
        mail_from="Gantry <gantry@localhost>",
        mail_server=None,
        secure_cookies=False,
        workers=1,
        show_styleguide=True,
    )


@pytest.fixture
def app(settings: Settings, workshop: Workshop) -> Flask:
    """The web application over the workshop."""
    from webapp.app import create_app  # noqa: PLC0415 - a test of a rule must not load the web

    return create_app(settings, workshop)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A bare HTTP client."""
    return app.test_client()


@pytest.fixture
def visitor(client: FlaskClient) -> Visitor:
    """Somebody at a browser, who looks at every page with a critical eye."""
    return Visitor(client)
