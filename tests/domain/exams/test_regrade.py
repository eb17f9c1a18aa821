"""A score that changes after the result: what changed, why, and what was known before."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.domain.exams.values import NOON, attempt, event
from webapp.domain.exams.attempt import Attempt
from webapp.domain.exams.corrections import Correction, Rule
from webapp.domain.exams.exposure import Exposure, Went
from webapp.domain.exams.regrade import regrade
from webapp.domain.exams.scoring import Tally
from webapp.domain.exams.sheet import fold


def finished() -> Attempt:
    """Two of four right, by the key of the form."""
    events = [event(n, n, answer=answer) for n, answer in enumerate("abaa", start=1)]
    return attempt(sheet=fold((each, NOON) for each in events)).submit(NOON + timedelta(minutes=5))


def correction(number: int, version: str, rule: Rule, *key: str) -> dict[str, Correction]:
    return {version: Correction(number, "q", version, rule, f"Reason {number}.", date(2026, 11, 23), key)}


def test_a_correction_that_turns_an_answer_changes_the_score_and_the_verdict() -> None:
    changed = regrade(finished(), correction(1, "v3", Rule.REKEY, "z"))
    before, after = changed.outcomes()
    assert changed.changed
    assert (before.total, after.total) == (Tally(2, 4), Tally(3, 4))
    assert (before.passed, after.passed) == (False, True)
    assert changed.reason == "Question 3: Reason 1."
    assert changed.after.key_version == 1


def test_a_correction_that_turns_nothing_is_still_told() -> None:
    same = regrade(finished(), correction(1, "v1", Rule.REKEY, "z"))
    assert not same.changed
    assert [position for position, _ in same.concerned] == [1]


def test_corrections_of_other_questions_concern_nobody() -> None:
    untouched = regrade(finished(), correction(1, "v9", Rule.EXCLUDE))
    assert (untouched.changed, untouched.concerned, untouched.reason) == (False, (), "")


def test_only_what_is_new_to_the_attempt_is_told_again() -> None:
    first = correction(1, "v3", Rule.CREDIT)
    known = regrade(finished(), first).after
    again = regrade(known, first | correction(2, "v4", Rule.EXCLUDE))
    assert [position for position, _ in again.concerned] == [4]
    assert again.reason == "Question 4: Reason 2."
    assert again.outcomes()[1].total == Tally(3, 3)


def test_an_attempt_that_is_not_finished_has_no_scores_to_compare() -> None:
    with pytest.raises(ValueError, match="not finished"):
        regrade(attempt(), {}).outcomes()


def test_exposures_follow_where_the_question_was_not_asked_again_since() -> None:
    rules = correction(1, "v3", Rule.REKEY, "z") | correction(2, "v4", Rule.REKEY, "z")
    changed = regrade(finished(), rules)
    known = {
        "q-1": Exposure("2026-11-22", Went.RIGHT),
        "q-3": Exposure("2026-11-22", Went.WRONG),
        "q-4": Exposure("2026-12-01", Went.WRONG),
    }
    assert changed.exposed_anew(known, rules) == {"q-3": Exposure("2026-11-22", Went.RIGHT)}
    assert changed.exposed_anew({}, rules) == {}
