"""What the page shows where a practice is built: every choice with the questions it holds, and what was saved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from flask import url_for

from webapp.domain.exams import preset
from webapp.domain.exams.accommodation import Accommodation
from webapp.domain.exams.outline import Outline
from webapp.domain.exams.stock import Stock
from webapp.domain.exams.wish import ONLY, Wish
from webapp.pages.exams.outline_presenters import KINDS
from webapp.pages.exams.sitting_presenters import Running, running
from webapp.pages.exams.terms import clock_hint, practice_time
from webapp.pages.filters import number, plural
from webapp.services.presets import Workbench

DIFFICULTY = {1: "1, easiest", 2: "2", 3: "3", 4: "4", 5: "5, hardest"}


@dataclass(frozen=True)
class Tick:
    """One choice: what it sends, its words, how many questions it holds, and whether it is taken."""

    value: str
    label: str
    count: str
    chosen: bool


@dataclass(frozen=True)
class Group:
    """A domain: all of it, or single tasks."""

    title: str
    whole: Tick
    tasks: tuple[Tick, ...]
    open: bool


@dataclass(frozen=True)
class Saved:
    """A saved practice; `gone` says why it cannot be started."""

    name: str
    words: str
    href: str


@dataclass(frozen=True)
class PracticePage:
    """The page where a practice is built."""

    exam: str
    exam_url: str
    bank: str
    groups: tuple[Group, ...]
    kinds: tuple[Tick, ...]
    difficulties: tuple[Tick, ...]
    only: tuple[Tick, ...]
    clock_hint: str
    saved: tuple[Saved, ...]
    full: str
    running: Running | None
    start_url: str
    save_url: str
    use_url: str
    remove_url: str
    clear_url: str


def practice_page(bench: Workbench, wish: Wish, at: datetime) -> PracticePage:
    """The page with everything that is chosen now."""
    exam, outline, fits = bench.exam, bench.exam.outline, bench.fits
    at_most = f"There can be {preset.MOST}. Remove one to save another."
    return PracticePage(
        exam=exam.title,
        exam_url=url_for("exams.show", code=exam.code),
        bank=plural(fits.total, "question"),
        groups=tuple(_groups(outline, fits, wish)),
        kinds=tuple(
            Tick(kind.value, label, number(fits.by_kind.get(kind, 0)), kind in wish.kinds)
            for kind, label in KINDS.items()
            if fits.by_kind.get(kind) or kind in wish.kinds
        ),
        difficulties=tuple(
            Tick(str(level), label, number(fits.by_difficulty.get(level, 0)), level in wish.difficulties)
            for level, label in DIFFICULTY.items()
        ),
        only=tuple(_only(fits, wish)),
        clock_hint=clock_hint(bench.granted),
        saved=saved(bench.presets, exam.code, outline, bench.granted),
        full=at_most if len(bench.presets) >= preset.MOST else "",
        running=running(bench.running, exam.title, at) if bench.running else None,
        start_url=url_for("exams.begin_practice", code=exam.code),
        save_url=url_for("exams.save_preset", code=exam.code),
        use_url=url_for("exams.use_preset", code=exam.code),
        remove_url=url_for("exams.remove_preset", code=exam.code),
        clear_url=url_for("exams.practice", code=exam.code),
    )


def saved(
    presets: tuple[tuple[str, Wish], ...], code: str, outline: Outline, granted: Accommodation
) -> tuple[Saved, ...]:
    """The practices somebody has saved."""
    return tuple(
        Saved(name, wish_words(wish, outline, granted), url_for("exams.practice", code=code, preset=name))
        for name, wish in presets
    )


def wish_words(wish: Wish, outline: Outline, granted: Accommodation) -> str:
    """A practice in words: 20 questions, no clock, reasons at the end. People; P1, P3 of Process. Never seen."""
    kinds = ", ".join(KINDS[kind].lower() for kind in wish.kinds)
    levels = ", ".join(map(str, wish.difficulties))
    reasons = "reasons after each answer" if wish.feedback else "reasons at the end"
    parts = (
        f"{plural(wish.count, 'question')}, {practice_time(wish.minutes, granted)}, {reasons}",
        "; ".join(_domains(wish, outline)),
        kinds[:1].upper() + kinds[1:],
        f"Difficulty {levels}" if levels else "",
        ONLY.get(wish.only, ""),
    )
    return ". ".join(part for part in parts if part) + "."


def _domains(wish: Wish, outline: Outline) -> Iterator[str]:
    """The domains a practice asks, each whole or with the codes of its tasks."""
    for domain in outline.domains:
        chosen = [task.code for task in domain.tasks if task.code in wish.tasks]
        if chosen:
            whole = len(chosen) == len(domain.tasks)
            yield domain.title if whole else f"{', '.join(chosen)} of {domain.title}"


def _groups(outline: Outline, fits: Stock, wish: Wish) -> Iterator[Group]:
    """The domains with their tasks; one that is chosen whole is ticked as a whole, its tasks are not."""
    for domain in outline.domains:
        codes = [task.code for task in domain.tasks]
        chosen = [code for code in codes if code in wish.tasks]
        whole = len(chosen) == len(codes)
        held = sum(fits.by_task.get(code, 0) for code in codes)
        yield Group(
            title=domain.title,
            whole=Tick(",".join(codes), domain.title, number(held), whole),
            tasks=tuple(
                Tick(
                    task.code,
                    task.title,
                    number(fits.by_task.get(task.code, 0)),
                    task.code in chosen and not whole,
                )
                for task in domain.tasks
            ),
            open=bool(chosen) and not whole,
        )


def _only(fits: Stock, wish: Wish) -> Iterator[Tick]:
    """All questions, or what the record of the learner says of them."""
    counts = {"unseen": fits.unseen, "missed": fits.missed, "flagged": fits.flagged}
    yield Tick("all", "All of them", number(fits.total), not wish.only)
    for value, label in ONLY.items():
        yield Tick(value, label, number(counts[value]), wish.only == value)
