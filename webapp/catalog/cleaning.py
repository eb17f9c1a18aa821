"""From any HTML to HTML we vouch for: an allow-list, and what every link and every table of ours has.

Only what is named here passes: no scripts, no styles, no images, no addresses but those of the web and of mail. Tables
are framed after that, so that the frame itself need not be allowed to authors.
"""

from __future__ import annotations

import re
from html import escape, unescape

import nh3

NOTES = {
    "situation": "Situation",
    "example": "Example",
    "pitfall": "Trap",
    "exam": "",
    "work": "",
    "takeaways": "",
}
"""The kinds of note, each with the word that introduces it where its title does not."""

_INLINE_TAGS = """
    a abbr br cite code del dfn em ins kbd mark q samp strong sub sup
"""
_TAGS = """
    a abbr aside blockquote br caption cite code dd del dfn div dl dt em h2 h3 h4 hr ins kbd li mark ol
    p pre q samp strong sub sup table tbody td th thead tr ul
"""
_ATTRIBUTES = {
    "*": {"id"},
    "a": {"href", "title"},
    "abbr": {"title"},
    "ol": {"start"},
    "td": {"align"},
    "th": {"align"},
}
_CLASSES = {
    "aside": {"note", *(f"note-{kind}" for kind in NOTES)},
    "p": {"note-kind", "note-title"},
    "div": {"footnote"},
    "a": {"footnote-ref", "footnote-backref", "glossed"},
}
_SCHEMES = {"http", "https", "mailto"}
_DROPPED_WHOLE = {"script", "style", "title", "textarea", "iframe", "noscript", "svg", "math"}
_LINK_OUT = re.compile(r'<a href="(?=https?:)')
_TABLE_PARTS = re.compile(
    r"<h[23][^>]*>(?P<heading>.*?)</h[23]>"
    r"|<table(?: [^>]*)?>|</table>"
    r"|<th(?P<align>(?: [^>]*)?)>(?P<head>.*?)</th>",
    re.DOTALL,
)
_TAG = re.compile(r"<[^>]+>")


def clean(html: str, tables: Tables | None = None) -> str:
    """Safe HTML of any length, with its tables framed; `tables` carries on from the piece before."""
    return _mark_links_out((tables or Tables()).frame(_BLOCKS.clean(html))).strip()


def clean_line(html: str) -> str:
    """Safe HTML that flows inside a line."""
    return _mark_links_out(_INLINE.clean(html)).strip()


def plain(html: str) -> str:
    """The words of a piece of safe HTML."""
    return unescape(_TAG.sub("", html)).strip()


class Tables:
    """Frames the tables of one text: each can be scrolled by key, and is named after the heading above it."""

    def __init__(self) -> None:
        self._heading = ""
        self._count = 0

    def frame(self, html: str) -> str:
        """The text with every table framed; what was seen carries over to the next piece of the same text."""
        return _TABLE_PARTS.sub(self._part, html).replace(' align="right">', ' class="num">')

    def _part(self, match: re.Match[str]) -> str:
        if match["heading"] is not None:
            self._heading, self._count = plain(match["heading"]), 0
            return match[0]
        if match["head"] is not None:
            align = match["align"]
            return f'<th scope="col"{align}>{match["head"]}</th>' if match["head"] else "<td></td>"
        if match[0] == "</table>":
            return "</table></div>"
        self._count += 1
        return f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(self._name)}"><table>'

    @property
    def _name(self) -> str:
        number = f" {self._count}" if self._count > 1 else ""
        return f"Table{number}: {self._heading}" if self._heading else f"Table{number}"


def _mark_links_out(html: str) -> str:
    """Give other sites no handle on the page that links to them."""
    return _LINK_OUT.sub('<a rel="noopener" href="', html)


_BLOCKS = nh3.Cleaner(
    tags=set(_TAGS.split()),
    attributes=_ATTRIBUTES,
    allowed_classes=_CLASSES,
    clean_content_tags=_DROPPED_WHOLE,
    url_schemes=_SCHEMES,
    link_rel=None,
)
_INLINE = nh3.Cleaner(
    tags=set(_INLINE_TAGS.split()),
    attributes={"a": {"href", "title"}, "abbr": {"title"}},
    allowed_classes={"a": {"glossed"}},
    clean_content_tags=_DROPPED_WHOLE,
    url_schemes=_SCHEMES,
    link_rel=None,
)
