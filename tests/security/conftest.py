"""The filled copy that every test here attacks; a test that does not say otherwise attacks it on both databases."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from random import Random

import pytest

from tests.security.planting import planted
from tests.security.site import Site, fill
from tests.support import make
from tests.support.clock import HandClock
from tests.support.databases import SqliteDatabases
from tests.support.whole_exams import whole_shelf
from webapp.catalog.shelf import Catalog
from webapp.services.work import Workshop
from webapp.settings import Settings
from webapp.store.session import Sessions, make_engine

Build = Callable[[Catalog], AbstractContextManager[Site]]


@pytest.fixture
def site(settings: Settings, workshop: Workshop, clock: HandClock) -> Site:
    """A filled copy."""
    from webapp.app import create_app  # noqa: PLC0415 - as in the fixture it stands beside

    return fill(create_app(settings, workshop), workshop, clock)


@pytest.fixture
def build(sqlite_databases: SqliteDatabases, settings: Settings, tmp_path: Path) -> Build:
    """Opens a filled copy over a shelf; two copies of one shelf are alike to the last id."""
    from webapp.app import create_app  # noqa: PLC0415 - as above

    @contextmanager
    def build(shelf: Catalog) -> Iterator[Site]:
        folder = tmp_path / str(len(list(tmp_path.iterdir())))
        folder.mkdir()
        engine = make_engine(sqlite_databases.fresh(folder))
        clock = HandClock()
        workshop = Workshop(Sessions(engine), shelf, clock=clock, dice=Random(7), hasher=make.HASHER)
        yield fill(create_app(settings, workshop), workshop, clock)
        engine.dispose()

    return build


@pytest.fixture
def kinds_site(build: Build) -> Iterator[Site]:
    """A copy with an exam of every kind in three locked sections, whose answers can be found wherever they appear."""
    with build(planted(whole_shelf())) as site:
        yield site
