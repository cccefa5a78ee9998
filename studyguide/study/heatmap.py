"""The heat map: study days laid out in weeks. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from studyguide.memory.model import day_date, day_number
from studyguide.study.days import Day

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
LEVELS = 4
"""Shades, beside that of a day without answers."""


def weeks(day: int, count: int) -> tuple[tuple[int, ...], ...]:
    """The study days of the last weeks, Monday first, the one with `day` last, as far as it has come."""
    monday = day - day_date(day).weekday()
    starts = range(monday - 7 * (count - 1), monday + 1, 7)
    return tuple(tuple(on for on in range(start, start + 7) if on <= day) for start in starts)


def months(columns: Sequence[Sequence[int]]) -> tuple[str, ...]:
    """The month of each week's Monday, where it is another than the week before's; empty elsewhere."""
    names = [f"{day_date(week[0]):%b}" for week in columns]
    return tuple(name if at == 0 or name != names[at - 1] else "" for at, name in enumerate(names))


def mondays(columns: Sequence[Sequence[int]]) -> tuple[str, ...]:
    """The day of the month on which each week begins."""
    return tuple(str(day_date(week[0]).day) for week in columns)


def answers(done: Collection[Day]) -> dict[int, int]:
    """Answers of every kind by study day."""
    return {day_number(each.day): each.answers + each.practice for each in done}


def level(number: int, most: int) -> int:
    """The shade of a day: 0 for none, 1 to 4 by quarters of the most."""
    return 0 if number <= 0 else max(1, -(-number * LEVELS // max(1, most)))


def cell(day: int, given: Mapping[int, int], studied: Collection[int]) -> str:
    """What stands for a day in at most three cells: the answers, `+` for reading alone, `.` for nothing."""
    number = given.get(day, 0)
    if number:
        return str(number) if number < 1000 else "1k+"
    return "+" if day in studied else "."
