"""Every rule that can be broken has an answer: a status of its own and a page that explains it."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from importlib import import_module

import webapp.domain
from tests.support.house import TEMPLATES
from webapp.domain.errors import RuleBroken
from webapp.pages.errors import STATUS, TITLES


def rules(kind: type[RuleBroken] = RuleBroken) -> Iterator[type[RuleBroken]]:
    """Every kind of broken rule the product has."""
    for each in kind.__subclasses__():
        yield each
        yield from rules(each)


def test_every_broken_rule_has_a_status_of_its_own() -> None:
    for module in pkgutil.walk_packages(webapp.domain.__path__, "webapp.domain."):
        import_module(module.name)
    found = [kind for kind in rules() if kind.__module__.startswith("webapp.")]
    assert len(found) > 5
    unanswered = [kind.__name__ for kind in found if not (set(kind.__mro__) - {RuleBroken}) & set(STATUS)]
    assert unanswered == []


def test_every_status_has_a_title_and_there_is_a_page_to_show_it() -> None:
    assert set(STATUS.values()) <= set(TITLES)
    assert (TEMPLATES / "errors" / "error.html").is_file()
