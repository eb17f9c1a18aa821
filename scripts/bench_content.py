"""How long it takes to check content and to load it: each check, whole banks, the compiled copy, one file.

    .venv/bin/python -m scripts.bench_content [--questions N]

Makes a bank of so many questions in a temporary folder and says the processor time of each part, in seconds, of one
process. Ends with status 1 when the made bank has a fault, when the whole check takes a minute or more, or when loading
the compiled copy takes a second or more.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from time import process_time
from typing import TypeVar

from scripts.benching import made_bank
from scripts.benching.processes import ROOT
from webapp.catalog import compiled, loader
from webapp.catalog.checks import duplicates, quality
from webapp.catalog.drafts import Drafts
from webapp.catalog.faults import Fault
from webapp.catalog.proof import read_proof
from webapp.catalog.reading import Desk
from webapp.catalog.shelf import Catalog
from webapp.catalog.similar import Library, texts_of

LIMIT = 60.0
LOADING_LIMIT = 1.0
Result = TypeVar("Result")


def main(words: Sequence[str] | None = None) -> int:
    """Make the bank, check it part by part, and say what each part took."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--questions", type=int, default=10_000, help="about so many (default: %(default)s)")
    parser.add_argument("--content", type=Path, default=ROOT / "content", help="the content to start from")
    asked = parser.parse_args(words)
    with tempfile.TemporaryDirectory(prefix="gantry-bench-") as home:
        tasks = len(loader.load(asked.content).exam(made_bank.EXAM).outline.tasks)
        folder = made_bank.write(Path(home) / "content", asked.content, max(asked.questions // tasks, 1))
        return _bench(folder)


def _bench(folder: Path) -> int:
    """The parts by themselves, then the whole check as an author calls it."""
    drafts, _ = _timed("read", lambda: loader.read_drafts(Desk(folder)))
    for check in loader.CHECKS:
        _timed(check.__name__, partial(_run, check, drafts))
    _timed("measure banks", lambda: [quality.measure(exam) for exam in drafts.exams])
    _timed("nearest pairs", lambda: duplicates.nearest_pairs(drafts.questions, 5))
    found, took = _timed("whole check", lambda: loader.inspect(folder))
    print(f"{len(drafts.questions):,} questions, {len(found.faults)} faults")
    if found.catalog is None or took >= LIMIT:
        return 1
    return int(_bench_loading(folder, found.catalog) >= LOADING_LIMIT)


def _bench_loading(folder: Path, catalog: Catalog) -> float:
    """What a start and an author wait for once there is a compiled copy; the time of the start."""
    path = folder.parent / compiled.NAME
    _timed("keep the copy", lambda: compiled.keep(catalog, compiled.hash_files(folder), path))
    copied, took = _timed("load the copy", lambda: compiled.load_compiled(folder, path))
    if copied.versions.keys() != catalog.versions.keys():
        raise AssertionError("the copy holds another bank")
    file = min((folder / "exams").glob("*/questions/*/*.yaml"), key=lambda path: path.stat().st_size)
    proof, _ = _timed("check one file", lambda: read_proof(file.read_bytes(), file.name, copied))
    library, _ = _timed("note all words", lambda: Library(copied.versions.values()))
    texts = texts_of(proof.shown[0].question)
    _timed("nearest to one", lambda: library.nearest(texts, most=5))
    print(f"the copy holds {path.stat().st_size / 1e6:.1f} MB")
    return took


def _run(check: Callable[[Drafts], Iterable[Fault]], drafts: Drafts) -> list[Fault]:
    return list(check(drafts))


def _timed(name: str, part: Callable[[], Result]) -> tuple[Result, float]:
    start = process_time()
    result = part()
    took = process_time() - start
    print(f"{name:<20}{took:8.2f} s", flush=True)
    return result, took


if __name__ == "__main__":
    sys.exit(main())
