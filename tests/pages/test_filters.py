"""Filters: how dates, durations and counts are written."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask

from webapp.pages import filters

NOON = datetime(2026, 11, 22, 14, 3, 5, tzinfo=UTC)


def plain(text: str) -> str:
    """The words with ordinary spaces."""
    return text.replace(filters.NO_BREAK, " ")


@pytest.mark.parametrize("value", [NOON, date(2026, 11, 22)])
def test_a_day_is_written_in_full_or_short(value: date) -> None:
    assert plain(filters.day(value)) == "22 November 2026"
    assert plain(filters.day_short(value)) == "22 Nov"


def test_an_instant_names_its_zone() -> None:
    assert filters.clock_time(NOON) == "14:03:05"
    assert plain(filters.when(NOON)) == "22 November 2026, 14:03 UTC"


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (-5, "0 s"),
        (0, "0 s"),
        (59.9, "59 s"),
        (60, "1 min"),
        (250, "4 min 10 s"),
        (599, "9 min 59 s"),
        (601, "10 min"),
        (3599, "59 min"),
        (3600, "1 h"),
        (3900, "1 h 05 min"),
        (90_000, "25 h"),
    ],
)
def test_a_duration_is_as_exact_as_it_is_short(seconds: float, words: str) -> None:
    assert plain(filters.duration(timedelta(seconds=seconds))) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [(0, "0 minutes"), (1, "1 minute"), (25, "25 minutes"), (60, "1 h"), (80, "1 h 20 min")],
)
def test_minutes_of_effort(value: int, words: str) -> None:
    assert plain(filters.minutes(value)) == words


@pytest.mark.parametrize(
    ("passed", "waits", "ago"),
    [
        (timedelta(seconds=20), "0 minutes", "just now"),
        (timedelta(minutes=1), "1 minute", "1 minute ago"),
        (timedelta(minutes=12), "12 minutes", "12 minutes ago"),
        (timedelta(hours=4, minutes=59), "4 hours", "4 hours ago"),
        (timedelta(days=1), "1 day", "1 day ago"),
        (timedelta(days=2, hours=23), "2 days", "2 days ago"),
    ],
)
def test_waiting_is_told_in_its_largest_unit(passed: timedelta, waits: str, ago: str) -> None:
    assert plain(filters.waiting(passed)) == waits
    assert plain(filters.ago(NOON - passed, NOON)) == ago


@pytest.mark.parametrize(
    ("count", "noun", "words"),
    [
        (0, "question", "0 questions"),
        (1, "question", "1 question"),
        (1240, "question", "1,240 questions"),
        (2, "competency", "2 competencies"),
        (2, "day", "2 days"),
        (2, "pass", "2 passes"),
        (3, "sketch", "3 sketches"),
    ],
)
def test_a_count_agrees_with_its_noun(count: int, noun: str, words: str) -> None:
    assert plain(filters.plural(count, noun)) == words


def test_numbers_have_commas_a_true_minus_and_a_space_that_does_not_break() -> None:
    assert filters.number(1240) == "1,240"
    assert filters.number(-1240) == "−1,240"
    assert filters.percent(68) == "68\u00a0%"


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Amara Okafor", "AO"),
        ("Ana María de la Cruz", "AC"),
        ("ines", "I"),
        ("  ", ""),
        ("Østen Ågård", "ØÅ"),
    ],
)
def test_initials_are_of_the_first_word_and_the_last(name: str, letters: str) -> None:
    assert filters.initials(name) == letters


def test_templates_have_every_filter_under_its_own_name(app: Flask) -> None:
    assert {each.__name__ for each in filters.FILTERS} <= set(app.jinja_env.filters)
    assert app.jinja_env.from_string("{{ 3|plural('question') }}").render() == "3 questions"
