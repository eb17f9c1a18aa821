"""Compiled templates for all applications of a process: a test makes its own application, the templates are the same.

Jinja compiles a template the first time an environment is asked for it, and every application has an environment. Here
the code is kept for the next one. It is the very code Jinja made of this file with this text, and code cannot be
changed by running it; what a template draws still comes from its own application. An environment that reads templates
anew when they change compiles them in another way, and does so by itself.
"""

from __future__ import annotations

from types import CodeType

from flask import Flask
from jinja2.bccache import Bucket, BytecodeCache


class CompiledTemplates(BytecodeCache):
    """Code by the template's name and file; code made of another text is made anew."""

    def __init__(self) -> None:
        """Start with none."""
        self._kept: dict[str, tuple[str, CodeType]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give the code that was made of the same text, if there is any."""
        checksum, code = self._kept.get(bucket.key, ("", None))
        if checksum == bucket.checksum and not bucket.environment.auto_reload:
            bucket.code = code

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code."""
        if bucket.code and not bucket.environment.auto_reload:
            self._kept[bucket.key] = (bucket.checksum, bucket.code)


def share() -> None:
    """Let every application that is made from now on in this process share one store of code."""
    Flask.jinja_options = {"bytecode_cache": CompiledTemplates()}
