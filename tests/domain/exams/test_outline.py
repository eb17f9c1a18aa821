"""An outline answers what it asks, where a task belongs, and what passes; an exam which outline holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest

from tests.domain.exams.values import OUTLINES, outline, pmp, pmp_2021
from webapp.domain.errors import BadInput, NotFound
from webapp.domain.exams.outline import Exam, Outline, PassRule

OLD = replace(pmp_2021(), valid_from=date(2021, 1, 2), valid_to=date(2026, 7, 8))
NEW = replace(pmp(), valid_from=date(2026, 7, 9))
PMP = Exam("pmp", "PMP", "PMP", "PMI", "", "", (OLD, NEW))


@pytest.mark.parametrize(
    ("share", "scored", "line"),
    [
        (Fraction(37, 50), 50, 37),
        (Fraction(37, 50), 49, 37),
        (Fraction(7, 10), 170, 119),
        (Fraction(7, 10), 175, 123),
        (Fraction(7, 10), 135, 95),
        (Fraction(9, 10), 29, 27),
        (Fraction(1), 3, 3),
        (Fraction(0), 3, 0),
    ],
)
def test_the_line_is_the_least_number_that_reaches_the_share(share: Fraction, scored: int, line: int) -> None:
    assert PassRule(share).line(scored) == line
    assert Fraction(line, scored) >= share
    assert line == 0 or Fraction(line - 1, scored) < share


def test_the_line_of_a_form_counts_its_scored_questions() -> None:
    assert (pmp().scored, pmp().pass_count) == (170, 119)
    assert (outline().scored, outline().pass_count) == (4, 3)


def test_the_pace_shares_the_time_evenly() -> None:
    assert outline(questions=50, minutes=60).pace == timedelta(seconds=72)
    assert pmp().pace == timedelta(seconds=80)
    assert pmp().duration == timedelta(hours=4)


def test_a_task_is_found_in_its_domain() -> None:
    assert outline().domain_of("E2").code == "E"
    assert [task.code for task in outline().tasks] == ["T1", "T2", "E1", "E2"]


def test_an_unknown_task_has_no_domain() -> None:
    with pytest.raises(KeyError):
        outline().domain_of("Z9")


@pytest.mark.parametrize(
    ("share", "band"),
    [
        (Fraction(0), "Early"),
        (Fraction(59, 100), "Early"),
        (Fraction(599, 1000), "Early"),
        (Fraction(60, 100), "Near"),
        (Fraction(1), "There"),
        (Fraction(2), "There"),
    ],
)
def test_a_band_begins_where_the_one_before_it_ends(share: Fraction, band: str) -> None:
    assert outline().band_of(share).title == band


@pytest.mark.parametrize("asked", OUTLINES.values(), ids=OUTLINES)
def test_the_numbers_of_the_real_exams_are_those_of_the_facts(asked: Outline) -> None:
    facts = {  # questions, scored, minutes, tasks
        "2026-07": (180, 170, 240, 26),
        "2021-01": (180, 175, 230, 35),
        "2023-07": (150, 135, 180, 19),
        "2022-01": (50, 50, 60, 20),
    }
    assert facts[asked.edition] == (asked.questions, asked.scored, asked.minutes, len(asked.tasks))
    assert sum(domain.weight for domain in asked.domains) == 100


@pytest.mark.parametrize(
    ("day", "edition"),
    [
        (date(2021, 1, 2), "2021-01"),
        (date(2026, 7, 8), "2021-01"),
        (date(2026, 7, 9), "2026-07"),
        (date(2031, 1, 1), "2026-07"),
    ],
)
def test_the_day_of_the_exam_chooses_the_outline(day: date, edition: str) -> None:
    assert PMP.outline_on(day).edition == edition


def test_before_the_first_outline_there_is_none() -> None:
    with pytest.raises(NotFound):
        PMP.outline_on(date(2021, 1, 1))


def test_a_day_between_two_outlines_has_none() -> None:
    late = replace(PMP, outlines=(OLD, replace(NEW, valid_from=date(2026, 7, 20))))
    with pytest.raises(NotFound):
        late.outline_on(date(2026, 7, 15))


def test_a_learner_who_names_a_day_gets_the_outline_of_that_day() -> None:
    today = date(2026, 7, 1)
    assert PMP.outline_for(None, today=today) is OLD
    assert PMP.outline_for(date(2026, 8, 1), today=today) is NEW


def test_without_a_day_an_outline_that_comes_is_better_than_none() -> None:
    assert PMP.outline_for(None, today=date(2020, 1, 1)) is NEW


def test_a_day_without_an_outline_is_refused_at_its_field() -> None:
    with pytest.raises(BadInput, match="began on 2021-01-02") as refusal:
        PMP.outline_for(date(2020, 1, 1), today=date(2026, 7, 1))
    assert refusal.value.field == "on"


def test_the_bank_is_written_for_the_latest_outline_and_old_editions_are_kept() -> None:
    assert PMP.outline is NEW
    assert PMP.edition("2021-01") is OLD
    with pytest.raises(NotFound):
        PMP.edition("2016-01")
