"""Cards in Markdown notes: `Q:` and `A:` blocks, and `term :: meaning`."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from studyguide.exchange.incoming import Incoming, complaints, read_text, refuse
from studyguide.guide.document import MAX_PROBLEMS

_QUESTION = re.compile(r"\s{0,3}(?:[-*+]\s+)?(?:\*\*)?Q(?:\*\*)?:(?:\*\*)?\s*(.*)")
_ANSWER = re.compile(r"\s{0,5}(?:[-*+]\s+)?(?:\*\*)?A(?:\*\*)?:(?:\*\*)?\s*(.*)")
_TERM = re.compile(r"\s{0,3}(?:[-*+]\s+|\d+[.)]\s+)?(\S.*?)\s+::\s+(\S.*)")
_FENCE = re.compile(r"\s*(```|~~~)")
_HEADING = re.compile(r"\s{0,3}(#{1,6}\s|(-\s*){3,}$|(\*\s*){3,}$|(_\s*){3,}$)")


class Notes(NamedTuple):
    """The cards of a file, and what it holds besides."""

    cards: list[Incoming]
    passed_over: tuple[int, ...]
    """Lines of text that belong to no card; headings and rules are not counted."""


class _Card:
    """A question that is being read."""

    def __init__(self, line: int, question: str) -> None:
        self.line = line
        self.question = [question]
        self.answer: list[str] | None = None

    @property
    def text(self) -> list[str]:
        return self.question if self.answer is None else self.answer


def read_notes(path: Path) -> Notes:
    """The cards of a file. An answer goes on over blank lines, up to the next card, heading or rule.

    Raises:
        StudyGuideError: The file cannot be read.
        ContentError: Something in it is wrong, or it holds no card; every problem with its line.
    """
    cards: list[Incoming] = []
    found: list[tuple[int, str]] = []
    passed_over: list[int] = []
    card: _Card | None = None
    fenced, blank = False, True

    def finish() -> None:
        nonlocal card
        if card is not None and card.answer is None:
            found.append(
                (card.line, "a question without an answer; a line that begins with 'A:' must follow")
            )
        elif card is not None and card.answer is not None:
            cards.append(Incoming(card.line, _joined(card.question), _joined(card.answer)))
        card = None

    for at, line in enumerate(re.split(r"\r\n|\r|\n", read_text(path)), 1):
        if card is not None and _FENCE.match(line):
            fenced = not fenced
            card.text.append(line)
        elif card is not None and fenced:
            card.text.append(line)
        elif question := _QUESTION.fullmatch(line):
            finish()
            card = _Card(at, question[1])
        elif answer := _ANSWER.fullmatch(line):
            if card is None or card.answer is not None:
                found.append(
                    (at, "an answer without a question; a line that begins with 'Q:' must come first")
                )
            else:
                card.answer = [answer[1]]
        elif _HEADING.match(line):
            finish()
        elif (card is None or blank) and (term := _TERM.fullmatch(line)):
            finish()
            cards.append(Incoming(at, term[1], term[2].rstrip(), is_term=True))
        elif card is not None:
            card.text.append(line)
        elif line.strip():
            passed_over.append(at)
        blank = not line.strip()
    finish()
    refuse(path, sorted(found or complaints(cards))[:MAX_PROBLEMS])
    if not cards:
        refuse(path, [(1, "holds no card: write 'Q: ...' and below it 'A: ...', or 'term :: meaning'")])
    return Notes(cards, tuple(passed_over))


def _joined(text: list[str]) -> str:
    return "\n".join(line.rstrip() for line in text).strip()
