"""JSON Schemas for editors: of every content file, with a word on each field, and current in the content folder."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from webapp.catalog.question_models import QUESTIONS
from webapp.catalog.schema import PURPOSES, schemas
from webapp.settings import ROOT

HOME = ROOT / "content" / "schema"


def read(name: str) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(schemas()[f"{name}.json"])
    return made


def nodes(value: Any) -> Iterator[dict[str, Any]]:
    """Every mapping in a schema."""
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    for each in value if isinstance(value, list) else ():
        yield from nodes(each)


def test_the_files_in_the_content_folder_are_current() -> None:
    kept = {path.name: path.read_text(encoding="utf-8") for path in HOME.glob("*")}
    assert kept == schemas(), "run `gantry content schema --write`"


def test_there_is_a_schema_for_every_content_file() -> None:
    assert set(schemas()) == {f"{name}.json" for name in PURPOSES}


@pytest.mark.parametrize("name", PURPOSES)
def test_every_field_has_a_word_for_the_editor(name: str) -> None:
    fields = [
        (field, each)
        for node in nodes(read(name))
        if isinstance(node.get("properties"), dict) and node.get("additionalProperties") is False
        for field, each in node["properties"].items()
    ]
    assert fields
    assert [field for field, each in fields if len(each.get("description", "")) < 10] == []


@pytest.mark.parametrize("name", PURPOSES)
def test_every_reference_leads_somewhere(name: str) -> None:
    schema = read(name)
    known = {f"#/definitions/{each}" for each in schema["definitions"]}
    targets = {node["$ref"] for node in nodes(schema) if isinstance(node.get("$ref"), str)}
    assert targets <= known


def test_the_kind_decides_what_a_question_may_hold() -> None:
    entry = read("questions")["definitions"]["Entry"]
    chosen = {each["if"]["properties"]["kind"]["const"]: each["then"] for each in entry["allOf"][:-1]}
    assert set(chosen) == set(QUESTIONS)
    assert entry["allOf"][-1]["if"] == {"not": {"required": ["kind"]}}
    assert entry["allOf"][-1]["then"] == chosen["single"]


def test_the_questions_of_a_case_name_their_task() -> None:
    asked = read("case")["properties"]["questions"]["items"]
    assert {"required": ["task"]} in asked["allOf"]


def test_numbers_of_questions_may_stand_in_quotes() -> None:
    answer = read("questions")["definitions"]["NumericEntry"]["properties"]["answer"]
    assert [each["type"] for each in answer["anyOf"]] == ["number", "string"]
    assert "\\Z" not in schemas()["questions.json"]
