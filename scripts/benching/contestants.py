"""The contestants: what each asks of which server, and how it is made sure that nothing answered was lost."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from scripts.benching.calls import Call, Errand, Once, Round, Saves
from scripts.benching.processes import Server
from scripts.benching.school import Learner, School, enter, look

Settling = Callable[[Sequence[Errand]], None]


def nothing(_errands: Sequence[Errand]) -> None:
    """Nothing is left to do when the answers are in."""


@dataclass(frozen=True)
class Contestant:
    """One kind of request to one server. `whole` errands end by themselves; `settle` gets them back afterwards."""

    name: str
    database: str
    port: int
    roots: tuple[int, ...]
    errands: Callable[[int], Sequence[Errand]]
    settle: Settling = nothing
    whole: bool = False


@dataclass(frozen=True)
class Tally:
    """Writes that were acknowledged beside the rows that were found."""

    what: str
    acknowledged: int
    stored: int


class Bare:
    """A bare application: `hello`, or `insert` with the number of rows it has acknowledged."""

    def __init__(self, name: str, database: str, server: Server, roots: tuple[int, ...]) -> None:
        """Ask for hello, or post for an insert."""
        call = Call("POST" if name == "insert" else "GET", "/")
        self._request = call.to_bytes(server.port)
        self.acknowledged = 0
        self.contestant = Contestant(name, database, server.port, roots, self._errands, self._settle)

    def _errands(self, clients: int) -> Sequence[Errand]:
        return [Round((self._request,)) for _ in range(clients)]

    def _settle(self, errands: Sequence[Errand]) -> None:
        self.acknowledged += sum(each.answered for each in errands if isinstance(each, Round))


class Product:
    """Gantry over one database: its learners, and what they ask."""

    def __init__(
        self,
        school: School,
        database: str,
        server: Server,
        roots: tuple[int, ...],
        *,
        clients: int,
        sitters: int,
    ) -> None:
        """Fill the school and open a page for everybody, as a browser would."""
        self.school, self.database = school, database
        self._port, self._roots = server.port, roots
        settled = (school.settle(f"resident{place}") for place in range(clients))
        self._residents = [enter(server.port, each, _question(each, each.first)) for each in settled]
        begun = (school.begin(school.enrol(f"saver{place}")) for place in range(clients))
        savers = [enter(server.port, each, _question(each, each.first)) for each in begun]
        self._saves = {each.attempt: self._saver(each) for each in savers}
        strangers = (school.enrol(f"sitter{place}") for place in range(sitters))
        self._sitters = [enter(server.port, each, f"/exams/{school.exam}") for each in strangers]
        track = school.catalog.tracks[0]
        self._lessons = [f"/lessons/{track.slug}/{lesson.slug}" for lesson in track.lessons]

    def contestants(self) -> list[Contestant]:
        """Everything that is measured of the product, in order: what is started is handed in next."""
        pages = {
            "home": lambda _: ["/"],
            "lesson": lambda _: self._lessons,
            "question": lambda who: [_question(who, n) for n in who.positions],
        }
        return [
            self._one("save", lambda clients: list(self._saves.values())[:clients], self._keep),
            *(self._one(name, self._reading(paths)) for name, paths in pages.items()),
            self._one("lesson 304", self._reading_again()),
            self._one("start", self._starting, self._answer_started, whole=True),
            self._one("submit", self._submitting, whole=True),
        ]

    def count_statements(self) -> dict[str, int]:
        """Statements of one request of each kind, by a learner of their own."""
        learner = self.school.settle("counted")
        learner = enter(self._port, learner, _question(learner, learner.first))
        tag = self._tag(learner, self._lessons[0])
        calls = {
            "home": Call("GET", "/", learner.cookie),
            "lesson": Call("GET", self._lessons[0], learner.cookie),
            "lesson 304": Call("GET", self._lessons[0], learner.cookie, headers=tag),
            "question": Call("GET", _question(learner, learner.first), learner.cookie),
            "save": self._saver(learner, seen=1).call(),
            "submit": _submit(learner),
            "start": self._start(learner),
        }
        return {name: self.school.count_statements(call) for name, call in calls.items()}

    def tally(self) -> Tally:
        """The saves that were acknowledged beside the events the database holds."""
        acknowledged = sum(each.acknowledged for each in self._saves.values())
        return Tally(f"saves, {self.database}", acknowledged, self.school.count_answers(self._saves))

    def _one(
        self,
        name: str,
        errands: Callable[[int], Sequence[Errand]],
        settle: Settling = nothing,
        *,
        whole: bool = False,
    ) -> Contestant:
        return Contestant(name, self.database, self._port, self._roots, errands, settle, whole)

    def _saver(self, learner: Learner, seen: int = 0) -> Saves:
        known = [seen] * len(learner.positions)
        return Saves(learner.attempt, learner.cookie, learner.token, self._port, known, learner.first)

    def _keep(self, errands: Sequence[Errand]) -> None:
        """Remember how far each saver has come."""
        self._saves.update({each.attempt: each for each in errands if isinstance(each, Saves)})

    def _reading(self, paths: Callable[[Learner], Sequence[str]]) -> Callable[[int], Sequence[Errand]]:
        """Residents who go from page to page."""

        def errands(clients: int) -> Sequence[Errand]:
            return [
                self._round(who, [Call("GET", p, who.cookie) for p in paths(who)])
                for who in self._some(clients)
            ]

        return errands

    def _reading_again(self) -> Callable[[int], Sequence[Errand]]:
        """Residents whose browsers hold each lesson already."""
        tags = {
            who.cookie: [(path, self._tag(who, path)) for path in self._lessons] for who in self._residents
        }

        def errands(clients: int) -> Sequence[Errand]:
            return [
                self._round(
                    who, [Call("GET", p, who.cookie, headers=tag) for p, tag in tags[who.cookie]], 304
                )
                for who in self._some(clients)
            ]

        return errands

    def _some(self, clients: int) -> Sequence[Learner]:
        return self._residents[:clients]

    def _round(self, _who: Learner, calls: Sequence[Call], status: int = 200) -> Round:
        return Round(tuple(call.to_bytes(self._port) for call in calls), status)

    def _tag(self, learner: Learner, path: str) -> tuple[tuple[str, str], ...]:
        """What a browser says of the copy of a page it holds."""
        headers, _ = look(self._port, Call("GET", path, learner.cookie))
        return (("If-None-Match", headers["Etag"]),)

    def _starting(self, clients: int) -> Sequence[Errand]:
        return self._shared([self._start(each) for each in self._sitters], clients)

    def _answer_started(self, _errands: Sequence[Errand]) -> None:
        """Fill every started sheet, so that what is handed in has something to score."""
        self.school.answer_all(self.school.open_attempts(self._sitters), self.school.questions)

    def _submitting(self, clients: int) -> Sequence[Errand]:
        return self._shared([_submit(each) for each in self.school.open_attempts(self._sitters)], clients)

    def _start(self, learner: Learner) -> Call:
        path = f"/exams/{self.school.exam}/attempts"
        return Call("POST", path, learner.cookie, (("csrf_token", learner.token), ("mode", "rehearsal")))

    def _shared(self, calls: Sequence[Call], clients: int) -> Sequence[Errand]:
        """The calls dealt out to so many clients."""
        requests = [call.to_bytes(self._port) for call in calls]
        return [Once(tuple(requests[place::clients])) for place in range(clients)]


def _question(learner: Learner, position: int) -> str:
    return f"/exams/attempts/{learner.attempt}/questions/{position}"


def _submit(learner: Learner) -> Call:
    path = f"/exams/attempts/{learner.attempt}/submit"
    return Call("POST", path, learner.cookie, (("csrf_token", learner.token),))
