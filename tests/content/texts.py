"""The texts of a chapter, wherever they stand."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from studyguide.guide.markup import plain
from studyguide.guide.model import Chapter


def texts(chapter: Chapter) -> Iterator[str]:
    """Every text of guide and questions without its marks: titles, prose, options, reasons, code."""
    yield from _strings(
        msgspec.to_builtins((chapter.title, chapter.summary, chapter.sections, chapter.questions))
    )


def _strings(value: object) -> Iterator[str]:
    match value:
        case str():
            yield plain(value)
        case dict():
            for inner in value.values():
                yield from _strings(inner)
        case list() | tuple():
            for inner in value:
                yield from _strings(inner)
        case _:
            return
