"""A catalogue that holds one small exam and nothing else."""

from __future__ import annotations

from typing import Any

from tests.domain.exams.values import outline, pool
from webapp.catalog.shelf import Catalog
from webapp.domain.exams.outline import Exam
from webapp.domain.questions import Question


def exam_shelf(*, questions: int = 4, bank: tuple[Question, ...] | None = None, **changes: Any) -> Catalog:
    """One exam, `mini`: four questions in ten minutes, three to pass, from a bank of twenty, unless told otherwise."""
    small = outline(questions=questions, **changes)
    exam = Exam("mini", "Mini exam", "Certified Mini", "The Issuer", "", "", (small,))
    return Catalog((), (exam,), {"mini": bank or pool(per_task=max(5, questions))}, (), (), ())
