"""What those who look after an attempt see of it: times and counts. No answer, no key and no question stands here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import url_for

from webapp.domain.exams import clock
from webapp.domain.exams.attempt import Attempt
from webapp.domain.exams.attempt import State as AttemptState
from webapp.domain.exams.regrade import PastScore
from webapp.domain.exams.standing import Log, RunningAttempt, Standing
from webapp.pages.accommodations.presenters import TimeLine, time_line
from webapp.pages.accommodations.words import MODES, allowed
from webapp.pages.filters import ago, clock_time, duration, plural, when
from webapp.pages.plans.states import State
from webapp.services.time_grants import Look, Watch, is_reopenable

QUIET = timedelta(minutes=10)
REFUSED = {"TimeIsUp": "after the time was up", "AttemptClosed": "after it was handed in"}


@dataclass(frozen=True)
class AttemptPage:
    """How one attempt stands. `button` is empty where no time can be added; then `no_time` says why."""

    title: str
    learner: str
    opening: str
    state: State
    facts: tuple[tuple[str, str], ...]
    saves: tuple[tuple[str, str], ...]
    gap: str
    refused: tuple[str, ...]
    grants: tuple[TimeLine, ...]
    past: tuple[str, ...]
    button: str
    no_time: str
    action: str
    person_url: str


@dataclass(frozen=True)
class RunningRow:
    """One attempt in the list of those that run."""

    name: str
    exam: str
    left: State
    saved: str
    saves: str
    gap: State | None
    url: str


@dataclass(frozen=True)
class RunningPage:
    """The attempts that run."""

    title: str
    opening: str
    rows: tuple[RunningRow, ...]


def attempt_page(look: Look, at: datetime) -> AttemptPage:
    """The page of one attempt."""
    standing = look.standing
    attempt = standing.attempt
    over = attempt.is_over(at)
    return AttemptPage(
        title=f"{standing.learner_name}, {look.exam.title}",
        learner=standing.learner_name,
        opening="Looking changes nothing: it neither starts nor closes the attempt, and shows no answer.",
        state=_state(attempt, at),
        facts=_facts(look, at),
        saves=_saves(standing, at),
        gap=_gap_words(standing.log),
        refused=tuple(
            f"Question {each.position}, {when(each.at)}, {REFUSED.get(each.reason, each.reason)}"
            for each in standing.refused
        ),
        grants=tuple(time_line(each) for each in look.grants),
        past=tuple(_past(each) for each in look.past),
        button=_button(attempt, over=over),
        no_time=_no_time(attempt),
        action=url_for("accommodations.add_time", attempt_id=attempt.id),
        person_url=url_for("accommodations.person", learner_id=attempt.learner),
    )


def running_page(watch: Watch, at: datetime) -> RunningPage:
    """Everybody who sits now."""
    runs = [each for each in watch.running if each.deadline > at]
    return RunningPage(
        title=f"{plural(len(runs), 'attempt')} run{'s' if len(runs) == 1 else ''} now"
        if runs
        else "No attempt runs now",
        opening="As of this moment; reload to look again. Lost and refused saves and long silence stand last.",
        rows=tuple(_row(each, watch, at) for each in runs),
    )


def _row(running: RunningAttempt, watch: Watch, at: datetime) -> RunningRow:
    """One attempt that runs."""
    log = running.log
    return RunningRow(
        name=running.learner_name,
        exam=f"{watch.exams.get(running.exam, running.exam)}, {MODES[running.mode].lower()}",
        left=_time_left(running, at),
        saved=f"{clock_time(log.last_at)}, {ago(log.last_at, at)}" if log.last_at else "nothing yet",
        saves=f"{plural(log.events, 'save')}, {log.items} of {running.questions} questions",
        gap=_gap(running, at),
        url=url_for("accommodations.attempt", attempt_id=running.id),
    )


def _time_left(running: RunningAttempt, at: datetime) -> State:
    """How long it still runs."""
    if running.deadline == clock.NEVER:
        return State("off", "On a pause" if running.resting else "No clock")
    left = duration(clock.remaining(running.deadline, at))
    return State("off", f"On a break, {left} in all") if running.resting else State("open", f"{left} left")


def _gap(running: RunningAttempt, at: datetime) -> State | None:
    """What asks for a look: saves that are missing, saves that came late, a long silence."""
    if running.log.missing:
        return State("wait", f"{plural(running.log.missing, 'save')} missing")
    if running.log.refused:
        return State("wait", f"{plural(running.log.refused, 'save')} refused")
    silence = running.log.silence(running.started_at, at)
    quiet = silence >= QUIET and not running.resting
    return State("wait", f"Silent for {duration(silence)}") if quiet else None


def _state(attempt: Attempt, at: datetime) -> State:
    """Where the attempt stands, in a word."""
    if attempt.state is AttemptState.SUBMITTED:
        return State("ok", "Handed in")
    if attempt.is_over(at):
        return State("off", "Time ran out")
    return State("wait", "On a break") if attempt.resting else State("open", "Runs")


def _facts(look: Look, at: datetime) -> tuple[tuple[str, str], ...]:
    """What is known of its time."""
    attempt = look.standing.attempt
    facts = [
        ("Mode", MODES[attempt.conditions.mode]),
        ("Begun", when(attempt.started_at)),
        ("Time allowed", allowed(attempt.conditions)),
    ]
    if attempt.is_over(at):
        ended = attempt.finished_at or attempt.deadline
        facts.append(("Ended", when(ended)))
    else:
        facts.append(("Time left", duration(attempt.remaining(at)) if attempt.timed else "No clock"))
    sections = attempt.form.sections
    if len(sections) > 1:
        facts.append(("Section", f"{attempt.section + 1} of {len(sections)}: {attempt.present.title}"))
    if attempt.outcome:
        facts.append(("Right", f"{attempt.outcome.total.right} of {attempt.outcome.total.asked}"))
    return tuple(facts)


def _saves(standing: Standing, at: datetime) -> tuple[tuple[str, str], ...]:
    """What was saved: counts and times."""
    log = standing.log
    return (
        ("Answered", f"{standing.answered} of {len(standing.attempt.form)}"),
        ("Last acknowledged save", _last_save(log, at)),
        ("Saves stored", f"{log.events} of {log.numbered} numbered"),
        ("Saves refused", str(log.refused)),
    )


def _last_save(log: Log, at: datetime) -> str:
    """When something was saved last: to the second while that still matters, else with its day."""
    if log.last_at is None:
        return "Nothing saved yet"
    recent = at - log.last_at < timedelta(days=1)
    return f"{clock_time(log.last_at)} UTC, {ago(log.last_at, at)}" if recent else when(log.last_at)


def _gap_words(log: Log) -> str:
    """What is to be said of saves that are missing."""
    if not log.missing:
        return ""
    return (
        f"{plural(log.missing, 'acknowledged save')} {'is' if log.missing == 1 else 'are'} not stored. "
        "Ask the learner to keep the page open: the browser holds what was not acknowledged."
    )


def _past(past: PastScore) -> str:
    """A score it had before."""
    why = "; ".join(past.reason.splitlines())
    return f"Until {when(past.replaced_at)}: {past.total.right} of {past.total.asked} right. {why}"


def _button(attempt: Attempt, *, over: bool) -> str:
    """What adding time does to this attempt."""
    if not is_reopenable(attempt):
        return ""
    return "Open it again with these minutes" if over else "Add the minutes"


def _no_time(attempt: Attempt) -> str:
    """Why no time can be added."""
    if attempt.state is AttemptState.SUBMITTED:
        return "It was handed in, so no time can be added."
    return "It has no clock, so there is no time to add."
