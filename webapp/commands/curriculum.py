"""The curriculum as a document: docs/curriculum.md is written by this alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from webapp.catalog.drafts import Drafts, ExamDraft, LessonDraft, TrackDraft
from webapp.catalog.models import CoverEntry

_HEAD = """# The curriculum

This page is written by `gantry content curriculum --write docs/curriculum.md` and never by hand. It says of every
line of the map which lessons teach it, what they build and which tasks they prepare for; then of every task of each
exam, and of every competency, which lessons serve it. The content check refuses a line without a lesson, a task
without one, and a competency with fewer than two.
"""


def document(drafts: Drafts) -> str:
    """The whole page."""
    parts = [_HEAD]
    parts += ["\n".join(_track(track, drafts.lessons)) for track in drafts.tracks]
    parts += ["\n".join(_exam(exam, drafts)) for exam in drafts.exams]
    parts.append("\n".join(_skills(drafts)))
    return "\n\n".join(part.strip() for part in parts) + "\n"


def _track(track: TrackDraft, lessons: Mapping[str, LessonDraft]) -> Iterator[str]:
    """A track's lines."""
    entry = track.written.entry
    minutes = sum(lesson.entry.minutes for lesson in track.lessons)
    yield f"## {entry.order}. {entry.title}"
    yield ""
    yield f"{len(track.lessons)} lessons, {minutes} minutes."
    yield ""
    yield "| line of the map | lessons | competencies | tasks |"
    yield "|---|---|---|---|"
    for line in entry.covers:
        yield _line(line, [lessons[f"{track.slug}/{slug}"] for slug in line.lessons])


def _line(line: CoverEntry, lessons: list[LessonDraft]) -> str:
    named = "; ".join(lesson.entry.title for lesson in lessons)
    skills = ", ".join(dict.fromkeys(skill for lesson in lessons for skill in lesson.entry.skills))
    tasks = ", ".join(dict.fromkeys(task for lesson in lessons for task in lesson.entry.prepares_for))
    return f"| {line.line} | {named} | {skills} | {tasks or '–'} |"


def _exam(exam: ExamDraft, drafts: Drafts) -> Iterator[str]:
    """The lessons that prepare for each task of an exam's latest outline."""
    yield f"## {exam.outline.entry.title}"
    yield ""
    yield "| task | lessons |"
    yield "|---|---|"
    for task in exam.outline.entry.tasks:
        target = f"{exam.code}:{task.code}"
        titles = [each.entry.title for each in drafts.lessons.values() if target in each.entry.prepares_for]
        yield f"| {task.code} {task.title} | {'; '.join(titles)} |"


def _skills(drafts: Drafts) -> Iterator[str]:
    yield "## Competencies"
    yield ""
    yield "| competency | lessons |"
    yield "|---|---|"
    for skill in drafts.vocabulary.skills:
        titles = [e.entry.title for e in drafts.lessons.values() if skill.entry.code in e.entry.skills]
        yield f"| {skill.entry.title} ({len(titles)}) | {'; '.join(titles)} |"
