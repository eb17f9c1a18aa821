"""Pictures of every page of the demo school: wide and narrow, light and dark. For documents, and for eyes.

    .venv/bin/python -m scripts.take_screenshots http://127.0.0.1:8000 --into artefacts/screenshots

Needs the test requirements and a Chromium; the server must be running with the demo school.
"""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from scripts.seed_demo import AMARA, INES, RENEE, TOMASZ, Person

WIDE = ViewportSize(width=1280, height=800)
NARROW = ViewportSize(width=320, height=720)
Scheme = Literal["light", "dark"]
LOOKS: tuple[tuple[str, ViewportSize, Scheme], ...] = (
    ("wide-light", WIDE, "light"),
    ("narrow-dark", NARROW, "dark"),
    ("wide-dark", WIDE, "dark"),
    ("narrow-light", NARROW, "light"),
)

PUBLIC = {
    "landing": "/",
    "sign-in": "/account/sign-in",
    "register": "/account/register",
    "reset": "/account/reset",
    "lessons": "/lessons",
    "track": "/lessons/foundations",
    "lesson": "/lessons/foundations/working-with-stakeholders",
    "not-found": "/nowhere",
}
LEARNER = {
    "today": "/",
    "exams": "/exams",
    "exam": "/exams/csm",
    "progress": "/progress",
    "ratings": "/progress/ratings",
    "rating": "/progress/ratings/risk-management",
    "target": "/progress/target",
    "plan": "/plans",
    "invitations": "/mentoring/invitations",
    "account": "/account",
}
MENTOR = {"desk": "/mentoring"}
AUTHOR = {"bank": "/items", "bank-task": "/items/csm/E2", "styleguide": "/styleguide"}
ADMIN = {"people": "/account/people"}


@contextmanager
def browser() -> Iterator[Browser]:
    """A headless Chromium: the system's own."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        yield opened
        opened.close()


def sign_in(page: Page, site: str, person: Person) -> None:
    """Sign in by the form."""
    page.goto(f"{site}/account/sign-in")
    page.get_by_label("E-mail").fill(person.email)
    page.get_by_label("Password").fill(person.password)
    page.get_by_role("button", name="Sign in").click()


def shoot(page: Page, address: str, target: Path) -> None:
    """One full page as a picture; says when it is wider than its window."""
    page.goto(address)
    page.wait_for_load_state("networkidle")
    page.screenshot(path=target, full_page=True)
    excess = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    if excess > 0:
        print(f"  {target.name}: {excess} px too wide")


def main() -> None:
    """Take all pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site")
    parser.add_argument("--into", type=Path, default=Path("artefacts/screenshots"))
    parser.add_argument("--only", default="", help="names to take, separated by commas")
    asked = parser.parse_args()
    asked.into.mkdir(parents=True, exist_ok=True)
    wanted = set(asked.only.split(",")) - {""}
    groups = ((None, PUBLIC), (AMARA, LEARNER), (TOMASZ, MENTOR), (INES, AUTHOR), (RENEE, ADMIN))
    with browser() as opened:
        for look, viewport, scheme in LOOKS:
            for person, pages in groups:
                context = opened.new_context(viewport=viewport, color_scheme=scheme)
                page = context.new_page()
                if person:
                    sign_in(page, asked.site, person)
                for name, path in pages.items():
                    if not wanted or name in wanted:
                        shoot(page, asked.site + path, asked.into / f"{name}-{look}.png")
                context.close()


if __name__ == "__main__":
    main()
