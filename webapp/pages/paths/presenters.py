"""What the pages of learning paths show: the list, and one path stage by stage."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for

from webapp.domain import paths as rules
from webapp.domain.exams.conditions import Mode
from webapp.domain.lessons import Lesson
from webapp.domain.paths import Exercise, LearningPath, Stage
from webapp.pages.filters import minutes, plural
from webapp.pages.lessons.presenters import Link, lesson_page_url
from webapp.services.paths import Listed, OnPath, OpenPath

NAMES = {Mode.REHEARSAL: "Rehearsal", Mode.STUDY: "Study", Mode.CUSTOM: "Custom practice"}


@dataclass(frozen=True)
class PathLine:
    """A path in the list; `progress` is empty where nothing is kept."""

    title: str
    url: str
    summary: str
    facts: tuple[str, ...]
    audience: str
    progress: str
    share: int


@dataclass(frozen=True)
class ListPage:
    """Every path."""

    paths: tuple[PathLine, ...]


@dataclass(frozen=True)
class LessonLine:
    """A lesson of a stage; `builds_on` are lessons that are neither done nor earlier on the path."""

    number: str
    title: str
    url: str
    minutes: str
    state: str
    says: str
    builds_on: tuple[Link, ...]


@dataclass(frozen=True)
class ExerciseLine:
    """Practice at the end of a stage."""

    label: str
    url: str
    words: str
    minutes: str


@dataclass(frozen=True)
class StagePart:
    """A stage: `when` are its weeks, `here` says that the next lesson stands in it."""

    number: int
    title: str
    when: str
    aim: str
    facts: str
    here: bool
    lessons: tuple[LessonLine, ...]
    exercises: tuple[ExerciseLine, ...]


@dataclass(frozen=True)
class PathPage:
    """One path; `action` is the one thing to do next."""

    title: str
    summary: str
    audience: str
    facts: tuple[str, ...]
    progress: str
    share: int
    action: Link | None
    says: str
    stages: tuple[StagePart, ...]
    sign_in: str


def list_page(listed: Listed) -> ListPage:
    """Every path."""
    return ListPage(tuple(_path_line(on, keeps=listed.keeps) for on in listed.paths))


def _path_line(on: OnPath, *, keeps: bool) -> PathLine:
    path = on.path
    return PathLine(
        title=path.title,
        url=url_for("paths.show", slug=path.slug),
        summary=path.summary,
        facts=_facts(path),
        audience=path.audience,
        progress=_progress(on) if keeps else "",
        share=on.advance.share,
    )


def path_page(opened: OpenPath) -> PathPage:
    """One path."""
    path, advance = opened.on.path, opened.on.advance
    return PathPage(
        title=path.title,
        summary=path.summary,
        audience=path.audience,
        facts=_facts(path),
        progress=_progress(opened.on) if opened.keeps else "",
        share=advance.share,
        action=_action(opened),
        says=_says(opened),
        stages=tuple(_stage(opened, place) for place in range(len(path.stages))),
        sign_in=""
        if opened.keeps
        else url_for("accounts.sign_in", next=url_for("paths.show", slug=path.slug)),
    )


def _facts(path: LearningPath) -> tuple[str, ...]:
    """How long it takes, and what it holds."""
    return (
        f"{plural(path.weeks, 'week')} of {plural(path.hours, 'hour')}",
        plural(len(path.lessons), "lesson"),
        f"{minutes(path.minutes)} in all",
    )


def _progress(on: OnPath) -> str:
    return f"{on.advance.done} of {plural(on.advance.count, 'lesson')} done"


def _action(opened: OpenPath) -> Link | None:
    """The next lesson; when all are done, the last practice."""
    path, advance = opened.on.path, opened.on.advance
    if advance.next:
        lesson = opened.lessons[advance.next]
        verb = "Go on with" if advance.done else "Begin with"
        words = f"{verb} {lesson.number}, {minutes(lesson.minutes)}"
        return Link(words, lesson_page_url(lesson, opened.trails.get(lesson.path)))
    last = path.exercises[-1:]
    return Link(_label(opened, last[0]), _exercise_url(last[0])) if last else None


def _says(opened: OpenPath) -> str:
    """Where the next step stands."""
    path, advance = opened.on.path, opened.on.advance
    if advance.next is None:
        return "You have read every lesson of this path." + (
            " What is left is practice." if path.exercises else ""
        )
    stage = rules.stage_of(path, advance.next)
    return f"Next: {opened.lessons[advance.next].title}, in stage {stage} of {len(path.stages)}."


def _stage(opened: OpenPath, place: int) -> StagePart:
    path, stage = opened.on.path, opened.on.path.stages[place]
    first = 1 + sum(each.weeks for each in path.stages[:place])
    return StagePart(
        number=place + 1,
        title=stage.title,
        when=_weeks(first, first + stage.weeks - 1),
        aim=stage.aim,
        facts=_stage_facts(stage, path.hours),
        here=opened.keeps and opened.on.advance.next in stage.lessons,
        lessons=tuple(_lesson(opened, opened.lessons[each]) for each in stage.lessons),
        exercises=tuple(
            ExerciseLine(_label(opened, each), _exercise_url(each), each.words, minutes(each.minutes))
            for each in stage.exercises
        ),
    )


def _weeks(first: int, last: int) -> str:
    return f"Week {first}" if first == last else f"Weeks {first} to {last}"


def _stage_facts(stage: Stage, hours: int) -> str:
    """What the stage takes of the time it has."""
    return f"{minutes(stage.minutes)} of {plural(stage.weeks * hours, 'hour')}"


def _lesson(opened: OpenPath, lesson: Lesson) -> LessonLine:
    trail = opened.trails.get(lesson.path)
    state = "" if trail is None else "done" if trail.done else "begun"
    behind = rules.done_of(opened.trails) | rules.before(opened.on.path, lesson.path)
    builds_on = rules.open_requirements(lesson, behind) if state != "done" else ()
    return LessonLine(
        number=lesson.number,
        title=lesson.title,
        url=lesson_page_url(lesson, trail),
        minutes=minutes(lesson.minutes),
        state=state,
        says={"done": "Done", "begun": "Begun"}.get(state, ""),
        builds_on=tuple(
            Link(f"{each.number} {each.title}", lesson_page_url(each))
            for each in (opened.lessons[path] for path in builds_on if path in opened.lessons)
        ),
    )


def _label(opened: OpenPath, exercise: Exercise) -> str:
    """What is done, in which exam, over which tasks."""
    title = opened.exams[exercise.exam].title
    over = f", {', '.join(exercise.tasks)}" if exercise.tasks else ""
    return f"{NAMES[exercise.mode]}: {title}{over}"


def _exercise_url(exercise: Exercise) -> str:
    """Where the practice is started: a custom one opens with its tasks chosen."""
    if exercise.mode is Mode.CUSTOM:
        return url_for("exams.practice", code=exercise.exam, task=exercise.tasks)
    return url_for("exams.show", code=exercise.exam)
