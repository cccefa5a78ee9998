"""The filter language of the card browser: `is:due task:4.3 kind:ordering lapses>3 endpoint`."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable

from studyguide.errors import UsageError
from studyguide.study.reports import CardLine

Test = Callable[[CardLine], bool]

_STATES: dict[str, Test] = {
    "due": lambda line: line.is_due,
    "new": lambda line: line.state == "new",
    "learning": lambda line: line.state == "learning",
    "review": lambda line: line.state == "review",
    "suspended": lambda line: line.suspended,
    "buried": lambda line: line.state == "buried",
    "flagged": lambda line: line.flagged,
    "leech": lambda line: line.lapses >= LEECH_LAPSES,
    "reserve": lambda line: line.reserve,
    "derived": lambda line: line.derived,
}
LEECH_LAPSES = 8
"""A card forgotten so often is a leech: asking it again the same way does not help."""

_FIELDS: dict[str, Callable[[CardLine], str]] = {
    "task": lambda line: line.task,
    "kind": lambda line: line.kind,
    "chapter": lambda line: line.chapter,
    "concept": lambda line: line.concept,
    "scope": lambda line: line.scope,
    "state": lambda line: line.state,
    "id": lambda line: line.id,
}
_NUMBERS: dict[str, Callable[[CardLine], float | None]] = {
    "lapses": lambda line: line.lapses,
    "reps": lambda line: line.reps,
    "difficulty": lambda line: line.difficulty,
    "stability": lambda line: line.stability,
    "recall": lambda line: line.recall,
}
_SIGNS: dict[str, Callable[[float, float], bool]] = {
    ">=": operator.ge,
    "<=": operator.le,
    ">": operator.gt,
    "<": operator.lt,
    "=": operator.eq,
}
_NUMBER = re.compile(rf"({'|'.join(_NUMBERS)})\s*(>=|<=|>|<|=)\s*(\d+(?:\.\d+)?)", re.IGNORECASE)
_NUMBERLESS = re.compile(rf"({'|'.join(_NUMBERS)})\s*[<>=]", re.IGNORECASE)

HELP = (
    f"is:{'|'.join(_STATES)}, "
    f"{', '.join(f'{name}:...' for name in _FIELDS)}, "
    f"{', '.join(f'{name}>N' for name in _NUMBERS)}, a word; a minus in front turns one round"
)
"""What a query may say."""


def parse(query: str) -> Test:
    """A test that a card passes if it fits every word of the query; a minus in front turns a word round.

    Raises:
        UsageError: A word before a colon is not known, or a number is lacking.
    """
    tests = [_word(word) for word in query.split()]
    return lambda line: all(test(line) for test in tests)


def _word(word: str) -> Test:
    if word.startswith("-") and len(word) > 1:
        rest = _word(word[1:])
        return lambda line: not rest(line)
    if found := _NUMBER.fullmatch(word):
        value, sign, limit = _NUMBERS[found[1].lower()], _SIGNS[found[2]], float(found[3])
        return lambda line: (number := value(line)) is not None and sign(number, limit)
    if _NUMBERLESS.match(word):
        raise UsageError(f"{word!r} lacks a number; a query may say lapses>3 or recall<=0.8")
    name, colon, wanted = word.casefold().partition(":")
    if colon and name == "is":
        if wanted not in _STATES:
            raise UsageError(f"is:{wanted} is not known; there are {', '.join(_STATES)}")
        return _STATES[wanted]
    if colon and name == "flag":
        return _STATES["flagged"]
    if colon and name in _FIELDS:
        field = _FIELDS[name]
        return lambda line: wanted in field(line).casefold()
    if colon and re.fullmatch(r"[a-z]+", name) and name not in ("s3", "iam", "kms", "arn"):
        raise UsageError(f"{name}: is not known; a query may say {HELP}")
    text = word.casefold()
    return lambda line: text in f"{line.id} {line.title} {line.concept}".casefold()
