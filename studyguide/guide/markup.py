"""The light emphasis of content text: `code`, *emphasis*, **strong**, and paragraphs.

Parsed here and nowhere else, so that no terminal library ever interprets a learner's or author's text.
A star only opens emphasis before a word and closes it after one: `s3:*` needs no escape.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

Style = Literal["", "code", "emphasis", "strong"]

_MARK = re.compile(
    r"`(?P<code>[^`\n]+)`"
    r"|(?<![\w*:])\*\*(?P<strong>[^\s*](?:[^*\n]*[^\s*])?)\*\*(?![\w*])"
    r"|(?<![\w*:])\*(?P<emphasis>[^\s*](?:[^*\n]*[^\s*])?)\*(?![\w*])"
)


class Span(NamedTuple):
    """A run of text in one style."""

    text: str
    style: Style


def spans(text: str) -> tuple[Span, ...]:
    """One paragraph cut into runs; joined, their texts are `text` without its marks."""
    runs: list[Span] = []
    position = 0
    for match in _MARK.finditer(text):
        if match.start() > position:
            runs.append(Span(text[position : match.start()], ""))
        style: Style = "code" if match["code"] else "strong" if match["strong"] else "emphasis"
        runs.append(Span(match[style], style))
        position = match.end()
    if position < len(text):
        runs.append(Span(text[position:], ""))
    return tuple(runs)


def plain(text: str) -> str:
    """The text without its marks."""
    return "".join(span.text for span in spans(text))


def paragraphs(text: str) -> tuple[str, ...]:
    """Paragraphs parted by blank lines, each with its inner line breaks turned into spaces."""
    return tuple(" ".join(part.split()) for part in re.split(r"\n\s*\n", text) if part.strip())
