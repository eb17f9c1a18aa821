"""A proxy that is not to be trusted: it stands between a browser and a server and does to requests what it is told.

`proxy.next(Fault.LOSE_REPLY)` is for the next request whose address holds `where`; everything else passes. What it
keeps back (`HOLD`) goes on when it is told, behind whatever came later: so is an order turned round.
"""

from __future__ import annotations

import socket
from collections import deque
from contextlib import closing, suppress
from enum import Enum, auto
from http.client import HTTPConnection, HTTPException
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Condition, Event, Thread
from types import TracebackType
from typing import Any, Self

HTML = b"<!doctype html><title>Sign in to the hotel</title><p>Welcome."
HOP = {"connection", "keep-alive", "transfer-encoding", "te", "upgrade", "proxy-connection"}


Headers = list[tuple[str, str]]
Answer = tuple[int, Headers, bytes]


class Fault(Enum):
    """What happens to a request."""

    PASS = auto()
    DROP = auto()
    """The line breaks before the server has heard of it."""
    LOSE_REPLY = auto()
    """The server does it, and its answer is lost."""
    TWICE = auto()
    """The server is asked twice; the second answer is passed on."""
    HTML = auto()
    """The server never hears of it; somebody answers 200 with a page of their own."""
    BUSY = auto()
    """The server never hears of it; somebody answers 503."""
    HOLD = auto()
    """It waits until `release`."""


SAID: dict[Fault, Answer] = {
    Fault.HTML: (200, [("Content-Type", "text/html")], HTML),
    Fault.BUSY: (503, [("Content-Type", "text/plain"), ("Retry-After", "2")], b"busy"),
}


class Proxy:
    """A proxy before one server."""

    def __init__(self, upstream: int, where: str = "/questions/") -> None:
        """Stand before the server at this port of the machine; faults are for POSTs whose address holds `where`."""
        self.upstream = upstream
        self.where = where
        self.seen: list[tuple[str, str, Fault]] = []
        self.always: Fault | None = None
        self._faults: deque[Fault] = deque()
        self._changed = Condition()
        self._go = Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), type("Answering", (Handler,), {"proxy": self}))
        self._server.daemon_threads = True

    @property
    def url(self) -> str:
        """Where it stands."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def next(self, *faults: Fault) -> None:
        """What happens to the next requests, one each."""
        self._faults.extend(faults)

    def release(self) -> None:
        """Let what is held go on."""
        self._go.set()

    def waits_for(self, fault: Fault, times: int = 1) -> None:
        """Come back when so many requests have met a fault."""
        with self._changed:
            met = self._changed.wait_for(lambda: self.met(fault) >= times, timeout=30)
        assert met, f"{self.met(fault)} requests met {fault}, not {times}"

    def met(self, fault: Fault) -> int:
        """How many requests have met a fault."""
        return sum(each is fault for _, _, each in self.seen)

    def __enter__(self) -> Self:
        """Listen."""
        Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop listening."""
        self._go.set()
        self._server.shutdown()
        self._server.server_close()

    def waits(self) -> None:
        """Wait until what is held may go on."""
        self._go.wait(30)

    def meets(self, method: str, path: str) -> Fault:
        """What happens to this request."""
        fault = Fault.PASS
        with self._changed:
            if method == "POST" and self.where in path:
                fault = self._faults.popleft() if self._faults else self.always or Fault.PASS
            self.seen.append((method, path, fault))
            self._changed.notify_all()
        return fault


class Handler(BaseHTTPRequestHandler):
    """What answers one connection; each proxy has one of its own."""

    proxy: Proxy
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: Any) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        """Do with the request what is to be done."""
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        fault = self.proxy.meets(self.command, self.path)
        if fault is Fault.HOLD:
            self.proxy.waits()
        if fault in SAID:
            self.say(*SAID[fault])
        elif fault is Fault.DROP:
            self.hang_up()
        else:
            self.pass_on(body, fault)

    do_POST = do_GET  # noqa: N815 - the library's name

    def pass_on(self, body: bytes, fault: Fault) -> None:
        """Ask the server, once or twice, and tell what it says, or nothing."""
        try:
            answers = [self.ask(body) for _ in range(2 if fault is Fault.TWICE else 1)]
        except (OSError, HTTPException):
            return self.hang_up()
        return self.hang_up() if fault is Fault.LOSE_REPLY else self.say(*answers[-1])

    def ask(self, body: bytes) -> Answer:
        """The server's answer."""
        with closing(HTTPConnection("127.0.0.1", self.proxy.upstream, timeout=30)) as line:
            headers = {name: value for name, value in self.headers.items() if name.lower() not in HOP}
            line.request(self.command, self.path, body or None, headers)
            answer = line.getresponse()
            return answer.status, answer.getheaders(), answer.read()

    def say(self, status: int, headers: Headers, body: bytes) -> None:
        """Answer."""
        self.send_response_only(status)
        for name, value in headers:
            if name.lower() not in HOP | {"content-length"}:
                self.send_header(name, value)
        if status not in {204, 304}:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def hang_up(self) -> None:
        """Break the line."""
        self.close_connection = True
        with suppress(OSError):
            self.connection.shutdown(socket.SHUT_RDWR)
