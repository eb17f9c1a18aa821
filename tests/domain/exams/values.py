"""Small exam values for the tests of the rules."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

from webapp.domain.exams.attempt import Attempt, open_attempt
from webapp.domain.exams.outline import Band, Domain, Outline, PassRule, Task
from webapp.domain.exams.selection import Form, FormItem
from webapp.domain.questions import Kind, Option, Question

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
LEARNER = UUID(int=1)


def outline(*, questions: int = 4, minutes: int = 10, pass_count: int = 3) -> Outline:
    """An outline of two domains, 3 : 1, with two tasks each."""
    domains = (
        Domain("T", "theory", "Theory", 75, (Task("T1", "One"), Task("T2", "Two"))),
        Domain("E", "events", "Events", 25, (Task("E1", "Three"), Task("E2", "Four"))),
    )
    return Outline(
        edition="2026-01",
        title="A small outline",
        valid_from=date(2026, 1, 1),
        valid_to=None,
        minutes=minutes,
        questions=questions,
        domains=domains,
        weights_note="",
        pass_rule=PassRule(pass_count),
        bands=(Band(60, "Early", ""), Band(80, "Near", ""), Band(101, "There", "")),
        item_types=("single",),
        open_book=True,
        attempt_rules=(),
        facts=(),
    )


def question(number: int, task: str, *, options: int = 4, right: int = 1) -> Question:
    """A question whose first `right` options are the key."""
    kind = Kind.SINGLE if right == 1 else Kind.MULTIPLE
    return Question(
        id=f"q-{number:03}",
        version=f"v{number}",
        kind=kind,
        stem="<p>What next?</p>",
        options=tuple(
            Option("abcdefgh"[n], f"option {n}", f"why {n}", correct=n < right) for n in range(options)
        ),
        difficulty=2,
        cognitive="apply",
        approach="agile",
        skills=("agile-delivery",),
        lesson="track/lesson#anchor",
        reference="Scrum Guide 2020",
        reviewed=date(2026, 11, 22),
        task=task,
    )


def pool(*, per_task: int = 5) -> tuple[Question, ...]:
    """A bank with the same number of questions for each task of the small outline."""
    tasks = ["T1", "T2", "E1", "E2"] * per_task
    return tuple(question(number, task) for number, task in enumerate(tasks))


def form(*keys: str, choose: int = 1, options: int = 4) -> Form:
    """A form whose items have these keys (letters as shown)."""
    items = tuple(
        FormItem(f"q-{n}", f"v{n}", "T1" if n % 2 else "T2", tuple("abcdefgh"[:options]), choose, key)
        for n, key in enumerate(keys, start=1)
    )
    return Form(items)


def attempt(*keys: str) -> Attempt:
    """An attempt of ten minutes, begun at noon, over items with these keys."""
    return open_attempt(
        id=UUID(int=9),
        learner=LEARNER,
        exam="mini",
        outline=outline(),
        form=form(*(keys or ("a", "b", "c", "d"))),
        seed=1,
        at=NOON,
    )
