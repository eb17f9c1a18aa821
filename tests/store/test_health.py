"""Health: the database answers, or is said not to."""

from __future__ import annotations

from pathlib import Path

import pytest

from webapp.services.work import Workshop
from webapp.store import health
from webapp.store.session import Sessions, make_engine


def test_a_database_that_is_there_answers(workshop: Workshop) -> None:
    with workshop.reading() as work:
        assert health.answers(work.session)


def test_a_database_that_is_away_does_not_answer_and_why_is_logged(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    engine = make_engine(f"postgresql://nobody@/nothing?host={tmp_path}")
    with Sessions(engine).reading() as session:
        assert not health.answers(session)
    engine.dispose()
    assert "does not answer" in caplog.text
