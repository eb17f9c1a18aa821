"""Looking up terms: open to everybody, and asking nothing of the database."""

from __future__ import annotations

from dataclasses import dataclass

from webapp.domain import glossary as rules
from webapp.domain.errors import NotFound
from webapp.domain.glossary import Term
from webapp.domain.lessons import Lesson
from webapp.services.work import Work


@dataclass(frozen=True)
class Entry:
    """A term with those near it, the lesson that teaches it (at an anchor), and the other lessons that use it."""

    term: Term
    see: tuple[Term, ...]
    lesson: Lesson | None
    anchor: str
    used_in: tuple[Lesson, ...]


@dataclass(frozen=True)
class Glossary:
    """The glossary opened at a letter, or what was found for a query; `count` is how many terms it holds in all.

    `near` are terms whose names look like a query that found nothing.
    """

    entries: tuple[Entry, ...]
    letters: tuple[str, ...]
    letter: str
    query: str
    count: int
    near: tuple[Term, ...] = ()


@dataclass(frozen=True)
class Opened:
    """One entry with its neighbours in the alphabet."""

    entry: Entry
    previous: Term | None
    next: Term | None


def look_up(work: Work, query: str, letter: str) -> Glossary:
    """Find terms for a query, or open the glossary at a letter, the first where none is asked for."""
    terms = work.catalog.terms
    query = " ".join(query[: rules.LONGEST_QUERY].split())
    known = rules.letters(terms)
    if query:
        found = rules.find(terms, query)
        near = () if found else rules.near(terms, query)
        return Glossary(_entries(work, found), known, "", query, len(terms), near)
    letter = letter.upper() or (known[0] if known else "")
    if letter and letter not in known:
        raise NotFound
    return Glossary(_entries(work, rules.under(terms, letter)), known, letter, "", len(terms))


def open_term(work: Work, slug: str) -> Opened:
    """Show one term; raises NotFound."""
    terms = work.catalog.terms
    term = work.catalog.term(slug)
    here = terms.index(term)
    after = here + 1
    return Opened(
        _entry(work, term),
        previous=terms[here - 1] if here else None,
        next=terms[after] if after < len(terms) else None,
    )


def _entries(work: Work, terms: tuple[Term, ...]) -> tuple[Entry, ...]:
    return tuple(_entry(work, term) for term in terms)


def _entry(work: Work, term: Term) -> Entry:
    """A term with all that it leads to."""
    path, _, anchor = term.lesson.partition("#")
    lesson = work.catalog.lessons.get(path)
    return Entry(
        term=term,
        see=tuple(work.catalog.term(slug) for slug in term.see),
        lesson=lesson,
        anchor=anchor,
        used_in=tuple(each for each in work.catalog.lessons_with_term(term.slug) if each is not lesson),
    )
