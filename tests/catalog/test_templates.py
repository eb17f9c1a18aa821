"""Templates from their files: cells that fit their columns, formulas that can be computed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support import real_content
from tests.support.spoiling import copy, faults_of, spoil
from webapp.catalog.loader import load
from webapp.catalog.shelf import Catalog
from webapp.domain.templates import CellKind

SHEET = "templates/small-plan.yaml"
ROW = '[Book the hall, Alto, 2027-01-04, 1, 12.5, ""]'


def test_a_sheet_has_its_columns_and_its_example(shelf: Catalog) -> None:
    sheet = shelf.template("small-plan").sheet
    assert sheet is not None
    assert [column.name for column in sheet.columns] == ["Task", "Holder", "Begins", "Days", "Price", "Sum"]
    assert sheet.columns[1].choices == ("Alto", "Bass")
    assert sheet.columns[1].meaning == "Who answers for it, by the singer’s voice."
    assert sheet.columns[2].kind is CellKind.DATE
    assert sheet.rows[1] == ("Print “the posters”", "Bass", "2027-01-05", "5", "3", "")


def test_a_document_has_its_sections(shelf: Catalog) -> None:
    sections = shelf.template("word-to-singers").sections
    assert sections[0].fields == (("Holder", "The chair"), ("Day", "4 January"))
    assert sections[3].table is not None
    assert (sections[3].table.columns, sections[3].table.blanks) == (("Task", "Who"), 2)


def test_the_lessons_that_use_a_template_are_known(shelf: Catalog) -> None:
    assert [each.path for each in shelf.lessons_with_template("small-plan")] == ["basics/what-a-plan-is"]


def test_a_changed_template_has_another_tag(tmp_path: Path, shelf: Catalog) -> None:
    content = copy(tmp_path)
    path = content / SHEET
    path.write_text(path.read_text(encoding="utf-8").replace("June", "July"), encoding="utf-8")
    changed = load(content)
    assert changed.template("small-plan").etag != shelf.template("small-plan").etag
    assert changed.template("word-to-singers").etag == shelf.template("word-to-singers").etag


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (ROW, "[Book the hall, Alto]", "18: fills 2 of 6 columns"),
        ("Alto, 2027", "Tenor, 2027", "18: Holder is “Tenor”, which is none of its choices"),
        ("2027-01-04", "4 January", "18: Begins must be a day, such as 2026-11-22"),
        ("1, 12.5,", "one, 12.5,", "18: Days must be a number"),
        ("1, 12.5,", "nan, 12.5,", "18: Days must be a number"),
        ('12.5, ""]', "12.5, 9]", "18: Sum is computed; leave its cell empty"),
        ("[Book the hall,", '["=1+1",', "18: Task begins as a formula does"),
        ("[Book the hall,", '["@SUM(A1)",', "18: Task begins as a formula does"),
        (
            '"{Days} * {Price}"',
            '"{Days} * {Cost}"',
            "16: the formula of Sum reads {Cost}, which is no column",
        ),
        ("name: Price", "name: Days", "15: the column Days stands twice"),
        ("[Alto, Bass]", '["Alto, high", Bass]', "12: `choices` of Holder may have no comma"),
    ],
)
def test_what_cannot_stand_in_a_sheet_is_told_with_its_line(
    tmp_path: Path, old: str, new: str, fault: str
) -> None:
    found = spoil(tmp_path, SHEET, old, new)
    assert any(each.startswith(f"{SHEET}:{fault}") for each in found), found


def test_a_row_of_a_table_has_a_cell_for_each_column(tmp_path: Path) -> None:
    found = spoil(tmp_path, "templates/word-to-singers.yaml", "[[Posters, Bass]]", "[[Posters]]")
    assert found == ["templates/word-to-singers.yaml:24: fills 1 of 2 columns"]


def test_a_link_to_a_template_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    content = copy(tmp_path)
    (content / SHEET).rename(content / "templates/small-plans.yaml")

    assert faults_of(content)[0].endswith(
        "names the template `small-plan`, which does not exist; is small-plans meant?"
    )


def test_every_template_that_was_promised_is_there() -> None:
    slugs = {template.slug for template in real_content.catalog().templates}
    assert slugs >= {
        "change-request",
        "communications-plan",
        "decision-log",
        "definition-of-done",
        "lessons-learned",
        "plan-30-60-90",
        "project-charter",
        "raci",
        "resume-checklist",
        "retrospective",
        "risk-register",
        "stakeholder-register",
        "star-story-sheet",
        "status-report",
        "vendor-scorecard",
        "wbs",
    }


def test_our_examples_keep_the_rules_they_teach() -> None:
    catalog = real_content.catalog()
    raci, scorecard = catalog.template("raci").sheet, catalog.template("vendor-scorecard").sheet
    assert raci is not None
    assert scorecard is not None
    assert {row[-2] for row in raci.filled} == {"1"}, "one answers for each line"
    assert all(int(row[-1]) >= 1 for row in raci.filled), "somebody does each line"
    weight = [column.name for column in scorecard.columns].index("Weight")
    assert scorecard.totals[weight] == "100"
    vendor = [column.name for column in scorecard.columns].index("A weighted")
    log = catalog.template("decision-log").sheet
    assert log is not None
    assert f"({scorecard.totals[vendor]} of 5)" in log.rows[0][5], "the decision names the score"
