"""What templates write is escaped exactly as MarkupSafe escapes it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import IntEnum, StrEnum
from typing import Any

import markupsafe
import pytest
from flask import Flask
from jinja2 import DictLoader, StrictUndefined, Undefined
from markupsafe import Markup

from webapp.pages.escaping import escape
from webapp.pages.templating import Templates


class Grade(IntEnum):
    """A number with a name."""

    LOW = 1


class Word(StrEnum):
    """A word that has to be escaped."""

    SHARP = "<&>"


class Said(str):
    """A text of another class, which says itself otherwise."""

    __slots__ = ()

    def __str__(self) -> str:
        """Something else than its characters."""
        return "<said>"


class Safe:
    """Something that has HTML of its own."""

    def __repr__(self) -> str:
        """The same in every process, as it names a test."""
        return "Safe()"

    def __html__(self) -> str:
        """Its HTML."""
        return "<b>it’s</b>"


HOSTILE: list[Any] = [
    "",
    "plain words, 50 %",
    "<script>alert('x')</script>",
    'a" onclick="x()',
    "&lt; &amp; &",
    "it's “it’s” é 中 \u2028 \x00 \n\t",
    "🙂<",
    *"&<>\"'",
    Markup("<i>&amp; 'x'</i>"),
    Markup(""),
    Said("<b>"),
    Word.SHARP,
    Grade.LOW,
    Safe(),
    None,
    True,
    False,
    0,
    -3,
    10**30,
    1.5,
    Decimal("1.50"),
    date(2026, 11, 22),
    ["<", Markup("<")],
    {"a": "<"},
    b"<x>",
    Undefined(name="it"),
]


@pytest.mark.parametrize("value", HOSTILE, ids=repr)
def test_a_value_is_escaped_as_markupsafe_escapes_it(value: Any) -> None:
    assert str(escape(value)) == str(markupsafe.escape(value))


@pytest.mark.parametrize("value", HOSTILE, ids=repr)
def test_a_template_writes_what_jinja_would(value: Any) -> None:
    sources = {
        "page.html": "{% macro m(x) %}<p title='{{ x }}'>{{ x }}</p>{% endmacro %}"
        "{{ it }}|{{ m(it) }}|{{ it|e }}|{{ it|safe }}|{{ it ~ '<' }}|{% set s %}{{ it }}{% endset %}{{ s }}"
        "{% filter upper %}{{ it }}{% endfilter %}{% autoescape false %}{{ it }}{% endautoescape %}"
    }
    flask = Flask("escaping")
    options: dict[str, Any] = {"loader": DictLoader(sources), "autoescape": True}
    ours, theirs = Templates(flask, **options), flask.jinja_environment(flask, **options)
    drawn = [each.get_template("page.html").render(it=value) for each in (ours, theirs)]
    assert drawn[0] == drawn[1]


def test_what_is_not_there_is_refused_where_it_should_be() -> None:
    made = Templates(Flask("escaping"), autoescape=True, undefined=StrictUndefined)
    with pytest.raises(Exception, match="'it' is undefined"):
        made.from_string("{{ it }}").render()


def test_every_character_is_escaped_alike() -> None:
    for point in [*range(0xD800), *range(0xE000, 0x11000)]:
        assert escape(chr(point)) == markupsafe.escape(chr(point))
