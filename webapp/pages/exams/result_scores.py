"""The score of an attempt as its result shows it: where it stands, how sure that is, and what it is made of."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from webapp.domain.exams.attempt import Attempt
from webapp.domain.exams.conditions import Mode
from webapp.domain.exams.review import Review, Show, Verdict
from webapp.domain.exams.scoring import Tally
from webapp.drawing import range_bar, share_bars
from webapp.drawing.marks import Drawing
from webapp.drawing.range_bar import RangeBar
from webapp.drawing.share_bars import ShareBars
from webapp.pages.exams.tallies import interval, line_name, line_of, line_share, scored, share_of
from webapp.pages.filters import percent, plural
from webapp.services.results import Report


@dataclass(frozen=True)
class Score:
    """The score. `percent` is None where nothing counts; `notes` disclose what does not stand in it."""

    percent: int | None
    words: str
    finding: str
    kind: str
    verdict: str
    range: Drawing | None
    line_words: str
    doubt: str
    band: str
    advice: str
    notes: tuple[str, ...]
    seen_title: str
    seen: Drawing | None
    seen_words: str


def score_of(report: Report) -> Score:
    """The score of a finished attempt."""
    attempt, total = report.attempt, report.outcome.total
    line = line_of(attempt, total.asked)
    kind, verdict = _verdict(report, line)
    band, advice = _band(report)
    seen_title, seen, seen_words = _seen(report)
    return Score(
        percent=total.percent if total.asked else None,
        words=f"{total.right} of {plural(total.asked, 'question')} right.",
        finding=finding(total, line),
        kind=kind,
        verdict=verdict,
        range=_range(attempt, total) if total.asked else None,
        line_words=_line_words(report, line),
        doubt=_doubt(report, line),
        band=band,
        advice=advice,
        notes=tuple(filter(None, (_trials(report.review), _taken_out(report.review)))),
        seen_title=seen_title,
        seen=seen,
        seen_words=seen_words,
    )


def finding(total: Tally, line: int | None) -> str:
    """The result in one sentence: where the score stands against the line, and how sure that is."""
    if not total.asked:
        return "No question counts"
    low, high = total.interval()
    if line is None:
        return f"Somewhere from {round(low * 100)} to {percent(round(high * 100))}"
    share = Fraction(line, total.asked)
    if total.right >= line:
        return "Over the line, and clear of it" if low >= share else "Over the line, but not clear of it"
    return "Below the line" if high < share else "Below the line, though not by much"


def _verdict(report: Report, line: int | None) -> tuple[str, str]:
    """The state of the whole: passed, below the line, or practice."""
    if line is None:
        return "off", "Practice, no line"
    return ("ok", "Passed") if report.outcome.passed else ("wait", f"Below the line of {line}")


def _line_words(report: Report, line: int | None) -> str:
    """What the line is and whose."""
    rule, issuer = report.attempt.pass_rule, report.exam.issuer
    if line is None:
        return "Practice is held against no line: its questions were chosen, so it does not say how an exam would go."
    asked = report.outcome.total.asked
    whole = f"{line} of {asked} ({percent(Tally(line, asked).percent)})"
    if rule.official:
        return f"The line is {whole}, the one {issuer} publishes.{f' {rule.note}' if rule.note else ''}"
    return (
        f"The line is {whole}. {rule.note or f'{issuer} publishes no pass mark; this is our practice line.'}"
    )


def _doubt(report: Report, line: int | None) -> str:
    """What the interval leaves open: the line, or the band."""
    total = report.outcome.total
    if line is None:
        return ""
    low, high = total.interval()
    bands = report.outline.bands
    words = []
    if low < Fraction(line, total.asked) <= high:
        words.append(
            "The line lies inside the interval: other questions of the same kind could have turned the result."
        )
    if bands:
        first, last = (report.outline.band_of(Fraction(bound)) for bound in (low, high))
        if first != last:
            words.append(f"The interval reaches from “{first.title}” to “{last.title}”.")
    return " ".join(words)


def _band(report: Report) -> tuple[str, str]:
    """Our own name for where a rehearsal stands, and what to do there."""
    rehearsed = report.attempt.conditions.mode is Mode.REHEARSAL
    if not (rehearsed and report.outline.bands and report.outcome.total.asked):
        return "", ""
    band = report.outline.band_of(report.outcome.total.share)
    return band.title, band.advice


def _range(attempt: Attempt, total: Tally) -> Drawing:
    """The score with its interval and the line."""
    low, high = interval(total)
    return range_bar.draw(
        RangeBar(
            title="Score and its interval",
            score=total.share * 100,
            low=low,
            high=high,
            line=line_share(attempt, total),
            line_name=line_name(attempt),
        )
    )


def _trials(review: Review) -> str:
    """The questions on trial, disclosed."""
    trials = review.trials
    if not trials.asked:
        return ""
    were = "was a trial and does" if trials.asked == 1 else "were trials and do"
    return f"{trials.asked} of {len(review.looked)} {were} not count; you had {trials.right} right."


def _taken_out(review: Review) -> str:
    """The questions that a correction took out."""
    void = sum(each.verdict is Verdict.VOID for each in review.pick(Show.ALL))
    return (
        f"{plural(void, 'question')} {'was' if void == 1 else 'were'} taken out by a correction."
        if void
        else ""
    )


def _seen(report: Report) -> tuple[str, Drawing | None, str]:
    """Questions seen for the first time apart from those given before: title, picture and words."""
    first, again = report.review.first_seen, report.review.repeats
    if not again.asked:
        return "", None, f"All {first.asked} were new to you." if first.asked else ""
    shares = (share_of("First seen", first), share_of("Given before", again))
    line = line_share(report.attempt, report.outcome.total)
    bars = ShareBars("First seen and given before", shares, line, line_name(report.attempt), "Questions")
    title = (
        f"On first sight {scored(first)}" if first.asked else "Every question had been given to you before"
    )
    words = (
        f"{plural(again.asked, 'question')} had been given to you in an earlier attempt. They test memory as well as "
        "judgement, so the questions seen for the first time say more."
    )
    return title, share_bars.draw(bars), words
