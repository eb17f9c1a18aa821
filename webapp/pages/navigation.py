"""What every page needs to know of its surroundings: who is here, where they can go, and how they like to read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from flask import Flask, get_flashed_messages, request, url_for

from webapp.domain import access
from webapp.domain.access import Action, Actor, Role
from webapp.pages import edge
from webapp.pages.filters import initials

PLACES = (
    (Action.STUDY, "Today", "home.index"),
    (Action.MENTOR, "Reviews", "mentoring.index"),
    (Action.VISIT, "Lessons", "lessons.index"),
    (Action.SIT_EXAM, "Exams", "exams.index"),
    (Action.RATE_SELF, "Progress", "progress.index"),
    (Action.PLAN, "Plan", "plans.index"),
    (Action.READ_BANK, "Question bank", "items.index"),
    (Action.ANSWER_REPORTS, "Reports", "reports.queue"),
    (Action.MANAGE_ACCOUNTS, "People", "accounts.people"),
)
LIBRARY = (
    ("Lessons", "lessons.index"),
    ("Paths", "paths.index"),
    ("Glossary", "glossary.index"),
    ("Templates", "templates.index"),
    ("Search", "search.index"),
)
"""What stands beside the lessons: the main navigation has one place for all of it."""
THEMES = ("light", "dark")
SIZES = ("2", "3")
CONTRASTS = ("more",)


@dataclass(frozen=True)
class Place:
    """A place in the main navigation."""

    label: str
    href: str
    current: bool


@dataclass(frozen=True, kw_only=True)
class Look:
    """How a page looks. `said` is what the last action had to report; `theme` is empty for the system's.

    `text` is the step of the text's size above the usual one, and `contrast` says whether more of it is wished for.
    """

    theme: str
    text: str
    contrast: str
    said: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Site(Look):
    """The surroundings of a page."""

    places: tuple[Place, ...]
    signed_in: bool
    name: str
    initials: str
    mentor: bool
    guide: bool


def site() -> Site:
    """The surroundings of the page being shown."""
    actor = edge.actor()
    look_here = look(request.cookies)
    return Site(
        places=navigation(actor, request.endpoint or ""),
        signed_in=actor.id is not None,
        name=actor.name,
        initials=initials(actor.name),
        mentor=access.may(actor, Action.MENTOR),
        guide=access.may(actor, Action.SEE_STYLEGUIDE),
        theme=look_here.theme,
        text=look_here.text,
        contrast=look_here.contrast,
        said=tuple(str(words) for words in get_flashed_messages()),
    )


def look(cookies: Mapping[str, str]) -> Look:
    """How pages look on the device that sends these cookies."""
    return Look(
        theme=_preferred(cookies, "theme", THEMES),
        text=_preferred(cookies, "text", SIZES),
        contrast=_preferred(cookies, "contrast", CONTRASTS),
    )


def navigation(actor: Actor, endpoint: str) -> tuple[Place, ...]:
    """The places the actor may go to; the one `endpoint` belongs to is current."""
    return _places(actor.role, endpoint, request.root_path)


@lru_cache(512)
def _places(role: Role | None, endpoint: str, _root: str) -> tuple[Place, ...]:
    """The same places for the same role at the same page of a site that stands under the same root."""
    return tuple(
        Place(label, url_for(target), current=_holds(target, endpoint))
        for action, label, target in PLACES
        if access.may(Actor(role=role), action)
    )


def library() -> tuple[Place, ...]:
    """The parts of the library; the one the page being shown belongs to is current."""
    here = (request.endpoint or "").partition(".")[0]
    return tuple(
        Place(label, url_for(target), current=target.partition(".")[0] == here) for label, target in LIBRARY
    )


def theme() -> str:
    """Light or dark as chosen on this device, or nothing, which follows the system."""
    return _preferred(request.cookies, "theme", THEMES)


def _preferred(cookies: Mapping[str, str], name: str, known: tuple[str, ...]) -> str:
    """What was chosen on this device, or nothing, which follows the system."""
    chosen = cookies.get(name, "")
    return chosen if chosen in known else ""


def _holds(target: str, endpoint: str) -> bool:
    """Whether a page belongs to a place: any page of the place's subject does, but of accounts only that one."""
    subject, here = target.partition(".")[0], endpoint.partition(".")[0]
    if subject == "lessons":
        return any(here == part.partition(".")[0] for _, part in LIBRARY)
    if subject == "progress" and here == "hours":
        return True
    return endpoint == target if subject == "accounts" else here == subject


def install(app: Flask) -> None:
    """Offer `site()` to the layouts, and `library()` to the pages of the library."""
    app.jinja_env.globals.update(site=site, library=library)
