"""Attempts in the lists of the pages before an exam: those that run, and those that were sat."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from flask import url_for

from webapp.domain.exams.attempt import RestKind
from webapp.domain.exams.conditions import Mode
from webapp.domain.exams.records import FinishedAttempt, OpenAttempt
from webapp.domain.exams.scoring import Tally
from webapp.pages.filters import day, duration, percent, plural, when

MODES = {Mode.REHEARSAL: "Rehearsal", Mode.STUDY: "Study", Mode.CUSTOM: "Practice"}


@dataclass(frozen=True)
class Running:
    """An attempt that nobody has closed: still running, or over and waiting to be read."""

    title: str
    mode: str
    href: str
    label: str
    words: str
    begun: str


@dataclass(frozen=True)
class Sat:
    """A finished attempt in a list; `kind` and `verdict` are its state."""

    title: str
    href: str
    when: str
    mode: str
    score: str
    interval: str
    repeats: str
    kind: str
    verdict: str


def running(attempt: OpenAttempt, title: str, at: datetime) -> Running:
    """An attempt that nobody has closed, with the way back to it."""
    over, left = attempt.is_over(at), attempt.remaining(at)
    href = (
        url_for("exams.result", attempt_id=attempt.id)
        if over
        else url_for("exams.question", attempt_id=attempt.id, position=attempt.position)
    )
    return Running(
        title=title,
        mode=MODES[attempt.mode],
        href=href,
        label="See the result"
        if over
        else "Continue"
        if left is None
        else f"Continue, {duration(left)} left",
        words="The time is up; what you had saved counts." if over else _clock_words(attempt, at),
        begun=f"{MODES[attempt.mode]} of {plural(attempt.questions, 'question')}, begun {when(attempt.started_at)}",
    )


def _clock_words(attempt: OpenAttempt, at: datetime) -> str:
    """What the clock of a running attempt does."""
    if attempt.rest is None:
        return "No clock runs." if attempt.remaining(at) is None else "The clock is running."
    if attempt.rest.kind is RestKind.PAUSE:
        return "It is paused."
    if at < attempt.rest.ends_at:
        return "A break is running; the clock of the exam stands still."
    return "The break is over, and the clock of the exam runs."


def sat(attempt: FinishedAttempt, titles: Mapping[str, str]) -> Sat:
    """A finished attempt in a list. Only a rehearsal is held against the line of the exam."""
    score = Tally(attempt.right, attempt.scored)
    low, high = (round(bound * 100) for bound in score.interval())
    below = f"Below the line of {attempt.pass_count}"
    rehearsed = attempt.mode is Mode.REHEARSAL
    return Sat(
        title=titles.get(attempt.exam, attempt.exam),
        href=url_for("exams.result", attempt_id=attempt.id),
        when=day(attempt.finished_at),
        mode=MODES[attempt.mode],
        score=f"{attempt.right} of {attempt.scored}",
        interval=f"{low} to {percent(high)}" if attempt.scored else "",
        repeats=plural(attempt.repeats, "repeat") if attempt.repeats else "",
        kind="off" if not rehearsed else "ok" if attempt.passed else "wait",
        verdict="No line" if not rehearsed else "Passed" if attempt.passed else below,
    )


def sat_here(attempt: FinishedAttempt) -> Sat:
    """A finished attempt in the list of its own exam, where it goes by its mode."""
    return replace(sat(attempt, {}), title=MODES[attempt.mode], mode="")
