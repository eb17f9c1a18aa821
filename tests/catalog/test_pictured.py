"""Numbers and keys that every figure reads alike."""

from __future__ import annotations

from fractions import Fraction

import pytest
from pydantic import TypeAdapter, ValidationError

from webapp.catalog.pictured import Amount, Keys, each

AMOUNT: TypeAdapter[Fraction] = TypeAdapter(Amount)


class Pair(Keys):
    """Two words."""

    one: str
    other: str


@pytest.mark.parametrize(
    ("written", "read"), [(0.1, Fraction(1, 10)), (3, Fraction(3)), (-2.5, Fraction(-5, 2))]
)
def test_a_number_is_what_is_written(written: float, read: Fraction) -> None:
    assert AMOUNT.validate_python(written) == read


@pytest.mark.parametrize("written", [True, "1", float("inf"), None])
def test_what_is_no_number_is_refused(written: object) -> None:
    with pytest.raises(ValidationError, match="write a number"):
        AMOUNT.validate_python(written)


def test_values_are_made_of_mappings_with_the_same_names() -> None:
    made = each(dict, [Pair(one="a", other="b")])
    assert made == ({"one": "a", "other": "b"},)
