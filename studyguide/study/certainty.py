"""How sure the learner was, and what that is worth."""

from __future__ import annotations

from enum import IntEnum


class Certainty(IntEnum):
    """Said before the verdict."""

    GUESS = 1
    FAIRLY = 2
    SURE = 3


_RIGHT = {Certainty.GUESS: 1, Certainty.FAIRLY: 2, Certainty.SURE: 3}
_WRONG = {Certainty.GUESS: 0, Certainty.FAIRLY: -2, Certainty.SURE: -6}

NAMES = {Certainty.GUESS: "guess", Certainty.FAIRLY: "fairly sure", Certainty.SURE: "sure"}


def marks(correct: bool, certainty: Certainty) -> int:
    """Certainty-based marks: 1, 2, 3 for right and 0, -2, -6 for wrong answers.

    The scheme is that of Moodle's "CBM" question behaviour (docs.moodle.org, "Certainty-based marking").
    """
    return _RIGHT[certainty] if correct else _WRONG[certainty]
