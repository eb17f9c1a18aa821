"""The file somebody asks for: its name, its type, its tag, and made only once."""

from __future__ import annotations

import pytest

from webapp.catalog.shelf import Catalog
from webapp.domain.errors import NotFound
from webapp.domain.templates import Form
from webapp.press import files


@pytest.mark.parametrize(
    ("slug", "form", "begins"),
    [
        ("small-plan", Form.XLSX, b"PK"),
        ("small-plan", Form.CSV, "\ufeffTask,".encode()),
        ("word-to-singers", Form.DOCX, b"PK"),
        ("word-to-singers", Form.MARKDOWN, b"# Word to the singers"),
    ],
)
def test_each_form_is_made_once(shelf: Catalog, slug: str, form: Form, begins: bytes) -> None:
    file = files.make(shelf.template(slug), form)
    assert (file.name, file.type) == (f"{slug}.{form}", files.TYPES[form])
    assert file.content.startswith(begins)
    assert files.make(shelf.template(slug), form) is file


def test_each_form_has_its_own_tag(shelf: Catalog) -> None:
    template = shelf.template("small-plan")
    assert files.make(template, Form.XLSX).tag != files.make(template, Form.CSV).tag


def test_no_other_form_is_made(shelf: Catalog) -> None:
    with pytest.raises(NotFound):
        files.make(shelf.template("small-plan"), Form.DOCX)
