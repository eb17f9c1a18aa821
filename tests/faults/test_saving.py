"""Faults on the way of an answer: what was acknowledged is there, what was not can be sent again, and nothing twice."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from flask import Flask
from itsdangerous import TimestampSigner
from sqlalchemy import delete

from tests.faults import rig
from tests.faults.candidate import Candidate, fields_of
from tests.faults.invariants import Witness, hold
from tests.support import exam_room
from tests.support.clock import HandClock
from tests.support.exam_room import is_refused, save, saves, start, submit
from webapp.app import create_app
from webapp.domain.access import Actor
from webapp.domain.accounts import Account
from webapp.domain.answers import Way
from webapp.domain.errors import Stale, TimeIsUp
from webapp.domain.exams.attempt import State
from webapp.domain.exams.sheet import AnswerEvent
from webapp.services.work import Workshop
from webapp.settings import ROOT, Settings
from webapp.store.tables.accounts import AccountRow
from webapp.store.tables.exams import AnswerEventRow

OLD = "the key of last year, nobody knows it"
NEW = "the key of this year, nobody knows it"
SCRIPTS = ROOT / "webapp" / "static" / "js"


def an_event(
    number: int, workshop: Workshop, actor: Actor, attempt_id: UUID, position: int = 1
) -> AnswerEvent:
    """A first answer to a question: its right one."""
    item = exam_room.look(workshop, actor, attempt_id).item(position)
    return AnswerEvent(UUID(int=number), position, 0, item.key.partition(";")[0])


# F02


def test_a_save_whose_reply_was_lost_is_kept_once_however_often_it_is_sent(candidate: Candidate) -> None:
    op = candidate.operation()
    replies = [candidate.saves(1, op=op) for _ in range(5)]
    said = [reply.get_json() for reply in replies]
    assert [reply.status_code for reply in replies] == [200] * 5
    assert {(each["saved"], each["sequence"], each["at"]) for each in said} == {(op, 1, said[0]["at"])}
    assert len(candidate.events) == 1


# F03


def test_a_save_of_an_ended_session_is_told_so_and_taken_once_somebody_is_back(
    candidate: Candidate, workshop: Workshop
) -> None:
    with workshop.writing() as work:
        work.session.get_one(AccountRow, candidate.account.id).session_version += 1
    candidate.actor = replace(candidate.actor, session_version=2)
    op = candidate.operation()
    refused = candidate.saves(1, op=op)
    assert (refused.status_code, refused.get_json()["error"]) == (401, "SignedOut")
    assert "Location" not in refused.headers
    back = candidate.sits_down_at(candidate.app, replace(candidate.account, session_version=2))
    assert back.saves(1, op=op).get_json()["saved"] == op
    assert [str(event.id) for event in back.events] == [op]


# F04


@pytest.mark.parametrize("minutes", [61, 229, 24 * 60])
def test_the_token_of_the_first_page_is_good_for_the_longest_exam(
    candidate: Candidate, monkeypatch: pytest.MonkeyPatch, minutes: int
) -> None:
    """The signature's own clock is moved: a token of one hour would be refused from minute 61 on."""
    then = TimestampSigner.get_timestamp
    monkeypatch.setattr(TimestampSigner, "get_timestamp", lambda signer: then(signer) + minutes * 60)
    assert candidate.saves(1).status_code == 200


# F05


@pytest.mark.parametrize("named", [True, False])
def test_a_changed_secret_key_ends_no_session_while_the_old_one_is_named(
    settings: Settings, workshop: Workshop, ada: Account, *, named: bool
) -> None:
    before = create_app(replace(settings, secret_key=OLD), workshop)
    candidate = Candidate(before, workshop, ada)
    candidate.starts()
    previous = (OLD,) if named else ()
    after = create_app(replace(settings, secret_key=NEW, previous_secrets=previous), workshop)
    moves_to(candidate, after)
    reply = candidate.saves(1)
    assert reply.status_code == (200 if named else 400)
    by_form = candidate.visitor.client.post(
        candidate.url("questions/2"),
        data={"csrf_token": candidate.visitor.token, "op": candidate.operation(), "seen": "0", "go": "next"},
    )
    assert by_form.status_code == (303 if named else 400)
    assert len(candidate.events) == (2 if named else 0)


def moves_to(candidate: Candidate, app: Flask) -> None:
    """Let the same browser, its page still open, be answered by another process."""
    cookie = candidate.visitor.client.get_cookie("session")
    assert cookie is not None
    candidate.visitor.client = app.test_client()
    candidate.visitor.client.set_cookie("session", cookie.value)


# F08, F09


def test_a_tab_that_has_seen_less_overwrites_nothing_also_with_blanks(candidate: Candidate) -> None:
    item = candidate.attempt.item(1)
    newer = candidate.saves(1).get_json()
    for answer in ("", rig.an_answer(item, 3)):
        late = candidate.saves(1, answer)
        assert (late.status_code, late.get_json()["error"]) == (409, "Stale")
        assert late.get_json()["newer"]["answer"] == item.key.partition(";")[0]
        assert late.get_json()["sequence"] == newer["sequence"]
    assert candidate.attempt.entry(1).sequence == 1


def test_what_was_handed_in_on_one_device_stays_as_it_is_whatever_another_sends(
    candidate: Candidate, app: Flask
) -> None:
    other = candidate.sits_down_at(app)
    candidate.saves(1)
    candidate.hands_in()
    before = candidate.attempt
    refused = other.saves(2)
    assert (refused.status_code, refused.get_json()["error"]) == (409, "AttemptClosed")
    assert candidate.attempt == before
    assert len(candidate.events) == 1


# F12, F13


def test_another_machine_shows_the_same_order_and_the_same_time(candidate: Candidate, app: Flask) -> None:
    other = candidate.sits_down_at(app)
    for position in (1, 2):
        first, second = (each.opens(position).main.text for each in (candidate, other))
        assert first == second
    assert candidate.asks() == other.asks()


def test_a_draft_belongs_to_a_version_of_a_question_and_not_to_a_number(
    candidate: Candidate, workshop: Workshop
) -> None:
    """What the browser keeps is named by attempt and version; questions that come later move nothing."""
    item = candidate.attempt.item(2)
    key = candidate.opens(2).find("form#answer").get("data-journal")
    assert key == f"{candidate.attempt_id}:{item.version}"
    added = tuple(replace(each, id=f"new-{n}", version=f"new-{n}") for n, each in enumerate(rig.bank()))
    workshop.catalog = replace(workshop.catalog, banks={rig.EXAM: (*added, *rig.bank())})
    assert candidate.opens(2).find("form#answer").get("data-journal") == key
    assert candidate.attempt.item(2) == item


# F15


def test_no_script_relies_on_the_moment_a_page_goes() -> None:
    """Phones never tell a page that it is going, and a beacon has a limit of 64 KiB: the journal comes first."""
    for path in SCRIPTS.rglob("*.js"):
        assert not re.search(
            r"sendBeacon|beforeunload|[\"']unload|pagehide", path.read_text(encoding="utf-8")
        ), path


# F16, F17


def test_handing_in_scores_what_is_stored_and_nothing_that_is_posted_with_it(candidate: Candidate) -> None:
    candidate.saves(1)
    wrong = candidate.attempt.item(2)
    fields = [
        ("csrf_token", candidate.visitor.token),
        *fields_of(wrong, rig.an_answer(wrong, 3)),
        ("right", "9"),
    ]
    reply = candidate.visitor.client.post(candidate.url("submit"), data=dict(fields))
    assert reply.status_code == 303
    outcome = candidate.attempt.outcome
    assert outcome is not None
    assert (outcome.answered, outcome.total.asked) == (1, 8)
    assert len(candidate.events) == 1


# F18


def test_what_was_not_answered_stays_in_the_denominator(workshop: Workshop, actor: Actor) -> None:
    attempt_id = start(workshop, actor, rig.EXAM)
    saves(workshop, actor, attempt_id, an_event(1, workshop, actor, attempt_id))
    submit(workshop, actor, attempt_id)
    outcome = exam_room.look(workshop, actor, attempt_id).outcome
    assert outcome is not None
    assert outcome.total.asked == 8


# F19, F20


def strange(way: Way) -> Iterator[list[tuple[str, str]]]:
    """What no page would send: too long, of another type, two keys where one is asked for, an unknown option."""
    yield [("number", "9" * 1_000_000)]
    yield [("choice", "x")]
    yield [("choice", "h")]
    yield [("spent", "soon")]
    if way is Way.CHOOSE:
        yield [("choice", letter) for letter in "abcd"]
    if way is Way.ENTER:
        yield [("number", "a dozen")]
    if way is Way.ORDER:
        yield [(f"place-{n}", "a") for n in range(1, 5)]


def test_what_cannot_be_an_answer_is_refused_at_once_with_a_reason_and_the_last_one_stays(
    candidate: Candidate, clock: HandClock
) -> None:
    ways = {item.kind.way: position for position, item in candidate.attempt.form.numbered() if position < 4}
    for position in ways.values():
        assert candidate.saves(position).status_code == 200
    before = candidate.attempt.sheet
    clock.now = candidate.attempt.deadline
    clock.forward(seconds=-5)
    for way, position in ways.items():
        for fields in strange(way):
            reply = candidate.sends(position, [*fields, ("op", candidate.operation()), ("seen", "1")])
            assert reply.status_code in {413, 422}, (way, fields[0][0], reply.status_code)
            assert reply.get_json()["message"]
    assert candidate.attempt.sheet == before


# F33


@pytest.mark.parametrize(("late", "taken"), [(-0.2, True), (3, True), (4.999, True), (5, False), (60, False)])
def test_an_answer_that_was_on_its_way_counts_and_a_later_one_is_evidence(
    workshop: Workshop, actor: Actor, clock: HandClock, *, late: float, taken: bool
) -> None:
    attempt_id = start(workshop, actor, rig.EXAM)
    seen = Witness(actor, attempt_id, clock.now)
    clock.now = exam_room.look(workshop, actor, attempt_id).deadline
    seen.latest = clock.forward(seconds=late)
    event = an_event(1, workshop, actor, attempt_id)
    if taken:
        seen.hears(event, saves(workshop, actor, attempt_id, event), clock.now)
    else:
        assert isinstance(is_refused(workshop, actor, attempt_id, event).reason, TimeIsUp)
        seen.late[event.id] = "TimeIsUp"
    seen.latest = clock.forward(minutes=1)
    submit(workshop, actor, attempt_id)
    truth = hold(workshop, seen)
    assert truth.attempt.outcome is not None
    assert truth.attempt.outcome.answered == int(taken)
    assert truth.attempt.state is State.TIMED_OUT


# F55


def test_a_restored_database_is_filled_again_by_the_pages_that_are_open(
    workshop: Workshop, actor: Actor, clock: HandClock, tmp_path: Path
) -> None:
    """The backup knows the first of three saves and nothing of question 2, whose reply was on its way.

    The page of question 1 says what stands now, and goes on from there; what has not been heard of is sent again.
    """
    attempt_id = start(workshop, actor, rig.EXAM)
    first, second = (an_event(n, workshop, actor, attempt_id, position=n) for n in (1, 2))
    saves(workshop, actor, attempt_id, first)
    restore = back_up(workshop, tmp_path, clock)
    clock.forward(minutes=5)
    saves(workshop, actor, attempt_id, replace(first, id=UUID(int=11), seen=1, answer=""))
    saves(workshop, actor, attempt_id, replace(first, id=UUID(int=12), seen=2))
    save(workshop, actor, attempt_id, second)  # the reply is lost
    restore()
    refused = is_refused(workshop, actor, attempt_id, replace(first, id=UUID(int=13), seen=3, flagged=True))
    assert isinstance(refused.reason, Stale)
    assert (refused.entry.sequence, refused.entry.answer) == (1, first.answer)
    seen = Witness(actor, attempt_id, clock.now)
    again = replace(first, id=UUID(int=14), seen=refused.entry.sequence, flagged=True)
    for event in (again, second):
        seen.hears(event, saves(workshop, actor, attempt_id, event), clock.now)
    assert hold(workshop, seen).attempt.answered == 2


def back_up(workshop: Workshop, folder: Path, clock: HandClock) -> Callable[[], None]:
    """Take a backup; what is returned puts it back. On PostgreSQL, what came later is taken away instead."""
    engine, then = workshop.sessions.engine, clock.now
    copy = folder / "backup.db"
    if engine.dialect.name == "sqlite":
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql(f"VACUUM INTO '{copy}'")

    def restore() -> None:
        if engine.dialect.name == "postgresql":
            with workshop.writing() as work:
                work.session.execute(delete(AnswerEventRow).where(AnswerEventRow.at > then))
            return
        database = Path(engine.url.database or "")
        engine.dispose()
        for tail in ("", "-wal", "-shm"):
            Path(f"{database}{tail}").unlink(missing_ok=True)
        shutil.copyfile(copy, database)

    return restore
