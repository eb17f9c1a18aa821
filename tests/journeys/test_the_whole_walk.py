"""Every role walks through the product: a learner from the first page to an approved plan, and who helps them."""

from __future__ import annotations

from email import message_from_bytes
from email.policy import default
from pathlib import Path
from re import compile as pattern
from re import search

from playwright.sync_api import Browser, expect

from tests.journeys.person import Person, person
from tests.journeys.site import Site
from webapp.domain.access import Role

ADA = "ada@example.org"
PASSWORD = "a plan is a promise"


def register(learner: Person) -> None:
    learner.opens("/")
    learner.looks("landing")
    learner.follows("Register")
    learner.fills("Name", "Ada Lovelace")
    learner.fills("E-mail", ADA)
    learner.fills("Password", PASSWORD)
    learner.looks("register")
    learner.clicks("Register and sign in")


def study(learner: Person) -> None:
    learner.follows("Lessons")
    learner.looks("lessons")
    learner.follows(pattern("What technical project management is"))
    learner.looks("lesson")
    check = learner.page.locator(
        "form", has=learner.page.get_by_role("button", name="Check the answer")
    ).first
    check.locator("input[type=radio], input[type=checkbox]").first.check()
    check.get_by_role("button", name="Check the answer").click()
    learner.sees(pattern("Your answer"))
    learner.looks("lesson-answered")
    learner.clicks(pattern("^Done, next"))
    learner.sees_title("The role day to day")


def assess(learner: Person) -> None:
    learner.opens("/progress/ratings/risk-management")
    learner.looks("rating")
    learner.page.get_by_role("radio").first.check()
    learner.clicks(pattern("^Save and go on"))
    learner.opens("/progress/target")
    learner.looks("target")
    learner.page.get_by_role("radio", name=pattern("^Technical project manager")).check()
    learner.clicks("Aim at this and see the gap")
    learner.sees_title("Risk management is the widest gap")
    learner.looks("gap")


def write_a_plan(learner: Person) -> None:
    learner.follows("Plan")
    learner.looks("no-plan")
    learner.follows(pattern("Begin a plan"))
    learner.fills("Title", "Technical project manager by spring")
    learner.fills("Hours a week", "6")
    learner.looks("begin-a-plan")
    learner.clicks("Begin the plan")
    learner.sees_title("Technical project manager by spring")
    learner.follows(pattern("Add a step"))
    learner.fills("What you will do", "Walk the sponsor through the top five risks")
    learner.fills("Minutes", "45")
    learner.looks("add-a-step")
    learner.clicks("Add the step")
    learner.sees("Walk the sponsor through the top five risks")
    learner.looks("plan-draft")


def test_a_learner_and_a_mentor_walk_from_the_first_page_to_an_approved_plan(
    school: Site, browser: Browser, pictures: Path
) -> None:
    tomasz = school.account("Tomasz Wieczorek", Role.MENTOR)
    with (
        person(browser, school.url, pictures / "learner") as learner,
        person(browser, school.url, pictures / "mentor-on-a-phone", width=320) as mentor,
    ):
        register(learner)
        study(learner)
        assess(learner)
        write_a_plan(learner)
        mentor.signs_in(tomasz.email)
        mentor.opens("/mentoring")
        mentor.looks("desk-empty")
        mentor.fills("E-mail", ADA)
        mentor.clicks("Send the invitation")
        learner.opens("/")
        learner.looks("today-invited")
        learner.opens("/mentoring/invitations")
        learner.looks("invitation")
        learner.clicks("Accept")
        learner.opens("/plans")
        learner.fills("Your question or comment", "Is the first goal specific enough?")
        learner.clicks("Send for review")
        learner.sees("In review")
        learner.looks("plan-in-review")
        mentor.opens("/mentoring")
        mentor.sees_title("One plan waits for you")
        mentor.sees(pattern("Is the first goal specific enough"))
        mentor.looks("desk")
        mentor.follows("Read the plan")
        mentor.looks("plan")
        mentor.fills("Your answer", "Almost: say by whom the register is used.")
        mentor.clicks("Ask for changes")
        learner.opens("/plans")
        learner.sees("Changes asked")
        learner.sees("Almost: say by whom the register is used.")
        learner.looks("plan-changes-asked")
        learner.fills("Your question or comment", "Named the billing migration. Better?")
        learner.clicks("Send for review")
        mentor.opens("/mentoring")
        mentor.follows("Read the plan")
        mentor.clicks("Approve the plan")
        learner.opens("/plans")
        learner.sees("Active")
        learner.looks("plan-active")
        mentor.opens("/mentoring")
        mentor.follows("Ada Lovelace")
        mentor.sees_title("Ada Lovelace")
        mentor.looks("learner")


def test_an_author_reads_the_bank_and_an_admin_manages_people(
    school: Site, browser: Browser, pictures: Path
) -> None:
    author, admin = school.account("Ines Moura", Role.AUTHOR), school.account("Renee Laurent", Role.ADMIN)
    ada = school.account("Edith Clarke")
    with person(browser, school.url, pictures / "author") as somebody:
        somebody.signs_in(author.email)
        somebody.follows("Question bank")
        somebody.sees_title(pattern(r"questions in \d+\sbanks"))
        somebody.looks("bank")
        somebody.follows(pattern("E2 Sprint Planning"))
        somebody.sees("Key.")
        somebody.looks("task")
        somebody.opens("/styleguide")
        somebody.looks("style-guide")
    with (
        person(browser, school.url, pictures / "admin") as somebody,
        person(browser, school.url, pictures / "disabled") as learner,
    ):
        learner.signs_in(ada.email)
        somebody.signs_in(admin.email)
        somebody.follows("People")
        somebody.looks("people")
        row = somebody.page.locator("li, tr", has_text=ada.email).first
        row.get_by_role("button", name=pattern("Disable|Close")).click()
        learner.opens("/plans")
        expect(learner.page).to_have_url(pattern("/account/sign-in"))


def test_a_forgotten_password_is_set_anew_by_letter(school: Site, browser: Browser, pictures: Path) -> None:
    ada = school.account("Mary Somerville")
    with (
        person(browser, school.url, pictures) as learner,
        person(browser, school.url, pictures / "elsewhere") as elsewhere,
    ):
        elsewhere.signs_in(ada.email)
        learner.opens("/account/sign-in")
        learner.fills("E-mail", ada.email)
        learner.fills("Password", "not the password")
        learner.clicks("Sign in")
        learner.looks("sign-in-refused")
        learner.troubles.clear()  # browsers log the 422 of a refused form
        learner.opens("/account/reset")
        learner.fills("E-mail", ada.email)
        learner.clicks("Send me the link")
        learner.looks("letter-sent")
        school.works_once()
        learner.page.goto(link_in(school.mail, ada.email))
        learner.looks("new-password")
        learner.fills("New password", PASSWORD)
        learner.clicks("Keep it and sign in")
        learner.opens("/account")
        learner.looks("account")
        elsewhere.opens("/plans")
        expect(elsewhere.page).to_have_url(pattern("/account/sign-in"))


def link_in(folder: Path, email: str) -> str:
    """The link of the one letter to somebody."""
    letters = [message_from_bytes(path.read_bytes(), policy=default) for path in folder.glob("*.eml")]
    (letter,) = [each for each in letters if email in each["To"]]
    body = letter.get_body(("plain",))
    found = search(r"http://\S+/reset/\S+", body.get_content() if body else "")
    assert found is not None
    return found.group()
