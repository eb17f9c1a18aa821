"""The assets step: joins stylesheets and scripts, gathers fonts and images, and serves all under one fingerprint.

No build tool is needed. When a process starts, the sheets are joined in the order of their layers, and the scripts of
the exam room with all that they import. Everything is written into a folder of the data folder, text beside its
compressed form, unless an earlier start has done so; WhiteNoise serves that folder in front of the application. The
address holds the fingerprint of all files, so a browser may keep them for good, and a sheet may name a font, or a
script another script, by its relative path.
"""

from __future__ import annotations

import gzip
import re
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from pathlib import Path
from wsgiref.headers import Headers

from flask import Flask
from whitenoise import WhiteNoise

from webapp.pages import joined_scripts
from webapp.pages.headers import ON_FILES

SOURCE = Path(__file__).resolve().parent.parent / "static"
SHEETS = (
    "css/tokens.css",
    "css/base.css",
    "css/layout.css",
    "css/components/*.css",
    "css/pages/*.css",
    "css/print.css",
)
APART = "css/apart/*.css"
"""Sheets of pages that are seldom opened: each stays a file of its own, which its pages link beside the one sheet."""
GATHERED = ("fonts/*", "js/*.js", "js/behaviors/*.js", "images/*", "*.svg")
ROOM = "js/room.js"
COMPRESSED = frozenset({".css", ".js", ".svg", ".txt"})
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
SPACE = re.compile(r"\s+")
AROUND = re.compile(r" ?([{};,>]) ?")
YEAR = 31_536_000


@dataclass(frozen=True)
class Assets:
    """Every asset by its name, and the fingerprint of all of them."""

    files: dict[str, bytes]
    fingerprint: str

    @property
    def prefix(self) -> str:
        """The address they are served under."""
        return f"/static/{self.fingerprint}/"

    def url(self, name: str) -> str:
        """The address of one asset; raises KeyError for one that is not there."""
        if name not in self.files:
            raise KeyError(f"there is no asset {name!r}")
        return self.prefix + name


def install(app: Flask, kept_in: Path) -> None:
    """Serve the assets in front of the application, from a folder under `kept_in`, and tell templates where."""
    assets = gathered()
    served = WhiteNoise(
        app.wsgi_app,
        max_age=YEAR,
        allow_all_origins=False,
        immutable_file_test=lambda _path, _url: True,
        add_headers_function=_protect,
    )
    served.add_files(str(written(assets, kept_in)), prefix=assets.prefix)
    app.wsgi_app = served  # type: ignore[method-assign]
    app.jinja_env.globals["asset"] = assets.url


@cache
def gathered() -> Assets:
    """The assets of this process; they do not change while it lives."""
    return gather(SOURCE)


def gather(source: Path) -> Assets:
    """Read the assets of a folder: the stylesheets joined into one, and the scripts of the exam room into another."""
    files = {"site.css": joined(source).encode(), **dict(_apart(source)), **dict(_as_they_are(source))}
    scripts = {name: content.decode() for name, content in files.items() if name.endswith(".js")}
    files[ROOM] = joined_scripts.joined(ROOM, scripts).encode()
    digest = blake2b(digest_size=8)
    for name in sorted(files):
        digest.update(name.encode() + b"\0" + files[name] + b"\0")
    return Assets(files, digest.hexdigest())


def joined(source: Path, *patterns: str) -> str:
    """The one sheet: every sheet in the order of the layers, without comments and idle space."""
    sheets = (path for pattern in patterns or SHEETS for path in sorted(source.glob(pattern)))
    text = COMMENT.sub("", "\n".join(path.read_text(encoding="utf-8") for path in sheets))
    tight = AROUND.sub(r"\1", SPACE.sub(" ", text)).strip()
    return tight.replace(": ", ":").replace(";}", "}").replace("../fonts/", "fonts/")


def _apart(source: Path) -> Iterator[tuple[str, bytes]]:
    """The sheets that stay apart, without comments and idle space too."""
    for path in sorted(source.glob(APART)):
        yield f"css/{path.name}", joined(source, path.relative_to(source).as_posix()).encode()


def _as_they_are(source: Path) -> Iterator[tuple[str, bytes]]:
    """The files that need no joining."""
    for pattern in GATHERED:
        for path in sorted(source.glob(pattern)):
            yield path.relative_to(source).as_posix(), path.read_bytes()


def written(assets: Assets, kept_in: Path) -> Path:
    """The folder of these assets. It appears whole or not at all, and one that is there is left as it is."""
    folder = kept_in / assets.fingerprint
    if folder.is_dir():
        return folder
    kept_in.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(dir=kept_in))
    for name, content in assets.files.items():
        path = draft / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        if path.suffix in COMPRESSED:
            path.with_name(f"{path.name}.gz").write_bytes(_compressed(content))
    try:
        draft.rename(folder)
    except OSError:  # another process was faster
        shutil.rmtree(draft)
    return folder


@cache
def _compressed(content: bytes) -> bytes:
    """Text as it is sent; the same bytes in every process."""
    return gzip.compress(content, compresslevel=9, mtime=0)


def _protect(headers: Headers, _path: str, _url: str) -> None:
    """Say of a file what holds for every answer."""
    for name, value in ON_FILES.items():
        headers[name] = value
