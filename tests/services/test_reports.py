"""Reports of questions: made in the room or afterwards, answered once, followed by the reporter."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from tests.domain.exams import values
from tests.services.test_accommodations import letters_to
from tests.support import exam_room, make
from tests.support.clock import HandClock
from tests.support.exam_room import start, submit
from webapp.catalog.shelf import Catalog
from webapp.domain.access import Actor, Role
from webapp.domain.accounts import Account
from webapp.domain.errors import BadInput, NotAllowed, NotFound, SectionLocked, WrongState
from webapp.domain.exams import reports as rules
from webapp.domain.exams.corrections import Correction, Rule
from webapp.domain.exams.reports import QuestionReport, ReportState
from webapp.domain.letters import Template
from webapp.services import answers, exams
from webapp.services import reports as service
from webapp.services.work import Workshop
from webapp.store import reports as store

SITE = "http://localhost"
WORDS = "Two of the options are right."
REPLY = "B is right as well; the key was corrected."


@pytest.fixture
def shelf() -> Catalog:
    return exam_room.shelf()


@pytest.fixture
def ada(workshop: Workshop) -> Account:
    return make.account(workshop)


@pytest.fixture
def actor(ada: Account) -> Actor:
    return make.actor(ada)


@pytest.fixture
def author(workshop: Workshop) -> Actor:
    return make.actor(make.account(workshop, name="Art", role=Role.AUTHOR))


def send(workshop: Workshop, actor: Actor, attempt: UUID, position: int = 1, words: str = WORDS) -> bool:
    """Report a question."""
    with workshop.writing(actor) as work:
        return service.send(work, attempt, position, words)


def queue(workshop: Workshop, author: Actor) -> tuple[QuestionReport, ...]:
    """What waits."""
    with workshop.reading(author) as work:
        return service.list_queue(work).reports


def answer(
    workshop: Workshop,
    author: Actor,
    report: QuestionReport,
    outcome: ReportState = ReportState.KEY_CORRECTED,
    *,
    alike: bool = False,
) -> int:
    """Answer a report."""
    with workshop.writing(author) as work:
        return service.answer(work, report.id, outcome, REPLY, alike=alike, site_url=SITE)


def own(workshop: Workshop, actor: Actor) -> service.OwnList:
    """What somebody has reported."""
    with workshop.reading(actor) as work:
        return service.list_own(work)


def test_a_question_is_reported_from_the_room_and_after_it(
    workshop: Workshop, actor: Actor, author: Actor
) -> None:
    attempt = start(workshop, actor)
    assert send(workshop, actor, attempt)
    submit(workshop, actor, attempt)
    assert not send(workshop, actor, attempt, 2)
    first, second = queue(workshop, author)
    asked = exam_room.look(workshop, actor, attempt)
    assert (first.version, first.question) == (asked.item(1).version, asked.item(1).question)
    assert (second.version, first.words, first.attempt) == (asked.item(2).version, WORDS, attempt)


def test_what_is_asked_before_the_report_is_the_question_itself(workshop: Workshop, actor: Actor) -> None:
    attempt = start(workshop, actor)
    with workshop.reading(actor) as work:
        asked = service.ask(work, attempt, 2)
    assert asked.running
    assert asked.question.version == asked.attempt.item(2).version


def test_questions_that_cannot_be_opened_cannot_be_reported(
    workshop: Workshop, ada: Account, actor: Actor, clock: HandClock
) -> None:
    """Else the form would show the stem of a section that is locked, or has not been opened yet."""
    bank = workshop.catalog.bank("mini")
    seated = exam_room.seated(
        workshop,
        ada.id,
        replace(
            values.sectioned(),
            items=tuple(
                replace(item, question=question.id, version=question.version)
                for item, question in zip(values.sectioned().items, bank, strict=False)
            ),
        ),
    )
    for position in (3, 6):
        with pytest.raises(SectionLocked):
            send(workshop, actor, seated.id, position)
    with workshop.writing(actor) as work:
        answers.end_section(work, seated.id, 0)
    for position in (1, 3):
        with pytest.raises(SectionLocked):
            send(workshop, actor, seated.id, position)
    clock.forward(hours=2)
    assert not send(workshop, actor, seated.id, 6)


def test_a_strangers_attempt_and_a_missing_position_are_not_there(workshop: Workshop, actor: Actor) -> None:
    attempt, eve = start(workshop, actor), make.actor(make.account(workshop, name="Eve"))
    for who, target, position in (
        (eve, attempt, 1),
        (actor, UUID(int=1), 1),
        (actor, attempt, 0),
        (actor, attempt, 99),
    ):
        with pytest.raises(NotFound):
            send(workshop, who, target, position)


@pytest.mark.parametrize("words", ["", "too short", "x" * 2001])
def test_words_that_say_nothing_or_never_end_are_refused(
    workshop: Workshop, actor: Actor, author: Actor, words: str
) -> None:
    attempt = start(workshop, actor)
    with pytest.raises(BadInput) as refusal:
        send(workshop, actor, attempt, words=words)
    assert refusal.value.field == "words"
    assert queue(workshop, author) == ()


def test_the_same_words_sent_twice_are_kept_once_and_others_wait_for_the_answer(
    workshop: Workshop, actor: Actor, author: Actor
) -> None:
    attempt = start(workshop, actor)
    for _ in range(2):
        send(workshop, actor, attempt)
    with pytest.raises(BadInput, match="already"):
        send(workshop, actor, attempt, words="And its figure is wrong.")
    [report] = queue(workshop, author)
    answer(workshop, author, report)
    send(workshop, actor, attempt, words="And its figure is wrong.")
    assert len(queue(workshop, author)) == 1


def test_at_most_twenty_reports_wait_for_one_person(workshop: Workshop, actor: Actor, author: Actor) -> None:
    attempt = start(workshop, actor, "midi")
    for position in range(1, rules.MOST_OPEN + 1):
        send(workshop, actor, attempt, position)
    with pytest.raises(BadInput):
        send(workshop, actor, attempt, 21)
    answer(workshop, author, queue(workshop, author)[0])
    send(workshop, actor, attempt, 21)
    assert len(queue(workshop, author)) == rules.MOST_OPEN


def test_an_author_sees_the_question_as_it_was_and_what_else_was_said(
    workshop: Workshop, actor: Actor, author: Actor, clock: HandClock
) -> None:
    with workshop.writing() as work:
        exams.publish(work)
    attempt = start(workshop, actor)
    send(workshop, actor, attempt)
    clock.forward(hours=1)
    [first] = queue(workshop, author)
    version = exam_room.look(workshop, actor, attempt).item(1).version
    with workshop.writing() as work:
        eve = make.account(work, name="Eve").id
        second = replace(
            first, id=work.new_id(), learner=eve, words="The third is right.", reported_at=work.now
        )
        store.add(work.session, second)
    with workshop.reading(author) as work:
        opened = service.open_report(work, first.id)
    assert (opened.exam, opened.question.version, opened.outdated) == ("Mini", version, False)
    assert opened.correction is None
    assert (opened.others, opened.alike) == ((second,), 1)
    correction = Correction(1, first.question, version, Rule.CREDIT, "Two keys.", date(2026, 11, 22))
    emptied = {**workshop.catalog.banks, "mini": ()}
    workshop.catalog = replace(workshop.catalog, banks=emptied, corrections={"mini": (correction,)})
    with workshop.reading(author) as work:
        opened = service.open_report(work, first.id)
    assert (opened.outdated, opened.correction) == (True, correction)


def test_a_report_of_an_exam_that_left_the_shelf_can_still_be_read(
    workshop: Workshop, actor: Actor, author: Actor
) -> None:
    with workshop.writing() as work:
        exams.publish(work)
    send(workshop, actor, start(workshop, actor))
    [report] = queue(workshop, author)
    workshop.catalog = Catalog((), (), {}, (), (), ())
    with workshop.reading(author) as work:
        opened = service.open_report(work, report.id)
    assert (opened.exam, opened.correction) == ("mini", None)


@pytest.mark.parametrize("outcome", rules.OUTCOMES)
def test_an_answer_says_what_came_of_it_and_the_reporter_has_a_letter(
    workshop: Workshop, ada: Account, actor: Actor, author: Actor, outcome: ReportState
) -> None:
    attempt = start(workshop, actor)
    send(workshop, actor, attempt)
    submit(workshop, actor, attempt)
    [report] = queue(workshop, author)
    assert answer(workshop, author, report, outcome) == 1
    assert queue(workshop, author) == ()
    [mine] = own(workshop, actor).reports
    assert (mine.report.state, mine.report.reply, mine.running) == (outcome, REPLY, False)
    [letter] = letters_to(workshop, ada, Template.REPORT_ANSWERED)
    assert (letter.context["outcome"], letter.context["reply"]) == (outcome.value, REPLY)
    with pytest.raises(WrongState):
        answer(workshop, author, report)


def test_while_the_attempt_runs_the_letter_tells_nothing_of_the_answer(
    workshop: Workshop, ada: Account, actor: Actor, author: Actor, clock: HandClock
) -> None:
    attempt = start(workshop, actor)
    send(workshop, actor, attempt)
    [report] = queue(workshop, author)
    answer(workshop, author, report)
    [letter] = letters_to(workshop, ada, Template.REPORT_ANSWERED)
    assert (letter.context["outcome"], letter.context["reply"]) == ("", "")
    assert [each.running for each in own(workshop, actor).reports] == [True]
    clock.forward(minutes=10)
    assert [each.running for each in own(workshop, actor).reports] == [False]


def test_all_reports_of_one_version_are_answered_together_where_that_is_asked_for(
    workshop: Workshop, actor: Actor, author: Actor
) -> None:
    attempt = start(workshop, actor)
    send(workshop, actor, attempt)
    send(workshop, actor, attempt, 2)
    first, other = queue(workshop, author)
    for name in ("Eve", "Ines"):
        learner = make.account(workshop, name=name).id
        with workshop.writing() as work:
            store.add(work.session, replace(first, id=work.new_id(), learner=learner))
    assert answer(workshop, author, first, alike=True) == 3
    assert queue(workshop, author) == (other,)


def test_a_disabled_reporter_has_no_letter(workshop: Workshop, actor: Actor, author: Actor) -> None:
    gone = make.account(workshop, name="Gone", active=False)
    send(workshop, actor, start(workshop, actor))
    [report] = queue(workshop, author)
    with workshop.writing() as work:
        theirs = replace(report, id=work.new_id(), learner=gone.id, attempt=None)
        store.add(work.session, theirs)
    answer(workshop, author, theirs)
    assert letters_to(workshop, gone, Template.REPORT_ANSWERED) == []


def test_an_open_outcome_is_no_answer(workshop: Workshop, actor: Actor, author: Actor) -> None:
    send(workshop, actor, start(workshop, actor))
    [report] = queue(workshop, author)
    with pytest.raises(BadInput):
        answer(workshop, author, report, ReportState.OPEN)


@pytest.mark.parametrize("role", [Role.LEARNER, Role.MENTOR])
def test_only_authors_and_admins_read_reports(
    workshop: Workshop, actor: Actor, author: Actor, role: Role
) -> None:
    send(workshop, actor, start(workshop, actor))
    [report] = queue(workshop, author)
    other = make.actor(make.account(workshop, name="Other", role=role))
    with workshop.reading(other) as work:
        with pytest.raises(NotAllowed):
            service.list_queue(work)
        with pytest.raises(NotAllowed):
            service.open_report(work, report.id)
    with pytest.raises(NotAllowed):
        answer(workshop, other, report)
    assert own(workshop, other).reports == ()
