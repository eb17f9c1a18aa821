"""`{% weave "piece.html" %}`: as `include`, but the piece becomes part of the template when that is compiled.

An include is looked up, given a context of its own and handed on line by line each time a page is drawn, and the room
of an exam is made of six. A piece that is woven in shares the names of the block around it: what it sets or imports
must not go by a name that is used there. Where templates are read anew when they change, in debugging, a piece is
included, since nobody would look whether it has changed.
"""

from __future__ import annotations

import re

from jinja2 import TemplateNotFound
from jinja2.ext import Extension

WEAVE = re.compile(r'{% weave "(?P<piece>[^"]+)" %}\n?')
"""The statement, with the end of line that Jinja drops after one."""


class Weaving(Extension):
    """Weaves pieces into the templates that ask for it."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002 - Jinja's signature
        """The source with its pieces in it."""
        if self.environment.auto_reload:
            return source.replace("{% weave ", "{% include ")
        return WEAVE.sub(self._piece, source)

    def _piece(self, found: re.Match[str]) -> str:
        """A piece with the pieces of its own; as where it stands alone, its last line has no end."""
        loader, piece = self.environment.loader, found["piece"]
        if loader is None:
            raise TemplateNotFound(piece)
        source, _, _ = loader.get_source(self.environment, piece)
        return self.preprocess(source, piece).removesuffix("\n")
