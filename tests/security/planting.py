"""Shelves of questions whose answers can be found again, wherever they come to light.

Reasons, traps and references are replaced by words that stand nowhere else, a number that is asked for by one that
nobody would guess; each names its question. A key itself is a letter and cannot be looked for: for keys there are
copies that differ in nothing but what is right.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from zlib import crc32

from webapp.catalog.shelf import Catalog
from webapp.domain.answers import Way
from webapp.domain.progress.skills import Trap
from webapp.domain.questions import Kind, Miss, Number, Option, Place, Question

CANARY = re.compile("canary", re.IGNORECASE)
NAMED = re.compile(r"canary[ -]([\w-]*\w)", re.IGNORECASE)
TOLERANCE = Decimal("0.5")


def songs(text: str, shelf: Catalog) -> set[str]:
    """The questions something of whose answer stands in a text."""
    numbers = {str(secret_of(each)): each.id for bank in shelf.banks.values() for each in bank if each.number}
    plain = text.replace(",", "")
    heard = {name.lower() for name in NAMED.findall(text)}
    return heard | {question for number, question in numbers.items() if number in plain}


def secret_of(question: Question) -> Decimal:
    """The number that a planted numeric question asks for."""
    return Decimal(10**8 + crc32(question.id.encode()) % 10**8)


def planted(shelf: Catalog) -> Catalog:
    """The shelf with a canary in everything about a question that belongs to its answer."""
    everything = [question for bank in shelf.banks.values() for question in bank]
    return replace(
        _changed(shelf, _plant),
        traps=(*shelf.traps, *(_trap(question) for question in everything)),
    )


def _changed(shelf: Catalog, change: Callable[[Question], Question]) -> Catalog:
    banks = {code: tuple(change(question) for question in bank) for code, bank in shelf.banks.items()}
    return replace(shelf, banks=banks)


def _trap(question: Question) -> Trap:
    name = question.id
    code = f"canary-{name}"
    return Trap(code, f"Canary {name}", f"Canary {name}", f"Canary {name}", "basics/who-decides")


def _plant(question: Question) -> Question:
    return replace(
        question,
        options=_sing(question.options, question.id),
        places=tuple(_plant_place(place, question.id) for place in question.places),
        number=_plant_number(question.number, question) if question.number else None,
        reference=f"Canary {question.id} reference",
    )


def _sing(options: Sequence[Option], name: str) -> tuple[Option, ...]:
    return tuple(replace(each, why=f"<p>Canary {name} why</p>", trap=f"canary-{name}") for each in options)


def _plant_place(place: Place, name: str) -> Place:
    return replace(place, why=f"Canary {name} why", options=_sing(place.options, name))


def _plant_number(number: Number, question: Question) -> Number:
    value, name = secret_of(question), question.id
    misses = (Miss(value + 1000, f"Canary {name} miss", f"canary-{name}"),)
    return replace(number, value=value, tolerance=TOLERANCE, working=f"Canary {name} working", misses=misses)


def turned(shelf: Catalog) -> Catalog:
    """The shelf with what is right moved on by one in every question, and nothing else changed.

    The right order of steps is the order they are written in, which a form shuffles: there a copy with another key
    would be another form, so orderings stay as they are.
    """
    return _changed(shelf, _turn)


def _turn(question: Question) -> Question:
    if question.number:
        return replace(question, number=replace(question.number, value=question.number.value + 7))
    if question.kind.way is Way.PLACE:
        ids = question.option_ids
        places = (
            replace(place, answer=ids[(ids.index(place.answer) + 1) % len(ids)]) for place in question.places
        )
        return replace(question, places=tuple(places))
    if question.kind is Kind.ORDERING:
        return question
    keys = [option.correct for option in question.options]
    options = zip(question.options, keys[-1:] + keys[:-1], strict=True)
    return replace(question, options=tuple(replace(option, correct=key) for option, key in options))
