"""Small exam values for the tests of the rules, and the outlines of the real exams by their numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any
from uuid import UUID

from webapp.domain.answers import LETTERS, Way
from webapp.domain.exams import conditions as terms
from webapp.domain.exams import timetable
from webapp.domain.exams.attempt import Attempt
from webapp.domain.exams.conditions import Conditions
from webapp.domain.exams.form import Form, FormItem, Section
from webapp.domain.exams.outline import (
    Approach,
    Band,
    Domain,
    Outline,
    PassRule,
    Pauses,
    SectionKind,
    SectionPlan,
    Task,
)
from webapp.domain.exams.sheet import AnswerEvent
from webapp.domain.questions import Case, Kind, Miss, Number, Option, Place, Question

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
LEARNER = UUID(int=1)
TEN = timedelta(minutes=10)
ADAPTIVE = ("agile", "hybrid")


def outline(*, questions: int = 4, minutes: int = 10, pass_count: int = 3, **changes: Any) -> Outline:
    """An outline of two domains, 3 : 1, with two tasks each."""
    domains = (
        Domain("T", "theory", "Theory", 75, (Task("T1", "One"), Task("T2", "Two"))),
        Domain("E", "events", "Events", 25, (Task("E1", "Three"), Task("E2", "Four"))),
    )
    small = Outline(
        edition="2026-01",
        title="A small outline",
        valid_from=date(2026, 1, 1),
        valid_to=None,
        minutes=minutes,
        questions=questions,
        domains=domains,
        weights_note="",
        pass_rule=PassRule(Fraction(pass_count, questions)),
        bands=(Band(60, "Early", ""), Band(80, "Near", ""), Band(101, "There", "")),
        item_types=(Kind.SINGLE,),
        open_book=True,
        attempt_rules=(),
        facts=(),
    )
    return replace(small, **changes)


def domain(code: str, weight: int, tasks: int) -> Domain:
    """A domain of so many tasks, numbered."""
    numbered = tuple(Task(f"{code}{number}", f"Task {code}{number}") for number in range(1, tasks + 1))
    return Domain(code, code.lower(), f"Domain {code}", weight, numbered)


def approaches(predictive: int) -> tuple[Approach, ...]:
    """The two groups of PMI's outlines with their shares."""
    return (
        Approach("predictive", "Predictive", predictive, ("predictive",)),
        Approach("adaptive", "Agile or hybrid", 100 - predictive, ADAPTIVE),
    )


def parts(count: int) -> tuple[SectionPlan, ...]:
    """So many equal sections that lock, with breaks of ten minutes between them."""
    ends = [TEN] * (count - 1) + [timedelta(0)]
    return tuple(
        SectionPlan(f"part-{n}", f"Part {n}", break_after=end, lock=True) for n, end in enumerate(ends)
    )


def pmp(**changes: Any) -> Outline:
    """PMP since July 2026: three cases, a break, half of the rest, a break, the other half."""
    numbers = outline(
        edition="2026-07",
        questions=180,
        minutes=240,
        pass_count=126,
        unscored=10,
        domains=(domain("P", 33, 8), domain("R", 41, 10), domain("B", 26, 8)),
        item_types=(Kind.SINGLE, Kind.MULTIPLE, Kind.MATCHING, Kind.HOTSPOT, Kind.DROPDOWN),
        pauses=Pauses.BETWEEN_SECTIONS,
        sections=(
            SectionPlan("cases", "Case sets", SectionKind.CASES, cases=3, break_after=TEN, lock=True),
            *parts(2),
        ),
        approaches=approaches(40),
        tools=("flag", "calculator"),
    )
    return replace(numbers, **changes)


def pmp_2021() -> Outline:
    """PMP until July 2026: three parts of sixty questions."""
    return pmp(
        edition="2021-01",
        minutes=230,
        unscored=5,
        domains=(domain("PE", 42, 14), domain("PR", 50, 17), domain("BE", 8, 4)),
        item_types=(Kind.SINGLE, Kind.MULTIPLE, Kind.MATCHING, Kind.HOTSPOT, Kind.NUMERIC),
        sections=parts(3),
        approaches=approaches(50),
    )


def capm() -> Outline:
    """CAPM since 2023: two parts of 75 questions."""
    return pmp(
        edition="2023-07",
        questions=150,
        minutes=180,
        unscored=15,
        domains=(domain("F", 36, 5), domain("P", 17, 3), domain("A", 20, 5), domain("B", 27, 6)),
        item_types=(Kind.SINGLE, Kind.MULTIPLE, Kind.MATCHING, Kind.HOTSPOT),
        sections=parts(2),
        approaches=(),
    )


def csm() -> Outline:
    """CSM: fifty questions in one run."""
    weights = (("T", 18, 3), ("A", 20, 4), ("E", 20, 5), ("R", 22, 4), ("M", 20, 4))
    return outline(
        edition="2022-01",
        questions=50,
        minutes=60,
        pass_count=37,
        domains=tuple(domain(*each) for each in weights),
        item_types=(Kind.SINGLE, Kind.MULTIPLE),
    )


OUTLINES = {"pmp": pmp(), "pmp 2021": pmp_2021(), "capm": capm(), "csm": csm()}


def question(
    number: int,
    task: str | None,
    *,
    options: int = 4,
    right: int = 1,
    kind: Kind | None = None,
    **changes: Any,
) -> Question:
    """A question whose first `right` options are the key (or the right entries of its places).

    Option ids stand at the end of the alphabet and run backwards, so that none is the letter it is shown under.
    """
    kind = kind or (Kind.SINGLE if right == 1 else Kind.MULTIPLE)
    made = tuple(
        Option(
            "zyxwvuts"[n],
            f"option {n}",
            f"why {n}",
            correct=kind.way is Way.CHOOSE and n < right,
            trap=f"trap-{n}" if kind.way is not Way.CHOOSE or n >= right else None,
        )
        for n in range(options)
    )
    inner = made if kind is Kind.DROPDOWN else ()
    places = tuple(Place(f"place {n}", made[n].id, f"why {n}", inner) for n in range(right))
    whole = Question(
        id=f"q-{number:03}",
        version=f"v{number}",
        kind=kind,
        stem="<p>What next?</p>",
        options=() if kind in {Kind.DROPDOWN, Kind.NUMERIC} else made,
        difficulty=2,
        cognitive="apply",
        approach="agile",
        skills=("agile-delivery",),
        lesson="track/lesson#anchor",
        reference="Scrum Guide 2020",
        reviewed=date(2026, 11, 22),
        task=task,
        places=places if kind.way is Way.PLACE else (),
        number=number_asked() if kind is Kind.NUMERIC else None,
    )
    return replace(whole, **changes)


def number_asked(value: str = "12.5", tolerance: str = "0.5", misses: Sequence[Miss] = ()) -> Number:
    """A number to be entered, with two values that known errors lead to."""
    usual = (Miss(Decimal(25), "doubled", "trap-doubled"), Miss(Decimal(-12), "turned round", None))
    return Number(Decimal(value), Decimal(tolerance), "days", "5 × 2.5", tuple(misses) or usual)


def pool(*, per_task: int = 5) -> tuple[Question, ...]:
    """A bank with the same number of questions for each task of the small outline."""
    tasks = ["T1", "T2", "E1", "E2"] * per_task
    return tuple(question(number, task) for number, task in enumerate(tasks))


def case_set(code: str, first: int, tasks: Sequence[str], **changes: Any) -> tuple[Question, ...]:
    """The questions of one case, one for each task named."""
    case = Case(code, code.title(), "<p>The situation.</p>")
    return tuple(question(first + n, task, case=case, **changes) for n, task in enumerate(tasks))


def item(key: str, *, number: int = 1, task: str = "T1", options: int = 4, **changes: Any) -> FormItem:
    """An item with this key (letters as shown)."""
    order = tuple("zyxwvuts"[:options])
    return replace(FormItem(f"q-{number}", f"v{number}", task, order, max(1, len(key)), key), **changes)


def form(*keys: str, choose: int = 1, options: int = 4, parts: tuple[Section, ...] = ()) -> Form:
    """A form whose items have these keys, of two tasks in turn."""
    items = tuple(
        item(key, number=n, task="T1" if n % 2 else "T2", options=options, choose=choose)
        for n, key in enumerate(keys, start=1)
    )
    return Form(items, parts)


def sectioned(*, lock: bool = True) -> Form:
    """Six questions in three sections of two, with breaks of ten minutes between them, as PMP has them."""
    ends = (TEN, TEN, timedelta(0))
    sections = tuple(
        Section(f"part-{n}", f"Part {n}", 2 * n + 1, 2 * n + 2, end, lock) for n, end in enumerate(ends)
    )
    return form(*"abcdab", parts=sections)


def attempt(
    *keys: str, form_of: Form | None = None, conditions: Conditions | None = None, **changes: Any
) -> Attempt:
    """An attempt of ten minutes, begun at noon, over items with these keys."""
    small = outline()
    opened = timetable.open_attempt(
        id=UUID(int=9),
        learner=LEARNER,
        exam="mini",
        outline=small,
        form=form_of or form(*(keys or ("a", "b", "c", "d"))),
        conditions=conditions or terms.rehearse(small),
        seed=1,
        at=NOON,
    )
    return replace(opened, **changes)


def event(number: int, position: int = 1, seen: int = 0, answer: str = "a", **changes: Any) -> AnswerEvent:
    """A save of one answer; `number` makes its id."""
    return replace(AnswerEvent(UUID(int=number), position, seen, answer), **changes)


def letters(ids: Sequence[str], order: Sequence[str]) -> str:
    """Option ids as the letters of an order, written a second time so that tests do not ask the rule itself."""
    return "".join(LETTERS[list(order).index(each)] for each in ids)
