"""Cases: one situation that several questions share → drafts, and drafts → the domain's cases."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from webapp.catalog.cleaning import Tables, clean
from webapp.catalog.drafts import CaseDraft, QuestionDraft
from webapp.catalog.figure_keys import AnyFigure
from webapp.catalog.figures import figure_html, read_figure
from webapp.catalog.fitting import Written, attempt, fit
from webapp.catalog.manuscripts import CUT, Fence, read_body
from webapp.catalog.markdown import Renderer
from webapp.catalog.question_models import CaseEntry
from webapp.catalog.questions import read_case_question
from webapp.catalog.reading import Desk, Sheet
from webapp.domain.questions import Case


def read_case(desk: Desk, path: Path) -> tuple[QuestionDraft, ...]:
    """The questions of a case file, each with its case."""
    sheet = desk.sheet(path)
    return case_questions(desk, sheet, path.stem) if sheet else ()


def case_questions(desk: Desk, sheet: Sheet, slug: str) -> tuple[QuestionDraft, ...]:
    """The questions of a case that is read already."""
    written = fit(CaseEntry, sheet, desk.faults)
    if not written:
        return ()
    first_line = written.sheet.line("situation") + 1  # a block of text begins on the line below its key
    manuscript = read_body(written.entry.situation, written.sheet.file, first_line, desk.faults)
    figures = tuple(_read_figures(desk, manuscript.fences, written.sheet.file))
    if len(figures) < len(manuscript.fences):
        return ()
    case = CaseDraft(slug, written, manuscript, figures)
    drafts = (read_case_question(case, place, desk.faults) for place in range(len(written.entry.questions)))
    return tuple(draft for draft in drafts if draft)


def _read_figures(desk: Desk, fences: tuple[Fence, ...], file: str) -> Iterator[Written[AnyFigure]]:
    for fence in fences:
        sheet = desk.yaml(fence.text, file, fence.line)
        if sheet is None:
            continue
        if fence.kind != "figure" or not isinstance(sheet.value, dict):
            desk.faults.append(sheet.fault("a situation holds figures, each a mapping of fields"))
            continue
        figure = attempt(read_figure, sheet, desk.faults)
        if figure is not None:
            yield Written(figure, sheet)


def render_case(draft: CaseDraft, renderer: Renderer) -> Case:
    """The case with its situation as safe HTML."""
    html, *rest = CUT.split(renderer.blocks(draft.manuscript.prose))
    tables = Tables()
    pieces = [clean(html, tables)]
    for place, after in zip(rest[::2], rest[1::2], strict=True):
        figure = read_figure(renderer.words_in(draft.figures[int(place)].sheet.value))
        pieces += [figure_html(figure), clean(after, tables)]
    return Case(draft.slug, renderer.words(draft.written.entry.title), "".join(pieces))
