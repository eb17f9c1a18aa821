"""What chance does: the count of hits that dice reach in less than one bank of a hundred."""

from __future__ import annotations

from collections.abc import Sequence

RARE = 0.01
_NOTHING = 1e-16


def too_many(chances: Sequence[float]) -> int:
    """The smallest count of hits that happens by chance in less than one bank of a hundred.

    The number of hits is a sum of independent draws, each with the chance of its question: a binomial one where all
    chances are equal. Counts of next to no probability are dropped on the way, so that a bank of ten thousand
    questions takes a second instead of minutes; all that is dropped together is far below what could move a limit.
    """
    least, exactly = 0, [1.0]
    for chance in chances:
        missed = 1 - chance
        exactly = [
            miss * missed + hit * chance for miss, hit in zip([*exactly, 0.0], [0.0, *exactly], strict=True)
        ]
        while exactly[-1] < _NOTHING:
            exactly.pop()
        start = next(place for place, probability in enumerate(exactly) if probability >= _NOTHING)
        least, exactly = least + start, exactly[start:]
    beyond = 0.0
    for count in range(len(exactly) - 1, -1, -1):
        beyond += exactly[count]
        if beyond >= RARE:
            return least + count + 1
    return least
