"""The shared marks."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.drawing.eyes import look, words
from webapp.drawing import marks

TABLE = marks.Table("Cost <a> & b", ("Item", "€"), (("Cable <3 m>", "40"), ("Plug", "2")), frozenset({1}))


def test_a_table_names_its_columns_and_rows() -> None:
    tree = look(TABLE.html)
    assert [each.text for each in tree.iter("th") if each.get("scope") == "col"] == ["Item", "€"]
    assert [each.text for each in tree.iter("th") if each.get("scope") == "row"] == ["Cable <3 m>", "Plug"]


def test_columns_of_numbers_are_set_as_numbers() -> None:
    assert [each.text for each in look(TABLE.html).iter() if each.get("class") == "num"] == ["€", "40", "2"]


def test_a_table_can_be_scrolled_by_key_and_is_named() -> None:
    region = look(TABLE.html)[0]
    assert (region.get("tabindex"), region.get("role")) == ("0", "region")
    assert region.get("aria-label") == "Cost <a> & b"


def test_the_table_stands_one_click_below() -> None:
    details = look(TABLE.details)[0]
    assert details.tag == "details"
    assert words(details[0]) == "Show as a table"


def test_a_row_that_does_not_fill_its_columns_is_refused() -> None:
    with pytest.raises(ValueError, match="a row of 1 cells in a table of 2 columns"):
        marks.Table("t", ("a", "b"), (("1",),))


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (0, 2, "0"),
        (1200, 2, "1,200"),
        (Fraction(1, 8), 2, "0.13"),
        (Fraction(5, 2), 0, "3"),
        (Fraction(-7, 2), 1, "−3.5"),
        (Fraction(-1, 1000), 2, "0"),
        (Fraction(1, 3), 2, "0.33"),
        (100, 0, "100"),
    ],
)
def test_numbers_are_written_as_a_reader_expects(value: marks.Exact, places: int, text: str) -> None:
    assert marks.shown(value, places) == text


@given(st.fractions(min_value=-(10**6), max_value=10**6), st.integers(0, 3))
def test_a_written_number_is_within_half_a_unit_of_its_value(value: Fraction, places: int) -> None:
    written = Fraction(marks.shown(value, places).replace("−", "-").replace(",", ""))
    assert abs(written - value) <= Fraction(1, 2 * 10**places)


def test_a_per_cent_keeps_its_sign_on_the_line() -> None:
    assert marks.percent(Fraction(147, 2)) == "74\u00a0%"


@given(st.text(alphabet=st.characters(min_codepoint=32, exclude_categories=("Cs", "Cc", "Cn"))))
def test_words_come_back_as_they_were_written(written: str) -> None:
    tree = look(f'<p title="{marks.text(written)}">{marks.text(written)}</p>')
    assert (tree[0].text or "") == written
    assert tree[0].get("title") == written


def test_lengths_are_plain_percentages() -> None:
    assert [marks.length(each) for each in (0, Fraction(100, 3), Fraction(25, 2), 100)] == [
        "0%",
        "33.33%",
        "12.5%",
        "100%",
    ]


def test_a_line_to_clear_lies_on_a_halo_of_paper() -> None:
    halo, line = look(marks.clearance(40))
    assert (halo.get("class"), line.get("class")) == ("k-paper", "k-ochre")
    assert halo.get("x1") == line.get("x1") == "40%"
    assert int(halo.get("stroke-width", "")) > int(line.get("stroke-width", ""))


def test_marks_are_either_described_or_hidden() -> None:
    assert look(marks.picture("", says='"a" < b'))[0].attrib == {"role": "img", "aria-label": '"a" < b'}
    assert look(marks.picture(""))[0].attrib == {"aria-hidden": "true"}


def test_a_key_says_what_each_ink_stands_for() -> None:
    tree = look(marks.key(("bar", "f-blue", "Done"), ("interval", "f-blue", "You")))
    assert [words(each) for each in tree.iter("li")] == ["Done", "You"]


def test_a_key_may_have_a_name_of_its_own_and_every_swatch_is_drawn() -> None:
    assert look(marks.key(("bar", "f-blue", "Done"), own="plot-names"))[0].get("class") == "key plot-names"
    assert look(marks.key())[0].get("class") == "key"
    for swatch in ("line", "disc", "dot", "ring", "square", "dots"):
        drawn = [
            each for each in look(marks.key((swatch, "f-ink", "x"))).iter() if each.get("class") == "f-ink"
        ]
        assert drawn, swatch


def test_a_name_carries_its_note_only_where_there_is_one() -> None:
    assert len(list(look(marks.labelled("a", "b")).iter("small"))) == 1
    assert not list(look(marks.labelled("a")).iter("small"))


@pytest.mark.parametrize(
    ("names", "fault"), [(["a", "a"], "task “a” stands twice"), ([" "], "without a name")]
)
def test_names_must_tell_things_apart(names: list[str], fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        marks.require_names("task", names)


@pytest.mark.parametrize(("number", "said"), [(0, "0 cards"), (1, "1 card"), (2, "2 cards")])
def test_counts_agree_with_their_noun(number: int, said: str) -> None:
    assert marks.counted(number, "card", "cards") == said
