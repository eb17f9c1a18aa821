"""The tiny school: a whole content folder of three lessons and ten questions, read as the real one is."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from webapp.catalog.loader import load
from webapp.catalog.shelf import Catalog

SHELF = Path(__file__).parent / "shelf"


@cache
def load_shelf() -> Catalog:
    """The catalogue of tests/support/shelf; it is frozen, so one reading serves all tests."""
    return load(SHELF)
