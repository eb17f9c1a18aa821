"""Questions that say the same in other words: shingles of five words, compared by their overlap."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from webapp.catalog.drafts import Drafts, QuestionDraft
from webapp.catalog.faults import Fault

SHINGLE = 5
TOO_ALIKE = 0.5
_WORD = re.compile(r"[\w']+")

Shingles = frozenset[tuple[str, ...]]


def check_duplicates(drafts: Drafts) -> Iterator[Fault]:
    """A fault at the later of two questions whose stems and options share half of their shingles or more."""
    holders: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    shingles = [shingle(question) for question in drafts.questions]
    for place, question in enumerate(drafts.questions):
        shared = Counter(earlier for each in shingles[place] for earlier in holders[each])
        for earlier, common in sorted(shared.items()):
            alike = common / (len(shingles[place]) + len(shingles[earlier]) - common)
            if alike >= TOO_ALIKE:
                other = drafts.questions[earlier]
                reason = f"says {alike:.0%} the same as {other.entry.id} in {other.written.sheet.file}"
                yield question.written.fault(reason)
        for each in shingles[place]:
            holders[each].append(place)


def shingle(question: QuestionDraft) -> Shingles:
    """Every run of five words in the stem and in what is chosen from; each text stands for itself, in any order."""
    found: set[tuple[str, ...]] = set()
    for part in question.entry.texts:
        words = _WORD.findall(part.lower())
        runs = max(len(words) - SHINGLE + 1, 1) if words else 0
        found.update(tuple(words[start : start + SHINGLE]) for start in range(runs))
    return frozenset(found)
