"""What the kinds beyond single and multiple must be: pairs, steps, regions, gaps and numbers that can be answered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import singledispatch
from itertools import combinations

from webapp.catalog.drafts import QuestionDraft
from webapp.catalog.faults import Fault
from webapp.catalog.fitting import Written
from webapp.catalog.question_models import (
    GAP,
    DropdownEntry,
    HotspotEntry,
    MatchingEntry,
    NumericEntry,
    QuestionEntry,
)
from webapp.domain.answers import LETTERS


def check_kind(question: QuestionDraft) -> Iterator[Fault]:
    """What is wrong with a question by the rules of its kind."""
    return _check(question.entry, question.written)


@singledispatch
def _check(entry: QuestionEntry, written: Written[QuestionEntry]) -> Iterator[Fault]:  # noqa: ARG001
    """Most kinds have no rules of their own."""
    return iter(())


@_check.register
def _(entry: MatchingEntry, written: Written[QuestionEntry]) -> Iterator[Fault]:
    """Left-hand entries that differ, and extra ones that belong nowhere."""
    for place, count in _repeated([pair.left for pair in entry.pairs]):
        yield written.fault(f"stands {count} times on the left", "pairs", place, "left")
    rights = {pair.right for pair in entry.pairs}
    for place, each in enumerate(entry.extra):
        if each.text in rights:
            yield written.fault("belongs to a pair, so it is not extra", "extra", place)
    if len(entry.rights) < 2:
        yield written.fault("needs two different entries on the right", "pairs")


@_check.register
def _(entry: HotspotEntry, written: Written[QuestionEntry]) -> Iterator[Fault]:
    """Regions that the figure has, each once, with letters that do not contradict its own words."""
    places = entry.exhibit.places
    if not places:
        yield written.fault(f"is of kind {entry.exhibit.kind}, which has no regions", "exhibit")
        return
    for place, region in enumerate(entry.regions):
        letter = LETTERS[place].upper()
        if region.at not in places:
            known = "; ".join(", ".join(each) for each in places)
            named = ", ".join(region.at)
            yield written.fault(f"names {named}, which the figure has not; it has {known}", "regions", place)
        elif len(region.at[0]) == 1 and region.at[0].lower() in LETTERS and region.at[0] != letter:
            reason = f"would stand under the letter {letter}, yet the figure calls it {region.at[0]}"
            yield written.fault(reason, "regions", place)
    for place, count in _repeated([region.at for region in entry.regions]):
        yield written.fault(f"is named {count} times", "regions", place, "at")


@_check.register
def _(entry: DropdownEntry, written: Written[QuestionEntry]) -> Iterator[Fault]:
    """A gap for each list of options in turn, all lists of one length, one right option in each."""
    numbers = [int(number) for number in GAP.findall(entry.sentence)]
    if numbers != list(range(1, len(entry.gaps) + 1)):
        wanted = " ".join(f"{{{number}}}" for number in range(1, len(entry.gaps) + 1))
        yield written.fault(f"must hold {wanted}, each once and in this order", "sentence")
    length = len(entry.gaps[0].options)
    for place, gap in enumerate(entry.gaps):
        if len(gap.options) != length:
            reason = f"has {len(gap.options)} options and the first gap {length}; all gaps have as many"
            yield written.fault(reason, "gaps", place)
        right = sum(option.correct for option in gap.options)
        if right != 1:
            yield written.fault(f"has {right} right options; a gap has one", "gaps", place)


@_check.register
def _(entry: NumericEntry, written: Written[QuestionEntry]) -> Iterator[Fault]:
    """A question, a tolerance that is one, and errors that can be told from the answer and from each other."""
    if "?" not in entry.stem:
        yield written.fault("asks nothing", "stem")
    if entry.tolerance < 0:
        yield written.fault("must be at least 0", "tolerance")
    for place, miss in enumerate(entry.misses):
        if abs(miss.value - entry.answer) <= entry.tolerance:
            yield written.fault("is right within the tolerance", "misses", place, "value")
    for (_, one), (place, other) in combinations(enumerate(entry.misses), 2):
        if abs(one.value - other.value) <= 2 * entry.tolerance:
            yield written.fault(f"cannot be told from {one.value}", "misses", place, "value")


def _repeated(names: Sequence[object]) -> Iterator[tuple[int, int]]:
    """The last place of everything that stands more than once, and how often it does."""
    for name, count in Counter(names).items():
        if count > 1:
            yield len(names) - 1 - list(reversed(names)).index(name), count
