"""An outline must add up, its bank must cover it, and lists of codes must not repeat."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from webapp.catalog.drafts import Drafts, ExamDraft
from webapp.catalog.faults import Fault
from webapp.catalog.fitting import Blame
from webapp.domain.exams import blueprint


def check_outlines(drafts: Drafts) -> Iterator[Fault]:
    """Weights that make 100, codes that stand once, a pass line within reach, bands that rise to the top."""
    for exam in drafts.exams:
        outline, entry = exam.outline, exam.outline.entry
        weights = sum(domain.weight for domain in entry.domains)
        if weights != 100:
            yield outline.fault(f"have weights that make {weights}; they must make 100", "domains")
        codes = [task.code for domain in entry.domains for task in domain.tasks]
        yield from _twice(codes, "task", outline.blame("domains"))
        yield from _twice([domain.slug for domain in entry.domains], "domain", outline.blame("domains"))
        if entry.pass_rule.count > entry.questions:
            yield outline.fault("asks for more right answers than there are questions", "pass_rule", "count")
        if sum(section.questions for section in entry.sections) != entry.questions:
            yield outline.fault(f"do not make {entry.questions} questions together", "sections")
        limits = [band.below for band in entry.bands]
        if limits != sorted(set(limits)) or limits[-1] != 101:
            yield outline.fault("must rise, and the last must end below 101", "bands")


def check_coverage(drafts: Drafts) -> Iterator[Fault]:
    """Every task asked about, and enough questions in each domain to fill a form."""
    for exam in drafts.exams:
        if not any(name.startswith(f"exams/{exam.code}/questions/") for name in drafts.unread):
            yield from _uncovered(exam)


def _uncovered(exam: ExamDraft) -> Iterator[Fault]:
    entry = exam.outline.entry
    asked = Counter(question.task for question in exam.bank)
    seats = blueprint.apportion({domain.code: domain.weight for domain in entry.domains}, entry.questions)
    for place, domain in enumerate(entry.domains):
        for at, task in enumerate(domain.tasks):
            if not asked[task.code]:
                yield exam.outline.fault(f"{task.code} has no question", "domains", place, "tasks", at)
        supply = sum(asked[task.code] for task in domain.tasks)
        if supply < seats[domain.code]:
            reason = f"{domain.title} needs {seats[domain.code]} questions for a form and has {supply}"
            yield exam.outline.fault(reason, "domains", place)
    for question in exam.bank:
        if question.entry.kind not in entry.item_types:
            yield question.written.fault(f"is {question.entry.kind}, which the outline does not name", "kind")


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
        yield from _twice(track.written.entry.lessons, "lesson", track.written.blame("lessons"))
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


def _twice(codes: Iterable[str], kind: str, blame: Blame) -> Iterator[Fault]:
    for code, count in Counter(codes).items():
        if count > 1:
            yield blame(f"the {kind} {code} stands twice")
