"""The compiled copy of the content: the catalogue as it was read, checked and rendered, for the next start.

The copy is plain JSON that pydantic reads into the domain's values, so that nothing in it can run. It is trusted only
while it was made from the very files that lie in the content folder, by this very code: its head names the hash of each
file and of everything that takes part in reading. Times of files are not asked: a checkout, a copy or a backup sets
them at will, and hashing ten thousand questions takes some hundredths of a second.
"""

from __future__ import annotations

import json
import os
import re
import sys
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from types import MappingProxyType
from typing import TypeAlias

from pydantic import TypeAdapter, ValidationError

from webapp.catalog.faults import UnfitContent
from webapp.catalog.loader import load, load_sound
from webapp.catalog.shelf import Catalog

NAME = "catalog.json"
"""The copy's name in the data folder."""

LIBRARIES = ("pydantic", "pydantic-core", "PyYAML", "Markdown", "nh3")
ROOMS = ("catalog", "drawing", "domain")
"""The rooms whose code decides what a catalogue holds."""

Hashes: TypeAlias = Mapping[str, str]
_QUESTIONS = re.compile(r"exams/[^/]+/(questions|cases)/.*|schema/.*")
_WEBAPP = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Copy:
    """A compiled copy as it lies in its file; `files` are the hashes of what it was made from."""

    files: Hashes
    body: bytes

    def catalog(self) -> Catalog | None:
        """The catalogue, or None when the body does not hold one."""
        try:
            read = _adapter().validate_json(self.body)
        except ValidationError:
            return None
        return _with_targets(read, MappingProxyType)


def load_compiled(folder: Path, path: Path) -> Catalog:
    """The catalogue of a content folder: from the copy at `path` if it is current, else read anew and kept there.

    Raises UnfitContent when it has to be read and has faults. A copy that cannot be kept is only a slower next start.
    """
    files = hash_files(folder)
    copy = find(path)
    found = copy.catalog() if copy and copy.files == files else None
    if found is not None:
        return found
    catalog = load(folder)
    if hash_files(folder) == files:  # nothing was saved while it was read
        with suppress(OSError):
            keep(catalog, files, path)
    return catalog


def load_around(folder: Path, path: Path) -> Catalog:
    """The catalogue to look at one question file with: the copy, even if question files were saved since it was made.

    What questions point to is in the other files; when one of those has changed, all is read anew. Question files with
    faults are left out then.
    """
    copy = find(path)
    changed = dict(set(copy.files.items()) ^ set(hash_files(folder).items())) if copy else {}
    if copy and all(_QUESTIONS.fullmatch(name) for name in changed):
        found = copy.catalog()
        if found is not None:
            return found
    try:
        return load_compiled(folder, path)
    except UnfitContent:
        return load_sound(folder)


def find(path: Path) -> Copy | None:
    """The copy in a file, if there is one that this code made and that is whole."""
    try:
        head, _, body = path.read_bytes().partition(b"\n")
        told = json.loads(head)
        whole = told["code"] == hash_code() and told["body"] == sha256(body).hexdigest()
        return Copy(dict(told["files"]), body) if whole else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def keep(catalog: Catalog, files: Hashes, path: Path) -> None:
    """Write a copy beside its place and move it there, so that nobody ever reads half of one; raises OSError."""
    body = _adapter().dump_json(_with_targets(catalog, dict))
    head = {"code": hash_code(), "body": sha256(body).hexdigest(), "files": files}
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")  # for this user's eyes only
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(json.dumps(head).encode() + b"\n" + body)
        Path(beside).replace(path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise


def _with_targets(catalog: Catalog, make: Callable[[dict[str, int]], Mapping[str, int]]) -> Catalog:
    """The catalogue with the roles' targets as another kind of mapping; pydantic writes no frozen ones."""
    roles = (replace(role, targets=make(dict(role.targets))) for role in catalog.roles)
    return replace(catalog, roles=tuple(roles))


def hash_files(folder: Path) -> Hashes:
    """The hash of every file of a content folder, by its name."""
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest() for path in found}


@cache
def hash_code() -> str:
    """The hash of all code and libraries that take part in making a catalogue."""
    seen = sha256(sys.version.encode())
    for library in LIBRARIES:
        seen.update(f"{library} {version(library)}\n".encode())
    for room in ROOMS:
        for path in sorted((_WEBAPP / room).rglob("*.py")):
            seen.update(path.relative_to(_WEBAPP).as_posix().encode() + b"\n" + path.read_bytes())
    return seen.hexdigest()


@cache
def _adapter() -> TypeAdapter[Catalog]:
    """What turns a catalogue into JSON and back; made once it is needed."""
    return TypeAdapter(Catalog)
