"""The planner of studyguide, as a policy to be judged: the real one, told what the journal would tell it."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from math import inf

from studyguide.memory.model import Grade, Memory
from studyguide.memory.scheduler import Scheduler
from studyguide.simulate.interface import Likely, Scenario
from studyguide.study.catalog import Entry
from studyguide.study.evidence import LATEST, PAUSE
from studyguide.study.learner import Answer, Learner
from studyguide.study.outlook import foresee
from studyguide.study.plan import Circumstances, plan
from studyguide.study.session import RETRY_AFTER


class Planner:
    """Plans each morning, asks the best use of the next minute first, and failed cards again."""

    def __init__(self, scenario: Scenario, seed: int) -> None:
        self.scenario = scenario
        self.scheduler = Scheduler()
        self.memories: dict[str, Memory] = {}
        # Of a concept of its own each, and introduced in the order of their numbers.
        self.cards = [
            Entry(str(card), "", "", "in", str(card), card, False, False) for card in range(scenario.cards)
        ]
        self._answers: deque[Answer] = deque(maxlen=LATEST)
        self._day = -1
        self._plan: Iterator[int] = iter(())
        self._failed: list[tuple[int, int]] = []
        self._asked = 0
        self._next: int | None = None

    def next(self, day: int, seconds: float) -> int | None:
        if day != self._day:
            self._begin(day)
        if self._failed and self._failed[0][0] <= self._asked:
            return self._failed[0][1]
        if self._next is None:
            self._next = next(self._plan, None)
        if self._next is None and self._failed:
            return self._failed[0][1]
        return self._next

    def answered(self, card: int, grade: Grade, day: int, seconds: float) -> None:
        key = str(card)
        before = self.memories.get(key)
        elapsed = day - before.last_day if before else 0
        took = min(PAUSE, seconds)
        self._answers.append(Answer(grade, took, before.stability if before else None, elapsed))
        self.memories[key] = self.scheduler.review(before, grade, day)
        self._asked += 1
        if card == self._next:
            self._next = None
        self._failed = [each for each in self._failed if each[1] != card]
        if grade is Grade.AGAIN:
            self._failed.append((self._asked + RETRY_AFTER, card))

    def likely(self, day: int) -> Likely | None:
        found = foresee(self.cards, self.memories, self.scheduler, self._now(day))
        return found and Likely(*found.likely)

    def _now(self, day: int) -> Circumstances:
        """A morning's circumstances."""
        _, days, minutes = self.scenario
        return Circumstances(day, minutes, 0, exam_day=days, first_day=0, learner=self.learner())

    def learner(self) -> Learner:
        """By as many answers as the journal would tell of."""
        return Learner().after(self._answers)

    def _begin(self, day: int) -> None:
        self._day = day
        self._failed.clear()
        self._next = None
        # The judge ends the day: the best for more minutes begins with the best for few.
        found = plan(self.cards, self.memories, self.scheduler, self._now(day), minutes=inf)
        self._plan = iter([int(card.key) for card in found.chosen])


def planner(scenario: Scenario, seed: int) -> Planner:
    """The planner before its first answer."""
    return Planner(scenario, seed)
