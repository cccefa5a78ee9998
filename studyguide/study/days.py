"""What was done on each study day, and how steadily. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import date

from msgspec import Struct

from studyguide.journal.event import READ, REVIEW
from studyguide.memory.model import Grade, day_date, day_number, study_day
from studyguide.study.exam import Exam
from studyguide.study.history import Record

WEEK, MONTH = 7, 28
"""Days over which steadiness is told: whole weeks, so that each weekday counts equally."""


class Day(Struct, frozen=True):
    """One study day on which something was done."""

    day: date
    answers: int
    """In reviews and quizzes."""
    right: int
    """Of them; a guess that was right counts, though it is graded Again."""
    practice: int = 0
    """Answers in drills and mock exams, which leave the schedule alone."""
    sections: int = 0
    """Sections read."""
    minutes: float = 0.0
    """Spent on answers, a pause in each of them capped; reading is not measured."""


def days(records: Iterable[Record], exams: Iterable[Exam]) -> tuple[Day, ...]:
    """Every study day on which something was done, in order."""
    answers: Counter[int] = Counter()
    right: Counter[int] = Counter()
    practice: Counter[int] = Counter()
    sections: Counter[int] = Counter()
    milliseconds: Counter[int] = Counter()
    for record in records:
        if record.grade is not None:
            milliseconds[record.day] += round(record.seconds * 1000)
        if record.kind == REVIEW:
            answers[record.day] += 1
            right[record.day] += _right(record)
        elif record.kind == READ:
            sections[record.day] += 1
        elif record.grade is not None:
            practice[record.day] += 1
    for exam in exams:
        on = study_day(exam.started)
        practice[on] += exam.answered
        spent = min(exam.minutes * 60, sum(exam.sheet(key).seconds for key in exam.keys))
        milliseconds[on] += round(spent * 1000)
    done = sorted(
        day for day in {*answers, *practice, *sections} if answers[day] + practice[day] + sections[day]
    )
    return tuple(
        Day(
            day_date(day),
            answers[day],
            right[day],
            practice[day],
            sections[day],
            round(milliseconds[day] / 60_000, 1),
        )
        for day in done
    )


def _right(record: Record) -> bool:
    """As the sitting counts it; by the grade where it is not on record whether an answer was right."""
    return record.grade is not Grade.AGAIN if record.correct is None else record.correct


class Consistency(Struct, frozen=True):
    """On how many of the last days, today among them, something was studied."""

    week: int
    """Of the last 7."""
    month: int
    """Of the last 28."""


def consistency(done: Collection[Day], day: int) -> Consistency:
    """Rolling counts: a day missed costs one, and nothing is ever lost by it."""
    since = [day - day_number(each.day) for each in done]
    return Consistency(*(sum(0 <= ago < span for ago in since) for span in (WEEK, MONTH)))
