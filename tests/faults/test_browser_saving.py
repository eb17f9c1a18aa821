"""Saving in a real browser: lines that break, replies that are lost, tabs, devices, and things that are killed."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from re import compile as pattern
from threading import Event

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect

from tests.faults.room import Room, sitting, window
from tests.support.browsers import FLAGS
from tests.support.killable import Copy
from tests.support.make import PASSWORD
from tests.support.proxy import Fault
from webapp.domain.exams.attempt import State
from webapp.store.tables.accounts import AccountRow

pytestmark = pytest.mark.browser


# F01


def test_a_line_cut_after_a_choice_is_said_and_the_answer_is_stored_once_when_it_is_back(room: Room) -> None:
    room.opens(1)
    room.context.set_offline(True)
    chosen = room.picks(1)
    room.is_not_saved()
    assert (room.drafts, room.events(1)) == (1, [])
    room.context.set_offline(False)
    room.is_saved()
    assert [event.answer for event in room.events(1)] == [chosen]
    assert room.drafts == 0


# F02


@pytest.mark.parametrize("fault", [Fault.LOSE_REPLY, Fault.TWICE, Fault.DROP, Fault.BUSY])
def test_a_save_that_a_proxy_loses_repeats_or_refuses_is_stored_once(room: Room, fault: Fault) -> None:
    room.opens(1)
    room.proxy.next(fault)
    chosen = room.picks(2)
    room.is_saved()
    assert room.proxy.met(fault) == 1
    assert [event.answer for event in room.events(1)] == [chosen]


def test_choices_made_while_the_first_is_held_up_are_stored_in_their_order(room: Room) -> None:
    room.opens(1)
    room.proxy.next(Fault.HOLD)
    first = room.picks(0)
    room.proxy.waits_for(Fault.HOLD)
    room.picks(1)
    last = room.picks(2)
    room.proxy.release()
    expect(room.says).to_have_text(pattern("^Saved"))
    room.page.wait_for_function(
        "() => !document.querySelector('[data-save-state]').textContent.includes('Saving')"
    )
    assert [event.answer for event in room.events(1)] == [first, last]


# F03


def test_a_session_that_ends_is_opened_again_on_the_spot_and_the_answer_follows(room: Room) -> None:
    room.opens(1)
    with room.copy.workshop.writing() as work:
        work.session.get_one(AccountRow, room.account.id).session_version += 1
    chosen = room.picks(1)
    dialog = room.page.locator("#sign-in-again")
    expect(dialog).to_be_visible()
    dialog.get_by_label("E-mail").fill(room.account.email)
    dialog.get_by_label("Password").fill(PASSWORD)
    dialog.get_by_role("button", name="Sign in and send").click()
    room.is_saved()
    assert [event.answer for event in room.events(1)] == [chosen]
    assert room.drafts == 0


# F06


def by_palette(page: Page) -> None:
    page.locator(".palette a").nth(4).click()


def by_overview(page: Page) -> None:
    page.locator("button[name=go][value=overview]").click()


def by_link(page: Page) -> None:
    page.get_by_role("link", name="Report this question").click()


@pytest.mark.parametrize("way", [by_palette, by_overview, by_link])
def test_whichever_way_a_question_is_left_its_answer_is_saved_first(
    room: Room, way: Callable[[Page], None]
) -> None:
    room.opens(1)
    here = room.page.url
    room.proxy.next(Fault.HOLD)
    chosen = room.picks(1)
    way(room.page)
    room.proxy.waits_for(Fault.HOLD)
    assert room.page.url == here
    room.proxy.release()
    room.page.wait_for_url(lambda url: url != here)
    assert room.stored(1) == chosen


def test_a_flag_saves_what_stands_with_it(browser: Browser, copy: Copy) -> None:
    with sitting(browser, copy, exam="parts") as room:
        room.opens(1)
        chosen = room.picks(1)
        room.presses("Flag")
        expect(room.page.locator(".palette [aria-current].f")).to_be_visible()
        last = room.events(1)[-1]
        assert (last.answer, last.flagged) == (chosen, True)


# F07


def test_going_back_shows_what_counts_and_posts_nothing_old(room: Room, browser: Browser) -> None:
    room.opens(1)
    room.picks(0)
    room.is_saved()
    room.presses("Next")
    room.sees_question(2)
    newer = save_elsewhere(room, browser, choice=2)
    room.page.go_back()
    room.sees_question(1)
    expect(room.page.locator("#answer input[name=choice]:checked")).to_have_value(newer)
    room.page.go_forward()
    room.page.go_back()
    room.sees_question(1)
    assert len(room.events(1)) == 2
    assert room.stored(1) == newer


def save_elsewhere(room: Room, browser: Browser, *, choice: int) -> str:
    """Another device answers question 1 anew."""
    with window(browser) as context:
        other = Room(room.copy, room.proxy, context, room.account, room.attempt_id)
        other.opens(1)
        chosen = other.picks(choice)
        other.is_saved()
    return chosen


# F08


def test_an_old_tab_overwrites_nothing_and_says_what_stands(room: Room) -> None:
    room.opens(1)
    newer_tab = room.opens_a_new_tab(1)
    newer = room.picks(0, newer_tab)
    expect(newer_tab.locator("[data-save-state]")).to_have_text(pattern("^Saved"))
    mine = room.page.locator("#answer input[name=choice]").nth(2)
    mine.dispatch_event("click")  # `check` would press again once the page shows the newer answer
    expect(room.page.locator("[data-stale]")).to_be_visible()
    assert room.marked() == newer == room.stored(1)
    assert len(room.events(1)) == 1
    room.page.get_by_role("button", name="Put back what I had here").click()
    room.is_saved()
    assert room.stored(1) == mine.input_value()


# F09


def test_what_one_device_has_handed_in_another_cannot_change(room: Room, browser: Browser) -> None:
    room.opens(1)
    chosen = room.picks(0)
    room.is_saved()
    with window(browser) as context:
        other = Room(room.copy, room.proxy, context, room.account, room.attempt_id)
        other.page.goto(other.url("overview"))
        other.presses("Hand in")
        expect(other.page.locator("h1")).to_contain_text("Result")
    record = room.attempt
    room.picks(2)
    notice = room.page.locator("[data-unsent]")
    expect(notice).to_be_visible()
    assert room.attempt == record
    assert (room.attempt.state, room.stored(1)) == (State.SUBMITTED, chosen)
    notice.get_by_role("link", name="Go to the result").click()
    expect(room.page.locator("h1")).to_contain_text("Result")


# F10, F14


def test_a_page_that_could_not_be_loaded_again_loses_nothing(room: Room) -> None:
    room.opens(1)
    room.context.set_offline(True)
    chosen = room.picks(1)
    room.is_not_saved()
    room.presses("Next")
    room.is_not_saved()
    with pytest.raises(Exception, match="ERR_INTERNET_DISCONNECTED"):
        room.page.reload()
    room.context.set_offline(False)
    room.opens(1)
    room.is_saved()
    assert [event.answer for event in room.events(1)] == [chosen]


def test_a_tab_that_is_closed_while_the_line_is_down_leaves_its_draft_to_the_next(room: Room) -> None:
    room.opens(1)
    room.proxy.always = Fault.DROP
    chosen = room.picks(1)
    room.presses("Next")
    room.is_not_saved()
    room.page.close()
    room.page = room.context.new_page()
    room.proxy.always = None
    room.opens(2)
    expect(room.page.locator("[data-elsewhere]")).to_contain_text("Question 1")
    assert [event.answer for event in room.events(1)] == [chosen]
    assert room.drafts == 0


# F15


def test_a_page_that_goes_without_a_word_has_kept_its_draft_before(room: Room) -> None:
    """Closed while the request is on its way: the journal was written first, no farewell is needed."""
    room.opens(1)
    room.proxy.next(Fault.HOLD)
    chosen = room.picks(1)
    room.page.close()
    room.page = room.context.new_page()
    room.opens(1)
    room.proxy.release()
    room.is_saved()
    assert {event.answer for event in room.events(1)} == {chosen}
    assert len(room.events(1)) == 1


# F11


@contextmanager
def own_browser(
    playwright: Playwright, chromium: str | None, profile: Path
) -> Iterator[tuple[subprocess.Popen[bytes], Browser]]:
    """A Chromium in a process group of its own with a profile on the disk, which can be killed."""
    port_file = profile / "DevToolsActivePort"
    port_file.unlink(missing_ok=True)
    command = [
        chromium or playwright.chromium.executable_path,
        *FLAGS,
        "--headless=new",
        "--remote-debugging-port=0",
        f"--user-data-dir={profile}",
        "about:blank",
    ]
    process = subprocess.Popen(  # noqa: S603 - the system's own browser
        command, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        until(lambda: port_file.exists() and "\n" in port_file.read_text())
        port = port_file.read_text().splitlines()[0]
        yield process, playwright.chromium.connect_over_cdp(f"http://127.0.0.1:{port}")
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def until(true: Callable[[], bool], *, tries: int = 300) -> None:
    """Look until something is so, ten times a second."""
    pause = Event()
    for _ in range(tries):
        if true():
            return
        pause.wait(0.1)
    raise AssertionError("it never came")


def test_a_browser_that_is_killed_finds_its_place_its_answers_and_its_draft_again(
    room: Room, tmp_path: Path, playwright: Playwright, chromium: str | None
) -> None:
    """Killed with -9, all its processes. What it had written to its disk is there: Chromium takes a few seconds."""
    with own_browser(playwright, chromium, tmp_path) as (_, killed):
        before = Room(room.copy, room.proxy, killed.contexts[0], room.account, room.attempt_id)
        before.opens(1)
        answered = before.picks(1)
        before.is_saved()
        before.presses("Next")
        before.sees_question(2)
        room.proxy.always = Fault.DROP
        drafted = before.picks(2)
        before.is_not_saved()
        kept = tmp_path / "Default" / "Local Storage" / "leveldb"
        key = f"{room.attempt_id}:{room.attempt.item(2).version}".encode()
        until(lambda: any(key in path.read_bytes() for path in kept.glob("*.log")))
    room.proxy.always = None
    with own_browser(playwright, chromium, tmp_path) as (_, again):
        after = Room(room.copy, room.proxy, again.contexts[0], room.account, room.attempt_id)
        after.page.goto(f"{room.proxy.url}/exams")
        after.page.get_by_role("link", name=pattern("^Continue")).first.click()
        after.opens(2)
        after.is_saved()
        assert after.marked() == drafted
    assert (room.stored(1), room.stored(2)) == (answered, drafted)
    assert len(room.events(2)) == 1


def test_a_server_that_is_killed_while_an_answer_is_on_its_way_has_it_once_it_is_back(room: Room) -> None:
    room.opens(1)
    kept = room.picks(0)
    room.is_saved()
    room.copy.kill()
    chosen = room.picks(2)
    room.is_not_saved()
    room.copy.start()
    room.is_saved()
    assert [event.answer for event in room.events(1)] == [kept, chosen]


# F16


def test_handing_in_waits_for_what_is_on_its_way(room: Room) -> None:
    room.opens(3)
    room.proxy.next(Fault.HOLD)
    chosen = room.picks(1)
    by_overview(room.page)
    room.proxy.waits_for(Fault.HOLD)
    room.proxy.release()
    expect(room.page.locator("h1")).to_contain_text("49")
    room.presses("Hand in")
    expect(room.page.locator("h1")).to_contain_text("Result")
    assert room.stored(3) == chosen


def test_handing_in_takes_along_what_an_earlier_page_could_not_send(room: Room) -> None:
    room.opens(3)
    room.proxy.always = Fault.DROP
    chosen = room.picks(1)
    room.is_not_saved()
    room.page.close()
    room.page = room.context.new_page()
    room.proxy.always = None
    room.page.goto(room.url("overview"))
    room.presses("Hand in")
    expect(room.page.locator("h1")).to_contain_text("Result")
    assert room.stored(3) == chosen
    assert room.attempt.outcome is not None
    assert room.attempt.outcome.answered == 1


# F56


def test_a_page_of_somebody_elses_with_status_200_is_no_acknowledgement(room: Room) -> None:
    room.opens(1)
    room.proxy.next(Fault.HTML)
    chosen = room.picks(1)
    room.is_not_saved()
    assert room.events(1) == []
    room.is_saved()
    assert [event.answer for event in room.events(1)] == [chosen]
