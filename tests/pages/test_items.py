"""The question bank: every key and every figure in the open, and authors alone come in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.support import make
from tests.support.statements import count_statements
from tests.support.visitor import Page, Visitor
from webapp.catalog.shelf import Catalog
from webapp.domain.access import Role
from webapp.domain.exams.corrections import Correction, Rule
from webapp.domain.exams.reports import QuestionReport
from webapp.domain.items.choices import judged
from webapp.domain.items.correlation import Spread
from webapp.domain.items.figures import BankFigures, ChoiceFigures, QuestionFigures
from webapp.domain.questions import Question
from webapp.services.work import Workshop
from webapp.store import item_figures, questions, reports
from webapp.store.item_figures import Counted

PATHS = ("/items", "/items/suspicious", "/items/mini/P1", "/items/questions/mini-p1-001")
BANK = BankFigures(
    "mini", 320, 280, "2026-09", "2026-11", 6, 0.7, 1.5, 0.81, 0.78, 0.65, Spread(0.3, 0.1), suspects=1
)


@pytest.fixture
def art(visitor: Visitor, workshop: Workshop) -> Visitor:
    visitor.signs_in_as(make.account(workshop, name="Art", role=Role.AUTHOR))
    return visitor


def question(shelf: Catalog, question_id: str = "mini-p1-001") -> Question:
    return next(each for each in shelf.bank("mini") if each.id == question_id)


def figures(of: Question, **changes: Any) -> QuestionFigures:
    """Sound figures of a question: three in four have the key, the rest share the other choices."""
    key = judged(of)
    wrong = [name for name in key.offered if name not in key.right]
    rows = [
        ChoiceFigures(name, key=True, chosen=225, ranked=225, rest=0.75, r=0.31, top=0.9)
        for name in sorted(key.right)
    ]
    rows += [
        ChoiceFigures(
            name, key=False, chosen=70 // len(wrong), ranked=60 // len(wrong), rest=0.6, r=-0.2, top=0.03
        )
        for name in wrong
    ]
    plain = QuestionFigures(
        "mini",
        of.id,
        of.version,
        answers=300,
        right=225,
        ranked=280,
        item_total=0.36,
        r=0.31,
        d=0.42,
        alpha=0.8021,
        choices=(*sorted(rows, key=lambda row: row.name), ChoiceFigures("", key=False, chosen=5)),
        seconds=48.0,
    )
    return replace(plain, **changes)


def keep(workshop: Workshop, *found: tuple[QuestionFigures, int], bank: BankFigures = BANK) -> None:
    with workshop.writing() as work:
        item_figures.keep(work.session, Counted(bank, "basis", work.now), found)


def report_it(workshop: Workshop, of: Question, times: int = 1) -> None:
    with workshop.writing() as work:
        learner = make.account(work, name="Rea").id
        for _ in range(times):
            words = "Two of the options are right."
            made = QuestionReport(work.new_id(), learner, None, "mini", of.id, of.version, words, work.now)
            reports.add(work.session, made)


def terms(page: Page) -> dict[str, str]:
    """Terms of the page with what they are."""
    pairs = page.find_all(".terms div")
    return {pair.select("dt")[0].text: pair.select("dd")[0].text for pair in pairs}


def test_the_coverage_holds_each_task_against_its_outline(art: Visitor) -> None:
    page = art.opens("/items")
    assert page.h1 == "19 questions in 2 banks"
    page.sees("Outline of January 2026. 10 questions; a form asks 6.", "several answers: 1, one answer: 9")
    page.sees("Short of two forms without a repeat.", "Questions: 10 of 12")
    rows = [
        [cell.text for cell in row.every() if cell.tag in {"th", "td"}] for row in page.find_all("tbody tr")
    ]
    assert rows[:6] == [
        ["The plan 50 %, two forms draw 6", "5", "", "", "1 short"],
        ["P1 Tasks and what they wait for", "3", "1", "1 to 2", ""],
        ["P2 Changing a plan", "2", "0", "2 to 3", "1 short"],
        ["The people 50 %, two forms draw 6", "5", "", "", "1 short"],
        ["D1 Who decides", "3", "0", "1 to 4", ""],
        ["D2 Telling people", "2", "0", "1 to 2", "1 short"],
    ]


def test_a_bank_says_how_well_it_measures_once_enough_were_counted(art: Visitor, workshop: Workshop) -> None:
    art.opens("/items").sees("Not enough answers yet: no rehearsal so far, shown from 50 on")
    keep(workshop, bank=replace(BANK, records=40, whole=30))
    page = art.opens("/items")
    page.sees("40 attempts, 30 of them rehearsals with a score")
    page.sees("Not enough answers yet: 30 rehearsals so far").misses("Alpha 0.81")
    keep(workshop)
    page = art.opens("/items")
    page.sees("1 question to look at first", "Alpha 0.81 for a form of 6; KR-21 0.78")
    page.sees("70 %, standard deviation 25.0 points", "0.7 questions of 6, 10.8 points", "Settled")


def test_a_task_shows_each_question_with_key_reasons_traps_and_a_line_of_figures(
    art: Visitor, workshop: Workshop, shelf: Catalog
) -> None:
    keep(workshop, (figures(question(shelf)), 0))
    art.opens("/items")
    page = art.clicks("P1 Tasks")
    page.sees("Mini practice exam, The plan", "mini-p1-001", "What does a plan say about each task?")
    page.sees("Key. That is what makes a list a plan.", "Liking is no matter of the plan.")
    page.sees("Trap: Waits too long", "Notes on small plans", "22 November 2026", "1 of 5")
    page.sees("75 % (70 to 80 %) right of 300 answers; corrected r 0.31 (0.20 to 0.41)")
    page.sees("Not enough answers yet: no answer so far, shown from 20 on")
    assert len(page.find_all("article")) == 3
    assert page.find("article h2").get("id") == "mini-p1-001"
    assert art.clicks("mini-p1-001").h1 == "mini-p1-001"


def test_a_question_shows_its_figures_with_their_intervals(
    art: Visitor, workshop: Workshop, shelf: Catalog
) -> None:
    keep(workshop, (figures(question(shelf)), 0))
    page = art.opens("/items/questions/mini-p1-001")
    said = terms(page)
    assert said["Answers"] == "300 first answers"
    assert said["Right"] == "75 % (70 to 80 %)"
    assert said["Expected"] == "85 % at difficulty 1; drawn to it 76 %"
    assert said["Left open"] == "2 %"
    assert said["Usual time"] == "48 seconds for a right answer"
    assert said["Scores"] == "280; what rests on them is settled"
    assert said["Corrected r"].startswith("0.31 (0.20 to 0.41); drawn to the bank 0.3")
    assert (said["Item-total r"], said["D of 27 %"]) == ("0.36", "0.42")
    assert said["Alpha without"] == "0.8021; 0.8100 with it"
    page.sees("What it asks", "Who chose what", "Nobody has reported it.", "In the bank")
    page.misses("What speaks against it")


def test_the_distractor_table_has_a_row_a_choice_and_marks_the_key(
    art: Visitor, workshop: Workshop, shelf: Catalog
) -> None:
    keep(workshop, (figures(question(shelf)), 0))
    page = art.opens("/items/questions/mini-p1-001")
    rows = [
        [cell.text for cell in row.every() if cell.tag in {"th", "td"}]
        for row in page.find_all(".choices tbody tr")
    ]
    assert len(rows) == len(question(shelf).options) + 1
    (key,) = [row for row in rows if "Key" in row[0]]
    assert key[2:] == ["75 %", "70 to 80 %", "75 %", "0.31", "90 %"]
    assert rows[-1][0] == "Left open"
    assert len(page.find_all(".choices svg")) == len(rows)


def few(workshop: Workshop, of: Question, **changes: int) -> None:
    """Keep figures over few answers."""
    rows = tuple(replace(row, chosen=row.chosen // 30) for row in figures(of).choices)
    keep(workshop, (figures(of, choices=rows, **changes), 0))


def test_fewer_than_twenty_answers_are_told_in_words_and_not_in_figures(
    art: Visitor, workshop: Workshop, shelf: Catalog
) -> None:
    few(workshop, question(shelf), answers=12, right=9)
    page = art.opens("/items/questions/mini-p1-001")
    page.sees("12 answers so far, shown from 20 on").misses("75 %", "Corrected r", "Best 27")


def test_fewer_than_fifty_scores_leave_out_what_rests_on_them(
    art: Visitor, workshop: Workshop, shelf: Catalog
) -> None:
    few(workshop, question(shelf), answers=60, right=45, ranked=40)
    page = art.opens("/items/questions/mini-p1-001")
    page.sees("40 scores so far, shown from 50 on", "Provisional", "75 %").misses("0.31", "0.42")


def test_fewer_than_two_hundred_scores_are_provisional(
    art: Visitor, workshop: Workshop, shelf: Catalog
) -> None:
    few(workshop, question(shelf), ranked=120)
    art.opens("/items/questions/mini-p1-001").sees("120; what rests on them is provisional")


def test_a_question_nobody_answered_is_shown_without_a_table(art: Visitor) -> None:
    page = art.opens("/items/questions/mini-p1-001")
    page.sees("Not enough answers yet: no answer so far, shown from 20 on")
    assert page.find_all(".choices") == []


def test_versions_and_reports_of_a_question_are_listed(
    art: Visitor, workshop: Workshop, shelf: Catalog
) -> None:
    now = question(shelf)
    old = replace(now, version="0ld" * 8, stem="<p>As it was before</p>")
    with workshop.writing() as work:
        questions.add_missing(work.session, [old])
    keep(workshop, (figures(now), 0), (figures(old, answers=10, right=5), 0))
    report_it(workshop, now)
    page = art.opens("/items/questions/mini-p1-001")
    page.sees("75 % (70 to 80 %) right, 300 answers", "10 answers, too few to say more", "Earlier")
    page.sees("Two of the options are right.", "Waits")
    page = art.clicks("0ld0ld0ld0ld")
    page.sees("As it was before", "The bank holds this version no more")
    assert art.clicks("Two of the options").h1 == "Report of mini-p1-001"


@pytest.mark.parametrize(
    ("rule", "says"),
    [
        (Rule.REKEY, "These answers are judged by another key. Both were meant."),
        (Rule.EXCLUDE, "This question was taken out, so its answers are set aside. Both were meant."),
    ],
)
def test_a_corrected_question_says_so(
    art: Visitor, workshop: Workshop, shelf: Catalog, rule: Rule, says: str
) -> None:
    made = Correction(
        1, "mini-p1-001", question(shelf).version, rule, "Both were meant.", date(2026, 11, 22), ("a",)
    )
    workshop.catalog = replace(shelf, corrections={"mini": (made,)})
    art.opens("/items/questions/mini-p1-001").sees(says)


def test_the_queue_names_each_reason_with_its_figures_the_most_severe_first(
    art: Visitor, workshop: Workshop, shelf: Catalog
) -> None:
    key = next(iter(judged(question(shelf)).right))
    rows = tuple(
        replace(row, top=0.3 if row.key else 0.6, r=0.2 if row.name != key else 0.1)
        for row in figures(question(shelf)).choices
    )
    keep(
        workshop,
        (figures(question(shelf), choices=rows, r=-0.2), 100),
        (figures(question(shelf, "mini-p2-001"), right=120), 60),
        (figures(question(shelf, "mini-d1-001"), r=-0.02, ranked=90, wrong_timed=40, fast=30), 45),
    )
    report_it(workshop, question(shelf, "mini-d2-001"), times=3)
    page = art.opens("/items/suspicious")
    assert page.h1 == "4 questions to look at first"
    order = [each.text for each in page.find_all(".suspects h2")]
    assert order == ["mini-p1-001", "mini-d2-001", "mini-p2-001", "mini-d1-001"]
    page.sees(
        "Possible wrong key: the best prefer option",
        "Of the best 27 % it was chosen by 60 %, the key by 30 %",
    )
    page.sees(
        "Who does better elsewhere does worse here", "Corrected r is −0.20 (−0.31 to −0.08); 280 scores."
    )
    page.sees("The better half takes option", "Readers object to it", "3 reports of this version wait")
    page.sees("Much harder than its author expects", "40 % are right (35 to 46 %)", "300 answers.")
    page.sees("Wrong in haste", "Look at it", "Provisional")
    assert art.clicks("mini-p1-001").sees("What speaks against it").h1 == "mini-p1-001"


def test_options_nobody_takes_and_questions_too_easy_are_named(
    art: Visitor, workshop: Workshop, shelf: Catalog
) -> None:
    rows = [
        replace(row, chosen=1) if not row.key and row.name else row
        for row in figures(question(shelf)).choices
    ]
    keep(workshop, (figures(question(shelf), choices=tuple(rows)), 20))
    art.opens("/items/suspicious").sees(
        "Hardly anybody takes option", "0 % chose it (0 to 2 %); 300 answers."
    )
    easy = figures(question(shelf, "mini-p2-001"), right=299, answers=300)
    keep(workshop, (replace(easy, choices=()), 30))
    art.opens("/items/suspicious").sees("Much easier than its author expects")


def test_without_suspects_the_queue_says_when_there_will_be_some(art: Visitor, workshop: Workshop) -> None:
    page = art.opens("/items/suspicious")
    assert page.h1 == "No question stands out"
    page.sees("No answers have been counted yet.", "It takes 20 answers")
    keep(workshop)
    art.opens("/items/suspicious").sees("Figures of 22 November 2026, 09:00 UTC.")


def test_every_question_of_the_banks_has_its_page(art: Visitor, workshop: Workshop, shelf: Catalog) -> None:
    found = [(replace(figures(each), exam=code), 0) for code, bank in shelf.banks.items() for each in bank]
    for code in shelf.banks:
        keep(workshop, *(pair for pair in found if pair[0].exam == code), bank=replace(BANK, exam=code))
    kinds = set()
    for code, bank in shelf.banks.items():
        for each in bank:
            page = art.opens(f"/items/questions/{each.id}")
            assert page.find_all(".choices tbody tr"), code
            kinds.add(each.kind)
    assert len(kinds) == 7


@pytest.mark.parametrize(
    "path",
    [
        "/items/nothing/P1",
        "/items/mini/P9",
        "/items/mini/%00",
        "/items/mini",
        "/items/questions/nothing",
        "/items/questions/mini-p1-001/nothing",
        "/items/questions/%00",
    ],
)
def test_what_is_not_there_is_not_found(art: Visitor, path: str) -> None:
    art.opens(path, 404)


@pytest.mark.parametrize("role", [Role.LEARNER, Role.MENTOR, Role.ADMIN])
def test_nobody_but_an_author_comes_in(visitor: Visitor, workshop: Workshop, role: Role) -> None:
    visitor.signs_in_as(make.account(workshop, role=role))
    for path in (*PATHS, "/items/mini/P9"):
        visitor.opens(path, 403).misses("Key.", "mini-p1-001")
    visitor.opens("/").misses("Question bank")


def test_a_visitor_is_asked_to_sign_in(visitor: Visitor) -> None:
    for path in PATHS:
        assert visitor.opens(path).h1 == "Sign in"


def test_pages_cost_the_same_however_many_have_answered(
    art: Visitor, workshop: Workshop, shelf: Catalog
) -> None:
    budget = {"/items": 2, "/items/suspicious": 4, "/items/mini/P1": 2, "/items/questions/mini-p1-001": 5}
    for people in (300, 300_000):
        keep(workshop, (figures(question(shelf), answers=people, right=people // 2), 60))
        for path, statements in budget.items():
            with count_statements(workshop.sessions.engine) as sent:
                art.opens(path)
            assert len(sent) == statements, path
