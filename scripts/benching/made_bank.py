"""A bank of made-up questions of any size, written as a content folder of the benchmark's own.

The outlines, lessons and vocabulary are those of content/; only the questions are made, at least as many as a whole PMP
form needs. Their words are drawn by dice with a fixed seed, long enough to weigh what real ones weigh. The bank calls
itself growing, since it is spread as suits a measurement and not as its outline wishes.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Any

import yaml

from webapp.catalog.loader import load
from webapp.catalog.shelf import Catalog
from webapp.domain.exams.outline import Domain, Outline

EXAM = "pmp"
PER_TASK = 12
CASES, IN_A_CASE = 4, 5
NUMBER_OF_CASES = 9000
"""Questions of cases take numbers from here on."""
STEM, SITUATION, OPTION, WHY = 55, 160, 12, 24
"""How many words each part of a question has."""
LETTERS = "abcdefghijklmnoprstuvw"
SEED = 180
Made = dict[str, Any]


def write(folder: Path, source: Path, per_task: int = PER_TASK) -> Path:
    """A content folder like `source`, but for the questions of the one exam, so many a task."""
    shutil.copytree(source, folder)
    exam = folder / "exams" / EXAM
    shutil.rmtree(exam / "cases", ignore_errors=True)
    shutil.rmtree(exam / "questions")
    told = yaml.safe_load((exam / "exam.yaml").read_text(encoding="utf-8"))
    _write(exam / "exam.yaml", {**told, "bank": "growing"})
    catalog = load(source)
    _write_bank(exam, catalog, catalog.exam(EXAM).outline, per_task)
    return folder


def _write_bank(exam: Path, catalog: Catalog, outline: Outline, per_task: int) -> None:
    """Every question file, and the cases."""
    hand = Hand(catalog)
    for domain in outline.domains:
        for task in domain.tasks:
            file = exam / "questions" / domain.slug / f"{task.code.lower()}.yaml"
            _write(file, [hand.question(task.code, n) for n in range(1, per_task + 1)])
    for number in range(1, CASES + 1):
        _write(exam / "cases" / f"made-{number}.yaml", hand.case(number, _tasks(outline.domains, number)))


def _write(file: Path, made: object) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(yaml.safe_dump(made, sort_keys=False, width=110), encoding="utf-8")


def _tasks(domains: Sequence[Domain], number: int) -> list[str]:
    """The tasks a case asks about: of every domain in turn."""
    turns = [
        domain.tasks[(number + place) % len(domain.tasks)].code for place in range(2) for domain in domains
    ]
    return turns[:IN_A_CASE]


class Hand:
    """Writes questions, each with words of its own."""

    def __init__(self, catalog: Catalog) -> None:
        """Take what questions point to from a catalogue."""
        self._dice = Random(SEED)  # noqa: S311 - the same bank in every run
        self._words = ["".join(self._dice.choices(LETTERS, k=self._dice.randint(2, 10))) for _ in range(4000)]
        self._lesson = catalog.tracks[0].lessons[0].path
        self._skill = catalog.skills[0].code
        self._traps = [trap.code for trap in catalog.traps]
        self._written = 0

    def question(self, of: str, number: int, **more: Any) -> Made:
        """One question of four options, or of five with two keys."""
        kind = "multiple" if number % 5 == 0 else "single"
        self._written += 1
        return {
            "id": f"{EXAM}-{of.lower()}-{number:03}",
            "kind": kind,
            "approach": ("predictive", "agile", "hybrid", "predictive", "agile")[self._written % 5],
            "difficulty": 1 + number % 3,
            "cognitive": "apply",
            **more,
            "skills": [self._skill],
            "lesson": self._lesson,
            "stem": f"{self._say(STEM)} {'Choose two.' if kind == 'multiple' else 'What next?'}",
            "options": list(self._options(kind)),
            "reference": "Made for a measurement",
            "reviewed": "2026-11-22",
        }

    def case(self, number: int, tasks: Sequence[str]) -> Made:
        """A situation and its questions."""
        asked = [
            self.question(task, NUMBER_OF_CASES + 10 * number + n, task=task)
            for n, task in enumerate(tasks, start=1)
        ]
        return {"title": f"Situation {number}", "situation": self._say(SITUATION), "questions": asked}

    def _options(self, kind: str) -> Iterator[Made]:
        """Options of about one length, the right ones anywhere among them."""
        many, keys = (5, 2) if kind == "multiple" else (4, 1)
        right = set(self._dice.sample(range(many), keys))
        for place in range(many):
            option: Made = {"text": self._say(OPTION).rstrip(".")}
            if place in right:
                option["correct"] = True
            yield {**option, "why": self._say(WHY), **({} if place in right else {"trap": self._trap()})}

    def _trap(self) -> str:
        return self._dice.choice(self._traps)

    def _say(self, words: int) -> str:
        """So many words."""
        said = " ".join(self._dice.choices(self._words, k=words))
        return f"{said.capitalize()}."
