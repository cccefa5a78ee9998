"""Coming back after days without study: what is to be done, in words. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from studyguide.memory.model import Memory
from studyguide.study.words import counted, days

LEAST = 2
"""Study days missed from which something is said of them."""


class Comeback(NamedTuple):
    """Where somebody stands who comes back."""

    missed: int
    """Study days without a review between the last one and today."""
    due: int
    """Cards that are due."""
    today: int
    """Of them, those that today's minutes have room for."""
    days_left: int | None = None
    """Days to an exam that is to come."""


def missed_days(memories: Mapping[str, Memory], day: int, exam_day: int | None = None) -> int:
    """Study days without a review before a day on which there was none yet; 0 once there is one.

    From the exam on nothing is missed, unless somebody has gone on studying after it.
    """
    last = max((memory.last_day for memory in memories.values()), default=day)
    if exam_day is not None and last <= exam_day <= day:
        return 0
    return max(0, day - last - 1)


def comeback_words(back: Comeback) -> str:
    """What the days missed come to, and that it can be done; empty where too few were missed."""
    if back.missed < LEAST:
        return ""
    said = f"{days(back.missed)} missed, "
    if back.due <= 0:
        return f"{said}and nothing is due."
    said += f"{back.due} due"
    if back.days_left is not None and back.days_left > 0:
        said += f", exam in {counted(back.days_left, 'day')}"
    today = min(max(back.today, 0), back.due)
    waiting = back.due - today
    if not waiting:
        return f"{said}: today has room for all of it."
    if not today:
        return f"{said}: all of it can wait."
    rest = "this one" if waiting == 1 else f"these {waiting}"
    return f"{said}: about {today} a day; {rest} can wait."
