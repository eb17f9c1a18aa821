"""What is wrong with a page, whatever it is about: each check returns sentences, none when all is well."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from tests.support.markup import Element, Reader

FIELDS = frozenset({"input", "select", "textarea"})
UNLABELLED = frozenset({"hidden", "submit", "button", "reset", "image"})


def faults_of(page: Reader) -> list[str]:
    """Every fault of a page."""
    root = page.root
    checks = (_document, _headings, _ids, _labels, _forms, _strict_csp, _leftovers, _references)
    found = list(page.faults)
    if page.doctype.lower() != "doctype html":
        found.append("there is no <!doctype html>")
    for check in checks:
        found.extend(check(root))
    return found


def _document(root: Element) -> Iterator[str]:
    html = root.select("html")
    if len(html) != 1 or not html[0].get("lang"):
        yield "there must be one <html lang=…>"
    if len(root.select("main")) != 1:
        yield "there must be one <main>"
    for image in root.select("img"):
        if "alt" not in image.attributes:
            yield f"an image has no alt: {image.get('src')}"


def _headings(root: Element) -> Iterator[str]:
    titles = [each.text for each in root.select("head title")]
    firsts = [each.text for each in root.select("h1")]
    if len(titles) != 1 or not titles[0]:
        yield f"there must be one title, there are {titles}"
    elif len(firsts) != 1 or not firsts[0]:
        yield f"there must be one h1, there are {firsts}"
    else:
        title = titles[0].removesuffix(" - Gantry").casefold()
        if title not in firsts[0].casefold() and firsts[0].casefold() not in title:
            yield f"title and h1 do not agree: {titles[0]!r}, {firsts[0]!r}"


def _ids(root: Element) -> Iterator[str]:
    counted = Counter(each.get("id") for each in root.every() if "id" in each.attributes)
    for name, count in counted.items():
        if count > 1 or not name or re.search(r"\s", name):
            yield f"id {name!r} is used {count} times"


def _labels(root: Element) -> Iterator[str]:
    labelled = {each.get("for") for each in root.select("label[for]") if each.text}
    for each in root.every():
        if each.tag not in FIELDS or each.get("type") in UNLABELLED:
            continue
        round_it = each.within("label")
        named = each.get("aria-label") or each.get("aria-labelledby") or (round_it and round_it.text)
        if not named and each.get("id") not in labelled:
            yield f"<{each.tag} name={each.get('name')!r}> has no label"
    for button in root.select("button"):
        if not button.text and not button.get("aria-label"):
            yield "a button has no words"


def _forms(root: Element) -> Iterator[str]:
    for form in root.select("form"):
        posts = form.get("method").lower() == "post"
        token = form.select("input[name=csrf_token]")
        if posts and (not token or not token[0].get("value")):
            yield f"a POST form has no csrf_token: {form.get('action')!r}"
        if not posts and token:
            yield f"a GET form shows its csrf_token in the address: {form.get('action')!r}"


def _strict_csp(root: Element) -> Iterator[str]:
    for each in root.every():
        if each.tag == "style":
            yield "a <style> element"
        if each.tag == "script" and not each.get("src"):
            yield "an inline <script>"
        for name, value in each.attributes.items():
            if name == "style":
                yield f"<{each.tag} style={value!r}>"
            if name.startswith("on") or value.strip().lower().startswith("javascript:"):
                yield f"<{each.tag} {name}={value!r}> runs a script"


def _leftovers(root: Element) -> Iterator[str]:
    for text in (root.text, *(value for each in root.every() for value in each.attributes.values())):
        for mark in ("{{", "{%", "}}", "%}", " object at 0x"):
            if mark in text:
                yield f"{mark!r} is left in {text[:80]!r}"
    for each in root.every():
        for inside in each.inside:
            if isinstance(inside, str) and inside.strip() in {"None", "True", "False", "Undefined"}:
                yield f"{inside.strip()} stands as text in <{each.tag}>"


def _references(root: Element) -> Iterator[str]:
    """What an attribute names must be on the page."""
    ids = {each.get("id") for each in root.every()}
    for each in root.every():
        for name in ("for", "aria-describedby", "aria-labelledby", "aria-controls"):
            for target in each.get(name).split():
                if target not in ids:
                    yield f"<{each.tag} {name}={target!r}> names nothing on this page"
        href = each.get("href")
        if each.tag == "a" and len(href) > 1 and href.startswith("#") and href[1:] not in ids:
            yield f"a link leads to {href!r}, which is not on this page"
