"""Count the statements an action sends to the database; the benchmark counts them in the same way."""

from __future__ import annotations

from scripts.benching.statements import count_statements

__all__ = ["count_statements"]
