"""What a person can read of an attempt that is over, on both databases."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

import pytest

from tests.domain.exams import values
from tests.support import exam_room, make
from tests.support.clock import HandClock
from tests.support.exam_room import answer_all, is_refused, look, saves, start, submit
from tests.support.statements import count_statements
from webapp.catalog.shelf import Catalog
from webapp.domain.access import Actor
from webapp.domain.errors import NotFound, SignedOut, WrongState
from webapp.domain.exams.attempt import State
from webapp.domain.exams.changes import Change
from webapp.domain.exams.pacing import Source
from webapp.domain.exams.scoring import Tally
from webapp.services import exams, results
from webapp.services.results import Report
from webapp.services.work import Work, Workshop


@pytest.fixture
def shelf() -> Catalog:
    """Small exams and large ones."""
    return exam_room.shelf()


@pytest.fixture
def ada(workshop: Workshop) -> Actor:
    with workshop.writing() as work:
        exams.publish(work)
        return make.actor(make.account(work, name="Ada"))


def sat(workshop: Workshop, ada: Actor, clock: HandClock, exam: str = "mini", *, wrong: int = 0) -> UUID:
    """An attempt at which everything open was answered, handed in; a day later."""
    attempt_id = start(workshop, ada, exam)
    clock.forward(minutes=1)
    answer_all(workshop, ada, attempt_id, wrong=wrong)
    submit(workshop, ada, attempt_id)
    clock.forward(hours=24)
    return attempt_id


def read(workshop: Workshop, actor: Actor, attempt_id: UUID) -> Report:
    with workshop.reading(actor) as work:
        return results.read(work, attempt_id)


def test_a_report_has_all_that_a_result_needs(workshop: Workshop, ada: Actor, clock: HandClock) -> None:
    report = read(workshop, ada, sat(workshop, ada, clock, wrong=1))
    assert (report.exam.code, report.outline.edition) == ("mini", "2026-01")
    assert report.outcome.total == Tally(3, 4)
    assert len(report.events) == 4
    assert report.question(1).version == report.attempt.item(1).version
    assert (report.refused, report.earlier, report.past, report.grants) == ((), (), (), ())


def test_a_report_is_looked_back_at_through_its_log(workshop: Workshop, ada: Actor, clock: HandClock) -> None:
    attempt_id = start(workshop, ada)
    key = look(workshop, ada, attempt_id).item(1).key
    other = next(letter for letter in "abcd" if letter != key)
    for seen, answer in enumerate((key, other)):
        clock.forward(seconds=40)
        saves(workshop, ada, attempt_id, values.event(seen + 1, 1, seen, answer))
    submit(workshop, ada, attempt_id)
    review = read(workshop, ada, attempt_id).review
    assert review.changes == {Change.LOST: 1}
    assert (review.times.source, review.looked[0].seconds) == (Source.SERVER, 80)


def test_an_answer_that_came_too_late_is_in_the_report_and_in_no_score(
    workshop: Workshop, ada: Actor, clock: HandClock
) -> None:
    attempt_id = start(workshop, ada)
    clock.forward(hours=1)
    is_refused(workshop, ada, attempt_id, values.event(1, 2))
    report = read(workshop, ada, attempt_id)
    assert [(each.position, each.reason, each.at) for each in report.refused] == [(2, "TimeIsUp", clock.now)]
    assert (report.attempt.state, report.events, report.outcome.answered) == (State.TIMED_OUT, (), 0)


def test_what_is_not_finished_has_no_outcome(workshop: Workshop, ada: Actor, clock: HandClock) -> None:
    report = read(workshop, ada, sat(workshop, ada, clock))
    running = replace(report, attempt=replace(report.attempt, outcome=None))
    with pytest.raises(ValueError, match="is not finished"):
        running.outcome  # noqa: B018 - asked for its error


@pytest.mark.parametrize("asks", [results.read, results.compare])
def test_a_running_attempt_has_neither_report_nor_comparison(
    workshop: Workshop, ada: Actor, asks: Callable[[Work, UUID], object]
) -> None:
    attempt_id = start(workshop, ada)
    with workshop.reading(ada) as work, pytest.raises(WrongState):
        asks(work, attempt_id)


@pytest.mark.parametrize("asks", [results.read, results.compare])
def test_a_strangers_attempt_is_not_found_and_an_ended_session_signed_out(
    workshop: Workshop, ada: Actor, clock: HandClock, asks: Callable[[Work, UUID], object]
) -> None:
    attempt_id = sat(workshop, ada, clock)
    eve = make.actor(make.account(workshop, name="Eve"))
    for actor, asked, error in (
        (eve, attempt_id, NotFound),
        (eve, UUID(int=404), NotFound),
        (replace(ada, session_version=9), attempt_id, SignedOut),
    ):
        with workshop.reading(actor) as work, pytest.raises(error):
            asks(work, asked)


def test_the_attempts_before_are_the_last_five_of_the_same_exam(
    workshop: Workshop, ada: Actor, clock: HandClock
) -> None:
    before = [sat(workshop, ada, clock) for _ in range(6)]
    sat(workshop, ada, clock, "parts")
    report = read(workshop, ada, sat(workshop, ada, clock))
    assert [each.id for each in report.earlier] == list(reversed(before[1:]))


def test_a_comparison_has_the_earlier_attempts_with_their_answers(
    workshop: Workshop, ada: Actor, clock: HandClock
) -> None:
    before, now = sat(workshop, ada, clock, wrong=4), sat(workshop, ada, clock)
    with workshop.reading(ada) as work:
        compared = results.compare(work, now)
    (earlier,) = compared.earlier
    assert (earlier.id, len(earlier.answers), compared.attempt.id) == (before, 4, now)
    assert (compared.attempt.answered, compared.exam.code) == (4, "mini")


@pytest.mark.parametrize(("exam", "sittings"), [("mini", 1), ("mini", 4), ("maxi", 1)])
def test_the_statements_stay_the_same_whatever_the_number_of_questions_and_attempts(
    workshop: Workshop, ada: Actor, clock: HandClock, exam: str, sittings: int
) -> None:
    for _ in range(sittings):
        attempt_id = sat(workshop, ada, clock, exam)
    with workshop.reading(ada) as work, count_statements(workshop.sessions.engine) as sent:
        results.read(work, attempt_id).review  # noqa: B018 - looked at for its statements
    assert len(sent) == 3
    with workshop.reading(ada) as work, count_statements(workshop.sessions.engine) as sent:
        results.compare(work, attempt_id)
    assert len(sent) == (4 if sittings > 1 else 3)
