"""The preview of question files: for authors alone, both sides of every question, each fault with its line."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest

from tests.support import make
from tests.support.shelf import SHELF
from tests.support.spoiling import P1
from tests.support.statements import count_statements
from tests.support.visitor import Visitor
from webapp.domain.access import Role
from webapp.services.work import Workshop

PATH = "/items/preview"
TEXT = (SHELF / P1).read_text(encoding="utf-8")
FILES = sorted(path for path in (SHELF / "exams").glob("*/[qc][ua]*/**/*.yaml"))


@pytest.fixture
def art(visitor: Visitor, workshop: Workshop) -> Visitor:
    visitor.signs_in_as(make.account(workshop, name="Art", role=Role.AUTHOR))
    visitor.opens(PATH)
    return visitor


def test_an_author_comes_to_the_form_from_the_bank(art: Visitor) -> None:
    art.opens("/items")
    page = art.clicks("Look at questions before they are kept")
    assert page.h1 == "Look at questions before they are kept"
    page.misses("As a candidate sees it")


@pytest.mark.parametrize("role", [Role.LEARNER, Role.MENTOR])
def test_nobody_else_sees_it(visitor: Visitor, workshop: Workshop, role: Role) -> None:
    visitor.signs_in_as(make.account(workshop, role=role))
    visitor.opens(PATH, status=403)
    visitor.posts(PATH, {"text": TEXT}, status=403)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_kind_is_shown_from_both_sides(art: Visitor, path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    page = art.posts(PATH, {"text": text}, status=200)
    page.sees("No fault.", "As a candidate sees it", "As a reviewer sees it")
    assert len(page.find_all("article")) == text.count("id: ")


def test_the_candidates_side_holds_neither_key_nor_reason(art: Visitor) -> None:
    page = art.posts(PATH, {"text": TEXT}, status=200)
    candidate, reviewer = page.find("article").select("section")
    assert "What it waits for" in candidate.text
    assert "That is what makes a list a plan." not in candidate.text
    assert "Key." not in candidate.text
    assert "That is what makes a list a plan." in reviewer.text
    assert "Key." in reviewer.text


def test_a_fault_is_shown_with_its_line_and_the_text_stays(art: Visitor) -> None:
    page = art.posts(PATH, {"text": TEXT.replace("difficulty: 1", "difficulty: 9", 1)}, status=200)
    page.sees("1 fault.", "Line 4", "difficulty must be at most 5", "mini-p1-002")
    assert page.find("code", text="difficulty")
    assert "difficulty: 9" in page.find("textarea").text


def test_a_file_takes_the_place_of_the_text_and_can_be_changed_there(art: Visitor) -> None:
    chosen = (BytesIO(TEXT.encode()), "p1.yaml")
    page = art.posts(
        PATH, {"text": "- nothing", "file": chosen}, status=200, content_type="multipart/form-data"
    )
    page.sees("No fault.", "mini-p1-001")
    assert "What it waits for" in page.find("textarea").text


def test_what_the_bank_holds_already_is_named(art: Visitor) -> None:
    page = art.posts(PATH, {"text": TEXT.replace("mini-p1-001", "mini-p1-080", 1)}, status=200)
    page.sees("100% the same", "the bank holds a question of this id")


@pytest.mark.parametrize("text", ["", "[" * 60_000, "- " * 50_000, "a: b: c", "{}"])
def test_what_is_no_question_file_is_answered_with_its_fault(art: Visitor, text: str) -> None:
    art.posts(PATH, {"text": text}, status=200).sees("fault")


def test_a_text_beyond_all_measure_is_refused(art: Visitor) -> None:
    art.posts(PATH, {"text": "a" * 120_001}, status=422).sees("Look at fewer questions at a time.")
    art.posts(PATH, {"text": "a" * 300_000}, status=413)


def test_markup_is_shown_and_never_runs(art: Visitor) -> None:
    page = art.posts(
        PATH, {"text": TEXT.replace("What it waits for", "<script>alert(1)</script>")}, status=200
    )
    assert "<script>alert" not in page.html


def test_what_an_author_wrote_is_escaped_in_a_reason(art: Visitor) -> None:
    text = TEXT.replace("kind: single", "kind: '<b>`x`</b>'", 1)
    page = art.posts(PATH, {"text": text}, status=200)
    page.sees("<b>x</b>")
    assert "<b>" not in page.html.partition("What is wrong")[2].partition("</section>")[0]


def test_a_look_asks_the_database_no_more_than_who_is_there(art: Visitor, workshop: Workshop) -> None:
    with count_statements(workshop.sessions.engine) as counted:
        art.posts(PATH, {"text": TEXT}, status=200)
    assert len(counted) == 1
