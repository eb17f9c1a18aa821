"""One readable question of every kind, with a reason everywhere, and the item a form would make of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from webapp.domain.exams.form import FormItem
from webapp.domain.questions import Case, Kind, Miss, Number, Option, Place, Question

CASE = Case("harbour-desk", "The harbour desk", "<p>The desk opens in <b>nine</b> weeks.</p>")


def options(*texts: str, right: Sequence[int] = (), traps: Sequence[str] = ()) -> tuple[Option, ...]:
    """Options a, b, c … with a reason each; the traps belong to the wrong ones, in order."""
    left = iter(traps)
    return tuple(
        Option(
            "abcdefgh"[place],
            text,
            f"Reason for {text}.",
            correct=place in right,
            trap=None if place in right else next(left, None),
        )
        for place, text in enumerate(texts)
    )


def _question(kind: Kind, number: int, stem: str, **changes: Any) -> Question:
    """A question of a kind."""
    return replace(
        Question(
            id=f"k-{number}",
            version=f"{kind.value}-{number}",
            kind=kind,
            stem=f"<p>{stem}</p>",
            options=(),
            difficulty=2,
            cognitive="apply",
            approach="any",
            skills=("planning",),
            lesson="basics/who-decides#idea",
            reference="A book of plans, chapter 2",
            reviewed=date(2026, 11, 22),
            task="P1",
        ),
        **changes,
    )


def single(number: int = 1, **changes: Any) -> Question:
    """Four options, b is right; a has a trap."""
    shown = options(
        "Stop the work", "Find out the size", "Ask the board", "Do it", right=[1], traps=["haste"]
    )
    return _question(
        Kind.SINGLE,
        number,
        "A sponsor asks for <em>one more</em> report. What next?",
        options=shown,
        **changes,
    )


def multiple(number: int = 2, **changes: Any) -> Question:
    """Four options, a and c are right."""
    shown = options("Scope", "Weather", "Cost", "Colour", right=[0, 2], traps=["noise"])
    return _question(Kind.MULTIPLE, number, "Which two bound a plan?", options=shown, **changes)


def matching(number: int = 3, **changes: Any) -> Question:
    """Three entries to the left, four to the right: d belongs nowhere."""
    right = options("Approves", "Decides", "Is told", "Is asked to pay", traps=["", "", "", "noise"])
    places = (
        Place("Sponsor", "a", "The sponsor approves."),
        Place("Owner", "b", "The owner decides."),
        Place("Guest", "c", "A guest is told."),
    )
    return _question(Kind.MATCHING, number, "Who does what?", options=right, places=places, **changes)


def ordering(number: int = 4, **changes: Any) -> Question:
    """Three steps in their right order."""
    steps = options("Ask", "Decide", "Tell", traps=["haste"])
    return _question(Kind.ORDERING, number, "In which order?", options=steps, **changes)


def hotspot(number: int = 5, **changes: Any) -> Question:
    """Two regions of a board; b is right."""
    exhibit = (
        '<figure class="figure figure-board"><div class="plate"><ul class="board">'
        '<li class="region" data-region="a"><b class="region-letter" aria-hidden="true">A</b> Doing</li>'
        '<li class="region" data-region="b"><b class="region-letter" aria-hidden="true">B</b> Testing</li>'
        "</ul></div><figcaption><b>The board.</b></figcaption></figure>"
    )
    shown = options("Doing", "Testing", right=[1], traps=["noise"])
    return _question(
        Kind.HOTSPOT,
        number,
        "Where does work pile up?",
        options=shown,
        exhibit=exhibit,
        fixed_order=True,
        **changes,
    )


def dropdown(number: int = 6, **changes: Any) -> Question:
    """Two gaps of three options each."""
    places = (
        Place(
            "When the plan slips, ",
            "a",
            "Telling comes first.",
            options("tell", "hide", "wait", right=[0], traps=["haste"]),
        ),
        Place(" and then ", "b", "Planning comes second.", options("rest", "replan", "blame", right=[1])),
    )
    return _question(Kind.DROPDOWN, number, "Fill the sentence.", places=places, tail=" the work.", **changes)


def numeric(number: int = 7, **changes: Any) -> Question:
    """A number of days with a near miss."""
    asked = Number(
        Decimal("12.5"),
        Decimal("0.5"),
        "days",
        "5 × 2.5 = 12.5",
        (Miss(Decimal(25), "You counted both teams.", "noise"), Miss(Decimal(-1), "A sign was lost.")),
    )
    return replace(_question(Kind.NUMERIC, number, "How many days?"), number=asked, **changes)


def in_case(number: int = 8, **changes: Any) -> Question:
    """A single question about a situation."""
    return single(number, case=CASE, **changes)


def one_of_each() -> tuple[Question, ...]:
    """A question of every kind, and one of a case."""
    return (single(), multiple(), matching(), ordering(), hotspot(), dropdown(), numeric(), in_case())


def item(question: Question, order: str = "", **changes: Any) -> FormItem:
    """The item of a form for a question, its options shown as written or in the order of these ids."""
    shown = tuple(order) or question.option_ids
    return replace(
        FormItem(
            question=question.id,
            version=question.version,
            task=question.task or "",
            order=shown,
            choose=question.choose,
            key=question.key_as_shown(shown),
            kind=question.kind,
            case=question.case.code if question.case else None,
        ),
        **changes,
    )
