"""The bodies of events: JSON objects, written and read. Imported with the first of them that is."""

from __future__ import annotations

from typing import Annotated, Any

from msgspec import DecodeError, Meta, Struct
from msgspec.json import Decoder, Encoder

from studyguide.memory.model import Grade


class _Graded(Struct):
    grade: Annotated[int, Meta(ge=1, le=4)]


encoded = Encoder().encode
"""Anything as compact JSON."""
_any = Decoder().decode
_graded = Decoder(_Graded).decode


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
