"""At the seat: every save that is refused hears the right rule, and every move can be made twice."""

from __future__ import annotations

from collections.abc import Callable
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
from tests.support.clock import START, HandClock
from tests.support.exam_room import is_refused, look, save, saves, seated
from tests.support.statements import count_statements
from webapp.catalog.shelf import Catalog
from webapp.domain.access import Actor
from webapp.domain.errors import (
    AnswerStands,
    AttemptClosed,
    BadInput,
    NotFound,
    Resting,
    RuleBroken,
    SectionLocked,
    SignedOut,
    Stale,
    TimeIsUp,
    WrongState,
)
from webapp.domain.exams.accommodation import Accommodation
from webapp.domain.exams.attempt import Attempt
from webapp.domain.exams.clock import GRACE, NEVER
from webapp.domain.exams.conditions import Mode, practise, rehearse
from webapp.domain.exams.sheet import AnswerEvent, Note, Saved, fold
from webapp.services import answers
from webapp.services.answers import LONGEST_NOTE, Refused
from webapp.services.work import Work, Workshop
from webapp.store import answers as log
from webapp.store.tables.accounts import AccountRow
from webapp.store.tables.exams import AttemptRow, RefusedAnswerRow

STUDY = practise(Mode.STUDY, minutes=10, feedback=True)
TEN = timedelta(minutes=10)


@pytest.fixture
def shelf() -> Catalog:
    """Exams of several shapes."""
    return exam_room.shelf()


@pytest.fixture
def ada(workshop: Workshop) -> Actor:
    return make.actor(make.account(workshop))


@pytest.fixture
def sections(workshop: Workshop, ada: Actor) -> Attempt:
    """Six questions in three locked sections, until ten past nine."""
    return seated(workshop, ada.person)


@pytest.fixture
def study(workshop: Workshop, ada: Actor) -> Attempt:
    """One question of each kind in ten minutes that can be stopped, with the reason after each answer."""
    return seated(workshop, ada.person, exam_room.KINDS, STUDY)


def move(workshop: Workshop, actor: Actor, verb: Callable[..., Attempt], *named: Any) -> Attempt:
    with workshop.writing(actor) as work:
        return verb(work, *named)


def sheet(workshop: Workshop, actor: Actor, attempt: Attempt) -> dict[int, str]:
    return dict(look(workshop, actor, attempt.id).answers)


def evidence(workshop: Workshop) -> list[tuple[UUID, int, str, str]]:
    with workshop.reading() as work:
        rows = work.session.scalars(select(RefusedAnswerRow).order_by(RefusedAnswerRow.at))
        return [(row.id, row.position, row.answer, row.reason) for row in rows]


def test_an_answer_is_acknowledged_with_its_number_its_instant_and_the_deadline(
    workshop: Workshop, ada: Actor, sections: Attempt
) -> None:
    with count_statements(workshop.sessions.engine) as sent:
        saved = saves(workshop, ada, sections.id, event(1))
    assert saved == Saved(1, START, START + TEN)
    assert len(sent) == 1
    assert sheet(workshop, ada, sections) == {1: "a"}


def test_the_same_operation_is_kept_once_and_acknowledged_twice(
    workshop: Workshop, ada: Actor, sections: Attempt, clock: HandClock
) -> None:
    first = saves(workshop, ada, sections.id, event(1))
    clock.forward(seconds=5)
    assert saves(workshop, ada, sections.id, event(1)) == first
    with workshop.reading(ada) as work:
        assert len(log.list_events(work.session, sections.id)) == 1


def test_an_operation_is_acknowledged_again_also_once_it_could_not_be_made_any_more(
    workshop: Workshop, ada: Actor, sections: Attempt, clock: HandClock
) -> None:
    first = saves(workshop, ada, sections.id, event(1))
    move(workshop, ada, answers.end_section, sections.id, 0)
    assert saves(workshop, ada, sections.id, event(1)) == replace(first, deadline=START + 2 * TEN)
    exam_room.submit(workshop, ada, sections.id)
    clock.forward(hours=1)
    assert saves(workshop, ada, sections.id, event(1)) == replace(first, deadline=START + 2 * TEN)
    assert evidence(workshop) == []


def test_an_operation_sent_by_eight_threads_is_kept_once_and_acknowledged_to_each(
    workshop: Workshop, ada: Actor, sections: Attempt
) -> None:
    came = exam_room.together(*[partial(save, workshop, ada, sections.id, event(1))] * 8)
    assert came == [Saved(1, START, START + TEN)] * 8
    with workshop.reading(ada) as work:
        assert len(log.list_events(work.session, sections.id)) == 1


def test_an_answer_can_be_changed_marked_and_taken_back(
    workshop: Workshop, ada: Actor, sections: Attempt
) -> None:
    saves(workshop, ada, sections.id, event(1, answer="b", struck="cd"))
    saves(workshop, ada, sections.id, event(2, seen=1, answer="c", flagged=True, sure=3))
    last = event(3, seen=2, answer="", highlights="0-4", spent=40)
    assert saves(workshop, ada, sections.id, last).sequence == 3
    entry = look(workshop, ada, sections.id).entry(1)
    assert (entry.answer, entry.flagged, entry.struck, entry.sure) == ("", False, "", 0)
    assert (entry.highlights, entry.spent, entry.event) == ("0-4", 40, last.id)


def test_the_sheet_is_what_replaying_every_event_gives(
    workshop: Workshop, ada: Actor, study: Attempt
) -> None:
    changes = [(1, 0, "a"), (1, 1, "b"), (3, 0, "c-"), (7, 0, "12.5"), (1, 2, ""), (3, 1, "ca")]
    for number, (position, seen, answer) in enumerate(changes, start=1):
        saves(workshop, ada, study.id, event(number, position, seen, answer))
    with workshop.reading(ada) as work:
        replayed = fold(log.list_events(work.session, study.id))
        assert log.get_sheet(work.session, study.id) == replayed
    assert {position: entry.answer for position, entry in replayed.items()} == {1: "", 3: "ca", 7: "12.5"}


@pytest.mark.parametrize("seen", [0, 2, 5])
def test_a_page_that_saw_another_state_is_refused_and_handed_the_newer_one(
    workshop: Workshop, ada: Actor, sections: Attempt, seen: int
) -> None:
    saves(workshop, ada, sections.id, event(1, answer="b", flagged=True))
    refused = is_refused(workshop, ada, sections.id, event(2, seen=seen, answer="c"))
    assert isinstance(refused.reason, Stale)
    assert (refused.entry.answer, refused.entry.flagged, refused.entry.sequence) == ("b", True, 1)
    assert refused.deadline == START + TEN
    assert sheet(workshop, ada, sections) == {1: "b"}
    assert evidence(workshop) == []


def test_of_two_saves_that_saw_the_same_state_one_wins_and_the_other_hears_that_it_is_stale(
    workshop: Workshop, ada: Actor, sections: Attempt
) -> None:
    for seen in range(6):
        presses = [
            partial(save, workshop, ada, sections.id, event(10 * seen + n, 1, seen, "ab"[n]))
            for n in range(2)
        ]
        came = exam_room.together(*presses)
        winner = next(n for n, each in enumerate(came) if isinstance(each, Saved))
        loser = came[1 - winner]
        assert isinstance(loser, Refused)
        assert isinstance(loser.reason, Stale)
        assert loser.entry.answer == "ab"[winner]
        assert sheet(workshop, ada, sections) == {1: "ab"[winner]}


def _nothing(_workshop: Workshop, _actor: Actor, _attempt: Attempt) -> None:
    """The attempt stands as it began."""


def _answered(workshop: Workshop, actor: Actor, attempt: Attempt) -> None:
    saves(workshop, actor, attempt.id, event(900, 1, 0, "b"))


def _checked(workshop: Workshop, actor: Actor, attempt: Attempt) -> None:
    saves(workshop, actor, attempt.id, event(900, 1, 0, "b", checked=True))


def _in_a_break(workshop: Workshop, actor: Actor, attempt: Attempt) -> None:
    move(workshop, actor, answers.end_section, attempt.id, 0)


def _in_section_two(workshop: Workshop, actor: Actor, attempt: Attempt) -> None:
    _in_a_break(workshop, actor, attempt)
    move(workshop, actor, answers.resume, attempt.id)


def _paused(workshop: Workshop, actor: Actor, attempt: Attempt) -> None:
    move(workshop, actor, answers.pause, attempt.id)


def _handed_in(workshop: Workshop, actor: Actor, attempt: Attempt) -> None:
    exam_room.submit(workshop, actor, attempt.id)


REHEARSAL, KINDS = "sections", "study"
REFUSALS: dict[str, tuple[str, Callable[..., None], AnswerEvent, type[RuleBroken]]] = {
    "stale": (REHEARSAL, _answered, event(1, 1, 0), Stale),
    "saw a state that never was": (REHEARSAL, _answered, event(1, 1, 7), Stale),
    "saw an answer where there is none": (REHEARSAL, _nothing, event(1, 1, 1), Stale),
    "a section to come": (REHEARSAL, _nothing, event(1, 3), SectionLocked),
    "the last section": (REHEARSAL, _nothing, event(1, 6), SectionLocked),
    "a section that was closed": (REHEARSAL, _in_section_two, event(1, 2), SectionLocked),
    "the section after the open one": (REHEARSAL, _in_section_two, event(1, 5), SectionLocked),
    "in a break": (REHEARSAL, _in_a_break, event(1, 3), Resting),
    "in a pause": (KINDS, _paused, event(1, 1), Resting),
    "after handing in": (REHEARSAL, _handed_in, event(1, 1), AttemptClosed),
    "after its reason was shown": (KINDS, _checked, event(1, 1, 1), AnswerStands),
    "asks again for the reason": (KINDS, _checked, event(1, 1, 1, checked=True), AnswerStands),
    "asks for the reason in a rehearsal": (REHEARSAL, _nothing, event(1, 1, checked=True), BadInput),
    "single: no such letter": (KINDS, _nothing, event(1, 1, 0, "e"), BadInput),
    "single: two letters": (KINDS, _nothing, event(1, 1, 0, "ab"), BadInput),
    "multiple: three of two": (KINDS, _nothing, event(1, 2, 0, "abc"), BadInput),
    "multiple: not sorted": (KINDS, _nothing, event(1, 2, 0, "ba"), BadInput),
    "matching: a place too few": (KINDS, _nothing, event(1, 3, 0, "a"), BadInput),
    "dropdown: no such option": (KINDS, _nothing, event(1, 4, 0, "c-"), BadInput),
    "ordering: a step twice": (KINDS, _nothing, event(1, 5, 0, "aabc"), BadInput),
    "hotspot: no such region": (KINDS, _nothing, event(1, 6, 0, "d"), BadInput),
    "numeric: no number": (KINDS, _nothing, event(1, 7, 0, "a"), BadInput),
}


@pytest.mark.parametrize("name", REFUSALS)
def test_a_refused_save_hears_the_rule_it_broke_and_changes_nothing(
    workshop: Workshop, ada: Actor, request: pytest.FixtureRequest, name: str
) -> None:
    which, arrange, sent, rule = REFUSALS[name]
    attempt: Attempt = request.getfixturevalue(which)
    arrange(workshop, ada, attempt)
    before = look(workshop, ada, attempt.id)
    refused = is_refused(workshop, ada, attempt.id, sent)
    assert type(refused.reason) is rule
    assert refused.entry == before.entry(sent.position)
    assert refused.deadline == before.deadline
    assert look(workshop, ada, attempt.id) == before


def test_the_field_of_a_refused_answer_is_named(workshop: Workshop, ada: Actor, sections: Attempt) -> None:
    for sent, field in ((event(1, 1, 0, "e"), "choice"), (event(1, 1, checked=True), "checked")):
        reason = is_refused(workshop, ada, sections.id, sent).reason
        assert isinstance(reason, BadInput)
        assert reason.field == field


@pytest.mark.parametrize("position", [-1, 0, 7, 99])
def test_a_position_beyond_the_form_does_not_exist(
    workshop: Workshop, ada: Actor, sections: Attempt, position: int
) -> None:
    with pytest.raises(NotFound):
        save(workshop, ada, sections.id, event(1, position))


@pytest.mark.parametrize(
    ("change", "rule"), [({"session_version": 2}, SignedOut), ({"active": False}, SignedOut)], ids=str
)
def test_a_session_that_has_ended_saves_nothing(
    workshop: Workshop, ada: Actor, sections: Attempt, change: dict[str, Any], rule: type[RuleBroken]
) -> None:
    with workshop.writing() as work:
        work.session.execute(update(AccountRow).values(**change))
    verbs: list[Callable[[Work], object]] = [
        lambda work: answers.save(work, sections.id, event(1)),
        lambda work: answers.save_note(work, sections.id, "mine", 0),
        lambda work: answers.end_section(work, sections.id, 0),
        lambda work: answers.pause(work, sections.id),
        lambda work: answers.resume(work, sections.id),
    ]
    for verb in verbs:
        with workshop.writing(ada) as work, pytest.raises(rule):
            verb(work)
    with workshop.writing() as work:
        work.session.execute(update(AccountRow).values(session_version=1, active=True))
    assert look(workshop, ada, sections.id) == sections


def test_a_strangers_attempt_is_not_found_exactly_as_a_missing_one(
    workshop: Workshop, ada: Actor, sections: Attempt
) -> None:
    eve = make.actor(make.account(workshop, name="Eve"))
    verbs: list[Callable[[Work, UUID], object]] = [
        lambda work, which: answers.save(work, which, event(1)),
        lambda work, which: answers.save_note(work, which, "mine", 0),
        lambda work, which: answers.end_section(work, which, 0),
        answers.pause,
        answers.resume,
    ]
    for verb in verbs:
        for which in (sections.id, UUID(int=404)):
            with workshop.writing(eve) as work, pytest.raises(NotFound):
                verb(work, which)
    assert look(workshop, ada, sections.id) == sections


def test_an_answer_on_its_way_when_time_ran_out_is_taken_in_and_shows_that_it_was_late(
    workshop: Workshop, ada: Actor, sections: Attempt, clock: HandClock
) -> None:
    clock.now = START + TEN + GRACE - timedelta(milliseconds=1)
    saved = saves(workshop, ada, sections.id, event(1))
    assert saved.saved_at > saved.deadline
    assert evidence(workshop) == []


def test_an_answer_after_the_grace_counts_for_nothing_and_is_kept_once_with_its_reason(
    workshop: Workshop, ada: Actor, sections: Attempt, clock: HandClock
) -> None:
    clock.now = START + TEN + GRACE
    for _ in range(2):
        refused = is_refused(workshop, ada, sections.id, event(1, 1, 0, "b"))
        assert type(refused.reason) is TimeIsUp
        clock.forward(seconds=1)
    exam_room.submit(workshop, ada, sections.id)
    assert type(is_refused(workshop, ada, sections.id, event(2, 2, 0, "d")).reason) is AttemptClosed
    assert evidence(workshop) == [
        (UUID(int=1), 1, "b", "TimeIsUp"),
        (UUID(int=2), 2, "d", "AttemptClosed"),
    ]
    assert sheet(workshop, ada, sections) == {}


def test_late_answers_beyond_what_an_attempt_keeps_hear_the_same_and_leave_nothing(
    workshop: Workshop, ada: Actor, sections: Attempt, clock: HandClock
) -> None:
    clock.now = START + TEN + GRACE
    first = is_refused(workshop, ada, sections.id, event(1, 1))
    with workshop.writing() as work:
        for number in range(2, log.MOST_REFUSED + 1):
            log.keep_refused(
                work.session, UUID(int=number), sections.id, event(number, 2), "TimeIsUp", at=clock.now
            )
    beyond = is_refused(workshop, ada, sections.id, event(9000, 1))
    assert (type(beyond.reason), str(beyond.reason)) == (TimeIsUp, str(first.reason))
    assert (beyond.entry, beyond.deadline) == (first.entry, first.deadline)
    kept = {row[0] for row in evidence(workshop)}
    assert (len(kept), UUID(int=1) in kept, UUID(int=9000) in kept) == (log.MOST_REFUSED, True, False)


def test_a_note_is_kept_with_the_attempt_in_one_statement(
    workshop: Workshop, ada: Actor, sections: Attempt
) -> None:
    for number, text in enumerate(("a → b", "a → b → c", "")):
        with count_statements(workshop.sessions.engine) as sent, workshop.writing(ada) as work:
            assert answers.save_note(work, sections.id, text, number) == Note(text, number + 1)
        assert len(sent) == 1
    assert look(workshop, ada, sections.id).note == Note("", 3)


def note(workshop: Workshop, actor: Actor, attempt: Attempt, text: str, seen: int) -> Note:
    with workshop.writing(actor) as work:
        return answers.save_note(work, attempt.id, text, seen)


def test_a_note_of_an_older_page_is_refused_and_the_newer_kept(
    workshop: Workshop, ada: Actor, sections: Attempt
) -> None:
    note(workshop, ada, sections, "newer", 0)
    for seen in (-1, 0, 5):
        with pytest.raises(Stale, match="Newer notes were saved"):
            note(workshop, ada, sections, "older", seen)
    assert look(workshop, ada, sections.id).note == Note("newer", 1)


def test_the_same_text_sent_again_is_acknowledged_again(
    workshop: Workshop, ada: Actor, sections: Attempt, clock: HandClock
) -> None:
    kept = note(workshop, ada, sections, "mine", 0)
    assert note(workshop, ada, sections, "mine", 0) == kept
    exam_room.submit(workshop, ada, sections.id)
    clock.forward(hours=1)
    assert note(workshop, ada, sections, "mine", 0) == kept == look(workshop, ada, sections.id).note


def test_a_note_after_the_end_hears_why_it_is_not_kept(
    workshop: Workshop, ada: Actor, sections: Attempt, clock: HandClock
) -> None:
    clock.now = START + TEN + GRACE
    with pytest.raises(TimeIsUp):
        note(workshop, ada, sections, "mine", 0)
    exam_room.submit(workshop, ada, sections.id)
    for text in ("mine", ""):
        with pytest.raises(AttemptClosed):
            note(workshop, ada, sections, text, 0)
    assert look(workshop, ada, sections.id).note == Note()


def test_a_note_has_a_limit_that_is_said_at_its_field(
    workshop: Workshop, ada: Actor, sections: Attempt
) -> None:
    with pytest.raises(BadInput) as refusal:
        note(workshop, ada, sections, "x" * (LONGEST_NOTE + 1), 0)
    assert refusal.value.field == "text"
    assert note(workshop, ada, sections, "x" * LONGEST_NOTE, 0).sequence == 1


def test_a_section_is_closed_once_and_its_break_runs(
    workshop: Workshop, ada: Actor, sections: Attempt, clock: HandClock
) -> None:
    clock.forward(minutes=3)
    first = move(workshop, ada, answers.end_section, sections.id, 0)
    clock.forward(minutes=1)
    again = move(workshop, ada, answers.end_section, sections.id, 0)
    assert again == replace(first, version=2) == look(workshop, ada, sections.id)
    assert (again.section, len(again.rests), again.deadline) == (1, 1, START + 2 * TEN)


def test_closing_a_section_from_two_tabs_at_once_closes_one(
    workshop: Workshop, ada: Actor, sections: Attempt
) -> None:
    close = partial(move, workshop, ada, answers.end_section, sections.id, 0)
    came = exam_room.together(*[close] * 6)
    assert all(isinstance(each, Attempt) for each in came), came
    kept = look(workshop, ada, sections.id)
    assert (kept.section, len(kept.rests), kept.version) == (1, 1, 2)


def test_a_section_that_is_not_open_yet_cannot_be_closed_nor_the_last_nor_one_that_is_not_there(
    workshop: Workshop, ada: Actor, sections: Attempt
) -> None:
    for section, rule in ((1, WrongState), (2, WrongState), (3, NotFound), (-1, NotFound)):
        with pytest.raises(rule):
            move(workshop, ada, answers.end_section, sections.id, section)
    assert look(workshop, ada, sections.id) == sections
    for section in (0, 1):
        move(workshop, ada, answers.end_section, sections.id, section)
        move(workshop, ada, answers.resume, sections.id)
    with pytest.raises(WrongState, match="last section"):
        move(workshop, ada, answers.end_section, sections.id, 2)


def test_going_on_twice_after_a_break_gives_its_unused_part_back_once(
    workshop: Workshop, ada: Actor, sections: Attempt, clock: HandClock
) -> None:
    move(workshop, ada, answers.end_section, sections.id, 0)
    clock.forward(minutes=4)
    first = move(workshop, ada, answers.resume, sections.id)
    clock.forward(minutes=1)
    again = move(workshop, ada, answers.resume, sections.id)
    assert again == replace(first, version=3) == look(workshop, ada, sections.id)
    assert again.deadline == START + TEN + timedelta(minutes=4)
    saves(workshop, ada, sections.id, event(1, 3))


def test_an_overrun_break_eats_exam_time_and_nothing_else(
    workshop: Workshop, ada: Actor, sections: Attempt, clock: HandClock
) -> None:
    move(workshop, ada, answers.end_section, sections.id, 0)
    clock.forward(minutes=13)
    back = move(workshop, ada, answers.resume, sections.id)
    assert back.remaining(clock.now) == timedelta(minutes=7)
    saves(workshop, ada, sections.id, event(1, 3))


def test_a_free_pause_keeps_what_was_left_however_long_it_lasts(
    workshop: Workshop, ada: Actor, study: Attempt, clock: HandClock
) -> None:
    clock.forward(minutes=4)
    paused = move(workshop, ada, answers.pause, study.id)
    clock.forward(days=3)
    again = move(workshop, ada, answers.pause, study.id)
    assert again == replace(paused, version=2) == look(workshop, ada, study.id)
    assert (again.deadline, again.remaining(clock.now)) == (NEVER, timedelta(minutes=6))
    back = move(workshop, ada, answers.resume, study.id)
    assert back.deadline == clock.now + timedelta(minutes=6)
    saves(workshop, ada, study.id, event(1))


def test_the_clock_of_a_rehearsal_stops_only_for_the_breaks_that_were_granted(
    workshop: Workshop, ada: Actor, sections: Attempt, clock: HandClock
) -> None:
    with pytest.raises(WrongState, match="does not stop"):
        move(workshop, ada, answers.pause, sections.id)
    granted = Accommodation(extra_breaks=1, break_minutes=5)
    other = seated(workshop, ada.person, conditions=rehearse(values.outline(), granted), exam="midi")
    first = move(workshop, ada, answers.pause, other.id)
    assert first.deadline == START + TEN + timedelta(minutes=15)
    assert move(workshop, ada, answers.pause, other.id) == replace(first, version=2)
    clock.forward(minutes=15)
    move(workshop, ada, answers.resume, other.id)
    with pytest.raises(WrongState, match="does not stop"):
        move(workshop, ada, answers.pause, other.id)


def test_nothing_moves_once_the_attempt_is_over(
    workshop: Workshop, ada: Actor, sections: Attempt, clock: HandClock
) -> None:
    move(workshop, ada, answers.end_section, sections.id, 0)
    clock.now = START + 2 * TEN
    moves = (partial(answers.pause), partial(answers.end_section, section=1))
    for verb in moves:
        with workshop.writing(ada) as work, pytest.raises(TimeIsUp):
            verb(work, sections.id)
    exam_room.submit(workshop, ada, sections.id)
    for verb in moves:
        with workshop.writing(ada) as work, pytest.raises(AttemptClosed):
            verb(work, sections.id)
    ended = look(workshop, ada, sections.id)
    assert move(workshop, ada, answers.resume, sections.id) == ended
    assert look(workshop, ada, sections.id) == ended


def test_a_move_reads_and_writes_once_whatever_was_answered(
    workshop: Workshop, ada: Actor, sections: Attempt
) -> None:
    exam_room.answer_all(workshop, ada, sections.id)
    with count_statements(workshop.sessions.engine) as sent:
        move(workshop, ada, answers.end_section, sections.id, 0)
    assert len(sent) <= 3
    with count_statements(workshop.sessions.engine) as sent:
        move(workshop, ada, answers.resume, sections.id)
    assert len(sent) <= 3
    with workshop.reading() as work:
        assert work.session.scalar(select(AttemptRow.version)) == 3


def test_notes_that_are_too_long_hear_how_long_they_are_and_change_nothing(
    workshop: Workshop, ada: Actor, sections: Attempt
) -> None:
    note(workshop, ada, sections, "x" * answers.LONGEST_NOTE, 0)
    with pytest.raises(BadInput, match="at most 10,000 characters; these have 10,001"):
        note(workshop, ada, sections, "y" * (answers.LONGEST_NOTE + 1), 1)
    assert look(workshop, ada, sections.id).note == Note("x" * answers.LONGEST_NOTE, 1)
