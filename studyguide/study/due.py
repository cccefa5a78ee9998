"""When a card falls due: by the desired retention, or with an exam ahead by the learner's own forgetting."""

from __future__ import annotations

from typing import NamedTuple

from studyguide.memory.model import Grade, Memory
from studyguide.study.learner import Forgetting

LAST_DAYS = 3
"""Days before the exam in which what once misled the learner is asked once more."""


class DueRule(NamedTuple):
    """How it is told what is due on a day."""

    day: int
    """The study day."""
    exam_day: int | None = None
    """Study day of an exam to come; None where there is none."""
    forgetting: Forgetting | None = None
    """How the learner forgets; None: as FSRS says."""
    final: bool = False
    """Whether the final pass before the exam is on: every seen card is due."""

    def on(self, memory: Memory) -> int:
        """The study day on which a card is to be asked again: before the exam, if one is to come."""
        if self.exam_day is None or self.forgetting is None or memory.last_day >= self.exam_day:
            return memory.due_day
        again = memory.last_day + self.forgetting.rest(memory.stability)
        return min(again, max(memory.last_day + 1, self.exam_day - 1))

    def first(self, memory: Memory, misled_day: int | None = None) -> bool:
        """Whether a card goes before all others: failed today, or once answered wrongly though sure.

        A card failed on a day is due until it is recalled. One that misled a learner who was sure of it (on
        `misled_day`) is due on the next day, and once more in the last days before the exam.
        """
        if memory.last_day == self.day:
            return memory.last_grade is Grade.AGAIN
        if misled_day is None:
            return False
        exam = self.exam_day
        before_exam = exam is not None and memory.last_day < exam - LAST_DAYS <= self.day < exam
        return memory.last_day == misled_day or before_exam

    def __call__(self, memory: Memory, misled_day: int | None = None) -> bool:
        """Whether a card is to be asked today."""
        if self.first(memory, misled_day):
            return True
        elapsed = self.day - memory.last_day
        if elapsed < -1:  # answered under a clock that was ahead; flying west gains no more than a day
            return True
        if elapsed <= 0:
            # Recorded under a clock far ahead, it would never come again; a day ahead is a flight westward.
            return elapsed < -1
        if self.exam_day is None or self.forgetting is None:
            return memory.due_day <= self.day
        return self.final or elapsed >= self.forgetting.rest(memory.stability)
