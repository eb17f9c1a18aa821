"""Templates through the browser: the list by use, one of them with its example, and its files."""

from __future__ import annotations

import pytest

from tests.support.statements import count_statements
from tests.support.visitor import Visitor
from webapp.catalog.shelf import Catalog
from webapp.services.work import Workshop

FILES = [
    (
        "small-plan.xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
    ("small-plan.csv", "text/csv; charset=utf-8"),
    (
        "word-to-singers.docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    ("word-to-singers.md", "text/markdown; charset=utf-8"),
]


def test_anybody_sees_the_templates_by_their_use(visitor: Visitor) -> None:
    page = visitor.opens("/templates").sees(
        "Small plan", "Excel, CSV", "Word to the singers", "Word, Markdown"
    )
    assert [each.text for each in page.find_all("main h2")] == ["Plan", "Deliver"]
    assert page.find("nav[aria-label=Main] a[aria-current=page]").text == "Lessons"
    visitor.clicks("Small plan").sees("Tasks with their days and their price.")


def test_a_sheet_is_shown_as_its_example_fills_it(visitor: Visitor) -> None:
    page = visitor.opens("/templates/small-plan")
    page.sees(
        "It shows what a small project takes and costs.", "Before the hall is booked", "Add their days."
    )
    page.sees("A choir sings in June", "Computed: Days × Price.", "One of: Alto, Bass.", "1.1 What a plan is")
    assert [each.text for each in page.find_all("thead th[scope=col]")][:2] == ["Task", "Holder"]
    assert [each.text for each in page.find_all("tbody td")][:6] == [
        "Book the hall",
        "Alto",
        "2027-01-04",
        "1",
        "12.5",
        "12.5",
    ]
    assert page.find_all("tfoot td")[-1].text == "27.5"
    assert [each.get("href") for each in page.find_all("a.btn")] == [
        "/templates/small-plan.xlsx",
        "/templates/small-plan.csv",
    ]


def test_a_document_is_shown_as_its_example_fills_it(visitor: Visitor) -> None:
    page = visitor.opens("/templates/word-to-singers")
    page.sees("At a glance", "Who and when.", "The chair", "The hall is free", "Posters", "Bass")
    page.sees("Somebody else has read it", "the hall is *booked* | paid.")
    page.misses("Lessons that work with it")


@pytest.mark.parametrize(("name", "type_"), FILES)
def test_a_file_has_its_type_its_name_and_a_tag(
    visitor: Visitor, workshop: Workshop, name: str, type_: str
) -> None:
    with count_statements(workshop.sessions.engine) as statements:
        response = visitor.client.get(f"/templates/{name}")
    assert (response.status_code, len(statements)) == (200, 0)
    assert response.headers["Content-Type"] == type_
    assert response.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    again = visitor.client.get(f"/templates/{name}", headers={"If-None-Match": response.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize(
    "name", ["small-plan.docx", "word-to-singers.csv", "nothing.md", "small-plan.exe", "small-plan.CSV", "no"]
)
def test_what_is_not_made_is_not_there(visitor: Visitor, name: str) -> None:
    visitor.opens(f"/templates/{name}", status=404)


def test_a_school_without_templates_says_so(visitor: Visitor, workshop: Workshop) -> None:
    workshop.catalog = Catalog((), (), {}, (), (), ())
    visitor.opens("/templates").sees("No templates yet")
