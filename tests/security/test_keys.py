"""Keys: nothing anybody can reach during an attempt tells right from wrong.

Every page of the product is opened over a planted shelf; the room itself is tried more closely in test_room_keys. A
key is a letter and cannot be looked for, so two copies are compared that differ in nothing but what is right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import update
from werkzeug.test import TestResponse

from tests.security.conftest import Build
from tests.security.planting import CANARY, planted, turned
from tests.security.room import JSON, REHEARSAL, STUDY, pages, sit
from tests.security.site import ADMIN, LEARNER, MENTOR, VISITOR, Site
from tests.support import make
from tests.support.whole_exams import whole_shelf
from webapp.catalog.shelf import Catalog
from webapp.domain.answers import Way
from webapp.domain.exams.attempt import Attempt
from webapp.domain.exams.form import FormItem
from webapp.domain.questions import Kind
from webapp.services import exams
from webapp.store.tables.exams import AttemptRow

pytestmark = pytest.mark.sqlite_alone

ONCE = re.compile(
    r'name="csrf_token" value="[^"]*"|<span class="num">[0-9a-f]{16}</span>|(name="op" value|data-operation)="[^"]*"'
)
"""What differs each time a page is opened: its token, its number in the log, the id of the next save."""


Pages = dict[tuple[str, str], tuple[int, str]]


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
        report = site.address("reports.show")  # admins answer reports, key in hand; they sit no exams
        for who in (LEARNER, VISITOR, MENTOR, "stranger", ADMIN):
            for path in addresses(site):
                for options in (
                    {},
                    {"headers": JSON},
                    {"query_string": {"show": "all", "debug": "1", "key": "1"}},
                ):
                    response = site.gets(who, path, **options)
                    opened += response.status_code == 200
                    if CANARY.search(whole(response)) and (who, path) != (ADMIN, report):
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
        question = attempt_of(site).item(1).question
        assert site.gets(LEARNER, path).status_code == 409
        assert site.posts(LEARNER, site.address("exams.submit")).status_code == 303
        text = site.gets(LEARNER, path).text
        for word in ("why", "reference"):
            assert f"Canary {question} {word}" in text
        finished = site.address("exams.reviewed_question", attempt_id=site.things["finished_id"])
        assert "Trap: Canary" in site.gets(LEARNER, finished).text
        assert "Canary" in site.gets("author", site.address("items.task")).text


def pages_of_an_attempt(site: Site, fields: dict[str, str]) -> tuple[Attempt, Pages]:
    """An attempt of the newcomer's, and every page of the product opened at each stage of it."""
    seat = sit(site, "newcomer", fields=fields)
    attempt, seen = seat.attempt, Pages()
    for section in attempt.form.sections:
        for name, response in pages(seat, positions=range(section.first - 1, section.last + 2)):
            seen[section.code, name] = (response.status_code, ONCE.sub("", response.text))
        for path in addresses(site, attempt_id=seat.attempt_id):
            response = site.gets("newcomer", path)
            seen[section.code, path] = (response.status_code, ONCE.sub("", response.text))
        if section.last < len(attempt.form):
            seat.ends_section()
            rest = seat.gets("break")
            seen[section.code, "break"] = (rest.status_code, ONCE.sub("", rest.text))
            seat.posts("resume")
    return attempt, seen


@pytest.mark.parametrize("fields", [REHEARSAL, STUDY], ids=["rehearsal", "study"])
def test_two_copies_that_differ_only_in_their_keys_look_the_same_while_an_attempt_runs(
    build: Build, fields: dict[str, str]
) -> None:
    """Every page that somebody can open who has sat nothing before; every kind but orderings has another key."""
    seen = []
    for copy in (whole_shelf(), turned(whole_shelf())):
        with build(copy) as site:
            seen.append(pages_of_an_attempt(site, fields))
    (one, pages_of_one), (other, pages_of_other) = seen
    assert one.id == other.id
    assert {name for name, page in pages_of_one.items() if page != pages_of_other[name]} == set()
    assert sum(page[0] == 200 for page in pages_of_one.values()) > 25
    same: set[Kind] = set()
    differing: set[Kind] = set()
    for item, turned_item in zip(one.form.items, other.form.items, strict=True):
        assert (item.version, item.order) == (turned_item.version, turned_item.order)
        (same if item.key == turned_item.key else differing).add(item.kind)
    assert (same, differing) == ({Kind.ORDERING}, set(Kind) - {Kind.ORDERING})


def test_the_key_that_is_frozen_with_an_attempt_reaches_no_page_of_it(build: Build) -> None:
    """The same attempt with the letters of every key in its row moved on; orderings too."""
    with build(whole_shelf()) as site:
        seat = sit(site, "newcomer", fields=STUDY)

        def look() -> list[tuple[str, int, str]]:
            answers = pages(seat, positions=range(1, 21))
            return [(name, each.status_code, ONCE.sub("", each.text)) for name, each in answers]

        before = look()
        turn_keys_of(site, seat.attempt_id)
        assert look() == before
        assert sum(status == 200 for _, status, _ in before) > 40


def turn_keys_of(site: Site, attempt_id: UUID) -> None:
    """Replace every key of a frozen form by another one of its shape."""
    [before] = [row for row in site.rows()["attempt"] if row["id"] == attempt_id]
    items = tuple(replace(item, key=other_key(item)) for item in before["form"].items)
    form = replace(before["form"], items=items)
    with site.workshop.writing() as work:
        work.session.execute(update(AttemptRow).where(AttemptRow.id == attempt_id).values(form=form))
    site.workshop.sessions.remembered.forget()
    [after] = [row for row in site.rows()["attempt"] if row["id"] == attempt_id]
    assert all(
        one.key != other.key for one, other in zip(before["form"].items, after["form"].items, strict=True)
    )


def other_key(item: FormItem) -> str:
    """Another key of the same shape."""
    if not item.letters:
        return "41;1"
    moved = str.maketrans(item.letters, item.letters[1:] + item.letters[:1])
    return (
        "".join(sorted(item.key.translate(moved)))
        if item.kind.way is Way.CHOOSE
        else item.key.translate(moved)
    )


@pytest.mark.parametrize("headers", [JSON, {}], ids=["script", "form"])
def test_the_page_after_a_right_and_a_wrong_answer_differs_in_the_mark_alone(
    site: Site, headers: dict[str, str]
) -> None:
    attempt, before, pages = attempt_of(site), site.rows(), []
    position = next(n for n, item in enumerate(attempt.form.items, start=1) if item.choose == 1)
    for letter in attempt.item(position).letters:
        site.restore(before)
        path = site.address("exams.save", position=position)
        site.posts(LEARNER, path, {"op": UUID(int=99), "seen": "0", "choice": letter}, headers=headers)
        text = ONCE.sub("", site.gets(LEARNER, path).text)
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
        started = site.posts(LEARNER, site.address("exams.start"), {"mode": "rehearsal"})
        site.things["attempt_id"] = UUID(started.headers["Location"].split("/")[3])
        page = site.visitor(LEARNER).opens(site.address("exams.question"))
        values = [each.get("value") for each in page.find_all("input[name=choice]")]
        assert values == list("abcdefgh")[: len(values)]
    assert len(orders) > 4


def test_the_assets_hold_nothing_of_the_bank(site: Site, shelf: Catalog) -> None:
    from webapp.pages import assets  # noqa: PLC0415 - gathered when a copy is made

    files = b"\n".join(assets.gathered().files.values())
    for question in shelf.bank("mini"):
        assert question.id.encode() not in files
        assert question.version.encode() not in files
