"""Where in its file a question, or a part of the guide, is written."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from studyguide.errors import ContentError
from studyguide.guide.document import KeyPath, Value
from studyguide.guide.yaml_strict import read_file


class FilePlace(NamedTuple):
    """A line of a file, from 1."""

    file: Path
    line: int

    def __str__(self) -> str:
        """`file:line`."""
        return f"{self.file}:{self.line}"


def question_place(chapter: Path, name: str) -> FilePlace:
    """Where the question of an id begins, in the files of a chapter's folder as they are now."""
    return _place(chapter / "questions.yaml", "questions", name)


def part_place(chapter: Path, section: str, item: str = "") -> FilePlace:
    """Where a section begins, or an item in it."""
    return _place(chapter / "guide.yaml", "sections", section, item)


def _place(file: Path, key: str, name: str, part: str = "") -> FilePlace:
    """Of something with a kind, and of a part in it. In a file that cannot be read: its first problem."""
    try:
        document = read_file(file)
    except ContentError as error:
        return FilePlace(file, max(1, error.problems[0].line))
    path: KeyPath = ()
    for at, value in _with_id(document.value.get(key, ""), (key,), name):
        if "kind" in value:
            path = next((inner for inner, _ in _with_id(value, at, part)), at) if part else at
            break
    return FilePlace(file, max(1, document.values[path].line if path in document.values else 1))


def _with_id(value: Value, path: KeyPath, name: str) -> Iterator[tuple[KeyPath, dict[str, Value]]]:
    """Every mapping of an id inside a value, what is outside first."""
    waiting: deque[tuple[KeyPath, Value]] = deque([(path, value)])
    while waiting:
        path, value = waiting.popleft()
        if isinstance(value, dict):
            if value.get("id") == name:
                yield path, value
            waiting.extend(((*path, key), inner) for key, inner in value.items())
        elif isinstance(value, list):
            waiting.extend(((*path, at), inner) for at, inner in enumerate(value))
