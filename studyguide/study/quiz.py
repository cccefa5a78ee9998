"""Building a practice quiz: which questions, in which order."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from typing import Literal

from studyguide.cards.model import Card
from studyguide.memory.model import Grade, Memory
from studyguide.study.words import kind

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


def choose(
    cards: Iterable[Card],
    wish: Wish,
    memories: Mapping[str, Memory],
    flagged: Set[str],
    set_aside: Set[str],
    seed: str,
) -> tuple[str, ...]:
    """Keys of at most `wish.count` cards that fit, shuffled by the seed; parts of one case stay together.

    Reserve questions are left to mock exams, and so is what lies outside the exam's scope unless a chapter is
    named.
    """
    fitting = [card for card in cards if _fits(card, wish, memories, flagged) and card.key not in set_aside]
    random.Random(f"quiz/{seed}").shuffle(fitting)
    chosen = fitting[: wish.count]
    first = {card.context or card.key: place for place, card in reversed(list(enumerate(chosen)))}
    return tuple(card.key for card in sorted(chosen, key=lambda card: first[card.context or card.key]))


def _fits(card: Card, wish: Wish, memories: Mapping[str, Memory], flagged: Set[str]) -> bool:
    memory = memories.get(card.key)
    return (
        not card.reserve
        and kind(card) in (wish.kinds or JUDGED)
        and (card.chapter in wish.chapters if wish.chapters else card.scope != "out")
        and (not wish.tasks or card.task in wish.tasks)
        and (wish.only != "unseen" or memory is None)
        and (wish.only != "missed" or (memory is not None and memory.last_grade is Grade.AGAIN))
        and (wish.only != "flagged" or card.key in flagged)
    )
