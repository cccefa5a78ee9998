"""Words that were searched for, marked where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable

from studyguide.tui.widgets.lines import Line

_WORD = re.compile(r"\w+")
_STYLE = "bold underline $text-warning"
"""Also to be seen without colour."""


def marked_words(lines: Iterable[Line], words: tuple[str, ...]) -> tuple[tuple[Line, ...], tuple[int, ...]]:
    """The lines with every word marked that begins with one of `words`, and which lines hold such a word."""
    marked: list[Line] = []
    hits: list[int] = []
    for y, line in enumerate(lines):
        content = line.content
        found = [one.span() for one in _WORD.finditer(content.plain) if one[0].casefold().startswith(words)]
        for start, end in found:
            content = content.stylize(_STYLE, start, end)
        if found:
            hits.append(y)
        marked.append(Line(content, line.stop) if found else line)
    return tuple(marked), tuple(hits)
