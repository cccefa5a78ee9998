"""How far predictions hold: the program's chance of recall, and the learner's own certainty. Pure.

Brier score: G. W. Brier, Monthly Weather Review 78 (1950). Log loss: the mean of -ln of the chance that was
given to what happened. Of both, less is better.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import log
from typing import NamedTuple

from msgspec import Struct

from studyguide.journal.event import RESET, REVIEW
from studyguide.memory.model import Grade, Memory
from studyguide.memory.scheduler import Scheduler
from studyguide.study.certainty import NAMES
from studyguide.study.history import Record
from studyguide.study.proportion import Proportion, proportion

EDGES = (0.0, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 1.0)
"""Where one bin of predicted chances ends and the next begins; closest where reviews fall due."""
FEWEST = 30
"""Predictions below which no judgement is passed on them."""


class Prediction(NamedTuple):
    """The chance of recall just before a review, and what came of it."""

    chance: float
    kept: bool


class Bin(Struct, frozen=True):
    """The predictions between two chances."""

    low: float
    high: float
    predicted: float
    """Mean chance."""
    kept: Proportion


class Calibration(Struct, frozen=True):
    """Predicted against actual recall, over all reviews at least a day after the one before."""

    predicted: float | None
    """Mean chance; None where there is no such review."""
    kept: Proportion
    brier: float | None
    log_loss: float | None
    constant_brier: float | None
    """The Brier score of always predicting the actual share: what a useful prediction beats."""
    bins: tuple[Bin, ...]
    """Those that hold a prediction, rising."""

    @property
    def verdict(self) -> str:
        """`few`, `low` (it promises too little), `high` (too much), or `fair`."""
        if self.predicted is None or self.kept.n < FEWEST:
            return "few"
        if self.predicted < self.kept.low:
            return "low"
        return "high" if self.predicted > self.kept.high else "fair"


def predictions(records: Iterable[Record], scheduler: Scheduler) -> tuple[Prediction, ...]:
    """Each review at least a day after the last one, with the chance that the memory before it gave.

    The memories are those of the scheduler in force. Where its parameters were fitted to the same reviews,
    the predictions look better than they were on the day.
    """
    memories: dict[str, Memory] = {}
    found = []
    for record in records:
        if record.kind == RESET:
            memories.pop(record.item, None)
        elif record.kind == REVIEW and record.grade is not None:
            before = memories.get(record.item)
            if before is not None and record.day > before.last_day:
                found.append(
                    Prediction(scheduler.recall(before, record.day), record.grade is not Grade.AGAIN)
                )
            memories[record.item] = scheduler.review(before, record.grade, record.day)
    return tuple(found)


def calibration(given: Sequence[Prediction]) -> Calibration:
    """How well predictions held."""
    n, right = len(given), sum(each.kept for each in given)
    if not n:
        return Calibration(None, proportion(0, 0), None, None, None, ())
    share = right / n
    return Calibration(
        predicted=round(sum(each.chance for each in given) / n, 4),
        kept=proportion(right, n),
        brier=round(sum((each.chance - each.kept) ** 2 for each in given) / n, 4),
        log_loss=round(sum(map(_surprise, given)) / n, 4),
        constant_brier=round(share * (1 - share), 4),
        bins=tuple(_bins(given)),
    )


def _surprise(given: Prediction) -> float:
    chance = given.chance if given.kept else 1 - given.chance
    return -log(max(1e-6, chance))


def _bins(given: Sequence[Prediction]) -> Iterable[Bin]:
    sorted_out: list[list[Prediction]] = [[] for _ in EDGES[1:]]
    for each in given:
        place = sum(each.chance >= edge for edge in EDGES[1:-1])
        sorted_out[place].append(each)
    for low, high, held in zip(EDGES, EDGES[1:], sorted_out, strict=False):
        if held:
            mean = sum(each.chance for each in held) / len(held)
            yield Bin(low, high, round(mean, 4), proportion(sum(each.kept for each in held), len(held)))


class Confidence(Struct, frozen=True):
    """The answers that the learner was equally sure of."""

    certainty: int
    """1 to 3."""
    name: str
    answers: Proportion


def confidence(records: Iterable[Record]) -> tuple[Confidence, ...]:
    """How often answers were right, by how sure the learner was; drills count too."""
    right = dict.fromkeys(NAMES, 0)
    given = dict.fromkeys(NAMES, 0)
    for record in records:
        for certainty in NAMES:
            if record.certainty == certainty and record.correct is not None:
                given[certainty] += 1
                right[certainty] += record.correct
    return tuple(
        Confidence(int(certainty), name, proportion(right[certainty], given[certainty]))
        for certainty, name in NAMES.items()
    )
