"""Options of a choosing question after its answer: the chosen one first, then the right one, then the others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup

from webapp.domain.exams.form import FormItem
from webapp.domain.exams.sheet import Entry
from webapp.domain.questions import Question

Says = Literal["right", "wrong", "neutral"]


@dataclass(frozen=True)
class OptionReason:
    """One option, region or entry with its reason; `tag` says in words what it was, `trap` names its trap."""

    label: str
    text: Markup
    why: Markup
    verdict: Says
    tag: str = ""
    trap: str = ""


def option_reasons(
    question: Question, item: FormItem, entry: Entry, key: tuple[str, ...], traps: Mapping[str, str]
) -> tuple[OptionReason, ...]:
    """Every option with its reason; `key` holds the ids of the right ones, `traps` the names by code."""
    ranked: list[tuple[bool, bool, OptionReason]] = []
    for letter, each in zip(item.letters, item.order, strict=True):
        option = question.option(each)
        right, chosen = each in key, letter in entry.answer
        verdict: Says = "right" if right else "wrong" if chosen else "neutral"
        reason = OptionReason(
            label=letter.upper(),
            text=safe(option.text),
            why=safe(option.why),
            verdict=verdict,
            tag=_tag(right=right, chosen=chosen, struck=letter in entry.struck),
            trap=traps.get(option.trap or "", ""),
        )
        ranked.append((not chosen, not right, reason))
    return tuple(reason for _, _, reason in sorted(ranked, key=lambda each: each[:2]))


def _tag(*, right: bool, chosen: bool, struck: bool) -> str:
    """What an option was to the reader, in words."""
    if chosen:
        return "Your answer, right." if right else "Your answer."
    words = ["Key."] * right + ["You struck it out."] * struck
    return " ".join(words)


def safe(html: str) -> Markup:
    """HTML that was sanitised when the catalogue was read."""
    return Markup(html)  # noqa: S704 - see above
