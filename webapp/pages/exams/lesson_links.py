"""The way from an exam into the lessons: the address and the title of the place an anchor names."""

from __future__ import annotations

from collections.abc import Mapping

from flask import url_for

from webapp.domain.lessons import Lesson


def lesson_title(lessons: Mapping[str, Lesson], anchor: str) -> str:
    """The number and title of the lesson an anchor lies in, and its section: 1.4 Who decides, The idea."""
    path, _, fragment = anchor.partition("#")
    lesson = lessons.get(path)
    if lesson is None:
        return "the lesson"
    section = next((heading.title for heading in lesson.headings if heading.anchor == fragment), "")
    return ", ".join(filter(None, (f"{lesson.number} {lesson.title}", section)))


def lesson_url(anchor: str) -> str:
    """The address of a lesson's anchor; of the list of lessons when there is none."""
    path, _, fragment = anchor.partition("#")
    track, _, slug = path.partition("/")
    if not slug:
        return url_for("lessons.index")
    return url_for("lessons.show", track=track, slug=slug, _anchor=fragment or None)
