"""What a bank gives away, measured and judged: cues, guessers, absolutes, the length of stems."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import median

from webapp.catalog.checks import cues, guessers
from webapp.catalog.checks.cues import WHOLE, Cue
from webapp.catalog.checks.spread import Share, check_spread, shares
from webapp.catalog.checks.wording import ABSOLUTES, Choice, choices
from webapp.catalog.drafts import ExamDraft, QuestionDraft
from webapp.catalog.faults import Fault

POINTS_OF_ABSOLUTES = 5.0
RARELY = 2.326
"""So many standard errors are passed by chance once in a hundred banks, on one side."""
WORDS_OF_A_STEM, MEDIAN_WORDS = 90, 60


@dataclass(frozen=True)
class Absolutes:
    """How many options say all, always, never or only, among keys and among wrong options."""

    in_keys: int
    keys: int
    in_wrong: int
    wrong: int

    @property
    def points(self) -> float:
        """How many points of a hundred the rate in wrong options lies over that in keys."""
        return 100 * (self.in_wrong / max(self.wrong, 1) - self.in_keys / max(self.keys, 1))

    def beyond(self, questions: int) -> bool:
        """Whether they tell keys from wrong options; in a small bank, more than chance would."""
        passed = abs(self.points) > POINTS_OF_ABSOLUTES
        if not passed or questions >= WHOLE:
            return passed
        rate = (self.in_keys + self.in_wrong) / (self.keys + self.wrong)
        error = 100 * sqrt(rate * (1 - rate) * (1 / max(self.keys, 1) + 1 / max(self.wrong, 1)))
        return abs(self.points) > RARELY * error

    def __str__(self) -> str:
        return (
            f"all, always, never, only: in {self.in_keys} of {self.keys} keys "
            f"and {self.in_wrong} of {self.wrong} wrong options"
        )


@dataclass(frozen=True)
class Quality:
    """One bank as measured. `stems` holds the words of every stem, in order; `long` those over the limit."""

    exam: str
    title: str
    growing: bool
    size: int
    seen: int
    cues: tuple[Cue, ...]
    guessers: tuple[Cue, ...]
    absolutes: Absolutes
    option_words: tuple[float, float]
    stems: tuple[int, ...]
    shares: tuple[Share, ...]
    faults: tuple[Fault, ...]

    @property
    def stem_median(self) -> float:
        """The words of the stem in the middle."""
        return median(self.stems) if self.stems else 0.0


def measure(exam: ExamDraft) -> Quality:
    """Everything that can be said of an exam's bank as a whole."""
    seen = choices(exam.bank)
    found, learned, absolutes = cues.measure(seen), guessers.guess(seen), _absolutes(seen)
    stems = tuple(sorted(stem_words(question) for question in exam.bank))
    return Quality(
        exam=exam.code,
        title=exam.written.entry.title,
        growing=exam.written.entry.bank == "growing",
        size=len(exam.bank),
        seen=len(seen),
        cues=found,
        guessers=learned,
        absolutes=absolutes,
        option_words=_option_words(seen),
        stems=stems,
        shares=shares(exam),
        faults=tuple(_faults(exam, (*found, *learned), absolutes, stems)),
    )


def stem_words(question: QuestionDraft) -> int:
    """How many words the stem has; the situation of a case is not of it."""
    return len(question.entry.stem.split())


def _faults(
    exam: ExamDraft, found: Sequence[Cue], absolutes: Absolutes, stems: Sequence[int]
) -> Iterator[Fault]:
    seen = found[0].trials
    for cue in found:
        if cue.beyond:
            yield exam.written.fault(f"the bank gives its keys away to the {cue}")
    if absolutes.beyond(seen):
        yield exam.written.fault(f"the bank gives its keys away by {absolutes}")
    if len(stems) >= WHOLE and median(stems) > MEDIAN_WORDS:
        reason = f"half of the stems have more than {MEDIAN_WORDS} words; the median is {median(stems):g}"
        yield exam.written.fault(reason)
    for question in exam.bank:
        words = stem_words(question)
        if words > WORDS_OF_A_STEM and question.case is None:
            yield question.written.fault(f"has {words} words; {WORDS_OF_A_STEM} at most", "stem")
    yield from check_spread(exam)


def _options(bank: Sequence[Choice], *, right: bool) -> list[tuple[str, ...]]:
    """The words of all options that are right, or of those that are not."""
    return [
        words
        for choice in bank
        for words, correct in zip(choice.words, choice.right, strict=True)
        if correct is right
    ]


def _absolutes(bank: Sequence[Choice]) -> Absolutes:
    keys, wrong = _options(bank, right=True), _options(bank, right=False)
    in_keys, in_wrong = (sum(not ABSOLUTES.isdisjoint(words) for words in side) for side in (keys, wrong))
    return Absolutes(in_keys, len(keys), in_wrong, len(wrong))


def _option_words(bank: Sequence[Choice]) -> tuple[float, float]:
    """The mean length of keys and of wrong options, in words."""
    sides = [[len(words) for words in _options(bank, right=right)] for right in (True, False)]
    means = [sum(side) / max(len(side), 1) for side in sides]
    return means[0], means[1]
