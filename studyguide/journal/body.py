"""The bodies of events: JSON objects, written and read. Imported with the first of them that is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, TypeAlias

from msgspec import DecodeError, Meta, Struct
from msgspec.json import Decoder, Encoder

from studyguide.memory.model import GRADES, Grade

SURE = 3
"""The highest certainty a learner can state with an answer."""


_Grade: TypeAlias = Annotated[int, Meta(ge=1, le=4)]


class _Graded(Struct):
    grade: _Grade


class _Stated(Struct):
    correct: bool = True
    certainty: int = 0


class _Reviewed(_Stated, kw_only=True):
    grade: _Grade


class Answered(Struct, frozen=True):
    """What a review tells of the learner; all of it as it was when the answer was given."""

    grade: _Grade
    stability: Annotated[float, Meta(ge=0.001, le=36500)] | None
    """Days, within the bounds of FSRS; None for a new card."""
    elapsed: int = 0
    """Days since the card was last reviewed."""
    ms: float = 0.0
    kind: str = ""
    """Of the question."""


encoded = Encoder().encode
"""Anything as compact JSON."""
_any = Decoder().decode
_graded = Decoder(_Graded).decode
_stated = Decoder(_Stated).decode
_reviewed = Decoder(_Reviewed).decode
_answered = Decoder(Answered).decode


def cleaned(value: Any) -> Any:
    """The same, with a replacement character for every lone surrogate."""
    match value:
        case str():
            return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        case Mapping():
            return {cleaned(key): cleaned(part) for key, part in value.items()}
        case list() | tuple():
            return [cleaned(part) for part in value]
        case _:
            return value


def decoded(text: Any) -> dict[str, Any]:
    """A body as it was stored; empty where that was written by something else, or is damaged."""
    try:
        body = _any(text)
    except (DecodeError, TypeError):
        return {}
    return body if isinstance(body, dict) else {}


def answered(text: Any) -> Answered | None:
    """What the body of a review tells; None where that was written by something else, or is damaged."""
    try:
        return _answered(text)
    except (DecodeError, TypeError):
        return None


def grade_of(text: Any) -> Grade | None:
    """The grade in the body of a review; None where that was written by something else, or is damaged."""
    try:
        return GRADES[_graded(text).grade]
    except (DecodeError, TypeError):
        return None


def was_misled(text: Any) -> bool:
    """Whether the body of a review tells of a wrong answer that the learner was sure of."""
    try:
        stated = _stated(text)
    except (DecodeError, TypeError):
        return False
    return not stated.correct and stated.certainty == SURE


def reviewed(text: Any) -> tuple[Grade | None, bool]:
    """`grade_of` and `was_misled` of one body, in one reading."""
    try:
        body = _reviewed(text)
    except (DecodeError, TypeError):  # the one may be there without the other
        return grade_of(text), was_misled(text)
    return GRADES[body.grade], not body.correct and body.certainty == SURE
