"""Words somebody highlighted, marked in the text again.

A range is kept as offsets into the text of the stem, in UTF-16 units as a browser counts them, end excluded:
`12-40,60-71`. The script of the exam room draws the same marks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from html.parser import HTMLParser

from markupsafe import Markup

Range = tuple[int, int]


def highlighted(html: str, highlights: str) -> Markup:
    """Safe HTML with a mark round each range of its text."""
    ranges = parse(highlights)
    if not ranges:
        return Markup(html)  # noqa: S704 - sanitised when the catalogue was read
    marker = _Marker(ranges)
    marker.feed(html)
    marker.close()
    return Markup("".join(marker.parts))  # noqa: S704 - the same HTML with marks in its text


def parse(highlights: str) -> list[Range]:
    """The ranges of a text of highlights, in order."""
    pairs = (part.split("-") for part in highlights.split(",") if part)
    return sorted((int(start), int(end)) for start, end in pairs if int(start) < int(end))


class _Marker(HTMLParser):
    """Copies HTML, and marks its text on the way."""

    def __init__(self, ranges: Sequence[Range]) -> None:
        """Begin before the first character."""
        super().__init__(convert_charrefs=True)
        self.ranges = ranges
        self.passed = 0
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - as the parser calls it
        """Copy a tag as it is written."""
        self.parts.append(self.get_starttag_text() or "")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - as above
        """Copy a tag that closes itself."""
        self.parts.append(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        """Copy the end of a tag."""
        self.parts.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        """Copy text with its marks; space between paragraphs is counted and never marked."""
        units = data.encode("utf-16-le")
        start, self.passed = self.passed, self.passed + len(units) // 2
        if not data.strip():
            self.parts.append(data)
            return
        for marked, piece in _pieces(units, [(a - start, b - start) for a, b in self.ranges]):
            text = escape(piece.decode("utf-16-le", errors="replace"), quote=False)
            self.parts.append(f"<mark>{text}</mark>" if marked else text)


def _pieces(units: bytes, ranges: Sequence[Range]) -> Iterator[tuple[bool, bytes]]:
    """A text cut at the ends of its ranges: what is marked and what is not, nothing empty."""
    length, at = len(units) // 2, 0
    for start, end in ranges:
        first, last = max(start, at), min(end, length)
        if first >= last:
            continue
        if first > at:
            yield False, units[2 * at : 2 * first]
        yield True, units[2 * first : 2 * last]
        at = last
    if at < length:
        yield False, units[2 * at :]
