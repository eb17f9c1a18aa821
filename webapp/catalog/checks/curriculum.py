"""The curriculum as a whole: no line of its map without a lesson, no task and no competency left out.

A track names the lines it covers. Once every track does, the map is whole, and then each task of every exam must have
a lesson that prepares for it and each competency two that build it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from webapp.catalog.drafts import Drafts, TrackDraft
from webapp.catalog.faults import Fault

LESSONS_A_SKILL = 2


def check_curriculum(drafts: Drafts) -> Iterator[Fault]:
    """Every track, and where the map is whole, every task and competency."""
    for track in drafts.tracks:
        if track.written.entry.covers:
            yield from _map(track)
    whole = drafts.tracks and all(track.written.entry.covers for track in drafts.tracks)
    if whole and not any(name.startswith("lessons/") for name in drafts.unread):
        yield from _tasks(drafts)
        yield from _skills(drafts)


def _map(track: TrackDraft) -> Iterator[Fault]:
    """Each line names lessons of the track, and each lesson stands on a line."""
    entry, covered = track.written.entry, set[str]()
    for place, line in enumerate(entry.covers):
        for at, slug in enumerate(line.lessons):
            if slug not in entry.lessons:
                reason = f"names the lesson `{slug}`, which the track has not"
                yield track.written.fault(reason, "covers", place, "lessons", at)
        covered |= set(line.lessons)
    for place, slug in enumerate(entry.lessons):
        if slug not in covered:
            yield track.written.fault(f"`{slug}` covers no line of the map", "lessons", place)


def _tasks(drafts: Drafts) -> Iterator[Fault]:
    prepared = {target for lesson in drafts.lessons.values() for target in lesson.entry.prepares_for}
    for exam in drafts.exams:
        for place, domain in enumerate(exam.outline.entry.domains):
            for at, task in enumerate(domain.tasks):
                if f"{exam.code}:{task.code}" not in prepared:
                    reason = f"no lesson prepares for {task.code}"
                    yield exam.outline.fault(reason, "domains", place, "tasks", at)


def _skills(drafts: Drafts) -> Iterator[Fault]:
    built = Counter(skill for lesson in drafts.lessons.values() for skill in lesson.entry.skills)
    for skill in drafts.vocabulary.skills:
        if built[skill.entry.code] < LESSONS_A_SKILL:
            count = built[skill.entry.code]
            yield skill.fault(
                f"{count} lessons build {skill.entry.code}; {LESSONS_A_SKILL} are needed", "code"
            )
