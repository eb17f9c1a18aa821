"""How well the banks keep their keys to themselves, as a document: docs/bank-quality.md is written by this alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from webapp.catalog.checks import cues, duplicates, guessers, quality, spread
from webapp.catalog.checks.cues import Cue
from webapp.catalog.checks.quality import Quality
from webapp.catalog.checks.tally import Tally
from webapp.catalog.drafts import Drafts
from webapp.catalog.loader import Inspection

NEAREST = 5
FEWEST = 30
"""Of fewer questions nothing is said: dice are everywhere in so small a bank."""
_HEAD = f"""# What the question banks give away

This page is written by `gantry content quality --write docs/bank-quality.md` and never by hand. It says of each exam
how many questions there are, how they are spread, and how far somebody would come who knows nothing of the matter
but much about tests.

## What this says and what it does not

Each strategy below chooses by the look of the options alone: always the longest, always the most careful one, and so
on. If the look told nothing, it would be right as often as dice are. So every figure stands beside **chance**, and
what counts is the distance in points of a hundred. A strategy may lie up to {cues.MARGIN:g} points over chance, a
guesser up to {guessers.MARGIN:g}; what lies beyond is set in bold. Lying below chance is no fault, and the opposite
strategy is measured too.

The two guessers learn from nine tenths of a bank what right options look like, and are tried on the rest, in turn.
One sees cheap features only (length, echo of the stem, likeness to the others, hedges, collaborative verbs, place and
so on), the other the words of the options and nothing else.

Measured are the questions of kind single and multiple together. A hit is one option taken that is right; where
several options tie, the hit is shared out evenly. In the other kinds there is no one option to guess. In banks with
fewer than {cues.WHOLE} such questions some strategy passes the limit by chance alone; there it is a fault only if its
hits also reach the count in the last column, which chance does in less than one such bank of a hundred. The place in
which an option is written reaches nobody, since options are shuffled for each attempt; it is measured all the same.

Nothing here says that a question is right, clear or worth asking. That is found out by readers:
[item-writing.md](item-writing.md) tells how questions are written, solved blind and guessed blind, and what came
of it.
"""


def document(found: Inspection) -> str:
    """The whole page."""
    tallies = {tally.name: tally for tally in found.tallies}
    parts = [_HEAD]
    parts += ["\n".join(_bank(each, tallies[each.exam])) for each in found.qualities]
    parts.append("\n".join(_pairs(found.drafts)))
    return re.sub(r"\n{3,}", "\n\n", "\n\n".join(part.strip() for part in parts)) + "\n"


def _bank(bank: Quality, tally: Tally) -> Iterator[str]:
    growing = " It is still growing, so what it falls short of is noted and no fault." if bank.growing else ""
    yield f"## {bank.title}"
    yield ""
    yield f"{bank.size} questions, {bank.seen} of them of kind single or multiple.{growing}"
    yield from _sides(tally)
    if bank.shares:
        yield from _table(
            ("share", "per cent", "wished", "tolerance"),
            (
                (f"{each.side} {each.name}", _span(each), f"{each.wanted:.0f}", f"± {each.tolerance:g}")
                for each in bank.shares
            ),
        )
    if bank.seen < FEWEST:
        yield f"Fewer than {FEWEST} questions have options to look at, too few to measure what they give away."
        yield ""
    else:
        yield from _measured("strategy", bank.cues)
        yield from _measured("guesser", bank.guessers)
        yield from _options(bank)
    yield from _stems(bank)
    if bank.faults and bank.growing:
        yield "What it falls short of today:"
        yield ""
        yield from (f"* {fault.reason}" for fault in bank.faults)
        yield ""


def _span(share: spread.Share) -> str:
    """A share, or from where to where it reaches when some questions could be counted either way."""
    low, high = f"{share.least:.1f}", f"{share.most:.1f}"
    return low if low == high else f"{low}–{high}"


def _sides(tally: Tally) -> Iterator[str]:
    yield from _table(
        ("seen by", "questions"),
        (
            (side, ", ".join(f"{value}: {count}" for value, count in counts))
            for side, counts in tally.sides
            if side != "case"
        ),
        numbers=False,
    )
    yield from _cases(tally)


def _cases(tally: Tally) -> Iterator[str]:
    cases = [count for side, counts in tally.sides if side == "case" for _, count in counts]
    if cases:
        yield f"{len(cases)} cases hold {sum(cases)} of the questions."
        yield ""


def _measured(kind: str, measured: Sequence[Cue]) -> Iterator[str]:
    yield from _table(
        (kind, "hits", "of", "per cent", "chance", "points", "limit", "rare from"),
        (
            (
                cue.name,
                f"{cue.hits:.1f}",
                f"{cue.trials}",
                f"{100 * cue.hits / cue.trials:.1f}",
                f"{100 * cue.chance / cue.trials:.1f}",
                f"{'**' if cue.beyond else ''}{cue.points:+.1f}{'**' if cue.beyond else ''}",
                f"+{cue.margin:g}",
                f"{cue.limit}",
            )
            for cue in measured
        ),
    )


def _options(bank: Quality) -> Iterator[str]:
    """The length of options, and the absolutes in them."""
    keys, wrong = bank.option_words
    side = bank.absolutes
    yield f"* Right options have {keys:.1f} words on average, wrong ones {wrong:.1f}."
    yield (
        f"* *All*, *always*, *never* or *only* stand in {side.in_keys} of {side.keys} right options and in "
        f"{side.in_wrong} of {side.wrong} wrong ones: {side.points:+.1f} points in the wrong ones "
        f"(at most {quality.POINTS_OF_ABSOLUTES:g} either way)."
    )


def _stems(bank: Quality) -> Iterator[str]:
    if bank.stems:
        long = sum(words > quality.WORDS_OF_A_STEM for words in bank.stems)
        more = f"{long} have more than {quality.WORDS_OF_A_STEM}, which only questions of a case may"
        none = f"none has more than {quality.WORDS_OF_A_STEM}"
        yield (
            f"* Stems have {bank.stem_median:g} words in the median (at most {quality.MEDIAN_WORDS} in a full bank); "
            f"the longest has {bank.stems[-1]}, and {more if long else none}."
        )
        yield ""


def _pairs(drafts: Drafts) -> Iterator[str]:
    """The nearest questions of all, over every bank and every check of a lesson."""
    questions = drafts.questions
    yield "## The questions most alike"
    yield ""
    yield (
        "Over all exams and lessons together. The overlap is the share of runs of three words that two questions, "
        f"stem and options, have in common. {duplicates.TOO_ALIKE:.0%} would be a fault, and so would "
        f"{duplicates.STEMS_TOO_ALIKE:.0%} between two stems."
    )
    pairs = duplicates.nearest_pairs(questions, NEAREST)
    yield from _table(
        ("question", "and", "overlap"),
        (
            (
                f"`{questions[each.earlier].entry.id}`",
                f"`{questions[each.later].entry.id}`",
                f"{each.overlap:.1%}",
            )
            for each in pairs
        ),
    )


def _table(head: Sequence[str], rows: Iterable[Sequence[str]], *, numbers: bool = True) -> Iterator[str]:
    """A Markdown table; all columns but the first hold numbers, unless it is said that they do not."""
    yield ""
    yield f"| {' | '.join(head)} |"
    yield f"| --- |{(' ---: |' if numbers else ' --- |') * (len(head) - 1)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"
    yield ""
