"""Markdown → safe HTML with the typography of a book, and the notes of our lessons.

One set of readers serves a whole load: setting one up takes longer than reading a lesson with it. Whatever comes out
passes through one allow-list; figures are drawn by our own pen and are put in after that.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.smarty import SmartyExtension, SubstituteTextPattern
from markdown.treeprocessors import Treeprocessor

from webapp.catalog.cleaning import NOTES, clean, clean_line

NO_BREAK = "\u00a0"
_BLOCKS = ("indent", "code", "hashheader", "setextheader", "hr", "olist", "ulist", "quote", "reference")
_NEEDS_TYPESETTING = re.compile(r"['\"]|\.\.\.| %")


class Typography(SmartyExtension):
    """Curly quotes, ellipses, and no line break between a number and its per cent sign; never in code."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the library named it)
        """Add our pattern to the library's."""
        super().extendMarkdown(md)
        held = SubstituteTextPattern(r"(?<=\d) (?=%)", (NO_BREAK,), md)
        self.inlinePatterns.register(held, "held-percent", 60)


class _Notes(Treeprocessor):
    """Turns admonitions into notes; runs before what stands in them is read for emphasis and quotes."""

    def __init__(self, md: Markdown, traps: Mapping[str, str]) -> None:
        super().__init__(md)
        self._traps = traps

    def run(self, root: Element) -> None:
        """Change every admonition of the tree."""
        for block in root.iter("div"):
            classes = block.get("class", "").split()
            if "admonition" in classes[:1]:
                self._change(block, *classes[1:3])

    def _change(self, block: Element, kind: str, trap: str = "") -> None:
        block.tag = "aside"
        block.set("class", f"note note-{kind}")
        for paragraph in block.findall("p[@class='admonition-title']"):
            paragraph.set("class", "note-title")
        intro = NOTES.get(kind, "")
        if intro:
            line = Element("p", {"class": "note-kind"})
            line.text = f"{intro}: {self._traps.get(trap, trap)}" if trap else intro
            block.insert(0, line)


_ADDRESSES = {"lesson": "/lessons/", "term": "/glossary/", "template": "/templates/"}


class _Links(Treeprocessor):
    """Gives links by name their address; those to terms are marked, so that a script finds them."""

    def run(self, root: Element) -> None:
        """Change every link of the tree."""
        for link in root.iter("a"):
            kind, colon, target = link.get("href", "").partition(":")
            if colon and kind in _ADDRESSES:
                link.set("href", _ADDRESSES[kind] + target)
            if colon and kind == "term":
                link.set("class", "glossed")


class _Lessons(Extension):
    """What lessons have beyond Markdown: notes, and links by the name of a lesson, a term or a template."""

    def __init__(self, traps: Mapping[str, str]) -> None:
        super().__init__()
        self._traps = traps

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the library named it)
        """Notes before inline patterns are read (20), links after."""
        md.treeprocessors.register(_Notes(md, self._traps), "notes", 40)
        md.treeprocessors.register(_Links(md), "lesson-links", 12)


class Renderer:
    """Renders the Markdown of one load; `traps` holds the name of each trap by its code."""

    def __init__(self, traps: Mapping[str, str]) -> None:
        self._blocks = Markdown(
            extensions=[
                "attr_list",
                "admonition",
                "def_list",
                "footnotes",
                "sane_lists",
                "tables",
                "pymdownx.betterem",
                "pymdownx.caret",
                "pymdownx.highlight",
                "pymdownx.superfences",
                "pymdownx.tilde",
                Typography(smart_dashes=False),
                _Lessons(traps),
            ],
            extension_configs={
                "tables": {"use_align_attribute": True},
                "footnotes": {"BACKLINK_TITLE": "Back to the text"},
                "pymdownx.highlight": {"use_pygments": False},
            },
        )
        self._inline = _one_paragraph(
            [
                "pymdownx.betterem",
                "pymdownx.caret",
                "pymdownx.tilde",
                Typography(smart_dashes=False),
                _Lessons({}),
            ]
        )
        self._words = _one_paragraph([Typography(smart_dashes=False)])
        self._words.treeprocessors.deregister("inline")

    def blocks(self, text: str) -> str:
        """Markdown of any length as HTML that is not safe yet; cleaning.py makes it so."""
        return self._blocks.reset().convert(text)

    def prose(self, text: str) -> str:
        """Markdown of a few paragraphs as safe HTML."""
        return clean(self.blocks(text))

    def line(self, text: str) -> str:
        """Markdown that flows inside a line as safe HTML, without a paragraph around it."""
        return clean_line(self._inline.reset().convert(text))

    def words(self, text: str) -> str:
        """Plain words with their quotes turned: text still, not HTML."""
        if not _NEEDS_TYPESETTING.search(text):
            return text
        return unescape(self._words.reset().convert(text).removeprefix("<p>").removesuffix("</p>"))

    def words_in(self, value: Any) -> Any:
        """A plain value of lists and mappings with every text in it set as words."""
        if isinstance(value, str):
            return self.words(value)
        if isinstance(value, dict):
            return {key: self.words_in(each) for key, each in value.items()}
        return [self.words_in(each) for each in value] if isinstance(value, list) else value


def _one_paragraph(extensions: list[str | Extension]) -> Markdown:
    """A reader of Markdown that knows nothing but the line it is in."""
    md = Markdown(extensions=extensions)
    for name in _BLOCKS:
        md.parser.blockprocessors.deregister(name)
    return md
