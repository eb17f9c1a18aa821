"""The request log: one JSON line on stderr for each request, and its id on everything else that is said meanwhile.

The id is drawn anew for each request, goes out in the X-Request-ID header and stands on error pages, so that a person's
words lead to the line. The line names the route's rule, never the address itself: that may hold a reset token.
"""

from __future__ import annotations

import json
import logging
import sys
from contextvars import ContextVar
from datetime import UTC, datetime
from secrets import token_hex
from time import perf_counter

from flask import Flask, Response, g, request

from webapp.domain.access import Actor
from webapp.pages import edge

log = logging.getLogger("gantry.requests")
encode = json.JSONEncoder(ensure_ascii=False).encode
current: ContextVar[str] = ContextVar("request_id", default="")


def request_id() -> str:
    """The id of the present request, or nothing outside of one."""
    return current.get()


def install(app: Flask) -> None:
    """Log every request of the application and offer `request_id()` to its templates."""
    start_logging()
    app.before_request_funcs.setdefault(None, []).insert(
        0, _begin
    )  # before anything that may refuse the request
    app.after_request(_note)
    app.teardown_request(_end)
    app.jinja_env.globals["request_id"] = request_id


class JsonLines(logging.Formatter):
    """Writes a record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """The line: when, how serious, who says it, what, in which request, and the record's own fields."""
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            "request_id": request_id() or None,
            **getattr(record, "fields", {}),
        }
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return encode({key: value for key, value in line.items() if value is not None})


class _Stderr(logging.StreamHandler):  # type: ignore[type-arg]
    """Writes to whatever stderr is at the moment."""

    def __init__(self) -> None:
        """Write JSON lines."""
        super().__init__(sys.stderr)
        self.setFormatter(JsonLines())

    def emit(self, record: logging.LogRecord) -> None:
        """Write one line."""
        self.stream = sys.stderr
        super().emit(record)


def start_logging() -> None:
    """Send everything at level info and above to stderr as JSON lines; a second call changes nothing."""
    root = logging.getLogger()
    if not any(isinstance(handler, _Stderr) for handler in root.handlers):
        root.addHandler(_Stderr())
        logging.getLogger("gantry").setLevel(logging.INFO)


def draw_id() -> str:
    """The id of a request that begins in this thread."""
    drawn = token_hex(8)
    current.set(drawn)
    return drawn


def let_go() -> None:
    """What this thread says from now on belongs to no request."""
    current.set("")


def note(method: str, route: str | None, status: int, began: float, actor: Actor) -> None:
    """Write the line of a request that began at this reading of the stop-watch."""
    fields = {
        "method": method,
        "route": route,
        "status": status,
        "ms": round((perf_counter() - began) * 1000, 2),
        "actor": str(actor.id) if actor.id else None,
    }
    if log.isEnabledFor(logging.INFO):
        record = logging.LogRecord(log.name, logging.INFO, __file__, 0, "request", None, None)
        record.fields = fields  # a record made here: nobody needs to look for the line of code that asked
        log.handle(record)


def _begin() -> None:
    """Draw the id and start the stop-watch."""
    g.began = perf_counter()
    draw_id()


def _note(response: Response) -> Response:
    """Tell the client the id and write the request's line."""
    response.headers["X-Request-ID"] = request_id()
    rule = request.url_rule
    note(request.method, rule.rule if rule else None, response.status_code, g.began, edge.actor())
    return response


def _end(_error: BaseException | None) -> None:
    """Let the id go."""
    let_go()
