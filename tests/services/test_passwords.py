"""Passwords, hashed and checked."""

from __future__ import annotations

import unicodedata

from tests.support.make import HASHER, PASSWORD
from webapp.services.passwords import CHEAPEST, OWASP, Hasher


def test_a_password_fits_its_hash_and_no_other_does() -> None:
    kept = HASHER.hash(PASSWORD)
    assert HASHER.fits(PASSWORD, kept)
    assert not HASHER.fits(PASSWORD + ".", kept)
    assert not HASHER.fits("", kept)


def test_two_hashes_of_one_password_differ() -> None:
    assert HASHER.hash(PASSWORD) != HASHER.hash(PASSWORD)


def test_nothing_fits_where_no_hash_is_kept_or_none_can_be_read() -> None:
    for kept in ("", None, "not a hash", "$argon2id$v=19$"):
        assert not HASHER.fits(PASSWORD, kept)
    assert not HASHER.fits("nobody has this password", "")


def test_one_password_fits_however_a_keyboard_spells_its_accents() -> None:
    typed = "größer als Käse"
    assert HASHER.fits(unicodedata.normalize("NFD", typed), HASHER.hash(unicodedata.normalize("NFC", typed)))


def test_a_hash_of_another_cost_is_outdated() -> None:
    assert Hasher(OWASP).is_outdated(HASHER.hash(PASSWORD))
    assert not Hasher(CHEAPEST).is_outdated(HASHER.hash(PASSWORD))


def test_the_product_hashes_at_the_cost_owasp_names() -> None:
    assert Hasher().hash(PASSWORD).startswith("$argon2id$v=19$m=19456,t=2,p=1$")
