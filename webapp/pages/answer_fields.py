"""The fields in which a page sends an answer to a question of any kind.

`choice` (a letter, repeated) where options are chosen; `place-1`, `place-2` … (a letter or nothing) where places are
filled or steps are put in order; `number` where a number is entered.
"""

from __future__ import annotations

from collections.abc import Iterator

from werkzeug.datastructures import MultiDict

from webapp.domain import answers

KNOWN = frozenset(answers.LETTERS)
LONGEST_NUMBER = 40


def read_answer(fields: MultiDict[str, str]) -> str:
    """The answer in the language of `answers`; raises BadInput for what is none."""
    if "number" in fields:
        return answers.entered(fields["number"][:LONGEST_NUMBER])
    if "place-1" in fields:
        return answers.placed(tuple(_places(fields)))
    return answers.chosen(fields.getlist("choice"))


def as_entered(fields: MultiDict[str, str]) -> str:
    """What stands in the fields, be it an answer or not, in the language of answers, so that it can be shown again."""
    if "number" in fields:
        return fields["number"][:LONGEST_NUMBER]
    if "place-1" in fields:
        return "".join(letter if letter in KNOWN else answers.BLANK for letter in _places(fields))
    return "".join(sorted(KNOWN.intersection(fields.getlist("choice"))))


def _places(fields: MultiDict[str, str]) -> Iterator[str]:
    """The letters of the places, up to the first that is not there."""
    number = 1
    while number <= len(answers.LETTERS) and f"place-{number}" in fields:
        yield fields[f"place-{number}"]
        number += 1
