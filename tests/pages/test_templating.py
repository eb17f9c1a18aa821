"""The templates' environment: imports are cheap, and what is given to one template stays its own."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.templating import Environment
from jinja2 import DictLoader

from webapp.pages.templating import Templates

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


def test_the_product_uses_it(app: Flask) -> None:
    assert isinstance(app.jinja_env, Templates)
    assert app.jinja_env.trim_blocks
