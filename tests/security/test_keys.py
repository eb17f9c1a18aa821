"""Keys: nothing a learner can reach during an attempt tells right from wrong.

Reasons, traps and references of the bank are replaced by words that stand nowhere else. A key itself is a letter and
cannot be looked for, so two copies are compared that differ in nothing but which options are right.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

import pytest
from werkzeug.test import TestResponse

from tests.security.site import ADMIN, LEARNER, MENTOR, VISITOR, Site, fill
from tests.support import make
from tests.support.clock import HandClock
from tests.support.databases import SqliteDatabases
from webapp.app import create_app
from webapp.catalog.shelf import Catalog
from webapp.domain.exams.attempt import Attempt
from webapp.domain.progress.skills import Trap
from webapp.domain.questions import Question
from webapp.services import exams
from webapp.services.work import Workshop
from webapp.settings import Settings
from webapp.store.session import Sessions, make_engine

pytestmark = pytest.mark.sqlite_alone

CANARY = re.compile("canary", re.IGNORECASE)
JSON = {"Accept": "application/json"}
ONCE = re.compile(r'name="csrf_token" value="[^"]*"|<span class="num">[0-9a-f]{16}</span>')
Build = Callable[[Catalog], Any]


def planted(shelf: Catalog) -> Catalog:
    """The shelf with a canary in everything about a question that belongs to its answer."""
    return replace(
        shelf,
        banks={code: tuple(_plant(question) for question in bank) for code, bank in shelf.banks.items()},
        traps=(
            *shelf.traps,
            Trap("canary", "Canary trap", "Canary belief", "Canary better", "basics/who-decides"),
        ),
    )


def _plant(question: Question) -> Question:
    options = tuple(
        replace(option, why=f"<p>Canary why {question.id} {option.id}</p>", trap="canary")
        for option in question.options
    )
    return replace(question, options=options, reference=f"Canary reference {question.id}")


def turned(shelf: Catalog) -> Catalog:
    """The shelf with the right options of each question moved on by one, and nothing else changed."""
    banks = {code: tuple(_turn(question) for question in bank) for code, bank in shelf.banks.items()}
    return replace(shelf, banks=banks)


def _turn(question: Question) -> Question:
    keys = [option.correct for option in question.options]
    moved = keys[-1:] + keys[:-1]
    return replace(
        question,
        options=tuple(replace(o, correct=key) for o, key in zip(question.options, moved, strict=True)),
    )


@pytest.fixture
def build(sqlite_databases: SqliteDatabases, settings: Settings, tmp_path: Path) -> Build:
    """Opens a filled copy over a shelf; two copies of one shelf are alike to the last id."""

    @contextmanager
    def build(shelf: Catalog) -> Iterator[Site]:
        folder = tmp_path / str(len(list(tmp_path.iterdir())))
        folder.mkdir()
        engine = make_engine(sqlite_databases.fresh(folder))
        clock = HandClock()
        workshop = Workshop(Sessions(engine), shelf, clock=clock, dice=Random(7), hasher=make.HASHER)
        yield fill(create_app(settings, workshop), workshop, clock)
        engine.dispose()

    return build


def attempt_of(site: Site, name: str = "attempt_id") -> Attempt:
    """Amara's attempt as it is stored."""
    with site.workshop.reading(make.actor(site.people[LEARNER])) as work:
        return exams.look_over(work, site.things[name])[1]


def addresses(site: Site, **changed: Any) -> Iterator[str]:
    """Every address that can be opened, with each question of the attempt that runs."""
    for endpoint in site.endpoints("GET"):
        if endpoint in {"exams.question", "exams.reviewed_question"}:
            for position in range(1, 8):
                yield site.address(endpoint, position=position, **changed)
        else:
            yield site.address(endpoint, **changed)


def whole(response: TestResponse) -> str:
    """Everything of an answer."""
    return f"{response.status}\n{response.headers}\n{response.text}"


def test_no_answer_to_a_learner_holds_anything_of_the_key_while_an_attempt_runs(
    build: Build, shelf: Catalog
) -> None:
    with build(planted(shelf)) as site:
        leaks, opened = [], 0
        for who in (LEARNER, VISITOR, MENTOR, "stranger", ADMIN):
            for path in addresses(site):
                for options in (
                    {},
                    {"headers": JSON},
                    {"query_string": {"show": "all", "debug": "1", "key": "1"}},
                ):
                    response = site.gets(who, path, **options)
                    opened += response.status_code == 200
                    if CANARY.search(whole(response)):
                        leaks.append((who, path, options))
        assert leaks == []
        assert opened > 100


def test_no_answer_to_a_save_holds_anything_of_the_key(build: Build, shelf: Catalog) -> None:
    with build(planted(shelf)) as site:
        for number, letters in enumerate(("", "a", "b", "c", "abcd", "z", "\x00")):
            for headers in ({}, JSON):
                for position in range(8):
                    path = site.address("exams.save", position=position)
                    operation = UUID(int=1000 * number + 10 * position + len(headers))
                    fields = {"op": operation, "seen": "0", "choice": list(letters), "go": "stay"}
                    assert not CANARY.search(whole(site.posts(LEARNER, path, fields, headers=headers)))


def test_the_reasons_are_there_once_the_attempt_is_over(build: Build, shelf: Catalog) -> None:
    """The canaries sing where they should: else their silence would prove nothing."""
    with build(planted(shelf)) as site:
        path = site.address("exams.reviewed_question")
        assert site.gets(LEARNER, path).status_code == 409
        assert site.posts(LEARNER, site.address("exams.submit")).status_code == 303
        text = site.gets(LEARNER, path).text
        for word in ("Canary why", "Canary reference"):
            assert word in text
        finished = site.address("exams.reviewed_question", attempt_id=site.things["finished_id"])
        assert "Canary trap" in site.gets(LEARNER, finished).text
        assert "Canary why" in site.gets("author", site.address("items.task")).text


def test_two_copies_that_differ_only_in_their_keys_look_the_same_while_an_attempt_runs(
    build: Build, shelf: Catalog
) -> None:
    """Everything but the results of attempts that are over; scores may differ, so nobody has sat anything before."""
    seen = []
    for copy in (shelf, turned(shelf)):
        with build(copy) as site:
            started = site.posts("newcomer", site.address("exams.start"))
            attempt = UUID(started.headers["Location"].split("/")[3])
            pages = {}
            for path in addresses(site, attempt_id=attempt):
                response = site.gets("newcomer", path)
                pages[path] = (response.status_code, ONCE.sub("", response.text))
            seen.append((attempt, pages))
    assert seen[0][0] == seen[1][0]
    assert {path for path, page in seen[0][1].items() if page != seen[1][1][path]} == set()
    assert sum(page[0] == 200 for page in seen[0][1].values()) > 25


def test_the_keys_of_the_two_copies_do_differ(build: Build, shelf: Catalog) -> None:
    keys = []
    for copy in (shelf, turned(shelf)):
        with build(copy) as site:
            keys.append([(item.version, item.order, item.key) for item in attempt_of(site).form.items])
    assert [item[:2] for item in keys[0]] == [item[:2] for item in keys[1]]
    assert all(one[2] != other[2] for one, other in zip(*keys, strict=True))


@pytest.mark.parametrize("headers", [JSON, {}], ids=["script", "form"])
def test_right_and_wrong_are_acknowledged_in_the_same_bytes(site: Site, headers: dict[str, str]) -> None:
    attempt, before, kinds = attempt_of(site), site.rows(), set()
    for position, item in enumerate(attempt.form.items, start=1):
        for letters in (item.key, "".join(sorted(set(item.letters) - set(item.key)))[: item.choose]):
            site.restore(before)
            fields = {"op": UUID(int=99), "seen": "0", "choice": list(letters), "flagged": "0"}
            response = site.posts(
                LEARNER, site.address("exams.save", position=position), fields, headers=headers
            )
            fieldset = sorted(response.get_json()) if headers else response.headers["Location"][:-1]
            names = sorted(name for name in response.headers.keys())  # noqa: SIM118 - names repeat
            kinds.add((response.status_code, len(response.data), repr(fieldset), repr(names)))
    assert len(kinds) == 1


def test_the_page_after_a_right_and_a_wrong_answer_differs_in_the_mark_alone(site: Site) -> None:
    attempt, before, pages = attempt_of(site), site.rows(), []
    position = next(n for n, item in enumerate(attempt.form.items, start=1) if item.choose == 1)
    for letter in attempt.item(position).letters:
        site.restore(before)
        path = site.address("exams.save", position=position)
        site.posts(LEARNER, path, {"op": UUID(int=99), "seen": "0", "choice": letter})
        text = ONCE.sub("", site.gets(LEARNER, path).text)
        text = re.sub(r'name="op" value="[^"]*"', "", text)
        assert text.count(" checked") == 1
        pages.append(text.replace(" checked", ""))
    assert len(set(pages)) == 1


def test_no_option_id_of_the_content_reaches_a_page(site: Site) -> None:
    """Options are letters in an order of the attempt's own; in which order the content has them is not told."""
    orders = set()
    for _ in range(8):
        attempt = attempt_of(site)
        orders |= {item.order for item in attempt.form.items}
        site.posts(LEARNER, site.address("exams.submit"))
        started = site.posts(LEARNER, site.address("exams.start"))
        site.things["attempt_id"] = UUID(started.headers["Location"].split("/")[3])
        page = site.visitor(LEARNER).opens(site.address("exams.question"))
        values = [each.get("value") for each in page.find_all("input[name=choice]")]
        assert values == list("abcdefgh")[: len(values)]
    assert len(orders) > 6


def test_the_assets_hold_nothing_of_the_bank(site: Site, shelf: Catalog) -> None:
    from webapp.pages import assets  # noqa: PLC0415 - gathered when a copy is made

    files = b"\n".join(assets.gathered().files.values())
    for question in shelf.bank("mini"):
        assert question.id.encode() not in files
        assert question.version.encode() not in files
