"""What is remembered of one card, in the words of FSRS; and the study day."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from enum import IntEnum
from typing import NamedTuple

EPOCH = date(1970, 1, 1).toordinal()
ROLLOVER_HOUR = 4
"""A study day begins at this local hour, so that an evening past midnight is one evening."""


class Grade(IntEnum):
    """How well a card was remembered; the values are those of FSRS and of Anki."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


GRADES: tuple[Grade, ...] = (Grade.AGAIN, *Grade)
"""A grade by its number; quicker than a call."""


class Memory(NamedTuple):
    """The state of one card after its last review."""

    stability: float
    """Days in which the chance of recall falls to 90 %."""
    difficulty: float
    """1 (easy) to 10."""
    last_day: int
    """Study day of the last review."""
    due_day: int
    """Study day on which the desired retention is reached; later than `last_day`."""
    reps: int
    lapses: int
    """Times it was forgotten after having been learned on an earlier day."""
    last_grade: Grade


def study_day(instant: datetime) -> int:
    """The study day of an aware instant in its own zone: days since 1970-01-01, counted from 04:00."""
    return (instant - timedelta(hours=ROLLOVER_HOUR)).date().toordinal() - EPOCH


def day_date(day: int) -> date:
    """The calendar date of a study day."""
    return date.fromordinal(day + EPOCH)


def day_number(when: date) -> int:
    """The study day of a calendar date."""
    return when.toordinal() - EPOCH
