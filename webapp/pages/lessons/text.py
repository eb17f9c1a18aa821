"""The text of a lesson as HTML, with its check questions as one reader has answered them.

Setting the text is most of the work of a lesson page and comes out the same for everybody whose answers are the same,
so a process keeps the settings it made last. What belongs to one session alone, the token of the forms, stands in
them as a mark and is put in when the page is made.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

from flask import render_template
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup, escape

from webapp.domain.lessons import CheckAnswer
from webapp.domain.questions import Question
from webapp.pages.lessons.checks import Check, answered_check, open_check
from webapp.services.lessons import Reading

KEPT = 128
TOKEN = "the-token-of-this-session"  # noqa: S105 - the mark that stands for one
Key = tuple[str, str, bool, tuple[tuple[str, str], ...]]
_settings: OrderedDict[Key, str] = OrderedDict()


@dataclass(frozen=True)
class Part:
    """A piece of the text: markup, or a check question."""

    html: Markup
    check: Check | None = None


@dataclass(frozen=True)
class Text:
    """The text in order; `token` stands for the token of its forms."""

    path: dict[str, str]
    parts: tuple[Part, ...]
    keeps: bool
    token: str


@dataclass(frozen=True)
class Fault:
    """An answer to a check that could not be taken: which check, what was marked, and why not."""

    check_id: str
    given: str
    reason: str


def text_of(reading: Reading, fault: Fault | None = None) -> Markup:
    """The text for this reader and this session; one with a fault in it is not worth keeping."""
    setting = _set(reading, fault) if fault else _kept(reading)
    return Markup(setting.replace(TOKEN, str(escape(generate_csrf()))))  # noqa: S704 - made by our templates


def _kept(reading: Reading) -> str:
    """The setting for these answers, made now or found among the last."""
    answers = tuple((answer.check_id, answer.answer) for answer in reading.trail.answers)
    key = (reading.lesson.path, reading.lesson.etag, reading.keeps, answers)
    if key not in _settings:
        _settings[key] = _set(reading, None)
        while len(_settings) > KEPT:
            _settings.popitem(last=False)
    _settings.move_to_end(key)
    return _settings[key]


def _set(reading: Reading, fault: Fault | None) -> str:
    """Set the text."""
    path = {"track": reading.lesson.track, "slug": reading.lesson.slug}
    return render_template(
        "lessons/_text.html", text=Text(path, _parts(reading, fault), reading.keeps, TOKEN)
    )


def _parts(reading: Reading, fault: Fault | None) -> tuple[Part, ...]:
    """The text in order, with its check questions as they stand."""
    lesson = reading.lesson
    answers = {answer.check_id: answer for answer in reading.trail.answers}
    places = {check.id: place for place, check in enumerate(lesson.checks, start=1)}
    parts = []
    for chunk in lesson.body:
        check = lesson.check(chunk.check) if chunk.check else None
        if check is None:
            parts.append(Part(Markup(chunk.html)))  # noqa: S704 - sanitised when the catalogue was read
            continue
        heading = f"Check yourself, {places[check.id]} of {len(places)}"
        parts.append(Part(Markup(), _check(reading, check, heading, answers.get(check.id), fault)))
    return tuple(parts)


def _check(
    reading: Reading, check: Question, heading: str, answer: CheckAnswer | None, fault: Fault | None
) -> Check:
    """A check question as it stands for this reader."""
    if fault and fault.check_id == check.id:
        return open_check(check, heading, given=fault.given, error=fault.reason)
    if answer:
        return answered_check(check, heading, answer.answer, reading.traps)
    return open_check(check, heading)
