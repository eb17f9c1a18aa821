"""Words somebody highlighted, marked again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.markup import read
from webapp.pages.exams.highlights import highlighted, parse

STEM = "<p>A sponsor asks for <em>one more</em> report.</p>\n<p>What next?</p>"


@pytest.mark.parametrize(
    ("html", "ranges", "marked"),
    [
        ("<p>one two</p>", "", "<p>one two</p>"),
        ("<p>one two</p>", "4-7", "<p>one <mark>two</mark></p>"),
        ("<p>one two</p>", "0-3,4-7", "<p><mark>one</mark> <mark>two</mark></p>"),
        ("<p>one <em>two</em></p>", "2-6", "<p>on<mark>e </mark><em><mark>tw</mark>o</em></p>"),
        ("<p>a</p>\n<p>b</p>", "0-3", "<p><mark>a</mark></p>\n<p><mark>b</mark></p>"),
        ("<p>1 &lt; 2 &amp; 3</p>", "2-3", "<p>1 <mark>&lt;</mark> 2 &amp; 3</p>"),
        ("<p>\U0001f600 ok</p>", "3-5", "<p>\U0001f600 <mark>ok</mark></p>"),
        ("<p>one</p>", "0-99", "<p><mark>one</mark></p>"),
        ("<p>one</p>", "90-99", "<p>one</p>"),
        ('<p class="x">one<br>two<br/></p>', "3-4", '<p class="x">one<br><mark>t</mark>wo<br/></p>'),
    ],
)
def test_a_range_is_marked_in_the_text_and_never_across_a_tag(html: str, ranges: str, marked: str) -> None:
    assert highlighted(html, ranges) == marked


def test_ranges_are_read_in_order_and_empty_ones_left_out() -> None:
    assert parse("9-12,2-4,5-5") == [(2, 4), (9, 12)]


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=6))
def test_marks_change_no_word(pairs: list[tuple[int, int]]) -> None:
    marked = highlighted(STEM, ",".join(f"{start}-{end}" for start, end in pairs))
    assert read(str(marked)).root.text == read(STEM).root.text
    assert str(marked).replace("<mark>", "").replace("</mark>", "") == STEM
