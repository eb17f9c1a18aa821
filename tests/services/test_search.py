"""Searching the library: the index follows the content, and a search is one statement whatever was typed."""

from __future__ import annotations

from dataclasses import replace
from threading import Barrier, Thread

import pytest

from tests.support import make
from tests.support.statements import count_statements
from webapp.catalog.shelf import Catalog
from webapp.domain.search import Kind, SearchEntry
from webapp.services import search
from webapp.services.search import EACH, MOST_PAGES, ON_A_PAGE, Findings
from webapp.services.work import Workshop
from webapp.store import search as store


@pytest.fixture
def library(workshop: Workshop) -> Workshop:
    """A workshop whose index was made."""
    with workshop.writing() as work:
        assert search.publish(work) == len(workshop.catalog.searchable)
    return workshop


def found(library: Workshop, typed: str, kind: Kind | None = None, page: int = 1) -> Findings:
    with library.reading() as work:
        return search.find(work, typed, kind=kind, page=page)


def filled(workshop: Workshop, count: int) -> None:
    """An index of the same section so many times, and one term."""
    section = SearchEntry(Kind.LESSON, "basics/what-a-plan-is#idea", "The idea", "", "A zebra.")
    term = SearchEntry(Kind.TERM, "plan", "Plan", "", "A zebra.")
    with workshop.writing() as work:
        store.replace(work.session, [section] * count + [term], made_from="many")


def test_a_search_finds_terms_templates_and_sections(library: Workshop) -> None:
    findings = found(library, "plan")
    assert [group.kind for group in findings.groups] == [Kind.TERM, Kind.TEMPLATE, Kind.LESSON]
    term = findings.groups[0].finds[0]
    assert (term.slug, [piece.marked for piece in term.title]) == ("plan", [True])
    section = next(find for find in findings.groups[2].finds if find.anchor)
    assert section.lesson == library.catalog.lessons[section.slug]
    assert section.anchor in {heading.anchor for heading in section.lesson.headings}
    assert findings.total == sum(group.total for group in findings.groups)


def test_a_search_is_one_statement_for_anybody_and_none_for_nothing(library: Workshop) -> None:
    for number in range(20):
        make.account(library, name=f"Ada {number}")
    for typed, count in (("plan", 1), ("zebra", 1), ('"pl', 1), ("", 0), ("...", 0)):
        with count_statements(library.sessions.engine) as statements:
            found(library, typed)
        assert len(statements) <= count


def test_only_the_first_of_each_kind_are_shown_and_all_of_one_by_pages(workshop: Workshop) -> None:
    filled(workshop, ON_A_PAGE + 3)
    both = found(workshop, "zebra")
    assert [(group.total, len(group.finds)) for group in both.groups] == [(1, 1), (ON_A_PAGE + 3, EACH)]
    first, last = (found(workshop, "zebra", Kind.LESSON, page) for page in (1, 2))
    assert [len(group.finds) for group in first.groups] == [0, ON_A_PAGE]
    assert [len(group.finds) for group in last.groups] == [0, 3]
    assert (first.pages, last.pages) == (2, 2)


@pytest.mark.parametrize(("page", "shown"), [(-1, 1), (0, 1), (10**30, MOST_PAGES)])
def test_a_page_that_is_not_there_is_the_nearest_one(workshop: Workshop, page: int, shown: int) -> None:
    filled(workshop, ON_A_PAGE * MOST_PAGES + 5)
    findings = found(workshop, "zebra", Kind.LESSON, page)
    assert (findings.page, findings.pages) == (shown, MOST_PAGES)
    assert len(findings.groups[1].finds) == ON_A_PAGE
    assert found(workshop, "zebra", Kind.TEMPLATE, page).pages == 1


def test_who_finds_nothing_is_shown_what_looks_like_it(library: Workshop) -> None:
    findings = found(library, "decisoin")
    assert (findings.groups, [entry.title for entry in findings.near]) == ((), ["Decision"])
    assert found(library, "plan").near == ()


def test_a_long_query_is_cut(library: Workshop) -> None:
    assert len(found(library, "q " * 10_000).query) < 100


def test_the_index_is_made_once_and_again_when_the_content_changes(library: Workshop, shelf: Catalog) -> None:
    with library.writing() as work, count_statements(library.sessions.engine) as statements:
        assert search.publish(work) == 0
    assert len(statements) == 1
    library.catalog = replace(shelf, terms=shelf.terms[:1], etag="another")
    with library.writing() as work:
        assert search.publish(work) == len(library.catalog.searchable)
    assert found(library, "schedule", Kind.TERM).total == 0


def test_processes_that_start_together_make_one_index(workshop: Workshop) -> None:
    made, ready = [], Barrier(3)

    def start() -> None:
        ready.wait()
        with workshop.writing() as work:
            made.append(search.publish(work))

    threads = [Thread(target=start) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(made) == [0, 0, len(workshop.catalog.searchable)]
    assert found(workshop, "plan").groups


def test_what_this_release_does_not_have_is_left_out(library: Workshop, shelf: Catalog) -> None:
    library.catalog = replace(shelf, tracks=(), terms=(), templates=())
    findings = found(library, "plan ")
    assert findings.groups
    assert [group.finds for group in findings.groups] == [(), (), ()]


def test_without_an_index_nothing_is_found(workshop: Workshop) -> None:
    assert found(workshop, "plan").groups == ()
