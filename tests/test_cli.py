"""The operator's commands: each does one thing, says so, and refuses what cannot be done in a sentence."""

from __future__ import annotations

import csv
import io
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random
from uuid import UUID

import pytest

from tests.support import real_content, spoiling
from tests.support.full_bank import fill
from tests.support.make import PASSWORD
from tests.support.shelf import SHELF
from tests.support.spoiling import P1, TRACK, change, copy
from webapp import cli, worker
from webapp.app import make_workshop
from webapp.catalog import compiled
from webapp.commands import running
from webapp.domain.items.choices import judged
from webapp.domain.items.counting import AnswerRecord, CountedAnswer
from webapp.domain.letters import Template
from webapp.domain.questions import Question
from webapp.services import letters
from webapp.settings import ROOT, read_settings
from webapp.store import answer_records, migrating, questions

Gantry = Callable[..., tuple[int, str, str]]


@pytest.fixture
def gantry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Gantry:
    """Runs a command over a data folder of its own; returns the exit code and what was said."""
    monkeypatch.setenv("GANTRY_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("GANTRY_CONTENT", str(SHELF))
    monkeypatch.delenv("DATABASE_URL", raising=False)

    def run(*words: str, typed: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        code = cli.main(words)
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


@pytest.fixture
def school(gantry: Gantry) -> Gantry:
    """Commands over a database that is up to date and holds one learner."""
    assert gantry("db", "upgrade")[0] == 0
    code, _, error = gantry("user", "add", "ada@example.org", "--name", "Ada", typed=f"{PASSWORD}\n")
    assert (code, error) == (0, "")
    return gantry


def test_db_upgrade_makes_the_data_folder_and_brings_the_database_up_to_date(
    gantry: Gantry, tmp_path: Path
) -> None:
    code, out, _ = gantry("db", "upgrade")
    assert code == 0
    assert str(migrating.head()) in out
    assert migrating.is_current(f"sqlite:///{tmp_path / 'data' / 'gantry.db'}")


def test_the_data_option_wins_over_the_environment(gantry: Gantry, tmp_path: Path) -> None:
    assert gantry("--data", str(tmp_path / "other"), "db", "upgrade")[0] == 0
    assert (tmp_path / "other" / "gantry.db").is_file()
    assert not (tmp_path / "data").exists()


def test_a_command_over_an_old_database_says_what_to_do_first(gantry: Gantry, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    code, _, error = gantry("user", "list")
    assert code == 2
    assert "gantry db upgrade" in error


def test_a_database_that_cannot_be_opened_is_said_in_a_sentence(
    gantry: Gantry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"postgresql://ada:secret@/nowhere?host={tmp_path}")
    code, _, error = gantry("db", "upgrade")
    assert code == 2
    assert "cannot be used" in error
    assert "secret" not in error
    assert "Traceback" not in error


def test_a_bad_setting_is_named(gantry: Gantry, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GANTRY_WORKERS", "many")
    code, _, error = gantry("content", "check")
    assert code == 2
    assert error.startswith("gantry: GANTRY_WORKERS")


def test_content_check_counts_what_is_fit(gantry: Gantry) -> None:
    code, out, _ = gantry("content", "check")
    assert code == 0
    assert "3 lessons, 2 exams, 19 questions" in out


def test_content_check_names_each_fault_with_file_and_line(gantry: Gantry, tmp_path: Path) -> None:
    folder = tmp_path / "content"
    for path in SHELF.rglob("*.*"):
        copy = folder / path.relative_to(SHELF)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
    spoilt = folder / "skills.yaml"
    spoilt.write_text(spoilt.read_text(encoding="utf-8") + "\nnonsense: true\n", encoding="utf-8")
    code, out, error = gantry("content", "check", str(folder))
    assert code == 2
    assert out.startswith("skills.yaml:2: must hold")
    assert "the content is unfit; its faults (1) stand above" in error


def test_content_check_ends_with_a_table_of_each_exam(gantry: Gantry) -> None:
    _, out, _ = gantry("content", "check")
    lines = out.splitlines()
    start = lines.index("mini: 10 questions")
    assert [line.split()[0] for line in lines[start + 1 : start + 8]] == [
        *("domain", "task", "kind", "cognitive", "difficulty", "approach", "stems"),
    ]
    assert any(line.endswith("You have 10 minutes. (look it up again)") for line in lines[:start])
    assert lines[-1].startswith("The content is fit")


def test_content_quality_measures_a_full_bank_and_says_that_a_small_one_is_too_small(
    gantry: Gantry, tmp_path: Path
) -> None:
    content = fill(spoiling.copy(tmp_path))
    code, out, _ = gantry("content", "quality", str(content))
    assert code == 0
    assert "## Mini practice exam\n\n160 questions, 160 of them of kind single or multiple.\n" in out
    assert "| longest option | 44.0 | 160 | 27.5 | 27.5 | +0.0 | +5 |" in out
    assert "| guesser by words | 44.0 | 160 | 27.5 | 27.5 | +0.0 | +8 |" in out
    assert "Fewer than 30 questions have options to look at" in out
    assert "## The questions most alike" in out


def test_content_quality_sets_what_a_growing_bank_falls_short_of_in_bold(
    gantry: Gantry, tmp_path: Path
) -> None:
    content = fill(spoiling.copy(tmp_path), sizes=(60, 60, 20, 20))
    for path in (content / "exams/mini/questions").rglob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("\n    correct: true", " and more\n    correct: true"), encoding="utf-8")
    assert gantry("content", "quality", str(content))[0] == 2
    spoiling.change(content, "exams/mini/exam.yaml", "base:", "bank: growing\nbase:")
    code, out, _ = gantry("content", "quality", str(content))
    assert code == 0
    assert "| longest option | 160.0 | 160 | 100.0 | 27.5 | **+72.5** | +5 |" in out
    assert "What it falls short of today:\n\n* the bank gives its keys away to the longest option" in out


def test_content_curriculum_says_which_lessons_serve_each_task_and_competency(
    gantry: Gantry, tmp_path: Path
) -> None:
    file = tmp_path / "curriculum.md"
    assert gantry("content", "curriculum", "--write", str(file)) == (
        0,
        f"The curriculum stands in {file}.\n",
        "",
    )
    page = file.read_text(encoding="utf-8")
    assert page == gantry("content", "curriculum")[1]
    assert "3 lessons, " in page
    assert re.search(r"^\| P1 .*\| What a plan is \|$", page, re.MULTILINE)
    assert re.search(r"^\| Reporting \(2\) \|", page, re.MULTILINE)


def test_content_quality_is_written_to_a_file(gantry: Gantry, tmp_path: Path) -> None:
    file = tmp_path / "quality.md"
    assert gantry("content", "quality", "--write", str(file)) == (
        *(0, f"What the banks give away stands in {file}.\n", ""),
    )
    assert file.read_text(encoding="utf-8") == gantry("content", "quality")[1]
    code, _, error = gantry("content", "quality", "--write", str(tmp_path / "no" / "where.md"))
    assert code == 2
    assert "cannot be written" in error


def test_an_account_that_was_added_can_be_listed(school: Gantry) -> None:
    _, out, _ = school("user", "list")
    assert out.split() == ["learner", "active", "ada@example.org", "Ada"]
    assert school("user", "list", "nobody")[1] == ""


def test_a_role_is_given(school: Gantry) -> None:
    assert school("user", "role", "ADA@example.org", "mentor")[0] == 0
    assert school("user", "list")[1].startswith("mentor")


def test_an_account_is_shut_out_and_let_in_again(school: Gantry) -> None:
    assert school("user", "disable", "ada@example.org")[0] == 0
    assert "disabled" in school("user", "list")[1]
    assert school("user", "enable", "ada@example.org")[0] == 0
    assert "active" in school("user", "list")[1]


@pytest.mark.parametrize(
    ("words", "typed", "reason"),
    [
        (("user", "add", "ada", "--name", "Ada"), PASSWORD, "e-mail address"),
        (("user", "add", "eve@example.org", "--name", "Eve"), "short", "characters"),
        (("user", "add", "eve@example.org", "--name", "Eve"), "", "characters"),
        (("user", "add", "ada@example.org", "--name", "Ada"), PASSWORD, "address"),
        (("user", "role", "nobody@example.org", "mentor"), "", "nobody@example.org"),
        (("user", "disable", "nobody@example.org"), "", "nobody@example.org"),
        (("user", "enable", "nobody@example.org"), "", "nobody@example.org"),
    ],
)
def test_what_cannot_be_done_to_an_account_is_refused_with_its_reason(
    school: Gantry, words: tuple[str, ...], typed: str, reason: str
) -> None:
    code, _, error = school(*words, typed=typed)
    assert code == 2
    assert reason in error


def test_a_round_of_the_worker_delivers_what_is_due(school: Gantry, tmp_path: Path) -> None:
    settings = read_settings({"GANTRY_DATA": str(tmp_path / "data"), "GANTRY_CONTENT": str(SHELF)})
    workshop = make_workshop(settings)
    with workshop.writing() as work:
        context: dict[str, str | int] = {
            "name": "Ada",
            "link": "http://localhost/x",
            "hours": 1,
            "site": "http://localhost",
        }
        letters.post(work, to="ada@example.org", template=Template.NO_ACCOUNT, context=context)
    workshop.sessions.engine.dispose()
    assert school("worker", "--once")[0] == 0
    assert len(list((tmp_path / "data" / "mail").glob("*.eml"))) == 1


def test_a_regrade_says_how_many_results_changed(school: Gantry) -> None:
    code, said, _ = school("regrade")
    assert (code, said) == (0, "Attempts judged anew: 0. Results that changed: 0.\n")


def test_the_worker_says_when_closing_is_switched_off(
    school: Gantry, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GANTRY_AUTO_CLOSE", "off")
    monkeypatch.setattr(worker, "go_rounds", lambda *_: None)
    monkeypatch.setattr(worker, "stop_on_signal", lambda *_: None)
    code, _, said = school("worker")
    assert code == 0
    assert "GANTRY_AUTO_CLOSE is off" in said


@pytest.mark.parametrize("signalled", [True, False])
def test_the_worker_ends_at_once_on_a_signal_or_when_its_parent_is_gone(
    school: Gantry, *, signalled: bool
) -> None:
    command = [sys.executable, "-m", "webapp.cli", "worker", "--until-stdin-closes"]
    with subprocess.Popen(  # noqa: S603 - our own program
        command, cwd=ROOT, stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as worker:
        assert worker.stdin is not None
        assert worker.stderr is not None
        assert "worker" in worker.stderr.readline()
        if signalled:
            worker.send_signal(signal.SIGTERM)
        else:
            worker.stdin.close()
        assert worker.wait(timeout=10) == 0


def test_every_command_explains_itself(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="0"):
        cli.main(["user", "add", "--help"])
    assert "the password is asked for" in " ".join(capsys.readouterr().out.split())


def test_the_demo_school_needs_a_checkout(
    gantry: Gantry, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(running, "ROOT", tmp_path)
    code, _, error = gantry("demo")
    assert code == 2
    assert "part of a checkout" in error


def test_the_demo_school_is_loaded_once_and_its_people_are_named_each_time(
    gantry: Gantry, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("GANTRY_CONTENT", str(ROOT / "content"))
    (tmp_path / "data").mkdir()
    real_content.keep_compiled(tmp_path / "data")
    code, first, _ = gantry("demo")
    assert code == 0
    assert "Loading the demo school" in first
    code, second, _ = gantry("demo")
    assert code == 0
    assert "Loading" not in second
    assert [line.split()[0] for line in second.splitlines()] == ["learner", "mentor", "author", "admin"]


def test_the_demo_school_stays_out_of_a_school_of_others(
    school: Gantry, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("GANTRY_CONTENT", str(ROOT / "content"))
    real_content.keep_compiled(tmp_path / "data")
    code, out, _ = school("demo")
    assert code == 0
    assert "accounts of its own" in out
    assert len(school("user", "list")[1].splitlines()) == 1


@pytest.fixture
def answered(school: Gantry) -> Gantry:
    """Commands over a school in which 60 rehearsals of `mini` have ended; its first question has two versions."""
    settings = read_settings(dict(os.environ))
    workshop, dice = make_workshop(settings), Random(3)
    bank = workshop.catalog.bank("mini")
    with workshop.writing() as work:
        for _ in range(60):
            able = 0.4 + dice.random() / 2
            answers = tuple(_answer(each, dice, able) for each in bank)
            record = AnswerRecord("mini", whole=True, month="2026-11", answers=answers)
            answer_records.add(work.session, UUID(int=dice.getrandbits(128), version=4), record)
        questions.add_missing(work.session, [replace(bank[0], version="older")])
        old = AnswerRecord("mini", whole=False, month="2026-10", answers=(CountedAnswer("older", "a"),))
        answer_records.add(work.session, UUID(int=1, version=4), old)
    workshop.sessions.engine.dispose()
    return school


def _answer(question: Question, dice: Random, able: float) -> CountedAnswer:
    """An answer that is right as often as somebody is able."""
    key = judged(question)
    wrong = "".join(name for name in key.offered if name not in key.right)[: len(key.key)]
    return CountedAnswer(question.version, key.key if dice.random() < able else wrong, 40)


def test_items_report_counts_computes_and_prints_each_bank(answered: Gantry) -> None:
    code, out, _ = answered("items", "report")
    assert code == 0
    assert "Mini practice exam: 11 questions, 11 of them answered" in out
    assert "Attempts counted: 61; rehearsals with a score: 60" in out
    assert re.search(
        r"A form of 6: alpha -?0\.\d{4}, KR-21 -?0\.\d{4}, SEM 1\.\d\d questions, provisional", out
    )
    assert re.search(r"^mini-p1-001 +60 +0\.\d\d +0\.\d\d–0\.\d\d +0\.\d\d +-?0\.\d\d\*", out, re.MULTILINE)
    assert "older" in out
    assert "not enough answers yet; it takes 20" in out
    assert "Round" in out


def test_items_report_writes_every_figure_of_one_exam_to_a_file(answered: Gantry, tmp_path: Path) -> None:
    file = tmp_path / "figures.csv"
    code, out, _ = answered("items", "report", "mini", "--csv", str(file))
    assert code == 0
    assert f"Every figure stands in {file}." in out
    with file.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    whole = [row for row in rows if not row["choice"]]
    assert {row["exam"] for row in rows} == {"mini"}
    assert len(whole) == 11
    first = next(row for row in whole if row["question"] == "mini-p1-001" and row["in_bank"] == "1")
    assert (first["answers"], first["scores"], first["trust_score"]) == ("60", "60", "provisional")
    assert float(first["share"]) == pytest.approx(int(first["count"]) / 60, abs=1e-4)
    assert float(first["low"]) < float(first["share"]) < float(first["high"])
    choices = [row for row in rows if row["version"] == first["version"] and row["choice"]]
    assert sum(int(row["count"]) for row in choices) == 60
    (key,) = [row for row in choices if row["key"] == "1"]
    assert key["count"] == first["count"]


def test_items_report_of_a_bank_nobody_has_answered_says_so(school: Gantry) -> None:
    code, out, _ = school("items", "report", "mini")
    assert code == 0
    assert "Mini practice exam: 10 questions, 0 of them answered" in out
    assert "Not enough rehearsals yet to speak of reliability; it takes 50." in out


def test_items_report_refuses_an_exam_there_is_not_and_a_file_it_cannot_write(
    school: Gantry, tmp_path: Path
) -> None:
    code, out, error = school("items", "report", "nothing")
    assert (code, out) == (2, "")
    assert error
    code, _, error = school("items", "report", "--csv", str(tmp_path / "no" / "where.csv"))
    assert code == 2
    assert "cannot be written" in error


@pytest.fixture
def author(gantry: Gantry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Gantry:
    """Commands over a content folder that may be changed."""
    monkeypatch.setenv("GANTRY_CONTENT", str(copy(tmp_path)))
    assert gantry("db", "upgrade")[0] == 0
    return gantry


def test_a_question_is_begun_where_it_belongs(author: Gantry, tmp_path: Path) -> None:
    code, out, error = author(
        "content", "new", "question", "round", "t4", "--kind", "numeric", "--count", "2"
    )
    assert (code, error) == (0, "")
    first, second = out.partition(":")[0].split(", ")
    text = (tmp_path / "content/exams/round/questions/place/t4.yaml").read_text(encoding="utf-8")
    assert f"- id: {first}\n" in text
    assert f"- id: {second}\n" in text
    code, _, error = author("content", "check")
    assert code == 2


def test_the_same_seed_draws_the_same_key(author: Gantry, tmp_path: Path) -> None:
    drawn = set()
    for _ in range(4):
        _, out, _ = author("content", "new", "question", "mini", "P1", "--seed", "5")
        line = int(out.split("\n")[0].rpartition(":")[2])
        text = (tmp_path / "content" / P1).read_text(encoding="utf-8").splitlines()[line - 1 :]
        drawn.add(next(each for each in text if "dice" in each))
    assert len(drawn) == 1


def test_an_id_that_the_database_knows_is_not_given_again(author: Gantry, tmp_path: Path) -> None:
    settings = read_settings(
        {"GANTRY_DATA": str(tmp_path / "data"), "GANTRY_CONTENT": str(tmp_path / "content")}
    )
    workshop = make_workshop(settings)
    with workshop.writing() as work:
        gone = replace(work.catalog.bank("mini")[0], id="mini-p1-060", version="gone")
        questions.add_missing(work.session, [gone])
    workshop.sessions.engine.dispose()
    assert author("content", "new", "question", "mini", "P1")[1].startswith("mini-p1-061:")


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("maxi", "P1"), "There is no exam maxi"),
        (("mini", "Z1"), "has no task Z1"),
        (("mini", "P1", "--kind", "numeric"), "asks no numeric"),
        (("mini", "P1", "--approach", "odd"), "There is no approach odd"),
    ],
)
def test_a_question_that_belongs_nowhere_is_refused(
    author: Gantry, words: tuple[str, ...], reason: str
) -> None:
    code, out, error = author("content", "new", "question", *words)
    assert (code, out) == (2, "")
    assert reason in error


def test_a_lesson_is_begun_once_its_track_lists_it(author: Gantry, tmp_path: Path) -> None:
    words = ("content", "new", "lesson", "basics", "slips", "--title", "Slips")
    assert "List slips in" in author(*words)[2]
    change(tmp_path / "content", TRACK, "when-things-slip]", "when-things-slip, slips]")
    assert author(*words)[0] == 0
    assert (tmp_path / "content/lessons/basics/slips.md").is_file()


def test_schemas_are_written_and_said_to_be_current(author: Gantry, tmp_path: Path) -> None:
    code, _, error = author("content", "schema")
    assert code == 2
    assert "gantry content schema --write" in error
    assert author("content", "schema", "--write")[0] == 0
    assert author("content", "schema")[0] == 0
    assert (tmp_path / "content/schema/questions.json").is_file()
    assert author("content", "schema", "--write", str(tmp_path / "other"))[0] == 0
    assert (tmp_path / "other/questions.json").is_file()


def test_a_file_is_looked_at_by_itself(author: Gantry, tmp_path: Path) -> None:
    path = tmp_path / "content" / P1
    code, out, _ = author("content", "preview", str(path))
    assert code == 0
    assert "mini-p1-001" in out
    assert "/items/preview" in out
    change(tmp_path / "content", P1, "difficulty: 1", "difficulty: 9")
    code, out, error = author("content", "preview", str(path))
    assert code == 2
    assert f"{path}:4: `difficulty` must be at most 5" in out
    assert "has faults (1)" in error
    assert author("content", "preview", str(tmp_path / "nothing.yaml"))[0] == 2


def test_what_is_near_to_words_and_to_a_file_is_named(author: Gantry, tmp_path: Path) -> None:
    code, out, _ = author("content", "similar", "What does a plan say about each task?")
    assert code == 0
    assert out.split()[0] == "mini-p1-001"
    assert "nothing near" in author("content", "similar", "zeppelins over quuxland")[1]
    assert "mini-p1-002" in author("content", "similar", str(tmp_path / "content" / P1))[1]
    (tmp_path / "empty.yaml").write_text("- {}\n", encoding="utf-8")
    assert author("content", "similar", str(tmp_path / "empty.yaml"))[0] == 2


def test_content_is_compiled_for_the_next_start(author: Gantry, tmp_path: Path) -> None:
    (tmp_path / "data" / compiled.NAME).unlink(missing_ok=True)
    code, out, _ = author("content", "compile")
    assert code == 0
    assert "19 questions" in out
    assert compiled.find(tmp_path / "data" / compiled.NAME) is not None
    code, _, error = author("--data", str(tmp_path / "not there"), "content", "compile")
    assert code == 2
    assert "cannot be written" in error
