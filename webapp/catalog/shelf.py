"""The catalogue: all content as frozen values, ready to be asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from webapp.catalog import search
from webapp.domain.errors import NotFound
from webapp.domain.exams import corrections
from webapp.domain.exams.corrections import Correction
from webapp.domain.exams.outline import Exam
from webapp.domain.glossary import Term
from webapp.domain.lessons import Lesson, Track
from webapp.domain.paths import LearningPath
from webapp.domain.progress.skills import RoleProfile, Skill, Trap
from webapp.domain.questions import Question
from webapp.domain.search import SearchEntry, Vocabulary, vocabulary
from webapp.domain.templates import Template

Value = TypeVar("Value")


@dataclass(frozen=True)
class Catalog:
    """Everything in content/; `etag` is the hash of all of it.

    `banks` holds each exam's questions by exam code, `corrections` what was found wrong in them, by number.
    """

    tracks: tuple[Track, ...]
    exams: tuple[Exam, ...]
    banks: dict[str, tuple[Question, ...]]
    skills: tuple[Skill, ...]
    roles: tuple[RoleProfile, ...]
    traps: tuple[Trap, ...]
    etag: str = field(default="")
    corrections: Mapping[str, tuple[Correction, ...]] = field(default_factory=dict)
    terms: tuple[Term, ...] = ()
    templates: tuple[Template, ...] = ()
    paths: tuple[LearningPath, ...] = ()

    def track(self, slug: str) -> Track:
        """The track of that slug; raises NotFound."""
        return _one(self._tracks, slug)

    def lesson(self, track: str, slug: str) -> Lesson:
        """The lesson; raises NotFound."""
        return _one(self.lessons, f"{track}/{slug}")

    def exam(self, code: str) -> Exam:
        """The exam of that code; raises NotFound."""
        return _one(self._exams, code)

    def skill(self, code: str) -> Skill:
        """The competency of that code; raises NotFound."""
        return _one(self._skills, code)

    def role(self, code: str) -> RoleProfile:
        """The role profile of that code; raises NotFound."""
        return _one(self._roles, code)

    def trap(self, code: str) -> Trap:
        """The trap of that code; raises NotFound."""
        return _one(self._traps, code)

    def term(self, slug: str) -> Term:
        """The term of that slug; raises NotFound."""
        return _one(self._terms, slug)

    def template(self, slug: str) -> Template:
        """The template of that slug; raises NotFound."""
        return _one(self._templates, slug)

    def path(self, slug: str) -> LearningPath:
        """The learning path of that slug; raises NotFound."""
        return _one({path.slug: path for path in self.paths}, slug)

    def lessons_with_term(self, slug: str) -> tuple[Lesson, ...]:
        """The lessons whose text links to a term, in reading order."""
        return self._lessons_by_term.get(slug, ())

    def lessons_with_template(self, slug: str) -> tuple[Lesson, ...]:
        """The lessons that link to a template, in reading order."""
        return self._lessons_by_template.get(slug, ())

    def lessons_for_task(self, exam: str, task: str) -> tuple[Lesson, ...]:
        """The lessons that prepare for a task of an exam, in reading order."""
        return self._lessons_by_task.get(f"{exam}:{task}", ())

    def bank(self, exam: str) -> tuple[Question, ...]:
        """The questions of an exam; raises NotFound."""
        return _one(self.banks, exam)

    def corrections_of(self, exam: str) -> Mapping[str, Correction]:
        """The corrections of an exam in force, by the version they correct; the last of a version counts."""
        return self._corrections.get(exam, corrections.NONE)

    @cached_property
    def versions(self) -> dict[str, Question]:
        """Every bank question by the hash of its content."""
        return {question.version: question for bank in self.banks.values() for question in bank}

    @cached_property
    def searchable(self) -> tuple[SearchEntry, ...]:
        """What can be found by its words; no question is among it."""
        return search.entries(self.tracks, self.terms, self.templates)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """Every word that can be found."""
        return vocabulary(self.searchable)

    @cached_property
    def lessons(self) -> dict[str, Lesson]:
        """Every lesson by track/slug."""
        return {lesson.path: lesson for track in self.tracks for lesson in track.lessons}

    @cached_property
    def _corrections(self) -> dict[str, dict[str, Correction]]:
        return {exam: {each.version: each for each in found} for exam, found in self.corrections.items()}

    @cached_property
    def _tracks(self) -> dict[str, Track]:
        return {track.slug: track for track in self.tracks}

    @cached_property
    def _exams(self) -> dict[str, Exam]:
        return {exam.code: exam for exam in self.exams}

    @cached_property
    def _skills(self) -> dict[str, Skill]:
        return {skill.code: skill for skill in self.skills}

    @cached_property
    def _roles(self) -> dict[str, RoleProfile]:
        return {role.code: role for role in self.roles}

    @cached_property
    def _terms(self) -> dict[str, Term]:
        return {term.slug: term for term in self.terms}

    @cached_property
    def _templates(self) -> dict[str, Template]:
        return {template.slug: template for template in self.templates}

    @cached_property
    def _lessons_by_term(self) -> dict[str, tuple[Lesson, ...]]:
        return _by_link((lesson, lesson.terms) for lesson in self.lessons.values())

    @cached_property
    def _lessons_by_template(self) -> dict[str, tuple[Lesson, ...]]:
        return _by_link((lesson, lesson.templates) for lesson in self.lessons.values())

    @cached_property
    def _lessons_by_task(self) -> dict[str, tuple[Lesson, ...]]:
        return _by_link((lesson, lesson.prepares_for) for lesson in self.lessons.values())

    @cached_property
    def _traps(self) -> dict[str, Trap]:
        return {trap.code: trap for trap in self.traps}


def _by_link(linked: Iterable[tuple[Lesson, tuple[str, ...]]]) -> dict[str, tuple[Lesson, ...]]:
    """Lessons by what they link to."""
    found: dict[str, list[Lesson]] = {}
    for lesson, slugs in linked:
        for slug in slugs:
            found.setdefault(slug, []).append(lesson)
    return {slug: tuple(lessons) for slug, lessons in found.items()}


def _one(shelf: Mapping[str, Value], key: str) -> Value:
    """The value under the key; raises NotFound."""
    try:
        return shelf[key]
    except KeyError:
        raise NotFound from None
