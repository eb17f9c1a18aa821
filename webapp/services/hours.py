"""Contact hours: count minutes of learning, keep what somebody adds by hand, and show all of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from webapp.domain import hours as rules
from webapp.domain.errors import BadInput
from webapp.domain.exams.outline import Exam, Fact
from webapp.domain.hours import HoursEntry, LessonSum, Spent, Way
from webapp.domain.lessons import Lesson
from webapp.press import record
from webapp.services import accounts
from webapp.services.work import Work
from webapp.store import accounts as account_store
from webapp.store import hours as store

LATEST = 40
"""Lines of the ledger that its page shows; the statement and the file hold all of them."""


@dataclass(frozen=True)
class Asked:
    """What an exam asks, and the minutes of this record that its lessons and the learner's own entries come to."""

    exam: Exam
    fact: Fact
    minutes: int


@dataclass(frozen=True)
class Ledger:
    """Somebody's record: the latest lines, sums by lesson, their own entries, and what exams ask."""

    lines: tuple[Spent, ...]
    sums: tuple[LessonSum, ...]
    entries: tuple[HoursEntry, ...]
    asked: tuple[Asked, ...]
    lessons: Mapping[str, Lesson]

    @property
    def counted(self) -> int:
        """The minutes that were counted here."""
        return rules.total(self.sums)

    @property
    def added(self) -> int:
        """The minutes that were added by hand."""
        return rules.total(self.entries)


@dataclass(frozen=True)
class EntryDraft:
    """An entry as it was typed."""

    what: str
    provider: str
    day: date
    hours: str
    proof: str


class Told(StrEnum):
    """What a page that reports a minute is told: it counts, this minute of the clock did already, or enough did."""

    COUNTED = "counted"
    LATER = "later"
    ENOUGH = "enough"


def count_reading(work: Work, track: str, slug: str, operation: UUID | None) -> Told:
    """Count a minute of active reading, in one statement; only a minute that does not count is looked at again.

    Raises BadInput for a report without its id, once it is known that the session still stands.
    """
    if operation is None:
        accounts.require_standing(work)
        raise BadInput
    lesson = work.catalog.lesson(track, slug)
    minute, most = rules.minute_of(work.now), rules.most(lesson)
    if store.count(
        work.session, work.actor, lesson.path, minute, way=Way.READING, operation=operation, most=most
    ):
        return Told.COUNTED
    accounts.require_standing(work)
    minutes, known = store.look_up(work.session, work.actor.person, lesson.path, operation)
    if known:
        return Told.COUNTED
    return Told.LATER if minutes < most else Told.ENOUGH


def count_check(work: Work, lesson: Lesson) -> None:
    """Count the minutes that answering a check question took, where they have not counted yet."""
    for minute in rules.minutes_of_check(work.now):
        store.count(
            work.session,
            work.actor,
            lesson.path,
            minute,
            way=Way.CHECK,
            operation=work.new_id(),
            most=rules.most(lesson),
        )


def open_ledger(work: Work, *, whole: bool = False) -> Ledger:
    """Show the record; its latest lines, or all of them."""
    learner = work.actor.person
    sums = store.list_sums(work.session, learner)
    entries = store.list_entries(work.session, learner)
    return Ledger(
        lines=store.list_spent(work.session, learner, limit=None if whole else LATEST),
        sums=sums,
        entries=entries,
        asked=tuple(
            Asked(exam, exam.outline.education, _minutes_for(work, exam, sums) + rules.total(entries))
            for exam in work.catalog.exams
            if exam.outline.education
        ),
        lessons=work.catalog.lessons,
    )


def make_file(work: Work) -> str:
    """The whole record as rows for a spreadsheet."""
    ledger = open_ledger(work, whole=True)
    titles = {path: lesson.title for path, lesson in ledger.lessons.items()}
    return record.csv_of(ledger.lines, ledger.entries, titles)


def room_left(work: Work) -> int:
    """How many entries can still be added."""
    return rules.MOST_ENTRIES - len(store.list_entries(work.session, work.actor.person))


def open_entry(work: Work, entry_id: UUID) -> HoursEntry:
    """Show an entry of one's own; raises NotFound."""
    return store.get_entry(work.session, entry_id, learner=work.actor.person)


def add_entry(work: Work, draft: EntryDraft) -> None:
    """Keep an entry; sent twice with the same words for the same day it is kept once."""
    learner = account_store.claim(work.session, work.actor.person).id
    kept = store.list_entries(work.session, learner)
    entry = _written(work, HoursEntry(work.new_id(), learner, "", "", work.now.date(), 0, ""), draft)
    if any(replace(each, id=entry.id) == entry for each in kept):
        return
    rules.require_room(len(kept))
    store.add_entry(work.session, entry)


def change_entry(work: Work, entry_id: UUID, draft: EntryDraft) -> None:
    """Change an entry of one's own; raises NotFound."""
    entry = store.get_entry(work.session, entry_id, learner=work.actor.person)
    store.keep_entry(work.session, _written(work, entry, draft))


def remove_entry(work: Work, entry_id: UUID) -> None:
    """Remove an entry of one's own; raises NotFound."""
    store.remove_entry(work.session, entry_id, learner=work.actor.person)


def _minutes_for(work: Work, exam: Exam, sums: tuple[LessonSum, ...]) -> int:
    """The minutes of the lessons that prepare for an exam."""
    lessons = work.catalog.lessons
    return rules.total(
        [each for each in sums if each.path in lessons and lessons[each.path].serves(exam.code)]
    )


def _written(work: Work, entry: HoursEntry, draft: EntryDraft) -> HoursEntry:
    """The entry with what was typed."""
    written = replace(
        entry,
        what=draft.what,
        provider=draft.provider,
        day=draft.day,
        minutes=rules.minutes_typed(draft.hours),
        proof=draft.proof,
    )
    return rules.check_entry(written, today=work.now.date())
