"""The one family of errors that a user can mend; anything else that is raised is a bug."""

from __future__ import annotations

from typing import NamedTuple


class StudyGuideError(Exception):
    """A mistake a user can mend; its text is one line that says what to do."""


class UsageError(StudyGuideError):
    """A command was called with words it does not know, such as an unknown chapter."""


class JournalError(StudyGuideError):
    """The journal cannot be read or written: busy, full disk, read-only, foreign, newer or damaged."""


class Problem(NamedTuple):
    """One thing wrong in a content file, with its place."""

    file: str
    line: int
    """1-based; 0 where the file as a whole is meant."""
    column: int
    """1-based, counted in characters; 0 where the file as a whole is meant."""
    path: str
    """The key path, such as `questions[3].options[0].why`; empty for the file itself."""
    message: str

    def __str__(self) -> str:
        """`file:line:column: key.path: what is wrong`."""
        place = f"{self.file}:{self.line}:{self.column}"
        return f"{place}: {self.path}: {self.message}" if self.path else f"{place}: {self.message}"


class ContentError(StudyGuideError):
    """A pack cannot be used as it is; carries every problem found in it."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems
