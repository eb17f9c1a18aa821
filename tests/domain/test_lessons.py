"""Where a reader stands in a track, and what their answers are worth once the text has changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from webapp.domain import lessons as rules
from webapp.domain.errors import BadInput
from webapp.domain.lessons import CheckAnswer, Chunk, Heading, Lesson, Track, Trail
from webapp.domain.questions import Kind, Option, Question

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)

CHECK = Question(
    id="t-one-1",
    version="v1",
    kind=Kind.SINGLE,
    stem="<p>Which?</p>",
    options=(Option("x", "This", "It is.", correct=True), Option("y", "That", "It is not.")),
    difficulty=1,
    cognitive="apply",
    approach="any",
    skills=(),
    lesson="t/one",
    reference="",
    reviewed=date(2026, 11, 22),
)


def lesson(slug: str, track: str = "t") -> Lesson:
    return Lesson(
        track=track,
        slug=slug,
        number="1.1",
        title=slug.title(),
        summary="",
        minutes=5,
        objectives=(),
        skills=(),
        prepares_for=(),
        requires=(),
        updated=date(2026, 11, 22),
        sources=(),
        headings=(Heading("idea", "Idea"), Heading("check", "Check")),
        anchors=frozenset({"idea", "check"}),
        body=(
            Chunk(html='<h2 id="idea">Idea</h2><p>…</p><h2 id="check">Check</h2>'),
            Chunk(check=CHECK.id),
            Chunk(html="<p>End.</p>"),
        ),
        checks=(CHECK,),
        etag="e",
    )


ONE, TWO, THREE = (lesson(slug) for slug in ("one", "two", "three"))
FOUR = lesson("four", "u")
TRACK = Track("t", 1, "Track", "", (ONE, TWO, THREE))
TRACKS = (TRACK, Track("u", 2, "Other", "", (FOUR,)))


def trail(of: Lesson, *, hours: int = 0, done: bool = False) -> Trail:
    at = NOON + timedelta(hours=hours)
    return Trail(of.path, None, at if done else None, at)


def test_a_lesson_is_known_by_track_and_slug_and_a_track_adds_up() -> None:
    assert ONE.path == "t/one"
    assert TRACK.minutes == 15


def test_a_check_is_found_by_its_id() -> None:
    assert ONE.check("t-one-1") is CHECK
    assert ONE.check("t-one-2") is None


@pytest.mark.parametrize(
    ("slug", "before", "after", "position"),
    [("one", None, TWO, 1), ("two", ONE, THREE, 2), ("three", TWO, None, 3)],
)
def test_a_lesson_has_its_neighbours(
    slug: str, before: Lesson | None, after: Lesson | None, position: int
) -> None:
    around = rules.neighbours(TRACK, slug)
    assert (around.previous, around.next, around.position, around.count) == (before, after, position, 3)


def test_a_lesson_of_another_track_has_no_place() -> None:
    with pytest.raises(ValueError, match="four"):
        rules.neighbours(TRACK, "four")


@pytest.mark.parametrize(
    ("trails", "expected"),
    [
        ([], ONE),
        ([trail(TWO)], TWO),
        ([trail(ONE, done=True)], TWO),
        ([trail(TWO, hours=1, done=True)], THREE),
        ([trail(THREE, done=True)], FOUR),
        ([trail(ONE), trail(THREE, hours=1)], THREE),
        ([trail(FOUR, done=True)], ONE),
        ([trail(each, done=True) for each in (ONE, TWO, THREE)], FOUR),
        ([trail(each, done=True) for each in (ONE, TWO, THREE, FOUR)], None),
        ([Trail("gone/lesson", touched_at=NOON)], ONE),
        ([Trail("t/two")], ONE),
    ],
)
def test_reading_goes_on_where_it_was_left(trails: list[Trail], expected: Lesson | None) -> None:
    assert rules.resume(TRACKS, trails) == expected


def test_an_empty_school_has_nothing_to_read() -> None:
    assert rules.resume((), ()) is None


def test_an_answer_is_judged_by_the_key() -> None:
    assert rules.answer_check(CHECK, "a") == CheckAnswer("t-one-1", "a", right=True)
    assert not rules.answer_check(CHECK, "b").right


@pytest.mark.parametrize("answer", ["", "ab", "c"])
def test_what_cannot_be_judged_is_no_answer_to_a_check(answer: str) -> None:
    with pytest.raises(BadInput):
        rules.answer_check(CHECK, answer)


def test_a_check_stands_under_the_last_heading_before_it() -> None:
    assert rules.section_of(ONE, "t-one-1") == "check"
    assert rules.section_of(ONE, "t-one-9") is None
    first = replace(ONE, body=(Chunk(check=CHECK.id), *ONE.body[::2]))
    assert rules.section_of(first, "t-one-1") is None


def test_answers_that_no_longer_fit_are_dropped_and_the_rest_is_judged_anew() -> None:
    answers = (
        CheckAnswer("t-one-1", "a", right=False),
        CheckAnswer("t-one-1", "c", right=True),
        CheckAnswer("t-gone-1", "a", right=True),
    )
    assert rules.current_answers(ONE, answers) == (CheckAnswer("t-one-1", "a", right=True),)


def test_an_answer_to_one_is_open_once_the_question_asks_for_two() -> None:
    two = replace(CHECK, kind=Kind.MULTIPLE, options=(*CHECK.options, Option("z", "Both", "", correct=True)))
    asks_two = replace(ONE, checks=(two,))
    assert rules.current_answers(asks_two, [CheckAnswer("t-one-1", "a", right=True)]) == ()
    assert rules.current_answers(asks_two, [CheckAnswer("t-one-1", "", right=True)]) == ()
    whole = CheckAnswer("t-one-1", "ac", right=True)
    assert rules.current_answers(asks_two, [whole]) == (whole,)


def test_a_trail_is_done_once_it_has_a_date() -> None:
    assert trail(ONE, done=True).done
    assert not trail(ONE).done


def test_the_tracks_of_an_exam_hold_nothing_else() -> None:
    served = replace(TWO, prepares_for=("pmp:R8", "capm:P1"))
    track = replace(TRACK, lessons=(ONE, served))
    assert rules.only_for((track, TRACKS[1]), "pmp") == (replace(track, lessons=(served,)),)
    assert rules.only_for((track,), "pm") == ()
    assert (served.serves("capm"), ONE.serves("capm")) == (True, False)
