"""A question file as it would look in the product, before it joins the bank. Nothing of it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from webapp.catalog.checks.duplicates import TOO_ALIKE
from webapp.catalog.faults import Fault
from webapp.catalog.proof import Proofed, read_proof
from webapp.catalog.similar import Library, Near, texts_of
from webapp.domain.progress.skills import Trap
from webapp.services.work import Work

NEAREST = 3


@dataclass(frozen=True)
class Preview:
    """What was found in a file; `nearest` holds, by question id, what the banks have that says nearly the same.

    The content check refuses an overlap of `limit`.
    """

    faults: tuple[Fault, ...]
    shown: tuple[Proofed, ...]
    nearest: Mapping[str, tuple[Near, ...]]
    in_bank: frozenset[str]
    traps: Mapping[str, Trap]
    limit: float = TOO_ALIKE


def preview(work: Work, raw: bytes, file: str) -> Preview:
    """Read a question file or a case as the content check would read it, and find what is near to it."""
    catalog = work.catalog
    proof = read_proof(raw, file, catalog)
    banked = {question.id: question for bank in catalog.banks.values() for question in bank}
    asked = {each.question.id: each.question for each in proof.shown}
    library = Library({**banked, **asked}.values())
    return Preview(
        faults=proof.faults,
        shown=proof.shown,
        nearest={
            name: library.nearest(texts_of(question), most=NEAREST, but=name)
            for name, question in asked.items()
        },
        in_bank=frozenset(banked.keys() & asked.keys()),
        traps={trap.code: trap for trap in catalog.traps},
    )
