"""Faults of scoring: a score is a function of the frozen form, the key version and the last accepted answers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from random import Random

import pytest
from flask import Flask
from sqlalchemy import select

from tests.domain.exams import values
from tests.faults import rig
from tests.faults.candidate import Candidate
from tests.faults.invariants import Witness, hold
from tests.support import exam_room, make
from tests.support.clock import HandClock
from tests.support.exam_room import answer_all, look, saves, start, submit, together
from tests.support.shelf import load_shelf
from webapp.domain.access import Actor
from webapp.domain.exams import clock as exam_clock
from webapp.domain.exams import scoring, selection
from webapp.domain.exams.attempt import Attempt, State
from webapp.domain.exams.corrections import Correction, Rule
from webapp.domain.exams.sheet import fold
from webapp.domain.questions import Question
from webapp.services import corrections, endings, exams, progress, results
from webapp.services.progress import ExamGap
from webapp.services.work import Workshop
from webapp.store import answers
from webapp.store.tables.exams import AttemptRow

SITE = "http://localhost"


@pytest.fixture
def catalog_of_mini(workshop: Workshop) -> None:
    """The small exam of single answers beside the skills that progress needs."""
    room = exam_room.shelf()
    workshop.catalog = replace(load_shelf(), exams=room.exams, banks=room.banks)


def sat(workshop: Workshop, actor: Actor, *, wrong: int = 0) -> Attempt:
    """An attempt that was handed in."""
    attempt_id = start(workshop, actor)
    answer_all(workshop, actor, attempt_id, wrong=wrong)
    submit(workshop, actor, attempt_id)
    return look(workshop, actor, attempt_id)


def correct(workshop: Workshop, attempt: Attempt, position: int, rule: Rule, *, number: int = 1) -> None:
    """Correct the question at a position, as a restart with new content does: a new key is what was answered."""
    item, answered = attempt.item(position), attempt.entry(position).answer
    key = tuple(item.order[item.letters.index(letter)] for letter in answered) if rule is Rule.REKEY else ()
    fresh = Correction(number, item.question, item.version, rule, "A source.", date(2026, 11, 22), key)
    known = workshop.catalog.corrections.get(attempt.exam, ())
    workshop.catalog = replace(workshop.catalog, corrections={attempt.exam: (*known, fresh)})


def right_of(attempt: Attempt) -> tuple[int, int]:
    """How many are right, of how many."""
    assert attempt.outcome is not None
    return attempt.outcome.total.right, attempt.outcome.total.asked


# F58, F66


def rewritten(question: Question) -> Question:
    """The same question with another stem, its options the other way round, and another key."""
    options = tuple(
        replace(each, text="changed", correct=place == len(question.options) - 1)
        for place, each in enumerate(reversed(question.options))
    )
    return replace(question, version=f"{question.version}-new", stem="<p>Another?</p>", options=options)


def test_a_question_that_is_edited_meanwhile_stays_as_it_was_begun(app: Flask, workshop: Workshop) -> None:
    workshop.catalog = exam_room.shelf()
    with workshop.writing() as work:
        exams.publish(work)
    candidate = Candidate(app, workshop, make.account(workshop, name="Bea"))
    candidate.starts("mini")
    before = [candidate.opens(position).main.text for position in (1, 2)]
    bank = tuple(rewritten(each) for each in workshop.catalog.bank("mini"))
    workshop.catalog = exam_room.restocked("mini", bank)
    assert [candidate.opens(position).main.text for position in (1, 2)] == before
    for position in range(1, 5):
        assert candidate.saves(position).status_code == 200
    candidate.hands_in()
    assert right_of(candidate.attempt) == (4, 4)


def test_a_form_that_would_be_drawn_otherwise_today_is_scored_as_it_was_drawn(
    workshop: Workshop, actor: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Answers are kept as letters of the order frozen with the attempt: no seed is ever asked again."""
    workshop.catalog = exam_room.shelf()
    attempt_id = start(workshop, actor)
    answer_all(workshop, actor, attempt_id)
    monkeypatch.setattr(selection, "Random", lambda _seed: Random(0))
    workshop.catalog = exam_room.restocked("mini", tuple(reversed(workshop.catalog.bank("mini"))))
    submit(workshop, actor, attempt_id)
    assert right_of(look(workshop, actor, attempt_id)) == (4, 4)


# F59


def test_a_corrected_key_reaches_result_lists_and_the_gap(
    workshop: Workshop, actor: Actor, catalog_of_mini: None
) -> None:
    attempt = sat(workshop, actor, wrong=2)
    with workshop.writing(actor) as work:
        progress.aim_at(work, "exam", "mini")
    assert gap(workshop, actor) == (2, 4)
    correct(workshop, attempt, 1, Rule.REKEY)
    corrections.regrade(workshop, site_url=SITE)
    assert right_of(look(workshop, actor, attempt.id)) == (3, 4)
    assert gap(workshop, actor) == (3, 4)
    with workshop.reading(actor) as work:
        report = results.read(work, attempt.id)
    assert [(each.total.right, each.key_version) for each in report.past] == [(2, 0)]
    assert sum(each.right for each in report.outcome.by_task.values()) == 3


def gap(workshop: Workshop, actor: Actor) -> tuple[int, int]:
    """What the progress page says of the exam aimed at."""
    with workshop.reading(actor) as work:
        aim = progress.see_gap(work).aim
    assert isinstance(aim, ExamGap)
    assert aim.result is not None
    areas = [tally for _, tally in aim.areas]
    assert sum(each.right for each in areas) == aim.result.right
    return aim.result.right, aim.result.scored


# F60


@pytest.mark.parametrize(("rule", "score"), [(Rule.CREDIT, (4, 4)), (Rule.EXCLUDE, (3, 3))])
def test_a_void_question_is_credited_to_all_or_leaves_the_denominator(
    workshop: Workshop, actor: Actor, catalog_of_mini: None, rule: Rule, score: tuple[int, int]
) -> None:
    attempt = sat(workshop, actor, wrong=1)
    correct(workshop, attempt, 1, rule)
    corrections.regrade(workshop, site_url=SITE)
    assert right_of(look(workshop, actor, attempt.id)) == score


# F61


def test_a_right_answer_that_was_changed_to_a_wrong_one_is_no_point(workshop: Workshop, actor: Actor) -> None:
    attempt_id = start(workshop, actor, rig.EXAM)
    attempt = look(workshop, actor, attempt_id)
    position, item = next(
        (n, item) for n, item in attempt.form.numbered() if item.scored and n <= attempt.window[1]
    )
    saves(workshop, actor, attempt_id, values.event(1, position, 0, item.key.partition(";")[0]))
    saves(workshop, actor, attempt_id, values.event(2, position, 1, rig.an_answer(item, 3)))
    submit(workshop, actor, attempt_id)
    assert right_of(look(workshop, actor, attempt_id)) == (0, 8)


# F62


def test_regrading_while_others_hand_in_leaves_one_key_version_a_score(
    workshop: Workshop, catalog_of_mini: None
) -> None:
    people = [make.actor(make.account(workshop, name=f"Learner {n}")) for n in range(6)]
    done = [sat(workshop, each, wrong=1) for each in people[:3]]
    open_now = [start(workshop, each) for each in people[3:]]
    for each, attempt_id in zip(people[3:], open_now, strict=True):
        answer_all(workshop, each, attempt_id, wrong=1)
    correct(workshop, done[0], 1, Rule.CREDIT)
    hand_in = [
        partial(submit, workshop, each, which) for each, which in zip(people[3:], open_now, strict=True)
    ]
    came = together(partial(corrections.regrade, workshop, site_url=SITE), *hand_in)
    assert [each for each in came if isinstance(each, Exception)] == []
    corrections.regrade(workshop, site_url=SITE)
    for each, attempt_id in zip(people, [*(one.id for one in done), *open_now], strict=True):
        attempt = look(workshop, each, attempt_id)
        assert attempt.key_version == 1
        known = workshop.catalog.corrections_of("mini")
        assert attempt.outcome == scoring.score(attempt.form, attempt.answers, attempt.pass_rule, known)


# F67


def test_an_exam_nobody_answered_is_closed_with_nothing_and_not_missing(
    workshop: Workshop, actor: Actor, clock: HandClock
) -> None:
    attempt_id = start(workshop, actor, rig.EXAM)
    clock.now = look(workshop, actor, attempt_id).deadline + exam_clock.GRACE
    endings.close_expired(workshop)
    truth = hold(workshop, Witness(actor, attempt_id, clock.now))
    assert (truth.attempt.state, right_of(truth.attempt)) == (State.TIMED_OUT, (0, 8))


# F69


def test_every_score_there_is_can_be_made_again_from_the_log(
    workshop: Workshop, clock: HandClock, catalog_of_mini: None
) -> None:
    people = [make.actor(make.account(workshop, name=f"Learner {n}")) for n in range(4)]
    first = [sat(workshop, each, wrong=wrong) for wrong, each in enumerate(people)]
    correct(workshop, first[1], 1, Rule.REKEY)
    corrections.regrade(workshop, site_url=SITE)
    for each in people[:2]:
        start(workshop, each)
    clock.forward(hours=1)
    endings.close_expired(workshop)
    owners = {each.person: each for each in people}
    with workshop.reading() as work:
        rows = work.session.execute(select(AttemptRow.id, AttemptRow.learner_id)).all()
        logs = {row.id: answers.list_events(work.session, row.id) for row in rows}
    assert len(rows) == 6
    known = workshop.catalog.corrections_of("mini")
    for attempt_id, learner in rows:
        attempt = look(workshop, owners[learner], attempt_id)
        replayed = {position: entry.answer for position, entry in fold(logs[attempt_id]).items()}
        assert attempt.outcome == scoring.score(attempt.form, replayed, attempt.pass_rule, known)
