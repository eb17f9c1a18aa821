"""The composition root: wires everything, decides nothing. Here alone is the clock read and are the dice thrown."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from random import Random, SystemRandom
from typing import Any

from flask import Flask
from flask.templating import Environment

from webapp.catalog import compiled
from webapp.pages import assets, errors, filters, guard, headers, navigation, request_log
from webapp.pages.accommodations.routes import bp as accommodations_pages
from webapp.pages.accounts.routes import bp as accounts_pages
from webapp.pages.cookies import KeptCookies
from webapp.pages.csrf import Protection
from webapp.pages.edge import login_manager
from webapp.pages.exams import express
from webapp.pages.exams.rooms import bp as exams_pages
from webapp.pages.glossary.routes import bp as glossary_pages
from webapp.pages.health import bp as health_pages
from webapp.pages.home.routes import bp as home_pages
from webapp.pages.hours.routes import bp as hours_pages
from webapp.pages.items.routes import bp as items_pages
from webapp.pages.lessons.routes import bp as lessons_pages
from webapp.pages.mentoring.routes import bp as mentoring_pages
from webapp.pages.paths.routes import bp as paths_pages
from webapp.pages.plans.routes import bp as plans_pages
from webapp.pages.progress.routes import bp as progress_pages
from webapp.pages.reports.routes import bp as reports_pages
from webapp.pages.search.routes import bp as search_pages
from webapp.pages.styleguide.routes import bp as styleguide_pages
from webapp.pages.templates.routes import bp as templates_pages
from webapp.pages.templating import Templates
from webapp.services import corrections, exams, search
from webapp.services.work import Workshop
from webapp.settings import Settings, read_settings
from webapp.store.clock import DatabaseClock
from webapp.store.session import Sessions, make_engine

BLUEPRINTS = (
    home_pages,
    accounts_pages,
    lessons_pages,
    paths_pages,
    hours_pages,
    glossary_pages,
    templates_pages,
    search_pages,
    exams_pages,
    items_pages,
    progress_pages,
    plans_pages,
    mentoring_pages,
    accommodations_pages,
    reports_pages,
    styleguide_pages,
    health_pages,
)


class Gantry(Flask):
    """The application. None of its views is asynchronous, so nobody asks each of them."""

    jinja_environment: type[Environment] = Templates

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """The view as it is."""
        return func


REGRADED_AT_START = 200  # the worker goes on with the rest, so that nobody waits for the server


def clock() -> datetime:
    """The present instant by this machine. Only here does the product read the time; see store/clock.py."""
    return datetime.now(UTC)


def make_workshop(
    settings: Settings, *, clock: Callable[[], datetime] = clock, dice: Random | None = None
) -> Workshop:
    """A workshop over the settings' database and content; raises UnfitContent when the content has faults."""
    engine = make_engine(settings.database_url)
    told = clock if engine.dialect.name == "sqlite" else DatabaseClock(engine, clock)
    catalog = compiled.load_compiled(settings.content_dir, settings.data_dir / compiled.NAME)
    return Workshop(Sessions(engine), catalog, clock=told, dice=dice or SystemRandom())


def create_app(settings: Settings, workshop: Workshop) -> Flask:
    """The web application over a workshop."""
    app = Gantry("webapp", static_folder=None)
    app.config.update(
        SECRET_KEY=settings.secret_key,
        SECRET_KEY_FALLBACKS=list(settings.previous_secrets),
        MAX_CONTENT_LENGTH=256 * 1024,
        PERMANENT_SESSION_LIFETIME=timedelta(days=31),
        SESSION_COOKIE_NAME="__Host-session" if settings.secure_cookies else "session",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.secure_cookies,
        SESSION_REFRESH_EACH_REQUEST=False,
        WTF_CSRF_TIME_LIMIT=None,  # bound to the session: an exam may last longer than any fixed limit
        SHOW_STYLEGUIDE=settings.show_styleguide,
        SITE_URL=settings.site_url,
        HAS_MAIL_SERVER=settings.mail_server is not None,
    )
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.extensions["workshop"] = workshop
    app.session_interface = KeptCookies(app)
    login_manager.init_app(app, add_context_processor=False)  # templates learn who is here from `site()`
    Protection(app)
    for room in (request_log, headers, errors, filters, navigation):
        room.install(app)
    guard.refuse_undeclared(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    _publish(workshop)
    corrections.regrade(workshop, site_url=settings.site_url, limit=REGRADED_AT_START)
    assets.install(app, settings.data_dir / "assets")
    express.install(app)
    return app


def _publish(workshop: Workshop) -> None:
    """Keep every question version that attempts may be given, and make what is searched from the library as it is."""
    with workshop.writing() as work:
        exams.publish(work)
        search.publish(work)


def wsgi() -> Flask:
    """The application as a server process loads it, from the environment."""
    settings = read_settings(os.environ)
    return create_app(settings, make_workshop(settings))
