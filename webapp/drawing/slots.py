"""Slots: the questions of a form from left to right, with a gap where a section ends; two drawings share them."""

from dataclasses import dataclass
from fractions import Fraction

from webapp.drawing.marks import length, picture, text

_FEW = 12
_MOST_WORDS = 6
_NEAR_EDGE = 4


@dataclass(frozen=True)
class Slots:
    """So many questions, and the numbers after which a section ends."""

    count: int
    ends: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        """Refuse an empty form, and sections that end outside it."""
        if self.count < 1:
            raise ValueError("a form needs a question")
        if any(not 0 < end < self.count for end in self.ends):
            raise ValueError(f"a section ends inside the form, after 1 to {self.count - 1}: {self.ends}")

    @property
    def gap(self) -> Fraction:
        """How wide a gap is, in slots: about a fiftieth of the form, one slot at least."""
        return max(Fraction(1), Fraction(self.count, 50))

    @property
    def width(self) -> Fraction:
        """All slots and gaps."""
        return self.count + self.gap * len(self.ends)

    def start(self, number: int) -> Fraction:
        """Where the slot of a question begins."""
        return number - 1 + self.gap * sum(end < number for end in self.ends)

    def middle(self, end: int) -> Fraction:
        """The middle of the gap after a question."""
        return self.start(end) + 1 + self.gap / 2

    @property
    def numbered(self) -> tuple[int, ...]:
        """The questions whose number is written: the first, the last, and round numbers between."""
        step = next(each for each in (1, 2, 5, 10, 20, 30, 50, 100, 1000) if self.count / each <= _MOST_WORDS)
        between = range(step, self.count - step // 2, step)
        return tuple(sorted({1, *between, self.count} if self.count > 1 else {1}))

    @property
    def words(self) -> str:
        """The numbers at their places; the outermost lean inwards."""
        return picture("".join(map(self._word, self.numbered)))

    def _word(self, number: int) -> str:
        place = (self.start(number) + Fraction(1, 2)) * 100 / self.width
        anchor = "start" if place < _NEAR_EDGE else "end" if place > 100 - _NEAR_EDGE else "middle"
        if self.count <= _FEW:
            anchor = "middle"
        return f'<text x="{length(place)}" y="1em" text-anchor="{anchor}">{text(str(number))}</text>'
