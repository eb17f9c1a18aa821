"""What the pages of contact hours show: the ledger, an entry, and the statement to print."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask import url_for

from webapp.domain.hours import HOUR, HoursEntry, LessonSum, Spent, Way, still_open
from webapp.domain.lessons import Lesson
from webapp.pages.filters import day, duration, minutes, plural, when
from webapp.pages.lessons.presenters import Link, lesson_page_url
from webapp.services.hours import Asked, Ledger

WAYS = {Way.READING: "Reading", Way.CHECK: "Check questions"}
LINK = "https://"
FEW = 20
"""Places left for entries from which on their number is said."""


@dataclass(frozen=True)
class Line:
    """Minutes of one day in one lesson."""

    day: str
    lesson: str
    url: str
    way: str
    minutes: str


@dataclass(frozen=True)
class SumLine:
    """All that counted in one lesson."""

    lesson: str
    days: str
    hours: str


@dataclass(frozen=True)
class EntryLine:
    """An entry; its proof is a link where it is the address of one."""

    day: str
    what: str
    provider: str
    hours: str
    proof: str
    proof_url: str
    url: str


@dataclass(frozen=True)
class AskedPart:
    """What an exam asks, beside what this record has."""

    title: str
    progress: str
    share: int
    open: str
    fact: str
    source: str


@dataclass(frozen=True)
class LedgerPage:
    """The ledger."""

    total: str
    counted: str
    added: str
    asked: tuple[AskedPart, ...]
    entries: tuple[EntryLine, ...]
    lines: tuple[Line, ...]
    more: str


@dataclass(frozen=True)
class StatementPage:
    """The record as a document."""

    owner: str
    made: str
    total: str
    counted: str
    added: str
    sums: tuple[SumLine, ...]
    entries: tuple[EntryLine, ...]
    asked: tuple[AskedPart, ...]


@dataclass(frozen=True)
class EntryPage:
    """The form of an entry; `remove_url` is empty for a new one, `room` says how many more there can be."""

    title: str
    action: str
    button: str
    remove_url: str
    room: str = ""


def ledger_page(ledger: Ledger, latest: int) -> LedgerPage:
    """The ledger."""
    return LedgerPage(
        total=minutes(ledger.counted + ledger.added),
        counted=minutes(ledger.counted),
        added=minutes(ledger.added),
        asked=tuple(_asked(each) for each in ledger.asked),
        entries=tuple(_entry(each) for each in ledger.entries),
        lines=tuple(_line(each, ledger) for each in ledger.lines),
        more=f"The latest {latest} lines. The file holds all of them." if len(ledger.lines) == latest else "",
    )


def statement_page(ledger: Ledger, owner: str, at: datetime) -> StatementPage:
    """The record as a document."""
    return StatementPage(
        owner=owner,
        made=when(at),
        total=minutes(ledger.counted + ledger.added),
        counted=minutes(ledger.counted),
        added=minutes(ledger.added),
        sums=tuple(_sum(each, ledger) for each in ledger.sums),
        entries=tuple(_entry(each) for each in ledger.entries),
        asked=tuple(_asked(each) for each in ledger.asked),
    )


def new_page(room: int) -> EntryPage:
    """The form of a new entry."""
    words = f"There is room for {plural(room, 'more entry')}." if room <= FEW else ""
    return EntryPage("Add hours", url_for("hours.add"), "Add the hours", "", words)


def entry_page(kept: HoursEntry) -> EntryPage:
    """The form of an entry that is kept."""
    return EntryPage(
        title="Change an entry",
        action=url_for("hours.change", entry_id=kept.id),
        button="Save the entry",
        remove_url=url_for("hours.remove", entry_id=kept.id),
    )


def _asked(asked: Asked) -> AskedPart:
    needed = asked.fact.hours or 0
    left = still_open(needed, asked.minutes)
    return AskedPart(
        title=asked.exam.title,
        progress=f"{minutes(asked.minutes)} of {plural(needed, 'hour')}",
        share=min(100, 100 * asked.minutes // (needed * HOUR)),
        open=f"{duration(left)} to go" if left else "reached in this record",
        fact=asked.fact.text,
        source=f"{asked.fact.source}. As of {day(asked.fact.as_of)}.",
    )


def _entry(entry: HoursEntry) -> EntryLine:
    linked = entry.proof.startswith(LINK) and len(entry.proof.split()) == 1
    return EntryLine(
        day=day(entry.day),
        what=entry.what,
        provider=entry.provider,
        hours=minutes(entry.minutes),
        proof=entry.proof,
        proof_url=entry.proof if linked else "",
        url=url_for("hours.entry", entry_id=entry.id),
    )


def _line(spent: Spent, ledger: Ledger) -> Line:
    lesson = _lesson(spent.path, ledger)
    return Line(day(spent.day), lesson.words, lesson.url, WAYS[spent.way], minutes(spent.minutes))


def _sum(each: LessonSum, ledger: Ledger) -> SumLine:
    days = day(each.first) if each.first == each.last else f"{day(each.first)} to {day(each.last)}"
    return SumLine(_lesson(each.path, ledger).words, days, minutes(each.minutes))


def _lesson(path: str, ledger: Ledger) -> Link:
    """A lesson by number and title; one that is gone keeps its time under its old name."""
    lesson: Lesson | None = ledger.lessons.get(path)
    return Link(f"{lesson.number} {lesson.title}", lesson_page_url(lesson)) if lesson else Link(path, "")
