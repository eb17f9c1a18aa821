"""A real server and a real browser for the journeys."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from tests.journeys.site import Site
from tests.support.clock import HandClock
from tests.support.databases import SqliteDatabases
from tests.support.hand_served import Served
from tests.support.whole_exams import whole_shelf
from webapp.catalog.shelf import Catalog
from webapp.services.work import Workshop
from webapp.settings import ROOT


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every journey needs a browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture
def site(database: str, tmp_path: Path) -> Iterator[Site]:
    """A copy of Gantry, served."""
    copy = Site(tmp_path, database)
    copy.start()
    yield copy
    copy.close()


@pytest.fixture(scope="session")
def school(tmp_path_factory: pytest.TempPathFactory, sqlite_databases: SqliteDatabases) -> Iterator[Site]:
    """One copy for all journeys that neither kill it nor look at what others do: each brings people of its own."""
    data = tmp_path_factory.mktemp("school")
    copy = Site(data, sqlite_databases.fresh(data))
    copy.start()
    yield copy
    copy.close()


@pytest.fixture(scope="session")
def shelf() -> Catalog:
    """The tiny school, and exams that can be sat from beginning to end."""
    return whole_shelf()


@pytest.fixture
def served(app: Flask, workshop: Workshop, clock: HandClock) -> Iterator[Served]:
    """A copy over that shelf in this process, whose clock the test moves."""
    copy = Served(app, workshop, clock)
    copy.start()
    yield copy
    copy.close()


@pytest.fixture
def pictures(request: pytest.FixtureRequest) -> Path:
    """Where this journey's pictures are kept."""
    name: str = request.node.name.removeprefix("test_").replace("[", "-").replace("]", "")
    return ROOT / "artefacts" / "journeys" / name
