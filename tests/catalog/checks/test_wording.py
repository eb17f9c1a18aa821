"""Options as somebody sees them who does not know the matter."""

from __future__ import annotations

from tests.support.shelf import SHELF
from webapp.catalog.checks.wording import Choice, choices
from webapp.catalog.loader import inspect


def test_only_questions_with_options_to_choose_from_are_looked_at() -> None:
    drafts = inspect(SHELF).drafts
    mini, mixed = (choices(exam.bank) for exam in drafts.exams)
    assert (len(mini), len(mixed)) == (10, 3)
    assert {sum(choice.right) for choice in mini} == {1, 2}


def test_chance_is_the_share_of_right_options() -> None:
    assert Choice("a", "Which?", ("a", "b", "c", "d", "e"), (True, False, True, False, False)).chance == 0.4


def test_forms_of_a_word_agree_and_empty_words_are_no_matter() -> None:
    choice = Choice("a", "Who is planning the gardens?", ("They planned it", "A garden"), (True, False))
    assert choice.words == (("they", "planned", "it"), ("a", "garden"))
    assert choice.matter == (frozenset({"planne"}), frozenset({"garden"}))
    assert choice.stem_matter == {"planni", "garden"}
