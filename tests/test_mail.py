"""The post: letters rendered, laid into a folder, and handed to a real mail server on this machine."""

from __future__ import annotations

import socket
import ssl
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from html import unescape
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from tests.support.clock import START
from webapp import mail
from webapp.domain.letters import Letter, Template
from webapp.mail import FolderPost, NotDelivered, SmtpPost, render
from webapp.settings import MailServer, Settings

CONTEXT: dict[str, str | int] = {
    "name": "Zoë",
    "email": "zoe@example.org",
    "from_name": "Tomasz",
    "site": "https://learn.example.org",
    "link": "https://learn.example.org/account/reset/" + "0123456789abcdef" * 4,
    "plan": "Risk & delegation",
    "question": "Is this\nenough?",
    "words": "First line.\n\n<script>alert(1)</script>",
    "verdict": "changes_asked",
    "exam": "Certified ScrumMaster",
    "reason": "Letter of 3 May.",
    "first": 1,
    "nothing": 0,
    "percent": 150,
    "free_minutes": 1,
    "break_minutes": 5,
    "extra_breaks": 2,
    "untimed": 1,
    "quiet": 1,
    "reached": 2,
    "minutes": 30,
    "reopened": 1,
    "until": "22 November 2026, 09:40 UTC",
    "outcome": "key_corrected",
    "reply": "B is right as well.",
    "taken": "21 November 2026",
    "old_right": 2,
    "old_scored": 4,
    "new_right": 3,
    "new_scored": 4,
    "passed": 1,
    "verdict_changed": 1,
    "reasons": "Question 1: two options were right.\nQuestion 3: the figure was wrong.",
}
LETTER = Letter(UUID(int=7), "zoe@example.org", Template.SET_PASSWORD, CONTEXT, START, due_at=START)
FROM = "Gantry <post@learn.example.org>"


@dataclass
class Inbox:
    """What a mail server does with letters: refuses as often as told, then keeps them."""

    refusals: list[str] = field(default_factory=list)
    envelopes: list[Envelope] = field(default_factory=list)

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        """Take a letter, or say why not."""
        if self.refusals:
            return self.refusals.pop(0)
        self.envelopes.append(envelope)
        return "250 taken"

    @property
    def messages(self) -> list[EmailMessage]:
        """The letters taken, as messages."""
        return [read(each.content) for each in self.envelopes if isinstance(each.content, bytes)]


def read(raw: bytes) -> EmailMessage:
    """Bytes as a message."""
    message = message_from_bytes(raw, policy=default)
    assert isinstance(message, EmailMessage)
    return message


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def serve(inbox: Inbox, **options: Any) -> Iterator[MailServer]:
    """A running mail server."""
    controller = Controller(inbox, hostname="127.0.0.1", port=free_port(), **options)
    controller.start()
    yield MailServer("127.0.0.1", controller.port)
    controller.stop()


@pytest.fixture
def inbox() -> Inbox:
    """An inbox that takes everything."""
    return Inbox()


@pytest.fixture
def server(inbox: Inbox) -> Iterator[MailServer]:
    """A mail server before the inbox."""
    yield from serve(inbox)


def part(message: EmailMessage, kind: str) -> str:
    """The text or the HTML of a message."""
    body = message.get_body((kind,))
    assert body is not None
    return str(body.get_content())


@pytest.mark.parametrize("template", list(Template))
def test_every_kind_of_letter_has_subject_text_and_html(template: Template) -> None:
    message = render(replace(LETTER, template=template), mail_from=FROM)
    assert len(message["Subject"]) > 10
    assert f"<title>{message['Subject']}</title>" in unescape(part(message, "html"))
    for kind in ("plain", "html"):
        words = part(message, kind).partition("</style>")
        assert not any(mark in (words[2] or words[0]) for mark in ("{", "}", "None", "Undefined"))
    assert not part(message, "plain").startswith(str(message["Subject"]) + "\n")


@pytest.mark.parametrize(
    ("template", "changes", "there", "gone"),
    [
        (
            Template.ACCOMMODATION_GRANTED,
            {},
            [
                "150 % of the time",
                "1 minute on top",
                "2 extra breaks",
                "without a clock",
                "attempts that run",
            ],
            ["1 minutes"],
        ),
        (
            Template.ACCOMMODATION_GRANTED,
            {"nothing": 1, "percent": 100, "reached": 0},
            ["has ended what was granted"],
            ["100 %", "that runs has"],
        ),
        (
            Template.TIME_GRANTED,
            {},
            ["opened your attempt", "30 minutes", "until 22 November 2026"],
            ["added"],
        ),
        (
            Template.TIME_GRANTED,
            {"reopened": 0, "until": "", "minutes": 1},
            ["added 1 minute to your attempt"],
            ["until", "1 minutes"],
        ),
        (Template.REPORT_ANSWERED, {}, ["Its key was corrected.", "B is right as well."], ["still runs"]),
        (Template.REPORT_ANSWERED, {"outcome": "", "reply": ""}, ["still runs"], ["key was corrected"]),
        (
            Template.RESULT_CHANGED,
            {},
            ["2 of 4 right", "3 of 4 right", "above the pass line now", "Question 3: the figure was wrong."],
            ["as before"],
        ),
        (
            Template.RESULT_CHANGED,
            {"verdict_changed": 0, "passed": 0},
            ["below the pass line, as before"],
            ["pass line now"],
        ),
    ],
)
def test_letters_about_exams_say_what_changed(
    template: Template, changes: dict[str, str | int], there: list[str], gone: list[str]
) -> None:
    letter = replace(LETTER, template=template, context={**CONTEXT, **changes})
    message = render(letter, mail_from=FROM)
    for kind in ("plain", "html"):
        words = " ".join(unescape(part(message, kind)).replace("\u00a0", " ").split())
        assert [each for each in there if each not in words] == []
        assert [each for each in gone if each in words] == []


def test_a_letter_says_what_it_is_and_that_a_machine_wrote_it() -> None:
    message = render(LETTER, mail_from=FROM)
    assert message["To"] == "zoe@example.org"
    assert message["From"] == FROM
    assert message["Subject"] == "Set a new password for Gantry"
    assert message["Message-ID"] == f"<{LETTER.id}@learn.example.org>"
    assert message["Date"].datetime == START
    assert message["Auto-Submitted"] == "auto-generated"
    assert message.get_content_type() == "multipart/alternative"
    assert "Hello Zoë," in part(message, "plain")


def test_the_two_parts_hold_the_same_link() -> None:
    message = render(LETTER, mail_from=FROM)
    assert str(CONTEXT["link"]) in part(message, "plain").splitlines()
    assert f'href="{CONTEXT["link"]}"' in part(message, "html")


def test_what_people_wrote_stays_text_in_html() -> None:
    message = render(replace(LETTER, template=Template.PLAN_COMMENT), mail_from=FROM)
    assert "<script>" not in part(message, "html")
    assert "&lt;script&gt;" in part(message, "html")
    assert "<script>alert(1)</script>" in part(message, "plain")


@pytest.mark.parametrize("words", ["a" * 4000, "ä" * 4000])
def test_endless_lines_are_folded_for_the_way_and_whole_at_the_end(words: str) -> None:
    letter = replace(LETTER, template=Template.PLAN_COMMENT, context=CONTEXT | {"words": words})
    raw = bytes(render(letter, mail_from=FROM))
    assert max(len(line) for line in raw.split(b"\r\n")) < 998
    assert words in part(read(raw), "plain")


@pytest.mark.parametrize("break_", ["\n", "\r", "\r\n"])
def test_a_line_break_in_a_name_or_an_address_adds_no_header(break_: str) -> None:
    named = CONTEXT | {"from_name": f"Eve{break_}Bcc: all@example.org"}
    for letter in (
        replace(LETTER, template=Template.INVITATION, context=named),
        replace(LETTER, to=f"zoe@example.org{break_}Bcc: all@example.org"),
    ):
        with pytest.raises(NotDelivered, match="cannot be rendered"):
            render(letter, mail_from=FROM)


def test_a_letter_that_lacks_a_word_is_not_sent_with_a_hole() -> None:
    with pytest.raises(NotDelivered, match="link"):
        render(replace(LETTER, context={"name": "Zoë", "site": "x"}), mail_from=FROM)


def test_without_a_mail_server_letters_lie_in_a_folder_as_they_are(tmp_path: Path) -> None:
    post = FolderPost(tmp_path / "mail")
    post.send(LETTER)
    post.send(LETTER)
    [place] = (tmp_path / "mail").iterdir()
    assert place.name == f"{LETTER.id}.eml"
    assert read(place.read_bytes())["To"] == "zoe@example.org"
    assert str(CONTEXT["link"]).encode() in place.read_bytes()


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "mail").write_text("a file stands in the way")
    with pytest.raises(NotDelivered):
        FolderPost(tmp_path / "mail").send(LETTER)


def test_a_mail_server_gets_the_letter_for_its_one_recipient(inbox: Inbox, server: MailServer) -> None:
    SmtpPost(server, FROM).send(LETTER)
    [envelope], [message] = inbox.envelopes, inbox.messages
    assert (envelope.mail_from, envelope.rcpt_tos) == ("post@learn.example.org", ["zoe@example.org"])
    made = render(LETTER, mail_from=FROM)
    assert part(message, "plain").splitlines() == part(made, "plain").splitlines()
    assert message["Message-ID"] == f"<{LETTER.id}@learn.example.org>"


def test_a_letter_refused_for_now_goes_at_the_next_try(inbox: Inbox, server: MailServer) -> None:
    inbox.refusals = ["451 4.3.0 come back later"]
    with pytest.raises(NotDelivered, match=r"451.*come back later"):
        SmtpPost(server, FROM).send(LETTER)
    SmtpPost(server, FROM).send(LETTER)
    assert len(inbox.messages) == 1


def test_a_server_that_does_not_answer_is_said() -> None:
    with pytest.raises(NotDelivered, match=r"127\.0\.0\.1"):
        SmtpPost(MailServer("127.0.0.1", free_port()), FROM).send(LETTER)


def test_a_server_that_cannot_encrypt_gets_nothing_when_encryption_is_asked_for(
    inbox: Inbox, server: MailServer
) -> None:
    with pytest.raises(NotDelivered, match="STARTTLS"):
        SmtpPost(replace(server, starttls=True), FROM).send(LETTER)
    assert inbox.envelopes == []


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate for 127.0.0.1 that only this test trusts."""
    folder = tmp_path_factory.mktemp("certificate")
    key, made = folder / "key.pem", folder / "certificate.pem"
    subprocess.run(  # noqa: S603 - a fixed list of words
        [
            *(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:prime256v1",
                "-nodes",
            ),
            *("-keyout", str(key), "-out", str(made), "-days", "2", "-subj", "/CN=127.0.0.1"),
            *("-addext", "subjectAltName=IP:127.0.0.1"),
        ],
        check=True,
        capture_output=True,
    )
    return key, made


@pytest.fixture
def guarded(inbox: Inbox, certificate: tuple[Path, Path]) -> Iterator[MailServer]:
    """A mail server that wants encryption and a password."""
    key, made = certificate
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(made, key)

    def knows(_server: SMTP, _session: Session, _envelope: Envelope, _way: str, given: object) -> AuthResult:
        good = isinstance(given, LoginPassword) and (given.login, given.password) == (
            b"gantry",
            b"open sesame",
        )
        return AuthResult(success=good, handled=False)

    yield from serve(
        inbox, tls_context=context, require_starttls=True, auth_required=True, authenticator=knows
    )


def test_a_server_is_signed_in_to_over_an_encrypted_line(
    inbox: Inbox, guarded: MailServer, certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[1]))
    known = replace(guarded, starttls=True, user="gantry", password="open sesame")
    SmtpPost(known, FROM).send(LETTER)
    assert len(inbox.messages) == 1
    with pytest.raises(NotDelivered, match="535"):
        SmtpPost(replace(known, password="wrong"), FROM).send(LETTER)


def test_a_server_whose_certificate_nobody_knows_gets_nothing(inbox: Inbox, guarded: MailServer) -> None:
    with pytest.raises(NotDelivered, match="certificate"):
        SmtpPost(replace(guarded, starttls=True), FROM).send(LETTER)
    assert inbox.envelopes == []


def test_the_settings_choose_the_post(settings: Settings) -> None:
    assert mail.make_post(settings) == FolderPost(settings.mail_dir, settings.mail_from)
    server = MailServer("mail.example.org", 25)
    assert mail.make_post(replace(settings, mail_server=server)) == SmtpPost(server, settings.mail_from)
