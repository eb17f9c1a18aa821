"""Looking up terms: by letter, by what is typed, one by one; never a statement."""

from __future__ import annotations

import pytest

from tests.support.statements import count_statements
from webapp.catalog.shelf import Catalog
from webapp.domain.errors import NotFound
from webapp.services import glossary
from webapp.services.glossary import Glossary
from webapp.services.work import Workshop


def looked_up(workshop: Workshop, query: str = "", letter: str = "") -> Glossary:
    with workshop.reading() as work, count_statements(workshop.sessions.engine) as statements:
        found = glossary.look_up(work, query, letter)
    assert len(statements) == 0
    return found


def names(found: Glossary) -> list[str]:
    return [entry.term.name for entry in found.entries]


def test_the_glossary_opens_at_its_first_letter(workshop: Workshop) -> None:
    found = looked_up(workshop)
    assert (found.letter, found.letters, found.count) == ("D", ("D", "P", "T"), 3)
    assert names(found) == ["Decision"]


def test_a_letter_holds_its_terms_only(workshop: Workshop) -> None:
    assert names(looked_up(workshop, letter="p")) == ["Plan"]
    with pytest.raises(NotFound):
        looked_up(workshop, letter="x")


def test_a_query_finds_by_name_other_name_and_meaning(workshop: Workshop) -> None:
    assert names(looked_up(workshop, "pln")) == ["Plan"]
    assert names(looked_up(workshop, " tasks ")) == ["Plan"]
    assert names(looked_up(workshop, "t")) == ["Task", "Decision", "Plan"]
    nothing = looked_up(workshop, "decisoin", letter="x")
    assert (names(nothing), [term.name for term in nothing.near]) == ([], ["Decision"])


def test_a_long_query_is_cut(workshop: Workshop) -> None:
    assert len(looked_up(workshop, "q" * 10_000).query) == 100


def test_a_term_knows_its_neighbours_its_lesson_and_who_else_uses_it(workshop: Workshop) -> None:
    with workshop.reading() as work:
        plan, task = glossary.open_term(work, "plan"), glossary.open_term(work, "task")
        decision = glossary.open_term(work, "decision")
    assert plan.previous == decision.entry.term
    assert plan.next == task.entry.term
    assert decision.previous is None
    assert task.next is None
    assert [term.slug for term in plan.entry.see] == ["task", "decision"]
    assert plan.entry.lesson is not None
    assert plan.entry.used_in == ()
    assert [lesson.slug for lesson in task.entry.used_in] == ["what-a-plan-is"]
    assert (decision.entry.lesson is not None, decision.entry.anchor) == (True, "idea")


def test_a_term_that_is_not_there_is_not_found(workshop: Workshop) -> None:
    with workshop.reading() as work, pytest.raises(NotFound):
        glossary.open_term(work, "nothing")


def test_a_school_without_a_glossary_has_an_empty_one(workshop: Workshop) -> None:
    workshop.catalog = Catalog((), (), {}, (), (), ())
    assert looked_up(workshop) == Glossary((), (), "", "", 0)
