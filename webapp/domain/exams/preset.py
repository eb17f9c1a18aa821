"""Presets: custom practices that somebody has saved under a name of their own, for one exam."""

from __future__ import annotations

from collections.abc import Collection

from webapp.domain.errors import BadInput
from webapp.domain.exams.outline import Outline
from webapp.domain.exams.wish import Wish

MOST = 20
"""Presets somebody can keep for one exam."""

LONGEST_NAME = 60


def same_name(one: str, other: str) -> bool:
    """Whether two names are one to a reader, who does not mind capitals."""
    return one.casefold() == other.casefold()


def check(name: str, wish: Wish, outline: Outline, taken: Collection[str], *, replacing: str = "") -> None:
    """Refuse what cannot be saved; raises BadInput with its field.

    `taken` are the names there are; the preset under `replacing` is the one that was opened to be changed.
    """
    if not name:
        raise BadInput("Give it a name.", field="name")
    if len(name) > LONGEST_NAME:
        raise BadInput(f"A name takes at most {LONGEST_NAME} characters.", field="name")
    clash = any(same_name(name, each) for each in taken)
    if clash and not same_name(name, replacing):
        raise BadInput("You have a practice of that name. Choose another name.", field="name")
    if not clash and len(taken) >= MOST:
        raise BadInput(
            f"You have {MOST} saved practices, and there can be no more. Remove one first.", field="name"
        )
    if set(wish.tasks) - {task.code for task in outline.tasks}:
        raise BadInput("Choose among the tasks of the outline.", field="tasks")
    wish.check()
