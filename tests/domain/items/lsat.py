"""LSAT-6 (Bock & Lieberman 1970): 1,000 people, five questions, with the figures published or computed for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tests.support import kinds
from webapp.domain.items.counting import AnswerRecord, CountedAnswer
from webapp.domain.questions import Question

COUNTS = (
    3, 6, 2, 11, 1, 1, 3, 4, 1, 8, 0, 16, 0, 3, 2, 15, 10, 29, 14, 81, 3, 28, 15, 80, 16, 56, 21, 173, 11, 61, 28, 298,
)  # fmt: skip
"""How many people gave each pattern, from 00000 to 11111."""
P = (0.924, 0.709, 0.553, 0.763, 0.870)
ITEM_TOTAL = (0.3620, 0.5668, 0.6184, 0.5344, 0.4354)
CORRECTED = (0.1128, 0.1532, 0.1728, 0.1444, 0.1216)
ALPHA_WITHOUT = (0.2754, 0.2376, 0.2168, 0.2459, 0.2663)
D = (0.1966, 0.6315, 0.8109, 0.5370, 0.3203)
ALPHA, KR21, SEM = 0.29500, 0.19644, 0.8691
SCORES = (3, 20, 85, 237, 357, 298)
MEAN, VARIANCE, SAMPLE_VARIANCE = 3.819, 1.070239, 1.07131


def patterns() -> Iterator[tuple[tuple[int, ...], int]]:
    """Each pattern of right and wrong, with how many people gave it."""
    for number, people in enumerate(COUNTS):
        yield tuple(int(bit) for bit in f"{number:05b}"), people


def questions() -> tuple[Question, ...]:
    """Five questions whose key is b."""
    return tuple(replace(kinds.single(n), version=f"v{n}", id=f"lsat-{n}") for n in range(1, 6))


def records() -> Iterator[AnswerRecord]:
    """A record for each person; the wrong answer is a."""
    for pattern, people in patterns():
        answers = tuple(
            CountedAnswer(f"v{place}", "b" if right else "a") for place, right in enumerate(pattern, start=1)
        )
        for _ in range(people):
            yield AnswerRecord("lsat", whole=True, month="2026-11", answers=answers)
