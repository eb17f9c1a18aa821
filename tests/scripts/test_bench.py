"""The benchmark: its arithmetic, what its clients read, and one short run from end to end."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from scripts import bench, bench_content
from scripts.benching import clients, made_bank, processes, report
from scripts.benching.calls import Answer, Call, Once, Round, Saves
from scripts.benching.contestants import Tally
from scripts.benching.figures import Figures, Measured, best, figures, percentile, ratio
from scripts.benching.goals import GOALS, STATEMENTS, Goal, Key, judge
from scripts.benching.processes import Stat, family, parse_stat
from tests.support.shelf import SHELF
from webapp.catalog.loader import inspect
from webapp.domain.exams.selection import draw
from webapp.settings import ROOT

PLAIN = Figures(
    requests=100,
    errors=0,
    cpu_ms=1.0,
    per_second=1000.0,
    p50_ms=2.0,
    p95_ms=4.0,
    p99_ms=8.0,
    body_bytes=50,
    wire_bytes=200,
)


@pytest.mark.parametrize(("percent", "expected"), [(0, 1), (1, 1), (50, 50), (95, 95), (99, 99), (100, 100)])
def test_a_percentile_is_the_nearest_rank(percent: int, expected: int) -> None:
    assert percentile(list(range(100, 0, -1)), percent) == expected


def test_a_percentile_of_few_values_is_one_of_them() -> None:
    assert [percentile([3.0, 1.0, 2.0], percent) for percent in (50, 95, 99)] == [2.0, 3.0, 3.0]
    assert percentile([7.0], 50) == 7.0


def test_a_percentile_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="needs values"):
        percentile([], 50)


def test_the_processors_time_is_shared_out_over_the_requests() -> None:
    measured = Measured(
        latencies=(0.001, 0.002, 0.003, 0.004),
        errors=0,
        seconds=0.5,
        cpu_seconds=0.006,
        body_bytes=402,
        wire_bytes=1002,
    )
    found = figures(measured)
    assert (found.requests, found.cpu_ms, found.per_second) == (4, 1.5, 8.0)
    assert (found.p50_ms, found.p99_ms) == (2.0, 4.0)
    assert (found.body_bytes, found.wire_bytes) == (100, 250)


def test_a_round_without_an_answer_has_no_figures() -> None:
    with pytest.raises(ValueError, match="nothing was measured"):
        figures(Measured((), 3, 1.0, 0.0, 0, 0))


def test_the_best_of_rounds_is_taken_figure_by_figure() -> None:
    slow = replace(PLAIN, cpu_ms=0.9, per_second=500.0, p50_ms=4.0, p95_ms=3.0, errors=2)
    found = best([PLAIN, slow])
    assert (found.cpu_ms, found.per_second, found.p50_ms, found.p95_ms) == (0.9, 1000.0, 2.0, 3.0)


def test_errors_of_any_round_are_counted() -> None:
    found = best([PLAIN, replace(PLAIN, errors=2), PLAIN])
    assert (found.errors, found.requests) == (2, 300)


def test_the_best_of_no_rounds_is_refused() -> None:
    with pytest.raises(ValueError, match="no round"):
        best([])


def test_a_ratio_is_a_figure_in_units_of_its_limit() -> None:
    assert ratio(3.0, 1.5) == 2.0
    assert ratio(1.0, 0.0) == float("inf")


@pytest.mark.parametrize(
    ("goal", "value", "met"),
    [
        (Goal("save", "cpu_ms", "insert", 2.2), 2.2, True),
        (Goal("save", "cpu_ms", "insert", 2.2), 2.21, False),
        (Goal("save", "per_second", "insert", 0.55, at_least=True), 0.55, True),
        (Goal("save", "per_second", "insert", 0.55, at_least=True), 0.54, False),
    ],
)
def test_a_goal_is_met_on_its_line(goal: Goal, value: float, *, met: bool) -> None:
    assert goal.met_by(value) is met


def test_a_save_is_compared_with_the_insert_of_its_own_database() -> None:
    found = {
        Key("insert", "sqlite", 32): replace(PLAIN, cpu_ms=0.4),
        Key("insert", "postgresql", 32): replace(PLAIN, cpu_ms=0.5),
        Key("save", "sqlite", 32): PLAIN,
        Key("save", "postgresql", 32): PLAIN,
    }
    values = {each.key.database: each.value for each in judge(found) if each.goal.figure == "cpu_ms"}
    assert values == {"sqlite": 2.5, "postgresql": 2.0}


def test_pages_of_either_database_are_compared_with_hello() -> None:
    found = {
        Key("hello", "", 8): replace(PLAIN, cpu_ms=0.1),
        Key("home", "sqlite", 8): PLAIN,
        Key("home", "postgresql", 8): replace(PLAIN, cpu_ms=0.5),
    }
    assert [(each.key.database, each.value, each.met) for each in judge(found)] == [
        ("postgresql", 5.0, True),
        ("sqlite", 10.0, False),
    ]


def test_a_goal_for_32_clients_is_not_asked_of_8() -> None:
    found = {Key(name, "sqlite", 8): PLAIN for name in ("insert", "save")}
    assert {each.goal.figure for each in judge(found)} == {"cpu_ms"}


def test_a_limit_that_was_not_measured_leaves_its_goals_open() -> None:
    assert list(judge({Key("home", "sqlite", 8): PLAIN})) == []


def test_every_goal_speaks_of_something_with_a_budget_of_statements() -> None:
    assert {goal.name for goal in GOALS} <= set(STATEMENTS)


def test_the_report_says_plainly_what_was_not_met_and_what_was_lost() -> None:
    found = {Key("hello", "", 8): replace(PLAIN, cpu_ms=0.1), Key("home", "sqlite", 8): PLAIN}
    counts = {"sqlite": dict.fromkeys(STATEMENTS, 3)}
    text = "\n".join(report.lines(found, counts, [Tally("saves, sqlite", 5, 4)]))
    assert "| home | SQLite | 8 | CPU to hello | 10.00x | ≤ 8x | not met |" in text
    assert "| home | SQLite |  | statements | 3 | ≤ 3 | met |" in text
    assert "Rows of saves, sqlite: 5 acknowledged, 4 stored: NOT THE SAME." in text


def test_a_processs_book_is_read_behind_its_name_whatever_that_holds() -> None:
    line = "42 (a) b (c) S 7 42 42 0 -1 0 1 2 3 4 100 20 3 1 20 0 1 0 5 6"
    assert parse_stat(line) == Stat(parent=7, ticks=124)


def test_a_family_is_a_process_and_all_who_come_from_it() -> None:
    book = {1: Stat(0, 1), 2: Stat(1, 1), 3: Stat(2, 1), 4: Stat(1, 1), 9: Stat(8, 1)}
    assert family(book, 2) == {2, 3}
    assert family(book, 1) == {1, 2, 3, 4}
    assert family(book, 77) == set()


def test_the_work_of_a_child_that_has_ended_is_counted() -> None:
    script = (
        "import subprocess, sys\n"
        "subprocess.run([sys.executable, '-c', 'sum(range(6_000_000))'], check=True)\n"
        "print('done', flush=True)\n"
        "sys.stdin.read()\n"
    )
    with subprocess.Popen(  # noqa: S603 - our own words
        [sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as parent:
        assert parent.stdout is not None
        assert parent.stdout.readline() == "done\n"
        assert processes.cpu_seconds(parent.pid) > 0.03
        parent.communicate()


def test_a_request_is_written_as_a_browser_sends_it() -> None:
    text = Call("POST", "/x", "session=s", (("a", "b c"),)).to_bytes(80).decode()
    head, _, body = text.partition("\r\n\r\n")
    assert head.startswith("POST /x HTTP/1.1\r\nHost: 127.0.0.1:80\r\n")
    assert body == "a=b+c"
    assert f"Content-Length: {len(body)}" in head.split("\r\n")


def test_the_length_of_an_answer_is_read_from_its_head() -> None:
    assert clients.length_of(b"HTTP/1.1 200 OK\r\nX: 1\r\ncontent-Length: 42") == 42
    assert clients.length_of(b"HTTP/1.1 304 Not Modified\r\nETag: x") == 0


def test_an_answer_of_unknown_length_is_an_error() -> None:
    with pytest.raises(clients.Broken):
        clients.length_of(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked")


def saves() -> Saves:
    return Saves("a", "session=s", "token", 80, [0, 0])


def test_a_save_is_acknowledged_by_its_own_operation_and_counted_up() -> None:
    errand = saves()
    errand.request()
    assert errand.accept(Answer(200, b"", errand.operation.encode()))
    assert (errand.acknowledged, errand.seen) == (1, [0, 1])


def test_a_save_answered_by_another_operation_is_an_error() -> None:
    errand = saves()
    errand.request()
    assert not errand.accept(Answer(200, b"", b"another"))
    assert not errand.accept(Answer(409, b"", errand.operation.encode()))
    assert (errand.acknowledged, errand.seen) == (0, [0, 0])


def test_saves_go_round_all_positions_with_a_new_operation_each() -> None:
    errand = saves()
    sent = [errand.call() for _ in range(3)]
    assert [call.path[-1] for call in sent] == ["2", "1", "2"]
    assert len({dict(call.fields)["op"] for call in sent}) == 3


def test_saves_stay_in_the_section_that_is_open() -> None:
    errand = Saves("a", "session=s", "token", 80, [0, 0, 0], first=16)
    assert {errand.call().path.rpartition("/")[2] for _ in range(6)} == {"16", "17", "18"}


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real content without its questions, to make banks from: they need its lessons, outlines and words."""
    folder = tmp_path_factory.mktemp("bench") / "source"
    shutil.copytree(ROOT / "content", folder)
    for file in (*folder.glob("exams/*/questions/*/*.yaml"), *folder.glob("exams/*/cases/*.yaml")):
        file.unlink()
    for file in folder.glob("exams/*/exam.yaml"):
        told = yaml.safe_load(file.read_text(encoding="utf-8"))
        file.write_text(yaml.safe_dump({**told, "bank": "growing"}, sort_keys=False), encoding="utf-8")
    return folder


def test_the_made_bank_fills_a_whole_form_and_has_no_fault(tmp_path: Path, source: Path) -> None:
    found = inspect(made_bank.write(tmp_path / "content", source))
    assert found.faults == ()
    assert found.catalog is not None
    form = draw(found.catalog.exam("pmp").outline, found.catalog.bank("pmp"), 7)
    assert (len(form), len(form.sections)) == (180, 3)


def test_the_made_bank_has_the_size_that_is_asked_for(tmp_path: Path, source: Path) -> None:
    found = inspect(made_bank.write(tmp_path / "content", source, per_task=2))
    assert found.faults == ()
    assert len(found.drafts.exams[-1].bank) == 2 * 26 + 4 * 5


def test_checking_content_is_timed_part_by_part(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert bench_content.main(["--questions", "52", "--content", str(source)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("read ")
    assert any(line.startswith("whole check ") for line in lines)
    assert any(line.endswith(" questions, 0 faults") for line in lines)


def test_being_led_to_the_sign_in_page_is_an_error() -> None:
    errand = Once((b"x",))
    assert errand.accept(Answer(303, b"HTTP/1.1 303\r\nLocation: /exams/attempts/1/result", b""))
    assert not errand.accept(Answer(303, b"HTTP/1.1 303\r\nLocation: /account/sign-in", b""))


def test_a_list_ends_and_a_round_does_not() -> None:
    once, forever = Once((b"x",)), Round((b"x", b"y"))
    assert [once.request(), once.request()] == [b"x", None]
    assert {forever.request() for _ in range(4)} == {b"x", b"y"}


def test_an_unknown_name_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        bench.main(["--only", "hello,speed"])
    assert "speed is none of hello, insert, save" in capsys.readouterr().err


def run(tmp_path: Path, *words: str) -> tuple[dict[str, Any], str]:
    """A very short run; what it wrote and what it said."""
    told = tmp_path / "told.json"
    words = ("--seconds", "0.1", "--rounds", "1", "--clients", "2", "--databases", "sqlite", *words)
    done = subprocess.run(  # noqa: S603 - our own script
        [sys.executable, "-m", "scripts.bench", *words, "--json", str(told)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return json.loads(told.read_text(encoding="utf-8")), done.stdout


def test_a_short_run_measures_everything_and_loses_nothing(tmp_path: Path) -> None:
    found, said = run(tmp_path, "--content", str(SHELF), "--exam", "mini")
    assert {each["name"] for each in found["measured"]} == {"hello", "insert", *STATEMENTS}
    assert all(each["best"]["requests"] > 0 for each in found["measured"])
    assert found["statements"]["sqlite"]["save"] == 1
    assert said.count("acknowledged = stored") == 2


def test_a_run_over_a_whole_pmp_form_takes_no_more_statements(tmp_path: Path, source: Path) -> None:
    words = ("--content", str(source), "--questions", "180", "--only", "save,question")
    found, said = run(tmp_path, *words)
    assert {each["name"] for each in found["measured"]} == {"save", "question"}
    assert all(found["statements"]["sqlite"][name] <= most for name, most in STATEMENTS.items())
    assert said.count("acknowledged = stored") == 2
