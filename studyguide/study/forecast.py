"""Reviews to come, as things stand. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

from msgspec import Struct

from studyguide.journal.fold import PLAIN, Mark
from studyguide.memory.model import Memory, day_date
from studyguide.study.catalog import Entry
from studyguide.study.due import DueRule
from studyguide.study.progress import stands_due

DAYS = 30


class Ahead(Struct, frozen=True):
    """A day to come."""

    day: date
    due: int
    """Cards that fall due on it; today's without the overdue ones."""
    exam: bool
    """Whether it is the exam's."""


class Forecast(Struct, frozen=True):
    """The days to come: 30 from today, or fewer up to the exam."""

    overdue: int
    """Cards that fell due before today."""
    days: tuple[Ahead, ...]


def forecast(
    entries: Iterable[Entry],
    memories: Mapping[str, Memory],
    marks: Mapping[str, Mark],
    rule: DueRule,
) -> Forecast:
    """By the plan's own rule of what is due, each card once; new cards and forgetting will add to it."""
    day, exam_day = rule.day, rule.exam_day
    end = day + DAYS if exam_day is None or exam_day < day else min(day + DAYS, exam_day + 1)
    overdue = 0
    due: Counter[int] = Counter()
    for entry in entries:
        memory, mark = memories.get(entry.key), marks.get(entry.key, PLAIN)
        if memory is None or entry.reserve or mark.suspended:
            continue
        if not stands_due(memory, mark, rule):
            due[_later(memory, mark, rule, end)] += 1
        elif rule.on(memory) < day:
            overdue += 1
        else:
            due[day] += 1
    return Forecast(
        overdue, tuple(Ahead(day_date(on), due[on], exam=on == exam_day) for on in range(day, end))
    )


def _later(memory: Memory, mark: Mark, rule: DueRule, end: int) -> int:
    """The first day after today on which a card falls due, `end` if none before it is."""
    again = rule.on(memory)
    return next(
        (
            on
            for on in range(rule.day + 1, end)
            if on >= again or rule._replace(day=on).first(memory, mark.misled_day)
        ),
        end,
    )
