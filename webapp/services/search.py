"""Searching lessons, glossary and templates: open to everybody, in one statement whatever was typed."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from webapp.catalog import compiled
from webapp.domain import search as rules
from webapp.domain.errors import NotFound
from webapp.domain.lessons import Lesson
from webapp.domain.search import Kind, Piece, SearchEntry
from webapp.services.work import Work
from webapp.store import search as store
from webapp.store.search import Hit

EACH = 5
"""How many of a kind are shown beside the others."""
ON_A_PAGE = 20
MOST_PAGES = 10


@dataclass(frozen=True)
class Find:
    """Something that was found; `lesson` and `anchor` say where it stands, for a section of a lesson."""

    kind: Kind
    slug: str
    title: tuple[Piece, ...]
    names: tuple[Piece, ...]
    excerpt: tuple[Piece, ...]
    lesson: Lesson | None = None
    anchor: str = ""


@dataclass(frozen=True)
class Group:
    """What was found of one kind: the first of it, or the page that was asked for, of `total` in all."""

    kind: Kind
    total: int
    finds: tuple[Find, ...]


@dataclass(frozen=True)
class Findings:
    """What a search came to; `kind` is set where one kind was asked for, of which `pages` can be turned.

    `near` are terms, templates and lessons whose names look like a query that found nothing.
    """

    query: str
    groups: tuple[Group, ...] = ()
    kind: Kind | None = None
    page: int = 1
    pages: int = 1
    near: tuple[SearchEntry, ...] = ()

    @property
    def total(self) -> int:
        """How many there are of all kinds."""
        return sum(group.total for group in self.groups)


def publish(work: Work) -> int:
    """Make the index anew where the content has changed since; the number of entries made."""
    made_from = sha256(f"{store.MAKE} {work.catalog.etag} {compiled.hash_code()}".encode()).hexdigest()
    if store.find_stamp(work.session) == made_from or store.claim(work.session) == made_from:
        return 0
    store.replace(work.session, work.catalog.searchable, made_from=made_from)
    return len(work.catalog.searchable)


def find(work: Work, typed: str, *, kind: Kind | None = None, page: int = 1) -> Findings:
    """Find what holds all the words: the first of each kind, or one page of the kind that is asked for."""
    said = rules.tidy(typed)
    query = rules.complete(rules.read(typed), work.catalog.vocabulary)
    if not query.parts:
        return Findings(said, kind=kind)
    page = min(max(page, 1), MOST_PAGES)
    first = (page - 1) * ON_A_PAGE
    hits = store.find(
        work.session, query, each=1 if kind else EACH, kind=kind, after=first, upto=first + ON_A_PAGE
    )
    groups = tuple(_group(work, each, hits, kind, first) for each in Kind)
    near = () if hits else rules.near(work.catalog.searchable, said)
    pages = max((_pages(group.total) for group in groups if group.kind is kind), default=1)
    return Findings(said, tuple(group for group in groups if group.total), kind, page, pages, near)


def _group(work: Work, kind: Kind, hits: tuple[Hit, ...], only: Kind | None, first: int) -> Group:
    """What was found of a kind; where one kind was asked for, of the others only how much there is."""
    found = [hit for hit in hits if hit.kind is kind]
    shown = found if only is None else [hit for hit in found if kind is only and hit.place > first]
    finds = (_find(work, hit) for hit in shown)
    return Group(kind, max((hit.total for hit in found), default=0), tuple(each for each in finds if each))


def _pages(total: int) -> int:
    return min(max(-(-total // ON_A_PAGE), 1), MOST_PAGES)


def _find(work: Work, hit: Hit) -> Find | None:
    """A hit with where it leads; None for what this process does not have, while another release starts beside it."""
    slug, _, anchor = hit.address.partition("#")
    lesson = None
    try:
        if hit.kind is Kind.LESSON:
            lesson = work.catalog.lesson(*slug.split("/", 1))
        elif hit.kind is Kind.TERM:
            work.catalog.term(slug)
        else:
            work.catalog.template(slug)
    except NotFound:
        return None
    title, names = rules.pieces(hit.title), rules.pieces(hit.names)
    return Find(hit.kind, slug, title, names, rules.excerpt(hit.excerpt), lesson, anchor)
