"""Templates: listed, opened, made into files; never a statement."""

from __future__ import annotations

import pytest

from tests.support.statements import count_statements
from webapp.domain.errors import NotFound
from webapp.domain.templates import Form
from webapp.services import templates
from webapp.services.work import Workshop


def test_templates_are_listed_opened_and_made_without_a_statement(workshop: Workshop) -> None:
    with workshop.reading() as work, count_statements(workshop.sessions.engine) as statements:
        listed = templates.list_templates(work)
        offer = templates.open_template(work, "small-plan")
        file = templates.make_file(work, "small-plan", Form.CSV)
    assert len(statements) == 0
    assert [template.slug for template in listed] == ["small-plan", "word-to-singers"]
    assert [lesson.slug for lesson in offer.lessons] == ["what-a-plan-is"]
    assert file.name == "small-plan.csv"


@pytest.mark.parametrize(
    ("slug", "form"), [("nothing", Form.CSV), ("small-plan", Form.DOCX), ("word-to-singers", Form.XLSX)]
)
def test_a_file_that_is_not_made_is_not_found(workshop: Workshop, slug: str, form: Form) -> None:
    with workshop.reading() as work, pytest.raises(NotFound):
        templates.make_file(work, slug, form)
