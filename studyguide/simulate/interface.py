"""What a policy is told, and what it must answer: all that the judge and the planner share."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, Protocol

from studyguide.memory.model import Grade


class Scenario(NamedTuple):
    """What is to be learned and how much time there is."""

    cards: int
    """They are called 0 to cards - 1, weigh alike and were never asked before."""
    days: int
    """Study is on the days 0 to days - 1; the exam is at the beginning of day `days`."""
    minutes: int
    """For study, a day."""


class Likely(NamedTuple):
    """A forecast of the mean recall over all cards on the exam day, each 0 to 1."""

    low: float
    mean: float
    high: float


class Policy(Protocol):
    """Decides what to ask. It knows the scenario, a seed and the answers, and nothing else of the learner."""

    def next(self, day: int, seconds: float) -> int | None:
        """The card to ask after so many seconds of study today; None is enough for today."""

    def answered(self, card: int, grade: Grade, day: int, seconds: float) -> None:
        """Take the grade of the card asked last, and the seconds that this answer took."""

    def likely(self, day: int) -> Likely | None:
        """The forecast at the beginning of a day, before its first card; None where none is made."""


PolicyMaker = Callable[[Scenario, int], Policy]
"""Makes a policy for a scenario and a seed."""
