"""Pieces that are woven in: the page is the one that an include would have made."""

from __future__ import annotations

import pytest
from flask import Flask
from jinja2 import DictLoader, TemplateNotFound

from webapp.pages.templating import Templates

SOURCES = {
    "base.html": "<{% block main %}{% endblock %}>",
    "page.html": '{% extends "base.html" %}{% set told = "told" %}{% block main %}\n<i>\n'
    '{% if on %}a{% weave "piece.html" %}b\n{% endif %}\n{% weave "piece.html" %}\n\n'
    '{% weave "plain.html" %}\nend{% endblock %}',
    "piece.html": '{% if on %}{{ word }}{% endif %}\n{% weave "deep.html" %}\n{{ told }}\n',
    "deep.html": "{% for x in word %}\n({{ x }})\n{% endfor %}\n",
    "plain.html": "just words\n",
}


def environment(sources: dict[str, str], *, auto_reload: bool = False) -> Templates:
    return Templates(
        Flask("weaving"),
        loader=DictLoader(sources),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=auto_reload,
    )


@pytest.mark.parametrize("on", [True, False])
def test_a_page_is_as_if_its_pieces_were_included(on: bool) -> None:  # noqa: FBT001 - a parameter
    included = {name: text.replace("{% weave", "{% include") for name, text in SOURCES.items()}
    pages = [environment(each).get_template("page.html") for each in (SOURCES, included)]
    woven, wanted = (page.render(on=on, word="<o>") for page in pages)
    assert woven == wanted
    assert "(&lt;)" in woven


def test_nothing_is_looked_up_while_a_page_is_drawn() -> None:
    made = environment(SOURCES)
    page = made.get_template("page.html")
    made.get_template("base.html")
    made.loader = None
    assert "just words" in page.render(word="")


def test_a_piece_that_changes_is_seen_where_templates_are_read_anew() -> None:
    sources = {**SOURCES}
    made = environment(sources, auto_reload=True)
    assert "just words" in made.get_template("page.html").render(word="")
    sources["plain.html"] = "other words"
    assert "other words" in made.get_template("page.html").render(word="")


def test_a_piece_that_is_missing_is_named() -> None:
    with pytest.raises(TemplateNotFound, match=r"gone\.html"):
        environment({"page.html": '{% weave "gone.html" %}'}).get_template("page.html")
