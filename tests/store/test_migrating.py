"""The migrations: they go up, down and up again, make exactly the tables the code maps, and lose nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import (
    JSON,
    Boolean,
    Connection,
    Engine,
    Integer,
    String,
    TableClause,
    Uuid,
    column,
    inspect,
    select,
    table,
    text,
)
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.domain.exams import values
from tests.support.postgres import Server
from webapp.domain.access import Actor, Role
from webapp.domain.exams.attempt import Attempt, State
from webapp.domain.exams.conditions import Conditions, Mode, practise
from webapp.domain.exams.form import Form, FormItem
from webapp.domain.exams.outline import PassRule
from webapp.domain.exams.scoring import Outcome, Tally
from webapp.domain.exams.sheet import Entry
from webapp.domain.items.counting import AnswerRecord, CountedAnswer
from webapp.domain.lessons import CheckAnswer
from webapp.domain.questions import Kind
from webapp.store import answer_records, answers, exams, lessons, migrating, starts
from webapp.store.base import Base, Utc
from webapp.store.session import make_engine

ADA = Actor(UUID(int=1), Role.LEARNER, 1, "Ada")
RUNNING, FINISHED, EMPTY = (UUID(int=number) for number in (10, 11, 12))
BEFORE = datetime(2026, 10, 1, 9, 0, 0, 123456, tzinfo=UTC)
OLD_FORM = [["q-1", "v1", "T1", "bdca", 1, "c"], ["q-2", "v2", "T2", "edcba", 2, "ad"]]
NEW_FORM = Form(
    (
        FormItem("q-1", "v1", "T1", tuple("bdca"), 1, "c", Kind.SINGLE),
        FormItem("q-2", "v2", "T2", tuple("edcba"), 2, "ad", Kind.MULTIPLE),
    )
)
ACCOUNT = table(
    "account",
    column("id", Uuid),
    *(column(name, String) for name in ("email", "name", "role", "password_hash")),
    column("active", Boolean),
    column("session_version", Integer),
    column("created_at", Utc),
)
CHECK = table(
    "check_answer",
    column("learner_id", Uuid),
    *(column(name, String) for name in ("path", "check_id", "chosen")),
    column("right", Boolean),
    column("answered_at", Utc),
)
ATTEMPT = table(
    "attempt",
    *(column(name, Uuid) for name in ("id", "learner_id")),
    *(column(name, String) for name in ("exam", "edition", "shape", "state")),
    *(column(name, Integer) for name in ("seed", "questions", "pass_count", "right", "answered", "version")),
    *(column(name, JSON(none_as_null=True)) for name in ("form", "by_task")),
    *(column(name, Utc) for name in ("started_at", "deadline", "finished_at")),
    column("passed", Boolean),
)
EVENT = table(
    "answer_event",
    *(column(name, Uuid) for name in ("id", "attempt_id", "learner_id")),
    *(column(name, Integer) for name in ("position", "sequence")),
    column("letters", String),
    column("flagged", Boolean),
    column("at", Utc),
)
OLD_TABLES = (ACCOUNT, CHECK, ATTEMPT, EVENT)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def bare(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database that holds nothing."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'bare.db'}"
    server: Server = request.getfixturevalue("postgres_server")
    return server.make_database("bare_" + tmp_path.name.replace("-", "_").lower()[-40:])


def tables_of(engine: Engine) -> set[str]:
    return set(inspect(engine).get_table_names())


def test_the_migrations_make_the_mapped_tables_and_nothing_else(bare: str) -> None:
    migrating.upgrade(bare)
    engine = make_engine(bare)
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "compare_type": True,
                "compare_server_default": True,
                "include_name": migrating.is_mapped,
            },
        )
        assert compare_metadata(context, Base.metadata) == []
    engine.dispose()


def test_up_down_and_up_again_leaves_what_up_alone_makes(bare: str) -> None:
    migrating.upgrade(bare)
    engine = make_engine(bare)
    once = tables_of(engine)
    migrating.downgrade(bare, "base")
    assert tables_of(engine) == {"alembic_version"}
    migrating.upgrade(bare)
    assert tables_of(engine) == once
    engine.dispose()


def test_a_database_is_current_only_once_it_is_migrated(bare: str) -> None:
    assert not migrating.is_current(bare)
    migrating.upgrade(bare)
    assert migrating.is_current(bare)


def test_migrating_twice_changes_nothing(bare: str) -> None:
    migrating.upgrade(bare)
    migrating.upgrade(bare)
    assert migrating.is_current(bare)


def test_a_database_of_a_newer_make_is_refused(bare: str) -> None:
    migrating.upgrade(bare)
    engine = make_engine(bare)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'later'"))
    engine.dispose()
    with pytest.raises(migrating.Unusable, match="later"):
        migrating.upgrade(bare)


def test_a_database_that_cannot_be_opened_is_named_without_its_password(tmp_path: Path) -> None:
    with pytest.raises(migrating.Unusable, match=r"//ada:\*\*\*@/nowhere"):
        migrating.upgrade(f"postgresql://ada:secret@/nowhere?host={tmp_path}")


def test_a_migration_that_leaves_an_orphan_is_rolled_back_on_sqlite(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'orphan.db'}"
    migrating.upgrade(url)
    with (
        pytest.raises(RuntimeError, match="without their parent"),
        migrating._transaction(url) as connection,
    ):
        connection.execute(
            text(
                "INSERT INTO reset_token (token_hash, account_id, expires_at)"
                " VALUES ('a', 'nobody', '2026-11-22 09:00:00')"
            )
        )
    engine = make_engine(url)
    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM reset_token")).scalar() == 0
    engine.dispose()


@contextmanager
def at_work(url: str) -> Iterator[Connection]:
    """A transaction of the database."""
    engine = make_engine(url)
    try:
        with engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()


def old_attempt(attempt_id: UUID, exam: str, **changes: Any) -> dict[str, Any]:
    """An attempt of two questions in 37 minutes, as the first tables kept it."""
    return {
        "id": attempt_id,
        "learner_id": ADA.person,
        "exam": exam,
        "edition": "2022-01",
        "seed": 7,
        "form": OLD_FORM,
        "shape": "dh",
        "questions": 2,
        "pass_count": 2,
        "started_at": BEFORE,
        "deadline": BEFORE + timedelta(minutes=37),
        "state": "open",
        "finished_at": None,
        "right": None,
        "answered": None,
        "passed": None,
        "by_task": None,
        "version": 1,
    } | changes


def fill(connection: Connection) -> None:
    """What somebody had done before the exam room: a running attempt, two finished ones, and two checks."""
    ada = {"email": "ada@example.org", "name": "Ada", "role": "learner", "password_hash": "x"}
    connection.execute(
        ACCOUNT.insert(),
        [{"id": ADA.person, "active": True, "session_version": 1, "created_at": BEFORE} | ada],
    )
    closed = {"state": "submitted", "finished_at": BEFORE + timedelta(minutes=5), "version": 2}
    result = {"right": 1, "answered": 2, "passed": False, "by_task": {"T1": [1, 1], "T2": [0, 1]}}
    nothing = {"right": 0, "answered": 0, "passed": False, "by_task": {"T1": [0, 1], "T2": [0, 1]}}
    connection.execute(
        ATTEMPT.insert(),
        [
            old_attempt(RUNNING, "csm"),
            old_attempt(FINISHED, "csm", **closed, **result),
            old_attempt(EMPTY, "csm", **closed | {"state": "timed_out"}, **nothing),
        ],
    )
    said = [(RUNNING, 1, 1, "a"), (RUNNING, 1, 2, "c"), (RUNNING, 2, 1, "ad"), (FINISHED, 1, 1, "c")]
    connection.execute(
        EVENT.insert(),
        [
            {
                "id": UUID(int=100 + number),
                "attempt_id": attempt_id,
                "learner_id": ADA.person,
                "position": position,
                "sequence": sequence,
                "letters": letters,
                "flagged": number == 2,
                "at": BEFORE + timedelta(minutes=number),
            }
            for number, (attempt_id, position, sequence, letters) in enumerate(said)
        ],
    )
    connection.execute(
        CHECK.insert(),
        [
            {
                "learner_id": ADA.person,
                "path": "basics/one",
                "check_id": check,
                "chosen": chosen,
                "right": True,
                "answered_at": BEFORE,
            }
            for check, chosen in (("one-1", "b"), ("one-2", "a,c,d"))
        ],
    )


def held(connection: Connection, rows: TableClause) -> list[dict[str, Any]]:
    """Every row of an old table, as plain values in a lasting order."""
    return sorted((dict(row) for row in connection.execute(select(*rows.c)).mappings()), key=str)


def shape_of(url: str) -> dict[str, Any]:
    """Columns, indexes and keys of every table, as the database tells them."""
    with at_work(url) as connection:
        look = inspect(connection)
        return {
            name: (
                {
                    each["name"]: (str(each["type"]), each["nullable"], each["default"])
                    for each in look.get_columns(name)
                },
                {(each["name"], *each["column_names"], each["unique"]) for each in look.get_indexes(name)},
                {(each["name"], str(each["options"])) for each in look.get_foreign_keys(name)},
                {(each["name"], *each["column_names"]) for each in look.get_unique_constraints(name)},
            )
            for name in look.get_table_names()
        }


@pytest.fixture
def grown(bare: str) -> str:
    """A database of the first tables, with what somebody had done, brought up to date."""
    migrating.upgrade(bare, "0001")
    with at_work(bare) as connection:
        fill(connection)
    migrating.upgrade(bare)
    return bare


def test_an_attempt_of_before_comes_up_as_a_rehearsal_of_one_section(grown: str) -> None:
    with at_work(grown) as connection, Session(connection) as session:
        running = exams.get(session, ADA, RUNNING)
        finished = exams.get(session, ADA, FINISHED)
        empty = exams.get(session, ADA, EMPTY)
    expected = Attempt(
        id=RUNNING,
        learner=ADA.person,
        exam="csm",
        edition="2022-01",
        seed=7,
        form=NEW_FORM,
        conditions=Conditions(Mode.REHEARSAL, 37, tools=("flag",)),
        pass_rule=PassRule(Fraction(1)),
        started_at=BEFORE,
        deadline=BEFORE + timedelta(minutes=37),
        sheet={
            1: Entry("c", sequence=2, event=UUID(int=101), saved_at=BEFORE + timedelta(minutes=1)),
            2: Entry(
                "ad", flagged=True, sequence=1, event=UUID(int=102), saved_at=BEFORE + timedelta(minutes=2)
            ),
        },
    )
    assert running == expected
    assert running.form.shape == "dh"
    assert running.window == (1, 2)
    assert finished.outcome == Outcome(
        Tally(1, 2), passed=False, by_task={"T1": Tally(1, 1), "T2": Tally(0, 1)}, answered=2
    )
    assert finished.answers == {1: "c"}
    assert (empty.state, empty.sheet) == (State.TIMED_OUT, {})


def test_an_attempt_that_ran_while_the_tables_changed_goes_on_and_ends(grown: str) -> None:
    with at_work(grown) as connection, Session(connection) as session:
        at = BEFORE + timedelta(minutes=30)
        assert answers.append(session, ADA, RUNNING, values.event(1, 2, 1, "ae"), at=at)
        assert answers.append(session, ADA, RUNNING, values.event(2, 2, 2, "abc"), at=at) is None
        exams.keep(session, exams.claim(session, ADA, RUNNING).submit(at))
        ended = exams.get(session, ADA, RUNNING)
        finished = {each.id for each in exams.list_finished(session, ADA.person)}
    assert finished == {RUNNING, FINISHED, EMPTY}
    assert ended.outcome is not None
    assert ended.outcome.total == Tally(1, 2)


def test_answers_to_checks_come_up_without_commas(grown: str) -> None:
    with at_work(grown) as connection, Session(connection) as session:
        read = lessons.find_reading(session, ADA, "basics/one").answers
    assert read == (CheckAnswer("one-1", "b", right=True), CheckAnswer("one-2", "acd", right=True))


def test_after_the_change_one_attempt_of_each_mode_can_be_open(grown: str) -> None:
    with at_work(grown) as connection, Session(connection) as session:
        running = exams.get(session, ADA, RUNNING)
        study = practise(Mode.STUDY, minutes=None, feedback=True)
        assert not starts.add(session, replace(running, id=UUID(int=21), sheet={}), beside={RUNNING})
        assert starts.add(session, replace(running, id=UUID(int=20), conditions=study), beside={RUNNING})


def test_going_back_brings_the_first_tables_back_with_all_they_held(bare: str) -> None:
    migrating.upgrade(bare, "0001")
    shape = shape_of(bare)
    with at_work(bare) as connection:
        fill(connection)
        before = [held(connection, rows) for rows in OLD_TABLES]
    migrating.upgrade(bare, "0002")
    migrating.downgrade(bare, "0001")
    with at_work(bare) as connection:
        assert [held(connection, rows) for rows in OLD_TABLES] == before
    assert shape_of(bare) == shape
    with pytest.raises(IntegrityError), at_work(bare) as connection:
        connection.execute(ATTEMPT.insert(), [old_attempt(UUID(int=30), "csm")])
    with at_work(bare) as connection:
        closed = old_attempt(UUID(int=31), "csm", state="submitted")
        connection.execute(ATTEMPT.insert(), [closed, old_attempt(UUID(int=32), "pmp")])


def test_going_back_lets_go_of_practice_with_its_answers_and_keeps_the_rehearsals(grown: str) -> None:
    study = practise(Mode.STUDY, minutes=None, feedback=True)
    with at_work(grown) as connection, Session(connection) as session:
        running = exams.get(session, ADA, RUNNING)
        practice = replace(running, id=UUID(int=20), conditions=study, sheet={})
        assert starts.add(session, practice, beside={RUNNING})
        assert answers.append(session, ADA, practice.id, values.event(1), at=BEFORE)
        session.commit()
    migrating.downgrade(grown, "0001")
    with at_work(grown) as connection:
        assert {row["id"] for row in held(connection, ATTEMPT)} == {RUNNING, FINISHED, EMPTY}
        assert {row["attempt_id"] for row in held(connection, EVENT)} == {RUNNING, FINISHED}


def test_up_down_and_up_again_loses_nothing(grown: str) -> None:
    def seen() -> list[Attempt]:
        with at_work(grown) as connection, Session(connection) as session:
            return [exams.get(session, ADA, attempt_id) for attempt_id in (RUNNING, FINISHED, EMPTY)]

    once = seen()
    migrating.downgrade(grown, "0001")
    migrating.upgrade(grown)
    assert seen() == once


def test_attempts_of_before_wait_to_be_counted_unless_they_run(grown: str) -> None:
    with at_work(grown) as connection, Session(connection) as session:
        found = []
        while claimed := answer_records.claim_uncounted(session):
            answer_records.mark_counted(session, claimed[0].id, counted=False)
            found.append(claimed[0].id)
    assert sorted(found) == [FINISHED, EMPTY]


def test_going_back_before_the_statistics_lets_go_of_the_records_alone(grown: str) -> None:
    with at_work(grown) as connection, Session(connection) as session:
        record = AnswerRecord("csm", whole=True, month="2026-11", answers=(CountedAnswer("v1", "a"),))
        answer_records.add(session, UUID(int=40), record)
        session.commit()
    migrating.downgrade(grown, "0002")
    shape = shape_of(grown)
    assert "answer_record" not in shape
    assert "counted" not in shape["attempt"][0]
    migrating.upgrade(grown)
    with at_work(grown) as connection, Session(connection) as session:
        assert answer_records.count(session, "csm") == 0
        assert exams.get(session, ADA, FINISHED).outcome is not None
