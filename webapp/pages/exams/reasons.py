"""Why an answer is right or wrong: a reason for everything a question shows, what was chosen first.

These values hold keys, reasons and traps. They are made where an attempt is over, or where somebody has asked for the
reason of a question and their answer stands.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup

from webapp.domain.answers import Way
from webapp.domain.exams.corrections import Correction, Rule
from webapp.domain.exams.form import FormItem
from webapp.domain.exams.review import Verdict, judge
from webapp.domain.exams.sheet import Entry
from webapp.domain.lessons import Lesson
from webapp.domain.progress.skills import Trap
from webapp.domain.questions import Question, traps_of
from webapp.pages.exams import placed_reasons
from webapp.pages.exams.lesson_links import lesson_title, lesson_url
from webapp.pages.exams.option_reasons import OptionReason, option_reasons, safe
from webapp.pages.exams.placed_reasons import NumberReason, PlaceReason

SAYS = {
    Verdict.RIGHT: "Right",
    Verdict.WRONG: "Wrong",
    Verdict.OPEN: "Not answered",
    Verdict.VOID: "Taken out",
}
RULES = {
    Rule.REKEY: "The key of this question was corrected.",
    Rule.CREDIT: "This question was found to be faulty. Everybody has it right.",
    Rule.EXCLUDE: "This question was found to be faulty. It counts for nobody.",
}


@dataclass(frozen=True)
class TrapNote:
    """A trap that was fallen for, with the belief that repairs it and where to read of it."""

    name: str
    belief: str
    better: str
    href: str
    lesson: str


@dataclass(frozen=True)
class Reasons:
    """A question after its answer. A question has options, or places, or a number; `others` belong nowhere.

    `exhibit` has the regions of a hotspot marked; `correction` says what was corrected since, if anything was.
    """

    kind: str
    verdict: Literal["right", "wrong", "open", "void"]
    says: str
    exhibit: Markup
    options: tuple[OptionReason, ...]
    places: tuple[PlaceReason, ...]
    others: tuple[OptionReason, ...]
    tail: Markup
    number: NumberReason | None
    traps: tuple[TrapNote, ...]
    lesson: str
    lesson_url: str
    reference: str
    correction: str = ""


def reasons(
    question: Question,
    item: FormItem,
    entry: Entry,
    traps: Mapping[str, Trap],
    lessons: Mapping[str, Lesson],
    *,
    correction: Correction | None = None,
) -> Reasons:
    """The reasons of a question, in the order frozen for the attempt, beside what was answered."""
    key = correction.key if correction and correction.key else question.key
    verdict, _ = judge(item, entry.answer, correction)
    chooses, enters = item.kind.way is Way.CHOOSE, item.kind.way is Way.ENTER
    names = {code: trap.name for code, trap in traps.items()}
    fallen = traps_of(question, entry.answer, item.order) if verdict is Verdict.WRONG else ()
    return Reasons(
        kind=question.kind.value,
        verdict=verdict.value,
        says=SAYS[verdict],
        exhibit=_exhibit(question, item, entry, key),
        options=option_reasons(question, item, entry, key, names) if chooses else (),
        places=() if chooses or enters else placed_reasons.places(question, item, entry, key, names),
        others=placed_reasons.left_over(question, item, key),
        tail=safe(question.tail),
        number=placed_reasons.number(question, entry, key, names),
        traps=tuple(_note(traps[code], lessons) for code in fallen if code in traps),
        lesson=lesson_title(lessons, question.lesson),
        lesson_url=lesson_url(question.lesson),
        reference=question.reference,
        correction=f"{RULES[correction.rule]} {correction.reason}" if correction else "",
    )


def _note(trap: Trap, lessons: Mapping[str, Lesson]) -> TrapNote:
    """A trap with its lesson."""
    title = lesson_title(lessons, trap.lesson)
    return TrapNote(trap.name, trap.belief, trap.better, lesson_url(trap.lesson), title)


def _exhibit(question: Question, item: FormItem, entry: Entry, key: tuple[str, ...]) -> Markup:
    """The exhibit; on a hotspot the region that is right bears its verdict, and so do those chosen in error."""
    html = question.exhibit
    if item.kind.way is not Way.CHOOSE:
        return safe(html)
    for letter, option in zip(item.letters, item.order, strict=True):
        verdict = "right" if option in key else "wrong" if letter in entry.answer else ""
        if verdict:
            region = f'data-region="{option}"'
            html = html.replace(region, f'{region} data-verdict="{verdict}"')
    return safe(html)
