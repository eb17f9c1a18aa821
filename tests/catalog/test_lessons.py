"""Lessons from their files to their rendered bodies."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from tests.support.spoiling import DECIDES, PLAN, SLIP, TRACK, change, copy, faults_of, spoil
from webapp.catalog.loader import load
from webapp.catalog.shelf import Catalog
from webapp.domain.lessons import Heading, Lesson, Source


def _html(lesson: Lesson) -> str:
    return "".join(chunk.html for chunk in lesson.body)


def test_a_track_has_its_lessons_in_order_and_numbered(shelf: Catalog) -> None:
    track = shelf.track("basics")
    assert [(lesson.slug, lesson.number) for lesson in track.lessons] == [
        ("what-a-plan-is", "1.1"),
        ("who-decides", "1.2"),
        ("when-things-slip", "1.3"),
    ]


def test_a_lesson_has_what_its_front_matter_says(shelf: Catalog) -> None:
    lesson = shelf.lesson("basics", "who-decides")
    assert (lesson.title, lesson.minutes, lesson.updated) == ("Who decides", 5, date(2026, 11, 22))
    assert lesson.requires == ("basics/what-a-plan-is",)
    assert lesson.sources == (Source("Notes on small plans", "A. Planner, Small Press", 2020),)


def test_headings_of_the_second_level_are_listed(shelf: Catalog) -> None:
    lesson = shelf.lesson("basics", "who-decides")
    assert lesson.headings == (
        Heading("idea", "The idea"),
        Heading("mistakes", "Common mistakes"),
        Heading("check", "Check yourself"),
    )
    assert lesson.anchors == {"idea", "mistakes", "check"}


def test_the_body_is_read_and_asked_in_the_order_of_the_file(shelf: Catalog) -> None:
    body = shelf.lesson("basics", "what-a-plan-is").body
    assert [bool(chunk.html) for chunk in body] == [True, False, True]
    assert body[1].check == "basics-what-a-plan-is-1"
    assert "Takeaways" in body[2].html
    assert "check" not in "".join(re.findall("```|\ue000", _html(shelf.lesson("basics", "what-a-plan-is"))))


def test_links_lead_to_lessons(shelf: Catalog) -> None:
    html = _html(shelf.lesson("basics", "what-a-plan-is"))
    assert '<a href="/lessons/basics/who-decides#idea">the next lesson</a>' in html


def test_figures_are_numbered_within_their_lesson_and_set_in_book_type(tmp_path: Path) -> None:
    content = copy(tmp_path)
    figure = re.search(r"```figure\n.*?```\n", (content / DECIDES).read_text("utf-8"), re.DOTALL)
    assert figure is not None
    change(content, DECIDES, "## Common mistakes", f"{figure[0]}\n## Common mistakes")
    change(content, DECIDES, "title: The chair holds the date", 'title: The "chair" holds it')
    html = _html(load(content).lesson("basics", "who-decides"))
    assert re.findall("Figure ([^<]*)[.]<", html) == ["1.2-1", "1.2-2"]
    assert "The “chair” holds it" in html


def test_tables_after_a_check_still_know_their_heading(tmp_path: Path) -> None:
    content = copy(tmp_path)
    change(content, PLAN, "!!! takeaways", "| a |\n|---|\n| b |\n\n!!! takeaways")
    last = load(content).lesson("basics", "what-a-plan-is").body[-1]
    assert 'aria-label="Table: Check yourself"' in last.html


def test_the_etag_changes_with_the_lesson_and_with_nothing_else(tmp_path: Path, shelf: Catalog) -> None:
    content = copy(tmp_path)
    change(content, SLIP, "Four days", "Five days")
    changed = load(content)
    assert [path for path, lesson in changed.lessons.items() if lesson.etag != shelf.lessons[path].etag] == [
        "basics/when-things-slip"
    ]


def test_a_listed_lesson_needs_a_file(tmp_path: Path) -> None:
    found = spoil(tmp_path, TRACK, "when-things-slip]", "when-things-slip, what-next]")
    assert found == [f"{TRACK}:4: lists the lesson `what-next`, which has no file"]


def test_a_file_that_is_not_listed_is_a_fault(tmp_path: Path) -> None:
    content = copy(tmp_path)
    (content / "lessons/basics/spare.md").write_text("---\n---\n", encoding="utf-8")
    assert faults_of(content) == ["lessons/basics/spare.md:1: is not listed in track.yaml"]


def test_a_lesson_needs_front_matter(tmp_path: Path) -> None:
    found = spoil(tmp_path, PLAN, "---\ntitle", "title")
    assert found == [f"{PLAN}:1: has no front matter between two lines of ---"]


def test_faults_of_front_matter_and_fences_come_at_once(tmp_path: Path) -> None:
    content = copy(tmp_path)
    change(content, DECIDES, "minutes: 5", "minutes: five")
    change(content, DECIDES, "difficulty: 2", "difficulty: 9")
    change(content, DECIDES, "kind: raci", "kind: [raci")
    assert [line.split(": ")[0] for line in faults_of(content)] == [
        f"{DECIDES}:{line}" for line in (4, 26, 46)
    ]


def test_a_lesson_that_is_no_text_is_one_fault(tmp_path: Path) -> None:
    content = copy(tmp_path)
    (content / SLIP).write_bytes(b"---\ntitle: \xff\n---\n")
    assert faults_of(content) == [f"{SLIP}:2: is not UTF-8 text"]


def test_a_figure_must_be_a_mapping(tmp_path: Path) -> None:
    content = copy(tmp_path)
    path = content / DECIDES
    text = re.sub(r"```figure\n.*?```", "```figure\n- a\n```", path.read_text("utf-8"), flags=re.DOTALL)
    path.write_text(text, encoding="utf-8")
    assert faults_of(content) == [f"{DECIDES}:25: a figure must be a mapping of fields"]


def test_a_figure_that_makes_no_sense_is_a_fault(tmp_path: Path) -> None:
    found = spoil(tmp_path, DECIDES, "[A, C, I]", "[A, A, I]")
    assert len(found) == 1
    assert found[0].startswith(f"{DECIDES}:25: ")
