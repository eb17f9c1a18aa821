"""Settings, read once from the environment. Nothing else in the product reads an environment variable."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

ROOT = Path(__file__).resolve().parent.parent
MIN_SECRET = 32


class BadSettings(Exception):
    """A setting cannot be used; the message names it and says what would be right."""


@dataclass(frozen=True)
class MailServer:
    """An SMTP server to send through."""

    host: str
    port: int
    user: str = ""
    password: str = ""
    starttls: bool = False


@dataclass(frozen=True)
class Settings:
    """How this copy of Gantry runs."""

    data_dir: Path
    database_url: str
    secret_key: str
    content_dir: Path
    site_url: str
    mail_from: str
    mail_server: MailServer | None
    secure_cookies: bool
    workers: int
    show_styleguide: bool
    auto_close: bool = True
    previous_secrets: tuple[str, ...] = ()

    @property
    def mail_dir(self) -> Path:
        """Where letters are written when there is no mail server."""
        return self.data_dir / "mail"


def read_settings(env: Mapping[str, str]) -> Settings:
    """Settings from environment variables; raises BadSettings naming the first one that cannot be used."""
    data_dir = Path(env.get("GANTRY_DATA", str(ROOT / "instance"))).expanduser().resolve()
    site_url = _site_url(env.get("GANTRY_SITE_URL", "http://127.0.0.1:8000"))
    return Settings(
        data_dir=data_dir,
        database_url=_database_url(env.get("DATABASE_URL", ""), data_dir),
        secret_key=_secret(env.get("GANTRY_SECRET_KEY", ""), data_dir),
        content_dir=_folder("GANTRY_CONTENT", env.get("GANTRY_CONTENT", str(ROOT / "content"))),
        site_url=site_url,
        mail_from=env.get("GANTRY_MAIL_FROM", "Gantry <gantry@localhost>"),
        mail_server=_mail_server(env),
        secure_cookies=site_url.startswith("https://"),
        workers=_number("GANTRY_WORKERS", env.get("GANTRY_WORKERS", "2"), 1, 64),
        show_styleguide=_switch("GANTRY_STYLEGUIDE", env.get("GANTRY_STYLEGUIDE", "on")),
        auto_close=_switch("GANTRY_AUTO_CLOSE", env.get("GANTRY_AUTO_CLOSE", "on")),
        previous_secrets=_previous(env.get("GANTRY_PREVIOUS_SECRETS", "")),
    )


def _database_url(url: str, data_dir: Path) -> str:
    """The database to use: SQLite in the data folder unless the environment names another."""
    if not url:
        return f"sqlite:///{data_dir / 'gantry.db'}"
    scheme = _parts("DATABASE_URL", url).scheme
    if scheme == "postgres":
        return "postgresql" + url.removeprefix("postgres")
    if scheme not in {"sqlite", "postgresql", "postgresql+psycopg"}:
        raise BadSettings(f"DATABASE_URL starts with {scheme!r}; it must be sqlite:///… or postgresql://…")
    return url


def _secret(value: str, data_dir: Path) -> str:
    """The key that signs cookies: from the environment, else from the data folder's secret_key file, else empty."""
    if value:
        return _long_enough("GANTRY_SECRET_KEY", value)
    kept = data_dir / "secret_key"
    return kept.read_text(encoding="ascii").strip() if kept.is_file() else ""


def _previous(value: str) -> tuple[str, ...]:
    """The keys that signed cookies before, with commas between; what they have signed is still believed."""
    keys = (key.strip() for key in value.split(","))
    return tuple(_long_enough("GANTRY_PREVIOUS_SECRETS", key) for key in keys if key)


def _long_enough(name: str, key: str) -> str:
    """A key that cannot be guessed."""
    if len(key) < MIN_SECRET:
        raise BadSettings(f"{name} needs at least {MIN_SECRET} characters a key; there is one of {len(key)}")
    return key


def _folder(name: str, value: str) -> Path:
    """An existing folder."""
    folder = Path(value).expanduser().resolve()
    if not folder.is_dir():
        raise BadSettings(f"{name} is {value!r}, which is not a folder")
    return folder


def _site_url(value: str) -> str:
    """The address people reach this copy at, without a slash at its end."""
    parts = _parts("GANTRY_SITE_URL", value)
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        raise BadSettings(f"GANTRY_SITE_URL is {value!r}; it must look like https://learn.example.org")
    return value.rstrip("/")


def _parts(name: str, value: str) -> SplitResult:
    """The parts of an address, its port a number."""
    try:
        parts = urlsplit(value)
        _ = parts.port
    except ValueError as error:
        raise BadSettings(f"{name} is not an address: {error}") from error
    return parts


def _mail_server(env: Mapping[str, str]) -> MailServer | None:
    """The SMTP server, or None when none is named and letters go to a folder."""
    url = env.get("GANTRY_SMTP_URL", "")
    if not url:
        return None
    parts = _parts("GANTRY_SMTP_URL", url)
    if parts.scheme not in {"smtp", "smtp+starttls"} or not parts.hostname:
        raise BadSettings(
            "GANTRY_SMTP_URL must look like smtp://host:25 or smtp+starttls://user:password@host:587"
        )
    return MailServer(
        host=parts.hostname,
        port=parts.port or (587 if parts.scheme.endswith("starttls") else 25),
        user=parts.username or "",
        password=parts.password or "",
        starttls=parts.scheme.endswith("starttls"),
    )


def _number(name: str, value: str, least: int, most: int) -> int:
    """A whole number within bounds."""
    if not (value.isascii() and value.isdigit()) or not least <= int(value) <= most:
        raise BadSettings(f"{name} is {value!r}; it must be a whole number from {least} to {most}")
    return int(value)


def _switch(name: str, value: str) -> bool:
    """A switch: on or off."""
    if value not in {"on", "off"}:
        raise BadSettings(f"{name} is {value!r}; it must be on or off")
    return value == "on"
