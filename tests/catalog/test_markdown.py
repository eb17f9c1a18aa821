"""Markdown as our lessons use it."""

from __future__ import annotations

import pytest

from webapp.catalog.markdown import Renderer

RENDERER = Renderer({"mixes-roles": "Mixes roles"})


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ('"Half," she said.', "“Half,” she said."),
        ("It's the team's 'plan'.", "It’s the team’s ‘plan’."),
        ('("yes")', "(“yes”)"),
        ('**"Stop"**', "<strong>“Stop”</strong>"),
        ("about 5 % of it", "about 5&nbsp;% of it"),
        ("wait...", "wait…"),
        ('`"a" % 5 %`', '<code>"a" % 5 %</code>'),
        ("H~2~O and m^2^", "H<sub>2</sub>O and m<sup>2</sup>"),
        ("a < b & c", "a &lt; b &amp; c"),
        ("1. not a list", "1. not a list"),
        ("# not a heading", "# not a heading"),
        ("- not a list", "- not a list"),
        ("snake_case_name", "snake_case_name"),
        ("*soft* and **hard**", "<em>soft</em> and <strong>hard</strong>"),
        ("<script>x</script>a", "a"),
        ("[l](lesson:a/b#c)", '<a href="/lessons/a/b#c">l</a>'),
        ("[j](javascript:alert(1))", "<a>j</a>"),
    ],
)
def test_a_line_has_the_typography_of_a_book_and_no_paragraph(written: str, shown: str) -> None:
    assert RENDERER.line(written) == shown


def test_words_stay_text() -> None:
    assert RENDERER.words('"A" & <b> at 5 %, *not* emphasised') == "“A” & <b> at 5\u00a0%, *not* emphasised"
    assert RENDERER.words("plain") == "plain"


def test_words_in_lists_and_mappings_are_set_and_nothing_else_changes() -> None:
    assert RENDERER.words_in({"a": ['"x"', 1, None], "b": True}) == {"a": ["“x”", 1, None], "b": True}


def test_a_note_has_its_kind_its_title_and_its_text() -> None:
    html = RENDERER.prose('!!! situation "The hall\'s booked"\n    Words.\n\n    - one\n')
    assert html.split("\n") == [
        '<aside class="note note-situation">',
        '<p class="note-kind">Situation</p>',
        '<p class="note-title">The hall’s booked</p>',
        "<p>Words.</p>",
        "<ul>",
        "<li>one</li>",
        "</ul>",
        "</aside>",
    ]


def test_a_pitfall_names_its_trap() -> None:
    html = RENDERER.prose('!!! pitfall mixes-roles "A title"\n    Words.\n')
    assert '<p class="note-kind">Trap: Mixes roles</p>' in html
    assert 'class="note note-pitfall"' in html


def test_a_note_that_introduces_itself_has_no_kind_line() -> None:
    assert "note-kind" not in RENDERER.prose('!!! takeaways "Takeaways"\n    - one\n')


def test_headings_keep_the_anchor_they_are_given() -> None:
    assert RENDERER.prose('## A "b" {#c}') == '<h2 id="c">A “b”</h2>'


def test_footnotes_definitions_and_code_are_known() -> None:
    html = RENDERER.prose('Term\n:   Meaning.[^1]\n\n[^1]: A note.\n\n```python\nx = "5 %"\n```\n')
    assert "<dt>Term</dt>" in html
    assert 'class="footnote-ref" href="#fn:1"' in html
    assert '<pre><code>x = "5 %"' in html


def test_a_table_is_framed_and_its_numbers_stand_right() -> None:
    html = RENDERER.prose("| a | n |\n|---|---:|\n| x | |\n")
    assert '<div class="scroll" tabindex="0" role="region" aria-label="Table"><table>' in html
    assert '<th scope="col" class="num">n</th>' in html
    assert '<td class="num"></td>' in html
    assert "style=" not in html


def test_nothing_carries_over_from_one_text_to_the_next() -> None:
    RENDERER.prose("[^1]\n\n[^1]: A note.\n\n[x]: https://example.org\n")
    assert RENDERER.prose("[x] and [^1]") == "<p>[x] and [^1]</p>"
