"""What other programs do: a schedule of reviews, and a pace for new cards."""

from __future__ import annotations

from collections import deque
from typing import Protocol

from studyguide.memory.model import Grade, Memory
from studyguide.memory.scheduler import Scheduler
from studyguide.simulate.interface import Likely, Scenario

NEW_A_DAY = 20
"""Anki's default."""
CRAM_DAYS = 2
OTHERS_BETWEEN = 5
"""A failed card comes back after so many other answers, or when nothing else is left."""


class Schedule(Protocol):
    """When a card falls due."""

    def review(self, card: int, grade: Grade, day: int) -> int:
        """Take the first answer of a day to a card; the day on which it falls due, later than `day`."""

    def urgency(self, card: int, day: int) -> float:
        """Smaller comes first among the due."""


class Fsrs:
    """FSRS-6 with its default weights at a desired retention of 0.9; lowest recall first."""

    def __init__(self) -> None:
        self._scheduler = Scheduler()
        self._memories: dict[int, Memory] = {}

    def review(self, card: int, grade: Grade, day: int) -> int:
        """As of `Schedule`."""
        memory = self._scheduler.review(self._memories.get(card), grade, day)
        self._memories[card] = memory
        return memory.due_day

    def urgency(self, card: int, day: int) -> float:
        """The forecast recall."""
        return self._scheduler.recall(self._memories[card], day)


class Sm2:
    """SuperMemo 2 (Wozniak 1990): 1 day, 6 days, then the interval times an ease that the grades move.

    Again, Hard, Good and Easy stand for the qualities 2 to 5. Longest overdue first.
    """

    def __init__(self) -> None:
        self._cards: dict[int, tuple[int, int, float]] = {}
        self._due: dict[int, int] = {}

    def review(self, card: int, grade: Grade, day: int) -> int:
        """As of `Schedule`."""
        successes, interval, ease = self._cards.get(card, (0, 0, 2.5))
        lacking = 4 - grade
        if grade is Grade.AGAIN:
            successes, interval = 0, 1
        else:
            successes += 1
            interval = {1: 1, 2: 6}.get(successes, round(interval * ease))
        ease = max(1.3, ease + 0.1 - lacking * (0.08 + lacking * 0.02))
        self._cards[card] = successes, interval, ease
        self._due[card] = day + max(1, interval)
        return self._due[card]

    def urgency(self, card: int, day: int) -> float:
        """The day on which it fell due."""
        return self._due[card]


class Leitner:
    """Boxes (Leitner 1972) whose intervals double; a failed card goes back to the first. Lowest box first."""

    _INTERVALS = (1, 2, 4, 8, 16, 32)

    def __init__(self) -> None:
        self._boxes: dict[int, int] = {}

    def review(self, card: int, grade: Grade, day: int) -> int:
        """As of `Schedule`."""
        box = 0 if grade is Grade.AGAIN else min(self._boxes.get(card, -1) + 1, len(self._INTERVALS) - 1)
        self._boxes[card] = box
        return day + self._INTERVALS[box]

    def urgency(self, card: int, day: int) -> float:
        """The number of the box."""
        return self._boxes[card]


class Baseline:
    """Due reviews before new cards, every day; forecasts nothing.

    A failed card is asked again in the same sitting until it is right, as relearning that leaves its due day.
    """

    def __init__(self, scenario: Scenario, schedule: Schedule, *, paced: bool, crams: bool = False) -> None:
        """Introduce 20 new cards a day, or `paced` those that are left over the days that are left.

        One that `crams` has introduced everything two days before the exam, if its minutes suffice, and asks
        on those two days all that is not due as well, most urgent first.
        """
        self._scenario = scenario
        self._schedule = schedule
        self._paced = paced
        self._crams_from = scenario.days - CRAM_DAYS if crams else scenario.days
        self._due: dict[int, int] = {}
        self._introduced = 0
        self._today = -1
        self._queue: deque[int] = deque()
        self._failed: deque[tuple[int, int]] = deque()
        self._answers = 0

    def next(self, day: int, seconds: float) -> int | None:
        """As of `Policy`."""
        if day != self._today:
            self._begin(day)
        if self._failed and (self._failed[0][1] <= self._answers or not self._queue):
            return self._failed[0][0]
        return self._queue[0] if self._queue else None

    def answered(self, card: int, grade: Grade, day: int, seconds: float) -> None:
        """As of `Policy`."""
        self._answers += 1
        if self._failed and self._failed[0][0] == card:
            self._failed.popleft()
        else:
            self._queue.popleft()
            self._introduced += card not in self._due
            self._due[card] = self._schedule.review(card, grade, day)
        if grade is Grade.AGAIN:
            self._failed.append((card, self._answers + OTHERS_BETWEEN))

    def likely(self, day: int) -> Likely | None:
        """As of `Policy`."""
        return None

    def _begin(self, day: int) -> None:
        self._today = day
        self._failed.clear()
        cramming = day >= self._crams_from
        ordered = sorted(self._due, key=lambda card: self._schedule.urgency(card, day))
        reviews = [card for card in ordered if self._due[card] <= day]
        unseen = self._scenario.cards - self._introduced
        days_left = max(1, self._crams_from - day)
        new = -(-unseen // days_left) if self._paced else min(unseen, NEW_A_DAY)
        self._queue = deque(reviews)
        self._queue.extend(range(self._introduced, self._introduced + new))
        if cramming:
            self._queue.extend(card for card in ordered if self._due[card] > day)


def fsrs(scenario: Scenario, seed: int) -> Baseline:
    """Anki as it comes, with FSRS."""
    return Baseline(scenario, Fsrs(), paced=False)


def fsrs_paced(scenario: Scenario, seed: int) -> Baseline:
    """The same with new cards paced to the exam."""
    return Baseline(scenario, Fsrs(), paced=True)


def paced_cram(scenario: Scenario, seed: int) -> Baseline:
    """The same in time for two last days on which every card is asked, lowest recall first."""
    return Baseline(scenario, Fsrs(), paced=True, crams=True)


def sm2(scenario: Scenario, seed: int) -> Baseline:
    """SuperMemo 2, paced."""
    return Baseline(scenario, Sm2(), paced=True)


def leitner(scenario: Scenario, seed: int) -> Baseline:
    """Leitner's boxes, paced."""
    return Baseline(scenario, Leitner(), paced=True)
