"""What a learner can wish to practise, and what the bank answers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.domain.exams.values import outline, pool, question
from webapp.domain.errors import BadInput
from webapp.domain.exams.conditions import LONGEST, Mode
from webapp.domain.exams.exposure import Exposure, Went
from webapp.domain.exams.wish import MOST, Wish
from webapp.domain.questions import Kind

BANK = [
    *pool(),
    question(50, "T1", kind=Kind.ORDERING, difficulty=3),
    question(51, "E1", kind=Kind.NUMERIC, difficulty=1),
    question(60, "X1"),
    question(61, None),
]
KNOWN = {
    "q-000": Exposure("2026-11-01", Went.WRONG),
    "q-001": Exposure("2026-11-01", Went.RIGHT, flagged=True),
    "q-002": Exposure("2026-11-01", Went.OPEN),
}
ANY = Wish(Mode.CUSTOM, count=1)


def picked(wish: Wish) -> set[str]:
    """The ids of the questions a wish leaves."""
    return {each.id for each in wish.pick(outline(), BANK, KNOWN)}


def test_no_choice_chooses_everything_the_outline_asks() -> None:
    assert picked(ANY) == {each.id for each in BANK} - {"q-060", "q-061"}


@pytest.mark.parametrize(
    ("wish", "ids"),
    [
        (replace(ANY, only="missed"), {"q-000", "q-002"}),
        (replace(ANY, only="flagged"), {"q-001"}),
        (replace(ANY, kinds=(Kind.ORDERING, Kind.NUMERIC)), {"q-050", "q-051"}),
        (replace(ANY, kinds=(Kind.ORDERING, Kind.NUMERIC), tasks=("E1",)), {"q-051"}),
        (replace(ANY, difficulties=(3,)), {"q-050"}),
        (replace(ANY, tasks=("T1",), only="missed"), {"q-000"}),
    ],
)
def test_every_choice_narrows_what_is_left(wish: Wish, ids: set[str]) -> None:
    assert picked(wish) == ids


def test_unseen_is_what_leaves_no_record() -> None:
    assert picked(replace(ANY, only="unseen")) == picked(ANY) - set(KNOWN)


@pytest.mark.parametrize(
    ("wish", "says"),
    [
        (replace(ANY, difficulties=(9,)), "No question fits what you chose."),
        (replace(ANY, difficulties=(3,), count=2), "Only one question fits what you chose."),
        (replace(ANY, only="missed", count=3), "Only 2 questions fit what you chose."),
    ],
)
def test_fewer_than_were_asked_for_are_counted_out(wish: Wish, says: str) -> None:
    with pytest.raises(BadInput) as refusal:
        picked(wish)
    assert str(refusal.value).startswith(says)
    assert refusal.value.field == "count"


@pytest.mark.parametrize(
    ("wish", "field"),
    [
        (replace(ANY, count=0), "count"),
        (replace(ANY, count=MOST + 1), "count"),
        (replace(ANY, minutes=0), "minutes"),
        (replace(ANY, minutes=LONGEST + 1), "minutes"),
    ],
)
def test_a_count_or_a_time_that_cannot_be_meant_is_refused(wish: Wish, field: str) -> None:
    with pytest.raises(BadInput) as refusal:
        wish.check()
    assert refusal.value.field == field


def test_a_wish_says_in_words_what_it_was_built_from() -> None:
    assert ANY.words(outline()) == "The whole bank"
    full = replace(
        ANY, tasks=("T1", "E2", "Z9"), kinds=(Kind.SINGLE, Kind.MULTIPLE), difficulties=(1, 3), only="missed"
    )
    assert full.words(outline()) == "One; Four. single, multiple. difficulty 1, 3. Missed the last time"
