"""The distractor table of a question: who chose what, and how they did on the other questions of their form."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from markupsafe import Markup

from webapp.domain.items.choices import OPEN, OTHER, has_distractors
from webapp.domain.items.figures import FEWEST_ANSWERS, ChoiceFigures, QuestionFigures, Trust
from webapp.domain.items.suspicion import Sign, remarks
from webapp.domain.questions import Kind, Question
from webapp.drawing import interval_mark
from webapp.pages.items.wording import decimal, span, wanting, whole

MOST_CHOICES = 12
REMARKS = {
    Sign.MISKEY: "the best prefer it to the key",
    Sign.STRONG_DISTRACTOR: "the better half takes it",
    Sign.DEAD_DISTRACTOR: "under 5 %",
}


@dataclass(frozen=True)
class ChoiceRow:
    """A row of the distractor table; `mark` draws the share."""

    label: str
    text: Markup
    key: bool
    remark: str
    mark: Markup
    share: str
    span: str
    rest: str
    r: str
    top: str


def choice_rows(figures: QuestionFigures, question: Question) -> tuple[ChoiceRow, ...]:
    """The distractor table; of questions with many places the key and what was chosen most."""
    if figures.share_trust is Trust.TOO_FEW:
        return ()
    rows = figures.choices
    if len(rows) > MOST_CHOICES:
        most = sorted(rows, key=lambda each: (not each.key, -each.chosen))[:MOST_CHOICES]
        rows = tuple(each for each in rows if each in most)
    texts = _texts(question)
    return tuple(_choice(figures, each, question, texts.get(each.name, Markup())) for each in rows)


def choices_note(figures: QuestionFigures | None) -> str:
    """What the table leaves out."""
    if figures is None or figures.share_trust is Trust.TOO_FEW:
        return wanting(figures.answers if figures else 0, FEWEST_ANSWERS, "answer")
    if len(figures.choices) > MOST_CHOICES:
        return f"The {MOST_CHOICES} choices of {len(figures.choices)} that are right or were made most often"
    return ""


def _choice(figures: QuestionFigures, choice: ChoiceFigures, question: Question, text: Markup) -> ChoiceRow:
    """One choice."""
    tally = figures.share_of(choice)
    low, high = tally.interval()
    trusted = figures.score_trust is not Trust.TOO_FEW
    return ChoiceRow(
        label=_label(choice.name),
        text=text,
        key=choice.key,
        remark=_remark(figures, choice, question) if trusted else "",
        mark=Markup(interval_mark.draw(100 * tally.share, _hundredths(low), _hundredths(high, up=True))),  # noqa: S704 - our own marks
        share=whole(float(tally.share)),
        span=span((low, high)),
        rest=whole(choice.rest) if trusted and choice.rest is not None else "–",
        r=decimal(choice.r) if trusted and choice.r is not None else "–",
        top=whole(choice.top) if trusted and choice.top is not None else "–",
    )


def _remark(figures: QuestionFigures, choice: ChoiceFigures, question: Question) -> str:
    """What the row shows against a wrong option."""
    if figures.set_aside or not has_distractors(question):
        return ""
    return "; ".join(REMARKS[sign] for sign in remarks(figures, choice))


def _hundredths(value: float, *, up: bool = False) -> Fraction:
    """An end of an interval in per cent, moved outwards to a hundredth so that it still holds the share."""
    scaled = int(value * 10_000)
    return Fraction(min(10_000, scaled + up), 100)


def _label(name: str) -> str:
    if name == OPEN:
        return "Left open"
    return "Another value" if name == OTHER else name.upper()


def _texts(question: Question) -> dict[str, Markup]:
    """What each choice says."""
    if question.number:
        return {}
    if question.kind is Kind.DROPDOWN:
        return {
            f"{number}{option.id}": _safe(option.text)
            for number, place in enumerate(question.places, start=1)
            for option in place.options
        }
    if question.places:
        return {
            f"{number}{option.id}": _safe(place.text) + " → " + _safe(option.text)
            for number, place in enumerate(question.places, start=1)
            for option in question.options
        }
    if question.kind is Kind.ORDERING:
        ranks = range(1, len(question.options) + 1)
        return {f"{rank}{option.id}": _safe(option.text) for rank in ranks for option in question.options}
    return {option.id: _safe(option.text) for option in question.options}


def _safe(html: str) -> Markup:
    return Markup(html)  # noqa: S704 - sanitised when the catalogue was read
