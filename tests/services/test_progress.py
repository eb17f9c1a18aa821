"""Rating oneself, aiming, and the gap, in the tiny school of three competencies and two roles."""

from __future__ import annotations

import pytest

from tests.support import history, make
from tests.support.clock import HandClock
from webapp.domain.access import Actor
from webapp.domain.errors import BadInput, NotFound
from webapp.domain.exams.scoring import Tally
from webapp.domain.progress.gap import Rating, Target, TargetKind
from webapp.services import progress
from webapp.services.progress import ExamGap, Overview, RoleGap
from webapp.services.work import Workshop
from webapp.store import progress as store


@pytest.fixture
def ada(workshop: Workshop) -> Actor:
    return make.actor(make.account(workshop))


def rate(workshop: Workshop, actor: Actor, **levels: int) -> str | None:
    following = None
    for code, level in levels.items():
        with workshop.writing(actor) as work:
            following = progress.rate(work, code, level)
    return following.code if following else None


def aim(workshop: Workshop, actor: Actor, kind: str, code: str) -> Overview:
    with workshop.writing(actor) as work:
        progress.aim_at(work, kind, code)
    with workshop.reading(actor) as work:
        return progress.see_gap(work)


def test_saving_goes_on_to_the_next_competency_without_a_level(workshop: Workshop, ada: Actor) -> None:
    codes = [skill.code for skill in workshop.catalog.skills]
    assert rate(workshop, ada, **{codes[1]: 3}) == codes[2]
    assert rate(workshop, ada, **{codes[2]: 2}) == codes[0]
    assert rate(workshop, ada, **{codes[0]: 4}) is None


def test_the_last_level_counts(workshop: Workshop, ada: Actor, clock: HandClock) -> None:
    rate(workshop, ada, planning=2)
    clock.forward(days=1)
    rate(workshop, ada, planning=4)
    with workshop.reading(ada) as work:
        ratings = progress.list_ratings(work)
    assert ratings.levels == {"planning": 4}
    assert ratings.rated == 1
    assert ratings.first_open is not None


def test_a_level_off_the_scale_and_an_unknown_competency_are_refused(workshop: Workshop, ada: Actor) -> None:
    with workshop.writing(ada) as work, pytest.raises(BadInput):
        progress.rate(work, "planning", 6)
    with workshop.writing(ada) as work, pytest.raises(NotFound):
        progress.rate(work, "juggling", 3)
    with workshop.reading(ada) as work, pytest.raises(NotFound):
        progress.open_rating(work, "juggling")


def test_a_rating_of_a_competency_that_is_gone_does_not_count(workshop: Workshop, ada: Actor) -> None:
    with workshop.writing(ada) as work:
        store.add_rating(work.session, ada.person, Rating("juggling", 5, work.now))
    with workshop.reading(ada) as work:
        assert progress.list_ratings(work).levels == {}


def test_a_competency_opens_between_its_neighbours(workshop: Workshop, ada: Actor) -> None:
    skills = workshop.catalog.skills
    rate(workshop, ada, **{skills[1].code: 3})
    with workshop.reading(ada) as work:
        first, middle, last = (progress.open_rating(work, skill.code) for skill in skills)
    assert (first.previous, first.next) == (None, skills[1])
    assert (middle.previous, middle.next, middle.level) == (skills[0], skills[2], 3)
    assert (last.next, last.level) == (None, None)


def test_without_a_target_there_is_no_gap(workshop: Workshop, ada: Actor) -> None:
    with workshop.reading(ada) as work:
        assert progress.see_gap(work).aim is None


def test_a_role_shows_the_widest_rated_gap_first(workshop: Workshop, ada: Actor) -> None:
    rate(workshop, ada, planning=1, deciding=3)
    found = aim(workshop, ada, "role", "lead").aim
    assert isinstance(found, RoleGap)
    assert [(gap.skill.code, gap.now, gap.missing) for gap in found.gaps] == [
        ("planning", 1, 3),
        ("deciding", 3, 0),
        ("reporting", None, 3),
    ]


@pytest.mark.parametrize("target", [("role", "king"), ("exam", "lead"), ("skill", "planning"), ("", "")])
def test_only_what_the_catalogue_has_can_be_aimed_at(
    workshop: Workshop, ada: Actor, target: tuple[str, str]
) -> None:
    with workshop.writing(ada) as work, pytest.raises(BadInput) as refusal:
        progress.aim_at(work, *target)
    assert refusal.value.field == "target"


def test_the_choice_shows_what_is_aimed_at_now(workshop: Workshop, ada: Actor) -> None:
    aim(workshop, ada, "exam", "mini")
    with workshop.reading(ada) as work:
        targets = progress.list_targets(work)
    assert targets.now == Target(TargetKind.EXAM, "mini")
    assert [role.code for role in targets.roles] == ["helper", "lead"]


def test_a_target_the_catalogue_no_longer_has_counts_as_none(workshop: Workshop, ada: Actor) -> None:
    with workshop.writing(ada) as work:
        store.keep_target(work.session, ada.person, Target(TargetKind.ROLE, "king"), at=work.now)
    with workshop.reading(ada) as work:
        assert progress.see_gap(work).aim is None


def test_an_exam_without_a_result_has_no_areas_to_show(workshop: Workshop, ada: Actor) -> None:
    found = aim(workshop, ada, "exam", "mini").aim
    assert isinstance(found, ExamGap)
    assert found.result is None
    assert all(not tally.asked for _, tally in found.areas)


def test_an_exam_shows_the_last_result_by_area(workshop: Workshop, ada: Actor, clock: HandClock) -> None:
    for right in (1, 2):
        clock.forward(days=1)
        with workshop.writing() as work:
            by_task = {"P1": [right, 2], "P2": [0, 1], "D1": [0, 1], "GONE": [1, 1]}
            history.finished_attempt(work, ada.person, right=right, by_task=by_task)
    found = aim(workshop, ada, "exam", "mini").aim
    assert isinstance(found, ExamGap)
    assert found.areas == (("The plan", Tally(2, 3)), ("The people", Tally(0, 1)))
