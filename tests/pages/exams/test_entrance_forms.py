"""What the pages before an exam send, as wishes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from webapp.domain.exams.conditions import Mode
from webapp.domain.exams.wish import Wish
from webapp.domain.questions import Kind
from webapp.pages.exams.entrance_forms import DayForm, PracticeForm, StartForm, practice_form, proposed

Fields = list[tuple[str, str]]
WISH = Wish(
    mode=Mode.CUSTOM,
    count=12,
    minutes=30,
    feedback=True,
    tasks=("T1", "T2", "E2"),
    kinds=(Kind.SINGLE, Kind.NUMERIC),
    difficulties=(1, 5),
    only="flagged",
)
SENT: Fields = [
    ("tasks", "T1,T2"),
    ("tasks", "E2"),
    ("tasks", "T2"),
    ("kinds", "single"),
    ("kinds", "numeric"),
    ("difficulties", "1"),
    ("difficulties", "5"),
    ("only", "flagged"),
    ("count", "12"),
    ("minutes", "30"),
    ("feedback", "after"),
]
LEAST: Fields = [("count", "5"), ("feedback", "end"), ("only", "all")]


@pytest.fixture(autouse=True)
def _request() -> Iterator[None]:
    app = Flask("forms")
    app.config.update(SECRET_KEY="x", WTF_CSRF_ENABLED=False)
    with app.test_request_context():
        yield


def practice(*fields: tuple[str, str]) -> PracticeForm:
    return PracticeForm(formdata=MultiDict(fields))


def errors(form: PracticeForm | StartForm) -> set[str | None]:
    assert form.validate() == (not form.errors)
    return set(form.errors)


def test_a_domain_stands_for_all_of_its_tasks_and_no_task_counts_twice() -> None:
    form = practice(*SENT)
    assert errors(form) == set()
    assert form.wish() == WISH


def test_choosing_nothing_chooses_everything() -> None:
    form = practice(*LEAST)
    assert errors(form) == set()
    assert form.wish() == Wish(mode=Mode.CUSTOM, count=5)


def test_the_form_of_a_saved_practice_sends_the_same_practice() -> None:
    form = practice_form(WISH, "Short")
    assert form.wish() == WISH
    assert (form.name.data, form.opened.data) == ("Short", "Short")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("kinds", "essay"),
        ("kinds", "<script>"),
        ("difficulties", "6"),
        ("difficulties", "hard"),
        ("difficulties", "1" * 5000),
        ("only", "secret"),
        ("count", ""),
        ("count", "many"),
        ("count", "1" * 10),
        ("count", "12.5"),
        ("minutes", "soon"),
        ("minutes", "9" * 10),
        ("feedback", "never"),
    ],
)
def test_what_no_page_offers_is_refused_at_its_field_and_leaves_a_wish_to_show(name: str, value: str) -> None:
    form = practice(*[each for each in LEAST if each[0] != name], (name, value))
    assert errors(form) == {name}
    shown = form.wish()
    assert (shown.kinds, shown.difficulties, shown.only) == ((), (), "")


def test_more_tasks_than_any_outline_has_are_refused_before_anything_is_compared() -> None:
    form = practice(*LEAST, ("tasks", ",".join(f"T{number}" for number in range(20_000))))
    assert errors(form) == {"tasks"}
    assert len(form.wish().tasks) == 200


def test_empty_and_unprintable_codes_are_no_tasks() -> None:
    form = practice(*LEAST, ("tasks", ",, ,\x00,T1\x00,"), ("tasks", ""))
    assert form.wish().tasks == ("T1",)


def test_a_name_is_one_line_without_control_characters() -> None:
    form = practice(*LEAST, ("name", "  Before\r\n breakfast\x00 \x07"), ("opened", " A\tB "))
    assert (form.name.data, form.opened.data) == ("Before breakfast", "A B")


@pytest.mark.parametrize(
    ("fields", "wish"),
    [
        ({"mode": "rehearsal"}, Wish()),
        ({"mode": "rehearsal", "on": "2027-03-03", "count": "50"}, Wish(on=date(2027, 3, 3))),
        ({"mode": "study"}, Wish(mode=Mode.STUDY, count=20, feedback=True)),
        (
            {"mode": "study", "count": "50", "minutes": "45", "on": "2027-03-03"},
            Wish(mode=Mode.STUDY, count=50, minutes=45, feedback=True),
        ),
    ],
)
def test_a_rehearsal_asks_for_a_day_and_study_for_a_length(fields: dict[str, str], wish: Wish) -> None:
    form = StartForm(formdata=MultiDict(fields))
    assert errors(form) == set()
    assert form.wish() == wish


def test_the_day_needs_no_token_and_may_be_left_out() -> None:
    assert DayForm(formdata=MultiDict({"on": ""})).validate()
    asked = DayForm(formdata=MultiDict({"on": "2027-03-03"}))
    assert asked.validate()
    assert asked.on.data == date(2027, 3, 3)
    assert "csrf_token" not in asked


def test_an_address_can_ask_for_a_practice() -> None:
    asked = MultiDict([("task", "T1"), ("task", "T1"), ("task", "E2"), ("only", "missed")])
    assert proposed(asked, most=100) == Wish(
        mode=Mode.CUSTOM, feedback=True, tasks=("T1", "E2"), only="missed"
    )
    assert proposed(MultiDict({"only": "<b>"}), most=7) == Wish(mode=Mode.CUSTOM, feedback=True, count=7)
    assert proposed(MultiDict(), most=0).count == 1
