"""A bank must cover its outline, and lists of codes must not repeat."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from webapp.catalog.checks.outlines import stands_twice
from webapp.catalog.drafts import Drafts, ExamDraft
from webapp.catalog.faults import Fault
from webapp.catalog.fitting import Blame
from webapp.domain.exams import blueprint


def check_coverage(drafts: Drafts) -> Iterator[Fault]:
    """Kinds that the outline names; where a bank is complete, enough of everything for a form."""
    for exam in drafts.exams:
        for question in exam.bank:
            if question.entry.kind not in exam.outline.entry.item_types:
                reason = f"is {question.entry.kind}, which the outline does not name"
                yield question.written.fault(reason, "kind")
        if exam.written.entry.bank == "complete" and not is_unread(drafts, exam):
            yield from _shortages(exam)


def list_shortages(drafts: Drafts) -> dict[str, tuple[Fault, ...]]:
    """What growing banks lack for a form of the latest outline, by exam; no fault while they grow."""
    growing = (exam for exam in drafts.exams if exam.written.entry.bank == "growing")
    return {exam.code: tuple(_shortages(exam)) for exam in growing}


def is_unread(drafts: Drafts, exam: ExamDraft) -> bool:
    """Whether some of the bank could not be read, so that nothing can be said of what it lacks."""
    folders = tuple(f"exams/{exam.code}/{folder}/" for folder in ("questions", "cases"))
    return any(name.startswith(folders) for name in drafts.unread)


def _shortages(exam: ExamDraft) -> Iterator[Fault]:
    """Tasks, domains, cases and approaches of which the bank has too little."""
    outline, entry = exam.outline, exam.outline.entry
    asked = Counter(question.task for question in exam.bank)
    weights = {domain.code: domain.weight for domain in entry.domains}
    scored = blueprint.apportion(weights, entry.scored)
    trial = blueprint.apportion(weights, entry.unscored)
    for place, domain in enumerate(entry.domains):
        for at, task in enumerate(domain.tasks):
            if not asked[task.code]:
                yield outline.fault(f"{task.code} has no question", "domains", place, "tasks", at)
        seats = scored[domain.code] + trial[domain.code]
        supply = sum(asked[task.code] for task in domain.tasks)
        if supply < seats:
            reason = f"{domain.title} needs {seats} questions for a form and has {supply}"
            yield outline.fault(reason, "domains", place)
    yield from _cases_short(exam)
    yield from _approaches_short(exam)


def _cases_short(exam: ExamDraft) -> Iterator[Fault]:
    wanted = sum(section.cases or 0 for section in exam.outline.entry.sections)
    cases = {question.case.slug for question in exam.bank if question.case}
    if len(cases) < wanted:
        reason = f"need {wanted} cases for a form, and the bank has {len(cases)}"
        yield exam.outline.fault(reason, "sections")


def _approaches_short(exam: ExamDraft) -> Iterator[Fault]:
    entry = exam.outline.entry
    stock: Counter[str] = Counter(question.entry.approach for question in exam.bank)
    shares = {approach.code: approach.share for approach in entry.approaches}
    seats = blueprint.apportion(shares, entry.questions) if shares else {}
    for place, approach in enumerate(entry.approaches):
        supply = sum(stock[taken] for taken in (*approach.takes, "any"))
        if supply < seats[approach.code]:
            reason = f"{approach.title} needs {seats[approach.code]} questions for a form and has {supply}"
            yield exam.outline.fault(reason, "approaches", place)


def check_codes(drafts: Drafts) -> Iterator[Fault]:
    """Codes, orders and anchors that stand once; a target for every skill."""
    words = drafts.vocabulary
    yield from _codes_twice("skill", [(skill.entry.code, skill.blame("code")) for skill in words.skills])
    yield from _codes_twice("role", [(role.entry.code, role.blame("code")) for role in words.roles])
    yield from _codes_twice("trap", [(trap.entry.code, trap.blame("code")) for trap in words.traps])
    orders: dict[int, str] = {}
    for track in drafts.tracks:
        order = track.written.entry.order
        if order in orders:
            yield track.written.fault(f"{order} is the place of {orders[order]} already", "order")
        orders[order] = track.slug
        yield from stands_twice(track.written.entry.lessons, "lesson", track.written.blame("lessons"))
    if "skills.yaml" not in drafts.unread:
        for role in words.roles:
            for skill in words.skills:
                if skill.entry.code not in role.entry.targets:
                    yield role.fault(f"has no target for {skill.entry.code}", "targets")


def _codes_twice(kind: str, codes: Iterable[tuple[str, Blame]]) -> Iterator[Fault]:
    seen: set[str] = set()
    for code, blame in codes:
        if code in seen:
            yield blame(f"the {kind} {code} stands twice")
        seen.add(code)
