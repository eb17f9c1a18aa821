"""What the clients ask, as bytes made before the clock runs where that is possible, and what must come back."""

from __future__ import annotations

from dataclasses import dataclass
from secrets import token_hex
from typing import Protocol
from urllib.parse import urlencode

FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Call:
    """One request as a browser would send it."""

    method: str
    path: str
    cookie: str = ""
    fields: tuple[tuple[str, str], ...] = ()
    headers: tuple[tuple[str, str], ...] = ()

    @property
    def body(self) -> bytes:
        """The fields as a form sends them."""
        return urlencode(self.fields).encode()

    def all_headers(self, port: int) -> dict[str, str]:
        """Every header but the length, which whoever sends the request adds."""
        headers = {"Host": f"127.0.0.1:{port}", "Accept": "text/html", "Accept-Encoding": "gzip"}
        if self.cookie:
            headers["Cookie"] = self.cookie
        if self.method == "POST":
            headers |= {"Origin": f"http://127.0.0.1:{port}", "Sec-Fetch-Site": "same-origin"}
            headers["Content-Type"] = FORM
        return headers | dict(self.headers)

    def to_bytes(self, port: int) -> bytes:
        """The request as it goes over the wire."""
        return self.head(port) + self.body

    def head(self, port: int) -> bytes:
        """The request's head."""
        lines = [f"{self.method} {self.path} HTTP/1.1"]
        headers = self.all_headers(port)
        if self.method == "POST":
            headers["Content-Length"] = str(len(self.body))
        lines += [f"{name}: {value}" for name, value in headers.items()]
        return ("\r\n".join(lines) + "\r\n\r\n").encode("ascii")


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    head: bytes
    body: bytes

    def header(self, name: str) -> str:
        """A header's value, or nothing."""
        for line in self.head.split(b"\r\n")[1:]:
            key, _, value = line.partition(b":")
            if key.strip().lower() == name.lower().encode():
                return value.strip().decode("latin-1")
        return ""


class Errand(Protocol):
    """What one client asks, one request after the other. It is sent to the client's process and comes back changed."""

    def request(self) -> bytes | None:
        """The next request, or None when there is nothing more to ask."""

    def accept(self, answer: Answer) -> bool:
        """Whether the answer is the one it must be."""


@dataclass
class Round:
    """The same few requests over and over, each answered with one status."""

    requests: tuple[bytes, ...]
    status: int = 200
    answered: int = 0
    turn: int = 0

    def request(self) -> bytes | None:
        """The next of the requests, from the start again after the last."""
        self.turn += 1
        return self.requests[self.turn % len(self.requests)]

    def accept(self, answer: Answer) -> bool:
        """Whether the status is right."""
        right = answer.status == self.status
        self.answered += right
        return right


@dataclass
class Once:
    """A list of requests, each sent once and answered by a redirect within the exams."""

    requests: tuple[bytes, ...]
    turn: int = 0

    def request(self) -> bytes | None:
        """The next request, while there is one."""
        if self.turn == len(self.requests):
            return None
        self.turn += 1
        return self.requests[self.turn - 1]

    def accept(self, answer: Answer) -> bool:
        """Whether it leads into an attempt, and not to the sign-in page."""
        return answer.status == 303 and "/exams/attempts/" in answer.header("Location")


@dataclass
class Saves:
    """Answers saved as the page's script saves them: a new operation each time, the sequence counted up.

    `seen` holds the last sequence of each question that is open, from the `first` on.
    """

    attempt: str
    cookie: str
    token: str
    port: int
    seen: list[int]
    first: int = 1
    acknowledged: int = 0
    turn: int = 0
    operation: str = ""

    def call(self) -> Call:
        """The next save."""
        self.turn += 1
        place = self.turn % len(self.seen)
        self.operation = operation_id()
        fields = (
            ("csrf_token", self.token),
            ("op", self.operation),
            ("seen", str(self.seen[place])),
            ("flagged", "0"),
            ("choice", "ab"[self.turn // len(self.seen) % 2]),
        )
        path = f"/exams/attempts/{self.attempt}/questions/{self.first + place}"
        return Call("POST", path, self.cookie, fields, (("Accept", "application/json"),))

    def request(self) -> bytes | None:
        """The next save as it goes over the wire."""
        return self.call().to_bytes(self.port)

    def accept(self, answer: Answer) -> bool:
        """Whether this very operation was acknowledged."""
        if answer.status != 200 or self.operation.encode() not in answer.body:
            return False
        self.seen[self.turn % len(self.seen)] += 1
        self.acknowledged += 1
        return True


def operation_id() -> str:
    """The id a browser gives an operation: a UUID of version 4."""
    digits = token_hex(16)
    return f"{digits[:8]}-{digits[8:12]}-4{digits[13:16]}-a{digits[17:20]}-{digits[20:]}"
