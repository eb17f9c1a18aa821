"""Health: the service is well while what it stands on answers."""

from __future__ import annotations

from pathlib import Path
from random import Random

from tests.support.clock import HandClock
from tests.support.make import HASHER
from webapp.catalog.shelf import Catalog
from webapp.services import health
from webapp.services.work import Workshop
from webapp.store.session import Sessions, make_engine


def test_it_is_well_while_the_database_answers(workshop: Workshop) -> None:
    with workshop.reading() as work:
        assert health.is_well(work)


def test_it_is_not_well_when_the_database_is_away(
    tmp_path: Path, shelf: Catalog, clock: HandClock, dice: Random
) -> None:
    engine = make_engine(f"sqlite:///{tmp_path / 'no folder' / 'gantry.db'}")
    workshop = Workshop(Sessions(engine), shelf, clock=clock, dice=dice, hasher=HASHER)
    with workshop.reading() as work:
        assert not health.is_well(work)
    engine.dispose()
