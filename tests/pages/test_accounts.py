"""The pages of accounts, as a visitor meets them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.support import make
from tests.support.clock import HandClock
from tests.support.make import PASSWORD
from tests.support.visitor import Visitor
from webapp.app import create_app
from webapp.domain.access import Role
from webapp.domain.letters import Letter, Template
from webapp.services import accounts, letters
from webapp.services.work import Workshop
from webapp.settings import MailServer, Settings

ADA = "ada@example.org"
NEW = "a longer staple of horses"


class Mailbox:
    """A post that keeps what it was given."""

    def __init__(self) -> None:
        """Be empty."""
        self.letters: list[Letter] = []

    def send(self, letter: Letter) -> None:
        """Keep the letter."""
        self.letters.append(letter)


def post_of(workshop: Workshop) -> list[Letter]:
    """The letters that leave now."""
    box = Mailbox()
    letters.deliver_due(workshop, box)
    return box.letters


def link_path(letter: Letter) -> str:
    """The path of the link in a letter."""
    return str(letter.context["link"]).removeprefix("http://localhost")


@pytest.fixture
def second(app: Flask) -> Visitor:
    """The same person at another browser, or somebody else."""
    return Visitor(app.test_client())


@pytest.fixture
def by_letter(app: Flask, settings: Settings, workshop: Workshop) -> Visitor:
    """Somebody before a copy that has a mail server."""
    served = replace(settings, mail_server=MailServer("127.0.0.1", 25))
    return Visitor(create_app(served, workshop).test_client())


def is_signed_in(visitor: Visitor) -> bool:
    """Whether the account page opens."""
    return visitor.client.get("/account").status_code == 200


def test_a_newcomer_registers_and_is_signed_in(visitor: Visitor, workshop: Workshop) -> None:
    visitor.opens("/account/register")
    visitor.submits("Register and sign in", name="Ada Lovelace", email=ADA, password=PASSWORD)
    visitor.opens("/account").sees("Your account", ADA, "Learner")


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"name": ""}, "Write the name you go by."),
        ({"email": "ada"}, "This does not look like an e-mail address."),
        ({"password": "short"}, "Use at least 10 characters."),
        ({"name": "Ada\u202e"}, "signs that cannot be shown"),
        ({"name": "x" * 81}, "80"),
    ],
)
def test_a_refused_newcomer_hears_why_at_the_field_and_keeps_what_was_typed(
    visitor: Visitor, fields: dict[str, str], words: str
) -> None:
    typed = {"name": "Ada", "email": ADA, "password": PASSWORD} | fields
    visitor.opens("/account/register")
    page = visitor.submits("Register and sign in", status=422, **typed)  # type: ignore[arg-type]
    page.sees(words)
    [wrong] = page.find_all("[aria-invalid=true]")
    assert wrong.get("name") == next(iter(fields))
    assert words in page.find(f"#{wrong.get('aria-describedby').split()[-1]}").text
    for name in ("name", "email"):
        assert page.find(f"input[name={name}]").get("value") == typed[name]
    assert PASSWORD not in page.html


def test_a_taken_address_is_refused_at_its_field_where_no_letter_can_be_sent(
    visitor: Visitor, workshop: Workshop
) -> None:
    make.account(workshop, email=ADA)
    visitor.opens("/account/register")
    page = visitor.submits("Register", status=422, name="Eve", email=" ADA@example.org", password=PASSWORD)
    page.sees("Use another address, or sign in with this one.")


def test_where_letters_can_be_sent_a_newcomer_proves_the_address_first(
    by_letter: Visitor, workshop: Workshop
) -> None:
    page = by_letter.opens("/account/register")
    assert page.find_all("input[name=password]") == []
    by_letter.submits("Send me the link", name="Ada", email=ADA).sees("Look into your mail")
    assert not is_signed_in(by_letter)
    [letter] = post_of(workshop)
    by_letter.opens(link_path(letter)).sees("Choose a password", ADA)
    by_letter.submits("Keep it and sign in", password=NEW)
    by_letter.opens("/account").sees(ADA)


def test_where_letters_can_be_sent_a_taken_address_answers_as_a_free_one(
    by_letter: Visitor, workshop: Workshop
) -> None:
    make.account(workshop, email=ADA)
    answers = []
    for email in (ADA, "free@example.org"):
        by_letter.opens("/account/register")
        page = by_letter.submits("Send me the link", name="Eve", email=email)
        answers.append((page.status, page.path, page.main.text))
    assert answers[0] == answers[1]
    templates = {letter.to: letter.template for letter in post_of(workshop)}
    assert templates == {ADA: Template.ALREADY_REGISTERED, "free@example.org": Template.WELCOME}


def test_somebody_signs_in_and_out(visitor: Visitor, workshop: Workshop) -> None:
    ada = make.account(workshop, email=ADA)
    visitor.signs_in_as(ada)
    visitor.opens("/account").sees(ADA)
    page = visitor.submits("Sign out", follow=False, status=303)
    assert page.response.headers["Clear-Site-Data"] == '"storage"'
    visitor.opens("/account").sees("Sign in").misses(ADA)


def test_a_wrong_password_and_an_unknown_address_answer_alike(visitor: Visitor, workshop: Workshop) -> None:
    make.account(workshop, email=ADA)
    answers = []
    for email in (ADA, "bob@example.org"):
        visitor.opens("/account/sign-in")
        page = visitor.submits("Sign in", status=422, email=email, password="wrong password")
        page.sees("do not belong together")
        assert page.find("input[name=email]").get("value") == email
        answers.append((page.status, page.main.text, sorted(page.response.headers.keys())))
    assert answers[0] == answers[1]


@pytest.mark.parametrize("email", [ADA, "nobody@example.org"])
def test_too_many_wrong_passwords_have_to_wait(
    visitor: Visitor, workshop: Workshop, clock: HandClock, email: str
) -> None:
    make.account(workshop, email=ADA)
    for _ in range(5):
        visitor.opens("/account/sign-in")
        visitor.submits("Sign in", status=422, email=email, password="wrong password")
    visitor.opens("/account/sign-in")
    page = visitor.submits("Sign in", status=429, email=email, password=PASSWORD)
    page.sees("Too many tries", "30 s")
    clock.forward(seconds=31)
    visitor.opens("/account/sign-in")
    visitor.submits("Sign in", status=200 if email == ADA else 422, email=email, password=PASSWORD)


def test_signing_in_leads_back_to_where_the_person_wanted_to_be(visitor: Visitor, workshop: Workshop) -> None:
    ada = make.account(workshop, email=ADA)
    visitor.opens("/account?x=1").sees("Sign in")
    page = visitor.submits("Sign in", follow=False, status=303, email=ada.email, password=PASSWORD)
    assert page.location == "/account?x=1"
    assert visitor.client.get("/account/sign-in?next=/lessons").headers["Location"] == "/lessons"


@pytest.mark.parametrize(
    "target",
    [
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        "https://evil.example",
        "https:evil.example",
        "javascript:alert(1)",
        "evil.example",
        "@evil.example",
        " //evil.example",
        "/\u2215/evil.example",
        "/" + "a" * 600,
        "",
    ],
)
def test_next_never_leads_off_the_site(visitor: Visitor, workshop: Workshop, target: str) -> None:
    ada = make.account(workshop, email=ADA)
    visitor.opens("/account/sign-in")
    visitor.submits("Sign in", follow=False, status=303, email=ada.email, password=PASSWORD, next=target)
    assert visitor.page is not None
    assert visitor.page.response.headers["Location"] == "/"


@pytest.mark.parametrize("target", ["/%09/evil.example", "/lessons?next=//evil.example", "/a@evil.example"])
def test_an_odd_path_of_this_site_stays_on_it(visitor: Visitor, workshop: Workshop, target: str) -> None:
    ada = make.account(workshop, email=ADA)
    visitor.opens("/account/sign-in")
    visitor.submits("Sign in", follow=False, status=303, email=ada.email, password=PASSWORD, next=target)
    assert visitor.page is not None
    assert visitor.page.response.headers["Location"] == target


def test_a_session_from_before_signing_in_is_worth_nothing_after(
    visitor: Visitor, workshop: Workshop, client: FlaskClient
) -> None:
    ada = make.account(workshop, email=ADA)
    visitor.opens("/account/sign-in")
    before = client.get_cookie("session")
    visitor.submits("Sign in", email=ada.email, password=PASSWORD)
    after = client.get_cookie("session")
    assert before is not None
    assert after is not None
    assert before.value != after.value
    client.set_cookie("session", before.value)
    assert not is_signed_in(visitor)


def test_a_forged_session_is_nobody(visitor: Visitor, client: FlaskClient) -> None:
    client.set_cookie("session", "eyJyb2xlIjoiYWRtaW4ifQ.aaaaaa.bbbbbbbbbbbbbbbbbbbb")
    assert not is_signed_in(visitor)


def test_a_changed_password_ends_every_other_session_and_not_this_one(
    visitor: Visitor, second: Visitor, workshop: Workshop
) -> None:
    ada = make.account(workshop, email=ADA)
    visitor.signs_in_as(ada)
    second.signs_in_as(ada)
    visitor.opens("/account")
    visitor.submits("Change the password", old=PASSWORD, password=NEW).sees("Your password is changed")
    assert is_signed_in(visitor)
    assert not is_signed_in(second)
    second.opens("/account").sees("Sign in")
    second.signs_in_as(ada, NEW)
    assert is_signed_in(second)


def test_the_present_password_is_asked_for_and_errors_stand_at_their_fields(
    visitor: Visitor, workshop: Workshop
) -> None:
    visitor.signs_in_as(make.account(workshop, email=ADA))
    visitor.opens("/account")
    page = visitor.submits("Change the password", status=422, old="wrong password", password=NEW)
    page.sees("This is not your present password.")
    assert page.find("[aria-invalid=true]").get("name") == "old"
    page = visitor.submits("Change the password", status=422, old=PASSWORD, password="short")
    assert page.find("[aria-invalid=true]").get("name") == "password"
    assert page.find("input[name=name]").get("value") == "Ada"
    visitor.submits("Change the password", status=422, old="", password=NEW).sees("Write your password.")


def test_guessing_the_present_password_has_to_wait_too(visitor: Visitor, workshop: Workshop) -> None:
    visitor.signs_in_as(make.account(workshop, email=ADA))
    visitor.opens("/account")
    for _ in range(5):
        visitor.submits("Change the password", status=422, old="wrong password", password=NEW)
    visitor.submits("Change the password", status=429, old=PASSWORD, password=NEW).sees("Too many tries")


def test_a_new_name_shows_at_once(visitor: Visitor, workshop: Workshop) -> None:
    visitor.signs_in_as(make.account(workshop, email=ADA))
    visitor.opens("/account")
    visitor.submits("Change the name", name="Ada  King").sees("Your name is changed")
    assert visitor.opens("/account").find("input[name=name]").get("value") == "Ada King"
    visitor.submits("Change the name", status=422, name="  ").sees("Write the name you go by.")
    visitor.submits("Change the name", status=422, name="a\u202eb").sees("cannot be shown")


def test_a_forgotten_password_is_set_with_the_link_in_the_letter(
    visitor: Visitor, second: Visitor, workshop: Workshop
) -> None:
    ada = make.account(workshop, email=ADA)
    second.signs_in_as(ada)
    visitor.opens("/account/sign-in")
    visitor.clicks("Set a new one")
    visitor.submits("Send me the link", email=ADA).sees("Look into your mail")
    [letter] = post_of(workshop)
    visitor.opens(link_path(letter)).sees("Choose a password", ADA)
    visitor.submits("Keep it and sign in", status=422, password="short").sees("Use at least 10 characters.")
    visitor.submits("Keep it and sign in", password=NEW)
    assert is_signed_in(visitor)
    assert not is_signed_in(second)
    visitor.opens(link_path(letter), 410).sees("This link has ended")
    visitor.posts(link_path(letter), {"password": PASSWORD}, status=410).sees("This link has ended")


def test_asking_for_a_reset_answers_alike_for_every_address(visitor: Visitor, workshop: Workshop) -> None:
    make.account(workshop, email=ADA)
    answers = []
    for email in (ADA, "nobody@example.org"):
        visitor.opens("/account/reset")
        page = visitor.submits("Send me the link", email=email)
        answers.append((page.status, page.path, page.main.text))
    assert answers[0] == answers[1]
    visitor.opens("/account/reset")
    visitor.submits("Send me the link", status=422, email="ada").sees("does not look like an e-mail address")


def test_the_link_names_the_configured_site_whatever_host_was_asked(
    visitor: Visitor, workshop: Workshop
) -> None:
    make.account(workshop, email=ADA)
    visitor.opens("/account/reset", base_url="http://evil.example")
    spoofed = {"Host": "evil.example", "X-Forwarded-Host": "evil.example"}
    visitor.posts("/account/reset", {"email": ADA}, headers=spoofed, follow=False)
    [letter] = post_of(workshop)
    assert str(letter.context["link"]).startswith("http://localhost/account/reset/")


@pytest.mark.parametrize("token", ["x", "0" * 64, "%00", "a" * 3000, "..%2f"])
def test_a_link_nobody_sent_has_ended(visitor: Visitor, token: str) -> None:
    visitor.opens(f"/account/reset/{token}", 404 if "2f" in token else 410)


def test_opening_the_link_uses_nothing_up(visitor: Visitor, workshop: Workshop, clock: HandClock) -> None:
    make.account(workshop, email=ADA)
    visitor.posts("/account/reset", {"email": ADA})
    [letter] = post_of(workshop)
    for _ in range(3):
        visitor.opens(link_path(letter))
    clock.now += timedelta(minutes=61)
    visitor.opens(link_path(letter), 410)


@pytest.mark.parametrize(
    "path",
    [
        "/account/sign-in",
        "/account/register",
        "/account/reset",
        "/account/sign-out",
        "/account/name",
        "/account/password",
    ],
)
def test_nothing_is_taken_without_the_pages_own_token(
    client: FlaskClient, workshop: Workshop, path: str
) -> None:
    fields = {"email": ADA, "password": PASSWORD, "name": "Ada", "old": PASSWORD}
    assert client.post(path, data=fields, headers={"Origin": "https://evil.example"}).status_code == 400
    with workshop.reading() as work:
        assert accounts.list_people(work) == ()


def test_an_account_page_is_for_its_owner_alone(visitor: Visitor) -> None:
    visitor.opens("/account").sees("Sign in")
    visitor.posts("/account/password", {"old": PASSWORD, "password": NEW}).sees("Sign in")


def test_fields_that_are_no_part_of_a_form_change_nothing(visitor: Visitor, workshop: Workshop) -> None:
    visitor.posts(
        "/account/register",
        {
            "name": "Ada",
            "email": ADA,
            "password": PASSWORD,
            "role": "admin",
            "active": "1",
            "session_version": "9",
        },
    )
    visitor.posts("/account/name", {"name": "Eve", "email": "eve@example.org", "role": "admin"})
    with workshop.reading() as work:
        [ada] = accounts.list_people(work)
    assert (ada.name, ada.email, ada.role, ada.session_version) == ("Eve", ADA, Role.LEARNER, 1)


@pytest.mark.parametrize("role", [Role.LEARNER, Role.MENTOR, Role.AUTHOR])
def test_only_an_admin_sees_and_changes_people(visitor: Visitor, workshop: Workshop, role: Role) -> None:
    ada = make.account(workshop, email=ADA, role=role)
    visitor.signs_in_as(ada)
    visitor.opens("/account/people", 403)
    for move in ("role", "disable", "enable"):
        visitor.posts(f"/account/people/{ada.id}/{move}", {"role": "admin"}, status=403)
    visitor.opens("/account").misses("The people of this school")


def test_an_admin_gives_roles_and_they_hold_at_once(
    visitor: Visitor, second: Visitor, workshop: Workshop
) -> None:
    ada = make.account(workshop, email=ADA)
    root = make.account(workshop, name="Root", role=Role.ADMIN)
    second.signs_in_as(ada)
    visitor.signs_in_as(root)
    visitor.opens("/account")
    visitor.clicks("The people of this school").sees("Ada", ADA, "Root", "you", "2 accounts")
    visitor.posts(f"/account/people/{ada.id}/role", {"role": "mentor"}).sees("Ada is now mentor.")
    assert not is_signed_in(second)
    second.signs_in_as(ada)
    second.opens("/account").sees("Mentor")


def test_an_admin_disables_somebody_and_lets_them_in_again(
    visitor: Visitor, second: Visitor, workshop: Workshop
) -> None:
    ada = make.account(workshop, email=ADA)
    second.signs_in_as(ada)
    visitor.signs_in_as(make.account(workshop, name="Root", role=Role.ADMIN))
    visitor.opens("/account/people?q=ada").misses("Root,")
    visitor.submits("Disable").sees("signed out everywhere", "Disabled")
    assert not is_signed_in(second)
    second.opens("/account/sign-in")
    second.submits("Sign in", status=422, email=ADA, password=PASSWORD).sees("do not belong together")
    visitor.submits("Let in again").sees("can sign in again")
    second.signs_in_as(ada)
    assert is_signed_in(second)


def test_an_admin_cannot_shut_themselves_out(visitor: Visitor, workshop: Workshop) -> None:
    root = make.account(workshop, name="Root", role=Role.ADMIN)
    visitor.signs_in_as(root)
    page = visitor.opens("/account/people")
    assert page.find_all("main select") == []
    for move in ("role", "disable"):
        visitor.posts(f"/account/people/{root.id}/{move}", {"role": "learner"}, status=409)
    visitor.opens("/account/people").sees("Root")


def test_a_person_who_is_not_there_and_a_role_that_is_none_are_refused(
    visitor: Visitor, workshop: Workshop
) -> None:
    root = make.account(workshop, name="Root", role=Role.ADMIN)
    ada = make.account(workshop, email=ADA)
    visitor.signs_in_as(root)
    nobody = "00000000-0000-7000-8000-000000000000"
    for move in ("role", "disable", "enable"):
        visitor.posts(f"/account/people/{nobody}/{move}", {"role": "mentor"}, status=404)
    for role in ("owner", ""):
        visitor.posts(f"/account/people/{ada.id}/role", {"role": role}, status=422)


def test_looking_for_somebody_keeps_what_was_asked(visitor: Visitor, workshop: Workshop) -> None:
    visitor.signs_in_as(make.account(workshop, name="Root", role=Role.ADMIN))
    visitor.opens("/account/people")
    page = visitor.submits("Find", q="nobody <b>")
    page.sees("Nobody’s name or address holds “nobody <b>”.")
    assert page.find("input[name=q]").get("value") == "nobody <b>"
    visitor.clicks("Show everybody").sees("Root")
    visitor.opens("/account/people?q=" + "%00%ff" * 200)
