"""Routes of accounts.

Where a password is checked a route opens two works, a reading and then a writing: hashing takes some 30 ms, and no
transaction may stand open meanwhile.
"""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, current_app, flash, g, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from flask_wtf.csrf import generate_csrf

from webapp.domain.access import Action, Role
from webapp.domain.accounts import Account
from webapp.domain.errors import BadInput, TooManyTries
from webapp.pages import edge
from webapp.pages.accounts import forms, presenters, reset_routes
from webapp.pages.accounts.forms import refuse, typed
from webapp.pages.errors import status_of
from webapp.pages.guard import allows
from webapp.services import accounts

bp = Blueprint("accounts", __name__, url_prefix="/account")
bp.register_blueprint(reset_routes.bp)
HOME = "/"


@bp.get("/sign-in")
@allows(Action.VISIT)
def sign_in() -> ResponseReturnValue:
    """The door; whoever is in already goes on. A script gets the token that signing in takes."""
    if edge.wants_json():
        return jsonify(csrf=generate_csrf())
    if edge.actor().id is not None:
        return redirect(edge.safe_next(request.args.get("next"), HOME), code=303)
    return _show("sign_in", forms.SignInForm(formdata=None, next=request.args.get("next")))


@bp.post("/sign-in")
@allows(Action.VISIT)
def open_session() -> ResponseReturnValue:
    """Sign in and go on to where the person wanted to be."""
    form = forms.SignInForm()
    if not form.validate():
        return _show("sign_in", form, 422)
    try:
        account = _signed_in(form)
    except (BadInput, TooManyTries) as refusal:
        return _show("sign_in", refuse(form, refusal), status_of(refusal))
    if account is None:
        return _show("sign_in", refuse(form, forms.WRONG), 422)
    edge.sign_in(account)
    if edge.wants_json():
        return jsonify(csrf=_fresh_token())
    return redirect(edge.safe_next(form.next.data, HOME), code=303)


def _fresh_token() -> str:
    """A token of the session that has just begun; the one this request came with died with the old session."""
    g.pop("csrf_token", None)
    return str(generate_csrf())


def _signed_in(form: forms.SignInForm) -> Account | None:
    """The account the form opens, or None."""
    with edge.lean_reading() as work:
        verdict = accounts.verify_password(work, email=typed(form.email), password=typed(form.password))
    with edge.lean_writing() as work:
        return accounts.sign_in(work, verdict)


@bp.post("/sign-out")
@allows(Action.VISIT)
def sign_out() -> ResponseReturnValue:
    """End this session; the browser forgets what pages kept in it."""
    edge.sign_out()
    answer = redirect(HOME, code=303)
    answer.headers["Clear-Site-Data"] = '"storage"'
    return answer


@bp.get("/register")
@allows(Action.VISIT)
def register() -> ResponseReturnValue:
    """The form for newcomers."""
    form = forms.JoinForm if _by_letter() else forms.RegisterForm
    return _show("register", form(formdata=None))


@bp.post("/register")
@allows(Action.VISIT)
def create() -> ResponseReturnValue:
    """Take a newcomer in: by a letter where letters can be sent, else at once."""
    form = forms.JoinForm() if _by_letter() else forms.RegisterForm()
    if not form.validate():
        return _show("register", form, 422)
    try:
        return _join_by_letter(form) if _by_letter() else _join(form)
    except BadInput as refusal:
        return _show("register", refuse(form, refusal), 422)


def _join(form: forms.RegisterForm) -> ResponseReturnValue:
    """Make the account and sign in."""
    with edge.lean_writing() as work:
        account = accounts.register(
            work, name=typed(form.name), email=typed(form.email), password=typed(form.password)
        )
    edge.sign_in(account)
    return redirect(HOME, code=303)


def _join_by_letter(form: forms.JoinForm) -> ResponseReturnValue:
    """Send the letter; the answer is the same for an address that is taken."""
    with edge.lean_writing() as work:
        accounts.register_by_letter(
            work, name=typed(form.name), email=typed(form.email), site_url=current_app.config["SITE_URL"]
        )
    return redirect(url_for(".letter_sent"), code=303)


@bp.get("/letter-sent")
@allows(Action.VISIT)
def letter_sent() -> ResponseReturnValue:
    """What to do next, whether or not the address was known."""
    return render_template(
        "accounts/letter_sent.html", page=presenters.LetterSentPage(stays_here=not _by_letter())
    )


@bp.get("")
@allows(Action.USE_ACCOUNT)
def show() -> ResponseReturnValue:
    """One's own account."""
    return _show_account()


@bp.post("/name")
@allows(Action.USE_ACCOUNT)
def rename() -> ResponseReturnValue:
    """Go by another name."""
    form = forms.NameForm()
    if not form.validate():
        return _show_account(name_form=form)
    try:
        with edge.writing() as work:
            account = accounts.rename(work, name=typed(form.name))
    except BadInput as refusal:
        return _show_account(name_form=refuse(form, refusal))
    edge.sign_in(account)
    flash("Your name is changed.")
    return redirect(url_for(".show"), code=303)


@bp.post("/password")
@allows(Action.USE_ACCOUNT)
def change_password() -> ResponseReturnValue:
    """Take another password; every other session ends, this one goes on."""
    form = forms.PasswordForm()
    if not form.validate():
        return _show_account(password_form=form)
    try:
        account = _changed(form)
    except (BadInput, TooManyTries) as refusal:
        return _show_account(password_form=refuse(form, refusal), status=status_of(refusal))
    if account is None:
        return _show_account(password_form=refuse(form, forms.WRONG_OLD, "old"))
    edge.sign_in(account)
    flash("Your password is changed. Every other session has ended.")
    return redirect(url_for(".show"), code=303)


def _changed(form: forms.PasswordForm) -> Account | None:
    """The account with its new password, or None when the present one was wrong."""
    with edge.reading() as work:
        verdict = accounts.verify_own_password(work, password=typed(form.old))
    with edge.lean_writing() as work:
        return accounts.change_password(work, verdict, new=typed(form.password))


def _show_account(
    *, name_form: FlaskForm | None = None, password_form: FlaskForm | None = None, status: int = 422
) -> ResponseReturnValue:
    """The account page, with whichever form was refused."""
    with edge.reading() as work:
        account = accounts.get_own(work)
    refused = name_form or password_form
    return render_template(
        "accounts/show.html",
        page=presenters.account_page(account, edge.actor()),
        name_form=name_form or forms.NameForm(formdata=None, name=account.name),
        password_form=password_form or forms.PasswordForm(formdata=None),
    ), (status if refused else 200)


@bp.get("/people")
@allows(Action.MANAGE_ACCOUNTS)
def people() -> ResponseReturnValue:
    """The people of this school."""
    asked = request.args.get("q", "")[:80].strip()
    with edge.reading() as work:
        found = accounts.list_people(work, like=asked, limit=presenters.MOST_PEOPLE)
    page = presenters.people_page(found, asked, edge.actor())
    return render_template("accounts/people.html", page=page)


@bp.post("/people/<uuid:account_id>/role")
@allows(Action.MANAGE_ACCOUNTS)
def give_role(account_id: UUID) -> ResponseReturnValue:
    """Give somebody another role."""
    form = forms.RoleForm()
    if not form.validate():
        raise BadInput("Choose one of the roles.")
    with edge.writing() as work:
        account = accounts.set_role(work, account_id, Role(typed(form.role)))
    return _back_to(account, f"{account.name} is now {presenters.ROLES[account.role].lower()}.")


@bp.post("/people/<uuid:account_id>/disable")
@allows(Action.MANAGE_ACCOUNTS)
def disable(account_id: UUID) -> ResponseReturnValue:
    """Shut somebody out."""
    with edge.writing() as work:
        account = accounts.disable(work, account_id)
    return _back_to(account, f"{account.name} is signed out everywhere and cannot sign in.")


@bp.post("/people/<uuid:account_id>/enable")
@allows(Action.MANAGE_ACCOUNTS)
def enable(account_id: UUID) -> ResponseReturnValue:
    """Let somebody in again."""
    with edge.writing() as work:
        account = accounts.enable(work, account_id)
    return _back_to(account, f"{account.name} can sign in again.")


def _back_to(account: Account, words: str) -> ResponseReturnValue:
    """Back to the people, at the person that changed."""
    flash(words)
    asked = request.args.get("q")
    return redirect(url_for(".people", q=asked, _anchor=f"person-{account.id}"), code=303)


def _show(template: str, form: FlaskForm, status: int = 200) -> ResponseReturnValue:
    """A page that is one form; a script hears the first thing that was refused."""
    if edge.wants_json():
        message = next(iter([*form.form_errors, *(words for field in form for words in field.errors)]))
        return jsonify(error="Refused", message=message), status
    return render_template(f"accounts/{template}.html", form=form), status


def _by_letter() -> bool:
    """Whether this copy can send letters, so that newcomers prove their address first."""
    return bool(current_app.config["HAS_MAIL_SERVER"])
