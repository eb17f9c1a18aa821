"""Learning paths with their reader's advance: one statement for a learner, none for a visitor."""

from __future__ import annotations

import pytest

from tests.support import make
from tests.support.statements import count_statements
from webapp.domain.access import Role
from webapp.domain.errors import NotFound
from webapp.domain.paths import Advance
from webapp.services import lessons, paths
from webapp.services.work import Workshop


def test_a_visitor_sees_every_path_without_a_statement(workshop: Workshop) -> None:
    with workshop.reading() as work, count_statements(workshop.sessions.engine) as statements:
        listed = paths.list_paths(work)
        opened = paths.open_path(work, "short-way")
    assert len(statements) == 0
    assert [on.path.slug for on in listed.paths] == ["short-way", "talk-only"]
    assert not listed.keeps
    assert (set(opened.exams), opened.keeps) == ({"mini"}, False)


def test_what_is_done_counts_on_every_path(workshop: Workshop) -> None:
    ada = make.actor(make.account(workshop))
    with workshop.writing(ada) as work:
        lessons.mark_done(work, "basics", "who-decides")
    with workshop.reading(ada) as work, count_statements(workshop.sessions.engine) as statements:
        listed = paths.list_paths(work)
    assert len(statements) == 1
    assert [on.advance for on in listed.paths] == [
        Advance(1, 3, "basics/what-a-plan-is"),
        Advance(1, 1, None),
    ]


def test_one_path_is_one_statement_and_an_unknown_one_is_not_found(workshop: Workshop) -> None:
    ada = make.actor(make.account(workshop, role=Role.MENTOR))
    with workshop.reading(ada) as work, count_statements(workshop.sessions.engine) as statements:
        assert paths.open_path(work, "short-way").keeps
    assert len(statements) == 1
    with workshop.reading(ada) as work, pytest.raises(NotFound):
        paths.open_path(work, "no-way")
