"""Questions that say the same in other words: shingles of three words, compared by their overlap.

The overlap of two questions is the share of shingles they have in common among all they have (Jaccard's index). Two
limits hold over all exams and lessons together: 30 % for the whole question, stem and options; 50 % for the stem alone,
where it is long enough to tell a situation. Options alone have no limit: rival terms of one family may serve several
questions, each of which asks for another of them.

Comparing every pair would take a hundred times as long for ten times the questions. But two sets that overlap by a
share t have, when each is sorted with its rarest shingles first, one in common among the first (1 - t) of each: so only
questions that share such a rare shingle are compared at all, and no pair over the limit is missed. Stock phrases,
which many questions share, are never among the rare.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from webapp.catalog.checks.unwritten import unwritten
from webapp.catalog.drafts import Drafts, QuestionDraft
from webapp.catalog.faults import Fault

SHINGLE = 3
TOO_ALIKE = 0.3
STEMS_TOO_ALIKE = 0.5
SHORT_STEM = 12
"""A stem with fewer shingles tells no situation."""
_STEPS = (TOO_ALIKE, 0.15, 0.08, 0.04)
_ROUNDING = 1e-9
_WORD = re.compile(r"[\w']+")

Shingles = frozenset[tuple[str, ...]]


@dataclass(frozen=True)
class Pair:
    """Two places in a list of questions, the earlier one first, and the overlap of what stands there."""

    earlier: int
    later: int
    overlap: float


def check_duplicates(drafts: Drafts) -> Iterator[Fault]:
    """A fault at the later of two questions that overlap as a whole, or in their stems; skeletons are all alike."""
    questions = [question for question in drafts.questions if not any(unwritten(question))]
    told = set()
    for pair in pairs([shingle(question) for question in questions], TOO_ALIKE):
        told.add((pair.earlier, pair.later))
        yield _fault(questions, pair, "says")
    stems = [shingles([question.entry.stem]) for question in questions]
    long = [stem if len(stem) >= SHORT_STEM else frozenset() for stem in stems]
    for pair in pairs(long, STEMS_TOO_ALIKE):
        if (pair.earlier, pair.later) not in told:
            yield _fault(questions, pair, "has a stem that says")


def _fault(questions: Sequence[QuestionDraft], pair: Pair, says: str) -> Fault:
    later, other = questions[pair.later], questions[pair.earlier]
    reason = f"{says} {pair.overlap:.0%} the same as {other.entry.id} in {other.written.sheet.file}"
    return later.written.fault(reason)


def shingle(question: QuestionDraft) -> Shingles:
    """The shingles of a question: of its stem and of what is chosen from."""
    return shingles(question.entry.texts)


def shingles(texts: Iterable[str]) -> Shingles:
    """Every run of three words; each text stands for itself, in any order."""
    found: set[tuple[str, ...]] = set()
    for text in texts:
        words = _WORD.findall(text.lower())
        if len(words) < SHINGLE:
            found.update([tuple(words)] if words else [])
        else:
            found.update(zip(words, words[1:], words[2:], strict=False))
    return frozenset(found)


def overlap(one: Shingles, other: Shingles) -> float:
    """Jaccard's index."""
    common = len(one & other)
    return common / (len(one) + len(other) - common) if common else 0.0


def pairs(sets: Sequence[Shingles], limit: float) -> Iterator[Pair]:
    """Every pair that overlaps by the limit or more, in the order of the later one."""
    numbers = _numbered(sets)
    holders: defaultdict[int, list[int]] = defaultdict(list)
    for later, shingled in enumerate(numbers):
        size = len(shingled)
        rare = shingled[: size - ceil(limit * size - _ROUNDING) + 1]
        for earlier in sorted({each for number in rare for each in holders[number]}):
            if min(size, len(sets[earlier])) >= limit * max(size, len(sets[earlier])) - _ROUNDING:
                alike = overlap(sets[earlier], sets[later])
                if alike >= limit:
                    yield Pair(earlier, later, alike)
        for number in rare:
            holders[number].append(later)


def _numbered(sets: Sequence[Shingles]) -> list[list[int]]:
    """Each set as numbers in rising order, where rarer shingles have lower numbers."""
    known: dict[tuple[str, ...], int] = {}
    named = [[known.setdefault(each, len(known)) for each in shingled] for shingled in sets]
    counts = Counter(number for shingled in named for number in shingled)
    places = {
        number: place for place, (number, _) in enumerate(sorted(counts.items(), key=lambda c: c[::-1]))
    }
    return [sorted(places[number] for number in shingled) for shingled in named]


def nearest_pairs(questions: Sequence[QuestionDraft], most: int) -> tuple[Pair, ...]:
    """The pairs that overlap most; fewer where hardly any overlap at all."""
    sets = [shingle(question) for question in questions]
    found: list[Pair] = []
    for limit in _STEPS:
        found = sorted(pairs(sets, limit), key=lambda pair: (-pair.overlap, pair.later, pair.earlier))
        if len(found) >= most:
            break
    return tuple(found[:most])
