"""The token of a session's forms: signed once, the session's own, and taken as long as the session lasts."""

from __future__ import annotations

from flask import Flask, g, session
from flask_wtf.csrf import generate_csrf, validate_csrf

from webapp.pages.csrf import KEPT, Protection


def token(app: Flask, kept: str | None) -> tuple[str, str]:
    """What a page carries for a session that keeps this, and what the session keeps afterwards."""
    with app.test_request_context():
        if kept:
            session["csrf_token"] = kept
        drawn = app.jinja_env.from_string("{{ csrf_token() }}").render(context(app))
        validate_csrf(drawn)
        return drawn, session["csrf_token"]


def context(app: Flask) -> dict[str, object]:
    """What the application gives every template."""
    given: dict[str, object] = {}
    app.update_template_context(given)
    return given


def test_a_session_has_one_token_and_no_two_sessions_have_the_same(app: Flask) -> None:
    one, other = token(app, "a" * 40), token(app, "b" * 40)
    assert token(app, "a" * 40) == one
    assert one[0] != other[0]
    assert (one[1], other[1]) == ("a" * 40, "b" * 40)


def test_a_session_without_a_token_gets_one(app: Flask) -> None:
    first, second = token(app, None), token(app, None)
    assert first[1] != second[1]
    assert token(app, first[1])[1] == first[1]


def test_it_is_a_token_as_the_forms_have_it(app: Flask) -> None:
    with app.test_request_context():
        theirs = generate_csrf()
        kept = session["csrf_token"]
        assert g.csrf_token == theirs
    assert token(app, kept)[0].split(".")[0] == theirs.split(".")[0]


def test_only_so_many_are_kept(app: Flask) -> None:
    protection = app.extensions["csrf"]
    assert isinstance(protection, Protection)
    for number in range(KEPT + 9):
        protection.token_of(str(number))
    assert protection._signed.cache_info().currsize == KEPT
