"""Reading the lessons of the tiny school: visitors leave no trace, learners have a trail."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.support import make
from tests.support.clock import START, HandClock
from tests.support.statements import count_statements
from webapp.domain.access import VISITOR, Actor, Role
from webapp.domain.errors import BadInput, NotFound
from webapp.domain.lessons import CheckAnswer, Trail
from webapp.services import lessons, progress
from webapp.services.lessons import Preparation
from webapp.services.work import Workshop
from webapp.store import lessons as store
from webapp.store.tables.lessons import CheckAnswerRow, TrailRow

PLAN = ("basics", "what-a-plan-is")
WHO = ("basics", "who-decides")
CHECK = "basics-what-a-plan-is-1"
TWO = "basics-who-decides-2"


def ada(workshop: Workshop, role: Role = Role.LEARNER) -> Actor:
    return make.actor(make.account(workshop, role=role))


def answer(
    workshop: Workshop, actor: Actor, letters: str = "a", check: str = CHECK, at: tuple[str, str] = PLAN
) -> None:
    with workshop.writing(actor) as work:
        lessons.answer_check(work, *at, check, letters)


def trail(workshop: Workshop, actor: Actor, at: tuple[str, str] = PLAN) -> Trail:
    with workshop.reading(actor) as work:
        return lessons.open_lesson(work, *at).trail


def rows(workshop: Workshop) -> int:
    with workshop.reading() as work:
        return work.session.query(TrailRow).count() + work.session.query(CheckAnswerRow).count()


def test_a_visitor_reads_without_a_statement(workshop: Workshop) -> None:
    with workshop.reading() as work, count_statements(workshop.sessions.engine) as statements:
        reading = lessons.open_lesson(work, *WHO)
    assert len(statements) == 0
    assert not reading.keeps
    assert not reading.trail.done


def test_a_learner_reads_with_one_statement_whatever_they_have_done(workshop: Workshop) -> None:
    actor = ada(workshop)
    for check in ("basics-who-decides-1", TWO):
        answer(workshop, actor, "ac" if check == TWO else "a", check, WHO)
    with workshop.reading(actor) as work, count_statements(workshop.sessions.engine) as statements:
        reading = lessons.open_lesson(work, *WHO)
    assert len(statements) == 1
    assert reading.keeps
    assert len(reading.trail.answers) == 2


def test_a_lesson_comes_with_what_it_builds_and_prepares_for(workshop: Workshop) -> None:
    with workshop.reading() as work:
        reading = lessons.open_lesson(work, *WHO)
    assert [skill.code for skill in reading.skills] == ["deciding", "reporting"]
    assert reading.preparations[0] == Preparation("MINI", "P2", "Changing a plan", "The plan", 50)
    assert [lesson.slug for lesson in reading.requires] == ["what-a-plan-is"]
    assert set(reading.traps) == {"decides-alone", "waits-too-long"}
    assert (reading.neighbours.position, reading.neighbours.count) == (2, 3)


def test_what_one_aims_at_comes_first_and_what_is_done_before_is_known(workshop: Workshop) -> None:
    actor = ada(workshop)
    with workshop.writing(actor) as work:
        progress.aim_at(work, "exam", "mini")
        lessons.mark_done(work, *PLAN)
    with workshop.reading(actor) as work, count_statements(workshop.sessions.engine) as statements:
        reading = lessons.open_lesson(work, *WHO)
    assert len(statements) == 1
    assert reading.trail.done_before == {"basics/what-a-plan-is"}
    assert [(each.task, each.own) for each in reading.preparations] == [("P2", True), ("D1", True)]


@pytest.mark.parametrize("path", [("basics", "nowhere"), ("nowhere", "who-decides")])
def test_a_lesson_that_is_not_there_is_not_found(workshop: Workshop, path: tuple[str, str]) -> None:
    with workshop.reading() as work, pytest.raises(NotFound):
        lessons.open_lesson(work, *path)


def test_an_answer_is_kept_with_the_section_it_stands_in(workshop: Workshop) -> None:
    actor = ada(workshop)
    answer(workshop, actor)
    kept = trail(workshop, actor)
    assert [each.right for each in kept.answers] == [True]
    assert (kept.place, kept.touched_at) == ("check", START)


def test_a_visitor_sees_the_verdict_and_nothing_is_kept(workshop: Workshop) -> None:
    with workshop.writing(VISITOR) as work, count_statements(workshop.sessions.engine) as statements:
        reading = lessons.answer_check(work, *PLAN, CHECK, "b")
    assert len(statements) == 0
    assert [each.right for each in reading.trail.answers] == [False]
    assert rows(workshop) == 0


def test_an_admin_does_not_study_so_nothing_is_kept(workshop: Workshop) -> None:
    actor = ada(workshop, Role.ADMIN)
    with workshop.writing(actor) as work:
        assert not lessons.answer_check(work, *PLAN, CHECK, "a").keeps
    assert rows(workshop) == 0


def test_a_check_that_is_not_there_is_not_found(workshop: Workshop) -> None:
    with workshop.writing(ada(workshop)) as work, pytest.raises(NotFound):
        lessons.answer_check(work, *PLAN, "basics-who-decides-1", "a")


@pytest.mark.parametrize(
    ("letters", "says"), [("", "none is"), ("a", "one is"), ("abc", "3 are"), ("z", "belong")]
)
def test_what_is_no_answer_is_refused_and_nothing_is_kept(
    workshop: Workshop, letters: str, says: str
) -> None:
    with pytest.raises(BadInput, match=says) as refusal:
        answer(workshop, ada(workshop), letters, TWO, WHO)
    assert refusal.value.field == "choice"
    assert rows(workshop) == 0


def test_trying_again_clears_one_answer(workshop: Workshop) -> None:
    actor = ada(workshop)
    answer(workshop, actor)
    with workshop.writing(actor) as work:
        lessons.try_again(work, *PLAN, CHECK)
    assert trail(workshop, actor).answers == ()


def test_trying_again_what_is_not_there_is_not_found(workshop: Workshop) -> None:
    with workshop.writing(ada(workshop)) as work, pytest.raises(NotFound):
        lessons.try_again(work, *PLAN, "nothing")


def test_an_answer_to_a_question_that_has_changed_counts_as_open(workshop: Workshop) -> None:
    actor = ada(workshop)
    with workshop.writing(actor) as work:
        gone = CheckAnswer(CHECK, "z", right=True)
        store.keep_answer(work.session, actor.person, "/".join(PLAN), gone, at=work.now)
    assert trail(workshop, actor).answers == ()


def test_the_place_is_kept_where_the_lesson_has_it(workshop: Workshop) -> None:
    actor = ada(workshop)
    with workshop.writing(actor) as work:
        lessons.keep_place(work, *PLAN, "idea")
    with workshop.writing(actor) as work, pytest.raises(BadInput):
        lessons.keep_place(work, *PLAN, "elsewhere")
    assert trail(workshop, actor).place == "idea"


def test_done_leads_to_the_next_lesson_and_can_be_taken_back(workshop: Workshop) -> None:
    actor = ada(workshop)
    with workshop.writing(actor) as work:
        following = lessons.mark_done(work, *PLAN)
    assert following is not None
    assert following.slug == "who-decides"
    assert trail(workshop, actor).done
    with workshop.writing(actor) as work:
        lessons.unmark(work, *PLAN)
    assert not trail(workshop, actor).done


def test_the_last_lesson_of_a_track_leads_nowhere(workshop: Workshop) -> None:
    with workshop.writing(ada(workshop)) as work:
        assert lessons.mark_done(work, "basics", "when-things-slip") is None


def test_the_list_of_tracks_resumes_at_the_lesson_touched_last(workshop: Workshop, clock: HandClock) -> None:
    actor = ada(workshop)
    with workshop.writing(actor) as work:
        lessons.mark_done(work, *PLAN)
    clock.now += timedelta(hours=1)
    with workshop.writing(actor) as work:
        lessons.keep_place(work, *WHO, "mistakes")
    with workshop.reading(actor) as work:
        track, contents = lessons.open_track(work, "basics")
    assert track.slug == "basics"
    assert contents.resume is not None
    assert contents.resume.slug == "who-decides"
    assert contents.trails["basics/what-a-plan-is"].done


def test_the_tracks_of_an_exam_hold_what_prepares_for_it(workshop: Workshop) -> None:
    actor = ada(workshop)
    with workshop.writing(actor) as work:
        progress.aim_at(work, "exam", "mini")
    with workshop.reading(actor) as work:
        mini, round_, whole = (lessons.list_tracks(work, exam) for exam in ("mini", "round", ""))
        with pytest.raises(NotFound):
            lessons.list_tracks(work, "maxi")
    assert [len(track.lessons) for track in mini.contents.tracks] == [3]
    assert round_.contents.tracks == ()
    assert round_.contents.resume is None
    assert (whole.exam, whole.own, mini.exam) == (None, "mini", workshop.catalog.exam("mini"))


def test_a_visitor_sees_the_tracks_without_a_trail(workshop: Workshop) -> None:
    with workshop.reading() as work:
        contents = lessons.list_tracks(work).contents
    assert not contents.keeps
    assert not contents.trails
