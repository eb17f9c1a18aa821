"""What an answer chose: the options, places or values of a question as the rows of its distractor table.

Choices are named by the ids of options, which an author reads as the letters of the written order: an option by its
id (`b`), a place or rank by its number and what was put there (`2c`), a number by its value. What was left open is a
choice of its own. Answers are judged by the key of the version, or by the correction in force.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from webapp.domain import answers, questions
from webapp.domain.answers import BLANK, Way
from webapp.domain.exams.corrections import NONE, Correction, Rule
from webapp.domain.questions import Kind, Question

OPEN = ""
OTHER = "other"


@dataclass(frozen=True)
class Judged:
    """A question with the key its answers are judged by. One that is `set_aside` counts in nobody's score."""

    question: Question
    key: str
    set_aside: bool = False

    def is_right(self, answer: str) -> bool:
        """Whether a counted answer is right, all or nothing."""
        return questions.is_right(answer, self.key, self.question.kind)

    @property
    def offered(self) -> tuple[str, ...]:
        """Every choice there is, in written order; for a number the key and the values of known errors."""
        question = self.question
        if question.number:
            return (*sorted(self.right), *(f"{miss.value.normalize():f}" for miss in question.number.misses))
        letters = question.option_ids
        if question.kind.way is Way.CHOOSE:
            return letters
        places = len(question.key)
        return tuple(f"{place}{letter}" for place in range(1, places + 1) for letter in letters)

    @property
    def right(self) -> frozenset[str]:
        """The choices that belong to the key."""
        if self.question.number:
            return frozenset({f"{Decimal(self.key.split(';')[0]).normalize():f}"})
        return frozenset(self._named(self.key))

    def chosen(self, answer: str) -> tuple[str, ...]:
        """The choices an answer made; OPEN alone where it made none."""
        if not answer:
            return (OPEN,)
        if self.question.number:
            return (self._value(answer),)
        return self._named(answer) or (OPEN,)

    def _named(self, answer: str) -> tuple[str, ...]:
        """Ids as choices."""
        if self.question.kind.way is Way.CHOOSE:
            return tuple(answer)
        return tuple(f"{place}{each}" for place, each in enumerate(answer, start=1) if each != BLANK)

    def _value(self, answer: str) -> str:
        """The key, the known error, or something else."""
        if self.is_right(answer):
            return next(iter(self.right))
        number = self.question.number
        misses = number.misses if number else ()
        for miss in misses:
            if number and answers.within(answer, miss.value, number.tolerance):
                return f"{miss.value.normalize():f}"
        return OTHER


def judged(question: Question, corrections: Mapping[str, Correction] = NONE) -> Judged:
    """A question as its answers are judged now.

    What a correction excludes, or counts as right for everybody, says nothing of anybody and is set aside.
    """
    correction = corrections.get(question.version)
    if correction and correction.rule is Rule.REKEY:
        return Judged(question, _key(question, correction.key))
    number = question.number
    right = (str(number.value), str(number.tolerance)) if number else question.key
    return Judged(question, _key(question, right), set_aside=correction is not None)


def _key(question: Question, right: tuple[str, ...]) -> str:
    """What is right as a counted answer would say it; of a number its value and tolerance."""
    if question.number:
        return ";".join(right)
    return "".join(sorted(right) if question.kind.way is Way.CHOOSE else right)


def has_distractors(question: Question) -> bool:
    """Whether its wrong choices are options that an author wrote to be chosen from."""
    return question.kind in {Kind.SINGLE, Kind.MULTIPLE, Kind.HOTSPOT}
