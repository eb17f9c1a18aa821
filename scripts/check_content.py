"""Check all lessons, exams and questions: every fault with file and line, then the counts.

    python scripts/check_content.py [--content DIR] [--today YYYY-MM-DD]

Ends with status 1 when there are faults. With --today, facts older than a year are listed too; they are no faults.
"""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from webapp.catalog.loader import Inspection, inspect  # noqa: E402 - a checkout is no installed package
from webapp.commands import checking  # noqa: E402


def main(words: list[str] | None = None) -> int:
    """Look at the folder and tell what was found."""
    parser = argparse.ArgumentParser(description="Check all lessons, exams and questions.")
    parser.add_argument(
        "--content", type=Path, default=ROOT / "content", help="the folder (default: content)"
    )
    parser.add_argument("--today", type=date.fromisoformat, help="list facts a year older than this day")
    asked = parser.parse_args(words)
    found = inspect(asked.content.resolve(), today=asked.today)
    print(report(found))
    return 1 if found.faults else 0


def report(found: Inspection) -> str:
    """What the check says, and whether the content is fit."""
    count = len(found.faults)
    verdict = "The content is fit." if not count else f"The content is unfit: {count} faults."
    return "\n".join([*checking.lines(found), verdict])


if __name__ == "__main__":
    sys.exit(main())
