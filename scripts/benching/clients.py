"""Closed-loop clients: each keeps one connection and asks again as soon as it was answered.

They live in processes of their own, which are not counted. One loop serves all connections of a process; it reads
HTTP/1.1 by hand, since a client library would take more of the machine than the servers that are measured.
"""

from __future__ import annotations

import multiprocessing
import select
import socket
from collections.abc import Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection as Pipe
from time import monotonic, sleep
from types import TracebackType
from typing import Self

from scripts.benching.calls import Answer, Errand

PROCESSES = 2
LEAD_SECONDS = 0.1
PATIENCE_SECONDS = 30.0
NO_BODY = frozenset({204, 304})


class Broken(Exception):
    """A connection ended, or spoke what is not HTTP/1.1 with a length."""


@dataclass(frozen=True)
class Job:
    """One connection per errand to one server, from an instant of the machine's monotonic clock on."""

    port: int
    errands: tuple[Errand, ...]
    starts_at: float
    seconds: float


@dataclass
class Outcome:
    """What the clients of one process saw; latencies in seconds."""

    errands: tuple[Errand, ...]
    latencies: list[float] = field(default_factory=list)
    errors: int = 0
    body_bytes: int = 0
    wire_bytes: int = 0
    ended_at: float = 0.0


class Connection:
    """One kept-alive connection and the errand it runs."""

    def __init__(self, port: int, errand: Errand) -> None:
        """Connect."""
        self.errand = errand
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE_SECONDS)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.sent_at = 0.0
        self._buffer = b""
        self._whole = 0  # the answer's length, once its head is here

    def ask(self) -> bool:
        """Send the next request; False when there is none."""
        request = self.errand.request()
        if request is None:
            return False
        self._buffer, self._whole = b"", 0
        self.sent_at = monotonic()
        self.socket.sendall(request)
        return True

    def read(self) -> Answer | None:
        """Read what has come; the answer once it is complete."""
        chunk = self.socket.recv(262_144)
        if not chunk:
            raise Broken("the server closed the connection")
        self._buffer += chunk
        if not self._whole:
            end = self._buffer.find(b"\r\n\r\n")
            if end < 0:
                return None
            self._whole = end + 4 + length_of(self._buffer[:end])
        if len(self._buffer) < self._whole:
            return None
        head, _, body = self._buffer.partition(b"\r\n\r\n")
        return Answer(int(head[9:12]), head, body)


def length_of(head: bytes) -> int:
    """How long the body behind a head is."""
    lowered = head.lower()
    start = lowered.find(b"\r\ncontent-length:")
    if start >= 0 and int(head[9:12]) not in NO_BODY:
        return int(lowered[start + 17 :].partition(b"\r\n")[0])
    if int(head[9:12]) in NO_BODY:
        return 0
    raise Broken("the answer does not say how long it is")


def run(job: Job) -> Outcome:
    """Ask until the time is over, wait for what is under way, and say what came back."""
    outcome = Outcome(job.errands)
    open_now = {}
    for errand in job.errands:
        connection = Connection(job.port, errand)
        open_now[connection.socket.fileno()] = connection
    with select.epoll() as waiting:
        for number in open_now:
            waiting.register(number, select.EPOLLIN)
        sleep(max(job.starts_at - monotonic(), 0))
        busy = {number for number, connection in open_now.items() if connection.ask()}
        while busy:
            ready = waiting.poll(PATIENCE_SECONDS)
            if not ready:
                outcome.errors += len(busy)
                break
            for number, _ in ready:
                if not _advance(open_now[number], outcome, job.starts_at + job.seconds):
                    busy.discard(number)
                    waiting.unregister(number)
    outcome.ended_at = monotonic()
    for connection in open_now.values():
        connection.socket.close()
    return outcome


def _advance(connection: Connection, outcome: Outcome, ends_at: float) -> bool:
    """Take what has come on a connection and ask again; False when this client is done."""
    try:
        answer = connection.read()
        if answer is None:
            return True
        now = monotonic()
        outcome.latencies.append(now - connection.sent_at)
        outcome.body_bytes += len(answer.body)
        outcome.wire_bytes += len(answer.head) + 4 + len(answer.body)
        outcome.errors += not connection.errand.accept(answer)
        return now < ends_at and connection.ask()
    except (Broken, OSError, ValueError):
        outcome.errors += 1
        return False


class Crew:
    """The client processes, started once for the whole run."""

    def __init__(self, processes: int = PROCESSES) -> None:
        """Start them."""
        context = multiprocessing.get_context(
            "fork"
        )  # nothing runs beside us yet, and nothing need be loaded twice
        self._pipes: list[Pipe] = []
        self._processes = []
        for _ in range(processes):
            ours, theirs = context.Pipe()
            process = context.Process(target=_serve, args=(theirs,), daemon=True)
            process.start()
            self._pipes.append(ours)
            self._processes.append(process)

    def __enter__(self) -> Self:
        """Wait until they are there."""
        for pipe in self._pipes:
            pipe.recv()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End them."""
        for process in self._processes:
            process.terminate()
            process.join()
        for pipe in self._pipes:
            pipe.close()

    def run(self, port: int, errands: Sequence[Errand], seconds: float) -> tuple[list[Outcome], float]:
        """Share the errands out, run them, and return what each process saw and the seconds it took in all."""
        starts_at = monotonic() + LEAD_SECONDS
        shares = [errands[place :: len(self._pipes)] for place in range(len(self._pipes))]
        asked = [(pipe, share) for pipe, share in zip(self._pipes, shares, strict=True) if share]
        for pipe, share in asked:
            pipe.send(Job(port, tuple(share), starts_at, seconds))
        outcomes = [pipe.recv() for pipe, _ in asked]
        return outcomes, max(outcome.ended_at for outcome in outcomes) - starts_at


def _serve(pipe: Pipe) -> None:
    """Run jobs until the pipe is closed."""
    pipe.send("ready")
    while True:
        try:
            job = pipe.recv()
        except EOFError:
            return
        pipe.send(run(job))
