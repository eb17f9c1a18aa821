"""Which answers count for the statistics of questions, and the record of them that bears no name.

An attempt gives one record, when it first ends. Its answers count when

* the attempt is finished and at least half of its questions were answered (less is an attempt that was given up);
* no reason was shown while it ran (practice that explains each answer teaches for the next one);
* the question was new to this learner (`repeat` is false on the form);
* the question was reached: what lies behind the last one that left a trace on the sheet was not read. One that was
  passed over before that counts as left open, and as not right.

Trial questions count like the others. A record keeps what was answered, not what was right: answers are judged by the
key and the corrections of the day they are looked at. It holds neither learner nor attempt, and of the time only the
month, so it stays when an account is erased.
"""

from __future__ import annotations

from dataclasses import dataclass

from webapp.domain.answers import BLANK, LETTERS, Way
from webapp.domain.exams.attempt import Attempt
from webapp.domain.exams.conditions import Mode
from webapp.domain.exams.form import FormItem


@dataclass(frozen=True, slots=True)
class CountedAnswer:
    """The first answer somebody gave to a question version, in option ids (each is one letter).

    An empty answer was left open. `seconds` is what the browser counted, 0 where it told nothing.
    """

    version: str
    answer: str
    seconds: int = 0


@dataclass(frozen=True)
class AnswerRecord:
    """The answers of one attempt that count.

    `whole` says that the form was drawn over the whole outline (a rehearsal), so that its score ranks people like
    every other such form. `month` is when it ended, such as 2026-11.
    """

    exam: str
    whole: bool
    month: str
    answers: tuple[CountedAnswer, ...]


def record_of(attempt: Attempt) -> AnswerRecord | None:
    """What counts of an attempt, or None when nothing does."""
    if not attempt.finished or attempt.conditions.feedback or is_given_up(attempt):
        return None
    reached = max(attempt.sheet, default=0)
    answers = tuple(
        _counted(attempt, position, item)
        for position, item in attempt.form.numbered()
        if position <= reached and not item.repeat
    )
    if not answers:
        return None
    ended = attempt.finished_at or attempt.deadline
    whole = attempt.conditions.mode is Mode.REHEARSAL
    return AnswerRecord(attempt.exam, whole, f"{ended:%Y-%m}", answers)


def is_given_up(attempt: Attempt) -> bool:
    """Whether fewer than half of the questions were answered."""
    return 2 * attempt.answered < len(attempt.form)


def _counted(attempt: Attempt, position: int, item: FormItem) -> CountedAnswer:
    entry = attempt.entry(position)
    return CountedAnswer(item.version, in_ids(item, entry.answer), entry.spent)


def in_ids(item: FormItem, answer: str) -> str:
    """An answer to an item as it was shown, in the ids of its options."""
    if item.kind.way is Way.ENTER or not answer:
        return answer
    letters = [each if each == BLANK else item.order[LETTERS.index(each)] for each in answer]
    return "".join(sorted(letters) if item.kind.way is Way.CHOOSE else letters)
