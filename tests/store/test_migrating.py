"""The migrations: they go up, down and up again, and make exactly the tables the code maps."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, inspect, text

from tests.support.postgres import Server
from webapp.store import migrating
from webapp.store.base import Base
from webapp.store.session import make_engine


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
            connection, opts={"compare_type": True, "compare_server_default": True}
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
