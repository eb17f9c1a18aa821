"""The analysis: from records and questions to the figures of each question and of the bank.

The score of a form is the share of right answers over its counted questions; a rest score leaves the question itself
out. Both are taken over what that person was asked, which differs from form to form: rehearsals are drawn alike over
the whole outline, so their shares lie on one scale. Practice, which a learner builds, gives shares of options but no
score.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from math import sqrt
from statistics import median

from webapp.domain.items import correlation, discrimination, reliability
from webapp.domain.items.choices import OPEN, Judged
from webapp.domain.items.counting import AnswerRecord
from webapp.domain.items.figures import FEWEST_RANKED, BankFigures, ChoiceFigures, QuestionFigures
from webapp.domain.items.ledger import FEWEST_ASKED, Cell, Ledger
from webapp.domain.items.reliability import Covariation

FAST_PART = 3
"""A wrong answer is fast when it took less than a third of the usual time of a right one."""
FEWEST_TIMED = 10


@dataclass(frozen=True)
class Analysis:
    """The figures of a bank and of every version that was answered."""

    bank: BankFigures
    questions: Mapping[str, QuestionFigures]


@dataclass(frozen=True)
class _Line:
    """People who gave one answer and have one score: `total` and `rest` are shares, None without a score."""

    answer: str
    right: bool
    people: int
    total: float | None
    rest: float | None


def analyse(
    exam: str,
    records: Iterable[AnswerRecord],
    keys: Mapping[str, Judged],
    *,
    questions: int,
    fewest: int = FEWEST_ASKED,
) -> Analysis:
    """Analyse the records of an exam whose forms have so many questions; `fewest` make a score."""
    ledger = Ledger(keys, fewest)
    for record in records:
        ledger.enter(record)
    found = {version: _figures(exam, ledger, version) for version in ledger.cells}
    ranked = {version: each for version, each in found.items() if each.ranked and not each.set_aside}
    shares = {version: _share_of_ranked(ledger, version) for version in ranked}
    pairs = reliability.covariation(ledger.forms(), shares)
    length = questions or max((asked for _, asked in ledger.scores), default=0)
    for version, each in ranked.items():
        without = pairs.pairs(without=version)
        found[version] = replace(each, alpha=without.alpha(length - 1) if without else None)
    return Analysis(_bank(exam, ledger, pairs, found.values(), length), found)


def _share_of_ranked(ledger: Ledger, version: str) -> float:
    """The share of right answers among those with a score, which the pairs are taken over."""
    key = ledger.keys[version]
    held = [(cell, people) for cell, people in ledger.cells[version].items() if cell[2]]
    right = sum(people for (answer, _, _), people in held if key.is_right(answer))
    return right / sum(people for _, people in held)


def _figures(exam: str, ledger: Ledger, version: str) -> QuestionFigures:
    """The figures of one version."""
    key = ledger.keys[version]
    lines = [_line(key, cell, people) for cell, people in ledger.cells[version].items()]
    ranked = [line for line in lines if line.rest is not None]
    seconds, wrong_timed, fast = _times(ledger, version)
    return QuestionFigures(
        exam=exam,
        question=key.question.id,
        version=version,
        answers=sum(line.people for line in lines),
        right=sum(line.people for line in lines if line.right),
        ranked=sum(line.people for line in ranked),
        item_total=correlation.correlation((line.right, line.total or 0.0, line.people) for line in ranked),
        r=correlation.correlation((line.right, line.rest or 0.0, line.people) for line in ranked),
        d=_discrimination(ranked),
        choices=_choices(key, lines, ranked),
        seconds=seconds,
        wrong_timed=wrong_timed,
        fast=fast,
        set_aside=key.set_aside,
    )


def _line(key: Judged, cell: Cell, people: int) -> _Line:
    """A cell of the ledger as shares."""
    answer, total, asked = cell
    right = key.is_right(answer)
    if not asked:
        return _Line(answer, right, people, None, None)
    if key.set_aside:
        return _Line(answer, right, people, total / asked, total / asked)
    return _Line(answer, right, people, total / asked, (total - right) / (asked - 1))


def _scores(lines: Iterable[_Line]) -> Counter[float]:
    """People by score."""
    counted: Counter[float] = Counter()
    for line in lines:
        counted[line.total or 0.0] += line.people
    return counted


def _discrimination(ranked: list[_Line]) -> float | None:
    """D by the score of the whole form."""
    if not ranked:
        return None
    return discrimination.discrimination(_scores(line for line in ranked if line.right), _scores(ranked))


def _choices(key: Judged, lines: list[_Line], ranked: list[_Line]) -> tuple[ChoiceFigures, ...]:
    """The distractor table: what is offered in its order, then what else was chosen, and what was left open."""
    made = {line.answer: frozenset(key.chosen(line.answer)) for line in lines}
    chosen: Counter[str] = Counter()
    for line in lines:
        for name in made[line.answer]:
            chosen[name] += line.people
    offered = key.offered
    others = sorted(name for name in chosen if name and name not in offered)
    takers = _Takers(made, ranked, discrimination.groups(_scores(ranked)) if ranked else None)
    return tuple(
        takers.figures(name, chosen[name], key=name in key.right) for name in (*offered, *others, OPEN)
    )


@dataclass(frozen=True)
class _Takers:
    """People with a score, the choices of each answer, and the upper and lower group."""

    made: Mapping[str, frozenset[str]]
    ranked: list[_Line]
    groups: discrimination.Groups | None

    def figures(self, name: str, chosen: int, *, key: bool) -> ChoiceFigures:
        """One row: who chose it, and how they did on the rest."""
        held = [line for line in self.ranked if name in self.made[line.answer]]
        count = sum(line.people for line in held)
        together = correlation.correlation(
            (name in self.made[line.answer], line.rest or 0.0, line.people) for line in self.ranked
        )
        return ChoiceFigures(
            name=name,
            key=key,
            chosen=chosen,
            ranked=count,
            rest=sum((line.rest or 0.0) * line.people for line in held) / count if count else None,
            r=together,
            top=self._top(held),
        )

    def _top(self, held: list[_Line]) -> float | None:
        """The part of the upper group that these people are."""
        if self.groups is None:
            return None
        upper = self.groups.upper
        return sum(upper.get(line.total or 0.0, 0.0) * line.people for line in held) / self.groups.size


def _times(ledger: Ledger, version: str) -> tuple[float | None, int, int]:
    """The median time of right answers, how many wrong ones are timed, and how many of those were fast."""
    wrong, right = ledger.times.get(version, ((), ()))
    if len(right) < FEWEST_TIMED:
        return None, len(wrong), 0
    usual = float(median(right))
    return usual, len(wrong), sum(FAST_PART * each < usual for each in wrong)


def _bank(
    exam: str, ledger: Ledger, pairs: Covariation, found: Iterable[QuestionFigures], length: int
) -> BankFigures:
    """The figures of the whole bank."""
    months = sorted(ledger.months)
    spread = correlation.spread_of(
        [(each.r, each.ranked) for each in found if each.r is not None and each.ranked >= FEWEST_RANKED]
    )
    bank = BankFigures(
        exam=exam,
        records=ledger.records,
        whole=ledger.ranked,
        first=months[0] if months else "",
        last=months[-1] if months else "",
        questions=length,
        spread=spread,
    )
    mean = pairs.pairs()
    alpha = mean.alpha(length) if mean else None
    if mean is None or alpha is None:
        return bank
    asked = sum(count * people for (_, count), people in ledger.scores.items())
    share = sum(right * people for (right, _), people in ledger.scores.items()) / asked
    total = mean.total_variance(length)
    return replace(
        bank,
        mean=share,
        deviation=sqrt(total),
        alpha=alpha,
        kr21=reliability.kr21(length, share * length, total),
        sem=reliability.sem(sqrt(total), alpha),
    )
