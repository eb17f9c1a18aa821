"""Every lesson, anchor, skill, trap, role and task that content names must exist."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from webapp.catalog.drafts import Drafts, ExamDraft, LessonDraft, QuestionDraft, Vocabulary
from webapp.catalog.faults import Fault
from webapp.catalog.fitting import Blame

_PITFALL = re.compile(r"^\s*!!! ?pitfall +(?P<trap>[\w-]+)")


@dataclass(frozen=True)
class Names:
    """Everything there is to name: lessons with their anchors, exams with their tasks.

    A file with faults (`unread`) may have held any name, so none of its kind is missed.
    """

    skills: Collection[str]
    traps: Collection[str]
    roles: Collection[str]
    lessons: Mapping[str, Collection[str]]
    tasks: Mapping[str, Collection[str]]
    terms: Collection[str] = ()
    templates: Collection[str] = ()
    unread: frozenset[str] = frozenset()

    def skill(self, code: str, blame: Blame) -> Iterator[Fault]:
        """A fault when there is no such skill."""
        return self._one("skill", code, self.skills, ["skills.yaml"], blame)

    def trap(self, code: str, blame: Blame) -> Iterator[Fault]:
        """A fault when there is no such trap."""
        return self._one("trap", code, self.traps, ["traps.yaml"], blame)

    def role(self, code: str, blame: Blame) -> Iterator[Fault]:
        """A fault when there is no such role."""
        return self._one("role", code, self.roles, ["roles.yaml"], blame)

    def lesson(self, target: str, blame: Blame) -> Iterator[Fault]:
        """A fault when there is no such lesson, or no such heading in it."""
        path, _, anchor = target.partition("#")
        anchors = self.lessons.get(path)
        if anchors is None:
            track = path.partition("/")[0]
            files = (f"lessons/{path}.md", f"lessons/{track}/track.yaml")
            yield from self._one("lesson", path, self.lessons, files, blame)
        elif anchor and anchor not in anchors:
            yield blame(f"names the heading #{anchor}, which {path} has not{_nearest(anchor, anchors)}")

    def exam(self, code: str, blame: Blame) -> Iterator[Fault]:
        """A fault when there is no such exam."""
        if not any(name.startswith(f"exams/{code}/") for name in self.unread):
            yield from self._one("exam", code, self.tasks, [], blame)

    def task(self, target: str, blame: Blame) -> Iterator[Fault]:
        """A fault when there is no such exam, or no such task in it."""
        exam, _, task = target.partition(":")
        tasks = self.tasks.get(exam)
        if any(name.startswith(f"exams/{exam}/") for name in self.unread):
            return
        if tasks is None:
            yield from self._one("exam", exam, self.tasks, [], blame)
        elif task not in tasks:
            yield blame(f"names the task {task}, which the exam {exam} has not")

    def term(self, slug: str, blame: Blame) -> Iterator[Fault]:
        """A fault when the glossary has no such term."""
        yield from self._one("term", slug, self.terms, ["glossary.yaml"], blame)

    def template(self, slug: str, blame: Blame) -> Iterator[Fault]:
        """A fault when there is no such template."""
        yield from self._one("template", slug, self.templates, [f"templates/{slug}.yaml"], blame)

    def _one(
        self, kind: str, code: str, known: Collection[str], files: Collection[str], blame: Blame
    ) -> Iterator[Fault]:
        if code not in known and self.unread.isdisjoint(files):
            yield blame(f"names the {kind} `{code}`, which does not exist{_nearest(code, known)}")


def check_references(drafts: Drafts) -> Iterator[Fault]:
    """Every name in every file."""
    names = names_of(drafts)
    for lesson in drafts.lessons.values():
        yield from _in_front_matter(lesson, names)
        yield from _in_body(lesson, names)
    for question in drafts.questions:
        yield from check_question(question, names)
    for exam in drafts.exams:
        yield from _in_older_outlines(exam)
    yield from _in_vocabulary(drafts.vocabulary, names)
    yield from _in_glossary(drafts, names)


def names_of(drafts: Drafts) -> Names:
    """Everything that drafts hold."""
    words = drafts.vocabulary
    return Names(
        skills=frozenset(skill.entry.code for skill in words.skills),
        traps=frozenset(trap.entry.code for trap in words.traps),
        roles=frozenset(role.entry.code for role in words.roles),
        lessons={path: lesson.anchors for path, lesson in drafts.lessons.items()},
        tasks={exam.code: exam.tasks for exam in drafts.exams},
        terms=frozenset(term.entry.slug for term in drafts.terms),
        templates=frozenset(template.slug for template in drafts.templates),
        unread=drafts.unread,
    )


def _in_front_matter(lesson: LessonDraft, names: Names) -> Iterator[Fault]:
    entry = lesson.entry
    lists = (
        ("skills", entry.skills, names.skill),
        ("prepares_for", entry.prepares_for, names.task),
        ("requires", entry.requires, names.lesson),
    )
    for field, targets, find in lists:
        for place, target in enumerate(targets):
            yield from find(target, lesson.written.blame(field, place))


def _in_body(lesson: LessonDraft, names: Names) -> Iterator[Fault]:
    find = {"lesson": names.lesson, "term": names.term, "template": names.template}
    for link in lesson.manuscript.links:
        yield from find[link.kind](link.target, lesson.blame(link.number))
    for line in lesson.manuscript.lines:
        for match in _PITFALL.finditer(line.text):
            yield from names.trap(match["trap"], lesson.blame(line.number))


def check_question(question: QuestionDraft, names: Names) -> Iterator[Fault]:
    """Every name in a question."""
    entry, written = question.entry, question.written
    yield from names.lesson(question.lesson, written.blame("lesson"))
    for place, skill in enumerate(entry.skills):
        yield from names.skill(skill, written.blame("skills", place))
    for part in entry.parts:
        if part.trap:
            yield from names.trap(part.trap, written.blame(*part.at, "trap"))


def _in_older_outlines(exam: ExamDraft) -> Iterator[Fault]:
    """What older outlines say of the tasks that carry theirs on."""
    for outline in exam.outlines:
        for at, domain in enumerate(outline.entry.domains):
            for place, task in enumerate(domain.tasks):
                blame = outline.blame("domains", at, "tasks", place, "now")
                if task.now and outline is exam.outline:
                    yield blame("names tasks of a later outline; there is none")
                elif strange := sorted(set(task.now) - exam.tasks):
                    yield blame(f"names the task {strange[0]}, which the latest outline has not")


def _in_vocabulary(words: Vocabulary, names: Names) -> Iterator[Fault]:
    for skill in words.skills:
        if skill.entry.lesson:
            yield from names.lesson(skill.entry.lesson, skill.blame("lesson"))
    for trap in words.traps:
        yield from names.lesson(trap.entry.lesson, trap.blame("lesson"))
        if trap.entry.opposite:
            yield from names.trap(trap.entry.opposite, trap.blame("opposite"))
    for role in words.roles:
        for code in role.entry.targets:
            yield from names.skill(code, role.blame("targets", code))
        for place, code in enumerate(role.entry.next):
            yield from names.role(code, role.blame("next", place))


def _in_glossary(drafts: Drafts, names: Names) -> Iterator[Fault]:
    for term in drafts.terms:
        for place, slug in enumerate(term.entry.see):
            yield from names.term(slug, term.blame("see", place))
        if term.entry.lesson:
            yield from names.lesson(term.entry.lesson, term.blame("lesson"))


def _nearest(word: str, known: Collection[str]) -> str:
    """A known name that was perhaps meant, as the end of a sentence."""
    near = get_close_matches(word, sorted(known), n=1, cutoff=0.8)
    return f"; is {near[0]} meant?" if near else ""
