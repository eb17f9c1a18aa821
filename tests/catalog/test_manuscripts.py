"""Front matter, prose and fences."""

from __future__ import annotations

from webapp.catalog.faults import Fault
from webapp.catalog.manuscripts import MARK, Manuscript, mark, read_body, split_front

BODY = """## One {#one}

Words.

```check
id: a
```

```python
## no heading
```

| a | b |
### Deeper

~~~figure
kind: raci
~~~
"""


def body_of(text: str, first_line: int = 1) -> tuple[Manuscript, list[str]]:
    """A body and the faults found on the way."""
    faults: list[Fault] = []
    return read_body(text, "a.md", first_line, faults), [str(fault) for fault in faults]


def test_front_matter_ends_at_the_second_line_of_hyphens() -> None:
    assert split_front("---\ntitle: A\n---\nBody\n---\n") == ("title: A\n", "Body\n---\n", 4)


def test_a_text_without_front_matter_has_none() -> None:
    assert [split_front(text) for text in ("Body\n", "---\ntitle: A\n", " ---\n---\n")] == [None] * 3


def test_our_fences_leave_a_mark_and_know_their_line() -> None:
    manuscript, faults = body_of(BODY, first_line=10)
    assert faults == []
    assert [(fence.kind, fence.text, fence.line) for fence in manuscript.fences] == [
        ("check", "id: a\n", 15),
        ("figure", "kind: raci\n", 26),
    ]
    assert MARK.findall(manuscript.prose) == ["0", "1"]
    assert mark(0) in manuscript.prose


def test_code_stays_in_the_prose_and_out_of_its_lines() -> None:
    manuscript, _ = body_of(BODY)
    assert "```python\n## no heading\n```" in manuscript.prose
    assert "## no heading" not in [line.text for line in manuscript.lines]


def test_headings_have_level_words_anchor_and_line() -> None:
    manuscript, _ = body_of(BODY, first_line=10)
    found = [
        (heading.level, heading.title, heading.anchor, heading.number) for heading in manuscript.headings
    ]
    assert found == [(2, "One", "one", 10), (3, "Deeper", "", 23)]


def test_a_row_of_a_table_is_told_from_prose() -> None:
    manuscript, _ = body_of(BODY)
    assert [line.text for line in manuscript.lines if line.in_table] == ["| a | b |"]


def test_a_fence_that_is_never_closed_is_a_fault() -> None:
    assert body_of("Words.\n\n```check\nid: a\n")[1] == ["a.md:3: opens a fence that is never closed"]


def test_a_fence_of_ours_that_is_indented_is_a_fault() -> None:
    manuscript, faults = body_of("!!! example\n    ```check\n    id: a\n    ```\n")
    assert faults == ["a.md:2: a check fence stands at the left margin"]
    assert len(manuscript.fences) == 1
