"""The addresses of an attempt: those the application itself would write, wherever it stands."""

from __future__ import annotations

from uuid import UUID

import pytest
from flask import Flask, url_for

from webapp.pages.exams import addresses

ATTEMPT = UUID("01a20224-64fc-7f68-8737-cd4e6d2f5299")


@pytest.mark.parametrize("root", ["", "/school", "/a/b"])
def test_each_address_is_the_applications_own(app: Flask, root: str) -> None:
    with app.test_request_context(base_url=f"http://localhost{root}/"):
        found = addresses.of(ATTEMPT)
        for name in ("overview", "result", "rest", "state", "notes"):
            assert getattr(found, name) == url_for(f"exams.{name}", attempt_id=ATTEMPT)
        assert found.sign_in == url_for("accounts.sign_in")
        for position in (1, 50, 180):
            where = {"attempt_id": ATTEMPT, "position": position}
            assert found.question(position) == url_for("exams.question", **where)  # type: ignore[arg-type]
            assert found.report(position) == url_for("reports.new", **where)  # type: ignore[arg-type]
        assert found.overview.startswith(f"{root}/exams/")


def test_outside_of_a_request_the_site_stands_at_the_root(app: Flask) -> None:
    addresses.learn(app)
    assert addresses.of(ATTEMPT).question(3) == f"/exams/attempts/{ATTEMPT}/questions/3"
