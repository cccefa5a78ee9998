"""What is due today: the one report that must be quick, so that a shell prompt can ask for it."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from studyguide.memory.model import day_date
from studyguide.study.desk import Desk


class Due(NamedTuple):
    """`due --json`."""

    day: date
    due: int
    """Cards due, those missed today among them."""
    new: int
    """Cards still to be introduced today."""
    minutes: int
    """That all of it should take."""
    exam_date: date | None
    days_to_exam: int | None
    cards: int
    seen: int


def due(desk: Desk) -> Due:
    """What is due today."""
    today = desk.plan()
    memories = desk.journal.memories()
    asked = [entry for entry in desk.entries if not entry.reserve]
    return Due(
        day=day_date(desk.today),
        due=len(today.due),
        new=len(today.new),
        minutes=today.minutes,
        exam_date=desk.settings.exam_date,
        days_to_exam=desk.days_to_exam,
        cards=len(asked),
        seen=sum(entry.key in memories for entry in asked),
    )
