"""A document template as .docx: real heading styles, table heads marked, its language said."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, time
from io import BytesIO

from docx import Document
from docx.document import Document as Paper
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.table import Table as WordTable

from webapp.domain.templates import Section, Template
from webapp.press.sealing import sealed

LANGUAGE = "en-GB"
PROMPT = "Prompt"
_INK = RGBColor(0x1F, 0x3A, 0x6E)
_QUIET = RGBColor(0x55, 0x55, 0x55)


def docx_of(template: Template) -> bytes:
    """The document to write in; on new pages its worked example, and how it is used."""
    paper = Document()
    _set_styles(paper)
    _set_properties(paper, template)
    paper.add_heading(template.title, level=0)
    paper.add_paragraph(template.summary)
    for section in template.sections:
        paper.add_heading(section.heading, level=1)
        paper.add_paragraph(section.prompt, style=PROMPT)
        _add_blank(paper, section)
    _add_example(paper, template)
    _add_use(paper, template)
    out = BytesIO()
    paper.save(out)
    return sealed(out.getvalue(), template.updated)


def _set_styles(paper: Paper) -> None:
    """Plain type, a style for what tells the writer what to write, and the language of it all."""
    styles = paper.styles
    styles["Normal"].font.name = "Calibri"
    styles["Normal"].font.size = Pt(11)
    for name in ("Title", "Heading 1", "Heading 2"):
        styles[name].font.color.rgb = _INK
    prompt = styles.add_style(PROMPT, WD_STYLE_TYPE.PARAGRAPH)
    prompt.base_style = styles["Normal"]
    prompt.font.italic = True
    prompt.font.color.rgb = _QUIET
    for language in styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), LANGUAGE)


def _set_properties(paper: Paper, template: Template) -> None:
    properties = paper.core_properties
    properties.title, properties.subject = template.title, template.summary
    properties.author = properties.last_modified_by = "Gantry"
    properties.language, properties.comments = LANGUAGE, ""
    properties.created = properties.modified = datetime.combine(template.updated, time(), UTC)


def _add_blank(paper: Paper, section: Section) -> None:
    """The place to write in."""
    for check in section.checks:
        paper.add_paragraph(f"☐ {check}")
    if section.fields:
        _add_table(paper, ("Field", "Entry"), [(name, "") for name, _ in section.fields])
    elif section.table:
        blank = [""] * len(section.table.columns)
        _add_table(paper, section.table.columns, [blank] * section.table.blanks)
    elif section.points:
        for _ in range(3):
            paper.add_paragraph(style="List Bullet")
    elif section.text:
        paper.add_paragraph()


def _add_example(paper: Paper, template: Template) -> None:
    head = paper.add_heading(f"Worked example: {template.example}", level=1)
    head.paragraph_format.page_break_before = True
    for section in template.sections:
        if section.checks:
            continue
        paper.add_heading(section.heading, level=2)
        for paragraph in section.text:
            paper.add_paragraph(paragraph)
        for point in section.points:
            paper.add_paragraph(point, style="List Bullet")
        if section.fields:
            _add_table(paper, ("Field", "Entry"), section.fields)
        elif section.table:
            _add_table(paper, section.table.columns, section.table.rows)


def _add_use(paper: Paper, template: Template) -> None:
    paper.add_heading("How to use this template", level=1)
    paper.add_paragraph(template.purpose)
    for step in template.steps:
        paper.add_paragraph(step, style="List Number")
    paper.add_paragraph("Delete everything from the worked example on before you send the document.", PROMPT)


def _add_table(paper: Paper, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    table = paper.add_table(rows=1, cols=len(columns), style="Table Grid")
    for cell, name in zip(table.rows[0].cells, columns, strict=True):
        cell.paragraphs[0].add_run(name).bold = True
    _mark_head(table)
    for row in rows:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    paper.add_paragraph()


def _mark_head(table: WordTable) -> None:
    """Say that the first row names the columns: it is repeated on each page and read out with each cell."""
    properties = table.rows[0]._tr.get_or_add_trPr()  # noqa: SLF001 - the library has no other way to it
    properties.append(OxmlElement("w:tblHeader"))
