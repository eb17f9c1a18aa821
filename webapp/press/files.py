"""A template as the file somebody asked for, made once in each process and the same in all of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

from webapp.domain.errors import NotFound
from webapp.domain.templates import Form, Template
from webapp.press import plain

KEPT = 64
TYPES = {
    Form.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Form.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Form.MARKDOWN: "text/markdown; charset=utf-8",
    Form.CSV: "text/csv; charset=utf-8",
}


@dataclass(frozen=True)
class File:
    """A file to take along; `tag` is the hash of its content."""

    name: str
    type: str
    content: bytes
    tag: str


@lru_cache(KEPT)
def make(template: Template, form: Form) -> File:
    """The template as a file; raises NotFound where it is not made in that form."""
    if form not in template.forms:
        raise NotFound
    content = _content(template, form)
    tag = blake2b(content, digest_size=12).hexdigest()
    return File(f"{template.slug}.{form}", TYPES[form], content, tag)


def _content(template: Template, form: Form) -> bytes:
    # The libraries take half a second to load, so only a process that is asked for such a file loads them.
    if template.sheet and form is Form.XLSX:
        from webapp.press.workbooks import xlsx_of  # noqa: PLC0415

        return xlsx_of(template, template.sheet)
    if template.sheet:
        return plain.csv_of(template.sheet).encode()
    if form is Form.DOCX:
        from webapp.press.documents import docx_of  # noqa: PLC0415

        return docx_of(template)
    return plain.markdown_of(template).encode()
