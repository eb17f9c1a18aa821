"""The ledger: records entered one by one, kept as counts of answer and score.

All figures of a question follow from how often each answer was given with each score, so a question costs as much
memory as it has different answers and scores, however many people there are. Only the rights and wrongs of whole forms
are kept one by one, for the pairs of questions that alpha needs.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from webapp.domain.items.choices import Judged
from webapp.domain.items.counting import AnswerRecord
from webapp.domain.items.reliability import Deviations

FEWEST_ASKED = 10
"""A score over fewer questions does not rank anybody."""
UNRANKED = 0

Cell = tuple[str, int, int]
"""An answer, and the right answers and questions of the form it stood in; UNRANKED questions: no score."""


@dataclass
class Ledger:
    """Counts by version, and whole forms; `keys` are the questions that may be entered, by version."""

    keys: Mapping[str, Judged]
    fewest: int = FEWEST_ASKED
    cells: dict[str, Counter[Cell]] = field(default_factory=lambda: defaultdict(Counter))
    times: dict[str, tuple[array[int], array[int]]] = field(default_factory=dict)
    months: Counter[str] = field(default_factory=Counter)
    scores: Counter[tuple[int, int]] = field(default_factory=Counter)
    _rights: dict[tuple[str, str], bool] = field(default_factory=dict)
    _places: dict[str, int] = field(default_factory=dict)
    _forms: list[tuple[array[int], bytes]] = field(default_factory=list)

    def enter(self, record: AnswerRecord) -> None:
        """Enter the answers of one attempt."""
        known = [each for each in record.answers if each.version in self.keys]
        rights = [self._is_right(each.version, each.answer) for each in known]
        scoring = [
            (each.version, right)
            for each, right in zip(known, rights, strict=True)
            if not self.keys[each.version].set_aside
        ]
        ranks = record.whole and len(scoring) >= max(2, self.fewest)
        total = sum(right for _, right in scoring) if ranks else 0
        asked = len(scoring) if ranks else UNRANKED
        for each, right in zip(known, rights, strict=True):
            self.cells[each.version][each.answer, total, asked] += 1
            if each.seconds and each.answer:
                self._time(each.version, each.seconds, right=right)
        self.months[record.month] += 1
        if ranks:
            self.scores[total, asked] += 1
            numbers = array("I", [self._places.setdefault(v, len(self._places)) for v, _ in scoring])
            self._forms.append((numbers, bytes(right for _, right in scoring)))

    @property
    def records(self) -> int:
        """How many records were entered."""
        return self.months.total()

    @property
    def ranked(self) -> int:
        """How many of them have a score."""
        return self.scores.total()

    def forms(self) -> Iterator[Deviations]:
        """The whole forms again, each question with whether it was right."""
        versions = list(self._places)
        for numbers, rights in self._forms:
            yield [(versions[number], right) for number, right in zip(numbers, rights, strict=True)]

    def _is_right(self, version: str, answer: str) -> bool:
        known = self._rights.get((version, answer))
        if known is None:
            known = self._rights[version, answer] = self.keys[version].is_right(answer)
        return known

    def _time(self, version: str, seconds: int, *, right: bool) -> None:
        held = self.times.get(version)
        if held is None:
            held = self.times[version] = (array("I"), array("I"))
        held[right].append(seconds)
