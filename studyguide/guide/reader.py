"""One file of a pack -> model, every complaint of the file at once and each with its place."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, Generic, TypeVar

import msgspec
from msgspec import inspect

from studyguide.errors import Problem
from studyguide.guide import model
from studyguide.guide.document import Document
from studyguide.guide.model import Case, Choice, Matching, Multi, Ordering, Question
from studyguide.guide.walker import TooManyProblems, Walker

File = TypeVar("File")
Part = TypeVar("Part")
Asked = TypeVar("Asked", bound=Question | Case)
Labelled = TypeVar("Labelled", model.Option, model.OrderItem, model.Pair)

_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Parsed(Generic[File, Part]):
    """One file as far as it could be understood."""

    document: Document
    problems: tuple[Problem, ...]
    whole: File | None
    """None if the file has a problem."""
    parts: tuple[tuple[int, Part], ...]
    """The sections or questions without a problem, with their positions; a faulty file has them too."""


def read_guide(document: Document) -> Parsed[model.GuideFile, model.Section]:
    """A `guide.yaml`; its parts are sections."""
    return _read(document, model.GuideFile, "sections", model.Section)


def read_questions(document: Document) -> Parsed[model.QuestionsFile, Question | Case]:
    """A `questions.yaml`; options, items and pairs without an id get their letter by position."""
    parsed: Parsed[model.QuestionsFile, Question | Case]
    parsed = _read(document, model.QuestionsFile, "questions", Question | Case)
    parts = tuple((position, with_ids(question)) for position, question in parsed.parts)
    whole = parsed.whole and model.QuestionsFile(questions=tuple(question for _, question in parts))
    return Parsed(document, parsed.problems, whole, parts)


def read_pack_file(document: Document) -> Parsed[model.PackFile, object]:
    """A `pack.yaml`; it has no parts."""
    return _read(document, model.PackFile, "", object)


def with_ids(question: Asked) -> Asked:
    """The question with a letter by position as the id of each option, item or pair that has none."""
    match question:
        case Choice() | Multi():
            return msgspec.structs.replace(question, options=_lettered(question.options))
        case Ordering():
            return msgspec.structs.replace(question, items=_lettered(question.items))
        case Matching():
            return msgspec.structs.replace(question, pairs=_lettered(question.pairs))
        case Case():
            return msgspec.structs.replace(question, questions=tuple(map(with_ids, question.questions)))
        case _:
            return question


def _lettered(parts: tuple[Labelled, ...]) -> tuple[Labelled, ...]:
    return tuple(
        part if part.id else msgspec.structs.replace(part, id=letter)
        for part, letter in zip(parts, _LETTERS, strict=False)
    )


def _read(document: Document, file: Any, key: str, part: Any) -> Parsed[Any, Any]:
    walker = Walker(document)
    try:
        plain = walker.walk(_type(file), document.value, ())
    except TooManyProblems:
        more = document.problem((), f"more than {len(walker.problems)} problems; mend these first")
        return Parsed(document, (*walker.problems, more), None, ())
    problems = tuple(walker.problems)
    listed = plain.get(key) if isinstance(plain, dict) else None
    try:
        whole = None if problems else msgspec.convert(plain, file)
        parts = tuple(
            (position, msgspec.convert(value, part))
            for position, value in enumerate(listed if isinstance(listed, list) else ())
            if (key, position) not in walker.faulty
        )
    except msgspec.ValidationError as error:
        # Only a constraint of the model that the walker does not know comes here.
        return Parsed(document, (*problems, document.problem((), str(error))), None, ())
    return Parsed(document, problems, whole, parts)


@cache
def _type(struct: Any) -> inspect.Type:
    return inspect.type_info(struct)
