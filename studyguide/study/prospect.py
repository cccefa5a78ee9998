"""Likely recall on the exam day for every number of minutes a day. Pure.

Whoever has more minutes need not use them: so more of them never make likely recall less.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from math import log
from typing import NamedTuple

from studyguide.memory.model import Memory
from studyguide.memory.scheduler import Scheduler
from studyguide.study.catalog import Entry
from studyguide.study.outlook import Belief, Likely, foresee
from studyguide.study.plan import Circumstances

LADDER = (5, 10, 20, 40, 80, 160)
"""Minutes a day that are played; between them it is interpolated."""


class Prospect(NamedTuple):
    """Likely recall by minutes a day."""

    points: tuple[tuple[int, Likely], ...]
    """At the first minutes of the ladder, as far as was asked for; the means never fall."""

    def at(self, minutes: int) -> Likely:
        """Likely recall with so many minutes a day, at least 1; beyond the points as at the last."""
        if minutes <= self.points[0][0]:
            return self.points[0][1]
        for (below, low), (above, high) in pairwise(self.points):
            if minutes <= above:
                share = log(minutes / below) / log(above / below)
                return Likely(*(a + (b - a) * share for a, b in zip(low, high, strict=True)))
        return self.points[-1][1]


def climb(
    cards: Iterable[Entry],
    memories: Mapping[str, Memory],
    scheduler: Scheduler,
    now: Circumstances,
    most: int = LADDER[-1],
) -> Iterator[tuple[int, Likely]]:
    """The points of a prospect one by one, since each takes a while; none where no exam is to come."""
    if now.exam_ahead is None:
        return
    held, belief = tuple(cards), Belief(now.learner, scheduler, now.exam_ahead)
    best = Likely(0.0, 0.0, 0.0)
    for number, minutes in enumerate(LADDER):
        if number and LADDER[number - 1] >= most:
            return
        found = foresee(held, memories, scheduler, now._replace(minutes=minutes), belief)
        if found and found.likely.mean > best.mean:
            best = found.likely
        yield minutes, best
