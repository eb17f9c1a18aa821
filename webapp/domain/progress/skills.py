"""Competencies, role profiles and traps: the vocabulary that lessons, questions and plans share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

LEVELS = range(1, 6)


@dataclass(frozen=True)
class Skill:
    """A competency with five described levels; `levels[0]` is level 1."""

    code: str
    title: str
    meaning: str
    levels: tuple[str, ...]
    lesson: str | None = None


@dataclass(frozen=True)
class RoleProfile:
    """A role on the career ladder: the level it asks for in each competency, and where it leads."""

    code: str
    title: str
    stage: str
    summary: str
    targets: Mapping[str, int]
    next: tuple[str, ...]


@dataclass(frozen=True)
class Trap:
    """A named misconception behind wrong options, with the belief that repairs it."""

    code: str
    name: str
    belief: str
    better: str
    lesson: str
    opposite: str | None = None
