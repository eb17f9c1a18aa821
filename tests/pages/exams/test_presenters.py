"""What a question's page says beside the question, as values: addresses, conditions, sections, pauses."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask

from tests.domain.exams import values
from tests.domain.exams.values import LEARNER
from webapp.domain.exams.accommodation import Accommodation
from webapp.domain.exams.conditions import Conditions, Mode, practise, rehearse
from webapp.domain.exams.outline import Pauses
from webapp.pages.exams.presenters import address, conditions_line, pause_label, section_line

ONE = rehearse(values.outline())
PARTS = rehearse(values.outline(pauses=Pauses.BETWEEN_SECTIONS))
STUDY = practise(Mode.STUDY, minutes=None, feedback=True)


@pytest.mark.parametrize(
    ("position", "move", "leads_to"),
    [(2, "next", "questions/3"), (2, "previous", "questions/1"), (1, "previous", "questions/1")]
    + [(2, move, "questions/2") for move in ("flag", "stay", "check")]
    + [(2, "overview", "overview")],
)
def test_each_button_has_its_address(app: Flask, position: int, move: str, leads_to: str) -> None:
    with app.test_request_context():
        assert address(LEARNER, position, move) == f"/exams/attempts/{LEARNER}/{leads_to}"


@pytest.mark.parametrize(
    ("conditions", "words"),
    [
        (ONE, "Rehearsal: no pauses, reasons at the end"),
        (PARTS, "Rehearsal: breaks between sections, reasons at the end"),
        (STUDY, "Study: a reason after each answer"),
        (practise(Mode.CUSTOM, minutes=9, feedback=False), "Custom practice: reasons at the end"),
    ],
)
def test_the_conditions_stand_in_one_line(conditions: Conditions, words: str) -> None:
    assert conditions_line(conditions) == words


def test_a_section_is_named_where_there_are_several() -> None:
    attempt = values.attempt(form_of=values.sectioned(), conditions=PARTS)
    assert section_line(attempt) == f"Section 1 of 3: {attempt.present.title}"
    assert section_line(replace(attempt, section=2)) == f"Section 3 of 3: {attempt.form.sections[2].title}"
    assert section_line(values.attempt()) == ""


@pytest.mark.parametrize(
    ("conditions", "label"),
    [
        (ONE, None),
        (PARTS, None),
        (STUDY, "Pause"),
        (practise(Mode.STUDY, minutes=30, feedback=True), "Pause the clock"),
        (rehearse(values.outline(), Accommodation(extra_breaks=2)), "Take an extra break (2 left)"),
    ],
)
def test_the_clock_is_stopped_where_it_may_be(conditions: Conditions, label: str | None) -> None:
    assert pause_label(values.attempt(conditions=conditions)) == label


def test_the_outline_of_these_tests_has_a_clock() -> None:
    assert ONE.allowance == timedelta(minutes=10)
