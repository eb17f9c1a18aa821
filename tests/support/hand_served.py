"""The application behind a real WSGI server on loopback, in this process, with a clock that is moved by hand."""

from __future__ import annotations

from threading import Thread

from flask import Flask
from werkzeug.serving import WSGIRequestHandler, make_server

from tests.support import make
from tests.support.clock import HandClock
from webapp.domain.access import Role
from webapp.domain.accounts import Account
from webapp.services.work import Workshop


class _Handler(WSGIRequestHandler):
    """Keeps connections open, as a server before browsers does, and says nothing of each request."""

    protocol_version = "HTTP/1.1"

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Nothing: what went wrong is seen in the browser."""


class Served:
    """One copy of Gantry whose instants are the test's; a browser comes to it over the loopback."""

    def __init__(self, app: Flask, workshop: Workshop, clock: HandClock) -> None:
        """Listen at a free port; nothing is answered yet."""
        self.workshop = workshop
        self.clock = clock
        self._server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=_Handler)
        self._thread = Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)

    @property
    def url(self) -> str:
        """Where it is served."""
        return f"http://127.0.0.1:{self._server.port}"

    def start(self) -> None:
        """Serve until it is closed."""
        self._thread.start()

    def close(self) -> None:
        """Answer nobody any more."""
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def account(self, name: str, role: Role = Role.LEARNER) -> Account:
        """An account with the makers' password."""
        return make.account(self.workshop, name=name, role=role)
