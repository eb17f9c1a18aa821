"""The simulation of forms: two hundred forms of each outline have no fault, and every fault there can be is seen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import pytest

from scripts import simulate_forms as script
from scripts.simulate_forms import BANKS, Findings, faults_of, make_bank, row, simulate, simulate_in_parallel
from tests.domain.exams.values import OUTLINES, pmp
from tests.support import real_content
from webapp.domain.exams.form import Form
from webapp.domain.exams.selection import draw
from webapp.domain.questions import Kind

FORMS = 200
PMP = pmp()
BANK = make_bank(PMP, BANKS["pmp"])
KNOWN = {question.id: question for question in BANK}
FORM = draw(PMP, BANK, 1)


@pytest.mark.parametrize("name", OUTLINES)
def test_two_hundred_forms_of_each_outline_have_no_fault(name: str) -> None:
    outline = OUTLINES[name]
    bank = make_bank(outline, BANKS[name.removesuffix(" 2021")])
    findings = simulate(outline, bank, range(FORMS))
    assert (findings.forms, findings.faults) == (FORMS, Counter())
    assert findings.drawn.total() == FORMS * outline.questions
    assert {question.id for question in bank} == set(findings.drawn), "a question was never drawn"
    assert max(findings.drawn.values()) < FORMS, "a question was on every form"


@pytest.mark.parametrize("name", OUTLINES)
def test_a_made_bank_has_its_size_and_the_weights_of_its_outline(name: str) -> None:
    outline = OUTLINES[name]
    bank = make_bank(outline, 300)
    assert len({question.id for question in bank}) == len({question.version for question in bank}) == 300
    shares = Counter(outline.domain_of(question.task or "").code for question in bank)
    assert all(abs(shares[domain.code] - 3 * domain.weight) < 1 for domain in outline.domains)
    assert {question.kind for question in bank} == set(outline.item_types)
    per_task = Counter(question.task for question in bank)
    assert all(max(g) - min(g) <= 1 for g in ([per_task[t.code] for t in d.tasks] for d in outline.domains))


def test_the_cases_of_a_made_bank_have_four_or_five_questions() -> None:
    sizes = Counter(question.case.code for question in BANK if question.case)
    assert Counter(sizes.values()) == {4: 6, 5: 6}


def with_items(change: Callable[[list[int]], list[int]]) -> Form:
    """The form with its places changed: each place takes the item of the place named."""
    places = change(list(range(len(FORM))))
    return replace(FORM, items=tuple(FORM.items[place] for place in places))


def replaced(place: int, **changes: object) -> Form:
    """The form with one item changed."""
    items = list(FORM.items)
    items[place] = replace(items[place], **changes)  # type: ignore[arg-type]
    return replace(FORM, items=tuple(items))


def rare() -> int:
    """The place of the last question that counts, as far as it may be given up."""
    return max(place for place, item in enumerate(FORM.items) if item.scored)


def other_task() -> str:
    """A task of another domain than that of the question given up."""
    return "P1" if FORM.items[rare()].task[0] != "P" else "R1"


def of_one_task_less() -> Form:
    """The form with every question of a task filed under its neighbour."""
    items = tuple(replace(item, task="B2") if item.task == "B1" else item for item in FORM.items)
    return replace(FORM, items=items)


def swapped_first_case() -> list[int]:
    """Places in which the first question of the form stands at its end."""
    return [*range(1, len(FORM)), 0]


@pytest.mark.parametrize(
    ("broken", "fault"),
    [
        (replaced(179, question=FORM.items[178].question), "a question twice"),
        (replaced(rare(), task=other_task()), "scored questions by domain"),
        (replaced(rare(), scored=False), "unscored questions by domain"),
        (of_one_task_less(), "a task not asked"),
        (of_one_task_less(), "a task without a question that counts"),
        (replaced(170, kind=Kind.NUMERIC), "a kind the exam does not ask"),
        (replace(FORM, items=FORM.items[:-1]), "sections that do not join"),
        (with_items(lambda _: swapped_first_case()), "cases that are not where they belong"),
        (
            with_items(lambda places: [*places[1:4], places[0], *places[4:]]),
            "cases that are not where they belong",
        ),
        (
            replace(
                FORM, parts=(FORM.parts[0], replace(FORM.parts[1], last=90), replace(FORM.parts[2], first=91))
            ),
            "sections of unequal size",
        ),
    ],
)
def test_each_fault_of_a_form_is_seen(broken: Form, fault: str) -> None:
    assert not list(faults_of(PMP, KNOWN, FORM))
    assert fault in set(faults_of(PMP, KNOWN, broken))


def test_too_much_of_an_approach_is_seen() -> None:
    known = {each.id: replace(each, approach="predictive") for each in BANK}
    assert "more than the share of predictive" in set(faults_of(PMP, known, FORM))


def test_the_same_seeds_come_to_the_same_on_one_processor_and_on_all() -> None:
    csm = OUTLINES["csm"]
    bank = make_bank(csm, 150)
    alone = simulate(csm, bank, range(300))
    shared = simulate_in_parallel(csm, bank, 300)
    assert (shared.forms, shared.drawn, shared.faults) == (300, alone.drawn, Counter())
    assert shared.repeats == alone.repeats


def test_a_row_says_how_evenly_the_bank_is_used() -> None:
    bank = make_bank(OUTLINES["csm"], 4)
    findings = Findings(10, Counter(x=2), Counter({bank[0].id: 10, bank[1].id: 5, bank[2].id: 5}), [1, 2])
    assert row("csm/x", bank, findings, 2) == (
        "| csm/x | 10 | 4 | 2 | 0.500 | 0.000 | 0.500 | 1.000 | 1 | 1.5 |"
    )
    assert script.HEAD.splitlines()[0].count("|") == row("x", bank, findings, 2).count("|")


@pytest.mark.parametrize("name", OUTLINES)
def test_the_outlines_of_the_tests_are_those_of_the_content_in_every_number(name: str) -> None:
    small = OUTLINES[name]
    real = real_content.catalog().exam(name.removesuffix(" 2021")).edition(small.edition)
    for field in ("minutes", "questions", "unscored", "pauses", "item_types"):
        assert getattr(small, field) == getattr(real, field), field
    assert [(d.code, d.weight, [t.code for t in d.tasks]) for d in small.domains] == [
        (d.code, d.weight, [t.code for t in d.tasks]) for d in real.domains
    ]
    for one, other in zip(small.sections, real.sections, strict=True):
        assert replace(one, code="", title="") == replace(other, code="", title="")
    assert [(a.share, a.takes) for a in small.approaches] == [(a.share, a.takes) for a in real.approaches]


def test_the_script_prints_a_row_for_the_outline_asked(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.argv", ["simulate_forms", "--forms", "20", "--outline", "csm/2022-01"])
    assert script.main() == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[:2] == script.HEAD.splitlines()
    assert [line.split(" | ")[:4] for line in lines[2:]] == [["| csm/2022-01", "20", "150", "0"]]
