"""Places, ranks and numbers after their answer: what was given, what belongs there, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from markupsafe import Markup

from webapp.domain.answers import BLANK, LETTERS, Way, within
from webapp.domain.exams.form import FormItem
from webapp.domain.exams.sheet import Entry
from webapp.domain.questions import Kind, Number, Option, Place, Question, is_right
from webapp.pages.exams.asked import RANKS
from webapp.pages.exams.option_reasons import OptionReason, safe

Judged = Literal["right", "wrong", "open"]
SIGNS = str.maketrans("-", "−")
NOTHING = Markup("")


@dataclass(frozen=True)
class PlaceReason:
    """A place: its words (an entry, a rank, the words before a gap), what was put there and what belongs there.

    `given` is empty where nothing was put; `given_why` says of what was put there in error why, or where it belongs,
    and `others` are the reasons of what else a gap offered.
    """

    name: Markup
    given: Markup
    right: Markup
    verdict: Judged
    why: Markup
    given_why: Markup = NOTHING
    trap: str = ""
    others: tuple[OptionReason, ...] = ()


@dataclass(frozen=True)
class NumberReason:
    """A number: what was entered, what is right, how it is worked out, and the near miss it was, if it was one."""

    given: str
    right: str
    verdict: Judged
    working: Markup
    miss: Markup
    trap: str


def places(
    question: Question, item: FormItem, entry: Entry, key: tuple[str, ...], traps: Mapping[str, str]
) -> tuple[PlaceReason, ...]:
    """Every place of a matching, an ordering or a dropdown."""
    given = entry.answer.ljust(len(key), BLANK)
    ids = ["" if letter == BLANK else item.order[LETTERS.index(letter)] for letter in given]
    asked = _asked(question, key)
    homes = {} if question.kind is Kind.DROPDOWN else _homes(question, [place for place, _ in asked], key)
    return tuple(
        _place(place, options, put, right, homes=homes, traps=traps)
        for (place, options), put, right in zip(asked, ids, key, strict=True)
    )


def _homes(question: Question, asked: Sequence[Place], key: tuple[str, ...]) -> dict[str, Markup]:
    """Where each entry or step belongs instead, in words."""
    homes: dict[str, list[Markup]] = {}
    for place, right in zip(asked, key, strict=True):
        homes.setdefault(right, []).append(safe(place.text))
    words = {each: Markup(", ").join(where) for each, where in homes.items()}
    if question.kind.way is Way.ORDER:
        return {each: Markup("It comes {}.").format(where.lower()) for each, where in words.items()}
    return {each: Markup("It belongs to “{}”.").format(where) for each, where in words.items()}


def _asked(question: Question, key: tuple[str, ...]) -> list[tuple[Place, Mapping[str, Option]]]:
    """The places of a question, each with what could be put there; the ranks of an ordering are places too."""
    options = {option.id: option for option in question.options}
    if question.kind.way is Way.ORDER:
        ranks = zip(RANKS, key, strict=False)
        return [(Place(rank, step, options[step].why), options) for rank, step in ranks]
    return [
        (place, {option.id: option for option in place.options} if place.options else options)
        for place in question.places
    ]


def _place(
    place: Place,
    options: Mapping[str, Option],
    put: str,
    right: str,
    *,
    homes: Mapping[str, Markup],
    traps: Mapping[str, str],
) -> PlaceReason:
    """One place with what was put there."""
    in_gap, wrong = bool(place.options), put not in {"", right}
    others = [each for each in options.values() if in_gap and each.id not in {put, right}]
    return PlaceReason(
        name=safe(place.text),
        given=safe(options[put].text) if put else NOTHING,
        right=safe(options[right].text),
        verdict="right" if put == right else "wrong" if put else "open",
        why=safe(place.why if right == place.answer else options[right].why),
        given_why=homes.get(put) or safe(options[put].why) if wrong else NOTHING,
        trap=traps.get(options[put].trap or "", "") if wrong else "",
        others=tuple(OptionReason("", safe(each.text), safe(each.why), "neutral") for each in others),
    )


def left_over(question: Question, item: FormItem, key: tuple[str, ...]) -> tuple[OptionReason, ...]:
    """The entries of a matching that belong nowhere."""
    if question.kind is not Kind.MATCHING:
        return ()
    return tuple(
        OptionReason(letter.upper(), safe(option.text), safe(option.why), "neutral")
        for letter, option in zip(item.letters, map(question.option, item.order), strict=True)
        if option.id not in key
    )


def number(
    question: Question, entry: Entry, key: tuple[str, ...], traps: Mapping[str, str]
) -> NumberReason | None:
    """The number that was asked; None for a question that asks for something else."""
    asked = question.number
    if asked is None:
        return None
    value, tolerance = (Decimal(part) for part in key) if key else (asked.value, asked.tolerance)
    right = is_right(entry.answer, f"{value};{tolerance}", question.kind)
    miss = None if right or not entry.answer else _miss(asked, entry.answer)
    return NumberReason(
        given=_written(Decimal(entry.answer), asked.unit) if entry.answer else "",
        right=_allowed(value, tolerance, asked.unit),
        verdict="right" if right else "wrong" if entry.answer else "open",
        working=safe(asked.working),
        miss=safe(miss[0]) if miss else NOTHING,
        trap=traps.get(miss[1], "") if miss else "",
    )


def _miss(asked: Number, answer: str) -> tuple[str, str] | None:
    """The reason and the trap of a known near miss."""
    near = (miss for miss in asked.misses if within(answer, miss.value, asked.tolerance))
    return next(((miss.why, miss.trap or "") for miss in near), None)


def _allowed(value: Decimal, tolerance: Decimal, unit: str) -> str:
    """What counts as right: 12.5 days, or 12 to 13 days."""
    if not tolerance:
        return _written(value, unit)
    span = f"{_written(value - tolerance)} to {_written(value + tolerance, unit)}"
    return f"{_written(value, unit)} ({span} is taken)"


def _written(value: Decimal, unit: str = "") -> str:
    """A number with its unit, commas at thousands, a true minus."""
    plain = f"{value:,f}"
    plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
    return f"{plain.translate(SIGNS)} {unit}".strip()
