"""Samples of the exam room: a question of every kind, partly answered, and the tools with something in them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from markupsafe import Markup

from webapp.domain.questions import Kind
from webapp.pages.exams.asked import RANKS, Asked, AskedCase, AskedChoice, AskedPlace

LETTERS = "abcdefgh"
TOOLS = ("flag", "calculator", "whiteboard", "highlight", "strike-out")
SITUATION = Markup(
    "<p>A harbour authority replaces the software that gives ships their berths. Two suppliers build it: one the "
    "planning of berths, one the links to customs.</p><p>The old system is switched off on 1 March, because its "
    "licence ends then. The customs office has asked for a trial of four weeks, and wants it to begin in January.</p>"
    "<p>The sponsor, the head of operations, wants no trial in January: the ice season binds all pilots.</p>"
)
GRID = Markup(
    '<div class="figure"><div class="plate scroll" tabindex="0" role="region" aria-label="Influence and interest">'
    '<table class="matrix"><thead><tr><td></td><th scope="col">Little interest</th>'
    '<th scope="col">Great interest</th></tr></thead><tbody>'
    '<tr><th scope="row">Great influence</th><td class="region" data-region="a"><b class="region-letter" '
    'aria-hidden="true">A</b>Keep satisfied</td><td class="region" data-region="b"><b class="region-letter" '
    'aria-hidden="true">B</b>Manage closely</td></tr>'
    '<tr><th scope="row">Little influence</th><td class="region" data-region="c"><b class="region-letter" '
    'aria-hidden="true">C</b>Monitor</td><td class="region" data-region="d"><b class="region-letter" '
    'aria-hidden="true">D</b>Keep informed</td></tr></tbody></table></div></div>'
)
KEYS = (
    (("1", "to", "8"), "choose an option"),
    (("X", "then", "1", "to", "8"), "strike an option out, or Shift with its number"),
    (("Alt", "↑", "↓"), "move a step up or down"),
    (("F",), "flag"),
    (("?",), "this map"),
)


@dataclass(frozen=True)
class SampleTime:
    """A time that is left."""

    text: str
    says: str
    milliseconds: int
    total_milliseconds: int
    state_url: str = "#room"


@dataclass(frozen=True)
class SampleNotes:
    """A scratch pad with something on it."""

    text: str
    sequence: int
    url: str
    longest: int = 10_000
    fault: str = ""


@dataclass(frozen=True)
class RoomSamples:
    """Everything of the room that the style guide places."""

    single: Asked
    multiple: Asked
    matching: Asked
    ordering: Asked
    hotspot: Asked
    dropdown: Asked
    numeric: Asked
    tools: tuple[str, ...]
    keys: tuple[tuple[tuple[str, ...], str], ...]
    rest: SampleTime
    notes: SampleNotes


def samples() -> RoomSamples:
    """The samples."""
    return RoomSamples(
        single=_single(),
        multiple=_multiple(),
        matching=_matching(),
        ordering=_ordering(),
        hotspot=_hotspot(),
        dropdown=_dropdown(),
        numeric=_asked(Kind.NUMERIC, "Enter a number in EUR.", "What is the cost variance?", unit="EUR"),
        tools=TOOLS,
        keys=KEYS,
        rest=SampleTime("9:41", "Left of the break: 9 minutes", 581_000, 600_000),
        notes=SampleNotes("EV 82, AC 95\nask who owns the interface", 2, "#room"),
    )


def _asked(kind: Kind, instruction: str, stem: str, *, choose: int = 1, unit: str = "") -> Asked:
    """A question without anything to choose from yet."""
    return Asked(
        kind=kind.value,
        way=kind.way.value,
        choose=choose,
        instruction=instruction,
        stem=Markup("<p>{}</p>").format(stem),
        exhibit=Markup(),
        case=None,
        choices=(),
        places=(),
        tail=Markup(),
        unit=unit,
        number="",
        answer="",
        struck="",
        highlights="",
        sure=0,
        spent=0,
        checked=False,
    )


def _choices(*texts: str, chosen: str = "", struck: str = "") -> tuple[AskedChoice, ...]:
    """Options under their letters."""
    return tuple(
        AskedChoice(letter, letter.upper(), Markup("{}").format(text), letter in chosen, letter in struck)
        for letter, text in zip(LETTERS, texts, strict=False)
    )


def _place(number: int, name: str, options: tuple[str, ...], text: str | None = None) -> AskedPlace:
    """A place that is still open."""
    shown = Markup("{}").format(name if text is None else text)
    return AskedPlace(number, name, shown, tuple(zip(LETTERS, options, strict=False)), "")


def _single() -> Asked:
    """One option of four; one is struck out, and words of the stem are highlighted."""
    asked = _asked(Kind.SINGLE, "Choose one.", "The trial and the ice season collide. What comes first?")
    choices = _choices(
        "Ask the steering group to move the switch-off.",
        "Bring the customs office and the pilots together, and find out what each needs by when.",
        "Begin the trial in January, as the customs office asked.",
        "Record the collision as a risk, and review it in February.",
        struck="c",
    )
    case = AskedCase("The harbour’s berths", SITUATION)
    return replace(asked, choices=choices, case=case, struck="c", highlights="14-28")


def _multiple() -> Asked:
    """Two options of four, one of them chosen."""
    asked = _asked(Kind.MULTIPLE, "Choose two.", "What belongs to a sprint’s plan?", choose=2)
    texts = ("The goal", "The items picked", "The date of release", "A forecast of velocity")
    return replace(asked, choices=_choices(*texts, chosen="a"))


def _matching() -> Asked:
    """Three entries, four to match with them."""
    asked = _asked(Kind.MATCHING, "Match each entry.", "Which paper answers which question?", choose=3)
    papers = ("Charter", "Risk register", "Benefits register", "Log of lessons")
    lefts = (
        "Who may spend money, and on what?",
        "What could go wrong?",
        "When does it pay, and who sees to it?",
    )
    places = tuple(_place(number, left, papers) for number, left in enumerate(lefts, start=1))
    return replace(asked, choices=_choices(*papers), places=places)


def _ordering() -> Asked:
    """Four steps."""
    asked = _asked(
        Kind.ORDERING, "Put the steps in order, first to last.", "How is a change decided?", choose=4
    )
    steps = ("Decide", "Write it down", "Tell those it concerns", "Work out what it would do")
    places = tuple(_place(number, RANKS[number - 1], steps) for number in range(1, 5))
    return replace(asked, choices=_choices(*steps), places=places)


def _hotspot() -> Asked:
    """Four fields of a grid, one of them chosen."""
    words = "Choose one on the figure, or in the list under it."
    asked = _asked(Kind.HOTSPOT, words, "Where does the harbour master stand, who can stop the project?")
    fields = ("Keep satisfied", "Manage closely", "Monitor", "Keep informed")
    return replace(asked, exhibit=GRID, choices=_choices(*fields, chosen="b"))


def _dropdown() -> Asked:
    """A sentence with two gaps."""
    asked = _asked(Kind.DROPDOWN, "Fill each gap.", "SPI is 0.9 and CPI is 1.1.", choose=2)
    places = (
        _place(1, "Gap 1", ("ahead of plan", "behind plan", "on plan"), "The work is "),
        _place(2, "Gap 2", ("less than planned", "more than planned", "as planned"), " and has cost "),
    )
    return replace(asked, places=places, tail=Markup(" so far."))
