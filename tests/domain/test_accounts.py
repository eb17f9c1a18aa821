"""Rules of accounts."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.domain import accounts
from webapp.domain.access import Role
from webapp.domain.accounts import Account, Failures
from webapp.domain.errors import BadInput, TooManyTries, WrongState

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def person(*, role: Role = Role.LEARNER, active: bool = True) -> Account:
    """Ada, in a role."""
    return Account(UUID(int=1), "ada@example.org", "Ada", role, active, 3, NOON)


@pytest.mark.parametrize(
    ("typed", "tidy"),
    [
        ("ada@example.org", "ada@example.org"),
        ("  Ada@Example.ORG ", "ada@example.org"),
        ("ａｄａ@example.org", "ada@example.org"),
        ("\u212aate@example.org", "kate@example.org"),
        ("ada+exams@mail.example.org", "ada+exams@mail.example.org"),
        ("o'neil@example.org", "o'neil@example.org"),
    ],
)
def test_an_address_has_one_tidy_form(typed: str, tidy: str) -> None:
    assert accounts.tidy_email(typed) == tidy


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "ada",
        "@example.org",
        "ada@",
        "ada@localhost",
        "ada@.",
        "ada@example.org\nBcc: all@example.org",
        "ada@example.org\r\nBcc: all@example.org",
        "ada\x00@example.org",
        "ada@@example.org",
        "ada@example.org,eve@example.org",
        "ada@example.org;eve@example.org",
        "Ada <ada@example.org>",
        "ada love@example.org",
        "ada(eve)@example.org",
        '"ada"@example.org',
        "a:b@example.org",
        "âda@example.org",
        "a" * 250 + "@example.org",
    ],
)
def test_what_is_no_address_is_refused_at_its_field(typed: str) -> None:
    with pytest.raises(BadInput) as refusal:
        accounts.tidy_email(typed)
    assert refusal.value.field == "email"


@given(st.text(max_size=60))
def test_a_tidied_address_stays_as_it_is_and_fits_into_a_header(typed: str) -> None:
    try:
        tidy = accounts.tidy_email(typed + "@example.org")
    except BadInput:
        return
    assert accounts.tidy_email(tidy) == tidy
    assert tidy.isascii()
    assert tidy.isprintable()
    assert tidy.count("@") == 1


@pytest.mark.parametrize(
    ("typed", "tidy"),
    [
        ("Ada", "Ada"),
        ("  Ada   Lovelace ", "Ada Lovelace"),
        ("Zoe\u0308", "Zo\u00eb"),
        ("Olena Петренко", "Olena Петренко"),
        ("D’Arcy-O’Neil", "D’Arcy-O’Neil"),
    ],
)
def test_a_name_is_kept_as_it_reads(typed: str, tidy: str) -> None:
    assert accounts.tidy_name(typed) == tidy


@pytest.mark.parametrize(
    "typed",
    ["", "   ", "a" * 81, "Ada\nBcc: all@example.org", "Ada\r", "Ada\x00", "Ada\u202eavE", "Ada\u2028Eve"],
)
def test_a_name_of_several_lines_or_unseen_signs_is_refused_at_its_field(typed: str) -> None:
    with pytest.raises(BadInput) as refusal:
        accounts.tidy_name(typed)
    assert refusal.value.field == "name"


@pytest.mark.parametrize("password", ["ten chars.", "a" * 200, "пароль для входа"])
def test_any_password_of_fair_length_is_taken(password: str) -> None:
    accounts.check_password(password, email="ada@example.org")


@pytest.mark.parametrize("password", ["", "nine char", "a" * 201, "ada@example.org", "ADA@example.ORG"])
def test_a_short_or_endless_password_or_the_address_itself_is_refused(password: str) -> None:
    with pytest.raises(BadInput) as refusal:
        accounts.check_password(password, email="ada@example.org")
    assert refusal.value.field == "password"


def test_the_part_before_the_at_sign_is_no_password() -> None:
    with pytest.raises(BadInput):
        accounts.check_password("ada.lovelace", email="ada.lovelace@example.org")


@pytest.mark.parametrize(
    ("count", "wait"),
    [(0, 0), (4, 0), (5, 30), (6, 60), (7, 120), (9, 480), (10, 900), (11, 900), (5000, 900)],
)
def test_the_wait_grows_with_each_failure_up_to_a_quarter_of_an_hour(count: int, wait: int) -> None:
    until = accounts.wait_until(Failures(count, NOON))
    assert until == (NOON + timedelta(seconds=wait) if wait else None)


def test_nobody_waits_who_never_failed() -> None:
    accounts.require_patience(Failures(), at=NOON)


def test_who_comes_too_early_hears_when_to_come_again() -> None:
    failures = Failures(6, NOON)
    with pytest.raises(TooManyTries) as refusal:
        accounts.require_patience(failures, at=NOON + timedelta(seconds=59))
    assert refusal.value.until == NOON + timedelta(seconds=60)
    accounts.require_patience(failures, at=NOON + timedelta(seconds=60))


def test_another_name_ends_no_session() -> None:
    renamed = person().rename(" Ada  King ")
    assert (renamed.name, renamed.session_version) == ("Ada King", 3)


def test_another_role_ends_every_session_and_the_same_role_none() -> None:
    assert person().take_role(Role.MENTOR).role is Role.MENTOR
    assert person().take_role(Role.MENTOR).session_version == 4
    assert person().take_role(Role.LEARNER) == person()


def test_disabling_ends_every_session_and_enabling_brings_none_back() -> None:
    disabled = person().disable()
    assert (disabled.active, disabled.session_version) == (False, 4)
    assert (disabled.enable().active, disabled.enable().session_version) == (True, 4)


def test_nobody_changes_their_own_role_or_door() -> None:
    accounts.require_other(person(), UUID(int=2))
    accounts.require_other(person(), None)
    with pytest.raises(WrongState):
        accounts.require_other(person(), UUID(int=1))


def test_the_last_admin_stays() -> None:
    with pytest.raises(WrongState):
        accounts.require_admin_left(person(role=Role.ADMIN), 1)
    accounts.require_admin_left(person(role=Role.ADMIN), 2)
    accounts.require_admin_left(person(role=Role.MENTOR), 1)
    accounts.require_admin_left(person(role=Role.ADMIN, active=False), 1)
