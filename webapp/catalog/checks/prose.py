"""The prose of lessons: its parts in place, its length as announced, its sentences plain."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from statistics import median

from webapp.catalog.cleaning import NOTES
from webapp.catalog.drafts import Drafts, LessonDraft
from webapp.catalog.faults import Fault
from webapp.catalog.manuscripts import Line

WORDS_A_MINUTE = 200
MINUTES_A_CHECK = 2
LEEWAY = 0.4
HARDEST = 11
SHORTEST_PARAGRAPH = 20  # below this many words a grade says nothing

_NOTE = re.compile(r"^(?P<margin>\s*)!!! ?(?P<kind>[\w-]*)(?P<words>[^\"]*)(?P<title>\"[^\"].*\")?")
_ANCHOR = re.compile(r"[a-z][a-z0-9-]*")
_MARKUP = re.compile(
    r"!!! ?[\w -]*|\{#[^}]*\}|\]\([^)]*\)|^\s*(?:[-*>]|#+|:|\d+\.)\s+|[*_`\[\]\"]", re.MULTILINE
)
WORD = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*")
_SENTENCE_END = re.compile(r"[.!?:](?=[\s\"'”’)]|$)")
_VOWELS = re.compile(r"[aeiouy]+")


def check_prose(drafts: Drafts) -> Iterator[Fault]:
    """Every lesson."""
    for lesson in drafts.lessons.values():
        yield from _headings(lesson)
        yield from _notes(lesson)
        yield from _minutes(lesson)
        yield from _grade(lesson)


def _headings(lesson: LessonDraft) -> Iterator[Fault]:
    """Headings of the second level and below; those of the second carry an anchor, each anchor stands once."""
    seen: set[str] = set()
    for heading in lesson.manuscript.headings:
        blame = lesson.blame(heading.number)
        if heading.level == 1:
            yield blame("the title stands in the front matter; headings begin with ##")
        elif heading.level == 2 and not heading.anchor:
            yield blame("the heading needs an anchor, such as {#idea}")
        if heading.anchor and not _ANCHOR.fullmatch(heading.anchor):
            yield blame(f"the anchor #{heading.anchor} must be of small letters, digits and hyphens")
        if heading.anchor in seen:
            yield blame(f"the anchor #{heading.anchor} stands twice")
        seen |= {heading.anchor} - {""}


def _notes(lesson: LessonDraft) -> Iterator[Fault]:
    """Notes of the known kinds, with a title, and a trap where the kind is pitfall."""
    for line in lesson.manuscript.lines:
        match = _NOTE.match(line.text)
        if match is None:
            continue
        blame, words = lesson.blame(line.number), match["words"].split()
        if match["kind"] not in NOTES:
            yield blame(f"`{match['kind']}` is not a kind of note; there are {', '.join(NOTES)}")
        elif len(words) != (match["kind"] == "pitfall"):
            wants = "names one trap" if match["kind"] == "pitfall" else "names nothing but its title"
            yield blame(f"a note of kind {match['kind']} {wants}")
        elif not match["title"]:
            yield blame("a note needs a title in straight double quotes")


def _minutes(lesson: LessonDraft) -> Iterator[Fault]:
    """Minutes near the reading time and two minutes a check."""
    words = count_words(lesson)
    estimate = words / WORDS_A_MINUTE + MINUTES_A_CHECK * len(lesson.checks)
    minutes = lesson.entry.minutes
    if abs(minutes - estimate) > LEEWAY * estimate:
        checks = "1 check" if len(lesson.checks) == 1 else f"{len(lesson.checks)} checks"
        reason = f"`minutes` is {minutes}; {words} words and {checks} take about {estimate:.0f}"
        yield lesson.written.fault(reason, "minutes")


def _grade(lesson: LessonDraft) -> Iterator[Fault]:
    """Half of the paragraphs can be read after eleven years of school."""
    grade = median_grade(lesson)
    if grade > HARDEST:
        yield lesson.blame(1)(f"reads at grade {grade:.1f}; the median of its paragraphs may be {HARDEST}")


def count_words(lesson: LessonDraft) -> int:
    """Words of prose, without tables, fences and front matter."""
    return sum(len(WORD.findall(paragraph)) for paragraph in paragraphs(lesson.manuscript.lines))


def median_grade(lesson: LessonDraft) -> float:
    """The median Flesch-Kincaid grade of the paragraphs that are long enough to have one."""
    grades = [grade_of(paragraph) for paragraph in paragraphs(lesson.manuscript.lines)]
    return median([grade for grade in grades if grade is not None] or [0.0])


def grade_of(paragraph: str) -> float | None:
    """The Flesch-Kincaid grade of a paragraph, or None when it is too short."""
    words = WORD.findall(paragraph)
    if len(words) < SHORTEST_PARAGRAPH:
        return None
    sentences = max(len(_SENTENCE_END.findall(paragraph)), 1)
    syllables = sum(count_syllables(word) for word in words)
    return 0.39 * len(words) / sentences + 11.8 * syllables / len(words) - 15.59


def count_syllables(word: str) -> int:
    """Groups of vowels, without the silent e at the end; digits are read as one syllable."""
    plain = word.lower()
    silent = plain.endswith("e") and not plain.endswith(("le", "ee"))
    return max(len(_VOWELS.findall(plain)) - silent, 1)


def paragraphs(lines: Sequence[Line]) -> Iterator[str]:
    """The paragraphs without markup and without tables."""
    prose = (line.text for line in lines if not line.in_table)
    for blank, group in groupby(prose, key=lambda text: not text.strip()):
        if not blank:
            yield _MARKUP.sub(" ", "\n".join(group))
