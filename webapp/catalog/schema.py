"""JSON Schemas of the content files, made from the models that validate them: editors complete and check with them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, models_json_schema

from webapp.catalog.exam_models import CorrectionEntry, CountRule, ExamEntry, OutlineEntry, PracticeCut
from webapp.catalog.library_models import TemplateEntry, TermEntry
from webapp.catalog.models import Entry, LessonEntry, RoleEntry, SkillEntry, TrackEntry, TrapEntry
from webapp.catalog.path_models import PathEntry
from webapp.catalog.pictured import Keys
from webapp.catalog.question_models import QUESTIONS, CaseEntry, QuestionEntry
from webapp.catalog.schema_words import WORDS

Schema = dict[str, Any]
DIALECT = "http://json-schema.org/draft-07/schema#"
"""The dialect that every editor reads."""

LISTS: dict[str, type[BaseModel]] = {
    "skills": SkillEntry,
    "roles": RoleEntry,
    "traps": TrapEntry,
    "terms": TermEntry,
    "paths": PathEntry,
}
MAPPINGS: dict[str, type[BaseModel]] = {
    "exam": ExamEntry,
    "outline": OutlineEntry,
    "track": TrackEntry,
    "lesson": LessonEntry,
    "template": TemplateEntry,
}
PURPOSES = {
    "questions": "The questions of one outline task.",
    "case": "One situation and the questions about it.",
    "exam": "What an exam is, and whose.",
    "outline": "One dated outline of an exam.",
    "corrections": "What was found wrong in questions that were asked already.",
    "track": "The lessons of a track in reading order.",
    "lesson": "The front matter of a lesson.",
    "skills": "The competencies.",
    "roles": "The role profiles.",
    "traps": "The misconceptions that wrong options name.",
    "terms": "The glossary: one sentence for each term, in the order of their slugs.",
    "paths": "The learning paths: lessons of several tracks in stages, for one aim each.",
    "template": "A paper to take to work: a document or a sheet, with a worked example.",
}


def schemas() -> dict[str, str]:
    """Every schema by its file's name, as text."""
    made = {name: _of_model(model) for name, model in MAPPINGS.items()}
    made |= {name: _of_list_under(name, model) for name, model in LISTS.items()}
    made["corrections"] = _list_of(_of_model(CorrectionEntry))
    made["questions"] = _list_of(_of_question())
    made["case"] = _of_case()
    return {f"{name}.json": _text(name, schema) for name, schema in sorted(made.items())}


def _text(name: str, schema: Schema) -> str:
    head = {"$schema": DIALECT, "title": f"Gantry: {name}", "description": PURPOSES[name]}
    return json.dumps({**head, **schema}, indent=1, ensure_ascii=False) + "\n"


def _of_model(model: type[BaseModel]) -> Schema:
    """A model's schema, worded."""
    made = _of_models([model])[model.__name__]
    return {**made, "definitions": {k: v for k, v in made["definitions"].items() if k != model.__name__}}


def _of_models(models: list[type[BaseModel]]) -> dict[str, Schema]:
    """The schemas of some models, each with the definitions of them all."""
    _, whole = models_json_schema(
        [(model, "validation") for model in models],
        ref_template="#/definitions/{model}",
        schema_generator=GenerateJsonSchema,
    )
    known = {each.__name__: each for base in (Entry, Keys) for each in _all_models(base)}
    shared = {name: _worded(schema, name, known.get(name)) for name, schema in whole["$defs"].items()}
    roots = {name: {**schema, "definitions": shared} for name, schema in shared.items()}
    return {model.__name__: roots[model.__name__] for model in models}


def _all_models(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """A model and everything made of it."""
    yield model
    for each in model.__subclasses__():
        yield from _all_models(each)


def _worded(schema: Schema, name: str, model: type[BaseModel] | None) -> Schema:
    """A definition without the titles that say what the keys say already, and with a description for each field."""
    fields = {
        field: {**_plain(each), "description": _words(field, name, model)}
        for field, each in schema.get("properties", {}).items()
    }
    rest = {key: each for key, each in schema.items() if key not in {"title", "properties"}}
    return {**_plain(rest), "properties": fields} if fields else _plain(rest)


def _plain(schema: Any) -> Any:
    """A schema without the titles of fields, and without keywords that are no JSON Schema."""
    if isinstance(schema, dict):
        return {
            key: _plain(each)
            for key, each in schema.items()
            if not (key == "title" and isinstance(each, str)) and key != "discriminator"
        }
    return [_plain(each) for each in schema] if isinstance(schema, list) else schema


def _words(field: str, name: str, model: type[BaseModel] | None) -> str:
    """What a field means: by its model, by a family that the model belongs to, or by its name alone."""
    families = [base.__name__ for base in model.__mro__] if model else [name]
    if model in {CountRule, PracticeCut}:
        families.append("PassRule")
    found = (WORDS[f"{family}.{field}"] for family in families if f"{family}.{field}" in WORDS)
    return next(found, None) or WORDS[field]


def _of_question() -> Schema:
    """A question of any kind. What its kind asks for is chosen by `kind`, so that an editor completes only that."""
    models: dict[str, type[QuestionEntry]] = dict(QUESTIONS)
    shared = next(iter(_of_models(list(models.values())).values()))["definitions"]
    chosen = [
        {
            "if": {"properties": {"kind": {"const": kind}}, "required": ["kind"]},
            "then": {"$ref": f"#/definitions/{model.__name__}"},
        }
        for kind, model in models.items()
    ]
    single = {
        "if": {"not": {"required": ["kind"]}},
        "then": {"$ref": f"#/definitions/{models['single'].__name__}"},
    }
    kind = {"enum": list(models), "description": WORDS["QuestionEntry.kind"]}
    return {
        "type": "object",
        "properties": {"kind": kind},
        "required": ["id"],
        "allOf": [*chosen, single],
        "definitions": shared,
    }


def _of_case() -> Schema:
    case, question = _of_model(CaseEntry), _of_question()
    shared = {**case.pop("definitions"), **question.pop("definitions"), "Question": question}
    asked = {**case["properties"]["questions"], "items": {"$ref": "#/definitions/Question"}}
    asked["items"] = {"allOf": [asked["items"], {"required": ["task"]}]}
    return {**case, "properties": {**case["properties"], "questions": asked}, "definitions": shared}


def _list_of(schema: Schema) -> Schema:
    """A file that is a list of entries."""
    shared = {**schema.pop("definitions"), "Entry": schema}
    return {"type": "array", "minItems": 1, "items": {"$ref": "#/definitions/Entry"}, "definitions": shared}


def _of_list_under(name: str, model: type[BaseModel]) -> Schema:
    """A file that holds one key with a list of entries."""
    listed = _list_of(_of_model(model))
    shared = listed.pop("definitions")
    return {
        "type": "object",
        "properties": {name: {**listed, "description": PURPOSES[name]}},
        "required": [name],
        "additionalProperties": False,
        "definitions": shared,
    }
