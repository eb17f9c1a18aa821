"""What speaks against a question, in sentences: what was seen, the interval, and over how many answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from webapp.domain.items.choices import OTHER
from webapp.domain.items.suspicion import Reason, Sign, Suspect
from webapp.pages.filters import plural
from webapp.pages.items.wording import nearest, related, span, whole
from webapp.pages.plans.states import State

SURE = State("bad", "Look at it")
PROVISIONAL = State("wait", "Provisional")


@dataclass(frozen=True)
class ReasonLine:
    """One reason: its finding, and the figures it rests on."""

    title: str
    figures: str
    state: State


def reason_lines(suspect: Suspect) -> tuple[ReasonLine, ...]:
    """Every reason, the most severe first."""
    return tuple(_line(reason) for reason in suspect.reasons)


def _line(reason: Reason) -> ReasonLine:
    title, figures = WORDS[reason.sign](reason)
    return ReasonLine(title, figures, SURE if reason.sure else PROVISIONAL)


def choice_words(name: str) -> str:
    """A choice as it is spoken of: option B, place 2 C, another value."""
    if name == OTHER:
        return "another value"
    if name[:1].isalpha():
        return f"option {name.upper()}"
    return f"place {name[:-1]} {name[-1].upper()}" if name[-1:].isalpha() else name


def _interval(reason: Reason) -> tuple[float, float]:
    return reason.interval or (reason.value, reason.value)


def _miskey(reason: Reason) -> tuple[str, str]:
    low, high = (nearest(each) for each in _interval(reason))
    apart = f"The difference lies between {low} and {high} points".replace("-", "−")
    return (
        f"Possible wrong key: the best prefer {choice_words(reason.choice)}",
        (
            f"Of the best 27 % it was chosen by {whole(reason.value)}, the key by {whole(reason.against or 0)}. "
            f"{apart}; {plural(reason.answers, 'score')}."
        ),
    )


def _negative(reason: Reason) -> tuple[str, str]:
    return (
        "Who does better elsewhere does worse here",
        f"Corrected r is {related(reason.value, _interval(reason))}; {plural(reason.answers, 'score')}.",
    )


def _reported(reason: Reason) -> tuple[str, str]:
    return (
        "Readers object to it",
        f"{plural(round(reason.value), 'report')} of this version wait for an answer.",
    )


def _harder(reason: Reason) -> tuple[str, str]:
    return "Much harder than its author expects", _apart(reason)


def _easier(reason: Reason) -> tuple[str, str]:
    return "Much easier than its author expects", _apart(reason)


def _apart(reason: Reason) -> str:
    return (
        f"{whole(reason.value)} are right ({span(_interval(reason))}); expected were "
        f"{whole(reason.against or 0)}; {plural(reason.answers, 'answer')}."
    )


def _strong(reason: Reason) -> tuple[str, str]:
    return (
        f"The better half takes {choice_words(reason.choice)}",
        (
            f"Choosing it goes with a higher rest score: r is {related(reason.value, _interval(reason))}; "
            f"{plural(reason.answers, 'score')}."
        ),
    )


def _fast(reason: Reason) -> tuple[str, str]:
    return (
        "Wrong in haste",
        (
            f"{whole(reason.value)} of the wrong answers ({span(_interval(reason))}) took less than a third of "
            f"the time that right ones usually take; {plural(reason.answers, 'wrong answer')} with a known time."
        ),
    )


def _dead(reason: Reason) -> tuple[str, str]:
    return (
        f"Hardly anybody takes {choice_words(reason.choice)}",
        f"{whole(reason.value)} chose it ({span(_interval(reason))}); {plural(reason.answers, 'answer')}.",
    )


WORDS: dict[Sign, Callable[[Reason], tuple[str, str]]] = {
    Sign.MISKEY: _miskey,
    Sign.NEGATIVE: _negative,
    Sign.REPORTED: _reported,
    Sign.HARDER: _harder,
    Sign.STRONG_DISTRACTOR: _strong,
    Sign.FAST_WRONG: _fast,
    Sign.EASIER: _easier,
    Sign.DEAD_DISTRACTOR: _dead,
}
