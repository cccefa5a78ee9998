"""The words that can be typed at the line mode's prompts, from which its help is made."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from studyguide.plain.text import filled

_COLUMN = 17


class Word(NamedTuple):
    """What can be typed, and what it does."""

    typed: str
    does: str


def listed(words: Iterable[Word], before: str = "") -> str:
    """Help: a line of its own for each word, which a screen reader can step through."""
    lines = [filled(before, "", "")] if before else []
    lines += [filled(word.does, f"  {word.typed:<{_COLUMN - 4}}  ", " " * _COLUMN) for word in words]
    return "\n".join(lines)


def every_word() -> str:
    """The words of every prompt."""
    from studyguide.plain import exam, look_back, reading, review  # deferred: they import this module

    return "\n\n".join(
        (
            listed(reading.WORDS, "Reading"),
            listed(review.WORDS, "A review, a quiz, a drill"),
            listed(exam.WORDS, "A mock exam"),
            listed(look_back.WORDS, "Looking back on a quiz or a mock exam"),
        )
    )
