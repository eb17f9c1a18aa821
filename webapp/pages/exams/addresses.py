"""The addresses of an attempt's pages: a page of an attempt names a dozen of them, so they are written once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from uuid import UUID

from flask import Flask, has_request_context, request, url_for

KEPT = 1024
ATTEMPT = UUID(int=0)
POSITION = 999_999_999


@dataclass(frozen=True)
class Addresses:
    """The addresses of one attempt; those of a question have a blank for its position."""

    overview: str
    result: str
    rest: str
    state: str
    notes: str
    sign_in: str
    _question: str
    _report: str

    def question(self, position: int) -> str:
        """The address of a question."""
        return self._question.format(position)

    def report(self, position: int) -> str:
        """Where a question is reported."""
        return self._report.format(position)


def of(attempt_id: UUID) -> Addresses:
    """The addresses of an attempt, on a site that stands under the root of the present request."""
    return _of(attempt_id, request.root_path if has_request_context() else "")


def learn(app: Flask) -> None:
    """Learn the addresses, for whoever draws a page outside of a request of Flask's."""
    with app.test_request_context():
        of(ATTEMPT)


@lru_cache(KEPT)
def _of(attempt_id: UUID, root: str) -> Addresses:
    written = str(attempt_id)
    return Addresses(*(pattern.replace(str(ATTEMPT), written) for pattern in _patterns(root)))


@cache
def _patterns(_root: str) -> tuple[str, ...]:
    """The addresses of an attempt that nobody has."""
    of_attempt = ("exams.overview", "exams.result", "exams.rest", "exams.state", "exams.notes")
    of_question = ("exams.question", "reports.new")
    return (
        *(url_for(endpoint, attempt_id=ATTEMPT) for endpoint in of_attempt),
        url_for("accounts.sign_in"),
        *(
            url_for(endpoint, attempt_id=ATTEMPT, position=POSITION).replace(str(POSITION), "{}")
            for endpoint in of_question
        ),
    )
