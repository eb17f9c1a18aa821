"""Somebody in the exam room without a script, and what can be read off a question's page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from tests.support import make
from tests.support.visitor import Page, Visitor
from webapp.domain.accounts import Account
from webapp.domain.answers import Way
from webapp.domain.exams.attempt import Attempt
from webapp.domain.questions import Kind
from webapp.services import exams
from webapp.services.work import Workshop


@dataclass
class Sitting:
    """Somebody in the exam room, and what the server holds of their attempt."""

    visitor: Visitor
    account: Account
    workshop: Workshop
    attempt_id: UUID

    def url(self, tail: str) -> str:
        """An address of the attempt."""
        return f"/exams/attempts/{self.attempt_id}/{tail}"

    def opens(self, tail: int | str, status: int = 200) -> Page:
        """Open a question, or another page of the attempt."""
        return self.visitor.opens(self.url(f"questions/{tail}" if isinstance(tail, int) else tail), status)

    def presses(self, button: str, changed: dict[str, Any] | None = None, *, status: int = 200) -> Page:
        """Press a button of the page that is open."""
        return self.visitor.submits(button, changed, status=status)

    @property
    def attempt(self) -> Attempt:
        """The attempt as it is stored."""
        with self.workshop.reading(make.actor(self.account)) as work:
            return exams.look_over(work, self.attempt_id)[1]

    def position_of(self, kind: Kind) -> int:
        """The first question of a kind."""
        return next(n for n, item in self.attempt.form.numbered() if item.kind is kind)

    def right(self, position: int) -> dict[str, Any]:
        """The fields of a right answer."""
        item = self.attempt.item(position)
        if item.kind.way is Way.CHOOSE:
            return {"choice": list(item.key)}
        if item.kind.way is Way.ENTER:
            return {"number": item.key.partition(";")[0]}
        return {f"place-{number}": letter for number, letter in enumerate(item.key, start=1)}

    def ends_section(self) -> Page:
        """Review the section that is open, and close it."""
        self.opens("overview")
        return self.presses("Close section")


def chosen(page: Page) -> list[str]:
    """The options that are marked on a page."""
    return [each.get("value") for each in page.find_all("input[name=choice]") if "checked" in each.attributes]


def answer_on(page: Page) -> dict[str, Any]:
    """The answer a page shows."""
    shown: dict[str, Any] = {
        each.get("name"): next(
            (option.get("value") for option in each.select("option") if "selected" in option.attributes), ""
        )
        for each in page.find_all("#answer select")
    }
    shown |= {each.get("name"): each.get("value") for each in page.find_all("#answer input[name=number]")}
    return shown | ({"choice": chosen(page)} if page.find_all("#answer input[name=choice]") else {})
