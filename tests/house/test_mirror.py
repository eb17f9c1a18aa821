"""Every module of the inner rooms has its tests, where a reader would look for them."""

from __future__ import annotations

from tests.support import house
from tests.support.house import WEBAPP
from webapp.settings import ROOT

MIRRORED = ("domain", "catalog", "store", "services", "drawing", "press")
UNTESTED = {"store/tables", "store/migrations"}  # the migrations' test compares the two


def test_every_module_of_the_inner_rooms_has_its_test_file() -> None:
    missing = []
    for path in house.modules(*MIRRORED):
        place = path.relative_to(WEBAPP)
        if path.name == "__init__.py" or place.parent.as_posix() in UNTESTED:
            continue
        test = ROOT / "tests" / place.parent / f"test_{place.name}"
        if not test.is_file():
            missing.append(house.name(test))
    assert missing == []
