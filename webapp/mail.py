"""THE POST. Renders a letter and hands it to a mail server, or to a folder where there is none.

A letter's template stands in templates/emails as .txt and .html side by side; the .txt also names the subject. Header
values are set through the email package, which refuses line breaks, so that no name can add a header. Services and
the composition root come in.
"""

from __future__ import annotations

import smtplib
from contextlib import suppress
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from pathlib import Path
from ssl import create_default_context
from typing import Protocol

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError, select_autoescape

from webapp.domain.letters import Letter
from webapp.settings import MailServer, Settings

TIMEOUT_SECONDS = 20
MAX_LINE = 900  # bytes; RFC 5322 ends lines at 998
MAIL_FROM = "Gantry <gantry@localhost>"
SHELF = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates" / "emails"),
    autoescape=select_autoescape(["html"]),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


class NotDelivered(Exception):
    """The letter did not leave; the message says why, for the operator."""


class Post(Protocol):
    """Whatever takes letters."""

    def send(self, letter: Letter) -> None:
        """Take the letter, or raise NotDelivered."""


@dataclass(frozen=True)
class FolderPost:
    """Lays each letter into a folder as an .eml file named by its id: for a copy without a mail server."""

    folder: Path
    mail_from: str = MAIL_FROM

    def send(self, letter: Letter) -> None:
        """Write the file; it is there whole or not at all."""
        message = render(letter, mail_from=self.mail_from)
        place = self.folder / f"{letter.id}.eml"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            draft = place.with_suffix(".part")
            draft.write_bytes(bytes(message))
            draft.replace(place)
        except OSError as error:
            raise NotDelivered(str(error)) from error


@dataclass(frozen=True)
class SmtpPost:
    """Hands letters to a mail server, one connection each."""

    server: MailServer
    mail_from: str = MAIL_FROM

    def send(self, letter: Letter) -> None:
        """Give the letter to the server; what it refuses is not delivered."""
        message = render(letter, mail_from=self.mail_from)
        try:
            connection = self._connect()
        except OSError as error:  # smtplib's own errors are OSErrors too
            raise NotDelivered(f"{self.server.host}: {error}") from error
        try:
            connection.send_message(message, parseaddr(self.mail_from)[1], [letter.to])
        except OSError as error:
            raise NotDelivered(f"{self.server.host}: {error}") from error
        finally:
            with suppress(OSError):
                connection.quit()

    def _connect(self) -> smtplib.SMTP:
        """An open connection: encrypted where the settings ask for it, and signed in where they name a user."""
        connection = smtplib.SMTP(self.server.host, self.server.port, timeout=TIMEOUT_SECONDS)
        try:
            if self.server.starttls:
                connection.starttls(context=create_default_context())
            if self.server.user:
                connection.login(self.server.user, self.server.password)
        except OSError:
            connection.close()
            raise
        return connection


def make_post(settings: Settings) -> Post:
    """The post these settings ask for: their mail server, else their mail folder."""
    if settings.mail_server is None:
        return FolderPost(settings.mail_dir, settings.mail_from)
    return SmtpPost(settings.mail_server, settings.mail_from)


def render(letter: Letter, *, mail_from: str) -> EmailMessage:
    """The letter as a message with a text and an HTML part; raises NotDelivered when it cannot be made."""
    try:
        text = SHELF.get_template(f"{letter.template.value}.txt")
        subject = "".join(text.blocks["subject"](text.new_context(dict(letter.context))))
        message = EmailMessage(policy=SMTP)
        message["From"] = mail_from
        message["To"] = letter.to
        message["Subject"] = subject
        message["Date"] = format_datetime(letter.written_at)
        message["Message-ID"] = f"<{letter.id}@{parseaddr(mail_from)[1].rpartition('@')[2]}>"
        message["Auto-Submitted"] = "auto-generated"
        _set_text(message, text.render(letter.context).strip() + "\n")
        html = SHELF.get_template(f"{letter.template.value}.html")
        message.add_alternative(html.render(letter.context), subtype="html")
    except (TemplateError, ValueError) as error:
        raise NotDelivered(f"cannot be rendered: {error}") from error
    return message


def _set_text(message: EmailMessage, text: str) -> None:
    """Set the text as it stands, so that the .eml file can be read as it is; very long lines have to be folded."""
    longest = max(len(line.encode()) for line in text.splitlines())
    message.set_content(text, cte="8bit" if longest < MAX_LINE else "quoted-printable")
