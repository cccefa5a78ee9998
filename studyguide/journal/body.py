"""The bodies of events: JSON objects, written and read. Imported with the first of them that is."""

from __future__ import annotations

from typing import Annotated, Any

from msgspec import DecodeError, Meta, Struct
from msgspec.json import Decoder, Encoder

from studyguide.memory.model import Grade

SURE = 3
"""The highest certainty a learner can state with an answer."""


class _Graded(Struct):
    grade: Annotated[int, Meta(ge=1, le=4)]


class _Stated(Struct):
    correct: bool = True
    certainty: int = 0


encoded = Encoder().encode
"""Anything as compact JSON."""
_any = Decoder().decode
_graded = Decoder(_Graded).decode
_stated = Decoder(_Stated).decode


def decoded(text: Any) -> dict[str, Any]:
    """A body as it was stored; empty where that was written by something else, or is damaged."""
    try:
        body = _any(text)
    except (DecodeError, TypeError):
        return {}
    return body if isinstance(body, dict) else {}


def grade_of(text: Any) -> Grade | None:
    """The grade in the body of a review; None where that was written by something else, or is damaged."""
    try:
        return Grade(_graded(text).grade)
    except (DecodeError, TypeError):
        return None


def was_misled(text: Any) -> bool:
    """Whether the body of a review tells of a wrong answer that the learner was sure of."""
    try:
        stated = _stated(text)
    except (DecodeError, TypeError):
        return False
    return not stated.correct and stated.certainty == SURE
