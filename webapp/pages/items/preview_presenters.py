"""What the preview of a question file shows: its faults by line, and each question as it is asked and judged."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for
from markupsafe import Markup

from webapp.domain.questions import Question
from webapp.pages.exams.asked import Asked
from webapp.pages.filters import plural
from webapp.pages.items.question_presenters import Pairs, traits_of
from webapp.pages.lessons.checks import open_check
from webapp.pages.plans.states import State
from webapp.pages.reports.keys import KeyLine, key_lines
from webapp.services.previews import Preview

MOST_FAULTS = 100


@dataclass(frozen=True)
class FaultLine:
    """A fault with the place it stands at; names of fields are set as code."""

    place: str
    reason: Markup


@dataclass(frozen=True)
class NearLine:
    """A question that says nearly the same; `state` warns where the content check would refuse it."""

    id: str
    url: str
    stem: str
    state: State


@dataclass(frozen=True)
class PreviewedQuestion:
    """One question: as a candidate sees it, then with its key, its reasons and its traps."""

    id: str
    note: str
    asked: Asked
    case: Markup
    key: tuple[KeyLine, ...]
    traits: Pairs
    near: tuple[NearLine, ...]


@dataclass(frozen=True)
class PreviewPage:
    """What came of a look at a file; `finding` says it in a sentence, and is empty before there was one."""

    title: str
    finding: str = ""
    fit: bool = False
    faults: tuple[FaultLine, ...] = ()
    more: str = ""
    questions: tuple[PreviewedQuestion, ...] = ()


def preview_page(preview: Preview | None) -> PreviewPage:
    """The page with what was found, or before anything was handed in."""
    title = "Look at questions before they are kept"
    if preview is None:
        return PreviewPage(title)
    shown = plural(len(preview.shown), "question")
    faults = plural(len(preview.faults), "fault")
    more = len(preview.faults) - MOST_FAULTS
    return PreviewPage(
        title=title,
        finding=f"{faults}. {shown} can be shown." if preview.faults else f"No fault. {shown}.",
        fit=not preview.faults,
        faults=tuple(
            FaultLine(f"Line {each.line}", _set(each.reason)) for each in preview.faults[:MOST_FAULTS]
        ),
        more=f"And {plural(more, 'fault')} more" if more > 0 else "",
        questions=tuple(_question(each.question, each.line, preview) for each in preview.shown),
    )


def _set(reason: str) -> Markup:
    """A reason with what stands between backticks as code; whatever an author wrote is escaped."""
    pieces = (Markup("<code>{}</code>") if at % 2 else Markup("{}") for at in range(reason.count("`") + 1))
    return Markup("").join(
        piece.format(words) for piece, words in zip(pieces, reason.split("`"), strict=True)
    )


def _question(question: Question, line: int, preview: Preview) -> PreviewedQuestion:
    """One question from both sides."""
    place = f"Line {line}"
    return PreviewedQuestion(
        id=question.id,
        note=f"{place}; the bank holds a question of this id" if question.id in preview.in_bank else place,
        asked=open_check(question, "").asked,
        case=Markup(question.case.situation if question.case else ""),  # noqa: S704 - sanitised when it was read
        key=key_lines(question, preview.traps),
        traits=traits_of(question, preview.traps),
        near=tuple(
            _near(each.question, each.overlap, preview) for each in preview.nearest.get(question.id, ())
        ),
    )


def _near(question: Question, overlap: float, preview: Preview) -> NearLine:
    """A question that says nearly the same."""
    label = f"{overlap:.0%} the same"
    state = State("wait", label) if overlap >= preview.limit else State("off", label)
    stem = Markup(question.stem).striptags()  # noqa: S704 - only its words are kept
    url = url_for("items.question", question=question.id)
    return NearLine(question.id, url, stem, state)
