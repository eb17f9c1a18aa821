"""What to talk about after an attempt."""

from __future__ import annotations

from typing import Any

from tests.domain.exams.values import item
from webapp.domain.exams.changes import Change
from webapp.domain.exams.pacing import Source, Times
from webapp.domain.exams.review import Looked, Review, Verdict
from webapp.domain.exams.sheet import Entry
from webapp.domain.exams.talk import Worth, worth_talking


def looked(
    position: int, *, wrong: bool = True, sure: int = 0, repeat: bool = False, **changes: Any
) -> Looked:
    """One question afterwards."""
    verdict = Verdict.WRONG if wrong else Verdict.RIGHT
    return Looked(position, item("a", repeat=repeat), Entry(sure=sure), verdict, counts=True, **changes)


def talk(*questions: Looked) -> list[tuple[int, Worth]]:
    review = Review(questions, Times({}, Source.SERVER))
    return [(each.position, worth) for each, worth in worth_talking(review)]


def test_each_reason_is_asked_in_turn_and_an_answer_is_named_once() -> None:
    chosen = talk(
        looked(1, sure=3, change=Change.LOST),
        looked(2, sure=3, repeat=True),
        looked(3, change=Change.LOST),
        looked(4, wrong=False, sure=1),
        looked(5, slow=True),
        looked(6),
    )
    assert chosen == [
        (1, Worth.SURE),
        (3, Worth.LOST),
        (2, Worth.AGAIN),
        (5, Worth.SLOW),
        (4, Worth.LUCK),
    ]


def test_of_one_reason_the_longest_thoughts_come_first() -> None:
    assert talk(*(looked(n, seconds=n) for n in range(1, 8))) == [(n, Worth.WRONG) for n in (7, 6, 5, 4, 3)]


def test_a_trap_is_worth_talking_about_once_it_has_caught_twice() -> None:
    assert talk(looked(1, traps=("haste",)), looked(2)) == [(1, Worth.WRONG), (2, Worth.WRONG)]
    twice = talk(looked(1, traps=("haste",)), looked(2, traps=("haste", "noise")))
    assert twice == [(1, Worth.TRAP), (2, Worth.WRONG)]


def test_where_nothing_went_wrong_there_is_nothing_to_talk_about() -> None:
    assert talk(looked(1, wrong=False), looked(2, wrong=False, sure=3)) == []
