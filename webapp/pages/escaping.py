"""Escaping of what templates write: `markupsafe.escape`, without an object of its own for what needs no escaping."""

from __future__ import annotations

import re
from typing import Any

import markupsafe
from markupsafe import Markup

_special = re.compile("[&<>\"']").search


def escape(value: Any) -> str:
    """The text of a value as it stands in HTML; safe HTML stays as it is."""
    kind = type(value)
    if kind is Markup or (kind is str and not _special(value)):
        return value  # type: ignore[no-any-return]
    return str(value) if kind is int else markupsafe.escape(value)
