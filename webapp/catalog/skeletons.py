"""Skeletons of questions: for each kind an entry that fits its model, with the rules beside the place they hold for.

The dice say which option is to be right before a word is written, so that no habit of an author's places the key.
Wherever an author has to write, the skeleton says WRITE; the content check refuses a question that still does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from random import Random
from textwrap import indent

from webapp.domain.answers import LETTERS

UNWRITTEN = "WRITE"
ORDINALS = ("first", "second", "third", "fourth", "fifth")
MANY = {"single": (4, 1), "multiple": (5, 2)}
TRAP = "      # trap: a code of traps.yaml, where one fits\n"
QUESTION, TASK = "the question?", "what is to be done."
GAPS, IN_A_GAP, REGIONS = 2, 3, 3

HEAD = """\
- id: {blank.id}
  kind: {kind}
  approach: {blank.approach}  # predictive, agile, hybrid or any
  difficulty: 3  # 1 (recall) to 5 (hard judgement)
  cognitive: apply  # remember, understand, apply, analyse, evaluate
  skills: [{skills}]
  lesson: {blank.lesson}  # and #anchor, where one heading answers it{others}
"""
FOOT = """\
  reference: WRITE the guide or standard, its year and its section
  reviewed: {blank.today}  # the day on which a second reader has solved it without the key
"""
DRAWN = """\
  # The dice have drawn the {drawn} as the key: write the options first, each what a competent person would
  # do somewhere, alike in length, grammar and tone; then the stem, whose facts alone decide.
"""
STEM = """\
  # At most 60 words, or 90 where there is no case. Somebody who knows the matter can answer before reading on.
  stem: |
    WRITE the situation and, at the end, {end}
"""


@dataclass(frozen=True)
class Blank:
    """What is known of a question before it is written; `lessons` are those that prepare for its task."""

    id: str
    approach: str
    skills: tuple[str, ...]
    lessons: tuple[str, ...]
    today: date

    @property
    def lesson(self) -> str:
        """The lesson that stands in the skeleton."""
        return self.lessons[0]


def skeleton(kind: str, blank: Blank, dice: Random) -> str:
    """The YAML of one question to be written."""
    others = f"; or {', '.join(blank.lessons[1:4])}" if blank.lessons[1:] else ""
    head = HEAD.format(blank=blank, kind=kind, skills=", ".join(blank.skills), others=others)
    return head + KINDS[kind](dice) + FOOT.format(blank=blank)


def _choice(kind: str, dice: Random) -> str:
    many, keys = MANY[kind]
    right = sorted(dice.sample(range(many), keys))
    drawn = " and ".join(ORDINALS[place] for place in right)
    lines = [
        DRAWN.format(drawn=drawn),
        STEM.format(end="the question? Choose two." if keys > 1 else QUESTION),
        "  options:\n",
        *(_option(place, correct=place in right) for place in range(many)),
    ]
    return "".join(lines)


def _option(place: int, *, correct: bool) -> str:
    """An option; a wrong one says when it would be right, and names its trap where one fits."""
    text = f"    - text: WRITE the {ORDINALS[place]} option\n"
    if correct:
        return f"{text}      correct: true\n      why: WRITE which fact of the stem makes it right\n"
    return f"{text}      why: WRITE why not here, and in which situation it would be right\n{TRAP}"


def _matching(_dice: Random) -> str:
    pairs = "".join(
        f"    - left: WRITE the {each} thing to be placed\n"
        f"      right: WRITE where the {each} belongs\n"
        "      why: WRITE which word of it decides\n"
        for each in ORDINALS[:3]
    )
    return (
        STEM.format(end=TASK)
        + "  # Equal texts on the right are one entry. `extra` belongs nowhere, so that the last is not given.\n"
        + f"  pairs:\n{pairs}  extra:\n"
        + "    - text: WRITE an entry that nothing belongs to\n      why: WRITE why none of them does\n"
    )


def _ordering(_dice: Random) -> str:
    steps = "".join(
        f"    - text: WRITE the {each} step\n      why: WRITE what links it to its neighbours\n"
        for each in ORDINALS[:4]
    )
    return (
        STEM.format(end=TASK)
        + f"  # In their right order, which must be the only one that can be defended.\n  steps:\n{steps}"
    )


def _hotspot(dice: Random) -> str:
    drawn = dice.randrange(REGIONS)
    regions = ""
    for place, role in enumerate(("TPM", "Lead", "Vendor")):
        regions += f"    - at: [Pay, {role}]\n"
        if place == drawn:
            regions += "      correct: true\n      why: WRITE what the figure shows here\n"
        else:
            regions += "      why: WRITE what somebody overlooks who points here\n"
    return (
        f"  # The dice have drawn region {LETTERS[drawn].upper()} as the key; figures with regions: docs/figures.md.\n"
        + STEM.format(end=QUESTION)
        + "  exhibit:\n    kind: raci\n    title: WRITE the title\n    alt: WRITE what the picture says\n"
        "    roles: [TPM, Lead, Vendor]\n    rows:\n      - {name: Pay, cells: [A, R, C]}\n"
        f"  regions:\n{regions}"
    )


def _dropdown(dice: Random) -> str:
    gaps = ""
    for gap in range(GAPS):
        right = dice.randrange(IN_A_GAP)
        options = "".join(_option(place, correct=place == right) for place in range(IN_A_GAP))
        gaps += f"    - options:\n{indent(options, '    ')}"
        gaps = gaps.replace("WRITE the ", f"WRITE for gap {gap + 1} the ")
    return (
        STEM.format(end=TASK)
        + "  # Plain words with a gap for each list, all lists of one length; the dice have drawn the keys.\n"
        f'  sentence: "WRITE a sentence with {{1}} and {{2}}"\n  gaps:\n{gaps}'
    )


def _numeric(_dice: Random) -> str:
    return (
        STEM.format(end=QUESTION)
        + "  # An exact decimal. Whatever lies within the tolerance is right; `misses` are what known errors lead to.\n"
        "  answer: 0.00\n  tolerance: 0.01\n  unit: EUR\n  working: WRITE how the number comes about\n"
        f"  misses:\n    - value: 1.00\n      why: WRITE which error leads to it\n{TRAP}"
    )


KINDS: dict[str, Callable[[Random], str]] = {
    "single": lambda dice: _choice("single", dice),
    "multiple": lambda dice: _choice("multiple", dice),
    "matching": _matching,
    "ordering": _ordering,
    "hotspot": _hotspot,
    "dropdown": _dropdown,
    "numeric": _numeric,
}


def lesson_skeleton(title: str, skills: Iterable[str], tasks: Iterable[str], today: date) -> str:
    """The Markdown of one lesson to be written."""
    return LESSON.format(
        title=title, skills=", ".join(skills), tasks=", ".join(f'"{task}"' for task in tasks), today=today
    )


LESSON = """\
---
title: {title}
summary: WRITE one or two sentences.
minutes: 15
objectives:
  - WRITE what a reader can do afterwards, beginning with a verb
skills: [{skills}]
prepares_for: [{tasks}]
updated: {today}
sources:
  - {{title: WRITE a title, body: WRITE who published it, year: {today.year}}}
---

!!! situation "WRITE the opening case"
    WRITE what happened, to whom, and what they have to decide.

## The idea in one minute {{#idea}}

WRITE the idea.

## The matter {{#matter}}

WRITE the matter.

!!! example "WRITE the worked example"
    WRITE it with its numbers.

## Limits {{#limits}}

WRITE where it does not hold.

!!! takeaways "Take away"
    WRITE three sentences.
"""
