"""How a day's time is shared between what is known and what is new, with the exam in view.

The constants were found by simulation; `studyguide simulate` judges a change to them.
"""

from __future__ import annotations

from math import ceil
from typing import NamedTuple

from studyguide.study.learner import Forgetting, Seconds

LEAST_RATE, LEAST_FINAL_RATE = 0.2, 0.0
"""Gain per minute below which a review is not worth its time, before and in the final pass."""
SETTLING_DAYS, SETTLING_SHARE = 20, 0.4
"""The last new card is met so many days before the exam, or this share of the way to it if that is less."""
LEAST_NEW_SHARE, MOST_NEW_SHARE = 0.3, 0.85
"""Least and most of a day's time for new cards while any are unseen; the most is further times what one study
keeps until a quarter of the time left has passed, held within KEPT."""
KEPT = (0.4, 0.8)
STUDIED_ONCE = 2.3
"""Stability in days that FSRS gives an average card recalled at its first meeting."""
SPARE = 0.6
"""Share of the time left that introducing may count on; the rest is for reviews."""
FINAL_DAYS = (3, 7)
"""Least and most days of the final pass over everything seen ..."""
FINAL_SHARE = 1 / 3
"""... which never takes more than this share of the time from the first answer to the exam."""


class Course(NamedTuple):
    """Where a learner stands on a morning on the way to an exam."""

    day: int
    """The study day."""
    exam_day: int
    """Later than `day`."""
    first_day: int
    """The study day of the first answer, at most `day`."""
    minutes: int
    """A day, at least 1."""
    seen: int
    """Cards met before today."""
    unseen: int

    @property
    def days(self) -> int:
        """Days left to study, today included; the exam's own is none."""
        return self.exam_day - self.day

    @property
    def length(self) -> int:
        """Days from the first answer to the exam."""
        return self.exam_day - self.first_day


class Pace(NamedTuple):
    """A day's limits."""

    final: bool
    """Whether the final pass is on: every seen card may be asked, however fresh."""
    least_rate: float
    """Gain per minute that a review must bring."""
    new: int
    """Cards to introduce at most."""
    new_seconds: float
    """Seconds to spend on introducing while reviews are waiting."""


def pace(course: Course, forgetting: Forgetting, seconds: Seconds) -> Pace:
    """The limits of a day."""
    final = course.days <= final_days(course, seconds)
    least_rate = LEAST_FINAL_RATE if final else LEAST_RATE
    if course.day == course.first_day:
        return Pace(final, least_rate, course.unseen, course.minutes * 60.0)
    return Pace(final, least_rate, _new(course), _new_seconds(course, forgetting, seconds))


def final_days(course: Course, seconds: Seconds) -> int:
    """Days of the final pass: as many as it takes to ask everything seen once, within bounds."""
    least, most = FINAL_DAYS
    wanted = ceil(course.seen * seconds.right / (course.minutes * 60))
    return min(max(least, min(most, wanted)), max(1, int(course.length * FINAL_SHARE)))


def _new(course: Course) -> int:
    settling = min(SETTLING_DAYS, SETTLING_SHARE * course.length)
    return ceil(course.unseen / max(1.0, course.days - settling))


def _new_seconds(course: Course, forgetting: Forgetting, seconds: Seconds) -> float:
    budget = course.minutes * 60
    kept = min(KEPT[1], max(KEPT[0], forgetting.recall(STUDIED_ONCE, course.days / 4)))
    wanted = course.unseen * seconds.new / (SPARE * course.days * budget)
    return budget * min(MOST_NEW_SHARE * kept, max(LEAST_NEW_SHARE, wanted))
