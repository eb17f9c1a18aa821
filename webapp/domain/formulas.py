"""The formulas of a sheet: arithmetic over columns, and counting a mark among them.

`{Probability} * {Impact}` is arithmetic with + - * / and parentheses; `count A in {Sponsor}..{Trainer}` counts the
cells from one column to another whose text holds the mark. Both are computed here exactly and told to a spreadsheet
in its own words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal, DivisionByZero, InvalidOperation

_TOKEN = re.compile(r"\s*(?:\{(?P<name>[^{}]+)\}|(?P<number>\d+(?:\.\d+)?)|(?P<sign>[-+*/()]))")
_COUNT = re.compile(r"count (?P<mark>[A-Za-z]+) in \{(?P<first>[^{}]+)\}\.\.\{(?P<last>[^{}]+)\}")


class UnfitFormula(ValueError):
    """A formula that cannot be read; its words say why."""


@dataclass(frozen=True)
class Formula:
    """A formula as written; `names` are the columns it reads, first to last where it counts."""

    text: str
    names: tuple[str, ...]
    mark: str = ""


def read(text: str, columns: Sequence[str]) -> Formula:
    """The formula of a column, which may read the columns before it; raises UnfitFormula."""
    counting = _COUNT.fullmatch(text.strip())
    formula = (
        Formula(text.strip(), (counting["first"], counting["last"]), counting["mark"])
        if counting
        else Formula(text.strip(), tuple(dict.fromkeys(_names(text))))
    )
    unknown = [name for name in formula.names if name not in columns]
    if unknown:
        raise UnfitFormula(f"reads {{{unknown[0]}}}, which is no column before it")
    if not formula.mark:
        with suppress(DivisionByZero, InvalidOperation):
            _Reader(text, lambda _name: Decimal(1)).whole()
    elif columns.index(formula.names[0]) > columns.index(formula.names[1]):
        raise UnfitFormula(f"counts from {{{formula.names[0]}}}, which stands after {{{formula.names[1]}}}")
    return formula


def value(formula: Formula, row: Mapping[str, str]) -> Decimal | None:
    """What the formula makes of a row; None while something it reads is empty."""
    if formula.mark:
        names = list(row)
        span = names[names.index(formula.names[0]) : names.index(formula.names[1]) + 1]
        marks = [row[name] for name in span if row[name]]
        return Decimal(sum(formula.mark in mark for mark in marks)) if marks else None
    if any(not row[name] for name in formula.names):
        return None
    try:
        return _Reader(formula.text, lambda name: Decimal(row[name])).whole()
    except (DivisionByZero, InvalidOperation):
        return None


def in_words(formula: Formula) -> str:
    """The formula as a reader sees it."""
    if formula.mark:
        return f"the number of {formula.mark} from {formula.names[0]} to {formula.names[1]}"
    signs = {"*": "×", "/": "÷", "-": "−"}
    return "".join(
        match["name"] or match["number"] or _spaced(signs.get(match["sign"], match["sign"]))
        for match in _TOKEN.finditer(formula.text)
    )


def for_cells(formula: Formula, cell: Callable[[str], str]) -> str:
    """The formula as a spreadsheet has it; `cell` names the cell of a column in the row."""
    cells = [cell(name) for name in formula.names]
    if formula.mark:
        span = f"{cells[0]}:{cells[1]}"
        return f'=IF(COUNTA({span})=0,"",COUNTIF({span},"*{formula.mark}*"))'
    computed = "".join(
        cell(match["name"]) if match["name"] else match["number"] or match["sign"]
        for match in _TOKEN.finditer(formula.text)
    )
    return f'=IF(COUNT({",".join(cells)})<{len(cells)},"",{computed})'


def _spaced(sign: str) -> str:
    return sign if sign in "()" else f" {sign} "


def _names(text: str) -> list[str]:
    return [match["name"] for match in _TOKEN.finditer(text) if match["name"]]


class _Reader:
    """Reads arithmetic from left to right, the dots before the dashes."""

    def __init__(self, text: str, look: Callable[[str], Decimal]) -> None:
        self._look = look
        self._tokens: list[tuple[str, str]] = []
        at = 0
        while text[at:].strip():
            match = _TOKEN.match(text, at)
            if match is None:
                raise UnfitFormula(f"cannot be read at “{text[at:].strip()[:20]}”")
            self._tokens.append((str(match.lastgroup), match[str(match.lastgroup)]))
            at = match.end()
        self._tokens.append(("end", ""))

    def whole(self) -> Decimal:
        """The value of the whole text."""
        found = self._sum()
        if self._tokens[0][0] != "end":
            raise UnfitFormula(f"has “{self._tokens[0][1]}” where it should end")
        return found

    def _sum(self) -> Decimal:
        found = self._product()
        while self._tokens[0] in {("sign", "+"), ("sign", "-")}:
            _, sign = self._tokens.pop(0)
            found = found + self._product() if sign == "+" else found - self._product()
        return found

    def _product(self) -> Decimal:
        found = self._one()
        while self._tokens[0] in {("sign", "*"), ("sign", "/")}:
            _, sign = self._tokens.pop(0)
            found = found * self._one() if sign == "*" else found / self._one()
        return found

    def _one(self) -> Decimal:
        kind, text = self._tokens.pop(0)
        if kind == "name":
            return self._look(text)
        if kind == "number":
            return Decimal(text)
        if text != "(":
            raise UnfitFormula(f"needs a column or a number before “{text}”" if text else "ends too soon")
        found = self._sum()
        if self._tokens.pop(0) != ("sign", ")"):
            raise UnfitFormula("has a parenthesis that is never closed")
        return found
