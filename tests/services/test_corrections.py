"""Corrections reach attempts that are finished: each is judged anew once, the old score is kept, people are told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from random import Random
from uuid import UUID

import pytest

from tests.services.test_accommodations import letters_to
from tests.support import exam_room, make
from tests.support.clock import HandClock
from tests.support.exam_room import answer_all, look, start, submit
from webapp.catalog.shelf import Catalog
from webapp.domain.access import Actor
from webapp.domain.accounts import Account
from webapp.domain.errors import Collision
from webapp.domain.exams import scoring
from webapp.domain.exams.attempt import Attempt, State
from webapp.domain.exams.corrections import Correction, Rule
from webapp.domain.exams.exposure import Went
from webapp.domain.exams.records import FinishedAttempt
from webapp.domain.exams.sheet import fold
from webapp.domain.letters import Template
from webapp.services import corrections as service
from webapp.services import results
from webapp.services.corrections import Summary
from webapp.services.work import Workshop
from webapp.store import answers, exposures, outbox, scores
from webapp.store import exams as exam_store
from webapp.store.tables.accounts import AccountRow

SITE = "http://localhost"
ON = date(2026, 11, 21)


@pytest.fixture
def shelf() -> Catalog:
    return exam_room.shelf()


@pytest.fixture
def ada(workshop: Workshop) -> Account:
    return make.account(workshop)


@pytest.fixture
def actor(ada: Account) -> Actor:
    return make.actor(ada)


def sat(workshop: Workshop, actor: Actor, *, wrong: int = 0) -> Attempt:
    """An attempt that was handed in, its first few questions answered wrong."""
    attempt_id = start(workshop, actor)
    answer_all(workshop, actor, attempt_id, wrong=wrong)
    submit(workshop, actor, attempt_id)
    return look(workshop, actor, attempt_id)


def correction(attempt: Attempt, position: int, rule: Rule, *, number: int = 1) -> Correction:
    """A correction of the question at a position; a new key is whatever was answered there."""
    item = attempt.item(position)
    answered = attempt.entry(position).answer
    key = tuple(item.order[item.letters.index(letter)] for letter in answered) if rule is Rule.REKEY else ()
    return Correction(number, item.question, item.version, rule, f"Reason {number}.", ON, key)


def correct(workshop: Workshop, *corrections: Correction) -> None:
    """Put corrections on the shelf, as a restart with new content does."""
    workshop.catalog = replace(workshop.catalog, corrections={"mini": corrections})


def regrade(workshop: Workshop) -> Summary:
    """Regrade everything there is."""
    return service.regrade(workshop, site_url=SITE)


def test_without_corrections_nothing_is_looked_at(workshop: Workshop, actor: Actor) -> None:
    before = sat(workshop, actor)
    assert regrade(workshop) == Summary(0, 0)
    assert look(workshop, actor, before.id) == before


@pytest.mark.parametrize(
    ("rule", "right", "asked"), [(Rule.REKEY, 3, 4), (Rule.CREDIT, 3, 4), (Rule.EXCLUDE, 2, 3)]
)
def test_a_corrected_question_changes_the_score_and_the_old_one_is_kept(
    workshop: Workshop, actor: Actor, rule: Rule, right: int, asked: int
) -> None:
    """F59 and F60: both rules for a question that is void, and a new key."""
    before = sat(workshop, actor, wrong=2)
    correct(workshop, correction(before, 1, rule))
    assert regrade(workshop) == Summary(1, 1)
    with workshop.reading(actor) as work:
        report = results.read(work, before.id)
    outcome = report.attempt.outcome
    assert outcome
    assert (outcome.total.right, outcome.total.asked) == (right, asked)
    assert outcome.passed == (rule is not Rule.EXCLUDE)
    assert (report.attempt.key_version, report.attempt.state) == (1, State.SUBMITTED)
    assert report.attempt.finished_at == before.finished_at
    [past] = report.past
    assert (past.total, past.passed, past.key_version) == (scoring.Tally(2, 4), False, 0)
    assert past.reason == "Question 1: Reason 1."
    [listed] = [each for each in list_finished(workshop, actor) if each.id == before.id]
    assert (listed.right, listed.scored, listed.passed) == (right, asked, outcome.passed)


def list_finished(workshop: Workshop, actor: Actor) -> tuple[FinishedAttempt, ...]:
    """What progress and the gap are read from."""
    with workshop.reading() as work:
        return exam_store.list_finished(work.session, actor.person)


def test_one_letter_says_what_changed_by_how_much_and_why(
    workshop: Workshop, ada: Account, actor: Actor
) -> None:
    before = sat(workshop, actor, wrong=2)
    correct(
        workshop,
        correction(before, 1, Rule.CREDIT),
        correction(before, 3, Rule.CREDIT, number=2),
        replace(correction(before, 4, Rule.CREDIT, number=3), version="never-asked"),
    )
    for _ in range(2):
        regrade(workshop)
    [letter] = letters_to(workshop, ada, Template.RESULT_CHANGED)
    said = letter.context
    assert (said["old_right"], said["old_scored"], said["new_right"], said["new_scored"]) == (2, 4, 3, 4)
    assert (said["passed"], said["verdict_changed"]) == (1, 1)
    assert said["reasons"] == "Question 1: Reason 1.\nQuestion 3: Reason 2."
    assert said["link"] == f"{SITE}/exams/attempts/{before.id}/result"


def test_an_attempt_whose_score_stays_moves_its_key_version_and_nobody_is_written_to(
    workshop: Workshop, ada: Account, actor: Actor
) -> None:
    before = sat(workshop, actor)
    correct(workshop, correction(before, 1, Rule.CREDIT, number=3))
    assert regrade(workshop) == Summary(1, 0)
    after = look(workshop, actor, before.id)
    assert after == replace(before, key_version=3, version=before.version + 1)
    assert letters_to(workshop, ada, Template.RESULT_CHANGED) == []
    with workshop.reading() as work:
        assert scores.list_past(work.session, before.id) == ()
    assert regrade(workshop) == Summary(0, 0)


def test_each_later_correction_makes_one_more_score(workshop: Workshop, ada: Account, actor: Actor) -> None:
    before = sat(workshop, actor, wrong=2)
    first = correction(before, 1, Rule.CREDIT)
    for corrections in ((first,), (first, correction(before, 2, Rule.CREDIT, number=2))):
        correct(workshop, *corrections)
        assert regrade(workshop) == Summary(1, 1)
    with workshop.reading(actor) as work:
        report = results.read(work, before.id)
    assert [(each.number, each.total.right, each.key_version) for each in report.past] == [
        (2, 3, 1),
        (1, 2, 0),
    ]
    assert len(letters_to(workshop, ada, Template.RESULT_CHANGED)) == 2


def test_a_correction_that_is_replaced_is_judged_by_the_last_one(workshop: Workshop, actor: Actor) -> None:
    before = sat(workshop, actor, wrong=1)
    first = correction(before, 1, Rule.CREDIT)
    correct(workshop, first)
    regrade(workshop)
    correct(workshop, first, correction(before, 1, Rule.EXCLUDE, number=2))
    regrade(workshop)
    outcome = look(workshop, actor, before.id).outcome
    assert outcome
    assert (outcome.total.right, outcome.total.asked) == (3, 3)


def test_an_attempt_that_runs_takes_the_correction_when_it_ends(workshop: Workshop, actor: Actor) -> None:
    running = start(workshop, actor)
    answer_all(workshop, actor, running, wrong=1)
    correct(workshop, correction(look(workshop, actor, running), 1, Rule.CREDIT))
    assert regrade(workshop) == Summary(0, 0)
    submit(workshop, actor, running)
    after = look(workshop, actor, running)
    assert after.outcome
    assert (after.outcome.total.right, after.key_version) == (4, 1)
    assert regrade(workshop) == Summary(0, 0)


def test_exposures_follow_the_new_judgement_where_the_question_was_not_asked_again(
    workshop: Workshop, ada: Account, actor: Actor, clock: HandClock
) -> None:
    first = sat(workshop, actor, wrong=4)
    clock.forward(days=1)
    question = first.item(1).question
    correct(workshop, correction(first, 1, Rule.CREDIT))
    regrade(workshop)
    with workshop.reading() as work:
        known = exposures.find(work.session, ada.id, "mini")
    assert known[question].went is Went.RIGHT
    assert {known[item.question].went for _, item in first.form.numbered() if item.question != question} == {
        Went.WRONG
    }


def test_exposures_of_a_later_time_stay(workshop: Workshop, ada: Account, actor: Actor) -> None:
    first = sat(workshop, actor)
    question = first.item(1).question
    with workshop.writing() as work:
        known = exposures.find(work.session, ada.id, "mini")
        later = replace(known[question], day="2026-12-24", went=Went.OPEN)
        exposures.keep(work.session, ada.id, "mini", {question: later})
    correct(workshop, correction(first, 1, Rule.EXCLUDE))
    regrade(workshop)
    with workshop.reading() as work:
        assert exposures.find(work.session, ada.id, "mini")[question] == later


def test_a_disabled_account_is_judged_anew_and_not_written_to(workshop: Workshop) -> None:
    gone = make.account(workshop, name="Gone")
    before = sat(workshop, make.actor(gone), wrong=1)
    with workshop.writing() as work:
        work.session.get_one(AccountRow, gone.id).active = False
    correct(workshop, correction(before, 1, Rule.CREDIT))
    assert regrade(workshop) == Summary(1, 1)
    with workshop.writing() as work:
        assert outbox.claim_due(work.session, at=work.now, limit=9) == ()


def test_a_start_looks_at_so_many_and_leaves_the_rest(workshop: Workshop, actor: Actor) -> None:
    attempts = [sat(workshop, actor, wrong=1) for _ in range(3)]
    corrections = {
        attempt.item(1).version: correction(attempt, 1, Rule.CREDIT, number=n)
        for n, attempt in enumerate(attempts, start=1)
    }
    correct(workshop, *corrections.values())
    assert service.regrade(workshop, site_url=SITE, limit=2).looked_at == 2
    assert regrade(workshop).looked_at == 1


def test_regrades_and_hand_ins_side_by_side_give_every_score_one_key_version(workshop: Workshop) -> None:
    """F62: some hand in while others are judged anew; replaying each log gives the score that stands."""
    people = [make.actor(make.account(workshop, name=f"Person {n}")) for n in range(6)]
    done = [sat(workshop, each, wrong=1).id for each in people[:3]]
    running = []
    for each in people[3:]:
        running.append(start(workshop, each))
        answer_all(workshop, each, running[-1], wrong=1)
    first = look(workshop, people[0], done[0])
    correct(workshop, correction(first, 1, Rule.CREDIT), correction(first, 2, Rule.EXCLUDE, number=2))
    came = exam_room.together(
        *(partial(regrade, workshop) for _ in range(3)),
        *(
            partial(submits, workshop, each, attempt)
            for each, attempt in zip(people[3:], running, strict=True)
        ),
    )
    assert [each for each in came if isinstance(each, Exception)] == []
    assert sum(each.looked_at for each in came if isinstance(each, Summary)) == 3
    corrections = workshop.catalog.corrections_of("mini")
    for person, attempt_id in zip(people, [*done, *running], strict=True):
        with workshop.reading(person) as work:
            attempt = exam_store.get(work.session, person, attempt_id)
            log = answers.list_events(work.session, attempt_id)
        assert attempt.key_version == 2
        assert attempt.outcome == replace(attempt, sheet=fold(log)).rescore(corrections).outcome


def submits(workshop: Workshop, actor: Actor, attempt_id: UUID) -> None:
    """Hand in, and again after a collision, as the route does."""
    for _ in range(20):
        try:
            return submit(workshop, actor, attempt_id)
        except Collision:
            continue
    raise AssertionError


def test_another_writer_in_the_way_is_waited_out_but_not_for_ever(
    workshop: Workshop, actor: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = sat(workshop, actor, wrong=1)
    correct(workshop, correction(before, 1, Rule.CREDIT))
    keep, dice = exam_store.keep, Random(1)
    tries = []

    def keep_sometimes(*given: object) -> None:
        tries.append(dice.random())
        if len(tries) <= refusals:
            raise Collision
        keep(*given)  # type: ignore[arg-type]  # passed on

    monkeypatch.setattr(exam_store, "keep", keep_sometimes)
    refusals = 1000
    with pytest.raises(Collision):
        regrade(workshop)
    assert len(tries) == service.TRIES
    refusals = len(tries) + 3
    assert regrade(workshop) == Summary(1, 1)


def test_an_attempt_past_its_deadline_that_nobody_recorded_shows_the_corrected_score(
    workshop: Workshop, actor: Actor, clock: HandClock
) -> None:
    running = start(workshop, actor)
    answer_all(workshop, actor, running, wrong=1)
    clock.forward(minutes=10)
    attempt = look(workshop, actor, running)
    assert attempt.deadline == clock.now - timedelta(0)
    correct(workshop, correction(attempt, 1, Rule.CREDIT))
    with workshop.reading(actor) as work:
        report = results.read(work, running)
    assert report.attempt.outcome
    assert report.attempt.outcome.total.right == 4
    assert report.past == ()
