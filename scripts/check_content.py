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
    """Faults first, then facts to look up again, then counts, cues, and what growing banks lack."""
    lines = [str(fault) for fault in found.faults]
    lines += [f"{fact} (look it up again)" for fact in found.ageing]
    lines += [str(tally) for tally in found.tallies]
    for exam, cues in found.cues.items():
        lines += [f"{exam}: what the look of the options gives away", *(f"  {cue}" for cue in cues)]
    for exam, shortages in found.shortages.items():
        told = [f"  {shortage}" for shortage in shortages] or ["  nothing: the bank is complete"]
        lines += [f"{exam}: what the growing bank lacks for a form", *told]
    count = len(found.faults)
    lines.append("The content is fit." if not count else f"The content is unfit: {count} faults.")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
