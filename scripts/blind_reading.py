"""Sheets for somebody who reads a bank blind, and what came of it. How it is done: docs/item-writing.md.

    python -m scripts.blind_reading sheets pmp --to FOLDER [--seed 7] [--task R8]
    python -m scripts.blind_reading grade FOLDER

`sheets` writes solve.txt (stems, exhibits, shuffled options), guess.txt (options alone) and keys.json, which no reader
sees. They write solve.answers and guess.answers, a line a question: `#12 b`. `grade` compares.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import comb
from pathlib import Path
from random import Random
from typing import TypeVar

import yaml

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from webapp.catalog.drafts import QuestionDraft  # noqa: E402 - a checkout is no installed package
from webapp.catalog.loader import inspect  # noqa: E402
from webapp.catalog.question_models import (  # noqa: E402
    ChoiceEntry,
    DropdownEntry,
    HotspotEntry,
    MatchingEntry,
    NumericEntry,
    OrderingEntry,
    QuestionEntry,
)

LETTERS = "abcdefghijklm"
Thing = TypeVar("Thing")
IN_ANY_ORDER = ("single", "multiple", "hotspot")


@dataclass(frozen=True)
class Asked:
    """What can be answered of a question: its lines, the key, and how many options stand there for a guesser."""

    lines: tuple[str, ...]
    key: str
    options: int = 0


def main(words: list[str] | None = None) -> int:
    """Write sheets, or grade what was answered."""
    parser = argparse.ArgumentParser(description="Read a question bank blind.")
    verbs = parser.add_subparsers(required=True, dest="verb")
    sheets = verbs.add_parser("sheets", help="write the sheets of an exam's bank")
    sheets.add_argument("exam")
    sheets.add_argument("--to", type=Path, required=True, help="the folder to write them to")
    sheets.add_argument("--seed", type=int, default=7, help="the dice (default: 7)")
    sheets.add_argument("--task", action="append", help="only this task; may be given again")
    sheets.add_argument("--content", type=Path, default=ROOT / "content", help="the content folder")
    verbs.add_parser("grade", help="compare answers with the keys").add_argument("folder", type=Path)
    asked = parser.parse_args(words)
    if asked.verb == "grade":
        print("\n".join(grade(asked.folder)))
        return 0
    banks = {exam.code: exam.bank for exam in inspect(asked.content.resolve()).drafts.exams}
    if asked.exam not in banks:
        parser.error(f"there is no exam {asked.exam}; there are {', '.join(banks)}")
    bank = [each for each in banks[asked.exam] if not asked.task or each.task in asked.task]
    print(f"{write_sheets(bank, Random(asked.seed), asked.to)} questions in {asked.to}")  # noqa: S311 - a shuffle
    return 0


def write_sheets(bank: Sequence[QuestionDraft], dice: Random, folder: Path) -> int:
    """Write both sheets and the keys; returns the number of questions."""
    folder.mkdir(parents=True, exist_ok=True)
    order = [each for each in bank if not each.case]
    dice.shuffle(order)
    order += [each for each in bank if each.case]
    solve: list[str] = []
    guess: list[str] = []
    keys: dict[str, list[str | int]] = {}
    told = ""
    for number, draft in enumerate(order, start=1):
        if draft.case and draft.case.slug != told:
            told = draft.case.slug
            solve.append(f"=== {draft.case.written.entry.title} ===\n{draft.case.written.entry.situation}")
        found = ask(draft.entry, dice)
        solve.append("\n".join([f"#{number} [{draft.entry.kind}]", *_read(draft.entry), *found.lines]))
        if found.options:
            guess.append("\n".join([f"#{number} [choose {len(found.key)}]", *found.lines]))
        keys[f"#{number}"] = [draft.entry.id, draft.entry.kind, found.key, found.options]
    dice.shuffle(guess)
    for name, text in (("solve.txt", "\n\n".join(solve)), ("guess.txt", "\n\n".join(guess))):
        (folder / name).write_text(text + "\n", encoding="utf-8")
    (folder / "keys.json").write_text(json.dumps(keys, indent=1), encoding="utf-8")
    return len(order)


def _read(entry: QuestionEntry) -> Iterator[str]:
    """What is read before the options."""
    yield entry.stem.strip()
    if entry.exhibit:
        shown = entry.exhibit.model_dump(mode="json", exclude_defaults=True)
        yield yaml.safe_dump(shown, allow_unicode=True, sort_keys=False, width=110).rstrip()


def ask(entry: QuestionEntry, dice: Random) -> Asked:
    """What can be answered, in an order of the dice unless the order has meaning."""
    if isinstance(entry, ChoiceEntry):
        options = _shuffled(entry.options, dice, still=entry.fixed_order)
        key = "".join(letter for letter, each in zip(LETTERS, options, strict=False) if each.correct)
        return Asked(_listed([each.text for each in options]), key, len(options))
    if isinstance(entry, MatchingEntry):
        rights = _shuffled(entry.rights, dice, still=entry.fixed_order)
        lefts = [f"  {number}. {pair.left}" for number, pair in enumerate(entry.pairs, start=1)]
        return Asked((*lefts, *_listed(rights)), "".join(LETTERS[rights.index(p.right)] for p in entry.pairs))
    if isinstance(entry, OrderingEntry):
        steps = _shuffled(entry.steps, dice)
        return Asked(
            _listed([each.text for each in steps]), "".join(LETTERS[steps.index(s)] for s in entry.steps)
        )
    return _ask_in_place(entry)


def _ask_in_place(entry: QuestionEntry) -> Asked:
    """The kinds whose choices stand where they are written."""
    if isinstance(entry, HotspotEntry):
        key = "".join(letter for letter, each in zip(LETTERS, entry.regions, strict=False) if each.correct)
        return Asked(_listed([each.words for each in entry.regions]), key)
    if isinstance(entry, DropdownEntry):
        gaps = [" | ".join(_listed([each.text for each in gap.options])) for gap in entry.gaps]
        key = "".join(
            letter
            for gap in entry.gaps
            for letter, each in zip(LETTERS, gap.options, strict=False)
            if each.correct
        )
        numbered = [f"  gap {number}: {gap}" for number, gap in enumerate(gaps, start=1)]
        return Asked((entry.sentence, *numbered), key)
    if isinstance(entry, NumericEntry):
        return Asked((f"  a number, in {entry.unit or 'no unit'}",), str(entry.answer))
    raise TypeError(entry.kind)


def _shuffled(things: Sequence[Thing], dice: Random, *, still: bool = False) -> list[Thing]:
    shuffled = list(things)
    if not still:
        dice.shuffle(shuffled)
    return shuffled


def _listed(texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(f"  {letter}) {text}" for letter, text in zip(LETTERS, texts, strict=False))


def grade(folder: Path) -> Iterator[str]:
    """What agrees with the keys: each disagreement of a solver, and each question a guesser has found."""
    keys = json.loads((folder / "keys.json").read_text(encoding="utf-8"))
    for sheet in ("solve", "guess"):
        path = folder / f"{sheet}.answers"
        if not path.is_file():
            continue
        given = dict(_answers(path))
        put = {tag: key for tag, key in keys.items() if sheet == "solve" or key[3]}
        right = {tag for tag, (_, kind, key, _) in put.items() if _agrees(given.get(tag, ""), key, kind)}
        chance = sum(1 / comb(key[3], len(key[2])) for key in put.values() if key[3]) / max(len(put), 1)
        beside = f", chance {chance:.1%}" if sheet == "guess" else ""
        yield f"{sheet}: {len(right)} of {len(put)} ({len(right) / max(len(put), 1):.1%}{beside})"
        for tag, (question, _, key, _) in put.items():
            if sheet == "solve" and tag not in right:
                yield f"  {tag} {question}: said {given.get(tag, 'nothing')}, the key is {key}"
            if sheet == "guess" and tag in right:
                yield f"  {tag} {question}"


def _answers(path: Path) -> Iterator[tuple[str, str]]:
    """Tag and answer of each line."""
    for line in path.read_text(encoding="utf-8").splitlines():
        tag, _, answer = line.strip().partition(" ")
        if tag.startswith("#"):
            yield tag, answer.strip().lower().replace(" ", "")


def _agrees(answer: str, key: str, kind: str) -> bool:
    """Whether an answer is the key; of options the order does not matter."""
    return sorted(answer) == sorted(key) if kind in IN_ANY_ORDER else answer == key


if __name__ == "__main__":
    sys.exit(main())
