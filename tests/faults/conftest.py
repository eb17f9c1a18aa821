"""Somebody who sits an exam on the bench where faults are made: over the services, and over the web."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser

from tests.faults import rig
from tests.faults.candidate import Candidate
from tests.faults.room import Room, sitting
from tests.support import make
from tests.support.databases import SqliteDatabases
from tests.support.killable import Copy
from webapp.catalog.shelf import Catalog
from webapp.domain.access import Actor, Role
from webapp.domain.accounts import Account
from webapp.services.work import Workshop


@pytest.fixture
def shelf() -> Catalog:
    """The rig, and the exams of the exam room."""
    return rig.shelf()


@pytest.fixture
def ada(workshop: Workshop) -> Account:
    """A learner."""
    return make.account(workshop)


@pytest.fixture
def actor(ada: Account) -> Actor:
    """The same, signed in."""
    return make.actor(ada)


@pytest.fixture
def root(workshop: Workshop) -> Actor:
    """An admin, signed in."""
    return make.actor(make.account(workshop, name="Root", role=Role.ADMIN))


@pytest.fixture
def candidate(app: Flask, workshop: Workshop, ada: Account) -> Candidate:
    """A learner in the exam room of the web application, whose page has just been opened."""
    sitting = Candidate(app, workshop, ada)
    sitting.starts()
    return sitting


@pytest.fixture(scope="session")
def copy(tmp_path_factory: pytest.TempPathFactory, sqlite_databases: SqliteDatabases) -> Iterator[Copy]:
    """A copy of Gantry that is served to the browser; every test brings a learner of its own."""
    data = tmp_path_factory.mktemp("copy")
    served = Copy(data, sqlite_databases.fresh(data))
    served.start()
    yield served
    served.close()


@pytest.fixture
def room(browser: Browser, copy: Copy) -> Iterator[Room]:
    """A learner in the middle of an exam, before a real browser."""
    with sitting(browser, copy) as candidate:
        yield candidate
