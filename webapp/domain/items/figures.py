"""The figures of a question and of a bank, and how far they can be trusted.

Few answers say little, and look as if they said much. So a share is shown from FEWEST_ANSWERS answers on, with its
interval; a correlation, a discrimination and whatever rests on scores from FEWEST_RANKED; and all of them are
provisional until SETTLED. Below that stands in words that there are not enough answers yet.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from webapp.domain.exams.scoring import Tally
from webapp.domain.items import correlation, proportions
from webapp.domain.items.choices import OPEN
from webapp.domain.items.correlation import USUAL, Spread

FEWEST_ANSWERS = 20
FEWEST_RANKED = 50
SETTLED = 200


class Trust(StrEnum):
    """How far figures over so many answers can be trusted."""

    TOO_FEW = "too_few"
    PROVISIONAL = "provisional"
    SETTLED = "settled"


def trust(count: int, fewest: int) -> Trust:
    """The trust in a figure over so many answers that is shown from `fewest` on."""
    if count < fewest:
        return Trust.TOO_FEW
    return Trust.SETTLED if count >= SETTLED else Trust.PROVISIONAL


@dataclass(frozen=True)
class ChoiceFigures:
    """One row of a distractor table.

    `chosen` counts those who chose it; `ranked` those of them who have a score, `rest` the mean of their rest scores
    and `r` how choosing it goes with the rest score. `top` is the part of the upper 27 % that chose it.
    """

    name: str
    key: bool
    chosen: int
    ranked: int = 0
    rest: float | None = None
    r: float | None = None
    top: float | None = None


@dataclass(frozen=True)
class QuestionFigures:
    """What the counted answers say of one version of a question; `ranked` of them have a score to be held against.

    `item_total`, `r` (corrected) and `d` are None where they have no value. `alpha` is that of the bank's form without
    this question. Times are medians in seconds; `fast` counts wrong answers that came too fast to have read, of the
    `wrong_timed` whose time is known. A question that is `set_aside` was taken out by a correction.
    """

    exam: str
    question: str
    version: str
    answers: int
    right: int
    ranked: int = 0
    item_total: float | None = None
    r: float | None = None
    d: float | None = None
    alpha: float | None = None
    choices: tuple[ChoiceFigures, ...] = ()
    seconds: float | None = None
    wrong_timed: int = 0
    fast: int = 0
    set_aside: bool = False

    @property
    def tally(self) -> Tally:
        """Right answers of all that count."""
        return Tally(self.right, self.answers)

    @property
    def p(self) -> float:
        """The share of right answers; 0 where there is none."""
        return float(self.tally.share)

    @property
    def share_trust(self) -> Trust:
        """How far the difficulty and the shares of the options can be trusted."""
        return trust(self.answers, FEWEST_ANSWERS)

    @property
    def score_trust(self) -> Trust:
        """How far what rests on scores can be trusted."""
        return trust(self.ranked, FEWEST_RANKED)

    @property
    def r_interval(self) -> tuple[float, float] | None:
        """Where the corrected correlation may lie."""
        return None if self.r is None else correlation.interval(self.r, self.ranked)

    def p_shrunk(self, difficulty: int) -> float:
        """The share, drawn towards what the author expects of the difficulty."""
        return proportions.shrunk(self.tally, proportions.expected(difficulty))

    def r_shrunk(self, spread: Spread) -> float | None:
        """The corrected correlation, drawn towards the bank's."""
        return None if self.r is None else spread.shrunk(self.r, self.ranked)

    @cached_property
    def _by_name(self) -> dict[str, ChoiceFigures]:
        return {choice.name: choice for choice in self.choices}

    @property
    def open(self) -> int:
        """How many left it open."""
        left = self._by_name.get(OPEN)
        return left.chosen if left else 0

    def share_of(self, choice: ChoiceFigures) -> Tally:
        """Who chose it, of all that answered or left it open."""
        return Tally(choice.chosen, self.answers)


@dataclass(frozen=True)
class BankFigures:
    """What the records of one exam say together.

    `records` were looked at, `whole` of them are rehearsals with a score; `first` and `last` are their months. The
    score figures speak of a form of `questions`: `mean` share and standard deviation of the score, alpha (KR-20 where
    all had one form), KR-21 and the SEM in questions. `spread` is how the correlations of the questions lie.
    """

    exam: str
    records: int
    whole: int = 0
    first: str = ""
    last: str = ""
    questions: int = 0
    mean: float | None = None
    deviation: float | None = None
    alpha: float | None = None
    kr21: float | None = None
    sem: float | None = None
    spread: Spread = USUAL
    suspects: int = 0

    @property
    def trust(self) -> Trust:
        """How far the reliability can be trusted."""
        return trust(self.whole, FEWEST_RANKED)
