"""The interval mark: one share on a line from 0 to 100, with how far chance could move it; small enough for a cell.

The figures stand beside it in words, so it is left to them to be read.
"""

from webapp.drawing.marks import Exact, bar, picture, upright


def draw(share: Exact, low: Exact, high: Exact) -> str:
    """Draw a share and its interval, all in per cent; ValueError when they are not in order."""
    if not 0 <= low <= share <= high <= 100:
        raise ValueError(f"not in order: 0, {low}, {share}, {high}, 100")
    interval = bar(low, high, "f-mid", top=30, height=40) if high > low else ""
    return picture(
        bar(0, 100, "f-hair", top=46, height=9)
        + interval
        + upright(share, "k-blue", width=3, top=15, bottom=85)
    )
