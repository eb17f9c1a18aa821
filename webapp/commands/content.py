"""The commands for the content folder."""

from __future__ import annotations

import argparse
from pathlib import Path

from webapp.catalog.loader import load
from webapp.commands.command import Groups, add, group
from webapp.settings import Settings


def add_commands(groups: Groups) -> None:
    """Put them into the parser."""
    content = group(groups, "content", "The content folder.")
    parser = add(content, "check", check)
    parser.add_argument(
        "folder", nargs="?", type=Path, help="another content folder (default: GANTRY_CONTENT)"
    )


def check(asked: argparse.Namespace, settings: Settings) -> None:
    """Read all content and name every fault with its file and line."""
    catalog = load(asked.folder.resolve() if asked.folder else settings.content_dir)
    questions = sum(len(bank) for bank in catalog.banks.values())
    print(
        f"The content is fit: {len(catalog.lessons)} lessons, {len(catalog.exams)} exams, {questions} questions."
    )
