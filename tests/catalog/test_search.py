"""What can be found: each section of a lesson with its anchor, terms, templates; and never anything of a question."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.security.planting import CANARY, planted
from webapp.catalog import search
from webapp.catalog.shelf import Catalog
from webapp.domain.lessons import Chunk
from webapp.domain.questions import Question
from webapp.domain.search import END, MARK, Kind, SearchEntry


def found(shelf: Catalog, address: str) -> SearchEntry:
    (entry,) = (each for each in shelf.searchable if each.address == address)
    return entry


def test_a_lesson_is_found_as_it_begins_and_by_section(shelf: Catalog) -> None:
    lessons = [entry.address for entry in shelf.searchable if entry.kind is Kind.LESSON]
    assert lessons[:3] == [
        "basics/what-a-plan-is",
        "basics/what-a-plan-is#idea",
        "basics/what-a-plan-is#check",
    ]
    begins = found(shelf, "basics/what-a-plan-is")
    assert (begins.title, begins.names) == ("What a plan is", shelf.track("basics").title)
    assert begins.text.startswith(
        "A plan says what waits for what. Say what each task of a small project waits for. Situation:"
    )
    assert "Situation: The hall is booked: A choir wants to sing in June." in begins.text
    section = found(shelf, "basics/what-a-plan-is#idea")
    assert (section.title, section.names) == ("The idea", "What a plan is")
    assert "Task; Days; Waits for; Book the hall; 1;" in section.text


def test_every_section_that_is_found_can_be_opened(shelf: Catalog) -> None:
    for entry in shelf.searchable:
        path, _, anchor = entry.address.partition("#")
        if entry.kind is Kind.LESSON and anchor:
            assert anchor in {heading.anchor for heading in shelf.lessons[path].headings}


def test_a_term_is_found_by_its_names_and_its_meaning(shelf: Catalog) -> None:
    assert found(shelf, "plan") == SearchEntry(
        Kind.TERM,
        "plan",
        "Plan",
        "PLN, schedule",
        "A list of tasks that says what each of them waits for.",
    )


def test_a_template_is_found_by_what_it_asks_for(shelf: Catalog) -> None:
    sheet = next(template for template in shelf.templates if template.sheet)
    paper = next(template for template in shelf.templates if template.sections)
    assert sheet.sheet is not None
    assert sheet.sheet.columns[0].meaning in found(shelf, sheet.slug).text
    assert paper.sections[0].prompt in found(shelf, paper.slug).text
    assert paper.purpose in found(shelf, paper.slug).text


def test_nothing_of_a_question_can_be_found(shelf: Catalog) -> None:
    def spoken(question: Question) -> Question:
        options = tuple(
            replace(option, text="Canary option", why="Canary why") for option in question.options
        )
        return replace(question, stem="Canary stem", options=options, reference="Canary reference")

    tracks = tuple(
        replace(
            track,
            lessons=tuple(
                replace(lesson, checks=tuple(spoken(check) for check in lesson.checks))
                for lesson in track.lessons
            ),
        )
        for track in shelf.tracks
    )
    banks = {exam: tuple(spoken(question) for question in bank) for exam, bank in shelf.banks.items()}
    assert any(lesson.checks for track in tracks for lesson in track.lessons)
    for catalog in (replace(shelf, tracks=tracks, banks=banks), planted(shelf)):
        assert not CANARY.search(repr(catalog.searchable))
        assert not [word for word in catalog.vocabulary.words if CANARY.search(word)]


def test_a_section_of_a_check_alone_is_not_found(shelf: Catalog) -> None:
    lesson = replace(
        shelf.lesson("basics", "what-a-plan-is"),
        body=(Chunk(html='<p>Read.</p>\n<h2 id="check">Check yourself</h2>'), Chunk(check="x-1")),
    )
    track = replace(shelf.track("basics"), lessons=(lesson,))
    entries = search.entries([track], (), ())
    assert [entry.address for entry in entries] == ["basics/what-a-plan-is"]


@pytest.mark.parametrize(
    ("html", "read"),
    [
        ("<p>One.</p><p>Two <b>three</b>.</p>", "One. Two three."),
        ("<h3>A question?</h3><p>Yes.</p>", "A question? Yes."),
        ("<h3>A name</h3><p>Yes.</p>", "A name: Yes."),
        ("<ul><li>a</li><li>b</li></ul>", "a b"),
        ("<tr><td>1</td><td></td><td>2</td></tr>", "1; 2;"),
        ("a &lt;b&gt; &amp; c\u00a0d", "a <b> & c d"),
        (f"a{MARK}b{END}\x00", "ab"),
        ('Said.<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup> So.', "Said. So."),
    ],
)
def test_the_words_of_a_section_stand_in_one_line(html: str, read: str) -> None:
    assert search.words(html) == read


def test_of_a_figure_its_caption_is_found(shelf: Catalog) -> None:
    lesson = replace(
        shelf.lesson("basics", "what-a-plan-is"),
        body=(
            Chunk(
                html='<figure class="figure"><svg><text>Zebra</text></svg>'
                "<figcaption>Figure 1. Late.</figcaption><details>Lion</details></figure>"
            ),
        ),
        summary="",
        objectives=(),
    )
    (entry,) = search.entries([replace(shelf.track("basics"), lessons=(lesson,))], (), ())
    assert entry.text == "Figure 1. Late."
