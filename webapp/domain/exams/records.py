"""Attempts as lists show them: small values without form or sheet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True)
class FinishedAttempt:
    """A finished attempt as lists show it; `by_task` maps a task's code to (right, asked)."""

    id: UUID
    exam: str
    edition: str
    state: str
    right: int
    answered: int
    questions: int
    pass_count: int
    passed: bool
    by_task: Mapping[str, tuple[int, int]]
    started_at: datetime
    finished_at: datetime


@dataclass(frozen=True)
class OpenAttempt:
    """An attempt nobody has closed yet, as lists show it; it may be past its deadline."""

    id: UUID
    exam: str
    questions: int
    started_at: datetime
    deadline: datetime
