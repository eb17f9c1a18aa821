"""Many at once, processes that die, databases that refuse, stall and fill up: nothing acknowledged is ever lost."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta
from functools import partial
from itertools import count
from pathlib import Path
from random import Random
from uuid import UUID

import pytest

from tests.faults import rig
from tests.faults.candidate import Candidate
from tests.faults.devices import sends
from tests.faults.invariants import Witness, hold
from tests.support import make, mishaps
from tests.support.clock import HandClock
from tests.support.databases import PostgresDatabases
from tests.support.exam_room import look, saves, start, together
from tests.support.mishaps import WatchedClock
from tests.support.visitor import Visitor
from webapp.app import create_app
from webapp.catalog.shelf import Catalog
from webapp.domain.access import Actor
from webapp.domain.errors import Unavailable
from webapp.domain.exams.attempt import Attempt, State
from webapp.domain.exams.sheet import AnswerEvent
from webapp.pages.guard import TRIES
from webapp.services import endings
from webapp.services.work import Workshop
from webapp.settings import Settings
from webapp.store import exposures
from webapp.store.session import Sessions, make_engine

CODES = ("40001", "40P01")
CROWD = 10


def right(attempt: Attempt, position: int, number: int, seen: int = 0) -> AnswerEvent:
    """The right answer to a question."""
    return AnswerEvent(UUID(int=number), position, seen, attempt.item(position).key.partition(";")[0])


# F42, F43, F44


def test_the_button_that_hands_in_may_be_pressed_twice_at_once(
    settings: Settings, workshop: Workshop, actor: Actor
) -> None:
    app = create_app(settings, workshop)
    candidate = Candidate(app, workshop, make.account(workshop, name="Bea"))
    candidate.starts()
    candidate.saves(1)
    tabs = [candidate, *(candidate.sits_down_at(app) for _ in range(3))]
    replies = together(*(tab.hands_in for tab in tabs))
    assert [getattr(reply, "status_code", reply) for reply in replies] == [303] * 4
    pages = [tab.visitor.opens(candidate.url("result")).main.text for tab in tabs]
    assert len(set(pages)) == 1
    assert candidate.attempt.version == 2


def test_starts_at_once_from_twenty_devices_never_give_two_open_attempts(
    workshop: Workshop, actor: Actor
) -> None:
    started = together(*(partial(start, workshop, actor, rig.EXAM) for _ in range(20)))
    assert len(set(started)) == 1
    assert isinstance(started[0], UUID)


# F45


@pytest.mark.parametrize("by_script", [True, False])
def test_a_process_that_dies_anywhere_in_a_save_leaves_all_of_it_or_nothing(
    workshop: Workshop, actor: Actor, database: str, shelf: Catalog, clock: HandClock, *, by_script: bool
) -> None:
    attempt_id = start(workshop, actor, rig.EXAM)
    attempt = look(workshop, actor, attempt_id)
    workshop.sessions.engine.dispose()
    for point in count(1):
        event = right(attempt, 1, number=point, seen=look(workshop, actor, attempt_id).entry(1).sequence)

        def act(there: Workshop, event: AnswerEvent = event) -> None:
            sends(attempt_id, event, by_script=by_script)(there, actor)

        died = mishaps.dies(database, shelf, clock, act, point)
        seen = Witness(actor, attempt_id, clock.now)
        seen.hears(event, saves(workshop, actor, attempt_id, event), clock.now)
        hold(workshop, seen)
        if not died:
            break
    assert point > (2 if by_script else 3)


def test_a_process_that_dies_anywhere_in_a_closing_leaves_all_of_it_or_nothing_and_the_next_one_completes_it(
    workshop: Workshop, actor: Actor, database: str, shelf: Catalog, clock: HandClock
) -> None:
    outcomes = set()
    for point in count(1):
        clock.forward(days=1)
        attempt_id = start(workshop, actor, rig.EXAM)
        saves(workshop, actor, attempt_id, right(look(workshop, actor, attempt_id), 1, number=point))
        clock.forward(hours=1)

        def act(there: Workshop) -> None:
            endings.close_expired(there)

        died = mishaps.dies(database, shelf, clock, act, point)
        left = look(workshop, actor, attempt_id)
        outcomes.add(left.state)
        assert has_noted(workshop, left) == left.finished
        seen = Witness(actor, attempt_id, clock.now)
        hold(workshop, seen)
        endings.close_expired(workshop)
        truth = hold(workshop, seen)
        assert (truth.attempt.state, truth.attempt.finished_at) == (State.TIMED_OUT, left.deadline)
        assert has_noted(workshop, left)
        if not died:
            break
    assert outcomes == {State.OPEN, State.TIMED_OUT}


def has_noted(workshop: Workshop, attempt: Attempt) -> bool:
    """Whether what an attempt of today has shown its learner is on record, which is another table's matter."""
    with workshop.reading() as work:
        shown = exposures.find(work.session, attempt.learner, attempt.exam)
    today = attempt.started_at.date().isoformat()
    return all(item.question in shown and shown[item.question].day == today for item in attempt.form.items)


# F47


@pytest.mark.sqlite_alone
def test_twenty_writers_on_one_file_see_no_lock(workshop: Workshop) -> None:
    people = [make.actor(make.account(workshop, name=f"Learner {n}")) for n in range(20)]
    sat = [(each, start(workshop, each, rig.EXAM)) for each in people]

    def writes(place: int) -> int:
        actor, attempt_id = sat[place]
        attempt = look(workshop, actor, attempt_id)
        for number in range(10):
            saves(
                workshop, actor, attempt_id, right(attempt, 1, number=1000 * place + number + 1, seen=number)
            )
        return 10

    assert together(*(partial(writes, place) for place in range(20))) == [10] * 20
    for actor, attempt_id in sat:
        assert look(workshop, actor, attempt_id).entry(1).sequence == 10


# F48


@pytest.mark.sqlite_alone
@pytest.mark.parametrize("torn", [0, 1, 4000])
def test_what_was_acknowledged_is_on_the_disk_when_the_power_goes(
    workshop: Workshop, actor: Actor, tmp_path: Path, shelf: Catalog, torn: int
) -> None:
    """The files as they stand, nothing closed, and the end of the log torn as by a write that was cut short."""
    attempt_id = start(workshop, actor, rig.EXAM)
    seen = Witness(actor, attempt_id, workshop.now())
    attempt = look(workshop, actor, attempt_id)
    for position in (1, 2):
        event = right(attempt, position, number=position)
        seen.hears(event, saves(workshop, actor, attempt_id, event), workshop.now())
    file, cut = workshop.sessions.engine.url.database, tmp_path / "cut.db"
    for tail in ("", "-wal"):
        shutil.copyfile(f"{file}{tail}", f"{cut}{tail}")
    with Path(f"{cut}-wal").open("ab") as log:
        log.write(b"\x37" * torn)
    after = Workshop(
        Sessions(make_engine(f"sqlite:///{cut}")), shelf, clock=workshop.now, dice=workshop._dice
    )
    hold(after, seen)
    after.sessions.engine.dispose()


# F49


@pytest.fixture
def refused(
    postgres_databases: PostgresDatabases, shelf: Catalog, clock: HandClock, dice: Random
) -> Iterator[Workshop]:
    """A workshop on PostgreSQL; SQLite has one writer at a time, and nobody to be serialised with."""
    engine = make_engine(postgres_databases.fresh())
    yield Workshop(Sessions(engine), shelf, clock=clock, dice=dice, hasher=make.HASHER)
    engine.dispose()


@pytest.mark.postgresql
@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("at_commit", [False, True])
def test_a_transaction_the_database_refuses_is_made_again_and_comes_to_the_same(
    settings: Settings, refused: Workshop, code: str, *, at_commit: bool
) -> None:
    candidate = Candidate(create_app(settings, refused), refused, make.account(refused, name="Bea"))
    for number in count(1):
        candidate.starts()
        with mishaps.refusing(
            refused.sessions.engine, code, first=number, last=number, at_commit=at_commit
        ) as times:
            assert candidate.saves(1).status_code == 200
            assert candidate.saves(2).status_code == 200
            assert candidate.hands_in().status_code == 303
            met = times()
        truth = hold(refused, handed_in(candidate))
        assert (truth.attempt.version, len(truth.events)) == (2, 2)
        if not met:
            break
    assert number > 4  # two saves, the attempt, and what it has shown have each been refused


def handed_in(candidate: Candidate) -> Witness:
    """Whoever has just handed in."""
    return Witness(candidate.actor, candidate.attempt_id, candidate.workshop.now(), handed_in=True)


@pytest.mark.postgresql
@pytest.mark.parametrize("code", [*CODES, "23505", "53100"])
def test_a_database_that_goes_on_refusing_is_said_to_be_busy_and_nothing_is_half_done(
    settings: Settings, refused: Workshop, code: str
) -> None:
    """23505 is a fault of ours: no guard of an exam lets a unique key come so far. Nothing is half done either."""
    candidate = Candidate(create_app(settings, refused), refused, make.account(refused, name="Bea"))
    candidate.starts()
    op = candidate.operation()
    with mishaps.refusing(refused.sessions.engine, code, first=1, last=10 * TRIES):
        reply = candidate.saves(1, op=op)
        assert reply.status_code == (500 if code == "23505" else 503)
        assert ("Retry-After" in reply.headers) == (code != "23505")
        assert "saved" not in reply.get_json()
        assert candidate.hands_in().status_code in {500, 503}
    assert candidate.events == []
    assert candidate.attempt.state is State.OPEN
    assert candidate.saves(1, op=op).get_json()["saved"] == op


@pytest.mark.sqlite_alone
def test_a_file_that_stays_locked_is_said_to_be_busy_and_nothing_is_half_done(
    candidate: Candidate, database: str
) -> None:
    op = candidate.operation()
    with mishaps.impatient(candidate.workshop.sessions.engine), mishaps.stalled(database):
        reply = candidate.saves(1, op=op)
        assert (reply.status_code, reply.get_json()["error"]) == (503, "Unavailable")
        assert "Retry-After" in reply.headers
        assert candidate.hands_in().status_code == 503
    assert candidate.events == []
    assert candidate.attempt.state is State.OPEN
    assert candidate.saves(1, op=op).get_json()["saved"] == op


# F51


def test_a_crowd_that_comes_in_time_to_a_database_that_stalls_is_let_in_when_it_goes_on(
    settings: Settings, workshop: Workshop, database: str, clock: HandClock
) -> None:
    """All arrive a second before the end; the database goes on ten seconds after it. The arrival counts."""
    watched = WatchedClock(clock)
    here = Workshop(workshop.sessions, workshop.catalog, clock=watched, dice=workshop._dice)
    app = create_app(settings, here)
    crowd = [Candidate(app, here, make.account(here, name=f"Learner {n}")) for n in range(CROWD)]
    for each in crowd:
        each.starts()
    acts = [partial(each.sends, 1, each.fields(1)) for each in crowd]
    watched.now = crowd[0].attempt.deadline - timedelta(seconds=1)
    watched.forgets()
    with ThreadPoolExecutor(CROWD) as pool:
        with mishaps.stalled(database):
            waiting = [pool.submit(act) for act in acts]
            watched.waits_for(CROWD)
            watched.forward(seconds=11)
        replies = [each.result() for each in waiting]
    assert [reply.status_code for reply in replies] == [200] * CROWD
    for each in crowd:
        assert list(each.attempt.sheet) == [1]


def test_a_save_that_has_to_be_tried_again_still_came_when_it_came(
    settings: Settings, workshop: Workshop, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The save's own door waits fifteen seconds for the database and gives up; the route gets through."""
    candidate = Candidate(create_app(settings, workshop), workshop, make.account(workshop, name="Bea"))
    candidate.starts()
    clock.now = candidate.attempt.deadline - timedelta(seconds=1)

    def gives_up() -> None:
        clock.forward(seconds=15)
        raise Unavailable

    monkeypatch.setattr(workshop.sessions, "single", gives_up)
    assert candidate.saves(1).status_code == 200


# F52


def test_a_blocked_sign_in_never_blocks_a_save_from_the_same_address(candidate: Candidate) -> None:
    visitor = Visitor(candidate.app.test_client())
    visitor.opens("/account/sign-in")
    for _ in range(40):
        fields = {"csrf_token": visitor.token, "email": candidate.account.email, "password": "wrong"}
        status = visitor.client.post("/account/sign-in", data=fields).status_code
    assert status == 429
    for number in range(1, 30):
        assert candidate.saves(1, seen=number - 1).status_code == 200


# F53


@pytest.mark.sqlite_alone
def test_a_full_disk_acknowledges_nothing_and_takes_everything_once_there_is_room(
    candidate: Candidate,
) -> None:
    journal: list[tuple[str, int]] = []
    with mishaps.full(candidate.workshop.sessions.engine), suppress(StopIteration):
        for seen in count():
            op = candidate.operation()
            reply = candidate.saves(1, seen=seen, op=op)
            if reply.status_code != 200:
                journal.append((op, seen))
                raise StopIteration
    assert (reply.status_code, reply.get_json()["error"]) == (503, "Unavailable")
    assert int(reply.headers["Retry-After"]) > 0
    [(op, seen)] = journal
    assert candidate.attempt.entry(1).sequence == seen
    assert candidate.saves(1, seen=seen, op=op).get_json()["saved"] == op
    hold(candidate.workshop, Witness(candidate.actor, candidate.attempt_id, candidate.workshop.now()))


# F54


def test_an_exam_goes_on_in_a_fresh_process_that_remembers_nothing(
    candidate: Candidate, settings: Settings, database: str, shelf: Catalog, clock: HandClock
) -> None:
    candidate.saves(1)
    fresh = Workshop(Sessions(make_engine(database)), shelf, clock=clock, dice=candidate.workshop._dice)
    cookie = candidate.visitor.client.get_cookie("session")
    assert cookie is not None
    candidate.visitor.client = create_app(settings, fresh).test_client()
    candidate.visitor.client.set_cookie("session", cookie.value)
    assert candidate.saves(2).status_code == 200
    assert candidate.opens(3).h1.startswith("Question 3")
    fresh.sessions.engine.dispose()
