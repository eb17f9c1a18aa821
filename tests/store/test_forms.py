"""A form is one text, and comes back as the same value."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy.dialects import sqlite

from tests.domain.exams import values
from tests.support import exam_room
from webapp.domain.exams import selection
from webapp.domain.exams.form import Form, Section
from webapp.store import forms
from webapp.store.forms import FormText

SQLITE = sqlite.dialect()
SECTIONS = (
    Section("one", "Fälle „eins“", 1, 1, timedelta(minutes=10), lock=True),
    Section("two", "The rest", 2, 3, timedelta(seconds=90.5), lock=False),
    Section("three", "The end", 4, 4),
)


@pytest.mark.parametrize(
    "form",
    [
        Form(()),
        exam_room.KINDS,
        values.form(*"abcd", parts=SECTIONS),
        values.sectioned(),
        Form((values.item("a", scored=False, repeat=True, case="the-bridge"),)),
        selection.draw(values.pmp(), exam_room.shelf().bank("maxi"), 7),
    ],
    ids=["empty", "every kind", "sections", "locked", "a trial of a case seen before", "180 questions"],
)
def test_a_form_comes_back_as_it_was_written(form: Form) -> None:
    text = forms.write(form)
    assert forms.read(text) == form
    assert forms.read(text).shape == form.shape


def test_a_text_that_was_read_before_is_not_read_again() -> None:
    text = forms.write(values.sectioned())
    assert forms.read(text) is forms.read("" + text)


def test_the_column_keeps_a_form_as_its_text_and_nothing_as_nothing() -> None:
    form, column = values.sectioned(), FormText()
    text = column.process_bind_param(form, SQLITE)
    assert text == forms.write(form)
    assert column.process_result_value(text, SQLITE) == form
    assert column.process_bind_param(None, SQLITE) is None
    assert column.process_result_value(None, SQLITE) is None


def test_options_and_order_of_a_written_form_are_one_word_an_item() -> None:
    assert '"zyxw"' in forms.write(values.form("a"))
