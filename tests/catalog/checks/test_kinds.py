"""What is wrong with questions of the kinds beyond single and multiple."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.spoiling import change, copy, faults_of, spoil

CHOOSE, PLACE = "exams/round/questions/choose/", "exams/round/questions/place/"
C1, C2, C3 = (f"{CHOOSE}c{number}.yaml" for number in (1, 2, 3))
T1, T2, T3, T4 = (f"{PLACE}t{number}.yaml" for number in (1, 2, 3, 4))


@pytest.mark.parametrize(
    ("file", "old", "new", "fault"),
    [
        (T1, "left: Dough", "left: Bread", "12: stands 2 times on the left"),
        (T1, "text: Rain", "text: Flour", "14: belongs to a pair, so it is not extra"),
        (
            T1,
            "waits for.\n",
            "waits for. Choose two.\n",
            "8: asks for several options, yet its kind is matching",
        ),
        (T2, "text: Set the posts", "text: Order the wood", "13: says the same as an option before it"),
        (C3, "at: [Paint the stage, Ben]", "at: [Paint the stage, Bob]", ""),
        (C3, "at: [Paint the stage, Ben]", "at: [Paint the stage, Ada]", "20: is named 2 times"),
        (C3, "correct: true, ", "", "18: has 0 right regions; a question of kind hotspot has one"),
        (C3, "against that?", "against that? Choose two.", "18: has 1 right regions, yet asks to choose two"),
        (C3, "against that?", "against that.", "8: asks nothing"),
        (
            C3,
            "why: She may paint.",
            "correct: true, trap: decides-alone, why: She may.",
            "19: stands at a right",
        ),
        (
            T3,
            "tells the harbour {2}.",
            "tells the harbour.",
            "10: must hold {1} {2}, each once and in this order",
        ),
        (
            T3,
            "{1} tells the harbour {2}.",
            "{2} tells {1}.",
            "10: must hold {1} {2}, each once and in this order",
        ),
        (T3, "        - {text: at once, correct: true, why: The berth can still be changed.}\n", "", ""),
        (T3, "correct: true, why: That", "why: That", "12: has 0 right options; a gap has one"),
        (T3, "text: at once", "text: on arrival", "17: says the same as an option before it"),
        (T4, "gate cost together?", "gate cost together.", "8: asks nothing"),
        (T4, "tolerance: 0.05", "tolerance: -0.05", "11: must be at least 0"),
        (T4, "value: 16.85", "value: 25", "15: is right within the tolerance"),
        (T4, "value: 50.55", "value: 16.80", "16: cannot be told from 16.85"),
    ],
)
def test_each_fault_names_its_line(tmp_path: Path, file: str, old: str, new: str, fault: str) -> None:
    found = spoil(tmp_path, file, old, new)
    if fault:
        assert any(line.startswith(f"{file}:{fault}") for line in found), found
    else:
        assert len(found) >= 1


def test_a_region_the_figure_has_not_is_told_with_those_it_has(tmp_path: Path) -> None:
    (found,) = spoil(tmp_path, C3, "at: [Paint the stage, Ben]", "at: [Paint the stage, Bob]")
    assert found.startswith(
        f"{C3}:20: names Paint the stage, Bob, which the figure has not; it has Paint the stage, Ada;"
    )


def test_a_figure_without_regions_is_told_so(tmp_path: Path) -> None:
    old = "kind: raci\n    title: Who does what at the theatre"
    new = (
        "kind: timeline\n    unit: days\n    phases: [{name: a, start: 0, end: 1}]\n    title: Who does what"
    )
    rest = "    roles: [Ada, Ben]\n    rows:\n      - {name: Paint the stage, cells: [A, C]}\n"
    rest += "      - {name: Spend the money, cells: [A, I]}\n"
    content = copy(tmp_path)
    change(content, C3, old, new)
    change(content, C3, rest, "")
    assert faults_of(content) == [f"{C3}:10: is of kind timeline, which has no regions"]


def test_a_printed_letter_must_not_contradict_the_figure(tmp_path: Path) -> None:
    content = copy(tmp_path)
    text = (content / C3).read_text("utf-8")
    start, end = text.index("    kind: raci"), text.index("  reference")
    network = (
        "    kind: network\n    title: t\n    alt: a\n    unit: days\n    activities:\n"
        "      - {id: A, name: a, duration: 1}\n      - {id: B, name: b, duration: 1, after: [A]}\n"
        "  regions:\n    - {at: B, correct: true, why: Yes.}\n    - {at: A, why: No.}\n"
    )
    (content / C3).write_text(text[:start] + network + text[end:], encoding="utf-8")
    assert faults_of(content) == [
        f"{C3}:19: would stand under the letter A, yet the figure calls it B",
        f"{C3}:20: would stand under the letter B, yet the figure calls it A",
    ]


def test_all_gaps_have_as_many_options(tmp_path: Path) -> None:
    old = "        - {text: at once, correct: true, why: The berth can still be changed.}\n"
    found = spoil(tmp_path, T3, old, old + "        - {text: by post, why: It is too slow.}\n")
    assert found == [f"{T3}:15: has 3 options and the first gap 2; all gaps have as many"]


def test_the_right_hand_side_needs_two_entries(tmp_path: Path) -> None:
    content = copy(tmp_path)
    change(content, T1, "right: Dough", "right: Flour")
    change(
        content,
        T1,
        "  extra:\n    - {text: Rain, why: Nothing here waits for rain., trap: decides-alone}\n",
        "",
    )
    assert faults_of(content) == [f"{T1}:10: needs two different entries on the right"]


def test_a_question_that_no_answer_fits_is_a_fault(tmp_path: Path) -> None:
    options = "".join(f"    - {{text: Line {at}, correct: true, why: Yes.}}\n" for at in range(3))
    found = spoil(tmp_path, C2, "    - {text: It is not", options + "    - {text: It is not")
    assert found == [f"{C2}:10: has 5 right options, yet asks to choose two"]


def test_more_entries_than_letters_cannot_be_answered(tmp_path: Path) -> None:
    content = copy(tmp_path)
    pairs = "".join(f"    - {{left: L{at}, right: R{at}, why: So it is.}}\n" for at in range(5))
    extra = "".join(f"    - {{text: X{at}, why: It is odd.}}\n" for at in range(4))
    change(content, T1, "  extra:\n", pairs + "  extra:\n" + extra)
    assert faults_of(content) == [f"{T1}:1: cannot be answered: 7 of 12 is no shape of this kind"]
