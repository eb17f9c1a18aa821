"""Statistics of questions are kept up to date: attempts are counted once, figures follow what they rest on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from random import Random
from uuid import UUID

import pytest
from sqlalchemy import select

from tests.domain.exams import values
from tests.support import exam_room, history, make
from tests.support.clock import HandClock
from tests.support.statements import count_statements
from webapp.catalog.shelf import Catalog
from webapp.domain.access import Actor
from webapp.domain.exams.attempt import State
from webapp.domain.exams.corrections import Correction, Rule
from webapp.domain.exams.exposure import Exposure, Went
from webapp.domain.exams.grants import TimeGrant
from webapp.domain.items.counting import AnswerRecord, CountedAnswer
from webapp.domain.items.figures import BankFigures, QuestionFigures
from webapp.services import item_statistics as statistics
from webapp.services.work import Work, Workshop
from webapp.store import answer_records, exposures, item_figures, questions, time_grants
from webapp.store.tables.exams import AttemptRow

BANK = values.pool()
VERSIONS = tuple(question.version for question in BANK)


@pytest.fixture
def shelf() -> Catalog:
    return exam_room.shelf()


@pytest.fixture
def ada(workshop: Workshop) -> Actor:
    return make.actor(make.account(workshop))


def sit(workshop: Workshop, learner: Actor, *, wrong: int = 1, exam: str = "mini") -> UUID:
    """Draw, answer and hand in."""
    attempt_id = exam_room.start(workshop, learner, exam)
    exam_room.answer_all(workshop, learner, attempt_id, wrong=wrong)
    exam_room.submit(workshop, learner, attempt_id)
    return attempt_id


def records(workshop: Workshop, exam: str = "mini") -> list[AnswerRecord]:
    """Every record there is."""
    with workshop.reading() as work:
        return [each for page in answer_records.list_pages(work.session, exam, limit=100) for each in page]


def fill(workshop: Workshop, people: int, *, versions: Sequence[str] = VERSIONS) -> None:
    """Records of so many people who were asked all of these; the abler of them are right more often."""
    dice = Random(people)
    with workshop.writing() as work:
        for _ in range(people):
            able = 0.5 + dice.random() / 2
            answers = tuple(
                CountedAnswer(version, "z" if dice.random() < able else dice.choice("yxw"), 30)
                for version in versions
            )
            record = AnswerRecord("mini", whole=True, month="2026-11", answers=answers)
            answer_records.add(work.session, UUID(int=dice.getrandbits(128), version=4), record)


def figures(workshop: Workshop) -> tuple[BankFigures, dict[str, QuestionFigures]]:
    """What is kept of the bank and its questions."""
    with workshop.reading() as work:
        bank = item_figures.list_banks(work.session)["mini"].figures
        return bank, {each.version: each for each in item_figures.list_of_exam(work.session, "mini")}


def mini(workshop: Workshop) -> bool:
    """Refresh the figures of the small exam."""
    return statistics.refresh(workshop, workshop.catalog.exam("mini"))


def test_a_rehearsal_that_ended_becomes_one_record_that_says_what_was_answered(
    workshop: Workshop, ada: Actor
) -> None:
    attempt = exam_room.look(workshop, ada, sit(workshop, ada))
    assert statistics.catch_up(workshop) == 1
    assert statistics.catch_up(workshop) == 0
    (record,) = records(workshop)
    assert [each.version for each in record.answers] == [item.version for item in attempt.form.items]
    rights = [each.answer == "z" for each in record.answers]
    assert rights == [False, True, True, True]
    assert (record.whole, record.month) == (True, "2026-11")


def test_a_record_keeps_no_time_in_its_id(workshop: Workshop, ada: Actor) -> None:
    sit(workshop, ada)
    statistics.catch_up(workshop)
    with workshop.reading() as work:
        (held,) = work.session.scalars(select(answer_records.RECORD.c.id))
    assert held.version == 4


def test_the_second_time_a_question_is_asked_does_not_count(workshop: Workshop, ada: Actor) -> None:
    asked = {each.id: Exposure("2026-11-01", Went.RIGHT) for each in BANK[:18]}
    with workshop.writing() as work:
        exposures.keep(work.session, ada.person, "mini", asked)
    attempt = exam_room.look(workshop, ada, sit(workshop, ada))
    new = [item.version for item in attempt.form.items if not item.repeat]
    statistics.catch_up(workshop)
    (record,) = records(workshop)
    assert 0 < len(new) < 4
    assert [each.version for each in record.answers] == new


def test_what_was_given_up_is_looked_at_once_and_leaves_nothing(workshop: Workshop, ada: Actor) -> None:
    attempt_id = exam_room.start(workshop, ada)
    exam_room.saves(workshop, ada, attempt_id, values.event(1, 1))
    exam_room.submit(workshop, ada, attempt_id)
    assert statistics.catch_up(workshop) == 1
    assert records(workshop) == []
    with workshop.reading() as work:
        assert work.session.scalar(select(AttemptRow.counted)) is False


def test_an_attempt_that_was_opened_again_does_not_count(workshop: Workshop, ada: Actor) -> None:
    sit(workshop, ada)
    with workshop.writing() as work:
        claimed = answer_records.claim_uncounted(work.session)
        assert claimed is not None
        history_of_reopening(work, claimed[0].id, ada.person)
    assert statistics.catch_up(workshop) == 1
    assert records(workshop) == []


def history_of_reopening(work: Work, attempt_id: UUID, by: UUID) -> None:
    """A grant that opened the attempt again."""
    given = TimeGrant(work.new_id(), attempt_id, 5, "the line broke", reopened=True, at=work.now)
    time_grants.add(work.session, given, by=by)


def test_several_workers_at_once_count_each_attempt_once(workshop: Workshop) -> None:
    for name in ("Ada", "Bea", "Cyd", "Dan"):
        sit(workshop, make.actor(make.account(workshop, name=name)))
    came = exam_room.together(*[lambda: statistics.catch_up(workshop)] * 3)
    assert sum(each for each in came if isinstance(each, int)) + len(_collisions(came)) >= 4
    statistics.catch_up(workshop)
    assert len(records(workshop)) == 4


def _collisions(came: Sequence[object]) -> list[object]:
    """Those that met another writer; their work is done in the next round."""
    return [each for each in came if isinstance(each, Exception)]


def test_a_round_counts_no_more_than_its_share(
    workshop: Workshop, ada: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(statistics, "MOST_AT_ONCE", 2)
    for _ in range(3):
        sit(workshop, ada)
    assert [statistics.catch_up(workshop) for _ in range(3)] == [2, 1, 0]


def test_figures_are_computed_when_there_is_something_new_and_not_before(
    workshop: Workshop, clock: HandClock
) -> None:
    assert mini(workshop)
    assert not mini(workshop)
    fill(workshop, 60)
    clock.forward(hours=1)
    assert mini(workshop)
    bank, found = figures(workshop)
    assert (bank.records, bank.whole) == (60, 60)
    assert bank.alpha is not None
    assert 0.1 < bank.alpha < 1
    assert len(found) == len(BANK)
    assert all((each.answers, each.ranked) == (60, 60) for each in found.values())
    with workshop.reading() as work:
        assert item_figures.list_banks(work.session)["mini"].at == clock.now


def test_a_correction_reaches_the_figures_of_answers_given_long_before(workshop: Workshop) -> None:
    fill(workshop, 60)
    mini(workshop)
    _, before = figures(workshop)
    wrong = Correction(
        1, BANK[0].id, BANK[0].version, Rule.REKEY, "It was another.", date(2026, 11, 22), ("y",)
    )
    out = Correction(2, BANK[1].id, BANK[1].version, Rule.EXCLUDE, "Two were right.", date(2026, 11, 22))
    workshop.catalog = replace(workshop.catalog, corrections={"mini": (wrong, out)}, etag="corrected")
    assert mini(workshop)
    _, after = figures(workshop)
    named = {each.name: each.chosen for each in before["v0"].choices}
    assert after["v0"].right == named["y"] != before["v0"].right
    assert after["v1"].set_aside
    assert after["v2"].r != before["v2"].r


def test_versions_stand_apart_and_those_the_bank_has_let_go_are_judged_by_what_was_kept(
    workshop: Workshop,
) -> None:
    old = replace(BANK[0], version="v0-old")
    with workshop.writing() as work:
        questions.add_missing(work.session, [old])
    fill(workshop, 30)
    fill(workshop, 25, versions=["v0-old", *(each.version for each in BANK[1:])])
    mini(workshop)
    _, found = figures(workshop)
    assert (found["v0"].answers, found["v0-old"].answers, found["v1"].answers) == (30, 25, 55)
    assert found["v0-old"].question == "q-000"


def test_a_version_nobody_kept_is_left_out(workshop: Workshop) -> None:
    fill(workshop, 30, versions=["gone", *(each.version for each in BANK)])
    mini(workshop)
    assert "gone" not in figures(workshop)[1]


def test_a_suspect_is_marked_and_one_of_an_old_version_is_not(workshop: Workshop) -> None:
    wrong = Correction(1, BANK[0].id, BANK[0].version, Rule.REKEY, "A slip.", date(2026, 11, 22), ("y",))
    workshop.catalog = replace(workshop.catalog, corrections={"mini": (wrong,)}, etag="slip")
    fill(workshop, 300)
    mini(workshop)
    with workshop.reading() as work:
        suspects = item_figures.list_suspects(work.session, limit=9)
    assert suspects[0].version == "v0"
    assert figures(workshop)[0].suspects == len(suspects)
    bank = (replace(BANK[0], version="v0-new"), *BANK[1:])
    with workshop.writing() as work:
        questions.add_missing(work.session, BANK)
    workshop.catalog = replace(workshop.catalog, banks={"mini": bank}, etag="mended")
    exam = workshop.catalog.exam("mini")
    statistics.refresh(workshop, exam)
    with workshop.reading() as work:
        left = item_figures.list_suspects(work.session, limit=9)
    assert "v0" not in {each.version for each in left}
    assert figures(workshop)[0].suspects == len(suspects) - 1


def test_erasing_an_account_leaves_the_figures_as_they_were(workshop: Workshop, ada: Actor) -> None:
    sit(workshop, ada)
    statistics.catch_up(workshop)
    before = figures(workshop)
    with workshop.writing() as work:
        history.remove_account(work, ada.person)
    workshop.catalog = replace(workshop.catalog, etag="once more")
    mini(workshop)
    assert figures(workshop) == before


def test_one_attempt_costs_four_statements_and_a_refresh_does_not_grow_with_questions(
    workshop: Workshop, ada: Actor
) -> None:
    sit(workshop, ada)
    with count_statements(workshop.sessions.engine) as sent:
        statistics.count_one(workshop)
    assert len(sent) == 4
    fill(workshop, 30)
    with count_statements(workshop.sessions.engine) as sent:
        mini(workshop)
    assert len(sent) == 6


def test_whoever_learns_of_an_attempt_that_runs_waits(workshop: Workshop, ada: Actor) -> None:
    attempt_id = exam_room.start(workshop, ada)
    assert statistics.catch_up(workshop) == 0
    assert exam_room.look(workshop, ada, attempt_id).state is State.OPEN
