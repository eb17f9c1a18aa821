"""The way from an exam into the lessons."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.support.sat import LESSON
from webapp.pages.exams.lesson_links import lesson_title, lesson_url


@pytest.mark.parametrize(
    ("anchor", "url"),
    [
        ("basics/who-decides#idea", "/lessons/basics/who-decides#idea"),
        ("basics/who-decides", "/lessons/basics/who-decides"),
        ("", "/lessons"),
        ("basics", "/lessons"),
    ],
)
def test_an_anchor_of_the_content_is_an_address_of_the_site(app: Flask, anchor: str, url: str) -> None:
    with app.test_request_context():
        assert lesson_url(anchor) == url


@pytest.mark.parametrize(
    ("anchor", "title"),
    [
        ("basics/who-decides#idea", "1.2 Who decides, The idea"),
        ("basics/who-decides#gone", "1.2 Who decides"),
        ("basics/gone#idea", "the lesson"),
    ],
)
def test_a_lesson_is_named_with_its_number_and_section(anchor: str, title: str) -> None:
    assert lesson_title({LESSON.path: LESSON}, anchor) == title
