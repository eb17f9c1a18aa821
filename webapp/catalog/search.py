"""What of the library can be found: its terms, its templates, and its lessons section by section.

Only what is read goes in. Questions stand elsewhere, those of lessons too: nothing of them is ever looked at here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape

from webapp.domain.glossary import Term
from webapp.domain.lessons import Lesson, Track
from webapp.domain.search import Kind, SearchEntry
from webapp.domain.templates import Section, Template

_HEADING = re.compile(r'<h2 id="([^"]+)">(.*?)</h2>', re.DOTALL)
_FIGURE = re.compile(r"<figure[ >].*?(<figcaption>.*?</figcaption>).*?</figure>", re.DOTALL)
"""Of a figure its caption is read; what stands in the picture are numbers and short names."""
_NOTE_MARK = re.compile(r"<sup id=.*?</sup>|<a class=\"footnote-backref\".*?</a>", re.DOTALL)
_NOTE_HEAD = re.compile(r'<p class="note-(?:kind|title)">(.*?)</p>', re.DOTALL)
_HEAD_ENDS = re.compile(r"(?<=[^.?!:])</h[3-6]>")
_CELL_ENDS = re.compile(r"(?<=[^>.?!;:])</t[hd]>")
_BLOCK_ENDS = re.compile(r"</(?:p|li|h[2-6]|t[hd]|d[tdl]|div|pre|blockquote|figcaption|caption)>|<[bh]r ?/?>")
_TAG = re.compile(r"<[^>]+>")


def entries(
    tracks: Iterable[Track], terms: Iterable[Term], templates: Iterable[Template]
) -> tuple[SearchEntry, ...]:
    """Everything that can be found: terms, templates, and lessons in reading order."""
    return (
        *(SearchEntry(Kind.TERM, term.slug, term.name, ", ".join(term.also), term.meaning) for term in terms),
        *(_of_template(template) for template in templates),
        *(entry for track in tracks for lesson in track.lessons for entry in _of_lesson(lesson, track)),
    )


def _of_template(template: Template) -> SearchEntry:
    columns = template.sheet.columns if template.sheet else ()
    words = (
        template.summary,
        template.purpose,
        *template.when,
        *template.steps,
        *(word for section in template.sections for word in _of_section(section)),
        *(f"{column.name}: {column.meaning}" for column in columns),
    )
    return SearchEntry(Kind.TEMPLATE, template.slug, template.title, "", " ".join(words))


def _of_section(section: Section) -> tuple[str, ...]:
    return (f"{section.heading}: {section.prompt}", *section.checks)


def _of_lesson(lesson: Lesson, track: Track) -> Iterator[SearchEntry]:
    """How a lesson begins, and every section that has something to read."""
    html = _FIGURE.sub(r"\1", "".join(chunk.html for chunk in lesson.body))
    opening, *rest = _HEADING.split(html)
    begins = (lesson.summary, *(f"{objective}." for objective in lesson.objectives), words(opening))
    yield SearchEntry(Kind.LESSON, lesson.path, lesson.title, track.title, " ".join(begins).strip())
    for anchor, heading, text in zip(rest[::3], rest[1::3], rest[2::3], strict=True):
        if read := words(text):
            yield SearchEntry(Kind.LESSON, f"{lesson.path}#{anchor}", words(heading), lesson.title, read)


def words(html: str) -> str:
    """The words of a piece of a lesson in one line; what was set apart by its place is set apart by a sign."""
    html = _NOTE_HEAD.sub(r"\1</h3>", _NOTE_MARK.sub("", html))
    html = _CELL_ENDS.sub("; ", _HEAD_ENDS.sub(": ", html))
    bare = " ".join(unescape(_TAG.sub("", _BLOCK_ENDS.sub(" ", html))).split())
    return bare if bare.isprintable() else "".join(each for each in bare if each.isprintable())
