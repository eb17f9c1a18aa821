"""No paragraph of one lesson stands in another: who has read it once has read it."""

from __future__ import annotations

from collections.abc import Iterator

from webapp.catalog.checks.prose import SHORTEST_PARAGRAPH, WORD, paragraphs
from webapp.catalog.drafts import Drafts
from webapp.catalog.faults import Fault


def check_repeats(drafts: Drafts) -> Iterator[Fault]:
    """Paragraphs of some length whose words stand in an earlier lesson in the same order."""
    first: dict[str, str] = {}
    for path, lesson in drafts.lessons.items():
        for paragraph in paragraphs(lesson.manuscript.lines):
            words = WORD.findall(paragraph.casefold())
            if len(words) < SHORTEST_PARAGRAPH:
                continue
            earlier = first.setdefault(" ".join(words), path)
            if earlier != path:
                opening = " ".join(WORD.findall(paragraph)[:6])
                yield lesson.blame(1)(f"says again what stands in {earlier}: “{opening} …”")
