"""One table: broken rule → status and page. A script gets the same as JSON with a type it can act on."""

from __future__ import annotations

import logging

from flask import Flask, jsonify, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from webapp.domain import errors
from webapp.domain.exams.selection import PoolTooSmall
from webapp.pages import edge

STATUS: dict[type[errors.RuleBroken], int] = {
    errors.SignedOut: 401,
    errors.NotAllowed: 403,
    errors.NotFound: 404,
    errors.TimeIsUp: 410,
    errors.AttemptClosed: 409,
    errors.Stale: 409,
    errors.SectionLocked: 409,
    errors.Resting: 409,
    errors.AnswerStands: 409,
    errors.WrongState: 409,
    PoolTooSmall: 409,
    errors.BadInput: 422,
    errors.TooManyTries: 429,
    errors.RuleBroken: 400,
}

OVER = (errors.TimeIsUp, errors.AttemptClosed)

TITLES = {
    400: "That request does not fit",
    401: "Please sign in",
    403: "This page is not for your account",
    404: "There is nothing here",
    405: "That is not how this page is used",
    409: "Something has moved on",
    410: "The time is up",
    413: "That is too much at once",
    422: "That could not be taken as it is",
    429: "Too many tries",
    500: "Something broke on our side",
    503: "Too busy just now",
}

log = logging.getLogger("gantry.errors")


def status_of(error: errors.RuleBroken) -> int:
    """The HTTP status of a broken rule: its own or that of the nearest rule above it."""
    return next(STATUS[kind] for kind in type(error).__mro__ if kind in STATUS)


def install(app: Flask) -> None:
    """Answer every broken rule and every HTTP error with its page."""
    app.register_error_handler(errors.RuleBroken, _rule_broken)
    app.register_error_handler(errors.Collision, lambda _: _later("Collision", _BUSY, seconds=1))
    app.register_error_handler(errors.Unavailable, _unavailable)
    app.register_error_handler(CSRFError, lambda _: _answer(400, "StalePage", _STALE_PAGE))
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(Exception, _broken)


_BUSY = "Somebody else was writing at the same moment. Please try again."
_AWAY = "The database does not take anything just now. Nothing was changed; please try again in a moment."
_STALE_PAGE = "This page was opened in another session. Go back, reload it, and send it again."
_OWN_WORDS = {
    404: "The address may be mistyped, or what stood here belongs to somebody else.",
    405: "Go back and use the buttons on the page.",
    413: "What you sent is larger than this site takes.",
    500: "It has been noted under the number below. What you had saved is safe.",
}


def _rule_broken(error: errors.RuleBroken) -> ResponseReturnValue:
    """Show the rule that was broken.

    Somebody who is signed out is led to the door and back again, and whoever comes too late to an exam to its result.
    """
    if isinstance(error, errors.SignedOut) and not edge.wants_json():
        edge.sign_out()
        target = request.full_path.rstrip("?") if request.method == "GET" else None
        return redirect(url_for("accounts.sign_in", next=target), code=303)
    attempt_id = (request.view_args or {}).get("attempt_id")
    if attempt_id and isinstance(error, OVER) and not edge.wants_json():
        return redirect(url_for("exams.result", attempt_id=attempt_id), code=303)
    kind = type(error).__name__
    message = _OWN_WORDS[404] if isinstance(error, errors.NotFound) else str(error)
    return _answer(status_of(error), kind, message)


def _http_error(error: HTTPException) -> ResponseReturnValue:
    """Show what Werkzeug refused in our own words; redirects pass as they are."""
    code = error.code or 500
    if code < 400:
        return error
    words = _OWN_WORDS.get(code, error.description or TITLES.get(code, "That did not work."))
    return _answer(code, error.name.replace(" ", ""), words)


def _broken(error: Exception) -> ResponseReturnValue:
    """A fault of ours: noted with its request id, shown without its insides."""
    log.error("unhandled", exc_info=error)
    return _answer(500, "Broken", _OWN_WORDS[500])


def _unavailable(error: errors.Unavailable) -> ResponseReturnValue:
    """The database is away, locked or full: noted, and whoever asked is to come again."""
    log.error("unavailable", exc_info=error)
    return _later("Unavailable", _AWAY, seconds=5)


def _later(kind: str, message: str, *, seconds: int) -> ResponseReturnValue:
    """Nothing was changed, and the same may be asked again after a while: what a save does by itself."""
    response = make_response(_answer(503, kind, message))
    response.headers["Retry-After"] = str(seconds)
    return response


def _answer(status: int, kind: str, message: str) -> ResponseReturnValue:
    """The page of a status, or its JSON for a script."""
    if edge.wants_json():
        return jsonify(error=kind, message=message), status
    title = TITLES.get(status, "That did not work")
    return render_template("errors/error.html", status=status, title=title, message=message), status
