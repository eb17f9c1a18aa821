"""What a save sends, read from its fields."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest
from werkzeug.datastructures import MultiDict

from webapp.domain.errors import BadInput, NotFound
from webapp.domain.exams.sheet import AnswerEvent, Entry
from webapp.pages.exams.forms import read_again, read_event, read_move, read_note

OPERATION = "6f1a7a44-2b1e-4a53-9d5a-0f6a2b9a1c11"


def fields(*choices: str, **more: str) -> MultiDict[str, str]:
    sent = {"op": OPERATION, "seen": "0", "flagged": "0", **more}
    return MultiDict([*sent.items(), *(("choice", choice) for choice in choices)])


def test_the_letters_are_kept_in_order_and_once_each() -> None:
    event = read_event(fields("c", "a", "c", seen="4"), 3)
    assert event == AnswerEvent(UUID(OPERATION), 3, 4, "ac", flagged=False)
    assert event.sequence == 5


def test_an_empty_sheet_is_an_answer_too() -> None:
    assert read_event(fields(), 1).answer == ""


@pytest.mark.parametrize(
    ("flagged", "go", "kept"),
    [("0", "next", 0), ("1", "next", 1), ("0", "flag", 1), ("1", "flag", 0), ("yes", "", 0)],
)
def test_only_the_flag_button_turns_the_flag_round(flagged: str, go: str, kept: int) -> None:
    assert read_event(fields("a", flagged=flagged, go=go), 1).flagged == bool(kept)


@pytest.mark.parametrize("letter", ["z", "A", "ab", "", "\x00", "á", "1"])
def test_what_is_no_letter_is_refused_at_the_choice(letter: str) -> None:
    with pytest.raises(BadInput) as refused:
        read_event(fields(letter), 1)
    assert refused.value.field == "choice"


@pytest.mark.parametrize(
    ("name", "value"),
    [("op", ""), ("op", "x"), ("op", OPERATION + "0"), ("op", "\x00")]
    + [("seen", value) for value in ("", "-1", "1.0", "1e3", "²", "٣", " 1", "1234567", "\x00")],
)
def test_a_page_that_sends_no_proper_numbers_is_asked_to_reload(name: str, value: str) -> None:
    with pytest.raises(BadInput) as refused:
        read_event(fields("a", **{name: value}), 1)
    assert refused.value.field == name
    assert "Reload" in str(refused.value)


def test_a_position_no_database_could_hold_is_not_found() -> None:
    with pytest.raises(NotFound):
        read_event(fields("a"), 2**63)


@pytest.mark.parametrize("go", ["next", "previous", "overview", "flag", "stay"])
def test_a_button_leads_where_it_says(go: str) -> None:
    assert read_move(fields(go=go)) == go


@pytest.mark.parametrize("go", ["", "https://evil.example", "submit"])
def test_a_button_nobody_drew_leads_nowhere(go: str) -> None:
    assert read_move(fields(go=go)) == "stay"


@pytest.mark.parametrize(
    ("sent", "answer"),
    [
        ({"place-1": "b", "place-2": "", "place-3": "a"}, "b-a"),
        ({"place-1": "", "place-2": ""}, ""),
        ({"number": " 1,250 "}, "1250"),
        ({"number": "−0.85"}, "-0.85"),
        ({"number": "0,85"}, "0.85"),
        ({"number": ""}, ""),
    ],
)
def test_each_way_of_answering_has_its_fields(sent: dict[str, str], answer: str) -> None:
    assert read_event(fields(**sent), 1).answer == answer


@pytest.mark.parametrize(
    ("sent", "field"),
    [({"number": "0,,85"}, "number"), ({"place-1": "z"}, "choice"), ({"place-1": "ab"}, "choice")],
)
def test_what_is_no_answer_is_refused_at_its_field(sent: dict[str, str], field: str) -> None:
    with pytest.raises(BadInput) as refused:
        read_event(fields(**sent), 1)
    assert refused.value.field == field


def test_what_was_marked_beside_the_answer_is_read_with_it() -> None:
    event = read_event(fields("a", struck="cb", highlights="0-4,9-12", sure="2", spent="31"), 1)
    assert (event.struck, event.highlights, event.sure, event.spent) == ("bc", "0-4,9-12", 2, 31)
    assert not event.checked


@pytest.mark.parametrize("sent", [{"checked": "1"}, {"go": "check"}])
def test_the_reason_is_asked_for_by_a_button_or_once_it_was_asked_for(sent: dict[str, str]) -> None:
    assert read_event(fields("a", **sent), 1).checked


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        (fields("c", "a", "b"), "abc"),
        (fields("c", "z", ""), "c"),
        (fields(number="0,,85"), "0,,85"),
        (fields(number="9" * 50), "9" * 40),
        (MultiDict([*fields().items(), *((f"place-{n}", each) for n, each in enumerate("aab", 1))]), "aab"),
        (MultiDict([*fields().items(), ("place-1", "ab"), ("place-2", ""), ("place-3", "b")]), "--b"),
    ],
)
def test_what_was_entered_is_read_again_whether_or_not_it_is_an_answer(
    sent: MultiDict[str, str], shown: str
) -> None:
    assert read_again(sent, 1, Entry()).answer == shown


def test_what_is_read_again_has_its_marks_and_what_its_page_had_seen() -> None:
    kept = Entry("b", flagged=False, sequence=4, spent=9, event=UUID(OPERATION))
    sent = fields("a", "b", seen="3", struck="cd", highlights="0-4", sure="2", spent="31", go="flag")
    again = read_again(sent, 1, kept)
    assert again == replace(
        kept, answer="ab", flagged=True, struck="cd", highlights="0-4", sure=2, spent=31, sequence=3
    )


@pytest.mark.parametrize("broken", [{"seen": "x"}, {"op": ""}, {"sure": "9"}, {"highlights": "x"}])
def test_a_page_that_is_broken_is_not_read_again(broken: dict[str, str]) -> None:
    with pytest.raises(BadInput):
        read_again(fields("a", **broken), 1, Entry())


def test_a_note_is_read_with_the_number_its_page_had_seen() -> None:
    assert read_note(MultiDict({"text": "EV\r\n\t120", "seen": "3"})) == ("EV\n\t120", 3)
    assert read_note(MultiDict({"text": "a\x00b\x1b[31m", "seen": "0"})) == ("ab[31m", 0)
    with pytest.raises(BadInput):
        read_note(MultiDict({"text": "EV"}))
