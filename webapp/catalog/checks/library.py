"""The glossary and the templates as a whole: names that stand once, entries in their order."""

from __future__ import annotations

from collections.abc import Iterator

from webapp.catalog.drafts import Drafts
from webapp.catalog.faults import Fault


def check_library(drafts: Drafts) -> Iterator[Fault]:
    """Every term and every template."""
    yield from _order(drafts)
    yield from _names(drafts)
    titles: dict[str, str] = {}
    for template in drafts.templates:
        title = template.written.entry.title
        if title in titles:
            yield template.written.fault(f"bears the title of {titles[title]}", "title")
        titles[title] = template.slug


def _order(drafts: Drafts) -> Iterator[Fault]:
    """Terms stand in the order of their slugs, so that nobody writes one twice and everybody finds it."""
    before = ""
    for term in drafts.terms:
        slug = term.entry.slug
        if slug == before:
            yield term.fault(f"the slug {slug} stands twice", "slug")
        elif slug < before:
            yield term.fault(f"{slug} stands after {before}; terms are in alphabetical order", "slug")
        before = max(before, slug)


def _names(drafts: Drafts) -> Iterator[Fault]:
    """A name belongs to one term; only an abbreviation may stand for several, beside their names."""
    owners: dict[str, str] = {}
    for term in drafts.terms:
        name = term.entry.term.casefold()
        if name in owners:
            yield term.fault(f"“{term.entry.term}” is the name of {owners[name]} too", "term")
        owners.setdefault(name, term.entry.slug)
    for term in drafts.terms:
        for place, other in enumerate(term.entry.also):
            if other.casefold() in owners:
                owner = owners[other.casefold()]
                yield term.fault(f"“{other}” is the name of {owner}", "also", place)
        if term.entry.slug in term.entry.see:
            yield term.fault("names itself", "see", term.entry.see.index(term.entry.slug))
