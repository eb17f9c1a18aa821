"""The whole folder: a catalogue, or every fault in it."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from tests.support import real_content
from tests.support.shelf import SHELF
from tests.support.spoiling import DECIDES, P1, PLAN, change, copy, faults_of
from webapp.catalog.faults import UnfitContent
from webapp.catalog.loader import inspect, load
from webapp.catalog.shelf import Catalog


@pytest.fixture(scope="module")
def real() -> Catalog:
    """The real content."""
    return real_content.catalog()


def test_the_real_content_is_fit() -> None:
    assert [str(fault) for fault in real_content.inspected().faults] == []


def test_real_pages_have_no_straight_quotes_and_no_rest_of_markdown(real: Catalog) -> None:
    bank = [question for questions in real.banks.values() for question in questions]
    checks = [check for lesson in real.lessons.values() for check in lesson.checks]
    texts = [chunk.html for lesson in real.lessons.values() for chunk in lesson.body]
    for question in bank + checks:
        texts += [question.stem, question.exhibit, question.tail]
        texts += [question.case.situation] if question.case else []
        texts += [question.number.working] if question.number else []
        places = question.places
        texts += [text for place in places for text in (place.text, place.why)]
        options = [*question.options, *(option for place in places for option in place.options)]
        texts += [text for option in options for text in (option.text, option.why)]
    shown = [re.sub(r"<code.*?</code>|<[^>]+>", "", text, flags=re.DOTALL) for text in texts]
    odd = re.compile(r"[\"']|\*\*|!!!|```|\]\(|\{#|\ue000|lesson:|[0-9] %|(?:\s|^)”|“(?:\s|$)")
    assert [
        text[max(0, at.start() - 30) : at.end() + 30] for text in shown for at in odd.finditer(text)
    ] == []


def test_real_pages_hold_nothing_a_strict_page_refuses(real: Catalog) -> None:
    bodies = [chunk.html for lesson in real.lessons.values() for chunk in lesson.body]
    assert [body for body in bodies if re.search(r"<script|<[^>]* (?:style|on\w+)=", body)] == []


def test_real_lessons_have_each_id_once(real: Catalog) -> None:
    for lesson in real.lessons.values():
        ids = re.findall(r' id="([^"]*)"', "".join(chunk.html for chunk in lesson.body))
        assert len(ids) == len(set(ids)), lesson.path
        assert {heading.anchor for heading in lesson.headings} <= set(ids)


def test_all_faults_are_told_at_once_in_order(tmp_path: Path) -> None:
    content = copy(tmp_path)
    change(content, "skills.yaml", "title: Planning", "heading: Planning")
    change(content, PLAN, "basics/who-decides#idea)", "basics/who-decides#moon)")
    change(content, P1, "correct: true", "correct: false")
    with pytest.raises(UnfitContent) as caught:
        load(content)
    assert str(caught.value).split("\n") == [
        f"{P1}:10: has 0 right options; a question of kind single has one",
        f"{PLAN}:30: names the heading #moon, which basics/who-decides has not",
        "skills.yaml:3: `title` is missing",
        "skills.yaml:4: `heading` is not a field here",
    ]


def test_what_could_not_be_read_is_not_missed_elsewhere(tmp_path: Path) -> None:
    content = copy(tmp_path)
    change(content, DECIDES, "minutes: 5", "minutes: five")
    change(content, "traps.yaml", "name: Decides alone", "label: Decides alone")
    assert {line.split(":")[0] for line in faults_of(content)} == {DECIDES, "traps.yaml"}


def test_the_same_folder_gives_the_same_catalogue(tmp_path: Path, shelf: Catalog) -> None:
    assert load(copy(tmp_path)) == shelf


def test_the_etag_changes_with_any_file(tmp_path: Path, shelf: Catalog) -> None:
    content = copy(tmp_path)
    change(content, "roles.yaml", "Keeps the list", "Keeps a list")
    assert load(content).etag != shelf.etag


def test_an_inspection_tells_faults_facts_and_counts() -> None:
    found = inspect(SHELF, today=date(2026, 11, 22))
    assert found.catalog is not None
    assert found.faults == ()
    assert [str(fact) for fact in found.ageing] == [
        "exams/mini/outlines/2026-01.yaml:39: as of 2025-06-01: You have 10 minutes."
    ]
    assert [tally.total for tally in found.tallies] == [10, 9, 4]
    assert found.notes == {}
    assert [quality.exam for quality in found.qualities] == ["mini", "round"]


def test_an_inspection_of_unfit_content_has_no_catalogue(tmp_path: Path) -> None:
    content = copy(tmp_path)
    change(content, P1, "correct: true", "correct: false")
    found = inspect(content)
    assert (found.catalog, len(found.faults), found.ageing) == (None, 1, ())


def test_an_empty_folder_is_unfit(tmp_path: Path) -> None:
    assert faults_of(tmp_path) == [f"{name}.yaml:1: is missing" for name in ("roles", "skills", "traps")]
