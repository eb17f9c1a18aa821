"""Reading YAML so that every value knows its line.

PyYAML alone reads the answer `no` as false, `1:30` as 90 and keeps the second of two equal keys in silence. Here the
core schema of YAML 1.2 holds: only true, false, null, decimal numbers and their like are anything but text, a date is
text until a model asks for one, and a key that stands twice is a fault. Anchors, aliases and tags have no use in
content and are refused, so that no short file can unfold into an endless one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

import yaml
from yaml import CSafeLoader
from yaml.events import CollectionEndEvent, CollectionStartEvent
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from webapp.catalog.faults import Fault

Steps = tuple[str | int, ...]
"""The way to a value: keys of mappings and places in lists, from the top."""

DEEPEST = 20
_TRUE = {"true", "True", "TRUE"}
_FALSE = {"false", "False", "FALSE"}
_NULL = {"", "~", "null", "Null", "NULL"}
_PLAIN_TAGS = {
    f"tag:yaml.org,2002:{name}"
    for name in ("str", "int", "float", "bool", "null", "timestamp", "merge", "value")
}
_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_DECIMAL = re.compile(r"[-+]?(0|[1-9][0-9]*)?\.[0-9]+")
_BEYOND_TEXT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ue000-\uf8ff]")


@dataclass(frozen=True)
class Sheet:
    """One YAML text as read: plain values, and the line each of them stands on."""

    file: str
    value: Any
    lines: Mapping[Steps, int] = field(repr=False)

    def known(self, *steps: str | int) -> Steps:
        """These steps without those that lead nowhere."""
        here: Steps = ()
        for step in steps:
            if (*here, step) in self.lines:
                here = (*here, step)
        return here

    def line(self, *steps: str | int) -> int:
        """The line of the value at the end of these steps, as far as they lead."""
        return self.lines.get(self.known(*steps), 1)

    def fault(self, reason: str, *steps: str | int) -> Fault:
        """A fault at the value at the end of these steps."""
        return Fault(self.file, self.line(*steps), reason)


class _Refused(Exception):
    """A node that cannot be taken, with the line it stands on."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(reason)
        self.line = line
        self.reason = reason


@dataclass
class Desk:
    """A content folder being read: its files, the faults found on the way, and the hash of all that was read."""

    folder: Path
    faults: list[Fault] = field(default_factory=list)
    hashes: dict[str, str] = field(default_factory=dict)

    def files(self, pattern: str) -> list[Path]:
        """The files a pattern finds, in the order of their names."""
        return sorted(path for path in self.folder.glob(pattern) if path.is_file())

    def name(self, path: Path) -> str:
        """A file's name from the content folder on."""
        return path.relative_to(self.folder).as_posix()

    def text(self, path: Path) -> str | None:
        """The text of a file, or None with a fault."""
        try:
            raw = path.read_bytes()
        except OSError as error:
            self.faults.append(Fault(self.name(path), 1, f"cannot be read: {error.strerror}"))
            return None
        self.hashes[self.name(path)] = sha256(raw).hexdigest()
        return self.decoded(raw, self.name(path))

    def decoded(self, raw: bytes, file: str) -> str | None:
        """The text of bytes, or None with a fault."""
        try:
            text = raw.decode("utf-8").replace("\r\n", "\n")
        except UnicodeDecodeError as error:
            line = raw.count(b"\n", 0, error.start) + 1
            self.faults.append(Fault(file, line, "is not UTF-8 text"))
            return None
        odd = _BEYOND_TEXT.search(text)
        if odd:
            line = text.count("\n", 0, odd.start()) + 1
            reason = f"holds the character U+{ord(odd[0]):04X}, which is no text"
            self.faults.append(Fault(file, line, reason))
            return None
        return text

    def sheet(self, path: Path) -> Sheet | None:
        """A YAML file as read, or None with a fault."""
        text = self.text(path)
        return None if text is None else self.yaml(text, self.name(path))

    def yaml(self, text: str, file: str, first_line: int = 1) -> Sheet | None:
        """YAML that begins at a line of a file, or None with a fault."""
        lines: dict[Steps, int] = {}
        try:
            node = _compose(text)
            value = None if node is None else _value(node, (), lines, first_line, set())
        except _Refused as refused:
            self.faults.append(Fault(file, refused.line + first_line, refused.reason))
            return None
        return Sheet(file, value, {(): first_line, **lines})


def find_too_deep(text: str) -> int | None:
    """The line on which YAML is nested deeper than content ever is, or None.

    The events are read one by one. Composing recurses in C and would end the process on what a stranger may send.
    """
    depth = 0
    try:
        for event in yaml.parse(text, Loader=CSafeLoader):
            depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
            if depth > DEEPEST:
                return event.start_mark.line + 1 if event.start_mark else 1
    except yaml.YAMLError:
        pass  # composing tells what is wrong and where
    return None


def _compose(text: str) -> Node | None:
    """The nodes of one YAML document."""
    try:
        node: Node | None = yaml.compose(text, Loader=CSafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise _Refused(mark.line if mark else 0, f"is not YAML: {error.problem or error.context}") from None
    except yaml.YAMLError as error:
        raise _Refused(0, f"is not YAML: {error}") from None
    return node


def _value(node: Node, steps: Steps, lines: dict[Steps, int], first_line: int, seen: set[int]) -> Any:
    """A node as a plain value; notes its line and that of everything in it."""
    line = node.start_mark.line
    lines.setdefault(steps, line + first_line)
    if id(node) in seen:
        raise _Refused(line, "repeats a value by an alias; write it out")
    seen.add(id(node))
    if isinstance(node, ScalarNode) and node.tag in _PLAIN_TAGS:
        return _scalar(node)
    if isinstance(node, SequenceNode) and node.tag == "tag:yaml.org,2002:seq":
        return [_value(each, (*steps, at), lines, first_line, seen) for at, each in enumerate(node.value)]
    if isinstance(node, MappingNode) and node.tag == "tag:yaml.org,2002:map":
        return _mapping(node, steps, lines, first_line, seen)
    raise _Refused(line, f"bears the tag {node.tag}; content has no tags")


def _mapping(
    node: MappingNode, steps: Steps, lines: dict[Steps, int], first_line: int, seen: set[int]
) -> dict[str, Any]:
    """A mapping whose keys are text and stand once."""
    taken: dict[str, Any] = {}
    for key, value in node.value:
        line = key.start_mark.line
        if not isinstance(key, ScalarNode):
            raise _Refused(line, "has a key that is no text")
        if key.value in taken:
            raise _Refused(line, f"`{key.value}` stands twice")
        lines[(*steps, key.value)] = line + first_line
        taken[key.value] = _value(value, (*steps, key.value), lines, first_line, seen)
    return taken


def _scalar(node: ScalarNode) -> str | int | float | bool | None:
    """Text, unless it is plain and one of the few forms of the core schema."""
    text: str = node.value
    if node.style:  # quoted, or a block
        return text
    if text in _NULL:
        return None
    if text in _TRUE or text in _FALSE:
        return text in _TRUE
    if _INTEGER.fullmatch(text):
        return int(text)
    return float(text) if _DECIMAL.fullmatch(text) else text
