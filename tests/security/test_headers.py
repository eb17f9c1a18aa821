"""Headers: what is made for one person is kept by no shared cache, and no page loads what is not ours."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from werkzeug.test import TestResponse

from tests.security.sendings import sendings
from tests.security.site import ADMIN, LEARNER, MENTOR, VISITOR, Site
from webapp.domain.access import Action
from webapp.pages import assets
from webapp.pages.guard import allows

pytestmark = pytest.mark.sqlite_alone

STRICT = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
}
INSIDES = ("Werkzeug", "Python", "SQLAlchemy", "Traceback", "sqlite", "/webapp/")


def answers(site: Site) -> Iterator[tuple[str, TestResponse]]:
    """An answer of every kind: pages, redirects, saves, refusals, faults."""
    for who in (LEARNER, MENTOR, ADMIN, VISITOR):
        for endpoint in site.endpoints("GET"):
            yield f"{who} GET {endpoint}", site.gets(who, site.address(endpoint))
        yield f"{who} 404", site.gets(who, "/nothing/here")
        yield f"{who} 405", site.gets(who, "/account/sign-out")
        yield f"{who} 413", site.posts(who, "/account/sign-in", {"email": "x" * 300_000})
        yield f"{who} 400", site.posts(who, "/account/sign-in", token="none")
        yield f"{who} 500", site.gets(who, "/planted")
    before = site.rows()
    for endpoint, form in sendings(site).items():
        site.restore(before)
        yield (
            f"{form.who} POST {endpoint}",
            site.posts(form.who, site.address(endpoint, **form.at), form.fields),
        )


@pytest.fixture
def broken(site: Site) -> Site:
    """The copy with a page that breaks."""

    def view() -> str:
        raise RuntimeError("on purpose")

    site.app.url_map.add(site.app.url_rule_class("/planted", endpoint="planted", methods={"GET"}))
    site.app.view_functions["planted"] = allows(Action.VISIT)(view)
    return site


def test_no_shared_cache_keeps_what_a_session_was_answered(broken: Site) -> None:
    """A lesson, a file or what was found may be kept by the browser it was made for, which asks again each time."""
    loose, kept = {}, set()
    for name, response in answers(broken):
        directives = {part.strip() for part in response.headers.get("Cache-Control", "").split(",")}
        mine_alone = "no-store" in directives or {"private", "no-cache"} <= directives
        if not mine_alone or "public" in directives or "Cookie" not in response.headers.get("Vary", ""):
            loose[name] = (response.headers.get("Cache-Control"), response.headers.get("Vary"))
        if "no-store" not in directives and VISITOR not in name:
            kept.add(name)
    assert loose == {}
    may = ("lessons.show", "templates.download", "search.results")
    assert kept <= {f"{who} GET {page}" for who in (LEARNER, MENTOR, ADMIN) for page in may}


def test_every_answer_is_fenced_in_and_says_nothing_of_what_it_is_made_with(broken: Site) -> None:
    bare, kinds = {}, set()
    for name, response in answers(broken):
        policy = {part.strip() for part in response.headers.get("Content-Security-Policy", "").split(";")}
        fenced = (
            policy >= STRICT
            and "unsafe" not in str(policy)
            and response.headers.get("X-Content-Type-Options") == "nosniff"
            and response.headers.get("Referrer-Policy") == "same-origin"
            and response.headers.get("Cross-Origin-Opener-Policy") == "same-origin"
            and "Access-Control-Allow-Origin" not in response.headers
        )
        said = str(response.headers) + ("" if response.status_code == 200 else response.text)
        if not fenced or any(word in said for word in INSIDES):
            bare[name] = dict(response.headers)
        kinds.add(response.status_code)
    assert bare == {}
    assert kinds >= {200, 204, 303, 400, 403, 404, 405, 413, 500}


def test_two_people_behind_one_cache_do_not_get_each_others_pages(site: Site) -> None:
    """A cache that heeds nothing but what it is told keeps nothing of the first for the second."""
    shared: dict[str, str] = {}
    for who in (LEARNER, "stranger", VISITOR):
        for endpoint in (
            "home.index",
            "lessons.index",
            "lessons.show",
            "exams.index",
            "plans.index",
            "accounts.show",
        ):
            path = site.address(endpoint)
            assert path not in shared
            response = site.gets(who, path)
            control = response.headers["Cache-Control"]
            if not any(word in control for word in ("no-store", "private", "no-cache")):
                shared[path] = response.text
    assert shared == {}


def test_an_asset_may_be_kept_by_anybody_and_names_nobody(site: Site) -> None:
    response = site.gets(LEARNER, assets.gathered().url("site.css"))
    assert response.status_code == 200
    assert "immutable" in response.headers["Cache-Control"]
    assert "Set-Cookie" not in response.headers
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    response.close()
    for path in ("/static/../settings.py", "/static/%2e%2e/app.py", "/static/", assets.gathered().prefix):
        assert site.gets(LEARNER, path).status_code == 404, path
