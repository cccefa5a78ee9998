"""A mock exam as a value: drawn by the exam's weights, answered in any order, graded by the exam's rules."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from studyguide.cards.grading import Verdict, judge
from studyguide.cards.model import Card, Chosen, Matched, Ordered, Response
from studyguide.cards.present import Presentation, present
from studyguide.study.catalog import Entry
from studyguide.study.words import kind

KINDS = ("choice", "multi", "ordering", "matching")
"""The item types of MLA-C01 today."""
MINUTES_EACH = 2
"""For one question, by secondary sources; the exam guide does not say."""
MOST = 65
"""Questions on the exam's form."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the learner has done with one question so far."""

    response: Response | None = None
    flagged: bool = False
    struck: frozenset[str] = frozenset()
    """Options that the learner struck out."""
    seconds: float = 0.0
    """Spent on it."""

    @property
    def answered(self) -> bool:
        """Whether an answer is given; an empty one is none."""
        match self.response:
            case None:
                return False
            case Chosen(options):
                return bool(options)
            case Ordered(items):
                return bool(items)
            case Matched(pairs):
                return bool(pairs)
            case _:
                return True


@dataclass(frozen=True, slots=True)
class Exam:
    """One attempt."""

    id: str
    seed: str
    keys: tuple[str, ...]
    started: datetime
    minutes: int
    cards: Mapping[str, Card] = field(repr=False, compare=False)
    sheets: Mapping[str, Sheet] = field(default_factory=dict)
    ended: datetime | None = None
    """When it was submitted, or its time ran out."""

    def sheet(self, key: str) -> Sheet:
        """What was done with a question."""
        return self.sheets.get(key, Sheet())

    def shown(self, key: str) -> Presentation:
        """A question in the order of this attempt, the same however often it is looked at."""
        return present(self.cards[key], self.seed)

    def with_sheet(self, key: str, sheet: Sheet) -> Exam:
        """The exam with another state of one question."""
        return replace(self, sheets={**self.sheets, key: sheet})

    @property
    def deadline(self) -> datetime:
        """When it submits itself."""
        return self.started + timedelta(minutes=self.minutes)

    def left(self, now: datetime) -> timedelta:
        """Time left; never more than there was at first, should the clock have been set back."""
        whole = timedelta(minutes=self.minutes)
        return max(timedelta(), min(whole, self.deadline - now))

    def submit(self, now: datetime) -> Exam:
        """The exam handed in, at its deadline if that has passed."""
        return self if self.ended else replace(self, ended=min(now, self.deadline))

    @property
    def answered(self) -> int:
        """Questions answered."""
        return sum(self.sheet(key).answered for key in self.keys)

    def verdict(self, key: str) -> Verdict:
        """The verdict on a question; blank is wrong."""
        card = self.cards[key]
        response = self.sheet(key).response
        return judge(card, response if response is not None else _blank(card))


def _blank(card: Card) -> Response:
    match kind(card):
        case "ordering":
            return Ordered(())
        case "matching":
            return Matched({})
        case _:
            return Chosen(())


def fits_exam(card: Entry) -> bool:
    """Whether a mock exam may ask a card: of the exam's own item types, and not outside its scope."""
    return card.kind in KINDS and card.scope != "out"


def draw(
    cards: Iterable[Entry], weights: Mapping[str, float], count: int, seen: Set[str], seed: str
) -> tuple[str, ...]:
    """Keys of `count` questions for a mock exam, or of all there are.

    Only the exam's own item types, nothing outside its scope. Questions are spread over the exam's tasks by
    weight (largest remainders), as far as each task has questions; within a task reserve questions come
    first, then those never answered.

    Args:
        cards: All cards.
        weights: Share of the exam by task.
        count: How many.
        seen: Keys answered before, in mock exams or reviews.
        seed: Gives the draw.
    """
    dice = random.Random(f"exam/{seed}")
    pools: dict[str, list[Entry]] = {}
    for card in cards:
        if fits_exam(card):
            pools.setdefault(card.task, []).append(card)
    for pool in pools.values():
        dice.shuffle(pool)
        pool.sort(key=lambda card: (not card.reserve, card.key in seen, card.scope != "in"))
    shares = _apportion({task: len(pool) for task, pool in pools.items()}, weights, count)
    drawn = [card.key for task, pool in sorted(pools.items()) for card in pool[: shares[task]]]
    dice.shuffle(drawn)
    return tuple(drawn)


def _apportion(stock: Mapping[str, int], weights: Mapping[str, float], count: int) -> dict[str, int]:
    """How many of each task: by weight, never more than there are, the rest shared out among the others."""
    shares = dict.fromkeys(stock, 0)
    while (left := min(count, sum(stock.values())) - sum(shares.values())) > 0:
        open_tasks = {task: weights.get(task, 0.0) or 0.001 for task in stock if shares[task] < stock[task]}
        total = sum(open_tasks.values())
        exact = {task: left * weight / total for task, weight in open_tasks.items()}
        given = {task: min(int(share), stock[task] - shares[task]) for task, share in exact.items()}
        if not any(given.values()):
            by_remainder = sorted(exact, key=lambda task: (-exact[task], task))
            given = dict.fromkeys(by_remainder[:left], 1)
        for task, number in given.items():
            shares[task] += number
    return shares
