"""Every name must lead somewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.spoiling import DECIDES, P1, PLAN, SLIP, change, copy, faults_of, spoil


@pytest.mark.parametrize(
    ("file", "old", "new", "fault"),
    [
        (
            PLAN,
            "skills: [planning]",
            "skills: [plannin]",
            "7: names the skill `plannin`, which does not exist; is planning meant?",
        ),
        (PLAN, '"mini:P1"', '"mini:P7"', "8: names the task P7, which the exam mini has not"),
        (PLAN, '"mini:P1"', '"maxi:P1"', "8: names the exam `maxi`, which does not exist"),
        (
            DECIDES,
            "[basics/what-a-plan-is]",
            "[basics/other]",
            "11: names the lesson `basics/other`, which does not exist",
        ),
        (
            PLAN,
            "basics/who-decides#idea)",
            "basics/who-knows)",
            "30: names the lesson `basics/who-knows`, which does not exist",
        ),
        (
            PLAN,
            "basics/who-decides#idea)",
            "basics/who-decides#ideas)",
            "30: names the heading #ideas, which basics/who-decides has not; is idea meant?",
        ),
        (
            PLAN,
            "lesson:basics/who-decides#idea)",
            "term:decisions)",
            "30: names the term `decisions`, which does not exist; is decision meant?",
        ),
        (
            PLAN,
            "lesson:basics/who-decides#idea)",
            "template:big-plan)",
            "30: names the template `big-plan`, which does not exist",
        ),
        (
            PLAN,
            "why: Everything else waits for it.",
            "why: Everything else [waits](term:wait) for it.",
            "47: names the term `wait`, which does not exist",
        ),
        (
            "glossary.yaml",
            "see: [task, decision]",
            "see: [tasks, decision]",
            "11: names the term `tasks`, which does not exist; is task meant?",
        ),
        (
            "glossary.yaml",
            "basics/who-decides#idea",
            "basics/who-decides#ideas",
            "6: names the heading #ideas, which basics/who-decides has not; is idea meant?",
        ),
        (
            PLAN,
            "[the next lesson](lesson:basics/who-decides#idea)",
            "[it][1]\n\n[1]: lesson:basics/gone\n\nWell",
            "32: names the lesson `basics/gone`, which does not exist",
        ),
        (
            SLIP,
            "!!! pitfall waits-too-long",
            "!!! pitfall sleeps",
            "24: names the trap `sleeps`, which does not exist",
        ),
        (SLIP, "trap: waits-too-long", "trap: sleeps", "46: names the trap `sleeps`, which does not exist"),
        (
            SLIP,
            "skills: [reporting]\nstem",
            "skills: [reporting, x]\nstem",
            "35: names the skill `x`, which does not exist",
        ),
        (
            P1,
            "lesson: basics/what-a-plan-is#idea",
            "lesson: basics/what-a-plan-is#no",
            "7: names the heading #no, which basics/what-a-plan-is has not",
        ),
        (
            "skills.yaml",
            "lesson: basics/who-decides",
            "lesson: basics/who",
            "22: names the lesson `basics/who`, which does not exist",
        ),
        (
            "traps.yaml",
            "opposite: decides-alone",
            "opposite: alone",
            "6: names the trap `alone`, which does not exist",
        ),
        (
            "traps.yaml",
            "when-things-slip#mistakes",
            "when-things-slip#errors",
            "7: names the heading #errors, which basics/when-things-slip has not",
        ),
        (
            "roles.yaml",
            "next: [lead]",
            "next: [leader]",
            "7: names the role `leader`, which does not exist; is lead meant?",
        ),
        (
            "roles.yaml",
            "reporting: 2}",
            "reporting: 2, singing: 1}",
            "6: names the skill `singing`, which does not exist",
        ),
    ],
)
def test_a_name_that_leads_nowhere_is_told_with_its_line(
    tmp_path: Path, file: str, old: str, new: str, fault: str
) -> None:
    assert spoil(tmp_path, file, old, new) == [f"{file}:{fault}"]


def test_links_in_code_are_no_links(tmp_path: Path) -> None:
    content = copy(tmp_path)
    change(content, PLAN, "## Check yourself", "```text\n[x](lesson:basics/gone)\n```\n\n## Check yourself")
    assert faults_of(content) == []
