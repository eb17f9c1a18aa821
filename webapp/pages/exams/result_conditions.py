"""The conditions a result was made under, all of them: mode, time, breaks, what was granted, what came late."""

from __future__ import annotations

from datetime import timedelta

from webapp.domain.exams import timetable
from webapp.domain.exams.attempt import Attempt, Rest, RestKind, State
from webapp.domain.exams.conditions import Mode
from webapp.domain.exams.grants import TimeGrant
from webapp.pages.exams.presenters import conditions_line
from webapp.pages.filters import clock_time, day, duration, plural, when
from webapp.services.results import Report

Pairs = tuple[tuple[str, str], ...]


def conditions_of(report: Report) -> Pairs:
    """The conditions as pairs of term and words; what does not apply is left out."""
    attempt = report.attempt
    pairs = (
        ("Mode", conditions_line(attempt.conditions)),
        ("Built from", attempt.conditions.built if attempt.conditions.mode is Mode.CUSTOM else ""),
        ("Outline", report.outline.title),
        ("Questions", _questions(report)),
        ("Answered", f"{report.outcome.answered} of {len(attempt.form)}"),
        ("Sections", _sections(attempt)),
        ("Time allowed", _allowed(attempt)),
        ("Time used", _used(attempt)),
        ("Breaks", _breaks(attempt)),
        ("Pauses", _pauses(attempt)),
        ("Granted", _granted(attempt)),
        *(("Added", _added(grant)) for grant in report.grants),
        ("Late", _late(report)),
        ("Refused", _refused(report)),
        ("Started", when(attempt.started_at)),
    )
    return tuple((term, words) for term, words in pairs if words)


def _questions(report: Report) -> str:
    """How many there were, how many count, how many had been given before."""
    form, counts = report.attempt.form, report.outcome.total.asked
    words = [f"{len(form)}, all of them count" if counts == len(form) else f"{len(form)}; {counts} count"]
    if form.repeats:
        words.append(f"{form.repeats} given before")
    return "; ".join(words)


def _sections(attempt: Attempt) -> str:
    """How many sections there were; nothing where there was one."""
    sections = attempt.form.sections
    if len(sections) == 1:
        return ""
    locked = all(section.lock for section in sections[:-1])
    return f"{len(sections)}, {'each locked when it was closed' if locked else 'all open to the end'}"


def _allowed(attempt: Attempt) -> str:
    """The time with what was granted: 90 min = 60 + 30 granted."""
    conditions, allowance = attempt.conditions, attempt.conditions.allowance
    if allowance is None or conditions.minutes is None:
        return "No limit"
    if not conditions.granted_minutes:
        return duration(allowance)
    whole = int(allowance.total_seconds() // 60)
    return f"{whole} min = {conditions.minutes} + {conditions.granted_minutes} granted"


def _used(attempt: Attempt) -> str:
    """The exam time that ran, without breaks, and how it ended."""
    ended = attempt.finished_at or attempt.deadline
    used = duration(timetable.time_used(attempt, ended))
    return f"{used}, {'handed in' if attempt.state is State.SUBMITTED else 'until the time was up'}"


def _breaks(attempt: Attempt) -> str:
    """The breaks that were taken, each with its length against what was allowed."""
    taken = [rest for rest in attempt.rests if rest.allowed is not None]
    scheduled = [section for section in attempt.form.sections if section.break_after]
    if not taken:
        return "None taken" if scheduled else ""
    ends = iter(section.last for section in scheduled)
    words = [
        f"{_length(rest, attempt)} after question {next(ends, '?')}"
        if rest.kind is RestKind.BREAK
        else f"{_length(rest, attempt)} extra"
        for rest in taken
    ]
    return "; ".join(words)


def _length(rest: Rest, attempt: Attempt) -> str:
    """The length of a break: 8 min of 10 min, or 12 min of 10 min where it was overrun."""
    ended = rest.ended_at or attempt.finished_at or rest.ends_at
    return f"{duration(ended - rest.began_at)} of {duration(rest.allowed or timedelta(0))}"


def _pauses(attempt: Attempt) -> str:
    """The free pauses, with their length in all."""
    pauses = [rest for rest in attempt.rests if rest.kind is RestKind.PAUSE]
    if not pauses:
        return "None taken" if attempt.conditions.mode is not Mode.REHEARSAL and attempt.timed else ""
    ended = attempt.finished_at or attempt.deadline
    length = sum(((rest.ended_at or ended) - rest.began_at for rest in pauses), timedelta(0))
    return f"{plural(len(pauses), 'pause')}, {duration(length)} in all; the clock stood still"


def _granted(attempt: Attempt) -> str:
    """The accommodation that held."""
    granted = attempt.conditions.granted
    words = [
        f"{granted.percent}\u00a0% of the time" if granted.percent > 100 else "",
        f"{granted.free_minutes} minutes on top" if granted.free_minutes else "",
        f"breaks longer by {plural(granted.break_minutes, 'minute')}" if granted.break_minutes else "",
        plural(granted.extra_breaks, "extra break") if granted.extra_breaks else "",
        "practice without a clock" if granted.untimed_practice and not attempt.timed else "",
        "a quiet timer" if granted.quiet_timer else "",
    ]
    line = ", ".join(filter(None, words))
    return line[:1].upper() + line[1:]


def _added(grant: TimeGrant) -> str:
    """Minutes that were added to this attempt alone."""
    opened = ", after the time had run out" if grant.reopened else ""
    return f"{plural(grant.minutes, 'minute')} on {day(grant.at)}{opened}: {grant.reason}"


def _late(report: Report) -> str:
    """Answers that were on their way when the time ran out, and were taken in."""
    attempt = report.attempt
    late = sum(attempt.timed and at >= attempt.deadline for _, at in report.events)
    return (
        f"{plural(late, 'answer')} arrived within 5 seconds of the end and {'counts' if late == 1 else 'count'}"
        if late
        else ""
    )


def _refused(report: Report) -> str:
    """Answers that came too late: kept, and counting for nothing."""
    if not report.refused:
        return ""
    came = "; ".join(f"question {each.position} at {clock_time(each.at)} UTC" for each in report.refused[:3])
    more = f" and {len(report.refused) - 3} more" if len(report.refused) > 3 else ""
    kept = (
        "It is kept as evidence and counts"
        if len(report.refused) == 1
        else "They are kept as evidence and count"
    )
    return f"{plural(len(report.refused), 'answer')} came too late ({came}{more}). {kept} for nothing"
