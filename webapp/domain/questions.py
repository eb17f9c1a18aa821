"""Questions: kinds, options, and whether a response is right.

A response to a question of kind single or multiple is a set of option ids. Option ids belong to one version of a
question and never reach a browser: pages speak of letters in the order that was frozen for the attempt.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from string import ascii_lowercase

from webapp.domain.errors import BadInput

Response = frozenset[str]


class Kind(StrEnum):
    """How a question is answered."""

    SINGLE = "single"
    MULTIPLE = "multiple"


@dataclass(frozen=True)
class Option:
    """One option: `text` and `why` are safe HTML; `trap` is the code of the misconception behind a wrong one."""

    id: str
    text: str
    why: str
    correct: bool = False
    trap: str | None = None


@dataclass(frozen=True)
class Question:
    """One immutable version of a question; `version` is the hash of its content, `task` its outline task."""

    id: str
    version: str
    kind: Kind
    stem: str
    options: tuple[Option, ...]
    difficulty: int
    cognitive: str
    approach: str
    skills: tuple[str, ...]
    lesson: str
    reference: str
    reviewed: date
    task: str | None = None

    @property
    def key(self) -> Response:
        """The ids of the right options."""
        return frozenset(option.id for option in self.options if option.correct)

    @property
    def choose(self) -> int:
        """How many options the question asks for."""
        return len(self.key)

    def is_right(self, response: Response) -> bool:
        """All or nothing: the response is the key."""
        return bool(response) and response == self.key

    def response(self, letters: Collection[str]) -> Response:
        """The response these letters are, in the order the options are written; BadInput when they are none.

        A question asks for as many options as its key has: fewer would be no answer, more would be a guess.
        """
        options = dict(zip(ascii_lowercase, self.options, strict=False))
        chosen = set(letters)
        if not chosen <= options.keys():
            raise BadInput("That option does not belong to this question.", field="choice")
        if len(chosen) != self.choose:
            wanted = "one answer" if self.choose == 1 else f"{self.choose} answers"
            marked = {0: "none is", 1: "one is"}.get(len(chosen), f"{len(chosen)} are")
            raise BadInput(f"Choose {wanted}: {marked} marked.", field="choice")
        return frozenset(options[letter].id for letter in chosen)

    def option(self, option_id: str) -> Option:
        """The option of that id; KeyError when it is not one of this question's."""
        return {option.id: option for option in self.options}[option_id]
