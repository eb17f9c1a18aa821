"""A running attempt never sees an edit: neither its questions nor its key nor its score change with the files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random
from uuid import UUID

import pytest

from tests.support import make
from tests.support.clock import HandClock
from tests.support.exam_room import answer_all, look, start, submit
from tests.support.make import HASHER
from tests.support.spoiling import change, copy
from webapp.catalog import compiled
from webapp.domain.access import Actor
from webapp.domain.questions import Question
from webapp.services import exams
from webapp.services.work import Workshop
from webapp.store.session import Sessions, make_engine

BANK = "exams/mini/questions"


class School:
    """A content folder and a database that outlive every process; `restarts` is another process over both."""

    def __init__(self, content: Path, database: str, clock: HandClock, dice: Random) -> None:
        self.content = content
        self.engine = make_engine(database)
        self._clock, self._dice = clock, dice

    def restarts(self) -> Workshop:
        """What serve does: load the content, from a copy where there is one, and publish its questions."""
        catalog = compiled.load_compiled(self.content, self.content.parent / compiled.NAME)
        opened = Workshop(Sessions(self.engine), catalog, clock=self._clock, dice=self._dice, hasher=HASHER)
        with opened.writing() as work:
            exams.publish(work)
        return opened

    def edits_every_question(self) -> None:
        """Turn every key around and reword every stem."""
        for path in (self.content / BANK).rglob("*.yaml"):
            text = path.read_text(encoding="utf-8").replace("stem: |\n    ", "stem: |\n    Edited since. ")
            entries = [_turned(entry) for entry in text.split("- id: ")]
            path.write_text("- id: ".join(entries), encoding="utf-8")


def _turned(entry: str) -> str:
    """A question of one key with its key moved to another option."""
    if "kind: single" not in entry:
        return entry
    without = entry.replace("      correct: true\n", "")
    head, options = without.split("  options:\n")
    parts = options.split("    - text: ")
    place = 1 if "correct: true" not in entry.split("    - text: ")[1] else 2
    first, rest = parts[place].split("\n", 1)
    parts[place] = f"{first}\n      correct: true\n{rest}"
    kept = "    - text: ".join(parts)
    return f"{head}  options:\n" + "\n".join(
        line for line in kept.split("\n") if not line.startswith("      trap:")
    )


@pytest.fixture
def school(tmp_path: Path, database: str, clock: HandClock, dice: Random) -> Iterator[School]:
    opened = School(copy(tmp_path), database, clock, dice)
    yield opened
    opened.engine.dispose()


def test_a_running_attempt_keeps_its_questions_its_keys_and_its_score(school: School) -> None:
    before = school.restarts()
    actor = make.actor(make.account(before))
    attempt_id = start(before, actor)
    answer_all(before, actor, attempt_id)
    form, asked = look(before, actor, attempt_id).form, _asked(before, attempt_id, actor)

    school.edits_every_question()
    after = school.restarts()
    changed = {q.id: q for q in after.catalog.bank("mini")}
    assert all(changed[q.id].version != q.version for q in asked.values())
    assert any(changed[q.id].key != q.key for q in asked.values())

    assert look(after, actor, attempt_id).form == form
    assert _asked(after, attempt_id, actor) == asked
    assert not any("Edited since" in q.stem for q in _asked(after, attempt_id, actor).values())
    submit(after, actor, attempt_id)
    outcome = look(after, actor, attempt_id).outcome
    assert outcome is not None
    assert outcome.total.right == outcome.total.asked == len(form.items)


def test_an_attempt_that_begins_after_the_edit_is_asked_the_edited_questions(school: School) -> None:
    first = school.restarts()
    actor = make.actor(make.account(first))
    school.edits_every_question()
    after = school.restarts()
    asked = _asked(after, start(after, actor), actor)
    assert asked
    assert all("Edited since" in q.stem for q in asked.values())


def test_a_question_that_was_removed_is_still_asked_where_it_was_drawn(school: School) -> None:
    before = school.restarts()
    actor = make.actor(make.account(before))
    attempt_id = start(before, actor)
    asked = _asked(before, attempt_id, actor)
    gone = next(q for q in asked.values() if q.task == "P1")
    file = f"{BANK}/plan/p1.yaml"
    change(school.content, file, f"- id: {gone.id}", "- id: mini-p1-099")
    after = school.restarts()
    assert gone.id not in {q.id for q in after.catalog.bank("mini")}
    assert _asked(after, attempt_id, actor) == asked


def _asked(workshop: Workshop, attempt_id: UUID, actor: Actor) -> dict[str, Question]:
    """The questions of an attempt as its room shows them."""
    items = look(workshop, actor, attempt_id).form.items
    with workshop.reading(actor) as work:
        return exams.questions_of(work, *(item.version for item in items))
