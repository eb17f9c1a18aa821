"""The worker: goes round and round beside the server and does what nobody waits for.

Each thing it does is written down before it is done, so that a worker may die at any moment and several may run at
once.
"""

from __future__ import annotations

import logging
import os
import signal
from itertools import count
from threading import Event, Thread

from webapp import mail
from webapp.services import accommodations, accounts, corrections, endings, item_statistics, letters
from webapp.services.work import Workshop
from webapp.settings import Settings

ROUND_SECONDS = 5.0
ROUNDS_A_TIDYING = 720  # about once an hour

log = logging.getLogger("gantry.worker")


def go_round(workshop: Workshop, post: mail.Post, settings: Settings, *, tidy: bool = True) -> None:
    """Deliver the letters that are due, close attempts whose time has passed, and forget what has run out.

    Grants and corrections that something overtook are caught up with. Closing waits while it is switched off. The
    statistics of questions follow when there is tidying, about once an hour.
    """
    letters.deliver_due(workshop, post)
    accommodations.catch_up(workshop)
    if settings.auto_close:
        endings.close_expired(workshop)
    corrections.regrade(workshop, site_url=settings.site_url)
    if tidy:
        with workshop.writing() as work:
            accounts.tidy(work)
            letters.tidy(work)
        item_statistics.catch_up(workshop)


def go_rounds(
    workshop: Workshop, post: mail.Post, settings: Settings, stop: Event, *, pause: float = ROUND_SECONDS
) -> None:
    """Go round until told to stop; a round that fails (the database is away) does not end the worker."""
    for turn in count():
        try:
            go_round(workshop, post, settings, tidy=turn % ROUNDS_A_TIDYING == 0)
        except Exception:
            log.exception("a round failed; the next one tries again")
        if stop.wait(pause):
            return


def stop_on_signal(stop: Event) -> None:
    """Let SIGTERM and SIGINT end the worker between two rounds."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())


def stop_when_stdin_closes(stop: Event) -> None:
    """Let the end of stdin, that is of the process that holds its other end, end the worker."""
    Thread(target=_wait_for_end_of_stdin, args=(stop,), daemon=True).start()


def _wait_for_end_of_stdin(stop: Event) -> None:
    """Read below Python's buffer: its lock must not be held while the process ends."""
    while os.read(0, 1024):
        pass
    stop.set()
