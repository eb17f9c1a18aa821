"""The style guide: for authors and admins, every component in every state."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.support import make
from tests.support.visitor import Page, Visitor
from webapp.app import create_app
from webapp.domain.access import Role
from webapp.services.work import Workshop
from webapp.settings import Settings


@pytest.fixture
def guide(visitor: Visitor, workshop: Workshop) -> Page:
    visitor.signs_in_as(make.account(workshop, role=Role.AUTHOR))
    return visitor.opens("/styleguide")


@pytest.mark.parametrize(("role", "status"), [(Role.LEARNER, 403), (Role.MENTOR, 403), (Role.ADMIN, 200)])
def test_it_is_for_those_who_write(visitor: Visitor, workshop: Workshop, role: Role, status: int) -> None:
    visitor.signs_in_as(make.account(workshop, role=role))
    visitor.opens("/styleguide", status)


def test_an_operator_can_switch_it_off(settings: Settings, workshop: Workshop) -> None:
    visitor = Visitor(create_app(replace(settings, show_styleguide=False), workshop).test_client())
    visitor.signs_in_as(make.account(workshop, role=Role.AUTHOR))
    visitor.opens("/styleguide", 404)


@pytest.mark.parametrize("kind", ["text", "email", "password", "number", "date", "radio", "checkbox"])
def test_every_kind_of_control_is_shown(guide: Page, kind: str) -> None:
    assert guide.find_all(f"main input[type={kind}]")


@pytest.mark.parametrize("tag", ["select", "textarea"])
def test_every_other_control_is_shown(guide: Page, tag: str) -> None:
    assert guide.find_all(f"main {tag}")


def test_a_refused_field_is_tied_to_its_reason_and_its_hint(guide: Page) -> None:
    field = guide.find("input[name=refused-email]")
    assert field.get("aria-invalid") == "true"
    assert field.get("value") == "amara at example.org"
    told = [guide.find(f"#{each}").text for each in field.get("aria-describedby").split()]
    assert told == ["Letters about your plan go there.", "This does not look like an e-mail address."]


def test_a_refused_group_is_tied_to_its_reason(guide: Page) -> None:
    group = guide.find("fieldset#refused-level")
    assert "refused-level-error" in group.get("aria-describedby")


def test_the_summary_leads_to_each_refused_field(guide: Page) -> None:
    links = [link.get("href") for link in guide.find_all(".form-errors a")]
    assert links == ["#refused-email", "#refused-hours", "#refused-words", "#refused-level"]


def test_what_may_be_left_out_says_so_and_what_may_not_does_not(guide: Page) -> None:
    words = {label.get("for"): label.text for label in guide.find_all("label[for]")}
    assert words["filled-due"] == "Due optional"
    assert words["filled-name"] == "Name"
    assert words["filled-skill"] == "Competency"


@pytest.mark.parametrize("kind", ["wait", "open", "ok", "off"])
def test_every_state_is_shown_with_its_word(guide: Page, kind: str) -> None:
    assert guide.find(f"main .state-{kind}").text


def test_every_chart_has_its_table(guide: Page) -> None:
    figures = guide.find_all("main figure")
    assert len(figures) == 4
    assert all(figure.select("details table") for figure in figures)
