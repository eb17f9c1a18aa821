"""The index of the library: what is found, in which order, and what is marked; alike on both databases."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from tests.support.statements import count_statements
from webapp.domain.search import END, MARK, Kind, Query, SearchEntry, complete, read, vocabulary
from webapp.services.work import Workshop
from webapp.store import search as store
from webapp.store.search import Hit
from webapp.store.tables.search import SearchEntryRow, SearchStampRow

LIBRARY = (
    SearchEntry(
        Kind.TERM,
        "cpi",
        "Cost performance index",
        "CPI",
        "Earned value divided by actual cost; below 1 is dear.",
    ),
    SearchEntry(Kind.TERM, "critical-path", "Critical path", "CPM", "The longest chain of tasks."),
    SearchEntry(Kind.TERM, "done", "Definition of Done", "DoD", "The quality that all work must have."),
    SearchEntry(Kind.TERM, "wip", "Work in progress", "WIP", "What was begun and not finished."),
    SearchEntry(Kind.TEMPLATE, "risk-register", "Risk register", "", "What may happen, and who watches it."),
    SearchEntry(Kind.LESSON, "t/plan", "Planning a project", "Track", "Estimates of café work, in days."),
    SearchEntry(
        Kind.LESSON,
        "t/plan#path",
        "Finding the critical path",
        "Planning a project",
        "Float is time to spare.",
    ),
    SearchEntry(
        Kind.LESSON,
        "t/plan#more",
        "Where it helps",
        "Planning a project",
        "A path is critical where a delay moves the end. The critical path may change: look at the critical path"
        " again each week. The critical path is not the hardest one, critical path or not.",
    ),
    SearchEntry(
        Kind.LESSON, "t/agile", "Charts", "Agile", "A burn-down shows the work left; done by definition."
    ),
)
WORDS = vocabulary(LIBRARY)


@pytest.fixture
def library(workshop: Workshop) -> Workshop:
    """A workshop whose index holds the library."""
    with workshop.writing() as work:
        store.replace(work.session, LIBRARY, made_from="one")
    return workshop


def asked(library: Workshop, query: Query, each: int = 10) -> tuple[Hit, ...]:
    with library.reading() as work:
        return store.find(work.session, query, each=each)


def found(library: Workshop, typed: str) -> list[str]:
    return [hit.address for hit in asked(library, complete(read(typed), WORDS))]


def test_a_word_is_found_by_its_stem(library: Workshop) -> None:
    assert found(library, "estimating ") == ["t/plan"]
    assert found(library, "planned ") == ["t/plan", "t/plan#path", "t/plan#more"]


def test_a_title_stands_above_a_text_that_says_it_often(library: Workshop) -> None:
    assert found(library, "critical path ") == ["t/plan#path", "t/plan#more", "critical-path"]


def test_words_that_stand_as_they_were_typed_are_above_words_that_only_occur(workshop: Workshop) -> None:
    apart = SearchEntry(
        Kind.LESSON, "t/apart", "A", "", "A goal. A sprint. A goal for a sprint, sprint or goal."
    )
    beside = SearchEntry(Kind.LESSON, "t/beside", "B", "", f"{'Much else. ' * 20} The sprint goals stand.")
    with workshop.writing() as work:
        store.replace(work.session, [apart, beside], made_from="two")
    assert found(workshop, "sprint goal ") == ["t/beside", "t/apart"]


def test_kinds_are_counted_and_numbered_apart(library: Workshop) -> None:
    hits = asked(library, read("work "))
    assert [(hit.kind.value, hit.place, hit.total) for hit in hits] == [
        ("lesson", 1, 2),
        ("lesson", 2, 2),
        ("term", 1, 2),
        ("term", 2, 2),
    ]
    assert [hit.address for hit in hits if hit.kind is Kind.TERM] == ["wip", "done"]


def test_one_kind_can_be_turned_page_by_page(library: Workshop) -> None:
    with library.reading() as work:
        hits = store.find(work.session, read("project "), each=1, kind=Kind.LESSON, after=1, upto=2)
        none = store.find(work.session, read("project "), each=1, kind=Kind.LESSON, after=50, upto=60)
    assert [(hit.place, hit.total) for hit in hits] == [(1, 3), (2, 3)]
    assert [(hit.place, hit.total) for hit in none] == [(1, 3)]


def test_a_phrase_in_quotes_keeps_its_words_together(library: Workshop) -> None:
    assert found(library, "definition done ") == ["t/agile", "done"]
    assert found(library, '"definition of done"') == ["done"]
    assert found(library, "“definition of done”") == ["done"]


@pytest.mark.parametrize(
    ("typed", "address"),
    [("cpi", "cpi"), ("CPI", "cpi"), ("WIP", "wip"), ("dod", "done"), ("cpm", "critical-path")],
)
def test_short_names_are_found(library: Workshop, typed: str, address: str) -> None:
    assert found(library, typed) == [address]


def test_a_hyphen_joins_what_may_be_written_as_one(library: Workshop) -> None:
    assert found(library, "burn-down ") == ["t/agile"]
    assert found(library, "cafe ") == ["t/plan"]
    assert found(library, "CAFÉ ") == ["t/plan"]


def test_the_last_word_is_found_while_it_is_typed(library: Workshop) -> None:
    assert found(library, "critical pat") == ["t/plan#path", "t/plan#more", "critical-path"]
    assert found(library, "project planni") == ["t/plan", "t/plan#path", "t/plan#more"]
    assert found(library, '"critical pa') == ["t/plan#path", "t/plan#more", "critical-path"]
    assert found(library, "critical pat ") == []


def test_what_was_looked_for_is_marked(library: Workshop) -> None:
    (hit,) = asked(library, read("actual cost cpi "))
    assert hit.title == f"{MARK}Cost{END} performance index"
    assert hit.names == f"{MARK}CPI{END}"
    assert f"{MARK}actual" in hit.excerpt
    assert "cost" in hit.excerpt


def test_an_excerpt_is_short_and_holds_what_was_looked_for(library: Workshop) -> None:
    long = SearchEntry(Kind.LESSON, "t/long", "Long", "", f"{'word ' * 3000}needle{' straw' * 3000}")
    with library.writing() as work:
        store.replace(work.session, [long], made_from="two")
    (hit,) = asked(library, read("needle "))
    assert f"{MARK}needle{END}" in hit.excerpt
    assert len(hit.excerpt.split()) < 40


@pytest.mark.parametrize(
    "typed",
    [
        "'; DROP TABLE search_entry; --",
        '"""" OR "',
        "a AND NOT (b OR",
        "NEAR(plan project, 2) title:plan ^x -y *",
        "plan & ! | <-> :* \\ %",
        "plan\x00project",
        "\ud800 plan",
        "計画 план ½ ² 1e5 -3.5 a_b",
        "x" * 10_000,
        "plan " * 2_000,
        "({[<'`~",
        "$1 :name {0} %s",
    ],
)
def test_no_query_is_an_error(library: Workshop, typed: str) -> None:
    for query in (read(typed), complete(read(typed), WORDS)):
        if query.parts:
            assert isinstance(asked(library, query), tuple)


def test_nothing_is_found_where_a_word_is_missing(library: Workshop) -> None:
    assert found(library, "critical zebra ") == []


def test_a_search_is_one_statement(library: Workshop) -> None:
    with library.reading() as work, count_statements(library.sessions.engine) as statements:
        store.find(work.session, read("plan "), each=5)
    assert len(statements) == 1


def test_a_new_index_takes_the_place_of_the_old_one(library: Workshop) -> None:
    with library.writing() as work:
        assert store.claim(work.session) == "one"
        store.replace(work.session, LIBRARY[:1], made_from="two")
    assert found(library, "critical ") == []
    assert found(library, "cost ") == ["cpi"]
    with library.reading() as work:
        assert store.find_stamp(work.session) == "two"
        assert work.session.scalar(select(func.count()).select_from(SearchEntryRow)) == 1
        assert work.session.scalar(select(func.count()).select_from(SearchStampRow)) == 1


def test_an_index_that_could_not_be_made_leaves_the_old_one(library: Workshop) -> None:
    broken = SearchEntry(Kind.TERM, "x", "X", "", None)  # type: ignore[arg-type]
    with pytest.raises(Exception, match="text"), library.writing() as work:
        store.replace(work.session, [LIBRARY[1], broken], made_from="two")
    assert found(library, "cost ") == ["cpi"]


def test_an_empty_library_has_an_empty_index(workshop: Workshop) -> None:
    with workshop.reading() as work:
        assert store.find_stamp(work.session) is None
    with workshop.writing() as work:
        store.replace(work.session, (), made_from="none")
    assert found(workshop, "cost ") == []
