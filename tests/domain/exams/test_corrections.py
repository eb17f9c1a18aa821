"""A correction says what is right instead, in the order in which an attempt has shown the options."""

from __future__ import annotations

from datetime import date

import pytest

from tests.domain.exams.values import item
from webapp.domain.exams import corrections
from webapp.domain.exams.corrections import Correction, Rule
from webapp.domain.questions import Kind


def rekey(*key: str) -> Correction:
    return Correction(3, "q-1", "v1", Rule.REKEY, "The reason names the other.", date(2026, 11, 22), key)


@pytest.mark.parametrize(
    ("kind", "key", "shown"),
    [
        (Kind.SINGLE, ("y",), "b"),
        (Kind.MULTIPLE, ("w", "z"), "ad"),
        (Kind.HOTSPOT, ("x",), "c"),
        (Kind.MATCHING, ("w", "z", "x"), "dac"),
        (Kind.DROPDOWN, ("x", "y"), "cb"),
        (Kind.ORDERING, ("w", "x", "y", "z"), "dcba"),
    ],
)
def test_a_corrected_key_is_shown_like_any_key(kind: Kind, key: tuple[str, ...], shown: str) -> None:
    assert rekey(*key).key_as_shown(item("a", kind=kind)) == shown


def test_a_corrected_number_is_a_value_and_its_tolerance() -> None:
    number = item("12.5;0.5", kind=Kind.NUMERIC, order=(), choose=0)
    key = rekey("13.5", "0.1").key_as_shown(number)
    assert key == "13.5;0.1"
    assert number.is_right("13.6", key)
    assert not number.is_right("12.5", key)


def test_nothing_is_corrected_until_somebody_says_so() -> None:
    assert dict(corrections.NONE) == {}
