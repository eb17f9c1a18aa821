"""New questions and lessons in their files: where they belong, under an id that nothing has borne before."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random

from webapp.catalog.exam_models import DomainEntry, OutlineEntry
from webapp.catalog.faults import UnfitContent
from webapp.catalog.fitting import fit
from webapp.catalog.manuscripts import split_front
from webapp.catalog.models import LessonEntry
from webapp.catalog.outlines import read_outlines
from webapp.catalog.question_models import QUESTIONS
from webapp.catalog.questions import read_bank
from webapp.catalog.reading import Desk
from webapp.catalog.skeletons import Blank, lesson_skeleton, skeleton
from webapp.domain.errors import BadInput

APPROACHES = ("predictive", "agile", "hybrid", "any")
MOST_AT_ONCE = 20
LARGEST = 9999
_CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True)
class Order:
    """What an author asks for; `retired` are ids that no file holds any more."""

    exam: str
    task: str
    kind: str = "single"
    approach: str = "any"
    count: int = 1
    retired: Collection[str] = ()


@dataclass(frozen=True)
class Laid:
    """What was written, and where; `line` is the first line of it."""

    path: Path
    line: int
    ids: tuple[str, ...] = ()


def new_questions(folder: Path, order: Order, *, dice: Random, today: date) -> Laid:
    """Write skeletons into the file of a task; raises BadInput when they cannot stand there."""
    outline = _outline(folder, order.exam)
    domain = _require_place(outline, order)
    path = folder / "exams" / order.exam / "questions" / domain.slug / f"{order.task.lower()}.yaml"
    home = f"{order.exam}-{order.task.lower()}"
    first = 1 + max(_numbers(home, [*_written(folder / "exams" / order.exam), *order.retired]), default=0)
    if first + order.count - 1 > LARGEST:
        raise BadInput(f"The numbers of {home} are used up.")
    ids = tuple(f"{home}-{number:03}" for number in range(first, first + order.count))
    lessons, skills = _lessons_for(folder, f"{order.exam}:{order.task}")
    blanks = (Blank(each, order.approach, skills, lessons, today) for each in ids)
    added = "\n".join(skeleton(order.kind, blank, dice) for blank in blanks)
    return Laid(path, _append(folder, path, order, added), ids)


def new_lesson(folder: Path, track: str, slug: str, title: str, *, today: date) -> Laid:
    """Write the skeleton of a lesson that its track lists; raises BadInput when it does not, or when it is there."""
    listing = folder / "lessons" / track / "track.yaml"
    if not _CODE.fullmatch(track) or not listing.is_file():
        raise BadInput(f"There is no track {track}.")
    desk = Desk(folder)
    sheet = desk.sheet(listing)
    listed = sheet.value.get("lessons") if sheet and isinstance(sheet.value, dict) else None
    if not isinstance(listed, list) or slug not in listed:
        raise BadInput(
            f"List {slug} in lessons/{track}/track.yaml first; its place there is its place in the track."
        )
    path = listing.parent / f"{slug}.md"
    if path.exists():
        raise BadInput(f"lessons/{track}/{slug}.md is there already.")
    skills = _skills(desk)[:1]
    _write(path, lesson_skeleton(title, skills, (), today))
    return Laid(path, 1)


def _outline(folder: Path, exam: str) -> OutlineEntry:
    """The latest outline of an exam."""
    if not _CODE.fullmatch(exam) or not (folder / "exams" / exam / "exam.yaml").is_file():
        known = ", ".join(sorted(path.parent.name for path in folder.glob("exams/*/exam.yaml")))
        raise BadInput(f"There is no exam {exam}; there are {known or 'none'}.")
    desk = Desk(folder)
    outlines = read_outlines(desk, f"exams/{exam}")
    if not outlines:
        raise UnfitContent(desk.faults)
    return outlines[-1].entry


def _require_place(outline: OutlineEntry, order: Order) -> DomainEntry:
    """The domain of the task; raises BadInput for what the outline does not take."""
    home = next((each for each in outline.domains if order.task in {task.code for task in each.tasks}), None)
    if home is None:
        known = ", ".join(task.code for task in outline.tasks)
        raise BadInput(f"The outline of {order.exam} has no task {order.task}; it has {known}.")
    if order.kind not in QUESTIONS:
        raise BadInput(f"There is no kind {order.kind}; there are {', '.join(QUESTIONS)}.")
    if order.kind not in outline.item_types:
        raise BadInput(
            f"The outline of {order.exam} asks no {order.kind}; it asks {', '.join(outline.item_types)}."
        )
    if order.approach not in APPROACHES:
        raise BadInput(f"There is no approach {order.approach}; there are {', '.join(APPROACHES)}.")
    if not 1 <= order.count <= MOST_AT_ONCE:
        raise BadInput(f"Ask for 1 to {MOST_AT_ONCE} questions at once.")
    return home


def _written(exam: Path) -> Iterator[str]:
    """Everything in an exam's files that could be an id, corrections of questions that are gone included.

    The files are searched as text, since one of them may be half written and fit no model.
    """
    for path in exam.rglob("*.yaml"):
        yield from re.findall(r"[a-z0-9-]+-[0-9]{1,4}\b", path.read_text(encoding="utf-8", errors="replace"))


def _numbers(home: str, ids: Collection[str]) -> Iterator[int]:
    """The numbers that ids of one task bear."""
    for each in ids:
        stem, _, number = each.rpartition("-")
        if stem == home and number.isdigit():
            yield int(number)


def _lessons_for(folder: Path, task: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The lessons that prepare for a task, and the skills of the first; the first of all when none does."""
    desk, found = Desk(folder), []
    for path in desk.files("lessons/*/*.md"):
        front = split_front(path.read_text(encoding="utf-8", errors="replace"))
        sheet = front and desk.yaml(front[0], desk.name(path), first_line=2)
        entry = fit(LessonEntry, sheet, desk.faults) if sheet else None
        if entry:
            found.append((f"{path.parent.name}/{path.stem}", entry.entry))
    fitting = [each for each in found if task in each[1].prepares_for]
    if not found:
        raise BadInput("There is no lesson yet, and a question names the lesson that teaches its matter.")
    (_, first), *_ = chosen = fitting or found[:1]
    return tuple(path for path, _ in chosen), first.skills[:2]


def _skills(desk: Desk) -> list[str]:
    """The codes of the skills, as far as they can be read."""
    sheet = desk.sheet(desk.folder / "skills.yaml")
    listed = sheet.value.get("skills") if sheet and isinstance(sheet.value, dict) else None
    return [str(each["code"]) for each in listed or () if isinstance(each, dict) and "code" in each]


def _append(folder: Path, path: Path, order: Order, added: str) -> int:
    """Add to a file, or begin it; the line of what was added. The file stays as it was unless all of it can be read."""
    desk = Desk(folder)
    before = desk.text(path) if path.exists() else _opening(folder, path)
    if before is None:
        raise UnfitContent(desk.faults)
    text = f"{before.rstrip()}\n\n{added}" if path.exists() else before + added
    sheet = desk.yaml(text, desk.name(path))
    drafts = read_bank(sheet, order.task, desk.faults) if sheet else ()
    if desk.faults or len(drafts) < order.count:
        raise UnfitContent(desk.faults)
    _write(path, text)
    return text.count("\n", 0, text.index(added)) + 1


def _opening(folder: Path, path: Path) -> str:
    """The line by which an editor finds the shape of the file."""
    schema = os.path.relpath(folder / "schema" / "questions.json", path.parent)
    return f"# yaml-language-server: $schema={schema}\n"


def _write(path: Path, text: str) -> None:
    """Put a whole file in place, or leave the old one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.new")
    beside.write_text(text, encoding="utf-8")
    beside.replace(path)
