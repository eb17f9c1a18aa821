"""Fitting what was read to its model, with the line of everything that does not fit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from webapp.catalog.faults import Fault
from webapp.catalog.reading import Sheet, Steps

E = TypeVar("E")
M = TypeVar("M", bound=BaseModel)
Blame = Callable[[str], Fault]
"""Makes a fault of a reason, at a place that is known already."""
Error = dict[str, Any]
"""One error of a model, as pydantic tells it."""


@dataclass(frozen=True)
class Written(Generic[E]):
    """An entry with the place it was written at, so that a later check can still name the line."""

    entry: E
    sheet: Sheet
    at: Steps = ()

    def fault(self, reason: str, *steps: str | int) -> Fault:
        """A fault at a field of the entry, or at the entry itself."""
        return self.sheet.fault(reason, *self.at, *steps)

    def blame(self, *steps: str | int) -> Blame:
        """Who makes faults at a field of the entry, once there is a reason."""
        return lambda reason: self.fault(reason, *steps)


def fit(model: type[M], sheet: Sheet, faults: list[Fault], *at: str | int) -> Written[M] | None:
    """The entry at the end of these steps, or None with a fault for everything that does not fit."""
    made = attempt(model.model_validate, sheet, faults, *at)
    return None if made is None else Written(made, sheet, at)


def fit_list(model: type[M], sheet: Sheet, faults: list[Fault], *at: str | int) -> tuple[Written[M], ...]:
    """The entries of a list; those that do not fit are left out, each with its faults."""
    found = value_at(sheet, *at)
    if not isinstance(found, list) or not found:
        name = f"`{at[-1]}`" if at else "the file"
        faults.append(sheet.fault(f"{name} must be a list with at least one entry", *at))
        return ()
    made = (fit(model, sheet, faults, *at, place) for place in range(len(found)))
    return tuple(entry for entry in made if entry is not None)


def attempt(make: Callable[[Any], E], sheet: Sheet, faults: list[Fault], *at: str | int) -> E | None:
    """What `make` makes of the value at the end of these steps, or None with a fault for each of its errors."""
    try:
        return make(value_at(sheet, *at))
    except ValidationError as error:
        errors: list[Error] = [dict(each) for each in error.errors(include_url=False)]
        told = (_fault(sheet, (*at, *each["loc"]), each) for each in errors if not _echoes(each))
        faults.extend(dict.fromkeys(told))
        return None


def value_at(sheet: Sheet, *at: str | int) -> Any:
    """The plain value at the end of these steps, or None where they lead nowhere."""
    value = sheet.value
    for step in at:
        if isinstance(value, Mapping):
            value = value.get(step)
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            return None
    return value


def _echoes(error: Error) -> bool:
    """Whether a list is called too short only because entries of it, which have faults of their own, do not count."""
    return bool(error["type"] == "too_short") and len(error["input"]) >= error["ctx"]["min_length"]


def _fault(sheet: Sheet, steps: Steps, error: Error) -> Fault:
    """An error of a model as a fault, in words an author can act on."""
    missing = error["type"] == "missing"
    known = steps if missing else sheet.known(*steps)
    name = next((f"`{step}` " for step in reversed(known) if isinstance(step, str)), "")
    return sheet.fault(name + _reason(error), *steps)


def _reason(error: Error) -> str:
    """What is wrong with a field, as the end of a sentence that begins with its name."""
    kind, context = error["type"], error.get("ctx", {})
    if kind == "literal_error":
        return f"is {_quoted(error['input'])}; it must be {context['expected']}"
    if kind == "union_tag_invalid":
        return f"of kind {_quoted(context['tag'])} is not known; it must be one of {context['expected_tags']}"
    if kind == "value_error":
        return str(context["error"])
    if kind in _REASONS:
        return _REASONS[kind].format(**context)
    said = str(error["msg"])
    return said[:1].lower() + said[1:]


_REASONS = {
    "missing": "is missing",
    "extra_forbidden": "is not a field here",
    "string_type": "must be text; set it in quotes",
    "string_too_short": "is empty",
    "string_pattern_mismatch": "does not have the form {pattern}",
    "too_short": "needs at least {min_length}, and has {actual_length}",
    "too_long": "takes at most {max_length}, and has {actual_length}",
    "int_type": "must be a whole number",
    "bool_type": "must be true or false",
    "tuple_type": "must be a list",
    "dict_type": "must be a mapping of fields",
    "model_type": "must be a mapping of fields",
    "model_attributes_type": "must be a mapping of fields",
    "greater_than_equal": "must be at least {ge}",
    "less_than_equal": "must be at most {le}",
}


def _quoted(value: object) -> str:
    return f"“{value}”" if isinstance(value, str) else str(value)
