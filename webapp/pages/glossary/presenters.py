"""What the pages of the glossary show: the terms under a letter or for a query, and one term."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for

from webapp.domain.glossary import MOST_FOUND, Term
from webapp.domain.lessons import Lesson
from webapp.pages.filters import plural
from webapp.services.glossary import Entry, Glossary, Opened


@dataclass(frozen=True)
class Link:
    """Words that lead somewhere."""

    words: str
    url: str
    current: bool = False


@dataclass(frozen=True)
class TermPart:
    """A term with all that it leads to."""

    slug: str
    name: str
    url: str
    also: str
    meaning: str
    see: tuple[Link, ...]
    lesson: Link | None
    used_in: tuple[Link, ...]


@dataclass(frozen=True)
class GlossaryPage:
    """The terms under a letter, or those that were found; `says` is what a search came to."""

    opening: str
    query: str
    letters: tuple[Link, ...]
    heading: str
    says: str
    terms: tuple[TermPart, ...]
    near: tuple[Link, ...]


@dataclass(frozen=True)
class TermPage:
    """One term."""

    term: TermPart
    letter: Link
    previous: Link | None
    next: Link | None


def glossary_page(glossary: Glossary) -> GlossaryPage:
    """The glossary where it was opened."""
    return GlossaryPage(
        opening=f"{plural(glossary.count, 'term')} of the field, one sentence each.",
        query=glossary.query,
        letters=tuple(
            Link(letter, url_for("glossary.index", letter=letter.lower()), current=letter == glossary.letter)
            for letter in glossary.letters
        ),
        heading=f"Found for “{glossary.query}”" if glossary.query else glossary.letter,
        says=_says(glossary) if glossary.query else "",
        terms=tuple(_part(entry) for entry in glossary.entries),
        near=tuple(_link(term) for term in glossary.near),
    )


def _says(glossary: Glossary) -> str:
    """What a search came to, in one sentence."""
    found = len(glossary.entries)
    if not found:
        return "No term holds these words."
    return f"The first {MOST_FOUND} terms." if found == MOST_FOUND else f"{plural(found, 'term')}."


def term_page(opened: Opened) -> TermPage:
    """One term."""
    letter = opened.entry.term.letter
    return TermPage(
        term=_part(opened.entry),
        letter=Link(letter, url_for("glossary.index", letter=letter.lower())),
        previous=_link(opened.previous) if opened.previous else None,
        next=_link(opened.next) if opened.next else None,
    )


def _part(entry: Entry) -> TermPart:
    term = entry.term
    return TermPart(
        slug=term.slug,
        name=term.name,
        url=url_for("glossary.show", slug=term.slug),
        also=", ".join(term.also),
        meaning=term.meaning,
        see=tuple(_link(each) for each in entry.see),
        lesson=_lesson(entry.lesson, entry.anchor) if entry.lesson else None,
        used_in=tuple(_lesson(each) for each in entry.used_in),
    )


def _link(term: Term) -> Link:
    return Link(term.name, url_for("glossary.show", slug=term.slug))


def _lesson(lesson: Lesson, anchor: str = "") -> Link:
    url = url_for("lessons.show", track=lesson.track, slug=lesson.slug, _anchor=anchor or None)
    return Link(f"{lesson.number} {lesson.title}", url)
