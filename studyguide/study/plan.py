"""What to ask today: due cards first, the least likely to be recalled before all, then new ones."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Mapping, Set
from itertools import chain, groupby
from types import MappingProxyType
from typing import NamedTuple

from studyguide.memory.model import Grade, Memory
from studyguide.memory.scheduler import Scheduler
from studyguide.study.catalog import Entry

SECONDS_DUE = 12
"""Prior for one review: about 8 s when right, 20 s when wrong."""
SECONDS_NEW = 30
"""Prior for the first meeting with a card."""
LAST_DAYS = 3
"""Days before the exam in which what once misled the learner is asked once more."""


class Plan(NamedTuple):
    """Today's work."""

    due: tuple[Entry, ...]
    """Every card due, the least likely to be recalled first."""
    new: tuple[Entry, ...]
    """Cards to introduce today."""
    sitting: tuple[Entry, ...]
    """What one sitting asks, in order: no two cards of one concept."""

    @property
    def minutes(self) -> int:
        """Minutes that today's due and new cards should take."""
        return minutes(len(self.due), len(self.new))


def minutes(due: int, new: int) -> int:
    """Minutes that so many reviews and introductions should take, rounded up."""
    return -(-(due * SECONDS_DUE + new * SECONDS_NEW) // 60)


def due_on(memory: Memory, exam_day: int | None) -> int:
    """The day on which a card is to be asked again: never past the exam, if it is still to come."""
    if exam_day is None or memory.last_day >= exam_day:
        return memory.due_day
    return min(memory.due_day, max(memory.last_day + 1, exam_day - 1))


def is_due(memory: Memory, day: int, exam_day: int | None, misled_day: int | None = None) -> bool:
    """Whether a card is to be asked on that day; a card failed that day is until it is recalled.

    One that was answered wrongly by a learner who was sure of it (on `misled_day`) is due on the next day,
    and once more in the last days before the exam.
    """
    failed_today = memory.last_day == day and memory.last_grade is Grade.AGAIN
    if failed_today or due_on(memory, exam_day) <= day:
        return True
    if misled_day is None:
        return False
    before_exam = exam_day is not None and memory.last_day < exam_day - LAST_DAYS <= day < exam_day
    return memory.last_day == misled_day < day or before_exam


def plan(
    cards: Iterable[Entry],
    memories: Mapping[str, Memory],
    day: int,
    scheduler: Scheduler,
    *,
    new_left: int,
    exam_day: int | None = None,
    set_aside: Set[str] = frozenset(),
    misled: Mapping[str, int] = MappingProxyType({}),
) -> Plan:
    """Today's plan.

    Args:
        cards: In reading order; reserve cards are left to mock exams.
        memories: By card key.
        day: The study day.
        scheduler: Gives the chance of recall.
        new_left: Cards that may still be introduced today.
        exam_day: The study day of the exam, if it is known.
        set_aside: Keys of cards that are suspended, or buried for today.
        misled: For cards answered wrongly although the learner was sure, the study day of that.
    """
    askable = [card for card in cards if not card.reserve and card.key not in set_aside]
    due = sorted(
        (
            card
            for card in askable
            if card.key in memories and is_due(memories[card.key], day, exam_day, misled.get(card.key))
        ),
        key=lambda card: (scheduler.recall(memories[card.key], day), card.key),
    )
    concepts: set[str] = set()
    asked = list(_one_a_concept(due, concepts))
    unseen = _introduction([card for card in askable if card.key not in memories])
    new: list[Entry] = []
    for card in _one_a_concept(unseen, concepts):
        if len(new) >= new_left:
            break
        new.append(card)
    return Plan(tuple(due), tuple(new), (*asked, *new))


def _one_a_concept(cards: Iterable[Entry], taken: set[str]) -> Iterator[Entry]:
    """The cards without later siblings: one card of a concept would give another's answer away."""
    for card in cards:
        if card.concept not in taken:
            taken.add(card.concept)
            yield card


def _introduction(unseen: list[Entry]) -> Iterator[Entry]:
    """New cards in the order of learning.

    What the exam asks goes before what it leaves out; then chapter by chapter, easy before hard, two
    authored questions to one drawn card, in an order of their own that never changes.
    """
    outside = [card for card in unseen if card.scope == "out"]
    inside = [card for card in unseen if card.scope != "out"]
    for _, chapter in chain(groupby(inside, _chapter), groupby(outside, _chapter)):
        both = list(chapter)
        authored = iter(sorted((card for card in both if not card.derived), key=_easy_first))
        drawn = iter(sorted((card for card in both if card.derived), key=_easy_first))
        yield from _mixed(authored, drawn)


def _mixed(authored: Iterator[Entry], drawn: Iterator[Entry]) -> Iterator[Entry]:
    for card in authored:
        yield card
        yield from (second for second in (next(authored, None), next(drawn, None)) if second)
    yield from drawn


def _chapter(card: Entry) -> str:
    return card.chapter


def _easy_first(card: Entry) -> tuple[int, int, str]:
    return card.difficulty, zlib.crc32(card.key.encode()), card.key
