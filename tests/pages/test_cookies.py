"""The session cookie: kept once verified, and read as Flask itself would read it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, cast

import pytest
from flask import Flask, flash, get_flashed_messages, session
from flask.sessions import SecureCookieSessionInterface
from flask.testing import FlaskClient
from itsdangerous import TimestampSigner

from webapp.app import create_app
from webapp.domain.access import Action
from webapp.pages.cookies import LONGEST, KeptCookies
from webapp.services.work import Workshop
from webapp.settings import Settings

SAID = {"_permanent": True, "name": "Ada “é”", "version": 3, "fresh": False, "none": None}
DAY = 86_400


@pytest.fixture
def kept(app: Flask) -> KeptCookies:
    """The interface of the application."""
    return cast(KeptCookies, app.session_interface)


def signed(app: Flask, said: dict[str, Any], age: int = 0) -> str:
    """A cookie of this application that was signed so many seconds ago."""

    class Earlier(TimestampSigner):
        def get_timestamp(self) -> int:
            return super().get_timestamp() - age

    serializer = SecureCookieSessionInterface().get_signing_serializer(app)
    assert serializer is not None
    serializer.signer = Earlier
    return str(serializer.dumps(said))


def read_by_flask(app: Flask, value: str) -> dict[str, Any]:
    """What Flask's own interface reads."""
    with app.test_request_context(headers={"Cookie": f"session={value}"}) as context:
        return dict(SecureCookieSessionInterface().open_session(app, context.request) or {})


def read_by_ours(app: Flask, value: str) -> dict[str, Any]:
    """What our interface reads."""
    with app.test_request_context(headers={"Cookie": f"session={value}"}):
        return dict(session)


COOKIES: dict[str, Callable[[Flask], str]] = {
    "good": lambda app: signed(app, SAID),
    "empty": lambda _: "",
    "nonsense": lambda _: "nonsense",
    "of dots": lambda _: "a.b.c",
    "tampered": lambda app: "f" + signed(app, SAID)[1:],
    "cut": lambda app: signed(app, SAID)[:-1],
    "of another key": lambda app: signed(app, SAID).rpartition(".")[0] + ".AAAAAAAAAAAAAAAAAAAAAAAAAAA",
    "nearly too old": lambda app: signed(app, SAID, 31 * DAY - 60),
    "too old": lambda app: signed(app, SAID, 31 * DAY + 60),
    "of the future": lambda app: signed(app, SAID, -DAY),
    "long": lambda app: signed(app, {**SAID, "long": "".join(map(str, range(2000)))}),
    "nested": lambda app: signed(app, {**SAID, "_flashes": [("message", "one")]}),
}


@pytest.mark.parametrize("kind", COOKIES)
def test_a_cookie_says_what_it_says_to_flask_the_second_time_too(app: Flask, kind: str) -> None:
    value = COOKIES[kind](app)
    expected = read_by_flask(app, value)
    assert [read_by_ours(app, value) for _ in range(3)] == [expected] * 3
    assert bool(expected) == (kind in {"good", "nearly too old", "long", "nested"})


def test_a_cookie_that_was_good_is_not_when_it_has_grown_too_old(app: Flask, kept: KeptCookies) -> None:
    value = signed(app, SAID)
    assert kept.read(value) == SAID
    kept._lifetime = -1
    assert kept.read(value) is None


def test_a_good_cookie_is_verified_once_and_a_bad_one_every_time(app: Flask, kept: KeptCookies) -> None:
    good, bad = signed(app, SAID), signed(app, SAID)[:-1]
    for _ in range(3):
        kept.read(good)
        kept.read(bad)
    info = kept._kept.cache_info()
    assert (info.hits, info.currsize) == (2, 1)


def test_a_long_cookie_takes_no_room(app: Flask, kept: KeptCookies) -> None:
    value = COOKIES["long"](app)
    assert len(value) > LONGEST
    assert kept.read(value)
    assert kept._kept.cache_info().currsize == 0


def test_what_one_request_does_to_its_session_another_does_not_see(app: Flask) -> None:
    value = COOKIES["nested"](app)
    headers = {"Cookie": f"session={value}"}
    for _ in range(2):
        with app.test_request_context(headers=headers):
            assert session["name"] == SAID["name"]
            assert "more" not in session
            assert not session.modified
            session["name"] = "Eve"
            session["more"] = 1
            session["_flashes"].append(("message", "two"))
            flash("three")
    with app.test_request_context(headers=headers):
        assert get_flashed_messages() == ["one"]


def test_a_session_that_was_changed_is_sent_and_read_again(app: Flask, client: FlaskClient) -> None:
    def counted() -> str:
        session["count"] = session.get("count", 0) + 1
        return str(session["count"])

    counted.allows = Action.VISIT  # type: ignore[attr-defined]
    app.view_functions["lessons.index"] = counted
    assert [client.get("/lessons").text for _ in range(3)] == ["1", "2", "3"]


def test_an_old_key_still_verifies_and_no_longer_signs(
    app: Flask, settings: Settings, workshop: Workshop
) -> None:
    value = signed(app, SAID)
    key = "another secret, as long as it has to be"
    forgotten = create_app(replace(settings, secret_key=key), workshop)
    known = create_app(replace(settings, secret_key=key, previous_secrets=(settings.secret_key,)), workshop)
    assert read_by_ours(forgotten, value) == {}
    assert read_by_ours(known, value) == SAID
    serializer = cast(KeptCookies, known.session_interface).get_signing_serializer(known)
    renewed = str(serializer.dumps(SAID))
    assert read_by_ours(forgotten, renewed) == SAID
    assert read_by_ours(app, renewed) == {}
    assert read_by_flask(known, value) == SAID


def test_an_application_without_a_key_has_no_sessions() -> None:
    with pytest.raises(RuntimeError, match="secret key"):
        KeptCookies(Flask("keyless"))
