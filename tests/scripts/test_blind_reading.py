"""Sheets for blind readers over every kind of question, and how their answers are graded."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from scripts import blind_reading
from tests.support.shelf import SHELF

Keys = Mapping[str, tuple[str, str, str, int]]


def sheets(folder: Path, *words: str, exam: str = "round") -> Keys:
    """Write the sheets of the tiny school's exam that has every kind; its keys."""
    asked = ["sheets", exam, "--to", str(folder), "--content", str(SHELF), *words]
    assert blind_reading.main(asked) == 0
    keys: Keys = json.loads((folder / "keys.json").read_text(encoding="utf-8"))
    return keys


def answer(folder: Path, sheet: str, lines: Mapping[str, str]) -> None:
    text = "".join(f"{tag} {given}\n" for tag, given in lines.items())
    (folder / f"{sheet}.answers").write_text(text, encoding="utf-8")


def test_every_question_is_on_the_sheet_of_the_solver_and_no_reason_is(tmp_path: Path) -> None:
    keys = sheets(tmp_path)
    solve = (tmp_path / "solve.txt").read_text(encoding="utf-8")
    assert {kind for _, kind, _, _ in keys.values()} == {
        "single",
        "multiple",
        "matching",
        "ordering",
        "hotspot",
        "dropdown",
        "numeric",
    }
    assert all(f"{tag} [{kind}]" in solve for tag, (_, kind, _, _) in keys.items())
    assert not any(question in solve for question, _, _, _ in keys.values())
    for word in ("why", "correct", "trap"):
        assert f"{word}:" not in solve


def test_the_sheet_of_the_guesser_holds_options_alone(tmp_path: Path) -> None:
    keys = sheets(tmp_path)
    guess = (tmp_path / "guess.txt").read_text(encoding="utf-8")
    shown = {line.split()[0] for line in guess.splitlines() if line.startswith("#")}
    assert shown == {tag for tag, (_, kind, _, _) in keys.items() if kind in {"single", "multiple"}}
    for line in guess.splitlines():
        assert not line or line.startswith(("#", "  "))


def test_the_same_seed_gives_the_same_sheet_and_another_shuffles_anew(tmp_path: Path) -> None:
    one, same, other = tmp_path / "one", tmp_path / "same", tmp_path / "other"
    assert sheets(one) == sheets(same)
    sheets(other, "--seed", "8")
    texts = [(each / "solve.txt").read_text(encoding="utf-8") for each in (one, same, other)]
    assert texts[0] == texts[1] != texts[2]


def test_only_the_tasks_asked_for_are_read(tmp_path: Path) -> None:
    keys = sheets(tmp_path, "--task", "P1", exam="mini")
    assert [question[:7] for question, _, _, _ in keys.values()] == ["mini-p1"] * 3


def test_whoever_answers_every_key_agrees_throughout(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    keys = sheets(tmp_path)
    answer(tmp_path, "solve", {tag: key[2] for tag, key in keys.items()})
    blind_reading.main(["grade", str(tmp_path)])
    assert f"solve: {len(keys)} of {len(keys)} (100.0%)" in capsys.readouterr().out


def test_options_agree_in_any_order_and_places_only_in_their_own(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    keys = sheets(tmp_path)
    turned = {tag: key[2][::-1] for tag, key in keys.items() if key[1] != "numeric"}
    wrong = {tag for tag, key in keys.items() if key[1] in {"matching", "ordering", "dropdown"}}
    missed = {tag for tag in wrong if turned[tag] != keys[tag][2]}
    assert missed
    answer(tmp_path, "solve", turned)
    blind_reading.main(["grade", str(tmp_path)])
    told = capsys.readouterr().out
    for tag, (question, kind, key, _) in keys.items():
        line = f"{tag} {question}: said {turned.get(tag, 'nothing')}, the key is {key}"
        assert (line in told) is (tag in missed or kind == "numeric")


def test_a_guess_is_counted_against_chance(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    keys = sheets(tmp_path, exam="mini")
    open_to_guess = {tag: key for tag, key in keys.items() if key[3]}
    [first, *others] = open_to_guess
    answer(tmp_path, "guess", {first: keys[first][2]} | dict.fromkeys(others, "z"))
    blind_reading.main(["grade", str(tmp_path)])
    told = capsys.readouterr().out
    assert f"guess: 1 of {len(open_to_guess)} (" in told
    assert "chance" in told
    assert f"{first} {keys[first][0]}" in told


def test_an_exam_that_is_not_there_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        sheets(tmp_path, exam="nothing")
    assert "there is no exam nothing; there are mini, round" in capsys.readouterr().err
