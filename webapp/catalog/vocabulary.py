"""Vocabulary: skills.yaml, roles.yaml and traps.yaml → drafts, and drafts → the domain's values."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TypeVar

from webapp.catalog.drafts import Vocabulary
from webapp.catalog.faults import Fault
from webapp.catalog.fitting import Written, fit_list
from webapp.catalog.markdown import Renderer
from webapp.catalog.models import Entry, RoleEntry, SkillEntry, TrapEntry
from webapp.catalog.reading import Desk
from webapp.domain.progress.skills import RoleProfile, Skill, Trap

M = TypeVar("M", bound=Entry)


def read_vocabulary(desk: Desk) -> Vocabulary:
    """The words all other content shares."""
    return Vocabulary(
        skills=_read(desk, "skills.yaml", "skills", SkillEntry),
        roles=_read(desk, "roles.yaml", "roles", RoleEntry),
        traps=_read(desk, "traps.yaml", "traps", TrapEntry),
    )


def _read(desk: Desk, name: str, key: str, model: type[M]) -> tuple[Written[M], ...]:
    """The entries of a file, which all stand under one key."""
    path = desk.folder / name
    if not path.is_file():
        desk.faults.append(Fault(name, 1, "is missing"))
        return ()
    sheet = desk.sheet(path)
    if sheet is None:
        return ()
    if not isinstance(sheet.value, Mapping) or list(sheet.value) != [key]:
        desk.faults.append(sheet.fault(f"must hold `{key}` and nothing else"))
        return ()
    return fit_list(model, sheet, desk.faults, key)


def render_skill(entry: SkillEntry, renderer: Renderer) -> Skill:
    """The competency with its levels."""
    levels = tuple(renderer.words(level) for level in entry.levels)
    return Skill(entry.code, renderer.words(entry.title), renderer.words(entry.meaning), levels, entry.lesson)


def render_role(entry: RoleEntry, renderer: Renderer) -> RoleProfile:
    """The role profile."""
    return RoleProfile(
        code=entry.code,
        title=renderer.words(entry.title),
        stage=entry.stage,
        summary=renderer.words(entry.summary),
        targets=MappingProxyType(dict(entry.targets)),
        next=entry.next,
    )


def render_trap(entry: TrapEntry, renderer: Renderer) -> Trap:
    """The trap with the belief that repairs it."""
    return Trap(
        code=entry.code,
        name=renderer.words(entry.name),
        belief=renderer.words(entry.belief),
        better=renderer.words(entry.better),
        lesson=entry.lesson,
        opposite=entry.opposite,
    )
