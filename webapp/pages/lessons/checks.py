"""A question as a page shows it: open, with options to choose from; answered, with a reason for every option.

Reasons and verdicts enter these values only once the question has been answered.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from string import ascii_lowercase

from flask import url_for
from markupsafe import Markup

from webapp.domain.progress.skills import Trap
from webapp.domain.questions import Kind, Option, Question, Response

COUNTS = {1: "one", 2: "two", 3: "three", 4: "four"}


@dataclass(frozen=True)
class Choice:
    """One option; `verdict` is right, wrong (chosen in error), or neither; `tag` says it in words."""

    letter: str
    label: str
    text: Markup
    chosen: bool
    verdict: str = ""
    tag: str = ""
    why: Markup | None = None


@dataclass(frozen=True)
class TrapNote:
    """The trap behind the wrong option that was chosen, with the belief that repairs it."""

    name: str
    better: str
    url: str


@dataclass(frozen=True)
class Check:
    """A question on a page. `error` says what was wrong with what was sent."""

    id: str
    heading: str
    stem: Markup
    input: str
    instruction: str
    choices: tuple[Choice, ...]
    answered: bool
    right: bool = False
    finding: str = ""
    trap: TrapNote | None = None
    error: str = ""


def open_check(
    question: Question, heading: str, *, marked: Collection[str] = (), error: str = "", id: str = ""
) -> Check:
    """The question before its answer; `marked` are the letters of an answer that could not be taken."""
    return Check(
        id=id or question.id,
        heading=heading,
        stem=_safe(question.stem),
        input="radio" if question.kind is Kind.SINGLE else "checkbox",
        instruction=f"Choose {COUNTS.get(question.choose, question.choose)}.",
        choices=tuple(
            Choice(letter, letter.upper(), _safe(option.text), letter in marked)
            for letter, option in zip(ascii_lowercase, question.options, strict=False)
        ),
        answered=False,
        error=error,
    )


def answered_check(
    question: Question, heading: str, response: Response, traps: Mapping[str, Trap], *, id: str = ""
) -> Check:
    """The question after its answer."""
    right = question.is_right(response)
    return Check(
        id=id or question.id,
        heading=heading,
        stem=_safe(question.stem),
        input="",
        instruction="",
        choices=tuple(
            _answered(letter, option, chosen=option.id in response)
            for letter, option in zip(ascii_lowercase, question.options, strict=False)
        ),
        answered=True,
        right=right,
        finding=_finding(question, response),
        trap=None if right else _trap(question, response, traps),
    )


def lesson_url(anchor: str) -> str:
    """The address of `track/slug#anchor`."""
    path, _, fragment = anchor.partition("#")
    track, _, slug = path.partition("/")
    return url_for("lessons.show", track=track, slug=slug, _anchor=fragment or None)


def _answered(letter: str, option: Option, *, chosen: bool) -> Choice:
    """One option with its reason."""
    verdict = "right" if option.correct else "wrong" if chosen else ""
    tags = {
        (True, True): "Your answer, right.",
        (True, False): "Your answer.",
        (False, True): "Right.",
        (False, False): "",
    }
    tag = tags[chosen, option.correct]
    return Choice(letter, letter.upper(), _safe(option.text), chosen, verdict, tag, _safe(option.why))


def _finding(question: Question, response: Response) -> str:
    """The verdict in a sentence, with the letters it speaks of."""
    key = [
        letter.upper()
        for letter, option in zip(ascii_lowercase, question.options, strict=False)
        if option.correct
    ]
    if question.is_right(response):
        return "Right."
    hits = len(question.key & response)
    words = f"{' and '.join(key)} {'is' if len(key) == 1 else 'are'} right"
    return f"Half right: {words}." if hits else f"Not right: {words}."


def _trap(question: Question, response: Response, traps: Mapping[str, Trap]) -> TrapNote | None:
    """The trap behind the first wrong option that was chosen, if it has a name."""
    codes = [option.trap for option in question.options if option.id in response and option.trap]
    trap = next((traps[code] for code in codes if code in traps), None)
    return TrapNote(trap.name, trap.better, lesson_url(trap.lesson)) if trap else None


def _safe(html: str) -> Markup:
    """Content as markup; it was sanitised when the catalogue was read."""
    return Markup(html)  # noqa: S704 - see above
