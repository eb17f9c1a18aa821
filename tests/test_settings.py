"""Settings: sensible without any, taken from the environment where given, refused by name where wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from webapp.settings import ROOT, BadSettings, MailServer, read_settings


def test_without_any_setting_a_copy_runs_from_its_own_folder() -> None:
    settings = read_settings({})
    assert settings.data_dir == ROOT / "instance"
    assert settings.database_url == f"sqlite:///{ROOT / 'instance' / 'gantry.db'}"
    assert settings.content_dir == ROOT / "content"
    assert settings.mail_server is None
    assert settings.mail_dir == ROOT / "instance" / "mail"
    assert not settings.secure_cookies
    assert settings.workers == 2


def test_the_data_folder_takes_database_and_key_with_it(tmp_path: Path) -> None:
    (tmp_path / "secret_key").write_text("k" * 40 + "\n", encoding="ascii")
    settings = read_settings({"GANTRY_DATA": str(tmp_path)})
    assert settings.database_url == f"sqlite:///{tmp_path / 'gantry.db'}"
    assert settings.secret_key == "k" * 40


def test_a_key_from_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    (tmp_path / "secret_key").write_text("k" * 40, encoding="ascii")
    settings = read_settings({"GANTRY_DATA": str(tmp_path), "GANTRY_SECRET_KEY": "e" * 32})
    assert settings.secret_key == "e" * 32


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("postgresql://ada@db/gantry", "postgresql://ada@db/gantry"),
        ("postgres://ada@db/gantry", "postgresql://ada@db/gantry"),
        ("postgresql+psycopg://ada@db/gantry", "postgresql+psycopg://ada@db/gantry"),
        ("sqlite:////srv/gantry.db", "sqlite:////srv/gantry.db"),
    ],
)
def test_the_database_is_the_one_named(given: str, meant: str) -> None:
    assert read_settings({"DATABASE_URL": given}).database_url == meant


@pytest.mark.parametrize(
    ("given", "server"),
    [
        ("smtp://post", MailServer("post", 25)),
        ("smtp://post:2525", MailServer("post", 2525)),
        ("smtp+starttls://post", MailServer("post", 587, starttls=True)),
        ("smtp+starttls://ada:pw@post:26", MailServer("post", 26, "ada", "pw", starttls=True)),
    ],
)
def test_the_mail_server_is_the_one_named(given: str, server: MailServer) -> None:
    assert read_settings({"GANTRY_SMTP_URL": given}).mail_server == server


def test_closing_is_on_until_it_is_switched_off() -> None:
    assert read_settings({}).auto_close
    assert not read_settings({"GANTRY_AUTO_CLOSE": "off"}).auto_close


def test_a_site_on_https_has_secure_cookies() -> None:
    settings = read_settings({"GANTRY_SITE_URL": "https://learn.example.org/"})
    assert settings.site_url == "https://learn.example.org"
    assert settings.secure_cookies


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "mysql://db/gantry"),
        ("DATABASE_URL", "gantry.db"),
        ("GANTRY_SECRET_KEY", "too short"),
        ("GANTRY_CONTENT", "/no/such/folder"),
        ("GANTRY_SITE_URL", "learn.example.org"),
        ("GANTRY_SITE_URL", "ftp://learn.example.org"),
        ("GANTRY_SMTP_URL", "post.example.org:25"),
        ("GANTRY_WORKERS", "0"),
        ("GANTRY_WORKERS", "many"),
        ("GANTRY_WORKERS", "1000"),
        ("GANTRY_STYLEGUIDE", "yes"),
        ("GANTRY_AUTO_CLOSE", "no"),
    ],
)
def test_a_setting_that_cannot_be_used_is_refused_by_name(name: str, value: str) -> None:
    with pytest.raises(BadSettings, match=name):
        read_settings({name: value})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("GANTRY_WORKERS", "²"),
        ("GANTRY_SMTP_URL", "smtp://post:port"),
        ("GANTRY_SMTP_URL", "smtp://[post"),
        ("GANTRY_SITE_URL", "http://[learn"),
        ("GANTRY_SITE_URL", "http://learn.example.org:port"),
        ("DATABASE_URL", "postgresql://ada@db:port/gantry"),
    ],
)
def test_a_setting_that_is_not_even_well_formed_is_refused_by_name_too(name: str, value: str) -> None:
    with pytest.raises(BadSettings, match=name):
        read_settings({name: value})
