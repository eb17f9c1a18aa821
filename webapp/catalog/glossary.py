"""Glossary: glossary.yaml → drafts, and drafts → terms. A school may have none."""

from __future__ import annotations

from collections.abc import Mapping

from webapp.catalog.fitting import Written, fit_list
from webapp.catalog.library_models import TermEntry
from webapp.catalog.markdown import Renderer
from webapp.catalog.reading import Desk
from webapp.domain.glossary import Term

NAME = "glossary.yaml"


def read_terms(desk: Desk) -> tuple[Written[TermEntry], ...]:
    """The terms as they are written."""
    path = desk.folder / NAME
    sheet = desk.sheet(path) if path.is_file() else None
    if sheet is None:
        return ()
    if not isinstance(sheet.value, Mapping) or list(sheet.value) != ["terms"]:
        desk.faults.append(sheet.fault("must hold `terms` and nothing else"))
        return ()
    return fit_list(TermEntry, sheet, desk.faults, "terms")


def render_term(entry: TermEntry, renderer: Renderer) -> Term:
    """The term with its quotes turned."""
    return Term(
        slug=entry.slug,
        name=renderer.words(entry.term),
        meaning=renderer.words(entry.meaning),
        also=tuple(renderer.words(name) for name in entry.also),
        see=entry.see,
        lesson=entry.lesson or "",
    )
