"""Content as it was written and found to fit its models, before it is checked as a whole and rendered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from webapp.catalog.exam_models import CorrectionEntry, ExamEntry, OutlineEntry
from webapp.catalog.faults import Fault
from webapp.catalog.figure_keys import AnyFigure
from webapp.catalog.fitting import Blame, Written
from webapp.catalog.library_models import TemplateEntry, TermEntry
from webapp.catalog.manuscripts import Manuscript
from webapp.catalog.models import LessonEntry, RoleEntry, SkillEntry, TrackEntry, TrapEntry
from webapp.catalog.path_models import PathEntry
from webapp.catalog.question_models import CaseEntry, QuestionEntry


@dataclass(frozen=True)
class CaseDraft:
    """The situation of a case; `figures` holds its fences in order."""

    slug: str
    written: Written[CaseEntry]
    manuscript: Manuscript
    figures: tuple[Written[AnyFigure], ...]


@dataclass(frozen=True)
class QuestionDraft:
    """A question; `task` is None for a check of a lesson, whose lesson is known by its place."""

    written: Written[QuestionEntry]
    version: str
    lesson: str
    task: str | None = None
    case: CaseDraft | None = None

    @property
    def entry(self) -> QuestionEntry:
        """The question's fields."""
        return self.written.entry


@dataclass(frozen=True)
class LessonDraft:
    """A lesson; `inserts` holds, fence by fence, its check or its figure."""

    track: str
    slug: str
    written: Written[LessonEntry]
    manuscript: Manuscript
    inserts: tuple[QuestionDraft | Written[AnyFigure], ...]

    @property
    def path(self) -> str:
        """`track/slug`."""
        return f"{self.track}/{self.slug}"

    @property
    def entry(self) -> LessonEntry:
        """The lesson's front matter."""
        return self.written.entry

    @property
    def checks(self) -> tuple[QuestionDraft, ...]:
        """The check questions in order."""
        return tuple(insert for insert in self.inserts if isinstance(insert, QuestionDraft))

    @property
    def anchors(self) -> frozenset[str]:
        """The anchors that links may name."""
        return frozenset(heading.anchor for heading in self.manuscript.headings if heading.anchor)

    def targets(self, kind: str) -> tuple[str, ...]:
        """What the links of a kind name, each once, in the order of the text."""
        return tuple(dict.fromkeys(link.target for link in self.manuscript.links if link.kind == kind))

    def blame(self, line: int) -> Blame:
        """Who makes faults at a line of the body."""
        return lambda reason: Fault(self.written.sheet.file, line, reason)


@dataclass(frozen=True)
class TrackDraft:
    """A track with its lessons in reading order."""

    slug: str
    written: Written[TrackEntry]
    lessons: tuple[LessonDraft, ...]


@dataclass(frozen=True)
class ExamDraft:
    """An exam with its outlines, oldest first, and its bank, which belongs to the latest of them."""

    written: Written[ExamEntry]
    outlines: tuple[Written[OutlineEntry], ...]
    bank: tuple[QuestionDraft, ...]
    corrections: tuple[Written[CorrectionEntry], ...] = ()

    @property
    def code(self) -> str:
        """The exam's code."""
        return self.written.entry.code

    @property
    def outline(self) -> Written[OutlineEntry]:
        """The latest outline."""
        return self.outlines[-1]

    @property
    def tasks(self) -> frozenset[str]:
        """Every task code of the latest outline."""
        return frozenset(task.code for task in self.outline.entry.tasks)


@dataclass(frozen=True)
class Vocabulary:
    """Skills, roles and traps."""

    skills: tuple[Written[SkillEntry], ...]
    roles: tuple[Written[RoleEntry], ...]
    traps: tuple[Written[TrapEntry], ...]


@dataclass(frozen=True)
class TemplateDraft:
    """A template; its file's name is its slug."""

    slug: str
    written: Written[TemplateEntry]


@dataclass(frozen=True)
class Drafts:
    """All content as written; `unread` names the files with faults, whose entries may be missing here."""

    vocabulary: Vocabulary
    tracks: tuple[TrackDraft, ...]
    exams: tuple[ExamDraft, ...]
    unread: frozenset[str] = frozenset()
    terms: tuple[Written[TermEntry], ...] = ()
    templates: tuple[TemplateDraft, ...] = ()
    paths: tuple[Written[PathEntry], ...] = ()

    @cached_property
    def lessons(self) -> Mapping[str, LessonDraft]:
        """Every lesson by its path."""
        return {lesson.path: lesson for track in self.tracks for lesson in track.lessons}

    @cached_property
    def questions(self) -> tuple[QuestionDraft, ...]:
        """Every question: the banks, then the checks."""
        return tuple(self._questions())

    def _questions(self) -> Iterator[QuestionDraft]:
        for exam in self.exams:
            yield from exam.bank
        for lesson in self.lessons.values():
            yield from lesson.checks
