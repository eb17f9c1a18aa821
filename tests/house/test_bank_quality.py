"""docs/bank-quality.md says of the banks what is true of them today."""

from __future__ import annotations

from webapp.catalog.loader import inspect
from webapp.commands import bank_quality
from webapp.settings import ROOT

DOCUMENT = ROOT / "docs" / "bank-quality.md"
COMMAND = "gantry content quality --write docs/bank-quality.md"


def test_the_document_is_what_the_command_writes_today() -> None:
    written = DOCUMENT.read_text(encoding="utf-8").splitlines()
    today = bank_quality.document(inspect(ROOT / "content")).splitlines()
    assert written == today, f"the banks or the measures have changed; run `{COMMAND}`"


def test_the_document_says_how_it_is_written() -> None:
    assert COMMAND in DOCUMENT.read_text(encoding="utf-8")
