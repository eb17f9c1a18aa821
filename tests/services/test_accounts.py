"""Accounts: registering, signing in, passwords and their reset, and what an admin may change."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from threading import Barrier, Thread

import pytest
from sqlalchemy import select

from tests.support import make
from tests.support.clock import HandClock
from tests.support.make import PASSWORD
from webapp.domain.access import VISITOR, Actor, Role
from webapp.domain.accounts import Account
from webapp.domain.errors import BadInput, NotFound, SignedOut, TooManyTries, WrongState
from webapp.domain.letters import Letter, Template
from webapp.services import accounts, letters
from webapp.services.passwords import CHEAPEST, OWASP, Hasher
from webapp.services.work import Workshop
from webapp.store import accounts as store
from webapp.store.tables.accounts import AccountRow, ResetTokenRow, SignInFailureRow

ADA = "ada@example.org"
NEW = "a longer staple of horses"
SITE = "https://learn.example.org"


class Mailbox:
    """A post that keeps what it was given."""

    def __init__(self) -> None:
        """Be empty."""
        self.letters: list[Letter] = []

    def send(self, letter: Letter) -> None:
        """Keep the letter."""
        self.letters.append(letter)


def sign_in(workshop: Workshop, password: str = PASSWORD, email: str = ADA) -> Account | None:
    """Sign in as the page does: verify, then use the verdict."""
    with workshop.reading() as work:
        verdict = accounts.verify_password(work, email=email, password=password)
    with workshop.writing() as work:
        return accounts.sign_in(work, verdict)


def change_password(
    workshop: Workshop, actor: Actor, *, old: str = PASSWORD, new: str = NEW
) -> Account | None:
    """Change a password as the page does."""
    with workshop.reading(actor) as work:
        verdict = accounts.verify_own_password(work, password=old)
    with workshop.writing(actor) as work:
        return accounts.change_password(work, verdict, new=new)


def post_of(workshop: Workshop) -> list[Letter]:
    """The letters that leave now."""
    box = Mailbox()
    letters.deliver_due(workshop, box)
    return box.letters


def ask_for_reset(workshop: Workshop, email: str = ADA) -> str:
    """Ask for a reset and read the token out of the letter."""
    with workshop.writing() as work:
        accounts.ask_for_reset(work, email=email, site_url=SITE)
    [letter] = post_of(workshop)
    return str(letter.context["link"]).removeprefix(f"{SITE}/account/reset/")


def stands(workshop: Workshop, actor: Actor) -> bool:
    """Whether the actor's session is still good."""
    try:
        with workshop.reading(actor) as work:
            accounts.require_standing(work)
    except SignedOut:
        return False
    return True


def test_a_newcomer_is_a_learner_and_can_sign_in(workshop: Workshop) -> None:
    with workshop.writing() as work:
        ada = accounts.register(work, name=" Ada  L ", email=" ADA@example.org", password=PASSWORD)
    assert (ada.name, ada.email, ada.role, ada.created_at) == ("Ada L", ADA, Role.LEARNER, workshop.now())
    assert sign_in(workshop) == ada


@pytest.mark.parametrize(
    ("field", "value"),
    [("name", " "), ("name", "Ada\nBcc: x"), ("email", "ada"), ("password", "short"), ("password", ADA)],
)
def test_what_cannot_be_is_refused_at_its_field_and_nothing_is_kept(
    workshop: Workshop, field: str, value: str
) -> None:
    given = {"name": "Ada", "email": ADA, "password": PASSWORD} | {field: value}
    with workshop.writing() as work, pytest.raises(BadInput) as refusal:
        accounts.register(work, **given)
    assert refusal.value.field == field
    with workshop.reading() as work:
        assert accounts.list_people(work) == ()


def test_an_address_is_taken_in_every_spelling(workshop: Workshop) -> None:
    make.account(workshop, email=ADA)
    with workshop.writing() as work, pytest.raises(BadInput) as refusal:
        accounts.register(work, name="Eve", email="ＡDA@example.org ", password=PASSWORD)
    assert refusal.value.field == "email"


def test_an_operator_adds_people_in_any_role(workshop: Workshop) -> None:
    with workshop.writing() as work:
        accounts.add(work, name="Tomasz", email="t@example.org", password=PASSWORD, role=Role.MENTOR)
        assert accounts.get_by_email(work, email="T@example.org").role is Role.MENTOR
        with pytest.raises(NotFound):
            accounts.get_by_email(work, email="nobody@example.org")


def test_a_wrong_password_and_an_unknown_address_are_refused_and_counted_alike(workshop: Workshop) -> None:
    make.account(workshop, email=ADA)
    assert sign_in(workshop, "wrong password") is None
    assert sign_in(workshop, email="nobody@example.org") is None
    with workshop.reading() as work:
        rows = work.session.scalars(select(SignInFailureRow)).all()
        assert [row.count for row in rows] == [1, 1]
        assert not any("@" in row.email_hash for row in rows)


@pytest.mark.parametrize("email", [ADA, "nobody@example.org"])
def test_after_five_failures_an_address_waits_known_or_not(
    workshop: Workshop, clock: HandClock, email: str
) -> None:
    make.account(workshop, email=ADA)
    for _ in range(5):
        assert sign_in(workshop, "wrong password", email) is None
    with pytest.raises(TooManyTries) as refusal:
        sign_in(workshop, PASSWORD, email)
    assert (refusal.value.until - clock.now).total_seconds() == 30
    clock.forward(seconds=30)
    assert (sign_in(workshop, PASSWORD, email) is not None) == (email == ADA)


def test_others_do_not_wait_for_somebody_who_fails(workshop: Workshop) -> None:
    make.account(workshop, name="Bo")
    for _ in range(5):
        sign_in(workshop, "wrong password")
    assert sign_in(workshop, email="bo@example.org")


def test_signing_in_clears_the_count(workshop: Workshop) -> None:
    make.account(workshop, email=ADA)
    for _ in range(3):
        for _ in range(4):
            sign_in(workshop, "wrong password")
        assert sign_in(workshop)


def test_guesses_sent_side_by_side_gain_nothing(workshop: Workshop) -> None:
    make.account(workshop, email=ADA)
    start = Barrier(12)
    heard: list[Account | TooManyTries | None] = []

    def guess() -> None:
        with workshop.reading() as work:
            verdict = accounts.verify_password(work, email=ADA, password="wrong password")
        start.wait()  # every guess is verified before any is counted
        try:
            with workshop.writing() as work:
                heard.append(accounts.sign_in(work, verdict))
        except TooManyTries as refusal:
            heard.append(refusal)

    guesses = [Thread(target=guess) for _ in range(12)]
    for each in guesses:
        each.start()
    for each in guesses:
        each.join()
    assert heard.count(None) == 5
    assert len(heard) == 12


def test_a_right_password_verified_before_the_wait_began_does_not_open(workshop: Workshop) -> None:
    make.account(workshop, email=ADA)
    with workshop.reading() as work:
        verdict = accounts.verify_password(work, email=ADA, password=PASSWORD)
    for _ in range(5):
        sign_in(workshop, "wrong password")
    with pytest.raises(TooManyTries), workshop.writing() as work:
        accounts.sign_in(work, verdict)


def test_a_verdict_is_worth_nothing_once_the_password_has_changed(workshop: Workshop) -> None:
    ada = make.account(workshop, email=ADA)
    with workshop.reading() as work:
        verdict = accounts.verify_password(work, email=ADA, password=PASSWORD)
    change_password(workshop, make.actor(ada))
    with workshop.writing() as work:
        assert accounts.sign_in(work, verdict) is None


def test_a_hash_of_an_old_cost_is_made_anew_at_sign_in(workshop: Workshop) -> None:
    old = Workshop(
        workshop.sessions, workshop.catalog, clock=workshop.now, dice=Random(1), hasher=Hasher(CHEAPEST)
    )
    new = Workshop(
        workshop.sessions, workshop.catalog, clock=workshop.now, dice=Random(1), hasher=Hasher(OWASP)
    )
    ada = make.account(old, email=ADA)
    assert sign_in(new) == ada
    with workshop.reading() as work:
        assert "m=19456,t=2" in store.find_password_hash(work.session, ada.id)
    assert sign_in(new) == ada


def test_a_disabled_account_cannot_sign_in_and_hears_what_a_stranger_hears(workshop: Workshop) -> None:
    make.account(workshop, email=ADA, active=False)
    assert sign_in(workshop) is None


def test_a_session_stands_while_nothing_about_it_changed(workshop: Workshop) -> None:
    ada = make.account(workshop, email=ADA)
    assert stands(workshop, make.actor(ada))
    assert not stands(workshop, VISITOR)


def test_a_changed_password_ends_every_session_and_opens_with_the_new_one(workshop: Workshop) -> None:
    ada = make.account(workshop, email=ADA)
    changed = change_password(workshop, make.actor(ada))
    assert changed is not None
    assert not stands(workshop, make.actor(ada))
    assert stands(workshop, make.actor(changed))
    assert sign_in(workshop) is None
    assert sign_in(workshop, NEW) == changed


def test_a_wrong_present_password_changes_nothing_and_counts(workshop: Workshop) -> None:
    ada = make.account(workshop, email=ADA)
    for _ in range(5):
        assert change_password(workshop, make.actor(ada), old="wrong password") is None
    with pytest.raises(TooManyTries):
        change_password(workshop, make.actor(ada))
    assert stands(workshop, make.actor(ada))


def test_an_ended_session_cannot_change_the_password(workshop: Workshop) -> None:
    ada = make.account(workshop, email=ADA)
    old_session = make.actor(ada)
    change_password(workshop, make.actor(ada))
    with pytest.raises(SignedOut):
        change_password(workshop, old_session, old=NEW, new=PASSWORD)
    assert sign_in(workshop, NEW)


def test_a_new_password_must_be_fair(workshop: Workshop) -> None:
    ada = make.account(workshop, email=ADA)
    with pytest.raises(BadInput) as refusal:
        change_password(workshop, make.actor(ada), new="short")
    assert refusal.value.field == "password"


def test_a_reset_sets_the_password_and_ends_every_session(workshop: Workshop) -> None:
    ada = make.account(workshop, email=ADA)
    token = ask_for_reset(workshop, " ADA@example.org")
    with workshop.reading() as work:
        assert accounts.find_reset(work, token=token) == ada
    with workshop.writing() as work:
        changed = accounts.reset_password(work, token=token, new=NEW)
    assert not stands(workshop, make.actor(ada))
    assert sign_in(workshop, NEW) == changed


def test_a_token_is_long_kept_only_as_its_hash_and_gone_from_the_letter_once_sent(workshop: Workshop) -> None:
    make.account(workshop, email=ADA)
    token = ask_for_reset(workshop)
    assert len(token) == 64
    with workshop.reading() as work:
        kept = work.session.scalars(select(ResetTokenRow.token_hash)).all()
    assert len(kept) == 1
    assert token not in kept


def test_a_token_works_once(workshop: Workshop) -> None:
    make.account(workshop, email=ADA)
    token = ask_for_reset(workshop)
    with workshop.writing() as work:
        accounts.reset_password(work, token=token, new=NEW)
    with workshop.writing() as work, pytest.raises(NotFound):
        accounts.reset_password(work, token=token, new=PASSWORD)
    with workshop.reading() as work, pytest.raises(NotFound):
        accounts.find_reset(work, token=token)


def test_a_token_used_twice_at_once_works_once(workshop: Workshop) -> None:
    make.account(workshop, email=ADA)
    token, start, heard = ask_for_reset(workshop), Barrier(2), []

    def reset(new: str) -> None:
        start.wait()
        try:
            with workshop.writing() as work:
                accounts.reset_password(work, token=token, new=new)
            heard.append(new)
        except NotFound:
            heard.append("")

    both = [Thread(target=reset, args=(f"{NEW} {number}",)) for number in range(2)]
    for each in both:
        each.start()
    for each in both:
        each.join()
    [winner] = [each for each in heard if each]
    assert "" in heard
    assert sign_in(workshop, winner)


def test_a_token_lasts_one_hour(workshop: Workshop, clock: HandClock) -> None:
    make.account(workshop, email=ADA)
    token = ask_for_reset(workshop)
    clock.forward(minutes=60)
    with workshop.writing() as work, pytest.raises(NotFound):
        accounts.reset_password(work, token=token, new=NEW)


def _by_another_reset(workshop: Workshop, ada: Account) -> None:
    token = ask_for_reset(workshop)
    with workshop.writing() as work:
        accounts.reset_password(work, token=token, new=NEW)


def _by_a_changed_password(workshop: Workshop, ada: Account) -> None:
    change_password(workshop, make.actor(ada))


def _by_disabling(workshop: Workshop, ada: Account) -> None:
    with workshop.writing() as work:
        accounts.disable(work, ada.id)
        accounts.enable(work, ada.id)


@pytest.mark.parametrize("end", [_by_another_reset, _by_a_changed_password, _by_disabling])
def test_every_token_of_an_account_dies(workshop: Workshop, end: Callable[[Workshop, Account], None]) -> None:
    ada = make.account(workshop, email=ADA)
    token = ask_for_reset(workshop)
    end(workshop, ada)
    with workshop.writing() as work, pytest.raises(NotFound):
        accounts.reset_password(work, token=token, new=PASSWORD)


def test_a_reset_ends_the_wait(workshop: Workshop) -> None:
    make.account(workshop, email=ADA)
    for _ in range(5):
        sign_in(workshop, "wrong password")
    token = ask_for_reset(workshop)
    with workshop.writing() as work:
        accounts.reset_password(work, token=token, new=NEW)
    assert sign_in(workshop, NEW)


def test_an_unfair_password_leaves_the_token_as_it_is(workshop: Workshop) -> None:
    make.account(workshop, email=ADA)
    token = ask_for_reset(workshop)
    with pytest.raises(BadInput), workshop.writing() as work:
        accounts.reset_password(work, token=token, new="short")
    with workshop.writing() as work:
        assert accounts.reset_password(work, token=token, new=NEW)


def test_an_unknown_address_gets_a_letter_too_and_only_that_tells(workshop: Workshop) -> None:
    with workshop.writing() as work:
        accounts.ask_for_reset(work, email=ADA, site_url=SITE)
    [letter] = post_of(workshop)
    assert (letter.to, letter.template, letter.context) == (ADA, Template.NO_ACCOUNT, {"site": SITE})


@pytest.mark.parametrize("email", [ADA, "nobody@example.org"])
def test_an_address_gets_three_reset_letters_an_hour(
    workshop: Workshop, clock: HandClock, email: str
) -> None:
    make.account(workshop, email=ADA)
    for _ in range(5):
        with workshop.writing() as work:
            accounts.ask_for_reset(work, email=email, site_url=SITE)
    assert len(post_of(workshop)) == 3
    clock.forward(hours=1)
    with workshop.writing() as work:
        accounts.ask_for_reset(work, email=email, site_url=SITE)
    assert len(post_of(workshop)) == 1


def test_registering_by_letter_proves_the_address_first(workshop: Workshop) -> None:
    with workshop.writing() as work:
        accounts.register_by_letter(work, name="Ada", email=ADA, site_url=SITE)
    assert sign_in(workshop, "") is None
    [letter] = post_of(workshop)
    assert letter.template is Template.WELCOME
    token = str(letter.context["link"]).rpartition("/")[2]
    with workshop.writing() as work:
        ada = accounts.reset_password(work, token=token, new=NEW)
    assert (ada.name, ada.role) == ("Ada", Role.LEARNER)
    assert sign_in(workshop, NEW) == ada


def test_registering_a_taken_address_by_letter_changes_nothing_and_tells_its_owner(
    workshop: Workshop,
) -> None:
    ada = make.account(workshop, email=ADA)
    with workshop.writing() as work:
        accounts.register_by_letter(work, name="Eve", email=ADA, site_url=SITE)
    [letter] = post_of(workshop)
    assert (letter.to, letter.template, letter.context["name"]) == (ADA, Template.ALREADY_REGISTERED, "Ada")
    assert sign_in(workshop) == ada


def test_registering_the_same_address_again_and_again_sends_three_letters(workshop: Workshop) -> None:
    for _ in range(5):
        with workshop.writing() as work:
            accounts.register_by_letter(work, name="Ada", email=ADA, site_url=SITE)
    assert len(post_of(workshop)) == 3
    with workshop.reading() as work:
        assert len(accounts.list_people(work)) == 1


def test_a_disabled_account_gets_no_letter_and_no_way_back(workshop: Workshop) -> None:
    make.account(workshop, email=ADA, active=False)
    with workshop.writing() as work:
        accounts.ask_for_reset(work, email=ADA, site_url=SITE)
        accounts.register_by_letter(work, name="Ada", email=ADA, site_url=SITE)
    assert post_of(workshop) == []


def test_a_new_name_ends_no_session(workshop: Workshop) -> None:
    ada = make.account(workshop, email=ADA)
    with workshop.writing(make.actor(ada)) as work:
        assert accounts.rename(work, name="Ada  King").name == "Ada King"
        assert accounts.get_own(work).name == "Ada King"
    assert stands(workshop, make.actor(ada))


def test_another_role_holds_at_once(workshop: Workshop) -> None:
    ada, admin = make.account(workshop, email=ADA), make.account(workshop, name="Root", role=Role.ADMIN)
    with workshop.writing(make.actor(admin)) as work:
        changed = accounts.set_role(work, ada.id, Role.AUTHOR)
    assert changed.role is Role.AUTHOR
    assert not stands(workshop, make.actor(ada))
    assert stands(workshop, make.actor(changed))


def test_a_disabled_account_loses_its_session_at_once_and_may_come_back(workshop: Workshop) -> None:
    ada, admin = make.account(workshop, email=ADA), make.account(workshop, name="Root", role=Role.ADMIN)
    with workshop.writing(make.actor(admin)) as work:
        accounts.disable(work, ada.id)
    assert not stands(workshop, make.actor(ada))
    with workshop.writing(make.actor(admin)) as work:
        accounts.enable(work, ada.id)
    assert not stands(workshop, make.actor(ada))
    assert sign_in(workshop)


def test_an_admin_cannot_demote_or_disable_themselves(workshop: Workshop) -> None:
    admin = make.account(workshop, name="Root", role=Role.ADMIN)
    make.account(workshop, name="Other", role=Role.ADMIN)
    with workshop.writing(make.actor(admin)) as work:
        with pytest.raises(WrongState):
            accounts.set_role(work, admin.id, Role.LEARNER)
        with pytest.raises(WrongState):
            accounts.disable(work, admin.id)
    assert stands(workshop, make.actor(admin))


def test_the_last_admin_stays_even_for_an_operator(workshop: Workshop) -> None:
    admin = make.account(workshop, name="Root", role=Role.ADMIN)
    with workshop.writing() as work:
        with pytest.raises(WrongState):
            accounts.set_role(work, admin.id, Role.LEARNER)
        with pytest.raises(WrongState):
            accounts.disable(work, admin.id)
        assert accounts.set_role(work, admin.id, Role.ADMIN) == admin


def test_two_admins_who_demote_each_other_at_once_leave_one(workshop: Workshop) -> None:
    pair = [make.account(workshop, name=name, role=Role.ADMIN) for name in ("Bo", "Cy")]
    start = Barrier(2)

    def demote(by: Account, other: Account) -> None:
        start.wait()
        try:
            with workshop.writing(make.actor(by)) as work:
                accounts.set_role(work, other.id, Role.LEARNER)
        except WrongState:
            pass

    both = [Thread(target=demote, args=each) for each in (pair, pair[::-1])]
    for each in both:
        each.start()
    for each in both:
        each.join()
    with workshop.reading() as work:
        assert [each.role for each in accounts.list_people(work)].count(Role.ADMIN) == 1


def test_nobody_is_not_there_to_be_changed(workshop: Workshop) -> None:
    with workshop.writing() as work:
        for change in (accounts.disable, accounts.enable):
            with pytest.raises(NotFound):
                change(work, work.new_id())


def test_people_are_found_whatever_is_typed(workshop: Workshop) -> None:
    ada = make.account(workshop, email=ADA)
    with workshop.reading() as work:
        assert accounts.list_people(work, like=" ada\x00 ") == (ada,)
        assert accounts.list_people(work, like="%_\\'") == ()


def test_tidying_forgets_what_has_no_use_any_more(workshop: Workshop, clock: HandClock) -> None:
    make.account(workshop, email=ADA)
    ask_for_reset(workshop)
    sign_in(workshop, "wrong password")
    clock.forward(hours=25)
    sign_in(workshop, "wrong password", "bo@example.org")
    with workshop.writing() as work:
        accounts.tidy(work)
        assert work.session.scalars(select(ResetTokenRow)).all() == []
        assert len(work.session.scalars(select(SignInFailureRow)).all()) == 1
        assert len(work.session.scalars(select(AccountRow)).all()) == 1
