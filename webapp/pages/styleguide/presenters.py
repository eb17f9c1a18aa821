"""Samples of every component, in every state it has."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from markupsafe import Markup

from webapp.drawing import gap_bars, range_bar, share_bars, strip
from webapp.drawing.gap_bars import Gap, GapBars
from webapp.drawing.marks import Drawing
from webapp.drawing.range_bar import RangeBar
from webapp.drawing.share_bars import Share, ShareBars
from webapp.drawing.strip import Segment, Strip
from webapp.pages.exams.palettes import Cell, cell, drawn
from webapp.pages.styleguide.forms import SampleForm, filled, refused
from webapp.pages.styleguide.room import RoomSamples, samples

STATES = (
    ("wait", "Changes asked for"),
    ("open", "In review"),
    ("ok", "Ready to sign"),
    ("off", "Starts 30 November"),
)
GROUNDS = (("f-paper", "paper"), ("f-leaf", "leaf"), ("f-sunk", "sunk"), ("f-hair", "hair"))
INKS = (
    ("f-ink", "ink"),
    ("f-blue", "blue: act, you"),
    ("f-mid", "blue-mid: a bar"),
    ("f-soft", "soft: a little daily"),
    ("f-wash", "blue-wash: chosen"),
    ("f-ochre", "ochre: today, the line"),
)


@dataclass(frozen=True)
class SampleLine:
    """A line of a ruled list."""

    title: str
    note: str = ""
    url: str = ""
    kind: str = ""
    state: str = ""
    aside: str = ""


@dataclass(frozen=True)
class StyleguidePage:
    """Everything the style guide places."""

    colours: tuple[tuple[str, str], ...]
    states: tuple[tuple[str, str], ...]
    form: SampleForm
    refused: SampleForm
    lines: tuple[SampleLine, ...]
    squares: Markup
    drawings: tuple[tuple[str, str, Drawing], ...]
    room: RoomSamples


def styleguide_page() -> StyleguidePage:
    """The samples."""
    return StyleguidePage(
        colours=GROUNDS + INKS,
        states=STATES,
        form=filled(),
        refused=refused(),
        lines=_lines(),
        squares=drawn([_cell(number) for number in range(1, 25)]).around(14),
        drawings=(_score(), _shares(), _gaps(), _course()),
        room=samples(),
    )


def _lines() -> tuple[SampleLine, ...]:
    """A line with a state, with a fact, and without a link."""
    return (
        SampleLine("Risk: from 2 to 4", "two pieces of three", "#lists", "open", "Under way"),
        SampleLine("Retest", "12 questions you missed, in new words", "#lists", aside="9 min"),
        SampleLine("Nothing else waits for you"),
    )


def _cell(number: int) -> Cell:
    """A square: the first half is answered, some are flagged."""
    return cell(number, "answered" if number < 14 else "open", number in {3, 9, 17}, "?question=")


def _score() -> tuple[str, str, Drawing]:
    value = RangeBar("Score of practice exam 1", Fraction(68), Fraction(61), Fraction(75), Fraction(65))
    return "Over the line, but not clear of it", "68 of 100; 65 is the practice line.", range_bar.draw(value)


def _shares() -> tuple[str, str, Drawing]:
    shares = (
        Share("Events", 9, 11, Fraction(52), Fraction(95)),
        Share("Artifacts", 4, 11, Fraction(15), Fraction(65)),
        Share("Service to the team and the organisation", 7, 9, Fraction(45), Fraction(94)),
    )
    drawing = share_bars.draw(ShareBars("Score by area", shares, Fraction(74)))
    return "Artifacts are holding you back", "A bar shows how far chance alone could move a score.", drawing


def _gaps() -> tuple[str, str, Drawing]:
    gaps = (
        Gap("Risk management", Fraction(23, 10), 4, Fraction(1, 2), 14),
        Gap("Delegation", Fraction(3), 3, Fraction(3, 10), 11),
        Gap("Negotiation", None, 3),
    )
    return "Risk is the widest gap", "Levels 1 to 5.", gap_bars.draw(GapBars("Competency levels", gaps))


def _course() -> tuple[str, str, Drawing]:
    course = (Segment("Idea", 1, 1), Segment("Example", 1, Fraction(1, 2)), Segment("Check", 1, 0))
    title = "One section of three is read"
    return title, "Done in blue, here in ochre.", strip.draw(Strip(title, course, here=1))
