"""Time in a real browser: machines whose clock is wrong, that sleep, whose tab is throttled, that count to zero.

How it is done: a wrong clock is a `Date` that is off, while the monotonic clock goes on as it is. A sleep moves `Date`
and the server and leaves the monotonic clock where it was, as a sleeping machine does. A throttled tab has all its
timers held by the browser driver's clock, and fires each once when it wakes.
"""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import pytest
from playwright.sync_api import Browser, expect

from tests.faults.room import Room, sitting, window
from tests.support import make
from tests.support.killable import Copy
from webapp.domain.access import Role
from webapp.domain.exams.attempt import State
from webapp.services import endings, time_grants

pytestmark = pytest.mark.browser
SECOND = timedelta(seconds=1)
HOUR = timedelta(hours=1)
TWENTY = timedelta(minutes=20)
RETRIES = """(() => {
  const tries = globalThis.tries = [];
  const ask = globalThis.fetch;
  globalThis.fetch = (address, asked) => {
    if (asked?.method !== "POST") return ask(address, asked);
    tries.push(performance.now());
    return Promise.reject(new TypeError("no line"));
  };
})()"""


def milliseconds(span: timedelta) -> int:
    """A span as scripts count it."""
    return span // timedelta(milliseconds=1)


# F21


@pytest.mark.parametrize("hours", [-2, 2])
def test_a_machine_whose_clock_is_two_hours_off_shows_the_same_time_left(
    browser: Browser, copy: Copy, hours: int
) -> None:
    with sitting(browser, copy, skew=milliseconds(hours * HOUR)) as room:
        room.opens(1)
        room.ticks()
        room.shows_time(HOUR)
        chosen = room.picks(1)
        room.is_saved()
        room.ticks()
        room.shows_time(HOUR)
        assert room.stored(1) == chosen


@pytest.mark.parametrize("hours", [-2, 2])
def test_a_clock_that_is_set_in_the_middle_of_an_exam_changes_nothing(room: Room, hours: int) -> None:
    room.opens(1)
    room.shows_time(HOUR)
    with room.page.expect_response("**/state") as asked:
        room.page.evaluate("skewBy", milliseconds(hours * HOUR))
    assert asked.value.json()["left"] == milliseconds(HOUR)
    room.ticks()
    room.shows_time(HOUR)
    room.picks(1)
    room.is_saved()


# F22


def sleeps(room: Room, span: timedelta) -> None:
    """The lid is closed for a while: it becomes later everywhere but on the page's own stop-watch."""
    room.time_passes(span)
    room.page.evaluate("skewBy", milliseconds(span))


def test_a_machine_that_slept_twenty_minutes_wakes_to_the_true_time(room: Room) -> None:
    room.opens(1)
    sleeps(room, TWENTY)
    room.shows_time(HOUR - TWENTY)
    chosen = room.picks(1)
    room.is_saved()
    assert room.stored(1) == chosen


def test_a_machine_that_slept_over_the_end_wakes_to_the_result(room: Room) -> None:
    room.opens(1)
    chosen = room.picks(1)
    room.is_saved()
    sleeps(room, HOUR + TWENTY)
    expect(room.page.locator("h1")).to_contain_text("Result", timeout=20_000)
    assert room.stored(1) == chosen
    endings.close_expired(room.copy.workshop)
    assert room.attempt.state is State.TIMED_OUT


# F23


def test_a_tab_that_was_throttled_for_half_an_hour_is_right_to_the_second_when_it_is_looked_at(
    room: Room,
) -> None:
    """The page's time stands still but for what the test lets pass: half a minute less than went by for the server."""
    room.page.clock.install(time=0)
    room.opens(1)
    room.page.clock.pause_at(60_000)
    room.time_passes(TWENTY + timedelta(minutes=10))
    room.page.clock.fast_forward(milliseconds(TWENTY + timedelta(minutes=9, seconds=30)))
    with room.page.expect_response("**/state") as asked:
        room.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    asked.value.finished()
    shown: list[str] = []
    while (
        not shown or shown[-1] > "30:00"
    ):  # what was answered is read after a moment, and drawn every second
        assert len(shown) < 25
        room.page.clock.run_for(1000)
        shown.append(room.page.locator("[data-clock]").inner_text())
    assert shown[-1] == "30:00" or timedelta(minutes=30) - duration(shown[-1]) <= SECOND * len(shown)


def duration(shown: str) -> timedelta:
    """What a clock shows, in minutes and seconds."""
    minutes, seconds = shown.split(":")
    return timedelta(minutes=int(minutes), seconds=int(seconds))


# F24


def test_a_tab_that_counts_to_zero_learns_of_the_minutes_that_were_added_and_stays(
    room: Room,
) -> None:
    room.page.clock.install()
    room.opens(1)
    workshop = room.copy.workshop
    root = make.account(workshop, name=f"Root of {room.account.name}", role=Role.ADMIN)
    with workshop.writing(make.actor(root)) as work:
        time_grants.grant(work, room.attempt_id, 15, "The fire alarm.", site_url="http://localhost")
    room.time_passes(HOUR)
    room.page.clock.fast_forward(milliseconds(HOUR))
    room.page.clock.run_for(2000)
    room.shows_time(timedelta(minutes=15), give=timedelta(seconds=30))
    assert "/questions/1" in room.page.url
    assert room.attempt.state is State.OPEN
    room.picks(1)
    room.page.clock.run_for(1000)
    room.is_saved()


# F37


def test_whoever_reloads_at_zero_is_shown_the_result(room: Room) -> None:
    room.opens(1)
    room.picks(1)
    room.is_saved()
    room.time_passes(HOUR)
    room.page.reload()
    expect(room.page.locator("h1")).to_contain_text("Result")


# F52


def retries_of(browser: Browser, room: Room, dice: float) -> list[float]:
    """When a page whose line is down tries again within a minute, with dice that always fall so."""
    with window(browser) as context:
        context.add_init_script(RETRIES)
        context.add_init_script(f"Math.random = () => {dice}")
        other = Room(room.copy, room.proxy, context, room.account, room.attempt_id)
        other.page.clock.install()
        other.opens(1)
        other.picks(1)
        for _ in range(120):
            other.page.clock.run_for(500)
        found: list[float] = other.page.evaluate("globalThis.tries")
        return found


def test_pages_whose_line_is_down_try_again_ever_more_seldom_and_not_together(
    browser: Browser, room: Room
) -> None:
    """A thousand pages that lost one server come back spread over the whole of each pause."""
    early, late = (retries_of(browser, room, dice) for dice in (0.0, 0.999))
    for tries in (early, late):
        pauses = [after - before for before, after in pairwise(tries)]
        assert len(pauses) >= 3
        assert all(later > 1.5 * sooner for sooner, later in pairwise(pauses[:4]))
        assert max(pauses) <= 1.5 * 15_000 + 1000
    assert late[1] - late[0] > 2.5 * (early[1] - early[0])
