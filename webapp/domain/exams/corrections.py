"""Corrections of questions that were asked already.

A question that turns out wrong is mended in the bank, which makes a new version. What was answered before keeps its
version; a correction says how those answers are judged from now on. Corrections are numbered and never taken back:
the number of the last one applied is the key version of a score.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from webapp.domain import questions
from webapp.domain.exams.form import FormItem


class Rule(StrEnum):
    """How answers to a corrected question are judged."""

    REKEY = "rekey"
    CREDIT = "credit"
    EXCLUDE = "exclude"


@dataclass(frozen=True)
class Correction:
    """One correction: `key` is what is right instead, as option ids (or as value and tolerance of a number)."""

    number: int
    question: str
    version: str
    rule: Rule
    reason: str
    on: date
    key: tuple[str, ...] = ()

    def key_as_shown(self, item: FormItem) -> str:
        """The corrected key as an answer to the item as it was shown."""
        if not item.order:
            return ";".join(self.key)
        return questions.show(self.key, item.order, item.kind)


NONE: Mapping[str, Correction] = MappingProxyType({})
"""Nothing was corrected."""
