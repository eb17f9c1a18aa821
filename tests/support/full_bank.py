"""A full bank for the tiny school: 160 questions that give nothing away, spread as its outline wishes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import count, product
from pathlib import Path
from typing import Any

import yaml

Made = dict[str, Any]
PER_TASK = 40
HOMES = {"p1": "plan", "p2": "plan", "d1": "people", "d2": "people"}
COGNITIVE = ("remember", "understand", "apply", "apply", "analyse")
LETTERS = "bdfgklmnprstvz"


def _as_it_is(_number: int, _question: Made) -> None:
    """Leave a question as it was made."""


def fill(
    content: Path,
    alter: Callable[[int, Made], object] = _as_it_is,
    sizes: Sequence[int] = (PER_TASK, PER_TASK, PER_TASK, PER_TASK),
) -> Path:
    """Write the bank into a copy of the tiny school; `alter` may change each question by its number, from 0."""
    words, numbers = _words(), count()
    for (task, domain), size in zip(HOMES.items(), sizes, strict=True):
        bank = []
        for place in range(size):
            number = next(numbers)
            question = _question(f"mini-{task}-{place + 1:03}", number, words)
            alter(number, question)
            bank.append(question)
        path = content / "exams/mini/questions" / domain / f"{task}.yaml"
        path.write_text(yaml.safe_dump(bank, sort_keys=False), encoding="utf-8")
    return content


def _words() -> Iterator[str]:
    """Words of five letters, each another: no strategy can prefer an option that is made of them."""
    return ("".join(letters) for letters in product(LETTERS, repeat=5))


def _question(name: str, number: int, words: Iterator[str]) -> Made:
    """A question of four options, every tenth of them with two keys; the key goes from place to place."""
    multiple = number % 10 == 9
    right = {number % 4, (number + 2) % 4} if multiple else {number % 4}
    said = " ".join(next(words) for _ in range(20))
    return {
        "id": name,
        "kind": "multiple" if multiple else "single",
        "approach": "any",
        "difficulty": 1 + number % 4,
        "cognitive": COGNITIVE[number % len(COGNITIVE)],
        "skills": ["planning"],
        "lesson": "basics/what-a-plan-is#idea",
        "stem": f"{said}. {'Choose two.' if multiple else 'Which?'}",
        "options": [
            {
                "text": " ".join(next(words) for _ in range(6)),
                **({"correct": True} if place in right else {}),
                "why": "So it is.",
            }
            for place in range(4)
        ],
        "reference": "Notes on small plans",
        "reviewed": "2026-11-22",
    }
