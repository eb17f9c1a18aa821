"""What an exam page shows, as values: the clock in words, the pace, the addresses."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from tests.domain.exams.values import LEARNER
from webapp.pages.exams.presenters import address, countdown, pace_words


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0, "0:00"), (9, "0:09"), (60, "1:00"), (3544, "59:04"), (3600, "1:00:00"), (8740.9, "2:25:40")],
)
def test_the_clock_counts_whole_seconds(seconds: float, text: str) -> None:
    assert countdown(timedelta(seconds=seconds)) == text


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(0, "on pace"), (0.9, "on pace"), (-0.9, "on pace"), (1, "1 min ahead"), (-2.5, "2 min behind")],
)
def test_the_pace_is_told_in_whole_minutes(minutes: float, words: str) -> None:
    assert pace_words(timedelta(minutes=minutes)) == words


@pytest.mark.parametrize(
    ("position", "move", "leads_to"),
    [(2, "next", "questions/3"), (2, "previous", "questions/1"), (1, "previous", "questions/1")]
    + [(2, move, "questions/2") for move in ("flag", "stay")]
    + [(2, "overview", "overview")],
)
def test_each_button_has_its_address(app: Flask, position: int, move: str, leads_to: str) -> None:
    with app.test_request_context():
        assert address(LEARNER, position, move) == f"/exams/attempts/{LEARNER}/{leads_to}"
