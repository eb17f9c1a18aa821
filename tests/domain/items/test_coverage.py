"""What a bank holds of what its outline asks for."""

from __future__ import annotations

from tests.domain.exams import values
from webapp.domain.items.coverage import cover
from webapp.domain.questions import Kind


def test_a_bank_of_two_forms_is_short_of_nothing() -> None:
    made = cover(values.outline(), values.pool(per_task=5))
    assert made.short == ()
    assert (made.size.have, made.size.want) == (20, 8)


def test_domains_are_wished_for_by_their_weights_and_tasks_by_their_even_part() -> None:
    made = cover(values.outline(questions=8), values.pool(per_task=2))
    assert [(each.whole.have, each.whole.want) for each in made.domains] == [(4, 12), (4, 4)]
    assert {code: part.want for each in made.domains for code, part in each.tasks.items()} == {
        "T1": 6,
        "T2": 6,
        "E1": 2,
        "E2": 2,
    }
    assert [part.short for part in made.short] == [8, 8, 4, 4]


def test_no_task_is_wished_for_more_than_eight_times() -> None:
    made = cover(values.pmp(), ())
    assert {part.want for each in made.domains for part in each.tasks.values()} == {8}


def test_groups_of_approaches_are_filled_up_with_what_suits_any() -> None:
    outline = values.outline(approaches=values.approaches(50))
    bank = [
        values.question(n, "T1", approach=approach)
        for n, approach in enumerate(["predictive", "predictive", "agile", "hybrid", "any", "any", "any"])
    ]
    made = cover(outline, bank)
    assert [(part.have, part.want) for part in made.approaches] == [(4, 4), (3, 4)]


def test_each_kind_is_wished_for_once_and_cases_twice_as_often_as_a_form_draws_them() -> None:
    cases = [q for n in range(2) for q in values.case_set(f"c{n}", 10 * n, ("P1", "R1", "B1", "P2"))]
    made = cover(values.pmp(), cases)
    assert {part.title for part in made.kinds if part.short} == {
        kind.value for kind in values.pmp().item_types if kind is not Kind.SINGLE
    }
    assert (made.cases.have, made.cases.want, made.cases.short) == (2, 6, 4)


def test_what_belongs_to_no_task_is_left_out() -> None:
    assert cover(values.outline(), [values.question(1, "X9"), values.question(2, None)]).size.have == 0
