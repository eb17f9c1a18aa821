"""Question versions are kept once and for ever."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import insert, select

from tests.domain.exams.values import case_set, number_asked, question
from webapp.domain.questions import Kind, Option, Question
from webapp.services.work import Workshop
from webapp.store import questions as store
from webapp.store.tables.exams import QuestionVersionRow

BANK = (
    question(1, "T1"),
    question(2, "T1", options=5, right=2),
    question(3, "T2", right=3, kind=Kind.MATCHING),
    question(4, "T2", right=4, kind=Kind.ORDERING),
    question(5, "E1", right=2, kind=Kind.DROPDOWN, tail=" at last."),
    question(6, "E1", kind=Kind.NUMERIC),
    replace(question(7, "E2", kind=Kind.NUMERIC), number=number_asked("1234567890.000001", "0.000001")),
    question(8, "E2", kind=Kind.HOTSPOT, fixed_order=True, exhibit="<svg></svg>"),
    question(9, None),
    *case_set("the-bridge", 10, ("T1", "T2", "E1", "E2")),
)


def test_questions_of_every_kind_come_back_exactly_as_they_were_kept(workshop: Workshop) -> None:
    assert {each.kind for each in BANK} == set(Kind)
    with workshop.writing() as work:
        assert store.add_missing(work.session, BANK) == len(BANK)
    with workshop.reading() as work:
        kept = store.list_versions(work.session, [each.version for each in BANK])
    assert kept == {each.version: each for each in BANK}


def test_the_number_of_a_kept_question_is_exact(workshop: Workshop) -> None:
    with workshop.writing() as work:
        store.add_missing(work.session, BANK)
        kept = store.list_versions(work.session, ["v7"])["v7"].number
    assert kept is not None
    assert (str(kept.value), str(kept.tolerance)) == ("1234567890.000001", "0.000001")


def test_what_is_kept_already_is_not_kept_again_nor_changed(workshop: Workshop) -> None:
    with workshop.writing() as work:
        store.add_missing(work.session, BANK)
        later = [replace(BANK[0], stem="<p>Changed in place</p>"), question(99, "T1")]
        assert store.add_missing(work.session, later) == 1
        assert store.add_missing(work.session, later) == 0
    with workshop.reading() as work:
        assert store.list_versions(work.session, [BANK[0].version]) == {BANK[0].version: BANK[0]}


def test_two_versions_of_one_question_stand_side_by_side(workshop: Workshop) -> None:
    old = question(1, "T1")
    new = replace(old, version="v1-later", stem="<p>Clearer</p>")
    with workshop.writing() as work:
        assert store.add_missing(work.session, [old, new]) == 2
        assert store.list_versions(work.session, [old.version, new.version]) == {
            old.version: old,
            new.version: new,
        }
        ids = select(QuestionVersionRow.question_id)
        assert set(work.session.scalars(ids)) == {old.id}


def test_versions_nobody_kept_are_left_out(workshop: Workshop) -> None:
    with workshop.reading() as work:
        assert store.list_versions(work.session, ["nothing"]) == {}
        assert store.list_versions(work.session, []) == {}


@pytest.mark.parametrize("task", ["T1", None])
def test_a_question_kept_before_there_were_other_kinds_is_still_read(
    workshop: Workshop, task: str | None
) -> None:
    options = (
        Option("a", "Stop", "Too late.", correct=False, trap="haste"),
        Option("b", "Ask", "Yes.", correct=True),
    )
    body = {
        "id": "csm-t1-01",
        "version": "f00d",
        "kind": "single",
        "stem": "<p>What next?</p>",
        "options": [
            {"id": each.id, "text": each.text, "why": each.why, "correct": each.correct, "trap": each.trap}
            for each in options
        ],
        "difficulty": 2,
        "cognitive": "apply",
        "approach": "agile",
        "skills": ["deciding"],
        "lesson": "basics/who-decides#idea",
        "reference": "Scrum Guide 2020",
        "reviewed": "2026-11-01",
        "task": task,
    }
    with workshop.writing() as work:
        kept = insert(QuestionVersionRow).values(version="f00d", question_id="csm-t1-01", body=body)
        work.session.execute(kept)
    with workshop.reading() as work:
        read = store.list_versions(work.session, ["f00d"])["f00d"]
    assert read == Question(
        id="csm-t1-01",
        version="f00d",
        kind=Kind.SINGLE,
        stem="<p>What next?</p>",
        options=options,
        difficulty=2,
        cognitive="apply",
        approach="agile",
        skills=("deciding",),
        lesson="basics/who-decides#idea",
        reference="Scrum Guide 2020",
        reviewed=date(2026, 11, 1),
        task=task,
    )


def test_every_version_of_a_question_is_found_by_its_id(workshop: Workshop) -> None:
    old = question(1, "T1")
    new = replace(old, version="v1-later", stem="<p>Clearer</p>")
    with workshop.writing() as work:
        store.add_missing(work.session, [old, new, question(2, "T1")])
        assert store.list_of_question(work.session, old.id) == {"v1": old, "v1-later": new}
        assert store.list_of_question(work.session, "nothing") == {}


def test_the_ids_of_a_task_outlive_their_questions(workshop: Workshop) -> None:
    named = [
        replace(BANK[0], id=name, version=f"v-{name}-{n}")
        for n, name in enumerate(("mini-p1-001", "mini-p1-002", "mini-p1-001", "mini-p10-003", "mini-p2-001"))
    ]
    with workshop.writing() as work:
        store.add_missing(work.session, named)
        assert store.list_ids(work.session, "mini-p1") == ("mini-p1-001", "mini-p1-002")
        assert store.list_ids(work.session, "mini-p_") == ()
