"""docs/bank-quality.md says of the banks what is true of them today."""

from __future__ import annotations

import pytest

from tests.support import real_content
from webapp.commands import bank_quality
from webapp.domain.exams.selection import draw
from webapp.settings import ROOT

DOCUMENT = ROOT / "docs" / "bank-quality.md"
COMMAND = "gantry content quality --write docs/bank-quality.md"


def test_the_document_is_what_the_command_writes_today() -> None:
    written = DOCUMENT.read_text(encoding="utf-8").splitlines()
    today = bank_quality.document(real_content.inspected()).splitlines()
    assert written == today, f"the banks or the measures have changed; run `{COMMAND}`"


def test_the_document_says_how_it_is_written() -> None:
    assert COMMAND in DOCUMENT.read_text(encoding="utf-8")


@pytest.mark.parametrize("code", ["pmp", "capm", "csm"])
def test_a_second_form_of_each_bank_repeats_nothing(code: str) -> None:
    catalog = real_content.catalog()
    outline, bank = catalog.exam(code).outline, catalog.bank(code)
    for seed in range(5):
        seen = {item.question: "2026-11-22" for item in draw(outline, bank, seed).items}
        assert draw(outline, bank, seed + 100, seen).repeats == 0
