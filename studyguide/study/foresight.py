"""What the days ahead are worked out from, read at once: so another thread can do the work."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from studyguide.memory.model import Memory
from studyguide.memory.scheduler import Scheduler
from studyguide.study import plan as planning
from studyguide.study.catalog import Entry
from studyguide.study.desk import Desk
from studyguide.study.plan import Circumstances, Plan

if TYPE_CHECKING:
    from studyguide.study.outlook import Likely, Outlook

FARTHEST = 366
"""Days to an exam beyond which nothing is forecast: every day is played, and so early it would say little."""


class Foresight(NamedTuple):
    """Equal for two moments exactly if everything that is worked out from it is."""

    cards: tuple[Entry, ...]
    memories: Mapping[str, Memory]
    scheduler: Scheduler
    now: Circumstances

    def what_if(self, *, minutes: int | None = None, exam_day: int | None = None) -> Foresight:
        """The same with other minutes a day or another exam day."""
        now = self.now
        return self._replace(
            now=now._replace(minutes=minutes or now.minutes, exam_day=exam_day or now.exam_day)
        )

    @property
    def foreseeable(self) -> bool:
        """Whether an exam is to come, and near enough."""
        exam = self.now.exam_ahead
        return exam is not None and exam - self.now.day <= FARTHEST

    def plan(self, minutes: float | None = None) -> Plan:
        """What is left to do today; or a plan for so many minutes."""
        return planning.plan(self.cards, self.memories, self.scheduler, self.now, minutes=minutes)

    def outlook(self) -> Outlook | None:
        """The days until the exam; None where they cannot be foreseen. Takes some tenths of a second."""
        from studyguide.study.outlook import foresee  # deferred, as below: Home shows itself without it

        return foresee(self.cards, self.memories, self.scheduler, self.now) if self.foreseeable else None

    def climb(self, most: int) -> Iterator[tuple[int, Likely]]:
        """Likely recall with more and more minutes a day, as far as so many need it, one step at a time.

        Nothing where it cannot be foreseen. Each step takes some tenths of a second.
        """
        from studyguide.study.prospect import climb

        if self.foreseeable:
            yield from climb(self.cards, self.memories, self.scheduler, self.now, most)

    def likely(self) -> Likely | None:
        """Likely recall on the exam day; None where it cannot be foreseen. Takes about a second."""
        return likely_at(tuple(self.climb(self.now.minutes)), self.now.minutes)


def likely_at(points: tuple[tuple[int, Likely], ...], minutes: int) -> Likely | None:
    """Likely recall with so many minutes a day, from what a climb found; None if that is nothing."""
    from studyguide.study.prospect import Prospect

    return Prospect(points).at(minutes) if points else None


def foresight(desk: Desk) -> Foresight:
    """What there is to go by now."""
    return Foresight(desk.entries, desk.journal.memories(), desk.scheduler, desk.circumstances())
