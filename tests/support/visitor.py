"""The visitor: opens pages, fills in forms and presses buttons as a person would, and checks every page on the way."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urljoin, urlsplit

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.support import page_checks
from tests.support.make import PASSWORD
from tests.support.markup import Element, read

Fields = Mapping[str, Any]


class Page:
    """A page that was answered, checked and read."""

    def __init__(self, response: TestResponse, path: str) -> None:
        """Read an answer; an HTML page with a fault fails the test that opened it."""
        self.response = response
        self.path = path
        self.status = response.status_code
        mimetype = response.mimetype or ""
        self.html = response.get_data(as_text=True) if mimetype.startswith("text/") else ""
        parsed = read(self.html)
        self.root = parsed.root
        if mimetype == "text/html" and self.status not in {301, 302, 303, 307, 308}:
            faults = page_checks.faults_of(parsed)
            assert not faults, f"{path} ({self.status}):\n" + "\n".join(faults)

    @property
    def text(self) -> str:
        """The words of the page's body."""
        return " ".join(each.text for each in self.root.select("body"))

    @property
    def main(self) -> Element:
        """The page's own part, without header and footer."""
        return self.find("main")

    @property
    def title(self) -> str:
        """The words in the browser's tab."""
        return self.find("head title").text

    @property
    def h1(self) -> str:
        """The page's heading."""
        return self.find("h1").text

    @property
    def location(self) -> str:
        """Where a redirect leads, as a path."""
        parts = urlsplit(self.response.headers.get("Location", ""))
        return parts.path + (f"?{parts.query}" if parts.query else "")

    @property
    def json(self) -> Any:
        """What a script was answered."""
        return self.response.get_json()

    def find(self, selector: str = "*", *, text: str | None = None) -> Element:
        """The first element that fits; the test fails when there is none."""
        found = self.find_all(selector, text=text)
        assert found, (
            f"{self.path}: nothing fits {selector!r} with {text!r}; the page says: {self.text[:2000]}"
        )
        return found[0]

    def find_all(self, selector: str = "*", *, text: str | None = None) -> list[Element]:
        """Every element that fits a simple selector and holds the words."""
        return self.root.select(selector, text=text)

    def sees(self, *words: str) -> Page:
        """Fail unless each of the words stands on the page."""
        for each in words:
            assert each in self.text, f"{self.path}: {each!r} is not among: {self.text[:3000]}"
        return self

    def misses(self, *words: str) -> Page:
        """Fail when any of the words stands on the page."""
        for each in words:
            assert each not in self.text, f"{self.path}: {each!r} is there"
        return self


class Visitor:
    """Somebody at a browser without JavaScript. `page` is what they look at now, `token` the last one a form held."""

    def __init__(self, client: FlaskClient) -> None:
        """Sit down at a client with no page open."""
        self.client = client
        self.page: Page | None = None
        self.token = ""

    def opens(self, path: str, status: int = 200, **options: Any) -> Page:
        """Open an address, following redirects, and expect a status."""
        return self._settle(self.client.get(path, **options), path, status, follow=True)

    def clicks(self, words: str, status: int = 200) -> Page:
        """Follow the first link on the present page that holds the words."""
        link = self._present.find("a[href]", text=words)
        return self.opens(urljoin(self._present.path, link.get("href")), status)

    def posts(
        self,
        path: str,
        fields: Fields | None = None,
        *,
        follow: bool = True,
        status: int | None = None,
        **options: Any,
    ) -> Page:
        """Send fields to an address with the last token seen; a redirect is followed unless `follow` is off."""
        if not self.token:
            self.opens("/account/sign-in")
        data = {"csrf_token": self.token, **(fields or {})}
        expected = status if status is not None else (200 if follow else 303)
        return self._settle(self.client.post(path, data=data, **options), path, expected, follow=follow)

    def submits(
        self,
        button: str,
        changed: Fields | None = None,
        *,
        status: int = 200,
        follow: bool = True,
        **fields: Any,
    ) -> Page:
        """Press a button of the present page, with what its form holds changed by the fields (None leaves one out)."""
        pressed = self._present.find("button", text=button)
        form = self._form_of(pressed)
        data = {
            name: value
            for name, value in {**_values(form), **(changed or {}), **fields}.items()
            if value is not None
        }
        if pressed.get("name"):
            data[pressed.get("name")] = pressed.get("value")
        action = pressed.get("formaction") or form.get("action")
        path = urljoin(self._present.path, action) if action else self._present.path
        if form.get("method").lower() == "post":
            return self._settle(self.client.post(path, data=data), path, status, follow=follow)
        return self._settle(self.client.get(path, query_string=data), path, status, follow=follow)

    def signs_in_as(self, account: Any, password: str = PASSWORD) -> Page:
        """Sign in through the form, as `account` (anything with an e-mail address) does."""
        self.opens("/account/sign-in")
        return self.submits("Sign in", email=account.email, password=password)

    def signs_out(self) -> Page:
        """Press the button that signs out."""
        return self.submits("Sign out")

    @property
    def _present(self) -> Page:
        assert self.page is not None, "no page is open"
        return self.page

    def _form_of(self, button: Element) -> Element:
        """The form a button belongs to: named by its form attribute, or round it."""
        if button.get("form"):
            return self._present.find(f"form#{button.get('form')}")
        form = button.within("form")
        assert form is not None, f"the button {button.text!r} belongs to no form"
        return form

    def _settle(self, response: TestResponse, path: str, status: int, *, follow: bool) -> Page:
        """Follow redirects, check and keep the page."""
        for _ in range(5):
            page = Page(response, path)
            if not (follow and page.location and 300 <= page.status < 400):
                break
            path = page.location
            response = self.client.get(path)
        assert page.status == status, f"{path} answered {page.status}, not {status}: {page.text[:1500]}"
        tokens = page.find_all("input[name=csrf_token]")
        self.token = tokens[0].get("value") if tokens else self.token
        self.page = page
        return page


def _values(form: Element) -> dict[str, Any]:
    """What a browser would send of a form as it stands, buttons apart."""
    values: dict[str, Any] = {}
    for each in form.every():
        name, kind = each.get("name"), each.get("type")
        if not name or "disabled" in each.attributes:
            continue
        if each.tag == "textarea":
            values[name] = "".join(part for part in each.inside if isinstance(part, str)).removeprefix("\n")
        elif each.tag == "select":
            options = each.select("option")
            chosen = [option for option in options if "selected" in option.attributes] or options[:1]
            values[name] = next((option.attributes.get("value", option.text) for option in chosen), "")
        elif each.tag == "input" and kind in {"radio", "checkbox"}:
            if "checked" in each.attributes:
                values.setdefault(name, []).append(each.get("value") or "on")
        elif each.tag == "input" and kind == "hidden" and name in values:
            values[name] = [*(_many(values[name])), each.get("value")]
        elif each.tag == "input" and kind not in {"submit", "button", "reset", "image", "file"}:
            values[name] = each.get("value")
    return values


def _many(value: Any) -> list[Any]:
    """The values under a name that came more than once."""
    return value if isinstance(value, list) else [value]
