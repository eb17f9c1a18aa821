"""Templates as .docx: opened again, each says what its source says, in styles and marks that are read aloud."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO

import pytest
from docx import Document
from docx.document import Document as Paper
from docx.oxml.ns import qn

from tests.support import real_content
from webapp.catalog.shelf import Catalog
from webapp.domain.templates import Section, Template
from webapp.press.documents import docx_of

PAPERS = sorted(path.stem for path in (real_content.CONTENT / "templates").glob("*.yaml"))


def opened(template: Template) -> Paper:
    return Document(BytesIO(docx_of(template)))


def headings(paper: Paper, level: int) -> list[str]:
    return [each.text for each in paper.paragraphs if each.style and each.style.name == f"Heading {level}"]


def test_headings_are_headings(shelf: Catalog) -> None:
    template = shelf.template("word-to-singers")
    paper = opened(template)
    titles = [section.heading for section in template.sections]
    assert paper.paragraphs[0].text == template.title
    assert paper.paragraphs[0].style is not None
    assert paper.paragraphs[0].style.name == "Title"
    assert headings(paper, 1) == [
        *titles,
        "Worked example: A choir sings in June",
        "How to use this template",
    ]
    assert headings(paper, 2) == titles[:-1]


def test_the_head_of_every_table_is_marked(shelf: Catalog) -> None:
    paper = opened(shelf.template("word-to-singers"))
    marks = [len(list(table.rows[0]._tr.iter(qn("w:tblHeader")))) for table in paper.tables]
    assert marks == [1, 1, 1, 1]
    blank, filled = paper.tables[1], paper.tables[3]
    assert [[cell.text for cell in row.cells] for row in blank.rows] == [["Task", "Who"], ["", ""], ["", ""]]
    assert [[cell.text for cell in row.cells] for row in filled.rows] == [
        ["Task", "Who"],
        ["Posters", "Bass"],
    ]


def test_language_and_title_are_said_and_nothing_of_a_machine(shelf: Catalog) -> None:
    paper = opened(shelf.template("word-to-singers"))
    properties = paper.core_properties
    languages = {each.get(qn("w:val")) for each in paper.styles.element.iter(qn("w:lang"))}
    assert languages == {"en-GB"}
    assert (properties.title, properties.author, properties.language) == (
        "Word to the singers",
        "Gantry",
        "en-GB",
    )
    assert properties.modified == datetime(2026, 11, 22, tzinfo=UTC)
    assert "python" not in properties.comments


def test_it_is_the_same_each_time(shelf: Catalog) -> None:
    template = shelf.template("word-to-singers")
    assert docx_of(template) == docx_of(template)


def words_of(section: Section) -> set[str]:
    """Everything that a section says."""
    cells = {cell for row in section.table.rows for cell in row} if section.table else set()
    columns = set(section.table.columns) if section.table else set()
    checks = {f"☐ {check}" for check in section.checks}
    fields = {words for pair in section.fields for words in pair}
    return {
        section.heading,
        section.prompt,
        *section.text,
        *section.points,
        *checks,
        *fields,
        *cells,
        *columns,
    }


@pytest.mark.parametrize("slug", PAPERS)
def test_every_document_of_ours_says_all_that_its_source_says(slug: str) -> None:
    template = real_content.catalog().template(slug)
    if template.sheet:
        assert template.sections == ()
        return
    paper = opened(template)
    said = {each.text for each in paper.paragraphs}
    said |= {cell.text for table in paper.tables for row in table.rows for cell in row.cells}
    for section in template.sections:
        assert words_of(section) - {""} <= said, section.heading
