"""Everything that can happen to an attempt, in any order, with crashes: after every step all eight invariants hold.

The machine sits an exam of three locked sections, or practises with free pauses, in two tabs of one device and at a
second one, each device with a session and a process of its own; somebody grants time; the sweeper comes by; keys are
corrected; and wherever something is written the process may be gone between two statements, in its commit, or after it
and before its answer, whereupon the client sends the same again. The rules run over the real services, on both
databases.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from random import Random
from typing import ClassVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.faults import devices
from tests.faults.exam import Exam
from tests.faults.histories import REACHED, practice, rehearsal
from tests.support import make
from tests.support.clock import HandClock
from tests.support.make import HASHER
from webapp.domain.access import Role
from webapp.services.work import Workshop
from webapp.store.session import Sessions, make_engine

ASKED = os.environ.get("GANTRY_TEST_EXAMPLES")
SETTINGS = settings(
    max_examples=int(ASKED or "30"),
    stateful_step_count=40,
    deadline=None,
    derandomize="CI" in os.environ and not ASKED,
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def machine(workshop: Workshop, database: str, clock: HandClock) -> Iterator[type[Exam]]:
    """The machine over two processes of one database."""
    second = Sessions(make_engine(database))

    class Here(Exam):
        admin = make.account(workshop, name="Root", role=Role.ADMIN)
        reached: ClassVar[Counter[str]] = Counter()

    Here.nodes = (workshop, Workshop(second, workshop.catalog, clock=clock, dice=Random(8), hasher=HASHER))
    Here.clock = clock
    with devices.without_a_disk(*Here.nodes):
        yield Here


def test_whatever_happens_in_whatever_order_all_eight_invariants_hold(machine: type[Exam]) -> None:
    run_state_machine_as_test(machine, settings=SETTINGS)


def test_the_machine_comes_to_all_that_it_is_made_for(machine: type[Exam]) -> None:
    for steps in (rehearsal, practice):
        exam = machine()
        for _ in steps(exam):
            exam.everything_holds()
        exam.teardown()
    assert REACHED - {name for name, times in machine.reached.items() if times} == set()
