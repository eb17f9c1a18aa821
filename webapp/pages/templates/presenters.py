"""What the pages of the templates show: their list by use, and one of them with its worked example."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for

from webapp.domain import formulas
from webapp.domain.templates import USES, Column, Form, Section, Sheet, Template
from webapp.pages.filters import day
from webapp.services.templates import Offer

WIDE = 24  # characters, from which on a column of the preview gets more room
PROGRAMS = {Form.DOCX: "Word", Form.XLSX: "Excel", Form.MARKDOWN: "Markdown", Form.CSV: "CSV"}


@dataclass(frozen=True)
class Link:
    """Words that lead somewhere."""

    words: str
    url: str


@dataclass(frozen=True)
class TemplateLine:
    """A template in the list; `forms` names the programs it is made for."""

    title: str
    summary: str
    url: str
    forms: str


@dataclass(frozen=True)
class UsePart:
    """The templates of one use."""

    title: str
    templates: tuple[TemplateLine, ...]


@dataclass(frozen=True)
class ListPage:
    """Every template by its use."""

    uses: tuple[UsePart, ...]


@dataclass(frozen=True)
class Cell:
    """A cell of the preview; `look` is num for a figure, wide where there is much to read, or nothing."""

    words: str
    look: str = ""


@dataclass(frozen=True)
class ColumnNote:
    """What a column holds, how it is computed, and what it may hold."""

    name: str
    meaning: str
    formula: str
    choices: str


@dataclass(frozen=True)
class SheetPart:
    """The worked example of a sheet, and what its columns hold."""

    head: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    totals: tuple[Cell, ...]
    notes: tuple[ColumnNote, ...]


@dataclass(frozen=True)
class TemplatePage:
    """One template: what it is for, its files, its worked example, and the lessons that work with it."""

    title: str
    summary: str
    purpose: str
    when: tuple[str, ...]
    steps: tuple[str, ...]
    example: str
    updated: str
    downloads: tuple[Link, Link]
    sections: tuple[Section, ...]
    sheet: SheetPart | None
    lessons: tuple[Link, ...]


def list_page(templates: tuple[Template, ...]) -> ListPage:
    """Every template under the use it is put to."""
    parts = (UsePart(use, tuple(_line(each) for each in templates if each.use == use)) for use in USES)
    return ListPage(tuple(part for part in parts if part.templates))


def _line(template: Template) -> TemplateLine:
    forms = ", ".join(PROGRAMS[form] for form in template.forms)
    return TemplateLine(
        template.title, template.summary, url_for("templates.show", slug=template.slug), forms
    )


def template_page(offer: Offer) -> TemplatePage:
    """One template."""
    template = offer.template
    work_in, plain = template.forms
    return TemplatePage(
        title=template.title,
        summary=template.summary,
        purpose=template.purpose,
        when=template.when,
        steps=template.steps,
        example=template.example,
        updated=day(template.updated),
        downloads=(_download(template, work_in), _download(template, plain)),
        sections=template.sections,
        sheet=_sheet(template.sheet) if template.sheet else None,
        lessons=tuple(
            Link(f"{each.number} {each.title}", url_for("lessons.show", track=each.track, slug=each.slug))
            for each in offer.lessons
        ),
    )


def _download(template: Template, form: Form) -> Link:
    return Link(
        f"Download for {PROGRAMS[form]} (.{form})",
        url_for("templates.download", slug=template.slug, form=form.value),
    )


def _sheet(sheet: Sheet) -> SheetPart:
    """The filled rows, numbers told from words."""
    looks = [_look(column) for column in sheet.columns]
    return SheetPart(
        head=_row(tuple(column.name for column in sheet.columns), looks),
        rows=tuple(_row(row, looks) for row in sheet.filled),
        totals=_row(sheet.totals, looks) if sheet.totals else (),
        notes=tuple(
            ColumnNote(
                column.name,
                column.meaning,
                formulas.in_words(column.formula) if column.formula else "",
                "" if column.is_number else ", ".join(column.choices),
            )
            for column in sheet.columns
        ),
    )


def _look(column: Column) -> str:
    """How the cells of a column stand."""
    return "num" if column.is_number else "wide" if column.width >= WIDE else ""


def _row(row: tuple[str, ...], looks: list[str]) -> tuple[Cell, ...]:
    return tuple(Cell(words, look) for words, look in zip(row, looks, strict=True))
