"""A question's key with the reason for everything in it, as those who answer reports see it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from webapp.domain.answers import Way
from webapp.domain.progress.skills import Trap
from webapp.domain.questions import Kind, Number, Option, Place, Question


@dataclass(frozen=True)
class KeyLine:
    """One option, place or step with its reason; `verdict` is right or neutral."""

    label: str
    text: Markup
    why: Markup
    verdict: str
    tag: str
    trap: str


def key_lines(question: Question, traps: Mapping[str, Trap]) -> tuple[KeyLine, ...]:
    """Everything of a question that is right or wrong, in the order it was written in."""
    if question.number:
        return _number(question.number, traps)
    if question.kind.way is Way.PLACE:
        return (*_places(question), *_spares(question, traps))
    if question.kind.way is Way.ORDER:
        return tuple(_step(rank, option) for rank, option in enumerate(question.options, start=1))
    return tuple(_option(option, traps) for option in question.options)


def _option(option: Option, traps: Mapping[str, Trap]) -> KeyLine:
    """An option to choose."""
    return KeyLine(
        label=option.id.upper(),
        text=_safe(option.text),
        why=_safe(option.why),
        verdict="right" if option.correct else "neutral",
        tag="Key." if option.correct else "",
        trap=_trap(option.trap, traps),
    )


def _step(rank: int, option: Option) -> KeyLine:
    """A step in its right place."""
    return KeyLine(str(rank), _safe(option.text), _safe(option.why), "right", "", "")


def _places(question: Question) -> tuple[KeyLine, ...]:
    """What belongs into each place."""
    return tuple(
        KeyLine(str(number), _filled(question, place), _safe(place.why), "right", "", "")
        for number, place in enumerate(question.places, start=1)
    )


def _filled(question: Question, place: Place) -> Markup:
    """A place with what belongs there."""
    shared = place.options if question.kind is Kind.DROPDOWN else question.options
    right = next(option for option in shared if option.id == place.answer)
    return _safe(place.text) + " → " + _safe(right.text)


def _spares(question: Question, traps: Mapping[str, Trap]) -> tuple[KeyLine, ...]:
    """What belongs nowhere, or not into its gap."""
    if question.kind is Kind.DROPDOWN:
        return tuple(
            KeyLine(
                f"{number}{option.id}",
                _safe(option.text),
                _safe(option.why),
                "neutral",
                "",
                _trap(option.trap, traps),
            )
            for number, place in enumerate(question.places, start=1)
            for option in place.options
            if option.id != place.answer
        )
    return tuple(_option(option, traps) for option in question.options if option.id not in question.key)


def _number(number: Number, traps: Mapping[str, Trap]) -> tuple[KeyLine, ...]:
    """The value that is right, and what known errors lead to."""
    right = Markup("{} {}, give or take {}").format(number.value, number.unit, number.tolerance)
    misses = (
        KeyLine(
            str(place),
            Markup("{} {}").format(miss.value, number.unit),
            _safe(miss.why),
            "neutral",
            "",
            _trap(miss.trap, traps),
        )
        for place, miss in enumerate(number.misses, start=1)
    )
    return (KeyLine("=", right, _safe(number.working), "right", "Key.", ""), *misses)


def _trap(code: str | None, traps: Mapping[str, Trap]) -> str:
    """The name of a trap."""
    trap = traps.get(code or "")
    return trap.name if trap else ""


def _safe(html: str) -> Markup:
    return Markup(html)  # noqa: S704 - sanitised when the catalogue was read
