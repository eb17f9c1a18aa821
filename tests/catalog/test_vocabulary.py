"""Skills, roles and traps from their files."""

from __future__ import annotations

from pathlib import Path

from tests.support.spoiling import change, copy, faults_of, spoil
from webapp.catalog.loader import load
from webapp.catalog.shelf import Catalog


def test_a_skill_has_five_levels_and_perhaps_a_lesson(shelf: Catalog) -> None:
    skill = shelf.skill("planning")
    assert (skill.title, len(skill.levels), skill.lesson) == ("Planning", 5, "basics/what-a-plan-is")
    assert shelf.skill("reporting").lesson is None


def test_a_role_has_a_target_for_each_skill(shelf: Catalog) -> None:
    role = shelf.role("helper")
    assert dict(role.targets) == {"planning": 2, "deciding": 1, "reporting": 2}
    assert (role.stage, role.next) == ("entry", ("lead",))


def test_a_trap_has_its_better_belief(shelf: Catalog) -> None:
    trap = shelf.trap("waits-too-long")
    assert (trap.name, trap.opposite) == ("Waits too long", "decides-alone")
    assert trap.lesson == "basics/when-things-slip#mistakes"


def test_quotes_are_turned(tmp_path: Path) -> None:
    content = copy(tmp_path)
    change(content, "traps.yaml", "It may sort itself out.", 'It\'s "fine".')
    assert load(content).trap("waits-too-long").belief == "It’s “fine”."


def test_a_missing_file_is_a_fault(tmp_path: Path) -> None:
    content = copy(tmp_path)
    (content / "roles.yaml").unlink()
    assert faults_of(content) == ["roles.yaml:1: is missing"]


def test_a_file_that_is_no_yaml_is_one_fault(tmp_path: Path) -> None:
    found = spoil(tmp_path, "roles.yaml", "roles:", "roles: [")
    assert len(found) == 1
    assert found[0].startswith("roles.yaml:")


def test_a_file_holds_its_one_key(tmp_path: Path) -> None:
    assert spoil(tmp_path, "traps.yaml", "traps:", "trap:") == [
        "traps.yaml:1: must hold `traps` and nothing else"
    ]
