"""Headers of every answer: what a page may load, and that nothing made for one person is kept by a cache."""

from __future__ import annotations

from flask import Flask, Response, request, session

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
ON_FILES = {
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
}
ALWAYS = {
    **ON_FILES,
    "Content-Security-Policy": CSP,
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
WORDS = frozenset(name.lower() for name in ALWAYS)
HSTS = "max-age=31536000; includeSubDomains"


def install(app: Flask) -> None:
    """Add the headers to every answer of the application."""
    app.after_request(_protect)
    if app.config["SESSION_COOKIE_SECURE"]:
        app.after_request(_stay_encrypted)


def of_a_personal_answer(app: Flask) -> tuple[tuple[str, str], ...]:
    """The headers that `install` gives an answer made for one person, in the same order."""
    encrypted = {"Strict-Transport-Security": HSTS} if app.config["SESSION_COOKIE_SECURE"] else {}
    return tuple({**encrypted, **ALWAYS, "Cache-Control": "no-store", "Vary": "Cookie"}.items())


def _protect(response: Response) -> Response:
    """What holds for every answer; a view that has said how its page may be kept is left to its word."""
    said = {name.lower() for name, _ in response.headers}
    if said & WORDS:
        response.headers.update(ALWAYS)
    else:
        response.headers.extend(ALWAYS)
    if "cache-control" not in said:
        response.headers.add("Cache-Control", "no-store" if _personal() else "private, no-cache")
    if "vary" in said:
        response.vary.add("Cookie")
    else:
        response.headers.add("Vary", "Cookie")
    return response


def _personal() -> bool:
    """Whether the answer may hold something of one person: a session was there, or was begun."""
    return bool(request.cookies) or bool(session)


def _stay_encrypted(response: Response) -> Response:
    """Tell browsers to come back by HTTPS alone."""
    response.headers["Strict-Transport-Security"] = HSTS
    return response
