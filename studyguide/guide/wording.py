"""What an author is told about a value: the same few sentences for every kind of file."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches
from itertools import islice

from msgspec import inspect

from studyguide.guide.document import Value

PATTERN_WORDS = {
    r"^[a-z0-9][a-z0-9-]*$": "must be lower-case letters and digits joined by hyphens",
    r"^\d\.\d$": "must be a task of the exam guide such as 4.3",
    r"^\d$": "must be one digit",
    r"^[a-z0-9-]+#[a-z0-9-]+(/[a-z0-9-]+)?$": "must look like chapter#section or chapter#section/item",
    r"^https://\S+$": "must be an address that begins with https://",
}
"""The patterns of the model in words."""


def nearest(word: str, known: Iterable[str]) -> str:
    """The nearest of the known words; empty if none is near."""
    # Long words are no typing mistakes; and comparing is slow enough for a hostile file to make it felt.
    some = list(islice(known, 1000)) if len(word) <= 80 else []
    found = get_close_matches(word, some, n=1, cutoff=0.6)
    return found[0] if found else ""


def did_you_mean(guess: str) -> str:
    """The tail of a message that names a guess; nothing if there is none."""
    return f"; did you mean '{guess}'?" if guess else ""


def text_complaint(kind: inspect.StrType, text: str) -> str:
    """What is wrong with a text, or nothing."""
    if not text and (kind.min_length or kind.pattern):
        return "is empty"
    if kind.max_length is not None and len(text) > kind.max_length:
        return f"is longer than {kind.max_length} characters"
    if kind.pattern and not re.search(kind.pattern, text):
        return f"{PATTERN_WORDS.get(kind.pattern, f'must match {kind.pattern}')}, not {quoted(text)}"
    return ""


def leaf_name(kind: inspect.Type) -> str:
    """What a single value of this type is called."""
    match kind:
        case inspect.BoolType():
            return "true or false"
        case inspect.IntType() if kind.ge is not None and kind.le is not None:
            return f"a whole number from {kind.ge} to {kind.le}"
        case inspect.IntType():
            return "a whole number"
        case inspect.DateType():
            return "a date such as 2026-11-23"
        case inspect.LiteralType():
            return f"one of {either(str(word) for word in kind.values)}"
        case _:
            return "text"


def instead(wanted: str, value: Value) -> str:
    """For a value of the wrong shape."""
    match value:
        case "":
            return f"is empty; it must be {wanted}"
        case str():
            return f"must be {wanted}, not {quoted(value)}"
        case list():
            return f"must be {wanted}, not a list"
        case dict():
            hint = " (a text with ': ' in it needs quotes)" if wanted == "text" else ""
            return f"must be {wanted}, not keys and values{hint}"


def unknown_word(what: str, value: Value, words: Iterable[str]) -> str:
    """For a word that is none of the allowed ones."""
    known = list(words)
    if not isinstance(value, str) or not value:
        return instead(f"one of {either(known)}", value)
    guess = did_you_mean(nearest(value, known))
    return f"unknown {what} {quoted(value)}{guess or f' (one of {either(known)})'}"


def wrong_count(fewest: int, most: int | None, count: int) -> str:
    """For a list with too few or too many entries."""
    if most is None:
        wanted = f"at least {fewest} {'entry' if fewest == 1 else 'entries'}"
    elif fewest == most:
        wanted = f"exactly {fewest} entries"
    else:
        wanted = f"{fewest} to {most} entries"
    return f"must have {wanted}, not {count}"


def either(words: Iterable[str]) -> str:
    return ", ".join(words)


def quoted(text: str) -> str:
    """One line of a text, cut where it would be too long for a message."""
    line = " ".join(text.split())
    return f"'{line[:40]}…'" if len(line) > 40 else f"'{line}'"
