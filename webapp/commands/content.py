"""The commands for the content folder."""

from __future__ import annotations

import argparse
from pathlib import Path

from webapp.app import clock
from webapp.catalog.faults import UnfitContent
from webapp.catalog.loader import inspect
from webapp.commands import authoring, bank_quality, checking
from webapp.commands import curriculum as curriculum_page
from webapp.commands.command import Groups, Refused, add, group
from webapp.settings import Settings


def add_commands(groups: Groups) -> None:
    """Put them into the parser."""
    content = group(groups, "content", "The content folder.")
    parser = add(content, "check", check)
    parser.add_argument(
        "folder", nargs="?", type=Path, help="another content folder (default: GANTRY_CONTENT)"
    )
    parser = add(content, "quality", quality)
    parser.add_argument(
        "folder", nargs="?", type=Path, help="another content folder (default: GANTRY_CONTENT)"
    )
    parser.add_argument("--write", type=Path, metavar="FILE", help="write it to a file")
    parser = add(content, "curriculum", curriculum)
    parser.add_argument(
        "folder", nargs="?", type=Path, help="another content folder (default: GANTRY_CONTENT)"
    )
    parser.add_argument("--write", type=Path, metavar="FILE", help="write it to a file")
    authoring.add_commands(content)


def check(asked: argparse.Namespace, settings: Settings) -> None:
    """Read all content, name every fault with its file and line, and count the questions."""
    found = inspect(_folder(asked, settings), today=clock().date())
    print("\n".join(checking.lines(found)), flush=True)
    if found.catalog is None:
        raise Refused(f"the content is unfit; its faults ({len(found.faults)}) stand above, one a line")
    lessons, exams = len(found.catalog.lessons), len(found.catalog.exams)
    questions = sum(len(bank) for bank in found.catalog.banks.values())
    print(f"The content is fit: {lessons} lessons, {exams} exams, {questions} questions.")


def quality(asked: argparse.Namespace, settings: Settings) -> None:
    """Measure what the banks give away to somebody who only looks at the options."""
    found = inspect(_folder(asked, settings))
    if found.faults:
        raise UnfitContent(found.faults)
    _hand_over(asked, bank_quality.document(found), "What the banks give away")


def curriculum(asked: argparse.Namespace, settings: Settings) -> None:
    """Say which lessons teach each line of the map, and serve each task and competency."""
    found = inspect(_folder(asked, settings))
    if found.faults:
        raise UnfitContent(found.faults)
    _hand_over(asked, curriculum_page.document(found.drafts), "The curriculum")


def _hand_over(asked: argparse.Namespace, document: str, what: str) -> None:
    """Print a document, or write it to the file that was asked for."""
    if asked.write is None:
        print(document, end="")
        return
    try:
        asked.write.write_text(document, encoding="utf-8")
    except OSError as error:
        raise Refused(f"{asked.write} cannot be written: {error.strerror}") from error
    print(f"{what} stands in {asked.write}.")


def _folder(asked: argparse.Namespace, settings: Settings) -> Path:
    return asked.folder.resolve() if asked.folder else settings.content_dir
