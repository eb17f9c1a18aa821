"""Forms as the database keeps them: one text, read back into the same value.

A form never changes once its attempt has begun, so one that was read before is not read again: a page of an attempt
costs the same with 180 questions as with 50.
"""

from __future__ import annotations

import json
from datetime import timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import Dialect, Text
from sqlalchemy.types import TypeDecorator

from webapp.domain.exams.form import Form, FormItem, Section
from webapp.domain.questions import Kind


class FormText(TypeDecorator[Form]):
    """A form, as a compact JSON text."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Form | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - SQLAlchemy's signature
        """The text of a form."""
        return None if value is None else write(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Form | None:  # noqa: ARG002 - as above
        """The form again."""
        return None if value is None else read(value)


def write(form: Form) -> str:
    """A form as text; option ids are single letters, so their order is one word."""
    value = {
        "items": [
            [
                i.question,
                i.version,
                i.task,
                "".join(i.order),
                i.choose,
                i.key,
                i.kind,
                i.scored,
                i.repeat,
                i.case,
            ]
            for i in form.items
        ],
        "parts": [
            [part.code, part.title, part.first, part.last, part.break_after.total_seconds(), part.lock]
            for part in form.parts
        ],
    }
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


@lru_cache(maxsize=512)
def read(text: str) -> Form:
    """The form of a text."""
    value = json.loads(text)
    return Form(tuple(map(_item, value["items"])), tuple(map(_section, value["parts"])))


def _item(value: list[Any]) -> FormItem:
    question, version, task, order, choose, key, kind, scored, repeat, case = value
    return FormItem(question, version, task, tuple(order), choose, key, Kind(kind), scored, repeat, case)


def _section(value: list[Any]) -> Section:
    code, title, first, last, seconds, lock = value
    return Section(code, title, first, last, timedelta(seconds=seconds), lock)
