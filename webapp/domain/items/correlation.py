r"""How an answer goes with the score: item-total and corrected point-biserial correlation.

With x_j right (1) or not (0), T the score, s² variances that all have the same divisor:

* item-total: r_it = cov(x_j, T) / (s_j s_T)
* corrected: r_ir = (r_it s_T − s_j) / √(s_T² + s_j² − 2 r_it s_T s_j), which is the correlation with the rest score
  T − x_j. The first counts the question into what it is compared with, and flatters it the more the fewer there are.

Where forms differ, the rest score is the share of right answers on the other questions that person was asked; on one
common form that share is T − x_j over a constant, and gives the same r. Correlations are computed from values with
weights, so that a table of counts need not be written out.

* Interval: Fisher's, tanh(artanh r ± 1.96 / √(n − 3)). For one right-or-wrong variable it is an approximation.
* From few answers r is drawn towards the bank: with mean ρ and spread τ of the true correlations and an error variance
  e = (1 − ρ²)² / (n − 1), the estimate is ρ + (r − ρ) τ² / (τ² + e). `spread_of` finds ρ and τ from the bank itself by
  moments, and takes ρ = 0.20 and τ = 0.10 where there are fewer than ten questions to learn from.

Sources: Henrysson (1963) for the correction; Lord & Novick (1968); Fisher (1921); Efron & Morris (1975) for drawing
towards the common mean.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import atanh, inf, sqrt, tanh
from statistics import fmean, variance

from webapp.domain.exams.scoring import Z_95

Point = tuple[float, float, float]
"""Two values and how many people have them."""
FEWEST_TO_LEARN = 10


def correlation(points: Iterable[Point]) -> float | None:
    """Pearson's r of weighted pairs; None where one of the two does not vary."""
    held = [point for point in points if point[2]]
    n = sum(weight for _, _, weight in held)
    if not n:
        return None
    mean_x = sum(x * weight for x, _, weight in held) / n
    mean_y = sum(y * weight for _, y, weight in held) / n
    xx = sum((x - mean_x) ** 2 * weight for x, _, weight in held)
    yy = sum((y - mean_y) ** 2 * weight for _, y, weight in held)
    xy = sum((x - mean_x) * (y - mean_y) * weight for x, y, weight in held)
    if min(xx, yy) < n * 1e-15:
        return None
    return max(-1.0, min(1.0, xy / sqrt(xx * yy)))


def corrected(item_total: float, s_total: float, s_item: float) -> float:
    """r_ir from r_it and both standard deviations (of the same divisor); ValueError where the rest does not vary."""
    rest = s_total**2 + s_item**2 - 2 * item_total * s_total * s_item
    if rest <= 0:
        raise ValueError("the rest score does not vary")
    return (item_total * s_total - s_item) / sqrt(rest)


def interval(r: float, n: int, z: float = Z_95) -> tuple[float, float]:
    """Fisher's interval of a correlation over n people; (−1, 1) when there are three or fewer."""
    if n <= 3:
        return (-1.0, 1.0)
    if abs(r) >= 1:
        return (r, r)
    half = z / sqrt(n - 3)
    return (tanh(atanh(r) - half), tanh(atanh(r) + half))


@dataclass(frozen=True)
class Spread:
    """How the true correlations of a bank lie: about `mean`, with the standard deviation `deviation`."""

    mean: float = 0.20
    deviation: float = 0.10

    def shrunk(self, r: float, n: int) -> float:
        """A correlation over n people drawn towards the mean."""
        error = self.error(n)
        if error == inf:
            return self.mean
        true = self.deviation**2
        return self.mean + (r - self.mean) * true / (true + error) if true + error else r

    def error(self, n: int) -> float:
        """The error variance (1 − ρ²)² / (n − 1) of a correlation over n people."""
        return float((1 - self.mean**2) ** 2 / (n - 1)) if n > 1 else inf


USUAL = Spread()


def spread_of(found: Sequence[tuple[float, int]]) -> Spread:
    """The spread of a bank from its correlations, each with its n: their variance less what chance alone gives."""
    held = [(r, n) for r, n in found if n > 1]
    if len(held) < FEWEST_TO_LEARN:
        return USUAL
    mean = fmean([r for r, _ in held], [n for _, n in held])
    chance = fmean(Spread(mean).error(n) for _, n in held)
    return Spread(mean, sqrt(max(0.0, variance(r for r, _ in held) - chance)))
