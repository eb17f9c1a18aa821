"""The templates' environment: imports are cheap, and what is given to one template stays its own."""

from __future__ import annotations

from itertools import count
from typing import Any

import pytest
from flask import Flask
from flask.templating import Environment
from jinja2 import DictLoader, UndefinedError

from webapp.pages.templating import KEPT, Templates

SOURCES = {
    "page.html": "{% from 'part.html' import part %}{% include 'piece.html' %}{{ part() }}{{ word }}",
    "part.html": "{% macro part() %}{{ word }}{% endmacro %}",
    "piece.html": "{{ word }} {{ given }} ",
}


@pytest.fixture(params=[Environment, Templates], ids=["Flask's", "ours"])
def environment(request: pytest.FixtureRequest) -> Environment:
    """An environment over the sources above; what holds for ours holds for Flask's own."""
    made: Environment = request.param(Flask("templates"), loader=DictLoader(SOURCES))
    made.globals["word"] = "all"
    return made


def test_a_template_and_what_it_includes_see_the_globals_of_the_moment(environment: Environment) -> None:
    page = environment.get_template("page.html")
    assert page.render(given="here") == "all here allall"
    environment.globals["word"] = "new"
    assert page.render(given="there") == "new there allnew"


def test_what_is_given_to_one_template_is_seen_by_no_other(environment: Environment) -> None:
    own = environment.get_template("piece.html", globals={"word": "own"})
    assert own.render(given="") == "own  "
    assert environment.globals["word"] == "all"
    assert environment.get_template("part.html").module.part() == "all"  # type: ignore[attr-defined] # a macro


def test_a_page_hides_a_global_for_itself_alone(environment: Environment) -> None:
    page = environment.get_template("page.html")
    assert page.render(word="mine", given="") == "mine  allmine"
    assert page.render(given="") == "all  allall"
    assert environment.globals["word"] == "all"


KEPT_SOURCES = {
    "page.html": "{{ kept('part.html', 'part', word) }}{{ kept('part.html', 'part', word) }}",
    "part.html": "{% macro part(word) %}<b>{{ word }} {{ asset('a') }}</b>{% endmacro %}",
    "nosy.html": "{% macro token() %}{{ csrf_token() }}{% endmacro %}"
    "{% macro reader() %}{{ session.name }}{% endmacro %}"
    "{% macro page() %}{{ request.path }}{% endmacro %}{% macro place() %}{{ site().name }}{% endmacro %}",
}


@pytest.fixture
def keeping() -> Templates:
    """An environment over the sources above, with an asset that counts how often it was asked for."""
    made = Templates(Flask("templates"), loader=DictLoader(KEPT_SOURCES), autoescape=True)
    asked = count(1)
    made.globals |= {
        "asset": lambda name: f"{name}{next(asked)}",
        "csrf_token": lambda: "secret",
        "session": {"name": "Ada"},
        "request": "request",
        "site": dict,
    }
    return made


def test_what_is_kept_is_drawn_once_for_the_same_words_and_anew_for_others(keeping: Templates) -> None:
    page = keeping.get_template("page.html")
    assert page.render(word="one") == "<b>one a1</b><b>one a1</b>"
    assert page.render(word="<i>") == "<b>&lt;i&gt; a2</b><b>&lt;i&gt; a2</b>"
    assert page.render(word="one") == "<b>one a1</b><b>one a1</b>"


@pytest.mark.parametrize("macro", ["token", "reader", "page", "place"])
def test_what_is_kept_knows_nobody(keeping: Templates, macro: str) -> None:
    page = keeping.from_string("{{ kept('nosy.html', macro) }}")
    with pytest.raises(UndefinedError):
        page.render(macro=macro)


def test_only_so_much_is_kept(keeping: Templates) -> None:
    page = keeping.get_template("page.html")
    first = page.render(word=0)
    for word in range(1, KEPT + 1):
        page.render(word=word)
    assert page.render(word=0) != first


def test_the_head_of_a_page_is_kept_for_each_theme_apart(app: Flask) -> None:
    kept: Any = app.jinja_env.globals["kept"]
    heads = [kept("layouts/_head.html", "head", theme) for theme in ("", "dark", "light")]
    schemes = ("light dark", "dark", "light")
    assert all(f'content="{words}"' in head for head, words in zip(heads, schemes, strict=True))
    assert len(set(heads)) == 3


def test_the_tools_of_a_room_are_kept_for_each_set_of_tools_apart(app: Flask) -> None:
    kept: Any = app.jinja_env.globals["kept"]
    for tools in ((), ("calculator",), ("calculator", "highlight")):
        bar = kept("components/room_tools.html", "room_tools", tools)
        floating = kept("exams/_floating.html", "floating", "choose", tools, "Overview", None)
        assert [f"({key})" in bar for key in "KH"] == ["calculator" in tools, "highlight" in tools]
        assert ('id="calculator"' in floating) is ("calculator" in tools)


def test_the_product_uses_it(app: Flask) -> None:
    assert isinstance(app.jinja_env, Templates)
    assert app.jinja_env.trim_blocks
