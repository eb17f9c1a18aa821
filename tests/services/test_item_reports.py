"""What authors are shown of single questions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.domain.exams import values
from tests.support import exam_room, make
from tests.support.statements import count_statements
from webapp.catalog.shelf import Catalog
from webapp.domain.errors import NotFound
from webapp.domain.exams.corrections import Correction, Rule
from webapp.domain.exams.reports import QuestionReport
from webapp.domain.items.figures import BankFigures, QuestionFigures
from webapp.domain.items.suspicion import Sign
from webapp.services import item_reports
from webapp.services.work import Workshop
from webapp.store import item_figures, questions, reports
from webapp.store.item_figures import Counted

BANK = values.pool()


@pytest.fixture
def shelf() -> Catalog:
    return exam_room.shelf()


def figures(number: int, *, version: str = "", **changes: Any) -> QuestionFigures:
    """Sound figures of a question of the small bank."""
    plain = QuestionFigures(
        "mini", f"q-{number:03}", version or f"v{number}", answers=300, right=225, ranked=300, r=0.3
    )
    return replace(plain, **changes)


def keep(workshop: Workshop, *found: tuple[QuestionFigures, int]) -> None:
    """Keep figures with their severity."""
    with workshop.writing() as work:
        item_figures.keep(work.session, Counted(BankFigures("mini", 300, 300), "basis", work.now), found)


def report_it(workshop: Workshop, question: str, version: str, times: int = 1) -> None:
    """Reports of a version that wait."""
    with workshop.writing() as work:
        learner = make.account(work, name=f"Reporter {version}").id
        for _ in range(times):
            reports.add(
                work.session,
                QuestionReport(
                    work.new_id(), learner, None, "mini", question, version, "Two are right.", work.now
                ),
            )


def test_a_question_opens_in_the_version_of_the_bank_with_all_there_were(workshop: Workshop) -> None:
    old = replace(BANK[0], version="v0-old", stem="<p>Before</p>")
    with workshop.writing() as work:
        questions.add_missing(work.session, [old])
    keep(workshop, (figures(0), 0), (figures(0, version="v0-old"), 0))
    report_it(workshop, "q-000", "v0-old")
    with workshop.reading() as work:
        opened = item_reports.open_question(work, "q-000")
        past = item_reports.open_question(work, "q-000", "v0-old")
    assert opened.exam.code == "mini"
    assert opened.shown.current
    assert [each.question.version for each in opened.versions] == ["v0", "v0-old"]
    assert opened.shown.figures == figures(0)
    assert (past.shown.question.stem, past.shown.current) == ("<p>Before</p>", False)
    assert [each.version for each in opened.reports] == ["v0-old"]
    assert opened.suspect is None


def test_a_question_nobody_answered_opens_without_figures(workshop: Workshop) -> None:
    with workshop.reading() as work:
        opened = item_reports.open_question(work, "q-000")
    assert (opened.shown.figures, opened.suspect, opened.counted) == (None, None, None)
    assert opened.spread.mean == 0.2


def test_a_question_that_was_taken_out_opens_as_it_was(workshop: Workshop) -> None:
    gone = replace(BANK[0], id="q-900", version="v900")
    with workshop.writing() as work:
        questions.add_missing(work.session, [gone])
    keep(workshop, (figures(900), 0))
    with workshop.reading() as work:
        opened = item_reports.open_question(work, "q-900")
    assert not opened.shown.current


@pytest.mark.parametrize(
    ("question", "version"), [("nothing", None), ("q-000", "nothing"), ("q\x00", None), ("q-000", "\x00")]
)
def test_what_was_never_published_is_not_found(
    workshop: Workshop, question: str, version: str | None
) -> None:
    with workshop.reading() as work, pytest.raises(NotFound):
        item_reports.open_question(work, question, version)


def test_a_question_of_no_exam_is_not_found(workshop: Workshop) -> None:
    with workshop.writing() as work:
        questions.add_missing(work.session, [replace(BANK[0], id="check-1", version="c1", task=None)])
        with pytest.raises(NotFound):
            item_reports.open_question(work, "check-1")


def test_what_speaks_against_a_question_and_what_corrected_it_stand_with_it(workshop: Workshop) -> None:
    out = Correction(1, "q-000", "v0", Rule.CREDIT, "It was wrong.", date(2026, 11, 22))
    workshop.catalog = replace(workshop.catalog, corrections={"mini": (out,)})
    keep(workshop, (figures(0, r=-0.3), 90))
    with workshop.reading() as work:
        opened = item_reports.open_question(work, "q-000")
    assert opened.correction == out
    assert opened.suspect is not None
    assert [each.sign for each in opened.suspect.reasons] == [Sign.NEGATIVE]


def test_the_queue_holds_figures_and_reports_the_most_severe_first(workshop: Workshop) -> None:
    keep(
        workshop,
        (figures(0, right=120), 60),
        (figures(1, r=-0.3), 90),
        (figures(2), 0),
        (figures(3, version="let-go", r=-0.3), 90),
    )
    report_it(workshop, "q-002", "v2", times=3)
    report_it(workshop, "q-004", "v4", times=3)
    report_it(workshop, "q-005", "v5", times=2)
    with workshop.reading() as work:
        queue = item_reports.list_suspects(work)
    assert [line.question.id for line in queue.lines] == ["q-001", "q-002", "q-004", "q-000"]
    assert [line.suspect.reasons[0].sign for line in queue.lines] == [
        Sign.NEGATIVE,
        Sign.REPORTED,
        Sign.REPORTED,
        Sign.HARDER,
    ]
    assert not queue.more
    assert queue.at is not None


def test_the_queue_is_no_longer_than_a_page(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(item_reports, "MOST_SUSPECTS", 2)
    keep(workshop, *((figures(n, r=-0.3), 90) for n in range(4)))
    with workshop.reading() as work:
        queue = item_reports.list_suspects(work)
    assert (len(queue.lines), queue.more) == (2, True)


def test_before_any_count_the_queue_is_empty(workshop: Workshop) -> None:
    with workshop.reading() as work:
        queue = item_reports.list_suspects(work)
    assert (queue.lines, queue.more, queue.at) == ((), False, None)


def test_a_report_holds_every_question_of_the_bank_and_what_it_has_let_go(workshop: Workshop) -> None:
    old = replace(BANK[0], version="v0-old")
    with workshop.writing() as work:
        questions.add_missing(work.session, [old])
    keep(workshop, (figures(0), 0), (figures(0, version="v0-old"), 0))
    with workshop.reading() as work:
        report = item_reports.report(work, "mini")
        with pytest.raises(NotFound):
            item_reports.report(work, "nothing")
    assert [each.question.version for each in report.versions[:3]] == ["v0", "v0-old", "v1"]
    assert len(report.versions) == len(BANK) + 1
    assert report.versions[2].figures is None
    assert report.counted is not None


def test_what_is_shown_costs_the_same_however_many_have_answered(workshop: Workshop) -> None:
    keep(workshop, (figures(0, r=-0.3), 90))
    report_it(workshop, "q-002", "v2", times=3)
    for people in (300, 300_000):
        keep(workshop, (figures(0, r=-0.3, answers=people, ranked=people, right=people // 2), 90))
        with workshop.reading() as work:
            with count_statements(workshop.sessions.engine) as sent:
                item_reports.open_question(work, "q-000")
            assert len(sent) == 4
            with count_statements(workshop.sessions.engine) as sent:
                item_reports.list_suspects(work)
            assert len(sent) == 4
