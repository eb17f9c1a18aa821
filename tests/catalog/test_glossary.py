"""The glossary from its file, in the order of a dictionary; a school may have none."""

from __future__ import annotations

from pathlib import Path

from tests.support.spoiling import change, copy, faults_of, spoil
from webapp.catalog.loader import load
from webapp.catalog.shelf import Catalog


def test_a_term_has_all_that_it_leads_to(shelf: Catalog) -> None:
    plan = shelf.term("plan")
    assert (plan.name, plan.also, plan.see) == ("Plan", ("PLN", "schedule"), ("task", "decision"))
    assert plan.lesson == "basics/what-a-plan-is"
    assert shelf.term("task").lesson == ""
    assert [term.slug for term in shelf.terms] == ["decision", "plan", "task"]


def test_quotes_are_turned(shelf: Catalog) -> None:
    assert shelf.term("task").meaning == "A piece of work that somebody can call “finished”."


def test_the_lessons_that_use_a_term_are_known(shelf: Catalog) -> None:
    assert [lesson.path for lesson in shelf.lessons_with_term("plan")] == ["basics/what-a-plan-is"]
    assert shelf.lessons_with_term("nothing") == ()
    assert shelf.lesson("basics", "what-a-plan-is").terms == ("plan", "task")


def test_a_school_may_have_no_glossary(tmp_path: Path) -> None:
    content = copy(tmp_path)
    (content / "glossary.yaml").unlink()
    for name, word in (("what-a-plan-is", "plan"), ("what-a-plan-is", "task"), ("who-decides", "decision")):
        change(content, f"lessons/basics/{name}.md", f"[{word}](term:{word})", word)
    assert load(content).terms == ()


def test_the_file_holds_its_one_key(tmp_path: Path) -> None:
    found = spoil(tmp_path, "glossary.yaml", "terms:", "words:")
    assert found == ["glossary.yaml:1: must hold `terms` and nothing else"]


def test_a_term_that_does_not_fit_is_the_only_fault(tmp_path: Path) -> None:
    content = copy(tmp_path)
    change(content, "glossary.yaml", "term: Task", "")
    assert faults_of(content) == ["glossary.yaml:13: `term` is missing"]
