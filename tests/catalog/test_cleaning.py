"""What may not pass does not pass, and what passes is framed."""

from __future__ import annotations

import re

import pytest

from webapp.catalog.cleaning import Tables, clean, clean_line, plain

DANGEROUS = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<img src=x onerror=alert(1)>",
    "<p onclick='alert(1)'>x</p>",
    '<a href="javascript:alert(1)">x</a>',
    '<a href=" java&#10;script:alert(1)">x</a>',
    '<a href="data:text/html,<script>alert(1)</script>">x</a>',
    '<a href="vbscript:x">x</a>',
    '<p style="background:url(javascript:1)">x</p>',
    "<style>body{display:none}</style>",
    '<iframe src="https://evil.example"></iframe>',
    '<object data="x"></object><embed src="x">',
    '<form action="https://evil.example"><input name="password"><button>x</button></form>',
    '<meta http-equiv="refresh" content="0;url=https://evil.example">',
    '<link rel="stylesheet" href="https://evil.example/x.css">',
    '<base href="https://evil.example/">',
    "<svg><script>alert(1)</script></svg>",
    "<svg onload=alert(1)><a xlink:href='javascript:1'></a></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<!--><script>alert(1)</script>-->",
    '<div class="mast skip">x</div>',
    "<h1>x</h1>",
]
FORBIDDEN = re.compile(
    r"<\s*(script|style|img|iframe|object|embed|form|input|button|meta|link|base|svg|math|noscript|h1)\b"
    r"|<[^>]*\s(on\w+|style|src|class=\"mast)|(java|vb)script|href=\"\s*data:|<!--",
    re.IGNORECASE,
)


def test_the_measure_knows_danger_when_it_sees_it() -> None:
    assert [html for html in DANGEROUS if not FORBIDDEN.search(html.replace("&#10;", ""))] == []


@pytest.mark.parametrize("html", DANGEROUS)
def test_nothing_dangerous_passes(html: str) -> None:
    assert not FORBIDDEN.search(clean(html))
    assert not FORBIDDEN.search(clean_line(html))


@pytest.mark.parametrize(
    "html",
    [
        '<h2 id="idea">Idea</h2>',
        '<aside class="note note-work"><p class="note-title">x</p></aside>',
        '<a href="/lessons/a/b#c">x</a>',
        '<a href="mailto:a@example.org">x</a>',
        "<dl><dt>x</dt><dd>y</dd></dl>",
        "<p>H<sub>2</sub>O, <kbd>Ctrl</kbd>, <del>no</del></p>",
    ],
)
def test_what_lessons_need_passes_unchanged(html: str) -> None:
    assert clean(html) == html


def test_blocks_do_not_pass_into_a_line() -> None:
    assert clean_line('<p>a <em id="x">b</em></p><h2>c</h2>') == "a <em>b</em>c"


def test_links_to_other_sites_get_no_handle_on_the_page() -> None:
    assert (
        clean_line('<a href="https://example.org">x</a>')
        == '<a rel="noopener" href="https://example.org">x</a>'
    )


def test_a_table_scrolls_and_is_named_after_the_heading_above_it() -> None:
    head = '<thead><tr><th></th><th align="right">n</th></tr></thead>'
    table = f'<table>{head}<tbody><tr><td>x</td><td align="right">1</td></tr></tbody></table>'
    html = clean(f'<h2 id="g">Gates &amp; <em>money</em></h2>{table}{table}')
    frames = re.findall(r'<div class="scroll" tabindex="0" role="region" aria-label="([^"]*)">', html)
    assert frames == ["Table: Gates &amp; money", "Table 2: Gates &amp; money"]
    assert '<td></td><th scope="col" class="num">n</th>' in html
    assert '<td class="num">1</td>' in html


def test_a_table_without_a_heading_is_just_a_table() -> None:
    assert 'aria-label="Table"' in clean("<table><tbody><tr><td>x</td></tr></tbody></table>")


def test_names_of_tables_carry_on_from_piece_to_piece() -> None:
    tables = Tables()
    clean('<h2 id="a">One</h2>', tables)
    assert 'aria-label="Table: One"' in clean("<table></table>", tables)


def test_frames_stay_balanced_whatever_an_author_writes() -> None:
    for html in (
        '<table id="x"><tr><td>a</td></tr></table>',
        "<table>",
        "</table>",
        "<table><tr><td><table>",
    ):
        framed = clean(html)
        assert framed.count("<div") == framed.count("</div>")


def test_plain_gives_the_words() -> None:
    assert plain("<em>a</em> &amp; <code>b</code>") == "a & b"
