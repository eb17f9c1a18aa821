"""Pictures of every page of the demo school: wide and narrow, light and dark. For documents, and for eyes.

    .venv/bin/python -m scripts.take_screenshots http://127.0.0.1:8000 --into artefacts/screenshots
    .venv/bin/python -m scripts.take_screenshots http://127.0.0.1:8000 --into docs/pictures --readme

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
README = ViewportSize(width=1280, height=860)
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
    "paths": "/paths",
    "path": "/paths/pmp-in-twelve-weeks",
    "glossary": "/glossary",
    "term": "/glossary/critical-path",
    "templates": "/templates",
    "template": "/templates/risk-register",
    "search": "/search?q=critical+path",
    "not-found": "/nowhere",
}
LESSONS = (
    "human-skills/delegation",
    "human-skills/conflict-resolution",
    "ways-of-working/kanban",
    "planning-and-control/critical-path",
    "planning-and-control/earned-value",
    "planning-and-control/expected-value-and-decision-trees",
    "tools/files-and-version-control",
    "technical-awareness/cybersecurity-basics",
    "certifications/pmp",
    "career/behavioural-answers",
)
"""One lesson or two of most tracks, with the figures that are hardest to draw."""
PUBLIC |= {f"lesson-{path.partition('/')[2]}": f"/lessons/{path}" for path in LESSONS}
LEARNER = {
    "today": "/",
    "exams": "/exams",
    "exam": "/exams/csm",
    "exam-pmp": "/exams/pmp",
    "practice": "/exams/csm/practice",
    "outline": "/exams/pmp/outlines/2026-07",
    "accommodations": "/accommodations",
    "reports": "/reports",
    "exam-lessons": "/exams/pmp/lessons",
    "contact-hours": "/contact-hours",
    "progress": "/progress",
    "ratings": "/progress/ratings",
    "rating": "/progress/ratings/risk-management",
    "target": "/progress/target",
    "plan": "/plans",
    "invitations": "/mentoring/invitations",
    "account": "/account",
}
MENTOR = {"desk": "/mentoring", "running": "/accommodations/running"}
AUTHOR = {
    "bank": "/items",
    "bank-task": "/items/csm/E2",
    "report-queue": "/reports/queue",
    "styleguide": "/styleguide",
}
ADMIN = {"people": "/account/people"}
OF_A_RESULT = {"result": "", "review": "/questions/1", "comparison": "/../comparison"}
OF_A_QUESTION = {"question-study": "", "report": "/report", "overview": "/../../overview"}
KINDS = ("single", "multiple", "matching", "hotspot", "dropdown")
"""Those of PMP; ordering and numeric stand in the style guide."""
ANSWERED = 5
"""How many questions are answered before the one in the picture."""


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
    keep(page, target)


def keep(page: Page, target: Path) -> None:
    """The page that is open as a picture."""
    page.wait_for_load_state("networkidle")
    page.screenshot(path=target, full_page=True)
    excess = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    if excess > 0:
        print(f"  {target.name}: {excess} px too wide")


def keep_window(page: Page, target: Path) -> None:
    """What the window shows of the page that is open, with the pointer out of the way."""
    page.wait_for_load_state("networkidle")
    page.mouse.move(0, 0)
    page.screenshot(path=target)


def pages_of_the_room(page: Page, site: str) -> dict[str, str]:
    """Addresses of the learner's finished rehearsal and of the attempt that runs, as the list of exams links them."""
    page.goto(f"{site}/exams")
    links = {
        part: page.locator(f"main a[href*='/attempts/'][href*='{part}']").first.get_attribute("href") or ""
        for part in ("/result", "/questions/")
    }
    found = {name: links["/result"] + tail for name, tail in OF_A_RESULT.items()}
    return found | {name: links["/questions/"] + tail for name, tail in OF_A_QUESTION.items()}


def shoot_kinds(page: Page, site: str, into: Path, look: str) -> None:
    """A question of each kind, before its answer and after, and the pause: practices of one question, handed in."""
    for kind in KINDS:
        page.goto(f"{site}/exams/pmp/practice")
        page.locator(f"main input[name=kinds][value={kind}]").check()
        page.locator("main input[name=count]").fill("1")
        page.get_by_role("button", name="Start").first.click()
        page.wait_for_selector("#answer")
        keep(page, into / f"question-{kind}-{look}.png")
        if kind == KINDS[0]:
            page.get_by_role("button", name="Pause").click()
            page.wait_for_url("**/break")
            keep(page, into / f"pause-{look}.png")
            page.get_by_role("button", name="Go on").click()
        page.get_by_role("button", name="Show the reason").click()
        page.wait_for_selector("p.finding")
        keep(page, into / f"reason-{kind}-{look}.png")
        page.goto(page.url.rpartition("/questions/")[0] + "/overview")
        page.get_by_role("button", name="Hand in").click()


def shoot_all(
    opened: Browser, asked: argparse.Namespace, look: str, window: ViewportSize, scheme: Scheme
) -> None:
    """Every page in one look."""
    wanted = set(asked.only.split(",")) - {""}
    groups = ((None, PUBLIC), (AMARA, LEARNER), (TOMASZ, MENTOR), (INES, AUTHOR), (RENEE, ADMIN))
    for person, pages in groups:
        context = opened.new_context(viewport=window, color_scheme=scheme)
        page = context.new_page()
        if person:
            sign_in(page, asked.site, person)
        more = pages_of_the_room(page, asked.site) if person is AMARA else {}
        for name, path in {**pages, **more}.items():
            if not wanted or name in wanted:
                shoot(page, asked.site + path, asked.into / f"{name}-{look}.png")
        if person is AMARA and (not wanted or "kinds" in wanted):
            shoot_kinds(page, asked.site, asked.into, look)
        context.close()


def shoot_readme(opened: Browser, asked: argparse.Namespace) -> None:
    """The four pages of the README, as a window shows them; the rehearsal that is begun for one is handed in."""
    page = opened.new_page(viewport=README, color_scheme="light")
    sign_in(page, asked.site, AMARA)
    paths = {"lesson": PUBLIC["lesson"], "plan": LEARNER["plan"]}
    paths["result"] = pages_of_the_room(page, asked.site)["result"]
    for name, path in paths.items():
        page.goto(asked.site + path)
        keep_window(page, asked.into / f"{name}.png")
    page.goto(f"{asked.site}/exams/csm")
    page.get_by_role("button", name="Rehearse").click()
    for number in range(1, ANSWERED + 1):
        page.locator("#answer .opt label").nth(number % 3).click()
        if number == ANSWERED - 1:
            page.get_by_role("button", name="Flag").click()
        page.get_by_role("button", name="Next").click()
        page.wait_for_url(f"**/questions/{number + 1}")
    page.locator("#answer .opt label").nth(1).click()
    page.locator("[data-save-state]", has_text="Saved").wait_for()
    keep_window(page, asked.into / "question.png")
    page.goto(page.url.rpartition("/questions/")[0] + "/overview")
    page.get_by_role("button", name="Hand in").click()


def main() -> None:
    """Take all pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site")
    parser.add_argument("--into", type=Path, default=Path("artefacts/screenshots"))
    parser.add_argument(
        "--only", default="", help="names to take, separated by commas; kinds: questions of each"
    )
    parser.add_argument("--readme", action="store_true", help="only the pictures of the README")
    asked = parser.parse_args()
    asked.into.mkdir(parents=True, exist_ok=True)
    with browser() as opened:
        if asked.readme:
            shoot_readme(opened, asked)
        for look, window, scheme in () if asked.readme else LOOKS:
            shoot_all(opened, asked, look, window, scheme)


if __name__ == "__main__":
    main()
