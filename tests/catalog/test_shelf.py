"""Asking the catalogue."""

from __future__ import annotations

import pytest

from webapp.catalog.shelf import Catalog
from webapp.domain.errors import NotFound


def test_what_is_there_is_found_by_its_name(shelf: Catalog) -> None:
    assert shelf.lesson("basics", "who-decides").path == "basics/who-decides"
    assert shelf.exam("mini").code == "mini"
    assert len(shelf.bank("mini")) == 10
    assert set(shelf.lessons) == {"basics/what-a-plan-is", "basics/who-decides", "basics/when-things-slip"}


def test_every_question_of_a_bank_is_found_by_its_version(shelf: Catalog) -> None:
    assert all(shelf.versions[question.version] is question for question in shelf.bank("mini"))


def test_the_lessons_of_a_task_are_found(shelf: Catalog) -> None:
    assert [lesson.slug for lesson in shelf.lessons_for_task("mini", "P2")] == ["who-decides"]
    assert shelf.lessons_for_task("mini", "P9") == ()


def test_what_is_not_there_is_not_found(shelf: Catalog) -> None:
    with pytest.raises(NotFound):
        shelf.lesson("basics", "no-such-lesson")
    with pytest.raises(NotFound):
        shelf.track("advanced")
    for find in (shelf.exam, shelf.bank, shelf.skill, shelf.role, shelf.trap):
        with pytest.raises(NotFound):
            find("no-such-thing")
