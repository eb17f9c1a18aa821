"""Copies of the tiny school with one thing wrong in them."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.support.shelf import SHELF
from webapp.catalog.loader import inspect

P1 = "exams/mini/questions/plan/p1.yaml"
OUTLINE = "exams/mini/outlines/2026-01.yaml"
PLAN = "lessons/basics/what-a-plan-is.md"
DECIDES = "lessons/basics/who-decides.md"
SLIP = "lessons/basics/when-things-slip.md"
TRACK = "lessons/basics/track.yaml"


def copy(folder: Path) -> Path:
    """A fresh copy of the tiny school."""
    return shutil.copytree(SHELF, folder / "content")


def change(content: Path, file: str, old: str, new: str) -> None:
    """Change the first place of a file that reads `old`."""
    path = content / file
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{file} does not read {old!r}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def faults_of(content: Path) -> list[str]:
    """Every fault of a content folder, each as its line."""
    return [str(fault) for fault in inspect(content).faults]


def spoil(folder: Path, file: str, old: str, new: str) -> list[str]:
    """The faults of a copy in which one place of one file was changed."""
    content = copy(folder)
    change(content, file, old, new)
    return faults_of(content)
