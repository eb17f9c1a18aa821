"""A lesson file before it is rendered: front matter, prose, and the fences that stand in it.

The fences `check` and `figure` are the project's own. Each leaves one mark in the prose, so that all prose is rendered
together (footnotes and references reach across fences) and the rendered body can be cut at the marks again. Lines keep
their numbers throughout.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from webapp.catalog.faults import Fault

OWN = ("check", "figure")
_OPENING = re.compile(r"^(?P<margin>[ \t]*)(?P<ticks>`{3,}|~{3,})[ \t]*(?P<word>[\w-]*)")
_FRONT = re.compile(r"---[ \t]*\n(?P<front>.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_HEADING = re.compile(r"(?P<hashes>#{1,6})[ \t]+(?P<title>.*?)(?:[ \t]*\{#(?P<anchor>[^}\s]+)\})?[ \t]*$")
_TABLE = re.compile(r"^\s*\|")
_LINK = re.compile(r"(?:\]\(\s*|^\s*\[[^]]+\]:\s*)(?P<kind>lesson|term|template):(?P<target>[^)\s]*)")


@dataclass(frozen=True)
class Fence:
    """The text inside a fence of our own; `line` is the first line inside."""

    kind: str
    text: str
    line: int


@dataclass(frozen=True)
class Line:
    """A line of prose, outside every fence."""

    number: int
    text: str

    @property
    def in_table(self) -> bool:
        """Whether it is a row of a table."""
        return bool(_TABLE.match(self.text))


@dataclass(frozen=True)
class HeadingLine:
    """A heading as written: how deep, which words, which anchor, on which line."""

    level: int
    title: str
    anchor: str
    number: int


@dataclass(frozen=True)
class Link:
    """A link by the name of a lesson, a term or a template, and the line it stands on."""

    kind: str
    target: str
    number: int


@dataclass(frozen=True)
class Manuscript:
    """The body of a lesson: the prose to render, its lines without code, and the fences in order."""

    prose: str
    lines: tuple[Line, ...]
    fences: tuple[Fence, ...]

    @property
    def headings(self) -> tuple[HeadingLine, ...]:
        """Every heading; `anchor` is empty where none is written."""
        found = ((_HEADING.match(line.text), line.number) for line in self.lines)
        return tuple(
            HeadingLine(len(match["hashes"]), match["title"], match["anchor"] or "", number)
            for match, number in found
            if match
        )

    @property
    def links(self) -> tuple[Link, ...]:
        """Every link by name in the prose, then those in the checks."""
        checks = (
            Line(number, text)
            for fence in self.fences
            if fence.kind == "check"
            for number, text in enumerate(fence.text.split("\n"), start=fence.line)
        )
        return tuple(
            Link(match["kind"], match["target"], line.number)
            for line in (*self.lines, *checks)
            for match in _LINK.finditer(line.text)
        )


def mark(place: int) -> str:
    """What stands in the prose where a fence stood; private-use characters, which no file may hold."""
    return f"\ue000{place}\ue001"


MARK = re.compile("\ue000(\\d+)\ue001")
CUT = re.compile(f"(?:<p>)?{MARK.pattern}(?:</p>)?\n?")
"""Where rendered prose is cut: a mark, with the paragraph that Markdown put around it."""


def split_front(text: str) -> tuple[str, str, int] | None:
    """Front matter, body, and the line the body begins on; None when there is no front matter."""
    match = _FRONT.match(text)
    if match is None:
        return None
    return match["front"], text[match.end() :], text.count("\n", 0, match.end()) + 1


def read_body(text: str, file: str, first_line: int, faults: list[Fault]) -> Manuscript:
    """The body with its fences taken out; a fence that is indented or never closed is a fault."""
    prose: list[str] = []
    lines: list[Line] = []
    fences: list[Fence] = []
    source = enumerate(text.split("\n"), start=first_line)
    for number, line in source:
        opening = _OPENING.match(line)
        if opening is None:
            prose.append(line)
            lines.append(Line(number, line))
            continue
        inside, closed = _until_closed(source, opening["ticks"])
        if not closed:
            faults.append(Fault(file, number, "opens a fence that is never closed"))
        if opening["word"] not in OWN:
            prose += [line, *inside, opening["margin"] + opening["ticks"]]
            continue
        if opening["margin"]:
            faults.append(Fault(file, number, f"a {opening['word']} fence stands at the left margin"))
        prose += ["", mark(len(fences)), ""]
        fences.append(Fence(opening["word"], "\n".join(inside) + "\n", number + 1))
    return Manuscript("\n".join(prose), tuple(lines), tuple(fences))


def _until_closed(source: Iterator[tuple[int, str]], ticks: str) -> tuple[list[str], bool]:
    """The lines up to the end of a fence, and whether it ends at all."""
    inside: list[str] = []
    for _, line in source:
        if line.strip().startswith(ticks) and not line.strip().strip(ticks[0]):
            return inside, True
        inside.append(line)
    return inside, False
