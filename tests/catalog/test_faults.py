"""Faults in their order, one a line."""

from __future__ import annotations

from webapp.catalog.faults import Fault, UnfitContent


def test_a_fault_names_file_line_and_reason() -> None:
    assert str(Fault("skills.yaml", 3, "`code` is missing")) == "skills.yaml:3: `code` is missing"


def test_unfit_content_lists_each_fault_once_in_order_of_file_and_line() -> None:
    late, early, other = Fault("b", 12, "x"), Fault("b", 3, "x"), Fault("a", 40, "x")
    error = UnfitContent([late, early, other, late])
    assert error.faults == (other, early, late)
    assert str(error) == "a:40: x\nb:3: x\nb:12: x"
