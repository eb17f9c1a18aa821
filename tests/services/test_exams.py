"""An exam from its entrance to the seat, on both databases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from random import Random
from uuid import UUID

import pytest

from tests.domain.exams import values
from tests.domain.exams.values import event
from tests.support import exam_room, make
from tests.support.clock import START, HandClock
from tests.support.exam_room import look, save, saves, start, submit
from tests.support.statements import count_statements
from webapp.catalog.shelf import Catalog
from webapp.domain.access import Actor
from webapp.domain.errors import BadInput, NotFound, SignedOut, WrongState
from webapp.domain.exams.accommodation import Accommodation
from webapp.domain.exams.attempt import State
from webapp.domain.exams.clock import GRACE, NEVER
from webapp.domain.exams.conditions import Conditions, Mode, rehearse
from webapp.domain.exams.form import Form
from webapp.domain.exams.outline import Pauses
from webapp.domain.exams.selection import PoolTooSmall
from webapp.domain.exams.sheet import Saved
from webapp.domain.exams.wish import Wish
from webapp.domain.progress.skills import Trap
from webapp.domain.questions import Question
from webapp.services import answers, endings, exams, results
from webapp.services.exams import Draft
from webapp.services.work import Workshop
from webapp.store import presets

STUDY = Wish(Mode.STUDY, count=4, minutes=20, feedback=True)
CUSTOM = Wish(Mode.CUSTOM, count=2, tasks=("T1",))
TEN = timedelta(minutes=10)


@pytest.fixture
def shelf() -> Catalog:
    """Exams of several shapes."""
    return exam_room.shelf()


@pytest.fixture
def ada(workshop: Workshop) -> Actor:
    return make.actor(make.account(workshop))


@pytest.fixture
def attempt_id(workshop: Workshop, ada: Actor) -> UUID:
    """A rehearsal of four questions in ten minutes, just begun."""
    return start(workshop, ada)


class Stuck(Random):
    """Dice that always fall on nothing."""

    def getrandbits(self, k: int, /) -> int:
        """Nothing."""
        return 0 * k


def drawn(workshop: Workshop, actor: Actor, exam: str = "mini", wish: Wish = exam_room.REHEARSAL) -> Draft:
    with workshop.reading(actor) as work:
        return exams.draw(work, exam, wish)


def open_ids(workshop: Workshop, actor: Actor) -> set[UUID]:
    with workshop.reading(actor) as work:
        return {attempt.id for attempt in exams.list_exams(work).open}


def stocked(workshop: Workshop, bank: Sequence[Question], *, exam: str = "mini") -> Workshop:
    """The same school with another bank."""
    return Workshop(
        workshop.sessions,
        exam_room.restocked(exam, bank),
        clock=workshop.now,
        dice=Random(1),
        hasher=make.HASHER,
    )


def test_a_rehearsal_begins_under_the_outlines_own_conditions(workshop: Workshop, ada: Actor) -> None:
    attempt = look(workshop, ada, start(workshop, ada, "maxi"))
    outline = workshop.catalog.exam("maxi").outline
    assert attempt.conditions == rehearse(outline)
    assert (attempt.edition, attempt.pass_rule) == (outline.edition, outline.pass_rule)
    assert (attempt.started_at, attempt.deadline) == (START, START + timedelta(minutes=240))
    assert (len(attempt.form), len(attempt.form.sections), attempt.form.scored) == (180, 3, 170)
    assert attempt.window == (1, 12)


def test_study_and_custom_practice_begin_under_conditions_of_their_own(
    workshop: Workshop, ada: Actor
) -> None:
    study = look(workshop, ada, start(workshop, ada, wish=STUDY))
    assert (study.conditions.mode, study.conditions.feedback) == (Mode.STUDY, True)
    assert (study.conditions.pauses, study.deadline) == (Pauses.FREE, START + 2 * TEN)
    custom = look(workshop, ada, start(workshop, ada, wish=CUSTOM))
    assert (custom.conditions.built, custom.deadline) == ("One", NEVER)
    assert {item.task for item in custom.form.items} == {"T1"}


def test_the_same_seed_gives_the_form_that_was_kept(workshop: Workshop, ada: Actor) -> None:
    draft = drawn(workshop, ada)
    with workshop.writing(ada) as work:
        kept = exams.start(work, draft)
    attempt = look(workshop, ada, kept)
    assert (attempt.form, attempt.seed) == (draft.form, draft.seed)


def test_starting_twice_leads_back_to_the_first(workshop: Workshop, ada: Actor, attempt_id: UUID) -> None:
    assert start(workshop, ada) == attempt_id
    assert open_ids(workshop, ada) == {attempt_id}


def test_whoever_goes_on_keeps_form_and_conditions_whatever_they_wish_now(
    workshop: Workshop, ada: Actor
) -> None:
    custom = look(workshop, ada, start(workshop, ada, wish=CUSTOM))
    draft = drawn(workshop, ada, wish=Wish(Mode.CUSTOM, count=200))
    assert (draft.form, draft.conditions, draft.seed) == (custom.form, custom.conditions, custom.seed)
    with workshop.writing(ada) as work:
        assert exams.start(work, draft) == custom.id


def test_modes_and_exams_run_side_by_side(workshop: Workshop, ada: Actor) -> None:
    begun = {start(workshop, ada, wish=wish) for wish in (exam_room.REHEARSAL, STUDY, CUSTOM)}
    begun.add(start(workshop, ada, "parts"))
    assert len(begun) == 4
    assert open_ids(workshop, ada) == begun


@pytest.mark.parametrize("wish", [exam_room.REHEARSAL, STUDY, CUSTOM], ids=lambda wish: wish.mode.value)
def test_twenty_starts_at_once_give_one_attempt_and_lead_the_losers_to_it(
    workshop: Workshop, ada: Actor, wish: Wish
) -> None:
    came = exam_room.together(*[partial(start, workshop, ada, wish=wish)] * 20)
    (winner,) = set(came)
    assert open_ids(workshop, ada) == {winner}


def test_twenty_starts_in_three_modes_at_once_give_three_attempts(workshop: Workshop, ada: Actor) -> None:
    wishes = [exam_room.REHEARSAL, STUDY, CUSTOM] * 7
    came = exam_room.together(*(partial(start, workshop, ada, wish=wish) for wish in wishes))
    assert all(isinstance(each, UUID) for each in came), came
    assert open_ids(workshop, ada) == set(came)
    assert len(set(came)) == 3
    assert [came.index(each) % 3 for each in came] == [number % 3 for number in range(21)]


def asked_of(workshop: Workshop, actor: Actor, attempt_id: UUID) -> set[str]:
    return {item.question for item in look(workshop, actor, attempt_id).form.items}


def test_what_one_open_attempt_asks_no_other_asks(workshop: Workshop, ada: Actor) -> None:
    begun = [start(workshop, ada, wish=wish) for wish in (exam_room.REHEARSAL, STUDY, CUSTOM)]
    forms = [asked_of(workshop, ada, each) for each in begun]
    assert len(set.union(*forms)) == sum(map(len, forms)) == 4 + 4 + 2


def test_attempts_begun_at_the_same_moment_share_no_question(workshop: Workshop, ada: Actor) -> None:
    wishes = (replace(STUDY, count=6), replace(CUSTOM, count=6, tasks=()), exam_room.REHEARSAL)
    came = exam_room.together(*(partial(start, workshop, ada, wish=wish) for wish in wishes))
    forms = [asked_of(workshop, ada, each) for each in came if isinstance(each, UUID)]
    assert len(set.union(*forms)) == sum(map(len, forms)) == 6 + 6 + 4


def test_a_form_is_drawn_anew_when_another_attempt_was_begun_since(workshop: Workshop, ada: Actor) -> None:
    draft = drawn(workshop, ada)
    study = start(workshop, ada, wish=replace(STUDY, count=12))
    assert {item.question for item in draft.form.items} & asked_of(workshop, ada, study)
    with workshop.writing(ada) as work:
        rehearsal = exams.start(work, draft)
    assert not asked_of(workshop, ada, rehearsal) & asked_of(workshop, ada, study)
    with workshop.writing(ada) as work:
        assert exams.start(work, draft) == rehearsal  # asked for twice, it leads back


def test_whoever_has_too_much_open_is_told_what_was_left_out(workshop: Workshop, ada: Actor) -> None:
    study = start(workshop, ada, wish=replace(STUDY, count=19))
    with pytest.raises(PoolTooSmall, match="19 questions are left out while an attempt"):
        drawn(workshop, ada)
    with pytest.raises(BadInput, match=r"Only one question fits.* 19 questions are left out"):
        drawn(workshop, ada, wish=replace(CUSTOM, tasks=()))
    with workshop.reading(ada) as work:
        entrance = exams.enter(work, "mini")
    assert entrance.short.endswith("19 questions are left out while an attempt that you have open asks them.")
    assert entrance.fits.total == 1
    submit(workshop, ada, study)
    assert drawn(workshop, ada).form.repeats == 3


def test_an_open_attempt_whose_time_ran_out_is_a_record_and_keeps_nothing_to_itself(
    workshop: Workshop, ada: Actor, clock: HandClock
) -> None:
    start(workshop, ada, wish=replace(STUDY, count=20))
    clock.forward(hours=1)
    draft = drawn(workshop, ada)
    assert draft.form.repeats == len(draft.form)


def test_questions_that_a_result_has_explained_are_repeats_though_they_were_never_opened(
    workshop: Workshop, ada: Actor
) -> None:
    submit(workshop, ada, start(workshop, ada, wish=replace(STUDY, count=20)))
    assert drawn(workshop, ada).form.repeats == 4


def test_a_start_that_can_neither_be_kept_nor_led_back_is_to_be_made_again(
    workshop: Workshop, ada: Actor
) -> None:
    taken, fresh = drawn(workshop, ada), drawn(workshop, ada, "parts")
    with workshop.writing(ada) as work:
        exams.start(replace(work, dice=Stuck()), taken)
    with workshop.writing(ada) as work, pytest.raises(WrongState, match="start again"):
        exams.start(replace(work, dice=Stuck()), fresh)  # such dice give an id that is taken


def test_starting_again_after_the_time_ran_out_closes_the_old_attempt(
    workshop: Workshop, ada: Actor, attempt_id: UUID, clock: HandClock
) -> None:
    saves(workshop, ada, attempt_id, event(1))
    clock.forward(hours=1)
    fresh = start(workshop, ada)
    assert fresh != attempt_id
    with workshop.reading(ada) as work:
        shelf = exams.list_exams(work)
    assert [attempt.id for attempt in shelf.open] == [fresh]
    assert [(each.id, each.finished_at) for each in shelf.finished] == [(attempt_id, START + TEN)]
    assert look(workshop, ada, fresh).conditions.mode is Mode.REHEARSAL


def test_a_start_whose_old_attempt_the_sweeper_has_closed_meanwhile_goes_ahead(
    workshop: Workshop, ada: Actor, attempt_id: UUID, clock: HandClock
) -> None:
    clock.forward(hours=1)
    draft = drawn(workshop, ada)
    assert endings.close_expired(workshop) == 1
    ended = look(workshop, ada, attempt_id)
    with workshop.writing(ada) as work:
        fresh = exams.start(work, draft)
    assert fresh != attempt_id
    assert look(workshop, ada, attempt_id) == ended


def test_going_on_at_the_moment_the_time_runs_out_leads_to_what_ran_and_sits_no_form_twice(
    workshop: Workshop, ada: Actor, attempt_id: UUID, clock: HandClock
) -> None:
    draft = drawn(workshop, ada)
    clock.forward(minutes=10)
    with workshop.writing(ada) as work:
        assert exams.start(work, draft) == attempt_id
    assert open_ids(workshop, ada) == {attempt_id}


def test_what_was_granted_is_in_force_from_the_start(workshop: Workshop, ada: Actor) -> None:
    granted = Accommodation(150, 5, 10, 1, untimed_practice=True, quiet_timer=True)
    exam_room.grant(workshop, ada.person, granted)
    rehearsal = look(workshop, ada, start(workshop, ada, "parts"))
    assert rehearsal.conditions.granted == granted
    assert rehearsal.deadline == START + timedelta(minutes=30 * 1.5 + 5)
    with workshop.writing(ada) as work:
        moved = answers.end_section(work, rehearsal.id, 0)
    assert moved.rests[0].allowed == 2 * TEN
    study = look(workshop, ada, start(workshop, ada, wish=STUDY))
    assert (study.conditions.minutes, study.deadline) == (None, NEVER)


def test_a_bank_that_cannot_fill_a_form_starts_nothing_and_says_what_is_short(
    workshop: Workshop, ada: Actor
) -> None:
    small = stocked(workshop, values.pool(per_task=1))
    with small.reading(ada) as work, pytest.raises(PoolTooSmall, match="Theory: 3 are needed"):
        exams.draw(work, "mini", exam_room.REHEARSAL)
    for wish in (Wish(Mode.CUSTOM, count=21), replace(CUSTOM, only="missed"), replace(STUDY, count=0)):
        with pytest.raises(BadInput) as refusal:
            drawn(workshop, ada, wish=wish)
        assert refusal.value.field == "count"
    assert open_ids(workshop, ada) == set()


@pytest.mark.parametrize(("day", "edition"), [(date(2026, 6, 1), "2021-01"), (None, "2026-07")])
def test_the_day_of_the_real_exam_chooses_the_outline(
    workshop: Workshop, ada: Actor, day: date | None, edition: str
) -> None:
    exam = workshop.catalog.exam("mini")
    old = replace(exam.outline, edition="2021-01", valid_from=date(2021, 1, 1), valid_to=date(2026, 6, 30))
    new = replace(exam.outline, edition="2026-07", valid_from=date(2026, 7, 1), minutes=20)
    dated = replace(workshop.catalog, exams=(replace(exam, outlines=(old, new)),))
    with workshop.reading(ada) as work:
        draft = exams.draw(replace(work, catalog=dated), "mini", Wish(on=day))
        entrance = exams.enter(replace(work, catalog=dated), "mini", on=day)
    assert draft.outline.edition == entrance.outline.edition == edition
    assert draft.conditions.minutes == draft.outline.minutes
    with workshop.reading(ada) as work:
        assert exams.read_outline(replace(work, catalog=dated), "mini", edition)[1].edition == edition


def rehearse_all(workshop: Workshop, actor: Actor, *, wrong: int = 0, wish: Wish = CUSTOM) -> Form:
    """Start, answer everything, hand in."""
    attempt_id = start(workshop, actor, wish=wish)
    exam_room.answer_all(workshop, actor, attempt_id, wrong=wrong)
    submit(workshop, actor, attempt_id)
    return look(workshop, actor, attempt_id).form


def asked(form: Form) -> set[str]:
    return {item.question for item in form.items}


def test_the_next_form_asks_first_what_was_never_seen_and_then_what_was_seen_longest_ago(
    workshop: Workshop, ada: Actor, clock: HandClock
) -> None:
    forms = []
    for _ in range(4):
        forms.append(rehearse_all(workshop, ada))
        clock.forward(days=1)
    first, second, third, fourth = map(asked, forms)
    assert [form.repeats for form in forms] == [0, 0, 1, 2]
    assert not first & second
    assert len(third - first - second) == 1
    assert len(third & first) == 1
    assert fourth == (first - third) | (fourth & second)
    assert len(fourth & second) == 1


def test_what_was_missed_left_open_or_flagged_can_be_asked_again(workshop: Workshop, ada: Actor) -> None:
    attempt_id = start(workshop, ada)
    exam_room.answer_all(workshop, ada, attempt_id, wrong=1)
    form = look(workshop, ada, attempt_id).form
    saves(workshop, ada, attempt_id, event(1, 2, 1, form.items[1].key, flagged=True))
    saves(workshop, ada, attempt_id, event(2, 3, 1, "", flagged=True))
    submit(workshop, ada, attempt_id)
    missed = drawn(workshop, ada, wish=Wish(Mode.CUSTOM, count=2, only="missed"))
    assert asked(missed.form) == {form.items[0].question, form.items[2].question}
    flagged = drawn(workshop, ada, wish=Wish(Mode.CUSTOM, count=2, only="flagged"))
    assert asked(flagged.form) == {form.items[1].question, form.items[2].question}
    unseen = drawn(workshop, ada, wish=Wish(Mode.CUSTOM, count=16, only="unseen"))
    assert not asked(unseen.form) & asked(form)
    with workshop.reading(ada) as work:
        fits = exams.enter(work, "mini").fits
    assert (fits.total, fits.unseen, fits.missed, fits.flagged) == (20, 16, 2, 2)


def test_the_entrance_shows_what_was_granted_sat_and_saved(workshop: Workshop, ada: Actor) -> None:
    exam_room.grant(workshop, ada.person, Accommodation(percent=150))
    sat = start(workshop, ada)
    submit(workshop, ada, sat)
    running = start(workshop, ada, wish=STUDY)
    repeated = sum(item.repeat for item in look(workshop, ada, running).form.items)
    start(workshop, ada, "parts")
    with workshop.reading(ada) as work:
        entrance = exams.enter(work, "mini")
        assert entrance.presets == presets.list_presets(work.session, ada.person, "mini") == ()
    assert (entrance.exam.code, entrance.outline.edition) == ("mini", "2026-01")
    assert entrance.granted.percent == 150
    assert [attempt.id for attempt in entrance.open] == [running]
    assert [attempt.id for attempt in entrance.finished] == [sat]
    assert (entrance.short, entrance.repeats, repeated) == ("", 0, 0)
    assert (entrance.fits.total, entrance.fits.unseen) == (16, 12)


def test_the_entrance_says_why_no_rehearsal_can_be_drawn_and_how_much_would_be_repeated(
    workshop: Workshop, ada: Actor
) -> None:
    small = stocked(workshop, values.pool(per_task=1))
    with small.reading(ada) as work:
        short = exams.enter(work, "mini")
    assert "Theory: 3 are needed, and the bank has 2" in short.short
    assert short.repeats == 0
    twice = stocked(workshop, values.pool(per_task=2))
    rehearse_all(twice, ada, wish=exam_room.REHEARSAL)
    with twice.reading(ada) as work:
        assert exams.enter(work, "mini").repeats == 2


def test_an_exam_that_is_not_there_cannot_be_entered_nor_drawn(workshop: Workshop, ada: Actor) -> None:
    with workshop.reading(ada) as work:
        with pytest.raises(NotFound):
            exams.enter(work, "nothing")
        with pytest.raises(NotFound):
            exams.draw(work, "nothing", exam_room.REHEARSAL)


def test_the_shelf_shows_every_exam_with_the_size_of_its_bank(workshop: Workshop, ada: Actor) -> None:
    with workshop.reading(ada) as work:
        shelf = exams.list_exams(work)
    assert shelf.exams == workshop.catalog.exams
    assert shelf.bank_sizes["mini"] == 20


def test_a_seat_is_one_question_of_the_attempt(workshop: Workshop, ada: Actor, attempt_id: UUID) -> None:
    attempt = look(workshop, ada, attempt_id)
    with workshop.reading(ada) as work:
        seat = exams.take_seat(work, attempt_id, 3)
        for beyond in (0, 5):
            with pytest.raises(NotFound):
                exams.take_seat(work, attempt_id, beyond)
    assert (seat.attempt, seat.position) == (attempt, 3)
    assert seat.question.version == attempt.item(3).version
    assert (seat.exam.code, seat.outline) == ("mini", workshop.catalog.exam("mini").outline)


def test_traps_are_handed_out_only_where_reasons_are_shown_at_once(workshop: Workshop, ada: Actor) -> None:
    trap = Trap("haste", "Haste", "Faster is better.", "Sooner is not faster.", "track/lesson")
    trapped = replace(workshop.catalog, traps=(trap,))
    for wish, traps in ((exam_room.REHEARSAL, {}), (STUDY, {"haste": trap})):
        attempt_id = start(workshop, ada, wish=wish)
        with workshop.reading(ada) as work:
            assert exams.take_seat(replace(work, catalog=trapped), attempt_id, 1).traps == traps


def test_an_attempt_keeps_the_question_it_was_given(workshop: Workshop, ada: Actor, attempt_id: UUID) -> None:
    with workshop.writing() as work:
        exams.publish(work)
    with workshop.reading(ada) as work:
        before = exams.take_seat(work, attempt_id, 1).question
    changed = [replace(each, version=f"new-{each.version}", stem="<p>Changed</p>") for each in values.pool()]
    later = stocked(workshop, changed)
    with later.reading(ada) as work, count_statements(workshop.sessions.engine) as sent:
        assert exams.take_seat(work, attempt_id, 1).question == before
    assert len(sent) == 2


def test_publishing_twice_keeps_each_version_once(workshop: Workshop) -> None:
    with workshop.writing() as work:
        assert exams.publish(work) == len(workshop.catalog.versions)
        assert exams.publish(work) == 0


def test_a_strangers_attempt_is_not_found_exactly_as_a_missing_one(
    workshop: Workshop, ada: Actor, attempt_id: UUID
) -> None:
    eve = make.actor(make.account(workshop, name="Eve"))
    for which in (attempt_id, UUID(int=404)):
        with workshop.reading(eve) as work:
            with pytest.raises(NotFound):
                exams.take_seat(work, which, 1)
            with pytest.raises(NotFound):
                exams.look_over(work, which)
    assert open_ids(workshop, ada) == {attempt_id}
    assert open_ids(workshop, eve) == set()


def test_a_session_that_has_ended_starts_and_sees_nothing(
    workshop: Workshop, ada: Actor, attempt_id: UUID
) -> None:
    old = replace(ada, session_version=ada.session_version + 1)
    with workshop.reading(old) as work:
        with pytest.raises(SignedOut):
            exams.draw(work, "mini", STUDY)
        with pytest.raises(SignedOut):
            exams.take_seat(work, attempt_id, 1)
        with pytest.raises(SignedOut):
            exams.look_over(work, attempt_id)
    assert open_ids(workshop, ada) == {attempt_id}


@pytest.mark.parametrize(("exam", "size"), [("mini", 4), ("midi", 50), ("maxi", 180)])
def test_the_statements_of_each_step_stay_within_their_budget_whatever_the_form_holds(
    workshop: Workshop, ada: Actor, exam: str, size: int
) -> None:
    engine = workshop.sessions.engine
    exam_room.grant(workshop, ada.person, Accommodation(free_minutes=10, extra_breaks=1))
    counted = {}
    with count_statements(engine) as sent:
        attempt_id = start(workshop, ada, exam)
    counted["start"] = len(sent)
    with count_statements(engine) as sent:
        assert start(workshop, ada, exam) == attempt_id
    counted["lead back"] = len(sent)
    assert len(look(workshop, ada, attempt_id).form) == size
    exam_room.answer_all(workshop, ada, attempt_id, wrong=1)
    with count_statements(engine) as sent:
        assert isinstance(save(workshop, ada, attempt_id, event(1, 1, 1)), Saved)
    counted["save"] = len(sent)
    with count_statements(engine) as sent, workshop.writing(ada) as work:
        answers.save_note(work, attempt_id, "mine", 0)
    counted["note"] = len(sent)
    with count_statements(engine) as sent, workshop.reading(ada) as work:
        exams.take_seat(work, attempt_id, 2)
    counted["take a seat"] = len(sent)
    with count_statements(engine) as sent:
        submit(workshop, ada, attempt_id)
    counted["submit"] = len(sent)
    with count_statements(engine) as sent, workshop.reading(ada) as work:
        assert results.read(work, attempt_id).attempt.state is State.SUBMITTED
    counted["read the result"] = len(sent)
    assert counted == {
        "start": 3,
        "lead back": 1,
        "save": 1,
        "note": 1,
        "take a seat": 2,
        "submit": 4,
        "read the result": 3,
    }


def test_a_start_that_closes_an_old_attempt_first_costs_the_same_whatever_that_one_holds(
    workshop: Workshop, ada: Actor, clock: HandClock
) -> None:
    counted = set()
    for exam in ("mini", "midi", "maxi"):
        exam_room.answer_all(workshop, ada, start(workshop, ada, exam))
    clock.forward(hours=24)
    for exam in ("mini", "midi", "maxi"):
        with count_statements(workshop.sessions.engine) as sent:
            start(workshop, ada, exam)
        counted.add(len(sent))
    assert counted == {7}


def test_an_answer_can_still_arrive_in_the_grace_of_an_attempt_that_was_begun_here(
    workshop: Workshop, ada: Actor, attempt_id: UUID, clock: HandClock
) -> None:
    clock.now = START + TEN + GRACE / 2
    assert isinstance(save(workshop, ada, attempt_id, event(1)), Saved)


def test_a_practice_without_a_limit_never_ends_by_itself(
    workshop: Workshop, ada: Actor, clock: HandClock
) -> None:
    attempt_id = start(workshop, ada, wish=CUSTOM)
    assert look(workshop, ada, attempt_id).conditions == Conditions(
        mode=Mode.CUSTOM,
        pauses=Pauses.FREE,
        tools=look(workshop, ada, attempt_id).conditions.tools,
        built="One",
    )
    clock.forward(days=400)
    assert endings.close_expired(workshop) == 0
    assert start(workshop, ada, wish=CUSTOM) == attempt_id
