"""What the page of the search shows: finds by kind with their excerpts, and how many there are."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for

from webapp.domain.lessons import Lesson
from webapp.domain.search import Kind, Piece, SearchEntry
from webapp.pages.filters import plural
from webapp.services.search import ON_A_PAGE, Find, Findings, Group

TITLES = {
    Kind.TERM: "Terms",
    Kind.TEMPLATE: "Templates",
    Kind.LESSON: "Lessons",
}
ONE = {Kind.TERM: "term", Kind.TEMPLATE: "template", Kind.LESSON: "section"}
"""What is counted; of lessons it is sections, for each has an address of its own."""


@dataclass(frozen=True)
class Link:
    """Words that lead somewhere."""

    words: str
    url: str


@dataclass(frozen=True)
class FindLine:
    """One find: its marked title, what stands beside it, and an excerpt.

    `lesson` is the one that a section belongs to, since many have a heading in common; `where` is how that is shown.
    """

    url: str
    title: tuple[Piece, ...]
    also: tuple[Piece, ...]
    lesson: str
    where: str
    excerpt: tuple[Piece, ...]


@dataclass(frozen=True)
class GroupPart:
    """The finds of one kind; `more` leads to all of them where only the first are shown."""

    id: str
    title: str
    count: str
    finds: tuple[FindLine, ...]
    more: Link | None


@dataclass(frozen=True)
class Turn:
    """The pages before and after one of several."""

    place: str
    previous: tuple[str, str] | None
    next: tuple[str, str] | None


@dataclass(frozen=True)
class SearchPage:
    """A search: what was asked, what it came to in one sentence, and the finds."""

    query: str
    says: str
    groups: tuple[GroupPart, ...]
    others: tuple[Link, ...]
    turn: Turn | None
    near: tuple[Link, ...]


def search_page(findings: Findings) -> SearchPage:
    """A search and what it came to."""
    shown = [group for group in findings.groups if findings.kind in (None, group.kind)]
    return SearchPage(
        query=findings.query,
        says=_says(findings) if findings.query else "",
        groups=tuple(_group(findings, group) for group in shown),
        others=_others(findings) if findings.kind else (),
        turn=_turn(findings) if findings.kind and findings.pages > 1 else None,
        near=tuple(_near(entry) for entry in findings.near),
    )


def _says(findings: Findings) -> str:
    """What a search came to, in one sentence."""
    if not findings.groups:
        return "Nothing holds all of these words."
    counts = [plural(group.total, ONE[group.kind]) for group in findings.groups]
    return f"Found: {', '.join(counts)}."


def _group(findings: Findings, group: Group) -> GroupPart:
    count = plural(group.total, ONE[group.kind])
    more = findings.kind is None and group.total > len(group.finds)
    return GroupPart(
        id=f"found-{group.kind}",
        title=TITLES[group.kind],
        count=count,
        finds=tuple(_line(find) for find in group.finds),
        more=Link(f"Show all {count}", _url(findings, group.kind)) if more else None,
    )


def _line(find: Find) -> FindLine:
    lesson = find.lesson.title if find.lesson and find.anchor else ""
    return FindLine(
        url=_address(find),
        title=find.title,
        also=find.names if find.kind is Kind.TERM else (),
        lesson=lesson,
        where=_where(find.lesson, lesson) if find.lesson else "",
        excerpt=find.excerpt,
    )


def _where(lesson: Lesson, of_section: str) -> str:
    return f"{lesson.number} {of_section}" if of_section else f"Lesson {lesson.number}"


def _address(find: Find) -> str:
    if find.lesson is not None:
        lesson = find.lesson
        return url_for("lessons.show", track=lesson.track, slug=lesson.slug, _anchor=find.anchor or None)
    return url_for("glossary.show" if find.kind is Kind.TERM else "templates.show", slug=find.slug)


def _others(findings: Findings) -> tuple[Link, ...]:
    """The ways back from one kind: to everything, and to the other kinds."""
    kinds = (
        Link(plural(group.total, ONE[group.kind]), _url(findings, group.kind))
        for group in findings.groups
        if group.kind is not findings.kind
    )
    return (Link("Everything", _url(findings, None)), *kinds)


def _turn(findings: Findings) -> Turn:
    page, pages = findings.page, findings.pages
    total = sum(group.total for group in findings.groups if group.kind is findings.kind)
    most = f", the first {pages * ON_A_PAGE}" if total > pages * ON_A_PAGE else ""
    return Turn(
        place=f"Page {page} of {pages}{most}",
        previous=(_url(findings, findings.kind, page - 1), "Previous page") if page > 1 else None,
        next=(_url(findings, findings.kind, page + 1), "Next page") if page < pages else None,
    )


def _url(findings: Findings, kind: Kind | None, page: int = 1) -> str:
    return url_for("search.index", q=findings.query, kind=kind, page=page if page > 1 else None)


def _near(entry: SearchEntry) -> Link:
    """Something with a name like the one that was looked for."""
    if entry.kind is Kind.LESSON:
        track, _, slug = entry.address.partition("/")
        return Link(entry.title, url_for("lessons.show", track=track, slug=slug))
    page = "glossary.show" if entry.kind is Kind.TERM else "templates.show"
    return Link(entry.title, url_for(page, slug=entry.address))
