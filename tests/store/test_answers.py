"""The guard of a save: one statement that keeps an answer only while everything fits."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select, update

from tests.domain.exams import values
from tests.domain.exams.values import event
from tests.support import exam_room, make
from tests.support.clock import START
from tests.support.exam_room import seated
from tests.support.statements import count_statements
from webapp.domain import answers as language
from webapp.domain.access import Actor
from webapp.domain.exams import clock as exam_clock
from webapp.domain.exams import timetable
from webapp.domain.exams.attempt import Attempt
from webapp.domain.exams.conditions import Mode, practise, rehearse
from webapp.domain.exams.form import Form, FormItem
from webapp.domain.exams.sheet import AnswerEvent, Entry, Saved, fold
from webapp.domain.questions import Kind
from webapp.services.work import Workshop
from webapp.store import answers as store
from webapp.store import exams
from webapp.store.tables.accounts import AccountRow
from webapp.store.tables.exams import RefusedAnswerRow

STUDY = practise(Mode.STUDY, minutes=None, feedback=True)
GRACE = exam_clock.GRACE / timedelta(minutes=1)
EVERY_SHAPE = {
    language.Way.CHOOSE: Kind.MULTIPLE,
    language.Way.PLACE: Kind.MATCHING,
    language.Way.ORDER: Kind.ORDERING,
    language.Way.ENTER: Kind.NUMERIC,
}


@pytest.fixture
def ada(workshop: Workshop) -> Actor:
    return make.actor(make.account(workshop))


@pytest.fixture
def attempt(workshop: Workshop, ada: Actor) -> Attempt:
    """Seven questions, one of each kind, in one section until ten past nine."""
    return seated(workshop, ada.person, exam_room.KINDS)


def append(
    workshop: Workshop, actor: Actor, attempt_id: UUID, sent: AnswerEvent, *, minutes: float = 0
) -> Saved | None:
    with workshop.writing() as work:
        return store.append(work.session, actor, attempt_id, sent, at=START + timedelta(minutes=minutes))


def kept(workshop: Workshop, attempt: Attempt) -> list[tuple[int, int, str]]:
    with workshop.reading() as work:
        events = store.list_events(work.session, attempt.id)
        return [(each.position, each.sequence, each.answer) for each, _ in events]


def move(workshop: Workshop, attempt: Attempt, *moves: Any) -> Attempt:
    """Make moves one after the other and keep each."""
    for make_move in moves:
        with workshop.writing() as work:
            moved = make_move(attempt, work.now)
            exams.keep(work.session, moved)
        attempt = replace(moved, version=attempt.version + 1)
    return attempt


def test_an_answer_is_kept_whole_and_acknowledged_in_one_statement(
    workshop: Workshop, ada: Actor, attempt: Attempt
) -> None:
    marked = event(
        1, 2, 0, "bd", flagged=True, struck="ace", highlights="0-4,10-12", sure=2, checked=False, spent=75
    )
    with count_statements(workshop.sessions.engine) as sent:
        saved = append(workshop, ada, attempt.id, marked, minutes=3)
    assert saved == Saved(1, START + timedelta(minutes=3), attempt.deadline)
    assert len(sent) == 1
    with workshop.reading() as work:
        assert store.list_events(work.session, attempt.id) == ((marked, START + timedelta(minutes=3)),)
        sheet = store.get_sheet(work.session, attempt.id)
    assert sheet == {
        2: Entry(
            answer="bd",
            flagged=True,
            struck="ace",
            highlights="0-4,10-12",
            sure=2,
            checked=False,
            spent=75,
            sequence=1,
            event=UUID(int=1),
            saved_at=START + timedelta(minutes=3),
        )
    }


def test_events_come_back_by_position_and_sequence_with_their_instant(
    workshop: Workshop, ada: Actor, attempt: Attempt
) -> None:
    sent = [event(1, 2), event(2, 1), event(3, 2, seen=1, answer="")]
    for minute, each in enumerate(sent):
        assert append(workshop, ada, attempt.id, each, minutes=minute)
    with workshop.reading() as work:
        events = store.list_events(work.session, attempt.id)
        assert store.get_sheet(work.session, attempt.id) == fold(events)
    assert events == (
        (sent[1], START + timedelta(minutes=1)),
        (sent[0], START),
        (sent[2], START + timedelta(minutes=2)),
    )


@pytest.mark.parametrize(
    "refused",
    [
        event(1, 1),
        event(9, 1),
        event(9, 1, seen=-1),
        event(9, 1, seen=2),
        event(9, 2, seen=1),
        event(9, 0),
        event(9, -1),
        event(9, 8),
        event(9, 999),
        event(9, 2, checked=True),
    ],
    ids=[
        "the same operation",
        "saw nothing",
        "saw less than nothing",
        "saw too much",
        "saw what is not there",
        "before the form",
        "far before the form",
        "beyond the form",
        "far beyond the form",
        "asks for the reason in a rehearsal",
    ],
)
def test_what_does_not_fit_is_not_kept(
    workshop: Workshop, ada: Actor, attempt: Attempt, refused: AnswerEvent
) -> None:
    assert append(workshop, ada, attempt.id, event(1, 1))
    assert append(workshop, ada, attempt.id, refused) is None
    assert kept(workshop, attempt) == [(1, 1, "a")]


@pytest.mark.parametrize(
    ("position", "answer"),
    [
        (1, "d"),
        (2, "ae"),
        (2, "e"),
        (3, "c-"),
        (3, "aa"),
        (4, "-b"),
        (5, "dbca"),
        (5, "d--a"),
        (6, "c"),
        (7, "-12.5"),
        (7, "1250"),
    ],
)
def test_every_kind_takes_its_answers(
    workshop: Workshop, ada: Actor, attempt: Attempt, position: int, answer: str
) -> None:
    assert append(workshop, ada, attempt.id, event(1, position, answer=answer))
    assert append(workshop, ada, attempt.id, event(2, position, seen=1, answer=""))
    assert kept(workshop, attempt) == [(position, 1, answer), (position, 2, "")]


@pytest.mark.parametrize(
    ("position", "answer"),
    [
        (1, "e"),
        (1, "ab"),
        (1, "A"),
        (1, "%"),
        (1, "_"),
        (2, "abc"),
        (2, "ba"),
        (2, "f"),
        (3, "d-"),
        (3, "abc"),
        (3, "a"),
        (4, "c-"),
        (5, "aabb"),
        (5, "dbc"),
        (6, "d"),
        (6, "ab"),
        (7, "a"),
        (7, "1e9"),
        (7, "--1"),
        (7, "1234567890123"),
    ],
)
def test_no_kind_takes_an_answer_of_another_shape(
    workshop: Workshop, ada: Actor, attempt: Attempt, position: int, answer: str
) -> None:
    assert append(workshop, ada, attempt.id, event(1, position, answer=answer)) is None
    assert kept(workshop, attempt) == []


def test_the_guard_and_the_language_of_answers_agree_about_every_shape(
    workshop: Workshop, ada: Actor
) -> None:
    shapes = tuple(language.SHAPES.values())
    items = [
        FormItem(
            f"q-{n}", f"v{n}", "T1", tuple("zyxwvuts"[: each.letters]), each.size, "", EVERY_SHAPE[each.way]
        )
        for n, each in enumerate(shapes)
    ]
    attempt = seated(workshop, ada.person, Form(tuple(items)))
    for answer in ("a", "ab", "a-", "-b-", "ba", "hgfedcba", "abcd", "12.5", "-"):
        with workshop.writing() as work:
            taken = [
                place
                for place, _ in enumerate(shapes, 1)
                if store.append(work.session, ada, attempt.id, event(place, place, 0, answer), at=START)
            ]
            work.session.rollback()
        assert taken == [place for place, each in enumerate(shapes, 1) if each.fault_of(answer) is None]


@pytest.mark.parametrize(
    ("minutes", "counts"),
    [(9.99, True), (10, True), (10 + GRACE - 0.01, True), (10 + GRACE, False), (600, False)],
)
def test_an_answer_counts_until_the_grace_after_the_deadline_has_passed(
    workshop: Workshop,
    ada: Actor,
    attempt: Attempt,
    minutes: float,
    counts: bool,  # noqa: FBT001
) -> None:
    assert bool(append(workshop, ada, attempt.id, event(1), minutes=minutes)) is counts
    assert bool(kept(workshop, attempt)) is counts


def test_what_was_taken_in_the_grace_shows_that_it_was_late(
    workshop: Workshop, ada: Actor, attempt: Attempt
) -> None:
    assert append(workshop, ada, attempt.id, event(1), minutes=10.05)
    with workshop.reading() as work:
        ((_, at),) = store.list_events(work.session, attempt.id)
    assert at > attempt.deadline


def test_an_untimed_attempt_takes_answers_for_years(workshop: Workshop, ada: Actor) -> None:
    attempt = seated(workshop, ada.person, conditions=STUDY)
    saved = append(workshop, ada, attempt.id, event(1), minutes=60 * 24 * 3650)
    assert saved is not None
    assert saved.deadline == exam_clock.NEVER


def test_nothing_is_kept_after_a_closing(workshop: Workshop, ada: Actor, attempt: Attempt) -> None:
    with workshop.writing() as work:
        exams.keep(work.session, attempt.submit(at=START))
    assert append(workshop, ada, attempt.id, event(1)) is None
    assert kept(workshop, attempt) == []


def test_only_the_open_section_takes_answers_and_none_does_in_a_break(workshop: Workshop, ada: Actor) -> None:
    attempt = seated(workshop, ada.person)

    def taken() -> list[int]:
        number = attempt.version * 100
        return [
            position
            for position in range(1, 7)
            if append(workshop, ada, attempt.id, event(number + position, position))
        ]

    assert taken() == [1, 2]
    attempt = move(workshop, attempt, timetable.end_section)
    assert taken() == []
    attempt = move(workshop, attempt, timetable.resume)
    assert taken() == [3, 4]
    attempt = move(workshop, attempt, timetable.end_section, timetable.resume)
    assert taken() == [5, 6]


def test_sections_without_a_lock_can_be_entered_again(workshop: Workshop, ada: Actor) -> None:
    attempt = seated(workshop, ada.person, values.sectioned(lock=False))
    attempt = move(workshop, attempt, timetable.end_section, timetable.resume)
    assert append(workshop, ada, attempt.id, event(1, 1))
    assert append(workshop, ada, attempt.id, event(2, 4))
    assert append(workshop, ada, attempt.id, event(3, 5)) is None


def test_a_pause_takes_no_answers_though_its_deadline_has_gone(workshop: Workshop, ada: Actor) -> None:
    attempt = seated(workshop, ada.person, conditions=replace(STUDY, minutes=10))
    attempt = move(workshop, attempt, timetable.pause)
    assert append(workshop, ada, attempt.id, event(1)) is None
    attempt = move(workshop, attempt, timetable.resume)
    assert append(workshop, ada, attempt.id, event(1))


def test_an_answer_whose_reason_was_shown_stands(workshop: Workshop, ada: Actor) -> None:
    attempt = seated(workshop, ada.person, conditions=STUDY)
    assert append(workshop, ada, attempt.id, event(1, 1, 0, "a"))
    assert append(workshop, ada, attempt.id, event(2, 1, 1, "b", checked=True))
    assert append(workshop, ada, attempt.id, event(3, 1, 2, "c")) is None
    assert append(workshop, ada, attempt.id, event(4, 1, 2, "c", checked=True)) is None
    assert append(workshop, ada, attempt.id, event(5, 2, 0, "c"))
    assert kept(workshop, attempt) == [(1, 1, "a"), (1, 2, "b"), (2, 1, "c")]


@pytest.mark.parametrize("change", [{"session_version": 2}, {"active": False}], ids=["ended", "disabled"])
def test_nothing_is_kept_for_a_session_that_does_not_stand(
    workshop: Workshop, ada: Actor, attempt: Attempt, change: dict[str, Any]
) -> None:
    with workshop.writing() as work:
        work.session.execute(update(AccountRow).values(**change))
    assert append(workshop, ada, attempt.id, event(1)) is None
    assert kept(workshop, attempt) == []


def test_nobody_answers_for_somebody_else(workshop: Workshop, ada: Actor, attempt: Attempt) -> None:
    eve = make.actor(make.account(workshop, name="Eve"))
    assert append(workshop, eve, attempt.id, event(1)) is None
    assert append(workshop, replace(eve, name=ada.name), attempt.id, event(1)) is None
    assert append(workshop, ada, UUID(int=404), event(1)) is None
    assert kept(workshop, attempt) == []


def test_an_operation_of_another_attempt_is_not_taken_for_ones_own(
    workshop: Workshop, ada: Actor, attempt: Attempt
) -> None:
    eve = make.actor(make.account(workshop, name="Eve"))
    other = seated(workshop, eve.person)
    assert append(workshop, ada, attempt.id, event(1))
    assert append(workshop, eve, other.id, event(1)) is None
    assert kept(workshop, other) == []


def test_of_eight_saves_that_saw_the_same_state_one_is_kept(
    workshop: Workshop, ada: Actor, attempt: Attempt
) -> None:
    assert append(workshop, ada, attempt.id, event(99, 1, 0, "a"))
    presses = [
        partial(append, workshop, ada, attempt.id, event(number, 1, 1, "abcd"[number % 4]))
        for number in range(8)
    ]
    came = exam_room.together(*presses)
    winners = [number for number, saved in enumerate(came) if saved == Saved(2, START, attempt.deadline)]
    assert len(winners) == 1
    assert came.count(None) == 7
    assert kept(workshop, attempt) == [(1, 1, "a"), (1, 2, "abcd"[winners[0] % 4])]


def test_a_refused_answer_is_kept_once_with_its_reason(
    workshop: Workshop, ada: Actor, attempt: Attempt
) -> None:
    late = event(5, 3, 0, "ca")
    for minute in range(2):
        with workshop.writing() as work:
            at = START + timedelta(minutes=11 + minute)
            store.keep_refused(work.session, late.id, attempt.id, late, "TimeIsUp", at=at)
    with workshop.reading() as work:
        rows = work.session.scalars(select(RefusedAnswerRow)).all()
        found = [(row.id, row.attempt_id, row.position, row.answer, row.reason, row.at) for row in rows]
    assert found == [(late.id, attempt.id, 3, "ca", "TimeIsUp", START + timedelta(minutes=11))]
    assert kept(workshop, attempt) == []


def test_an_attempt_keeps_so_many_refused_answers_and_no_more_whatever_others_keep(
    workshop: Workshop, ada: Actor, attempt: Attempt
) -> None:
    other = seated(workshop, ada.person, exam="midi")
    at = START + timedelta(minutes=11)
    late = range(1, store.MOST_REFUSED + 3)
    with workshop.writing() as work:
        for number in late:
            store.keep_refused(work.session, UUID(int=number), attempt.id, event(number), "TimeIsUp", at=at)
        store.keep_refused(work.session, UUID(int=9999), other.id, event(1), "TimeIsUp", at=at)
    with workshop.reading() as work:
        rows = work.session.execute(select(RefusedAnswerRow.attempt_id, RefusedAnswerRow.id)).all()
    mine = {row.id.int for row in rows if row.attempt_id == attempt.id}
    assert mine == set(late[: store.MOST_REFUSED])
    assert len(rows) == store.MOST_REFUSED + 1


def test_an_attempt_of_a_rehearsal_gives_no_reason_whatever_it_is_asked(
    workshop: Workshop, ada: Actor
) -> None:
    silent = rehearse(values.outline())
    attempt = seated(workshop, ada.person, conditions=silent)
    assert append(workshop, ada, attempt.id, event(1, checked=True)) is None
    assert append(workshop, ada, attempt.id, event(1))
