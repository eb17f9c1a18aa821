"""Routes for somebody who cannot sign in: ask for a link, and set a password with it."""

from __future__ import annotations

from flask import Blueprint, current_app, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from webapp.domain.access import Action
from webapp.domain.errors import BadInput, NotFound
from webapp.pages import edge
from webapp.pages.accounts import presenters
from webapp.pages.accounts.forms import NewPasswordForm, ResetForm, refuse, typed
from webapp.pages.guard import allows
from webapp.services import accounts

bp = Blueprint("reset", __name__, url_prefix="/reset")


@bp.get("")
@allows(Action.VISIT)
def ask() -> ResponseReturnValue:
    """Where the address is given."""
    return _show_ask(ResetForm(formdata=None), 200)


@bp.post("")
@allows(Action.VISIT)
def send() -> ResponseReturnValue:
    """Send the letter; the answer is the same for every address."""
    form = ResetForm()
    if not form.validate():
        return _show_ask(form, 422)
    try:
        with edge.lean_writing() as work:
            accounts.ask_for_reset(work, email=typed(form.email), site_url=current_app.config["SITE_URL"])
    except BadInput as refusal:
        return _show_ask(refuse(form, refusal), 422)
    return redirect(url_for("accounts.letter_sent"), code=303)


@bp.get("/<token>")
@allows(Action.VISIT)
def choose(token: str) -> ResponseReturnValue:
    """The form behind the link in the letter."""
    return _show_choose(token, NewPasswordForm(formdata=None), 200)


@bp.post("/<token>")
@allows(Action.VISIT)
def set_password(token: str) -> ResponseReturnValue:
    """Set the password and sign in: whoever has the letter has the account."""
    form = NewPasswordForm()
    if not form.validate():
        return _show_choose(token, form, 422)
    try:
        with edge.lean_writing() as work:
            account = accounts.reset_password(work, token=token, new=typed(form.password))
    except BadInput as refusal:
        return _show_choose(token, refuse(form, refusal), 422)
    except NotFound:
        return _show_ended()
    edge.sign_in(account)
    return redirect("/", code=303)


def _show_ask(form: ResetForm, status: int) -> ResponseReturnValue:
    """The page that asks for the address."""
    return render_template("accounts/reset.html", form=form), status


def _show_choose(token: str, form: NewPasswordForm, status: int) -> ResponseReturnValue:
    """The page that asks for the password, or that the link has had its day."""
    try:
        with edge.lean_reading() as work:
            account = accounts.find_reset(work, token=token)
    except NotFound:
        return _show_ended()
    page = presenters.new_password_page(account)
    return render_template("accounts/new_password.html", form=form, page=page), status


def _show_ended() -> ResponseReturnValue:
    """The link was used, or is too old, or never was."""
    return render_template("accounts/link_ended.html"), 410
