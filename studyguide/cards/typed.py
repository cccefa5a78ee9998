"""Comparing what was typed with what is accepted."""

from __future__ import annotations

import re
from collections.abc import Iterable

_DROPPED = frozenset(("a", "an", "the", "aws", "amazon"))
_NEAR = 84.0
"""Similarity in percent from which a wrong answer is probably a slip of the keys."""


def normal(text: str) -> str:
    """A typed answer reduced to what counts.

    Letter case, articles, "AWS" and "Amazon", punctuation inside words and a plural s do not count.
    """
    words = re.findall(r"[\w:*/.]+", re.sub(r"[-–—_]", " ", text.casefold()).replace("'", ""))
    kept = [_singular(word.strip(".:/")) for word in words if word not in _DROPPED]
    return " ".join(word for word in kept if word)


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def forms(accepted: str) -> tuple[str, ...]:
    """The ways to type one accepted answer: `AWS KMS (Key Management Service)` is also either part."""
    if found := re.fullmatch(r"(.+?)\s*\(([^()]+)\)", accepted.strip()):
        return (accepted, found[1], found[2])
    return (accepted,)


def matches(text: str, accepted: Iterable[str]) -> bool:
    """Whether the text is one of the accepted answers, but for what does not count."""
    given = normal(text)
    return bool(given) and any(given == normal(form) for answer in accepted for form in forms(answer))


def near(text: str, accepted: Iterable[str]) -> str | None:
    """The accepted answer that the text comes close to without being it, or None."""
    from rapidfuzz import fuzz  # deferred: only a wrong typed answer needs it

    given = normal(text)
    if len(given) < 3:
        return None
    scored = [(fuzz.ratio(given, normal(form)), form) for answer in accepted for form in forms(answer)]
    score, form = max(scored)
    return form if score >= _NEAR else None
