"""The templates' environment: Flask's, with shortcuts for pages that are made of many small components."""

from __future__ import annotations

from collections.abc import Hashable, MutableMapping
from functools import cached_property, lru_cache
from typing import Any

from flask import Flask
from flask.templating import Environment
from jinja2.defaults import DEFAULT_NAMESPACE
from markupsafe import Markup

KEPT = 4096


class Templates(Environment):
    """An environment whose templates share one dictionary of globals instead of a chain of two each.

    For every imported component Jinja compares the globals of both templates, and a chain is compared key by key in
    Python. Nothing is ever given to one template alone here; where something is, it still is its own.
    """

    def __init__(self, app: Flask, **options: Any) -> None:
        """Offer `kept(file, macro, *words)`: what a macro makes of these words, drawn once and kept for all."""
        super().__init__(app, **options)
        self.globals["kept"] = lru_cache(KEPT)(self._drawn)

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The globals of a template."""
        return super().make_globals(d) if d else self.globals

    def _drawn(self, file: str, macro: str, *words: Hashable) -> Markup:
        """What a macro makes of these words."""
        drawn: Markup = getattr(self._for_all.get_template(file).module, macro)(*words)
        return drawn

    @cached_property
    def _for_all(self) -> Environment:
        """The same templates, knowing nobody: no session, no token, no request."""
        made = self.overlay()
        made.globals = {**DEFAULT_NAMESPACE, "asset": self.globals["asset"], "kept": self.globals["kept"]}
        return made
