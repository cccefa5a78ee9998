"""JSON Schemas of the content files, generated from the model, for editors that complete while one types."""

from __future__ import annotations

import json
from typing import Any, Literal, get_args

import msgspec

from studyguide.guide.model import GuideFile, PackFile, QuestionsFile

Name = Literal["guide", "questions", "pack"]
NAMES: tuple[Name, ...] = get_args(Name)

_FILES = {"guide": GuideFile, "questions": QuestionsFile, "pack": PackFile}


def schema(name: Name) -> dict[str, Any]:
    """The JSON Schema of `guide.yaml`, `questions.yaml` or `pack.yaml`; draft 7, which every editor knows."""
    # Through JSON, since msgspec leaves Python values such as tuples in it.
    generated = json.loads(msgspec.json.encode(msgspec.json.schema(_FILES[name])))
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": f"studyguide {name}.yaml",
        **generated,
    }


def schema_text(name: Name) -> str:
    """The schema as it is shipped in `content/schema/`."""
    return json.dumps(schema(name), indent=1, ensure_ascii=False) + "\n"
