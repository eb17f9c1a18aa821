"""Targets, gaps and proposed goals, on both databases."""

from __future__ import annotations

from dataclasses import replace

from tests.support import make
from webapp.domain.progress.gap import Rating, Target, TargetKind
from webapp.services import proposals
from webapp.services.work import Workshop
from webapp.store import progress


def test_a_role_asks_for_levels_and_the_gaps_follow(workshop: Workshop) -> None:
    ada = make.account(workshop)
    with workshop.writing(make.actor(ada)) as work:
        progress.keep_target(work.session, ada.id, Target(TargetKind.ROLE, "lead"), at=work.now)
        progress.add_rating(work.session, ada.id, Rating("planning", 3, work.now))
        aim = proposals.find_aim(work, ada.id)
    assert (aim.title, aim.levels) == ("Lead", {"planning": 3})
    assert [(gap.skill.code, gap.missing, gap.rated) for gap in aim.gaps] == [
        ("planning", 1, True),
        ("deciding", 3, False),
        ("reporting", 3, False),
    ]
    assert [each.skill.code for each in proposals.propose(work, aim)] == ["planning"]


def test_without_a_target_there_is_no_gap_but_a_goal_can_be_asked_for(workshop: Workshop) -> None:
    ada = make.account(workshop)
    with workshop.reading(make.actor(ada)) as work:
        aim = proposals.find_aim(work, ada.id)
        assert (aim.target, aim.title, aim.gaps) == (None, "", ())
        assert proposals.propose(work, aim) == ()
        assert [each.skill.code for each in proposals.propose(work, aim, "deciding")] == ["deciding"]
        assert proposals.propose(work, aim, "nonsense") == ()


def test_a_target_the_catalogue_no_longer_has_counts_as_none(workshop: Workshop) -> None:
    ada = make.account(workshop)
    with workshop.writing(make.actor(ada)) as work:
        progress.keep_target(work.session, ada.id, Target(TargetKind.ROLE, "gone"), at=work.now)
        aim = proposals.find_aim(work, ada.id)
        assert (aim.title, aim.gaps) == ("", ())
        exam = Target(TargetKind.EXAM, work.catalog.exams[0].code)
        assert proposals.name_target(work, exam) == work.catalog.exams[0].title
        assert proposals.name_target(work, replace(exam, code="gone")) == ""
