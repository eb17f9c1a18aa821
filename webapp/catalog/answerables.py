"""Drafts of questions → the domain's questions: what is asked, what is right, and why, as safe HTML.

Everything that can be chosen takes its letter by its place in the file.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import singledispatch
from html import escape
from typing import Any, TypedDict

from webapp.catalog.cases import render_case
from webapp.catalog.drafts import QuestionDraft
from webapp.catalog.figures import figure_html, read_figure
from webapp.catalog.fitting import value_at
from webapp.catalog.markdown import Renderer
from webapp.catalog.question_models import (
    GAP,
    ChoiceEntry,
    DropdownEntry,
    HotspotEntry,
    MatchingEntry,
    NumericEntry,
    OrderingEntry,
    QuestionEntry,
    TextExhibit,
)
from webapp.catalog.question_parts import OptionEntry, Reasoned
from webapp.domain.answers import LETTERS
from webapp.domain.questions import Kind, Miss, Number, Option, Place, Question
from webapp.drawing.regions import NOWHERE, Regions


class Matter(TypedDict, total=False):
    """What a question of one kind has besides what all have."""

    options: tuple[Option, ...]
    places: tuple[Place, ...]
    tail: str
    number: Number
    fixed_order: bool


def render_question(draft: QuestionDraft, renderer: Renderer) -> Question:
    """The question as the product asks it."""
    entry = draft.entry
    matter: Matter = {"options": (), **_matter(entry, renderer)}
    return Question(
        id=entry.id,
        version=draft.version,
        kind=Kind(entry.kind),
        stem=renderer.prose(entry.stem),
        difficulty=entry.difficulty,
        cognitive=entry.cognitive,
        approach=entry.approach,
        skills=entry.skills,
        lesson=draft.lesson,
        reference=renderer.words(entry.reference),
        reviewed=entry.reviewed,
        task=draft.task,
        exhibit=_exhibit(draft, renderer),
        case=render_case(draft.case, renderer) if draft.case else None,
        **matter,
    )


def _exhibit(draft: QuestionDraft, renderer: Renderer) -> str:
    """What stands beside the stem; on the figure of a hotspot, every region bears its letter."""
    entry, written = draft.entry, draft.written
    if entry.exhibit is None:
        return ""
    if isinstance(entry.exhibit, TextExhibit):
        return renderer.prose(entry.exhibit.body)
    figure = read_figure(renderer.words_in(value_at(written.sheet, *written.at, "exhibit")))
    regions = _regions(entry, renderer) if isinstance(entry, HotspotEntry) else NOWHERE
    return figure_html(figure, regions=regions)


def _regions(entry: HotspotEntry, renderer: Renderer) -> Regions:
    places = (tuple(map(renderer.words, region.at)) for region in entry.regions)
    return dict(zip(places, LETTERS, strict=False))


@singledispatch
def _matter(entry: QuestionEntry, renderer: Renderer) -> Matter:
    """What belongs to the kind."""
    raise NotImplementedError(entry.kind)


@_matter.register
def _(entry: ChoiceEntry, renderer: Renderer) -> Matter:
    return {"options": _options(entry.options, renderer), "fixed_order": entry.fixed_order}


@_matter.register
def _(entry: HotspotEntry, renderer: Renderer) -> Matter:
    options = tuple(
        _option(letter, region.words, region, renderer, correct=region.correct)
        for letter, region in zip(LETTERS, entry.regions, strict=False)
    )
    return {"options": options, "fixed_order": True}


@_matter.register
def _(entry: OrderingEntry, renderer: Renderer) -> Matter:
    steps = zip(LETTERS, entry.steps, strict=False)
    return {"options": tuple(_option(letter, step.text, step, renderer) for letter, step in steps)}


@_matter.register
def _(entry: MatchingEntry, renderer: Renderer) -> Matter:
    letters = dict(zip(entry.rights, LETTERS, strict=False))
    reasons: defaultdict[str, list[Reasoned]] = defaultdict(list)
    for pair in entry.pairs:
        reasons[pair.right].append(pair)
    for each in entry.extra:
        reasons[each.text].append(each)
    options = (
        Option(
            letter,
            renderer.line(words),
            " ".join(renderer.line(each.why) for each in reasons[words]),
            trap=next((each.trap for each in reasons[words] if each.trap), None),
        )
        for words, letter in letters.items()
    )
    places = (
        Place(renderer.line(pair.left), letters[pair.right], renderer.line(pair.why)) for pair in entry.pairs
    )
    return {"options": tuple(options), "places": tuple(places), "fixed_order": entry.fixed_order}


@_matter.register
def _(entry: DropdownEntry, renderer: Renderer) -> Matter:
    *openings, tail = GAP.split(escape(renderer.words(entry.sentence), quote=False))[::2]
    places = []
    for before, gap in zip(openings, entry.gaps, strict=True):
        options = _options(gap.options, renderer)
        right = next(option for option in options if option.correct)
        places.append(Place(before, right.id, right.why, options))
    return {"places": tuple(places), "tail": tail, "fixed_order": entry.fixed_order}


@_matter.register
def _(entry: NumericEntry, renderer: Renderer) -> Matter:
    misses = tuple(Miss(miss.value, renderer.line(miss.why), miss.trap) for miss in entry.misses)
    unit, working = renderer.words(entry.unit), renderer.line(entry.working)
    return {"number": Number(entry.answer, entry.tolerance, unit, working, misses)}


def _options(options: Iterable[OptionEntry], renderer: Renderer) -> tuple[Option, ...]:
    return tuple(
        _option(letter, option.text, option, renderer, correct=option.correct)
        for letter, option in zip(LETTERS, options, strict=False)
    )


def _option(letter: str, words: str, entry: Any, renderer: Renderer, *, correct: bool = False) -> Option:
    return Option(letter, renderer.line(words), renderer.line(entry.why), correct, entry.trap)
