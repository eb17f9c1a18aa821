"""Every room has a door plate and nothing else at its door; every module and every public verb says what it is."""

from __future__ import annotations

import ast

from tests.support import house
from tests.support.house import ROOMS, WEBAPP


def test_every_room_has_a_door_plate_of_a_few_lines() -> None:
    for room in ROOMS:
        plate = ast.get_docstring(house.tree(WEBAPP / room / "__init__.py")) or ""
        assert plate.startswith("THE "), room
        assert 3 <= len(plate.splitlines()) <= 6, room


def test_a_door_holds_its_plate_and_nothing_else() -> None:
    for path in house.modules():
        if path.name == "__init__.py":
            assert len(house.tree(path).body) == 1, house.name(path)
            assert ast.get_docstring(house.tree(path)), house.name(path)


def test_every_folder_of_code_has_a_door() -> None:
    folders = {path.parent for path in house.modules()}
    assert [house.name(each) for each in folders if not (each / "__init__.py").is_file()] == []


def test_every_module_says_what_it_is() -> None:
    assert [house.name(each) for each in house.modules() if not ast.get_docstring(house.tree(each))] == []


def test_every_public_function_of_the_inner_rooms_says_what_it_does() -> None:
    silent = [
        f"{house.name(path)}: {node.name}"
        for path in house.modules("domain", "services", "store", "catalog", "drawing", "press")
        for node in house.functions(path)
        if not node.name.startswith("_") and not ast.get_docstring(node)
    ]
    assert silent == []


def test_no_room_is_called_after_nothing() -> None:
    nameless = {"utils", "util", "helpers", "helper", "common", "manager", "misc"}
    assert [house.name(each) for each in house.modules() if each.stem in nameless] == []
