"""Study in the exam room without a script: reasons when they are asked for, and pauses."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest

from tests.pages.exams.room.sitting import Sitting
from tests.support.clock import HandClock
from webapp.domain.questions import Kind


def test_the_reason_is_shown_when_it_is_asked_for_and_the_answer_stands_from_then_on(study: Sitting) -> None:
    position = study.position_of(Kind.SINGLE)
    study.opens(position).misses("Reason for")
    page = study.presses("Show the reason", study.right(position))
    assert page.path == study.url(f"questions/{position}")
    page.sees("Your answer, right.", "Reason for Find out the size.", "your answer stands")
    assert page.find_all("#answer input[name=choice]") == []
    assert study.attempt.entry(position).checked
    study.visitor.posts(
        study.url(f"questions/{position}"), {"op": str(UUID(int=3)), "seen": "1", "choice": "a"}
    )
    assert study.attempt.item(position).is_right(study.attempt.entry(position).answer)


@pytest.mark.parametrize("kind", Kind)
def test_a_question_of_each_kind_tells_its_reasons(study: Sitting, kind: Kind) -> None:
    position = study.position_of(kind)
    study.opens(position)
    page = study.presses("Show the reason")
    page.find("p.finding[role=status]")
    assert page.find_all("#answer .why")
    page.sees("Rests on A book of plans, chapter 2.")


def test_a_pause_stops_the_clock_and_keeps_what_was_answered(
    sits: Callable[..., Sitting], clock: HandClock
) -> None:
    sitting = sits(mode="study", count="20", minutes="30")
    position = sitting.position_of(Kind.SINGLE)
    sitting.opens(position)
    clock.forward(minutes=5)
    page = sitting.presses("Pause the clock", {"choice": "c"})
    assert page.path == sitting.url("break")
    clock.forward(days=2)
    assert sitting.opens(position).path == sitting.url("break")
    sitting.presses("Go on").sees("25:00")
    assert sitting.attempt.entry(position).answer == "c"
