"""Building a practice quiz: which questions, in which order."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from studyguide.memory.model import Grade, Memory
from studyguide.study.catalog import Entry

Only = Literal["", "unseen", "missed", "flagged"]
Feedback = Literal["now", "end"]

JUDGED = ("choice", "multi", "ordering", "matching", "true-false", "short", "cloze")
"""The kinds a quiz asks unless told otherwise: those that can be judged."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What kind of quiz is wanted; empty means any."""

    chapters: tuple[str, ...] = ()
    tasks: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    only: Only = ""
    count: int = 10
    feedback: Feedback = "now"


def choose(fitting: Iterable[Entry], count: int, seed: str) -> tuple[str, ...]:
    """Keys of at most `count` of the cards that fit, shuffled by the seed."""
    shuffled = [card.key for card in fitting]
    random.Random(f"quiz/{seed}").shuffle(shuffled)
    return tuple(shuffled[:count])


def fits(card: Entry, wish: Wish, memory: Memory | None, *, flagged: bool) -> bool:
    """Whether a card may be asked.

    Reserve questions are left to mock exams, and so is what lies outside the exam's scope unless a chapter is
    named.
    """
    return (
        not card.reserve
        and card.kind in (wish.kinds or JUDGED)
        and (card.chapter in wish.chapters if wish.chapters else card.scope != "out")
        and (not wish.tasks or card.task in wish.tasks)
        and (wish.only != "unseen" or memory is None)
        and (wish.only != "missed" or (memory is not None and memory.last_grade is Grade.AGAIN))
        and (wish.only != "flagged" or flagged)
    )
