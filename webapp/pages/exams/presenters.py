"""What the pages before and during an exam show. Keys and reasons never enter these page objects."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from flask import url_for
from markupsafe import Markup

from webapp.domain.exams import clock
from webapp.domain.exams.attempt import AnswerEvent, Attempt, Saved
from webapp.domain.exams.outline import Exam
from webapp.domain.exams.selection import LETTERS
from webapp.domain.questions import Kind
from webapp.pages.filters import clock_time, duration, plural
from webapp.services.exams import Seat

SHOW = {"all": "All", "open": "Open", "flagged": "Flagged"}


@dataclass(frozen=True)
class Choice:
    """One option as it stands on the page."""

    letter: str
    label: str
    text: Markup
    chosen: bool


@dataclass(frozen=True)
class Cell:
    """One square of the palette; `says` is read aloud."""

    number: int
    href: str
    answered: bool
    flagged: bool
    current: bool
    says: str


@dataclass(frozen=True)
class TimeLeft:
    """The clock as the page shows it; a script counts `milliseconds` down by its own elapsed time."""

    text: str
    says: str
    milliseconds: int
    total_milliseconds: int
    state_url: str


@dataclass(frozen=True)
class QuestionPage:
    """One question of a running attempt."""

    exam: str
    number: int
    of: int
    kind: str
    choose: int
    instruction: str
    stem: Markup
    choices: tuple[Choice, ...]
    operation: str
    seen: int
    flagged: bool
    saved: str
    time: TimeLeft
    answered: int
    flags: int
    palette: tuple[Cell, ...]
    pace: str
    action: str
    next_url: str
    previous_url: str
    overview_url: str
    result_url: str
    journal: str
    first: bool
    last: bool
    notice: str | None


@dataclass(frozen=True)
class OverviewPage:
    """Everything at a glance before handing in."""

    exam: str
    title: str
    of: int
    answered: int
    flags: int
    open: int
    show: str
    filters: tuple[tuple[str, str, int, bool], ...]
    cells: tuple[Cell, ...]
    time: TimeLeft
    result_url: str
    back_url: str
    submit_url: str
    submit_label: str
    warning: str | None


def question_page(seat: Seat, operation: UUID, at: datetime, *, notice: str | None = None) -> QuestionPage:
    """The page of one question."""
    attempt, position, question = seat.attempt, seat.position, seat.question
    entry, item = attempt.entry(position), attempt.item(position)
    options = {option.id: option for option in question.options}
    pace = clock.lead(attempt.started_at, at, attempt.answered, seat.exam.outline.pace)
    return QuestionPage(
        exam=seat.exam.title,
        number=position,
        of=len(attempt.form),
        kind="radio" if question.kind is Kind.SINGLE else "checkbox",
        choose=item.choose,
        instruction="Choose one." if item.choose == 1 else f"Choose {item.choose}.",
        stem=Markup(question.stem),  # noqa: S704 - sanitised when the catalogue was read
        choices=tuple(
            Choice(letter, letter.upper(), Markup(options[option].text), letter in entry.letters)  # noqa: S704
            for letter, option in zip(LETTERS, item.order, strict=False)
        ),
        operation=str(operation),
        seen=entry.sequence,
        flagged=entry.flagged,
        saved=f"Saved {clock_time(entry.saved_at)} UTC" if entry.saved_at else "Not answered yet",
        time=time_left(attempt, at),
        answered=attempt.answered,
        flags=sum(entry.flagged for entry in attempt.sheet.values()),
        palette=palette(attempt, current=position),
        pace=pace_words(pace),
        action=_question_url(attempt, position),
        next_url=_question_url(attempt, min(position + 1, len(attempt.form))),
        previous_url=_question_url(attempt, max(position - 1, 1)),
        overview_url=url_for("exams.overview", attempt_id=attempt.id),
        result_url=_result_url(attempt),
        journal=f"{attempt.id}:{item.version}",
        first=position == 1,
        last=position == len(attempt.form),
        notice=notice,
    )


def overview_page(exam: Exam, attempt: Attempt, show: str, at: datetime) -> OverviewPage:
    """The screen before handing in; `show` is all, open or flagged."""
    cells = palette(attempt, current=0)
    groups = {
        "all": cells,
        "open": tuple(cell for cell in cells if not cell.answered),
        "flagged": tuple(cell for cell in cells if cell.flagged),
    }
    show = show if show in groups else "all"
    left_open = len(groups["open"])
    return OverviewPage(
        exam=exam.title,
        title=_finding(left_open, len(groups["flagged"])),
        of=len(cells),
        answered=attempt.answered,
        flags=len(groups["flagged"]),
        open=left_open,
        show=show,
        filters=tuple(
            (
                label,
                url_for("exams.overview", attempt_id=attempt.id, show=name),
                len(groups[name]),
                name == show,
            )
            for name, label in SHOW.items()
        ),
        cells=groups[show],
        time=time_left(attempt, at),
        result_url=_result_url(attempt),
        back_url=_question_url(attempt, next(iter(attempt.open_positions), len(cells))),
        submit_url=url_for("exams.submit", attempt_id=attempt.id),
        submit_label="Hand in" if not left_open else f"Hand in with {plural(left_open, 'open question')}",
        warning=f"{plural(left_open, 'question')} without an answer would count as wrong."
        if left_open
        else None,
    )


def _finding(left_open: int, flagged: int) -> str:
    """The overview's title: what is left to do."""
    if left_open:
        return f"{plural(left_open, 'question')} still open"
    return f"All answered, {plural(flagged, 'flag')} left" if flagged else "All answered"


def palette(attempt: Attempt, *, current: int) -> tuple[Cell, ...]:
    """One cell for each question of the form."""
    # An address is built once and not fifty times: this page is opened more than any other.
    stem = _question_url(attempt, 1).removesuffix("1")
    return tuple(_cell(attempt, position, current, stem) for position in range(1, len(attempt.form) + 1))


def _cell(attempt: Attempt, position: int, current: int, stem: str) -> Cell:
    """The cell of one question; its address is the stem with its number."""
    entry = attempt.entry(position)
    state = "answered" if entry.answered else "open"
    return Cell(
        number=position,
        href=f"{stem}{position}",
        answered=entry.answered,
        flagged=entry.flagged,
        current=position == current,
        says=f"{position}, {state}{', flagged' if entry.flagged else ''}",
    )


def time_left(attempt: Attempt, at: datetime) -> TimeLeft:
    """The clock of an attempt."""
    left = attempt.remaining(at)
    return TimeLeft(
        text=countdown(left),
        says=f"Time left: {duration(left)}",
        milliseconds=left // timedelta(milliseconds=1),
        total_milliseconds=(attempt.deadline - attempt.started_at) // timedelta(milliseconds=1),
        state_url=url_for("exams.state", attempt_id=attempt.id),
    )


def countdown(left: timedelta) -> str:
    """Time as a clock shows it: 59:04, or 2:25:40 above an hour."""
    seconds = int(left.total_seconds())
    hours, minutes, seconds = seconds // 3600, seconds // 60 % 60, seconds % 60
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def pace_words(lead: timedelta) -> str:
    """How far ahead of an even pace, in whole minutes."""
    minutes = int(abs(lead).total_seconds() // 60)
    if not minutes:
        return "on pace"
    return f"{minutes} min {'ahead' if lead > timedelta(0) else 'behind'}"


def time_state(attempt: Attempt, at: datetime) -> dict[str, object]:
    """The typed answer to the timer's question."""
    left = attempt.remaining(at) // timedelta(milliseconds=1)
    return {"milliseconds": left, "over": attempt.is_over(at)}


def acknowledgement(event: AnswerEvent, saved: Saved, at: datetime) -> dict[str, object]:
    """The typed answer to a save. It has the same fields whether the answer was right or wrong."""
    return {
        "saved": str(event.id),
        "sequence": saved.sequence,
        "at": int(saved.saved_at.timestamp() * 1000),
        "milliseconds": clock.remaining(saved.deadline, at) // timedelta(milliseconds=1),
    }


def address(attempt_id: UUID, position: int, move: str) -> str:
    """Where a button leads; no page has a button that leads beyond the form."""
    if move == "overview":
        return url_for("exams.overview", attempt_id=attempt_id)
    step = {"next": 1, "previous": -1}.get(move, 0)
    return url_for("exams.question", attempt_id=attempt_id, position=max(1, position + step))


def _question_url(attempt: Attempt, position: int) -> str:
    """The address of a question."""
    return url_for("exams.question", attempt_id=attempt.id, position=position)


def _result_url(attempt: Attempt) -> str:
    """The address of the result, which is there once the attempt is over."""
    return url_for("exams.result", attempt_id=attempt.id)
