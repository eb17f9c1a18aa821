"""Questions of every kind as the product asks them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tests.drawing.eyes import look
from tests.support.spoiling import P1, change, copy
from webapp.catalog.loader import load
from webapp.catalog.shelf import Catalog
from webapp.domain.answers import CODES
from webapp.domain.questions import Kind, Question, traps_of


def _question(catalog: Catalog, id: str) -> Question:
    exam = id.partition("-")[0]
    return next(question for question in catalog.bank(exam) if question.id == id)


def test_a_question_of_a_bank_knows_its_task_and_its_letters(shelf: Catalog) -> None:
    question = _question(shelf, "mini-p1-003")
    assert (question.kind, question.task, question.choose) == (Kind.MULTIPLE, "P1", 2)
    assert [option.id for option in question.options] == ["a", "b", "c", "d", "e"]
    assert question.key == ("a", "c")
    assert question.reviewed == date(2026, 11, 22)


def test_stems_are_paragraphs_and_options_are_lines(shelf: Catalog) -> None:
    question = _question(shelf, "mini-p1-002")
    assert question.stem.startswith("<p>A baker needs")
    assert question.options[1].text == "Tuesday"
    assert question.options[2].trap == "waits-too-long"


def test_every_kind_can_be_answered(shelf: Catalog) -> None:
    assert {question.kind for question in shelf.bank("round")} == set(Kind)
    assert all(question.shape in CODES for question in shelf.bank("round"))


def test_an_exhibit_of_text_stands_beside_the_stem(shelf: Catalog) -> None:
    question = _question(shelf, "round-c1-001")
    assert question.exhibit.startswith('<div class="scroll" tabindex="0"')
    assert "Emil" not in question.stem
    assert question.fixed_order


def test_a_figure_may_stand_beside_any_kind(tmp_path: Path) -> None:
    content = copy(tmp_path)
    figure = "  exhibit:\n    kind: bars\n    title: It's long\n    alt: A bar.\n    unit: m\n"
    change(content, P1, "  options:", figure + "    bars: [{name: Rope, value: 3}]\n  options:")
    exhibit = _question(load(content), "mini-p1-001").exhibit
    assert exhibit.startswith('<figure class="figure figure-bars">')
    assert "<figcaption><b>It’s long.</b></figcaption>" in exhibit


def test_the_regions_of_a_hotspot_bear_the_letters_of_its_options(shelf: Catalog) -> None:
    question = _question(shelf, "round-c3-001")
    regions = [each for each in look(question.exhibit).iter() if each.get("data-region")]
    assert [region.get("data-region") for region in regions] == ["a", "b", "c", "d"]
    assert [option.id for option in question.options] == ["a", "b", "c", "d"]
    assert [option.text for option in question.options][2:] == [
        "Spend the money, Ada",
        "Ben hears of the money",
    ]
    assert (question.key, question.fixed_order) == (("c",), True)


def test_quotes_in_the_names_of_regions_are_turned_as_in_the_figure(tmp_path: Path) -> None:
    content = copy(tmp_path)
    path = content / "exams/round/questions/choose/c3.yaml"
    path.write_text(path.read_text("utf-8").replace("the money", "Ada's money"), encoding="utf-8")
    assert _question(load(content), "round-c3-001").exhibit.count("data-region") == 4


def test_right_hand_entries_of_a_matching_take_letters_once_each(shelf: Catalog) -> None:
    question = _question(shelf, "round-t1-001")
    assert [option.text for option in question.options] == ["Dough", "Flour", "Rain"]
    assert [(place.text, place.answer) for place in question.places] == [("Bread", "a"), ("Dough", "b")]
    assert question.options[2].why == "Nothing here waits for rain."


def test_equal_right_hand_texts_are_one_entry_with_the_reasons_of_all(shelf: Catalog) -> None:
    question = _question(shelf, "round-t1-002")
    assert [option.text for option in question.options] == ["The first day", "The second day"]
    assert question.key == ("a", "b", "b")
    assert question.options[1].why == "It takes two days. It takes as long as the toys."
    assert question.options[1].trap == "waits-too-long"


def test_steps_are_written_in_their_order(shelf: Catalog) -> None:
    question = _question(shelf, "round-t2-001")
    assert question.key == ("a", "b", "c", "d")
    assert question.options[1].why == "The length is known by now."


def test_a_sentence_is_cut_at_its_gaps(shelf: Catalog) -> None:
    question = _question(shelf, "round-t3-001")
    assert [place.text for place in question.places] == ["Whoever knows ", " tells the harbour "]
    assert question.tail == "."
    assert question.key == ("a", "b")
    assert question.places[1].why == "The berth can still be changed."
    assert question.option_ids == ("a", "b")


def test_a_sentence_is_words_and_never_markup(tmp_path: Path) -> None:
    content = copy(tmp_path)
    change(content, "exams/round/questions/place/t3.yaml", "Whoever knows {1}", "Who's <b>{1}</b> & sure")
    question = _question(load(content), "round-t3-001")
    assert question.places[0].text == "Who’s &lt;b&gt;"
    assert question.places[1].text.startswith("&lt;/b&gt; &amp; sure")


def test_a_number_is_exact(shelf: Catalog) -> None:
    number = _question(shelf, "round-t4-001").number
    assert number is not None
    assert (number.value, number.tolerance, number.unit) == (Decimal("25.05"), Decimal("0.05"), "EUR")
    assert [miss.value for miss in number.misses] == [Decimal("16.85"), Decimal("50.55")]


@pytest.mark.parametrize(
    ("id", "answer", "traps"),
    [
        ("round-c3-001", "d", ("decides-alone",)),
        ("round-t1-001", "cb", ("decides-alone",)),
        ("round-t3-001", "ba", ("decides-alone", "waits-too-long")),
        ("round-t4-001", "16.9", ("decides-alone",)),
    ],
)
def test_a_wrong_answer_leads_to_its_trap(
    shelf: Catalog, id: str, answer: str, traps: tuple[str, ...]
) -> None:
    question = _question(shelf, id)
    assert traps_of(question, answer, question.option_ids) == traps


def test_the_questions_of_a_case_share_its_situation(shelf: Catalog) -> None:
    first, second = (_question(shelf, each).case for each in ("round-c1-002", "round-t1-002"))
    assert first is not None
    assert first == second
    assert (first.code, first.title) == ("village-fair", "The village fair")
