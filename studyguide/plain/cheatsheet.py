"""The must-know items of a chapter on one page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import chop_cells

from studyguide.guide.essentials import essentials
from studyguide.guide.model import Chapter
from studyguide.plain.text import WIDTH, filled, inline

LINES = 66
"""Lines of a page, each of at most `WIDTH` cells."""

_MOST_OF_TITLE = 3
"""Lines of a chapter's title."""

_SENTENCE_END = re.compile(r"(?<=[.!])(?<!\be\.g\.)(?<!\bi\.e\.)\s+(?![a-z])")
"""After a question mark nothing ends: the answer follows."""


@dataclass(slots=True)
class _Entry:
    """An item, of whose sentences the first `kept` are shown."""

    group: str
    name: str
    sentences: list[str]
    kept: int

    def lines(self) -> list[str]:
        return self._lines(self.kept)

    def saves(self, least: int) -> bool:
        """Whether the page gets shorter by keeping only `least` sentences."""
        return self.kept > least and len(self._lines(least)) < len(self._lines(self.kept))

    def _lines(self, kept: int) -> list[str]:
        text = " ".join(self.sentences[:kept])
        colon = "" if not self.name or not text or self.name.endswith((".", ":", "?", "!")) else ":"
        return _lines(f"{self.name}{colon} {text}".strip(), "  ", "    ")


def cheatsheet(chapter: Chapter) -> str:
    """The chapter's title and, by section, its must-know items: at most `LINES` lines of `WIDTH` cells.

    Where that is too little, the blank lines between sections go first; then whole sentences from the end of
    the longest item; then all but names; then the last items, and the page says how many.
    """
    entries = [
        _Entry(group.title, inline(one.name), sentences := _sentences(one.text), len(sentences))
        for group in essentials(chapter)
        for one in group.essentials
    ]
    title = _title(chapter)
    if not entries:
        return "\n".join((*title, "", "Nothing in this chapter is marked as must-know."))
    page = _page(title, entries, between=[""])
    while len(page) > LINES:
        page = _page(title, entries)
        if len(page) > LINES and not _shorten(entries):
            break
    left_out = 0
    while len(page) > LINES:
        entries.pop()
        left_out += 1
        page = _page(title, entries, left_out)
    return "\n".join(page)


def _sentences(text: str) -> list[str]:
    return _SENTENCE_END.split(shown) if (shown := inline(text)) else []


def _title(chapter: Chapter) -> list[str]:
    lines = _lines(inline(chapter.title), "", "")
    if len(lines) > _MOST_OF_TITLE:
        lines = [*lines[: _MOST_OF_TITLE - 1], "..."]
    return [*lines, "=" * WIDTH]


def _page(
    title: list[str], entries: list[_Entry], left_out: int = 0, between: Sequence[str] = ()
) -> list[str]:
    lines = [*title, ""]
    group = None
    for entry in entries:
        if entry.group != group:
            lines += [*(between if group is not None else ()), *_lines(inline(entry.group), "", "")]
            group = entry.group
        lines += entry.lines()
    if left_out:
        lines += ["", f"{left_out} more did not fit; the chapter itself has them."]
    return lines


def _shorten(entries: list[_Entry]) -> bool:
    """Take detail from the longest item that has some to spare; False if none has."""
    for least in (1, 0):
        spare = [entry for entry in entries if (least or entry.name) and entry.saves(least)]
        if spare:
            max(reversed(spare), key=lambda entry: len(entry.lines())).kept -= 1
            return True
    return False


def _lines(text: str, margin: str, indent: str) -> list[str]:
    """The text in lines of at most `WIDTH` cells; unlike elsewhere, a long web address is broken as well."""
    return [
        piece
        for line in filled(text, margin, indent).split("\n")
        for piece in chop_cells(line, WIDTH) or [""]
    ]
