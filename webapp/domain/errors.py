"""Broken rules. Each error names the rule, not the mechanism; pages/errors.py says how each is shown."""

from __future__ import annotations

from datetime import datetime


class RuleBroken(Exception):
    """A rule of the product was broken; the message is a sentence for the person who did it."""

    message = "That is not possible."

    def __init__(self, message: str | None = None) -> None:
        """Say what happened, in words for a reader; without a message the rule's own sentence is used."""
        super().__init__(message or self.message)

    def add(self, sentence: str) -> None:
        """Say one thing more, behind what is said already."""
        self.args = (f"{self} {sentence}",)


class NotFound(RuleBroken):
    """There is no such thing, or it is not for this person: the two are never told apart."""

    message = "There is nothing here."


class NotAllowed(RuleBroken):
    """The role may not do this at all."""

    message = "Your account may not do this."


class SignedOut(RuleBroken):
    """Nobody is signed in, or the session has ended (a password change, a disabled account)."""

    message = "Please sign in."


class BadInput(RuleBroken):
    """What was sent does not fit. `field` names the form field it belongs to, if there is one."""

    message = "What was sent does not fit."

    def __init__(self, message: str | None = None, *, field: str | None = None) -> None:
        """Name the field so that the page can show the reason beside it."""
        super().__init__(message)
        self.field = field


class TimeIsUp(RuleBroken):
    """The deadline of the attempt has passed."""

    message = "The time is up. Your saved answers count."


class AttemptClosed(RuleBroken):
    """The attempt was handed in already."""

    message = "This attempt has been handed in. Nothing more can change."


class SectionLocked(RuleBroken):
    """The question stands in a section that was closed, or that has not been opened yet."""

    message = "This section is locked. Its answers are kept as they are."


class Resting(RuleBroken):
    """The clock stands still: nothing is answered in a break."""

    message = "A break is running. End it to go on."


class AnswerStands(RuleBroken):
    """The reason has been shown already, so the answer cannot change."""

    message = "You have seen the reason for this question, so its answer stands."


class Stale(RuleBroken):
    """A newer answer to this question was saved elsewhere; the newer one is kept."""

    message = "A newer answer was saved from another page. It has been kept; here it is."


class WrongState(RuleBroken):
    """The move does not fit the state the thing is in."""

    message = "That does not fit the present state."


class TooManyTries(RuleBroken):
    """Signing in has failed too often; `until` is the moment it may be tried again (UTC)."""

    message = "Too many tries. Please wait a little."

    def __init__(self, until: datetime) -> None:
        """Keep the moment so that the page can say how long to wait."""
        super().__init__()
        self.until = until


class Collision(Exception):
    """Two writers met and this one lost: the whole work may be done again from its start."""


class Unavailable(Exception):
    """The database is away, locked or full: nothing was written, and the same can be asked again in a while."""
