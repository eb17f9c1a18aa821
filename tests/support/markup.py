"""HTML as a strict reader sees it: every element closed where it should be, and a tree to ask questions of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
UNWORDED = frozenset({"script", "style", "template"})
PART = re.compile(r'#(?P<id>[\w-]+)|\.(?P<kind>[\w-]+)|\[(?P<name>[\w:-]+)(?:="?(?P<value>[^"\]]*)"?)?\]')


@dataclass(eq=False)
class Element:
    """An element with its attributes and what it holds: elements and text, in order."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    inside: list[Element | str] = field(default_factory=list)
    parent: Element | None = None

    @property
    def text(self) -> str:
        """The words in it, with white space made plain."""
        return " ".join("".join(self._words()).split())

    @property
    def classes(self) -> frozenset[str]:
        """The names in its class attribute."""
        return frozenset(self.get("class").split())

    def get(self, name: str) -> str:
        """An attribute, or nothing."""
        return self.attributes.get(name, "")

    def every(self) -> Iterator[Element]:
        """Each element in it, in the order of the page."""
        for each in self.inside:
            if isinstance(each, Element):
                yield each
                yield from each.every()

    def select(self, selector: str, *, text: str | None = None) -> list[Element]:
        """Elements fitting a simple selector (`form.inline #id [name=x]`, a space means inside), with these words."""
        *outer, last = selector.split()
        return [
            each
            for each in self.every()
            if _fits(each, last) and _stands_in(each, outer) and (text is None or text in each.text)
        ]

    def within(self, tag: str) -> Element | None:
        """The nearest element of that tag round this one."""
        outer = self.parent
        while outer is not None and outer.tag != tag:
            outer = outer.parent
        return outer

    def _words(self) -> Iterator[str]:
        for each in self.inside:
            if isinstance(each, str):
                yield each
            elif each.tag == "br":
                yield " "
            elif each.tag not in UNWORDED:
                yield from each._words()  # a sister of ours
                yield "" if each.tag in INLINE else " "


INLINE = frozenset(
    {
        "a",
        "abbr",
        "b",
        "bdi",
        "cite",
        "code",
        "del",
        "em",
        "i",
        "ins",
        "kbd",
        "mark",
        "q",
        "s",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "u",
        "var",
    }
)


def _fits(element: Element, part: str) -> bool:
    """Whether one part of a selector fits."""
    tag = re.match(r"[\w-]*", part)
    if tag and tag[0] not in {"", element.tag}:
        return False
    for found in PART.finditer(part):
        if found["id"] and element.get("id") != found["id"]:
            return False
        if found["kind"] and found["kind"] not in element.classes:
            return False
        if found["name"] and not _has(element, found["name"], found["value"]):
            return False
    return True


def _has(element: Element, name: str, value: str | None) -> bool:
    return name in element.attributes and value in {None, element.get(name)}


def _stands_in(element: Element, outer: list[str]) -> bool:
    """Whether the outer parts of a selector fit elements round this one, from the inside out."""
    waiting = list(outer)
    above = element.parent
    while waiting and above is not None:
        if _fits(above, waiting[-1]):
            waiting.pop()
        above = above.parent
    return not waiting


class Reader(HTMLParser):
    """Reads a page into a tree and notes each place where it is not well formed."""

    def __init__(self) -> None:
        """Start with an empty document."""
        super().__init__(convert_charrefs=True)
        self.root = Element("#document")
        self.faults: list[str] = []
        self.doctype = ""
        self._open = [self.root]

    def handle_decl(self, decl: str) -> None:
        """Keep the doctype."""
        self.doctype = decl

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        element = self._add(tag, attrs)
        if tag not in VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take an element that closes itself: fine for void ones and inside SVG or MathML."""
        foreign = any(each.tag in {"svg", "math"} for each in self._open) or tag in {"svg", "math"}
        if tag not in VOID and not foreign:
            self._note(f"<{tag}/> does not close itself in HTML")
        self._add(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """Close the element that is open."""
        if tag == self._open[-1].tag:
            self._open.pop()
        else:
            self._note(f"</{tag}> while <{self._open[-1].tag}> is open")
            while any(each.tag == tag for each in self._open) and self._open.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        """Take text."""
        self._open[-1].inside.append(data)

    def close(self) -> None:
        """End the document."""
        super().close()
        self.faults.extend(f"<{each.tag}> is never closed" for each in self._open[1:])

    def _add(self, tag: str, attrs: list[tuple[str, str | None]]) -> Element:
        names = [name for name, _ in attrs]
        for name in {name for name in names if names.count(name) > 1}:
            self._note(f"<{tag}> has {name} twice")
        element = Element(tag, {name: value or "" for name, value in attrs}, parent=self._open[-1])
        self._open[-1].inside.append(element)
        return element

    def _note(self, fault: str) -> None:
        line, _ = self.getpos()
        self.faults.append(f"line {line}: {fault}")


def read(html: str) -> Reader:
    """Read a page."""
    reader = Reader()
    reader.feed(html)
    reader.close()
    return reader
