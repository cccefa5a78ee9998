"""From a verdict to the grade that goes to the memory model."""

from __future__ import annotations

from studyguide.cards.grading import Verdict
from studyguide.memory.model import Grade

AUTO_GRADES = (
    ("wrong", "Again"),
    ("right", "Good"),
    ("right, but a guess", "Again, though it counts as right"),
    ("right, with a hint", "Hard"),
    ("Easy", "by hand alone"),
)
"""What `grade_of` does, in words."""


def grade_of(verdict: Verdict, *, guessed: bool = False, hinted: bool = False) -> Grade | None:
    """The grade a verdict proposes; None where only the learner can say.

    Wrong is Again; right is Good; a right guess is Again, since nothing was remembered; with a hint at
    most Hard. Easy is never proposed.
    """
    if verdict.correct is None:
        return None
    if not verdict.correct or guessed:
        return Grade.AGAIN
    return Grade.HARD if hinted else Grade.GOOD


def grade_of_points(held: int, points: int) -> Grade:
    """The grade that ticked key points propose: all Good, at least half Hard, fewer Again."""
    if held >= points:
        return Grade.GOOD
    return Grade.HARD if held * 2 >= points else Grade.AGAIN
