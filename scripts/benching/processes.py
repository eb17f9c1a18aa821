"""Server processes: started, watched until they answer, ended by their ids, and what they cost of the processor."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from time import monotonic, sleep
from types import TracebackType
from typing import Self

ROOT = Path(__file__).resolve().parents[2]
TICKS = os.sysconf("SC_CLK_TCK")
START_SECONDS = 60
STOP_SECONDS = 15


@dataclass(frozen=True)
class Stat:
    """A line of the kernel's book: who started a process, and the ticks it and its ended children have used."""

    parent: int
    ticks: int


def parse_stat(line: str) -> Stat:
    """Read /proc/<pid>/stat. The program's name may hold anything, so reading starts behind its last bracket."""
    fields = line.rpartition(")")[2].split()
    return Stat(parent=int(fields[1]), ticks=sum(int(each) for each in fields[11:15]))


def cpu_seconds(*roots: int) -> float:
    """The processor time that these processes and all their descendants have used, the ended ones included."""
    book = _book()
    return sum(book[each].ticks for root in roots for each in family(book, root)) / TICKS


def family(book: Mapping[int, Stat], root: int) -> set[int]:
    """A process and all its descendants; nobody when it has ended."""
    found = {root} & set(book)
    while more := {each for each, stat in book.items() if stat.parent in found} - found:
        found |= more
    return found


def _book() -> dict[int, Stat]:
    """Every process of the machine."""
    book = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            with suppress(OSError):  # it may end while we look
                book[int(folder.name)] = parse_stat((folder / "stat").read_text())
    return book


def free_port() -> int:
    """A port of this machine that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """One web server with its workers, on a port of its own; what it says goes to a file."""

    def __init__(self, words: tuple[str, ...], environment: Mapping[str, str], log: Path) -> None:
        """Start `python words… --port N`."""
        self.port = free_port()
        self.log = log
        command = [sys.executable, *words, "--port", str(self.port)]
        with log.open("wb") as output:
            self._process = subprocess.Popen(
                command,
                cwd=ROOT,
                env={**os.environ, **environment},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
            )

    @property
    def pid(self) -> int:
        """The id of the process that started the workers."""
        return self._process.pid

    def __enter__(self) -> Self:
        """Wait until it answers."""
        patience = monotonic() + START_SECONDS
        while monotonic() < patience and self._process.poll() is None:
            if self._answers():
                return self
            sleep(0.1)
        self._stop()
        raise RuntimeError(f"a server did not start:\n{self.log.read_text(errors='replace')[-4000:]}")

    def _answers(self) -> bool:
        """Whether it answers already."""
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=10)) as connection:
            try:
                connection.request("GET", "/")
                connection.getresponse().read()
            except (OSError, HTTPException):
                return False
        return True

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End it and its workers."""
        self._stop()

    def _stop(self) -> None:
        """Ask it to end; what is still there after a while is ended."""
        ours = family(_book(), self.pid)
        self._process.terminate()
        try:
            self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            for each in ours:
                with suppress(ProcessLookupError):
                    os.kill(each, signal.SIGKILL)
            self._process.wait()
