"""What the lessons of an exam show: domain by domain, each task with what teaches it."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for

from webapp.domain.exams.outline import Domain
from webapp.domain.lessons import Lesson
from webapp.pages.filters import minutes, percent, plural
from webapp.pages.lessons.presenters import lesson_page_url
from webapp.services.outlines import OutlineLessons


@dataclass(frozen=True)
class ServingLesson:
    """A lesson that serves a task; `state` is done, begun or nothing."""

    words: str
    url: str
    state: str
    says: str


@dataclass(frozen=True)
class TaskPart:
    """A task with its lessons, and a practice over it alone."""

    code: str
    title: str
    lessons: tuple[ServingLesson, ...]
    practice_url: str


@dataclass(frozen=True)
class DomainPart:
    """A domain with its weight, how much of its reading is done, and its tasks."""

    code: str
    title: str
    weight: str
    progress: str
    share: int
    tasks: tuple[TaskPart, ...]


@dataclass(frozen=True)
class LessonsPage:
    """The lessons of an exam."""

    title: str
    exam: str
    exam_url: str
    lede: str
    list_url: str
    domains: tuple[DomainPart, ...]


def lessons_page(listed: OutlineLessons) -> LessonsPage:
    """The lessons of an exam, in the order of its outline."""
    exam = listed.exam
    each = {lesson.path: lesson for lessons in listed.lessons.values() for lesson in lessons}
    reading = minutes(sum(lesson.minutes for lesson in each.values()))
    return LessonsPage(
        title=f"Lessons for the {exam.title}",
        exam=exam.title,
        exam_url=url_for("exams.show", code=exam.code),
        lede=f"{plural(len(each), 'lesson')}, {reading}, along the {exam.outline.title}. "
        "A lesson stands under every task it serves.",
        list_url=url_for("lessons.index", exam=exam.code),
        domains=tuple(_domain(listed, domain) for domain in exam.outline.domains),
    )


def _domain(listed: OutlineLessons, domain: Domain) -> DomainPart:
    paths = {lesson.path for task in domain.tasks for lesson in listed.lessons[task.code]}
    done = sum(path in listed.trails and listed.trails[path].done for path in paths)
    return DomainPart(
        code=domain.code,
        title=domain.title,
        weight=percent(domain.weight),
        progress=f"{done} of {plural(len(paths), 'lesson')} done",
        share=100 * done // len(paths) if paths else 0,
        tasks=tuple(
            TaskPart(
                code=task.code,
                title=task.title,
                lessons=tuple(_lesson(listed, lesson) for lesson in listed.lessons[task.code]),
                practice_url=url_for("exams.practice", code=listed.exam.code, task=task.code),
            )
            for task in domain.tasks
        ),
    )


def _lesson(listed: OutlineLessons, lesson: Lesson) -> ServingLesson:
    trail = listed.trails.get(lesson.path)
    state = "" if trail is None else "ok" if trail.done else "open"
    says = {"ok": "Done", "open": "Begun"}.get(state, "")
    return ServingLesson(f"{lesson.number} {lesson.title}", lesson_page_url(lesson, trail), state, says)
