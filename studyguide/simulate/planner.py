"""The planner of studyguide, as a policy to be judged."""

from __future__ import annotations

from collections.abc import Iterator

from studyguide.memory.model import Grade, Memory
from studyguide.memory.scheduler import Scheduler
from studyguide.simulate.interface import Likely, Scenario
from studyguide.study.agenda import Rated, agenda
from studyguide.study.learner import Answer, Forgetting, Learner
from studyguide.study.outlook import Held, outlook
from studyguide.study.pace import Course, pace
from studyguide.study.session import RETRY_AFTER
from studyguide.study.value import Values


class Planner:
    """Keeps what the journal would, and asks the modules of the planner."""

    def __init__(self, scenario: Scenario, seed: int) -> None:
        self.scenario = scenario
        self.seed = seed
        self.scheduler = Scheduler()
        self.learner = Learner()
        self.memories: dict[int, Memory] = {}
        self._answers: list[Answer] = []
        self._day = -1
        self._agenda: Iterator[Rated[int]] = iter(())
        self._failed: list[tuple[int, int]] = []
        self._asked = 0
        self._next: int | None = None

    def next(self, day: int, seconds: float) -> int | None:
        if day != self._day:
            self._begin(day)
        if self._failed and self._failed[0][0] <= self._asked:
            return self._failed[0][1]
        if self._next is None:
            self._next = next((rated.card for rated in self._agenda), None)
        if self._next is None and self._failed:
            return self._failed[0][1]
        return self._next

    def answered(self, card: int, grade: Grade, day: int, seconds: float) -> None:
        before = self.memories.get(card)
        elapsed = day - before.last_day if before else 0
        self._answers.append(Answer(grade, seconds, before.stability if before else None, elapsed))
        self.memories[card] = self.scheduler.review(before, grade, day)
        self._asked += 1
        if card == self._next:
            self._next = None
        self._failed = [each for each in self._failed if each[1] != card]
        if grade is Grade.AGAIN:
            self._failed.append((self._asked + RETRY_AFTER, card))

    def likely(self, day: int) -> Likely | None:
        self._learn()
        cards = [
            Held((memory.stability, memory.difficulty), memory.last_day, 1.0)
            for memory in self.memories.values()
        ]
        unseen = [Held(None, 0, 1.0)] * (self.scenario.cards - len(cards))
        found = outlook([*cards, *unseen], self._course(day), self.learner, self.scheduler, str(self.seed))
        return Likely(*found.likely)

    def _course(self, day: int) -> Course:
        cards, days, minutes = self.scenario
        return Course(day, days, 0, minutes, len(self.memories), cards - len(self.memories))

    def _learn(self) -> None:
        self.learner = self.learner.after(self._answers)
        self._answers.clear()

    def _begin(self, day: int) -> None:
        self._day = day
        self._learn()
        self._failed.clear()
        self._next = None
        forgetting = Forgetting.of(self.learner)
        limits = pace(self._course(day), forgetting, self.learner.seconds)
        values = Values(self.learner, forgetting, self.scheduler, self.scenario.days - day)
        reviews = []
        for card, memory in self.memories.items():
            elapsed = day - memory.last_day
            if limits.final or elapsed >= forgetting.rest(memory.stability):
                worth = values.review(memory.stability, memory.difficulty, elapsed)
                if worth.rate >= limits.least_rate:
                    reviews.append(Rated(worth.rate, worth.seconds, card))
        reviews.sort(reverse=True)
        new = [
            Rated(values.new.rate, values.new.seconds, card)
            for card in range(len(self.memories), self.scenario.cards)
        ]
        self._agenda = agenda(reviews, new, limits)


def planner(scenario: Scenario, seed: int) -> Planner:
    """The planner before its first answer."""
    return Planner(scenario, seed)
