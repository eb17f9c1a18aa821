"""The templates' environment: Flask's, with one shortcut for the many small imports that a page of components makes."""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any

from flask.templating import Environment


class Templates(Environment):
    """An environment whose templates share one dictionary of globals instead of a chain of two each.

    For every imported component Jinja compares the globals of both templates, and a chain is compared key by key in
    Python. Nothing is ever given to one template alone here; where something is, it still is its own.
    """

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The globals of a template."""
        return super().make_globals(d) if d else self.globals
