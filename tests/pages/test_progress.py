"""Progress through the browser: rating, aiming, the gap and the way into the plan."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support import history, make
from tests.support.visitor import Visitor
from webapp.domain.access import Role
from webapp.domain.accounts import Account
from webapp.services.work import Workshop


@pytest.fixture
def account(workshop: Workshop) -> Account:
    return make.account(workshop)


@pytest.fixture
def ada(visitor: Visitor, account: Account) -> Visitor:
    visitor.signs_in_as(account)
    return visitor


def rates(visitor: Visitor, **levels: int) -> Any:
    page = None
    for code, level in levels.items():
        visitor.opens(f"/progress/ratings/{code}")
        page = visitor.submits("Save", level=str(level))
    return page


def aims(visitor: Visitor, target: str) -> Any:
    visitor.opens("/progress/target")
    return visitor.submits("Aim at this", target=target)


@pytest.mark.parametrize(
    "path", ["/progress", "/progress/ratings", "/progress/ratings/planning", "/progress/target"]
)
def test_a_stranger_is_led_to_the_door(visitor: Visitor, path: str) -> None:
    assert visitor.opens(path).h1 == "Sign in"


def test_an_admin_has_no_progress(visitor: Visitor, workshop: Workshop) -> None:
    visitor.signs_in_as(make.account(workshop, name="Al", role=Role.ADMIN))
    visitor.opens("/progress", status=403)


def test_without_anything_the_page_says_what_is_missing(ada: Visitor) -> None:
    page = ada.opens("/progress").sees("No target yet", "0 of 3 rated", "Rate yourself: 3 left")
    assert len(page.find_all("a.btn-go")) == 1


def test_saving_goes_on_to_the_next_without_a_level(ada: Visitor) -> None:
    ada.opens("/progress").sees("Rate yourself")
    first = ada.clicks("Rate yourself")
    assert first.h1 == "Planning"
    assert len(first.find_all("input[type=radio]")) == 5
    second = ada.submits("Save and go on, 2 left", level="3")
    assert second.h1 != first.h1
    third = ada.submits("Save and go on, 1 left", level="2")
    assert third.h1 not in {first.h1, second.h1}
    last = ada.submits("Save", level="1")
    assert last.h1 == "All 3 rated"
    last.sees("Level 3", "Level 2", "Level 1").misses("not rated")


def test_a_level_given_before_is_marked_and_can_be_changed(ada: Visitor) -> None:
    rates(ada, planning=4)
    page = ada.opens("/progress/ratings/planning").sees("You rated yourself at level 4.")
    assert page.find("input[checked]").get("value") == "4"
    rates(ada, planning=2)
    ada.opens("/progress/ratings").sees("Level 2").misses("Level 4")


@pytest.mark.parametrize("level", [None, "", "0", "6", "three"])
def test_a_level_off_the_scale_comes_back_with_its_reason(ada: Visitor, level: str | None) -> None:
    ada.opens("/progress/ratings/planning")
    page = ada.submits("Save", status=422, level=level)
    assert page.find("[role=alert]").text
    assert page.h1 == "Planning"
    ada.opens("/progress/ratings").sees("0 of 3 rated")


def test_an_unknown_competency_is_not_found(ada: Visitor) -> None:
    ada.opens("/progress/ratings/juggling", status=404)
    ada.posts("/progress/ratings/juggling", {"level": "3"}, status=404)
    ada.posts("/progress/ratings/juggling", {"level": "9"}, status=404)


def test_a_role_without_ratings_asks_for_them(ada: Visitor) -> None:
    page = aims(ada, "role:lead")
    assert page.h1 == "Aiming at Lead"
    assert page.find("a.btn-go").text.startswith("Rate yourself")
    assert not page.find_all("figure")


def test_a_gap_names_the_widest_and_leads_into_the_plan(ada: Visitor) -> None:
    rates(ada, planning=1, deciding=3)
    page = aims(ada, "role:lead")
    assert page.h1 == "Planning is the widest gap, 3 levels short"
    page.sees("1 of 3 at the level asked for or above, 1 below, 1 not rated yet.", "from 1 to 4")
    rows = [row.text.split()[0] for row in page.find_all("figure tbody tr")]
    assert rows == ["Planning", "Deciding", "Reporting"]
    assert page.find("a", text="Put it into the plan").get("href") == "/plans/goals/new?skill=planning"


def test_gaps_of_the_same_width_are_counted(ada: Visitor) -> None:
    rates(ada, planning=3, deciding=2, reporting=2)
    assert aims(ada, "role:lead").h1 == "Planning and 2 more are 1 level short"


def test_a_target_that_is_met_says_so(ada: Visitor) -> None:
    rates(ada, planning=5, deciding=5, reporting=5)
    page = aims(ada, "role:lead")
    assert page.h1 == "Every competency you rated meets the level of a Lead"
    assert not page.find_all("a", text="Put it into the plan")


def test_an_exam_without_a_result_leads_to_the_exam(ada: Visitor) -> None:
    page = aims(ada, "exam:mini")
    assert page.h1 == "Aiming at the Mini practice exam"
    assert page.find("a.btn-go").get("href") == "/exams/mini"


@pytest.mark.parametrize(
    ("by_task", "title"),
    [
        ({"P1": [0, 3], "D1": [1, 3]}, "2 areas are below the line, The plan furthest"),
        ({"P1": [3, 3], "D1": [1, 3]}, "The people is the one area below the line"),
        ({"P1": [2, 3], "D1": [3, 3]}, "Every area is at the line or over it"),
        ({"P1": [3, 3]}, "Every area is at the line or over it"),
    ],
)
def test_an_exam_shows_its_areas_against_the_line(
    ada: Visitor, account: Account, workshop: Workshop, by_task: dict[str, list[int]], title: str
) -> None:
    with workshop.writing() as work:
        attempt = history.finished_attempt(work, account.id, right=3, by_task=by_task)
    page = aims(ada, "exam:mini")
    assert page.h1 == title
    page.sees("3 of 6 right on 22 November 2026; the line is 4.")
    assert page.find("a.btn-go").get("href") == f"/exams/attempts/{attempt}/result"


@pytest.mark.parametrize("target", [None, "", "role:king", "exam:lead", "king", "role:lead:x"])
def test_what_is_not_on_the_list_cannot_be_aimed_at(ada: Visitor, target: str | None) -> None:
    ada.opens("/progress/target")
    page = ada.submits("Aim at this", status=422, target=target)
    assert page.find("[role=alert]").text
    ada.opens("/progress").sees("No target yet")


def test_the_present_target_is_marked(ada: Visitor) -> None:
    aims(ada, "role:lead").sees("Lead")
    page = ada.opens("/progress/target")
    assert [each.get("value") for each in page.find_all("input[checked]")] == ["role:lead"]
