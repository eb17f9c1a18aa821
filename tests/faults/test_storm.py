"""A real server under load: restarted in the middle, and stormed at the end of an exam day."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from random import Random
from uuid import UUID

import pytest

from scripts import storm
from scripts.benching.school import School
from scripts.storm import Candidate
from tests.support import exam_room
from tests.support.killable import SECRET, Copy
from webapp.app import clock as machines_clock
from webapp.settings import Settings
from webapp.store import answers

CROWD = 32


@pytest.fixture
def served(tmp_path: Path, database: str) -> Iterator[Copy]:
    """A copy of its own, which may be killed."""
    copy = Copy(tmp_path, database)
    copy.clock.set(machines_clock())
    copy.start()
    yield copy
    copy.close()


@pytest.fixture
def school(served: Copy, settings: Settings, database: str) -> Iterator[School]:
    """The people of that copy."""
    made = School(replace(settings, secret_key=SECRET, database_url=database), exam_room.shelf(), "midi")
    yield made
    made.engine.dispose()


# F51, F52


def test_a_crowd_that_hands_in_at_once_while_the_database_stalls_loses_nothing(
    served: Copy, school: School
) -> None:
    learners = storm.seat(school, [f"learner-{number}" for number in range(CROWD)], served.port)
    losses = storm.storm(school, served.port, learners, within=0.5, stall=2)
    assert losses.nothing, losses
    assert losses.met["200"] >= CROWD
    assert set(losses.met) <= {"200", "303", "503"}, losses


# F46


def test_servers_that_are_restarted_under_load_lose_no_acknowledged_answer(
    served: Copy, school: School
) -> None:
    """Stopped as an operator stops them, then killed; the pages only try again."""
    learners = storm.seat(school, [f"learner-{number}" for number in range(8)], served.port)
    acknowledged: dict[str, list[str]] = {each.attempt: [] for each in learners}

    def sits(place: int) -> None:
        candidate = Candidate(learners[place], served.port, Random(place))
        for seen in range(6):
            acknowledged[candidate.learner.attempt].append(candidate.saves(seen))

    with ThreadPoolExecutor(len(learners)) as pool:
        waiting = [pool.submit(sits, place) for place in range(len(learners))]
        for end in (served.stop, served.kill):
            end()
            served.start()
        for each in waiting:
            each.result()
    for attempt, operations in acknowledged.items():
        with school.workshop.reading() as work:
            stored = [str(event.id) for event, _ in answers.list_events(work.session, UUID(attempt))]
        assert stored == operations
        assert len(stored) == 6
