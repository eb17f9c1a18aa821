"""The real content, read, checked and rendered once a process: nobody can change a catalogue, so all may look at it.

What tests the reading itself, or another folder, reads for itself.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from webapp.catalog import compiled
from webapp.catalog.loader import Inspection, inspect
from webapp.catalog.shelf import Catalog
from webapp.settings import ROOT

CONTENT = ROOT / "content"


@cache
def inspected() -> Inspection:
    """What reading the whole folder comes to."""
    return inspect(CONTENT)


def catalog() -> Catalog:
    """The catalogue."""
    found = inspected()
    assert found.catalog is not None, [str(fault) for fault in found.faults]
    return found.catalog


def keep_compiled(data: Path) -> None:
    """Put the compiled copy into a data folder, as the first start of a server would, for processes of their own."""
    compiled.keep(catalog(), compiled.hash_files(CONTENT), data / compiled.NAME)
