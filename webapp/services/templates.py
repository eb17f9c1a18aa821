"""Templates to take to work: open to everybody, and asking nothing of the database."""

from __future__ import annotations

from dataclasses import dataclass

from webapp.domain.lessons import Lesson
from webapp.domain.templates import Form, Template
from webapp.press import files
from webapp.press.files import File
from webapp.services.work import Work


@dataclass(frozen=True)
class Offer:
    """A template with the lessons that work with it."""

    template: Template
    lessons: tuple[Lesson, ...]


def list_templates(work: Work) -> tuple[Template, ...]:
    """Every template."""
    return work.catalog.templates


def open_template(work: Work, slug: str) -> Offer:
    """Show one template; raises NotFound."""
    return Offer(work.catalog.template(slug), work.catalog.lessons_with_template(slug))


def make_file(work: Work, slug: str, form: Form) -> File:
    """Make the file of a template; raises NotFound where it is not made in that form."""
    return files.make(work.catalog.template(slug), form)
