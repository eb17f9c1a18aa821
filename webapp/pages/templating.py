"""The templates' environment: Flask's, with shortcuts for pages that are made of many small components."""

from __future__ import annotations

from collections.abc import Hashable, MutableMapping
from functools import cached_property, lru_cache
from typing import Any

from flask import Flask
from flask.templating import Environment
from jinja2 import Template, nodes
from jinja2.defaults import DEFAULT_NAMESPACE
from markupsafe import Markup

from webapp.pages.weaving import Weaving

KEPT = 4096
OWN_ESCAPE = "\nfrom webapp.pages.escaping import escape\n"


class Templates(Environment):
    """An environment whose templates share one dictionary of globals instead of a chain of two each.

    For every imported component Jinja compares the globals of both templates, and a chain is compared key by key in
    Python. Nothing is ever given to one template alone here; where something is, it still is its own.
    """

    def __init__(self, app: Flask, **options: Any) -> None:
        """Offer `kept(file, macro, *words)`: what a macro makes of these words, drawn once and kept for all."""
        super().__init__(app, extensions=[Weaving, *options.pop("extensions", ())], **options)
        self.globals["kept"] = lru_cache(KEPT)(self._drawn)
        self.found: dict[str, Template] = {}

    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,
    ) -> Template:
        """A template by its name, found once where templates are not read anew when they change."""
        if globals is not None or self.auto_reload or not isinstance(name, str):
            return super().get_template(name, parent, globals)
        found = self.found.get(name)
        if found is None:
            found = self.found[name] = super().get_template(name, parent)
        return found

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The globals of a template."""
        return super().make_globals(d) if d else self.globals

    def _generate(
        self,
        source: nodes.Template,
        name: str | None,
        filename: str | None,
        defer_init: bool = False,  # noqa: FBT001, FBT002 - Jinja's signature
    ) -> str:
        """The Python of a template, which writes by our own escape; at its end, so that lines keep their numbers."""
        return super()._generate(source, name, filename, defer_init) + OWN_ESCAPE

    def _drawn(self, file: str, macro: str, *words: Hashable) -> Markup:
        """What a macro makes of these words."""
        drawn: Markup = getattr(self._for_all.get_template(file).module, macro)(*words)
        return drawn

    @cached_property
    def _for_all(self) -> Environment:
        """The same templates, knowing nobody: no session, no token, no request."""
        made = self.overlay()
        made.found = {}
        made.globals = {**DEFAULT_NAMESPACE, "asset": self.globals["asset"], "kept": self.globals["kept"]}
        return made
