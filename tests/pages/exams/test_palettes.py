"""The palette: one square for each question that can be opened now, in the state it is in."""

from __future__ import annotations

from dataclasses import replace

from tests.domain.exams import values
from webapp.domain.exams.sheet import Entry
from webapp.domain.questions import Kind
from webapp.pages.exams.palettes import cell, drawn, palette, strip

FORM = values.form(*"abcd")


def test_each_question_stands_in_its_state() -> None:
    item = values.item("ac", number=5, options=5, kind=Kind.MULTIPLE)
    form = replace(FORM, items=(*FORM.items, item))
    sheet = {
        2: Entry(answer="b"),
        3: Entry(flagged=True),
        4: Entry(answer="a", flagged=True),
        5: Entry(answer="a"),
    }
    cells = palette(values.attempt(form_of=form, sheet=sheet))
    assert [each.says for each in cells] == [
        "1, open",
        "2, answered",
        "3, open, flagged",
        "4, answered, flagged",
        "5, begun",
    ]
    assert [(each.answered, each.flagged, each.begun) for each in cells] == [
        (False, False, False),
        (True, False, False),
        (False, True, False),
        (True, True, False),
        (False, False, True),
    ]


def test_a_section_that_is_locked_away_has_no_squares() -> None:
    attempt = values.attempt(form_of=values.sectioned(), section=1, sheet={1: Entry("a"), 3: Entry("a")})
    assert [each.says for each in palette(attempt)] == ["3, answered", "4, open"]


def test_nothing_can_be_opened_of_an_attempt_that_is_over() -> None:
    over = values.attempt(form_of=FORM).submit(values.NOON)
    assert palette(over) == ()
    assert strip(over).around(1) == ""


def test_a_square_is_a_link_beside_the_open_page_with_its_state_for_eye_and_ear() -> None:
    cells = [cell(7), cell(8, "answered"), cell(9, "answered", True), cell(10, "begun", True)]
    assert drawn(cells).around(8).splitlines() == [
        '<a href="7" aria-label="7, open">7</a>',
        '<a href="8" class="a" aria-label="8, answered" aria-current="true">8</a>',
        '<a href="9" class="a f" aria-label="9, answered, flagged">9</a>',
        '<a href="10" class="f" aria-label="10, begun, flagged">10</a>',
    ]


def test_the_sheet_is_drawn_and_counted_as_its_cells_are() -> None:
    sheet = {1: Entry("a", flagged=True), 3: Entry("a"), 4: Entry(flagged=True)}
    for attempt in (
        values.attempt(form_of=FORM, sheet=sheet),
        values.attempt(form_of=values.sectioned(), section=1, sheet=sheet),
        values.attempt(form_of=FORM),
    ):
        cells, shown = palette(attempt), strip(attempt)
        for number in range(6):
            assert shown.around(number) == drawn(cells).around(number)
        assert (shown.answered, shown.flags) == (
            sum(each.answered for each in cells),
            sum(each.flagged for each in cells),
        )
        assert list(shown.places) == [each.number for each in cells]


def test_a_page_that_is_none_of_the_squares_marks_none() -> None:
    assert "aria-current" not in drawn([cell(3), cell(4)]).around(2)


def test_a_square_may_lead_elsewhere() -> None:
    assert 'href="#exam-3"' in cell(3, stem="#exam-").drawn
