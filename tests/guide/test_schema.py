"""The JSON Schemas: up to date, and true of the packs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from studyguide.guide.packs import built_in
from studyguide.guide.schema import NAMES, Name, schema, schema_text
from tests.guide.small_pack import SMALL

KINDS: dict[str, type | tuple[type, ...]] = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "boolean": bool,
    "null": type(None),
}
KNOWN = {
    "$ref", "anyOf", "type", "enum", "properties", "required", "additionalProperties", "items", "minItems",
    "maxItems", "minLength", "maxLength", "pattern", "minimum", "maximum", "format", "title", "description",
    "default", "discriminator", "$defs", "$schema",
}  # fmt: skip


def faults(rule: dict[str, Any], value: Any, root: dict[str, Any], path: str = "") -> Iterator[str]:
    """What a JSON Schema validator would say, for the words that our schemas use."""
    assert set(rule) <= KNOWN, set(rule) - KNOWN
    if "$ref" in rule:
        yield from faults(root["$defs"][rule["$ref"].removeprefix("#/$defs/")], value, root, path)
        return
    if "anyOf" in rule and all(list(faults(one, value, root, path)) for one in rule["anyOf"]):
        yield f"{path}: none of anyOf"
    kind = rule.get("type")
    if kind and (not isinstance(value, KINDS[kind]) or (kind == "integer" and isinstance(value, bool))):
        yield f"{path}: not {kind}"
        return
    if "enum" in rule and value not in rule["enum"]:
        yield f"{path}: not in enum"
    if isinstance(value, dict):
        yield from (f"{path}: lacks {name}" for name in rule.get("required", []) if name not in value)
        for key, inner in value.items():
            other = rule.get("additionalProperties", True)
            if key in rule.get("properties", {}):
                yield from faults(rule["properties"][key], inner, root, f"{path}.{key}")
            elif other is False:
                yield f"{path}: unknown {key}"
            elif isinstance(other, dict):
                yield from faults(other, inner, root, f"{path}.{key}")
    if isinstance(value, list):
        if not rule.get("minItems", 0) <= len(value) <= rule.get("maxItems", len(value)):
            yield f"{path}: {len(value)} items"
        for at, inner in enumerate(value):
            yield from faults(rule.get("items", {}), inner, root, f"{path}[{at}]")
    if isinstance(value, str):
        if not rule.get("minLength", 0) <= len(value) <= rule.get("maxLength", len(value)):
            yield f"{path}: length"
        if "pattern" in rule and not re.search(rule["pattern"], value):
            yield f"{path}: pattern"
    if isinstance(value, int) and not rule.get("minimum", value) <= value <= rule.get("maximum", value):
        yield f"{path}: range"


def as_an_editor_sees_it(value: Any) -> Any:
    """YAML 1.2, which editors speak, has no dates, and keys are strings."""
    match value:
        case dict():
            return {
                str(key).lower() if isinstance(key, bool) else key: as_an_editor_sees_it(inner)
                for key, inner in value.items()
            }
        case list():
            return [as_an_editor_sees_it(inner) for inner in value]
        case date():
            return value.isoformat()
        case _:
            return value


def content_files() -> Iterator[tuple[Path, Name]]:
    for folder in (SMALL, built_in()):
        yield folder / "pack.yaml", "pack"
        yield from ((file, "guide") for file in sorted(folder.glob("chapters/*/guide.yaml")))
        yield from ((file, "questions") for file in sorted(folder.glob("chapters/*/questions.yaml")))


@pytest.mark.parametrize("name", NAMES)
def test_the_shipped_schemas_are_those_of_the_model(name: Name) -> None:
    shipped = (built_in() / "schema" / f"{name}.schema.json").read_text(encoding="utf-8")
    assert shipped == schema_text(name), "run: studyguide schema, and save what it prints"
    assert json.loads(shipped) == schema(name)


@pytest.mark.parametrize(("file", "name"), tuple(content_files()), ids=lambda value: str(value)[-40:])
def test_content_fits_its_schema(file: Path, name: Name) -> None:
    value = as_an_editor_sees_it(yaml.safe_load(file.read_text(encoding="utf-8")))
    rule = schema(name)
    assert list(faults(rule, value, rule)) == []


@pytest.mark.parametrize("file", [file for file, _ in content_files() if built_in() in file.parents])
def test_shipped_files_name_their_schema(file: Path) -> None:
    found = re.match(r"# yaml-language-server: \$schema=(\S+)\n", file.read_text(encoding="utf-8"))
    assert found is not None
    kind = file.stem
    assert (file.parent / found[1]).resolve() == (built_in() / "schema" / f"{kind}.schema.json").resolve()


def test_the_schema_finds_what_the_reader_finds() -> None:
    rule = schema("questions")
    value = as_an_editor_sees_it(yaml.safe_load((SMALL / "chapters/01-brewing/questions.yaml").read_text()))
    value["questions"][0]["steem"] = "x"
    assert list(faults(rule, value, rule)) == [".questions[0]: none of anyOf"]
