"""What one content file says, and where: plain values with the place of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from studyguide.errors import Problem

MAX_PROBLEMS = 100
"""Told of one file; who has more has one cause, and mends that first."""

Value = str | list["Value"] | dict[str, "Value"]
KeyPath = tuple[str | int, ...]
"""From the top of a file to a value: keys of mappings, positions in lists (from 0)."""


class Mark(NamedTuple):
    """A place in a file; line and column from 1, the column in characters."""

    line: int
    column: int


WHOLE_FILE = Mark(0, 0)


@dataclass(frozen=True, slots=True)
class Document:
    """What one file says, and where it says it."""

    file: str
    value: dict[str, Value]
    keys: dict[KeyPath, Mark]
    """Where the key of a mapping's value stands."""
    values: dict[KeyPath, Mark]
    """Where the value itself begins."""
    problems: tuple[Problem, ...]
    """What is refused in it without stopping the reading: tags, anchors, aliases, keys given twice."""
    refused: frozenset[KeyPath]
    """Where these problems are."""

    def problem(self, path: KeyPath, message: str, *, at_key: bool = False) -> Problem:
        """A problem at the value of `path` or at its key; at the nearest enclosing value if there is none."""
        known = path
        mark = self.keys.get(path) if at_key else None
        while mark is None:
            mark = self.values.get(known) if known else self.values.get((), WHOLE_FILE)
            known = known[:-1]
        return Problem(self.file, mark.line, mark.column, shown(path), message)


def shown(path: KeyPath) -> str:
    """The path as people write it: `questions[3].options[0].why`."""
    text = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return text.removeprefix(".")
