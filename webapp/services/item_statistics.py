"""Statistics of questions are kept up to date beside the server: attempts are counted, figures are computed.

Counting takes each finished attempt once and keeps what counts of it without a name. Computing reads the records of an
exam and writes its figures anew, when anything they rest on has changed: records, corrections, content or the rules.
Both may be stopped at any moment and done by several workers at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from uuid import UUID

from webapp.domain.exams.outline import Exam
from webapp.domain.items import analysis, choices, counting, suspicion
from webapp.domain.items.analysis import Analysis
from webapp.domain.items.choices import Judged
from webapp.domain.items.counting import AnswerRecord
from webapp.domain.items.figures import QuestionFigures
from webapp.domain.questions import Question
from webapp.services.work import Work, Workshop
from webapp.store import answer_records, item_figures, questions
from webapp.store.item_figures import Counted

RULES = 1
"""The number of the rules by which figures are computed; another number has all of them computed anew."""
MOST_RECORDS = 20_000
"""Figures rest on so many records of an exam, the latest."""
MOST_AT_ONCE = 2000


def catch_up(workshop: Workshop) -> int:
    """Count what has ended and compute the figures that have changed; how many attempts were counted."""
    looked_at = 0
    while looked_at < MOST_AT_ONCE and count_one(workshop):
        looked_at += 1
    for exam in workshop.catalog.exams:
        refresh(workshop, exam)
    return looked_at


def count_one(workshop: Workshop) -> bool:
    """Count one finished attempt in a transaction of its own; whether there was one.

    An attempt that ended before and was opened again does not count: its learner may have read the reasons.
    """
    with workshop.writing() as work:
        found = answer_records.claim_uncounted(work.session)
        if found is None:
            return False
        attempt, reopened = found
        record = None if reopened else counting.record_of(attempt)
        if record:
            answer_records.add(work.session, UUID(int=work.dice.getrandbits(128), version=4), record)
        answer_records.mark_counted(work.session, attempt.id, counted=record is not None)
        return True


def refresh(workshop: Workshop, exam: Exam) -> bool:
    """Compute the figures of an exam anew if what they rest on has changed; whether it had.

    The computing stands between a reading and a writing, so that nobody waits for it.
    """
    with workshop.reading() as work:
        basis = _basis(work, exam)
        known = item_figures.list_banks(work.session).get(exam.code)
        if known and known.basis == basis:
            return False
        found = _analyse(work, exam)
    current = workshop.catalog.versions
    judged = [
        (figures, _severity(figures, current[figures.version]) if figures.version in current else 0)
        for figures in found.questions.values()
    ]
    suspects = sum(severity > 0 for _, severity in judged)
    bank = replace(found.bank, suspects=suspects)
    with workshop.writing() as work:
        item_figures.keep(work.session, Counted(bank, basis, work.now), judged)
    return True


def _basis(work: Work, exam: Exam) -> str:
    """What figures rest on, in one line; the catalogue's tag moves with every question and correction."""
    records = answer_records.count(work.session, exam.code)
    return f"rules {RULES}, records {records}, content {work.catalog.etag}"


def _analyse(work: Work, exam: Exam) -> Analysis:
    """The figures of an exam from its records."""
    corrections = work.catalog.corrections_of(exam.code)
    keys = {each.version: choices.judged(each, corrections) for each in work.catalog.bank(exam.code)}
    return analysis.analyse(exam.code, _records(work, exam, keys), keys, questions=exam.outline.scored)


def _records(work: Work, exam: Exam, keys: dict[str, Judged]) -> Iterator[AnswerRecord]:
    """The records of an exam; the versions a page of them names stand in `keys` before it is handed on."""
    corrections = work.catalog.corrections_of(exam.code)
    for page in answer_records.list_pages(work.session, exam.code, limit=MOST_RECORDS):
        missing = {answer.version for record in page for answer in record.answers} - keys.keys()
        if missing:
            kept = questions.list_versions(work.session, missing)
            keys.update({version: choices.judged(each, corrections) for version, each in kept.items()})
        yield from page


def _severity(figures: QuestionFigures, question: Question) -> int:
    """How much speaks against a question, apart from reports."""
    return round(suspicion.suspect(figures, question).severity)
