"""Building a practice and keeping it under a name, on both databases."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.support import exam_room, make
from tests.support.statements import count_statements
from webapp.catalog.shelf import Catalog
from webapp.domain.access import Actor
from webapp.domain.errors import BadInput, NotFound
from webapp.domain.exams import preset
from webapp.domain.exams.conditions import Mode
from webapp.domain.exams.wish import Wish
from webapp.services import presets
from webapp.services.presets import Workbench
from webapp.services.work import Workshop

WISH = Wish(mode=Mode.CUSTOM, count=3, tasks=("T1",), feedback=True)


@pytest.fixture
def shelf() -> Catalog:
    return exam_room.shelf()


@pytest.fixture
def ada(workshop: Workshop) -> Actor:
    return make.actor(make.account(workshop))


def save(workshop: Workshop, actor: Actor, name: str, wish: Wish = WISH, *, replacing: str = "") -> None:
    with workshop.writing(actor) as work:
        presets.save(work, "mini", name, wish, replacing=replacing)


def bench(workshop: Workshop, actor: Actor, exam: str = "mini") -> Workbench:
    with workshop.reading(actor) as work:
        return presets.open_workbench(work, exam)


def names(workshop: Workshop, actor: Actor) -> list[str]:
    return [name for name, _ in bench(workshop, actor).presets]


def test_a_saved_practice_is_found_by_its_name(workshop: Workshop, ada: Actor) -> None:
    save(workshop, ada, "Short")
    with workshop.reading(ada) as work:
        assert presets.get(work, "mini", "Short") == WISH
    assert bench(workshop, ada).preset("Short") == WISH


def test_what_is_not_there_or_belongs_to_somebody_else_is_not_found(workshop: Workshop, ada: Actor) -> None:
    save(workshop, ada, "Short")
    eve = make.actor(make.account(workshop, name="Eve"))
    with workshop.reading(eve) as work:
        for exam, name in (("mini", "Short"), ("mini", "Nothing"), ("midi", "Short"), ("none", "Short")):
            with pytest.raises(NotFound):
                presets.get(work, exam, name)
    with pytest.raises(NotFound):
        bench(workshop, eve).preset("Short")


def test_a_name_is_taken_once_whatever_its_capitals(workshop: Workshop, ada: Actor) -> None:
    save(workshop, ada, "Short")
    for name in ("Short", "SHORT"):
        with pytest.raises(BadInput) as refused:
            save(workshop, ada, name)
        assert refused.value.field == "name"
    assert names(workshop, ada) == ["Short"]


def test_what_was_opened_is_replaced_under_its_name_and_kept_beside_another(
    workshop: Workshop, ada: Actor
) -> None:
    save(workshop, ada, "Short")
    longer = replace(WISH, count=5)
    save(workshop, ada, "Short", longer, replacing="Short")
    assert bench(workshop, ada).presets == (("Short", longer),)
    save(workshop, ada, "short", WISH, replacing="Short")
    assert bench(workshop, ada).presets == (("short", WISH),)
    save(workshop, ada, "Long", longer, replacing="short")
    assert names(workshop, ada) == ["Long", "short"]
    with pytest.raises(BadInput):
        save(workshop, ada, "Long", WISH, replacing="short")


def test_there_can_be_twenty_for_one_exam(workshop: Workshop, ada: Actor) -> None:
    for number in range(preset.MOST):
        save(workshop, ada, f"Practice {number:02}")
    with pytest.raises(BadInput, match="Remove one first"):
        save(workshop, ada, "One more")
    save(workshop, ada, "Practice 07", replace(WISH, count=9), replacing="Practice 07")
    with workshop.writing(ada) as work:
        presets.save(work, "midi", "Elsewhere", replace(WISH, tasks=()))
        presets.remove(work, "mini", "Practice 00")
    save(workshop, ada, "One more")
    assert len(names(workshop, ada)) == preset.MOST


@pytest.mark.parametrize(
    ("name", "wish", "field"),
    [
        ("", WISH, "name"),
        ("n" * 61, WISH, "name"),
        ("A", replace(WISH, count=0), "count"),
        ("A", replace(WISH, count=201), "count"),
        ("A", replace(WISH, minutes=0), "minutes"),
        ("A", replace(WISH, minutes=601), "minutes"),
        ("A", replace(WISH, tasks=("T1", "X9")), "tasks"),
    ],
)
def test_what_cannot_be_meant_is_not_kept(
    workshop: Workshop, ada: Actor, name: str, wish: Wish, field: str
) -> None:
    with pytest.raises(BadInput) as refused:
        save(workshop, ada, name, wish)
    assert refused.value.field == field
    assert names(workshop, ada) == []


def test_a_practice_that_no_question_fits_today_can_be_kept_for_another_day(
    workshop: Workshop, ada: Actor
) -> None:
    save(workshop, ada, "n" * 60, replace(WISH, count=200, only="missed"))
    assert names(workshop, ada) == ["n" * 60]


def test_removing_it_twice_is_removing_it(workshop: Workshop, ada: Actor) -> None:
    save(workshop, ada, "Short")
    for _ in range(2):
        with workshop.writing(ada) as work:
            presets.remove(work, "mini", "Short")
    assert names(workshop, ada) == []


def test_the_workbench_counts_what_each_choice_holds_and_what_was_met(workshop: Workshop, ada: Actor) -> None:
    attempt_id = exam_room.start(workshop, ada)
    exam_room.answer_all(workshop, ada, attempt_id, wrong=1)
    exam_room.submit(workshop, ada, attempt_id)
    fits = bench(workshop, ada).fits
    assert (fits.total, fits.unseen, fits.missed, fits.flagged) == (20, 16, 1, 0)
    assert fits.by_task == {"T1": 5, "T2": 5, "E1": 5, "E2": 5}


def test_the_workbench_knows_a_practice_that_runs_and_no_other_attempt(
    workshop: Workshop, ada: Actor
) -> None:
    exam_room.start(workshop, ada)
    exam_room.start(workshop, ada, wish=Wish(mode=Mode.STUDY, count=2, feedback=True))
    exam_room.start(workshop, ada, "midi", Wish(mode=Mode.CUSTOM, count=2))
    assert bench(workshop, ada).running is None
    mine = exam_room.start(workshop, ada, wish=WISH)
    running = bench(workshop, ada).running
    assert running is not None
    assert (running.id, running.mode) == (mine, Mode.CUSTOM)


@pytest.mark.parametrize("saved", [0, 20])
def test_the_workbench_takes_three_statements_whatever_was_saved(
    workshop: Workshop, ada: Actor, saved: int
) -> None:
    for number in range(saved):
        save(workshop, ada, str(number))
    with count_statements(workshop.sessions.engine) as sent:
        bench(workshop, ada)
    assert len(sent) == 3
