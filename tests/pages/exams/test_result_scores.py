"""The score of a result: where it stands, how sure that is, what does not stand in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

import pytest
from flask import Flask

from tests.support.sat import NOON, all_right, outline, report, singles
from webapp.domain.exams.conditions import Mode, practise
from webapp.domain.exams.corrections import Correction, Rule
from webapp.domain.exams.outline import Band
from webapp.domain.exams.scoring import Tally
from webapp.pages.exams.result_scores import finding, score_of
from webapp.pages.exams.tallies import scored, side_of_line, span

PRACTICE = practise(Mode.CUSTOM, minutes=None, feedback=False)
BANDS = (Band(60, "Early", "Read on."), Band(80, "Near", "Once more."), Band(101, "There", "Rest."))


@pytest.fixture(autouse=True)
def _within(app: Flask) -> Iterator[None]:
    with app.test_request_context():
        yield


@pytest.mark.parametrize(
    ("right", "asked", "line", "words"),
    [
        (50, 50, 37, "Over the line, and clear of it"),
        (37, 50, 37, "Over the line, but not clear of it"),
        (36, 50, 37, "Below the line, though not by much"),
        (10, 50, 37, "Below the line"),
        (0, 50, 0, "Over the line, and clear of it"),
        (0, 0, 0, "No question counts"),
    ],
)
def test_the_finding_says_where_the_score_stands_and_how_sure_that_is(
    right: int, asked: int, line: int, words: str
) -> None:
    assert finding(Tally(right, asked), line) == words


def test_the_line_is_said_with_whose_it_is() -> None:
    answers = all_right(20, 1, 2)
    assert score_of(report(answers, asked=singles(20))).line_words == (
        "The line is 15 of 20 (75\u00a0%), the one The Issuer publishes."
    )
    assert score_of(report(answers, asked=singles(20), official=False)).line_words == (
        "The line is 15 of 20 (75\u00a0%). The Issuer publishes no pass mark; this is our practice line."
    )


def test_a_practice_line_is_said_with_its_own_note() -> None:
    rule = replace(outline().pass_rule, share=Fraction(1, 2), note="Half is our line.")
    score = score_of(report(all_right(4), asked=singles(4), of=outline(pass_rule=rule), official=False))
    assert score.line_words == "The line is 2 of 4 (50\u00a0%). Half is our line."
    assert score.range is not None
    assert "Practice line" in score.range.body


def test_the_verdict_is_a_word_and_practice_has_none() -> None:
    passed, missed = (score_of(report(all_right(4, *wrong), asked=singles(4))) for wrong in ((), (1, 2)))
    assert [(each.kind, each.verdict) for each in (passed, missed)] == [
        ("ok", "Passed"),
        ("wait", "Below the line of 3"),
    ]
    practice = score_of(report(all_right(4), asked=singles(4), conditions=PRACTICE))
    assert (practice.kind, practice.verdict, practice.band, practice.doubt) == (
        "off",
        "Practice, no line",
        "",
        "",
    )
    assert practice.finding == "Somewhere from 51 to 100\u00a0%"
    assert practice.line_words.startswith("Practice is held against no line")


def test_a_score_in_doubt_says_that_the_line_lies_inside_the_interval_and_which_bands_it_reaches() -> None:
    score = score_of(report(all_right(20, 1, 2, 3, 4, 5, 6), asked=singles(20), of=outline(bands=BANDS)))
    assert score.percent == 70
    assert score.doubt == (
        "The line lies inside the interval: other questions of the same kind could have turned the result. "
        "The interval reaches from “Early” to “There”."
    )
    assert (score.band, score.advice) == ("Near", "Once more.")


def test_a_clear_score_is_in_no_doubt() -> None:
    score = score_of(report(all_right(40), asked=singles(40), of=outline(bands=BANDS)))
    assert (score.doubt, score.band) == ("", "There")
    assert score_of(report(all_right(40), asked=singles(40), of=outline(bands=()))).band == ""


def test_trials_are_disclosed_with_how_many_were_right() -> None:
    items = {n: {"scored": False} for n in (1, 2, 3)}
    score = score_of(report(all_right(6, 1), asked=singles(6), items=items))
    assert (score.words, score.notes) == (
        "3 of 3 questions right.",
        ("3 of 6 were trials and do not count; you had 2 right.",),
    )
    one = score_of(report(all_right(6, 1), asked=singles(6), items={1: {"scored": False}}))
    assert one.notes == ("1 of 6 was a trial and does not count; you had 0 right.",)


def test_what_a_correction_took_out_is_disclosed_and_when_all_is_out_there_is_no_score() -> None:
    out = {
        each.version: Correction(1, each.id, each.version, Rule.EXCLUDE, "Unclear.", NOON.date())
        for each in singles(2)
    }
    one = dict(list(out.items())[:1])
    assert score_of(report(all_right(2), asked=singles(2), corrections=one)).notes == (
        "1\u00a0question was taken out by a correction.",
    )
    score = score_of(report(all_right(2), asked=singles(2), corrections=out))
    assert (score.percent, score.range, score.finding, score.seen_words) == (
        None,
        None,
        "No question counts",
        "",
    )


def test_questions_given_before_are_counted_apart() -> None:
    items = {n: {"repeat": True} for n in (1, 2)}
    score = score_of(report(all_right(6, 1, 3), asked=singles(6), items=items))
    assert score.seen_title == "On first sight 3 of 4 (75\u00a0%, 30 to 95\u00a0%)"
    assert score.seen is not None
    assert [row[:3] for row in score.seen.table.rows] == [
        ("First seen", "3", "4"),
        ("Given before", "1", "2"),
    ]
    assert score.seen_words.startswith("2 questions had been given to you")
    every = {n: {"repeat": True} for n in range(1, 7)}
    assert score_of(report(all_right(6), asked=singles(6), items=every)).seen_title == (
        "Every question had been given to you before"
    )


def test_questions_that_were_all_new_need_no_picture() -> None:
    score = score_of(report(all_right(4), asked=singles(4)))
    assert (score.seen, score.seen_words) == (None, "All 4 were new to you.")


def test_tallies_are_written_with_their_intervals() -> None:
    assert scored(Tally(41, 56)) == "41 of 56 (73\u00a0%, 60 to 83\u00a0%)"
    assert scored(Tally(0, 0)) == "none was asked"
    assert span(Tally(0, 3)) == "0 to 56\u00a0%"


@pytest.mark.parametrize(
    ("tally", "words"),
    [
        (Tally(40, 40), "over the line"),
        (Tally(30, 40), "over the line, in doubt"),
        (Tally(29, 40), "below the line, in doubt"),
        (Tally(9, 40), "below the line"),
        (Tally(0, 0), ""),
    ],
)
def test_a_group_stands_to_the_line_with_its_doubt(tally: Tally, words: str) -> None:
    assert side_of_line(tally, Fraction(75)) == words
