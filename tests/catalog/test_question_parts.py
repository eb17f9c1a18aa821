"""Numbers exactly as they are written, and parts of figures by their names."""

from __future__ import annotations

from decimal import Decimal

import pytest
from pydantic import TypeAdapter, ValidationError

from webapp.catalog.question_parts import Exactly, OptionEntry, RegionEntry, parts_of

EXACTLY: TypeAdapter[Decimal] = TypeAdapter(Exactly)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (25.05, "25.05"),
        (0.1, "0.1"),
        (-3, "-3"),
        ("12.50", "12.50"),
        ("123456789012.123456", "123456789012.123456"),
    ],
)
def test_a_number_keeps_the_digits_it_is_written_with(written: object, read: str) -> None:
    assert EXACTLY.validate_python(written) == Decimal(read)


@pytest.mark.parametrize("written", [True, None, "1,250", "1e3", 10**13, 0.1234567, float("nan")])
def test_a_number_that_nobody_can_enter_is_refused(written: object) -> None:
    with pytest.raises(ValidationError, match="must be a number of at most 12 digits and 6 decimals"):
        EXACTLY.validate_python(written)


def test_a_number_too_long_for_yaml_is_set_in_quotes() -> None:
    with pytest.raises(ValidationError, match="so many digits that it must stand in quotes"):
        EXACTLY.validate_python(12345678901.12345)


def test_a_region_is_named_by_one_name_or_by_row_and_column() -> None:
    cell = RegionEntry.model_validate({"at": ["Pay", "Ada"], "why": "So."})
    assert (cell.at, cell.words) == (("Pay", "Ada"), "Pay, Ada")
    assert (
        RegionEntry.model_validate({"at": "Review", "text": "The review", "why": "So."}).words == "The review"
    )


def test_options_know_where_they_are_written() -> None:
    options = (OptionEntry(text="one", why="So."), OptionEntry(text="two", why="So.", correct=True))
    assert [part.at for part in parts_of(options, "gaps", 1, "options")] == [
        ("gaps", 1, "options", 0),
        ("gaps", 1, "options", 1),
    ]
    assert [part.correct for part in parts_of(options)] == [False, True]
