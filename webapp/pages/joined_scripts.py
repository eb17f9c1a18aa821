"""Joins a script module with all that it imports into one file, so that a page asks for its scripts once.

Only what our modules are made of is understood: named imports from a relative file, each on a line of its own, and
exported functions and constants. Everything else is refused, so that no file is joined into something else than it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from posixpath import dirname, join, normpath

IMPORT = re.compile(r'^import \{ ([\w, ]+) \} from "(\.\.?/[\w./-]+\.js)";\n', re.MULTILINE)
EXPORT = re.compile(r"^export (?=(?:async function|function|const) (\w+))", re.MULTILINE)
REMARK = re.compile(r"^[ \t]*/\*.*?\*/[ \t]*\n", re.MULTILINE | re.DOTALL)
STRANGE = re.compile(r"^.*?\bimport\b.*$|^export\b.*$", re.MULTILINE)


def joined(entry: str, modules: Mapping[str, str]) -> str:
    """One module that does what the module of this name does, with all that it imports inside it.

    Each module becomes the value of a function that is called once, after those it imports from: what it does not
    export stays its own, and what two others import from it is the same for both.
    """
    order = dict.fromkeys(_in_order(entry, modules, ()))
    names = {name: f"m{number}" for number, name in enumerate(order)}
    return "".join(_wrapped(name, modules, names) for name in names)


def _in_order(name: str, modules: Mapping[str, str], above: tuple[str, ...]) -> Iterator[str]:
    """A module after everything it imports; one that several import comes more than once."""
    if name in above:
        raise ValueError(f"{name} imports itself, by way of {above[-1]}")
    if name not in modules:
        asked = f"{above[-1]} imports" if above else "somebody asks for"
        raise ValueError(f"{asked} {name}, which is not there")
    for _, path in IMPORT.findall(modules[name]):
        yield from _in_order(_beside(name, path), modules, (*above, name))
    yield name


def _wrapped(name: str, modules: Mapping[str, str], names: Mapping[str, str]) -> str:
    """A module as a constant that holds what it exports."""

    def taken(found: re.Match[str]) -> str:
        words, source = found[1].split(", "), _beside(name, found[2])
        missing = {word.partition(" as ")[0] for word in words} - set(EXPORT.findall(modules[source]))
        if missing:
            raise ValueError(f"{name} imports {min(missing)}, which {source} does not export")
        return f"const {{ {', '.join(words).replace(' as ', ': ')} }} = {names[source]};\n"

    text = REMARK.sub("", modules[name])
    given = ", ".join(EXPORT.findall(text))
    body = EXPORT.sub("", IMPORT.sub(taken, text))
    if strange := STRANGE.search(body):
        raise ValueError(f"{name} cannot be joined: {strange[0].strip()}")
    return f"const {names[name]} = (() => {{\n{body.rstrip()}\nreturn {{ {given} }};\n}})();\n"


def _beside(name: str, path: str) -> str:
    """The name of what a module calls by a relative path."""
    return normpath(join(dirname(name), path))
