"""What a person can do to build a practice of their own, and to keep it under a name."""

from __future__ import annotations

from dataclasses import dataclass

from webapp.domain.errors import NotFound
from webapp.domain.exams import preset, stock, supply
from webapp.domain.exams.accommodation import Accommodation
from webapp.domain.exams.conditions import Mode
from webapp.domain.exams.outline import Exam
from webapp.domain.exams.records import OpenAttempt
from webapp.domain.exams.stock import Stock
from webapp.domain.exams.wish import Wish
from webapp.services.work import Work
from webapp.store import exams, starts
from webapp.store import presets as store


@dataclass(frozen=True)
class Workbench:
    """Everything a practice is built from; `running` is the practice that has not been handed in."""

    exam: Exam
    fits: Stock
    granted: Accommodation
    running: OpenAttempt | None
    presets: tuple[tuple[str, Wish], ...]

    def preset(self, name: str) -> Wish:
        """The preset of that name; raises NotFound."""
        try:
            return dict(self.presets)[name]
        except KeyError:
            raise NotFound from None


def open_workbench(work: Work, code: str) -> Workbench:
    """What the actor can build a practice from."""
    exam, bank, learner = work.catalog.exam(code), work.catalog.bank(code), work.actor.person
    threshold = starts.find_threshold(work.session, work.actor, code, Mode.CUSTOM)
    free = supply.leave_out(bank, threshold.asked(work.now))
    running = (
        each
        for each in exams.list_open(work.session, learner)
        if each.exam == code and each.mode is Mode.CUSTOM
    )
    return Workbench(
        exam=exam,
        fits=stock.take_stock(exam.outline, free, threshold.shown(work.now)),
        granted=threshold.granted,
        running=next(running, None),
        presets=store.list_presets(work.session, learner, code),
    )


def get(work: Work, code: str, name: str) -> Wish:
    """The actor's preset of that name; raises NotFound."""
    wish = store.find(work.session, work.actor, work.catalog.exam(code).code, name)
    if wish is None:
        raise NotFound
    return wish


def save(work: Work, code: str, name: str, wish: Wish, *, replacing: str = "") -> None:
    """Save a practice under a name; raises BadInput when the name is taken by another than the one replaced."""
    exam, learner = work.catalog.exam(code), work.actor.person
    taken = store.claim_names(work.session, learner, code)
    preset.check(name, wish, exam.outline, taken, replacing=replacing)
    for old in taken:
        if old != name and preset.same_name(old, name):
            store.remove(work.session, learner, code, old)
    store.keep(work.session, learner, code, name, wish, at=work.now)


def remove(work: Work, code: str, name: str) -> None:
    """Remove a preset; whoever removes it twice finds it gone."""
    store.remove(work.session, work.actor.person, work.catalog.exam(code).code, name)
