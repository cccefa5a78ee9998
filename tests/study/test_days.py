"""What was done on each day, how steadily, and the heat map of it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyguide.journal.event import READ, RESET, REVIEW
from studyguide.memory.model import Grade, day_date, day_number
from studyguide.study import heatmap
from studyguide.study.days import Consistency, Day, consistency, days
from studyguide.study.history import Record, history
from studyguide.study.sitting import PRACTICE
from tests.study.made import DAY, event


def test_a_day_sums_answers_drills_sections_and_minutes() -> None:
    records = history(
        (
            event("a", DAY, 1, ms=30_000),
            event("a", DAY, 3, ms=60_000),
            event("a", DAY, 3, ms=90_000, kind=PRACTICE),
            event("one#two", DAY, kind=READ),
            event("one#two", DAY + 1, kind=READ),
            event("a", DAY + 2, kind=RESET),
        )
    )
    assert days(records, ()) == (
        Day(day_date(DAY), answers=2, right=1, practice=1, sections=1, minutes=3.0),
        Day(day_date(DAY + 1), answers=0, right=0, sections=1),
    )


def test_a_guess_that_was_right_counts_as_right_though_it_is_graded_again() -> None:
    guess = Record(REVIEW, "a", DAY, 0, Grade.AGAIN, correct=True, certainty=1)
    unknown = Record(REVIEW, "a", DAY, 0, Grade.GOOD)
    (day,) = days((guess, guess._replace(correct=False), unknown), ())
    assert (day.answers, day.right) == (3, 2)


def done(*ago: int) -> tuple[Day, ...]:
    return tuple(Day(day_date(DAY - each), 1, 1) for each in ago)


@pytest.mark.parametrize(
    ("ago", "wanted"),
    [
        ((), Consistency(0, 0)),
        ((0,), Consistency(1, 1)),
        ((6, 7, 27, 28), Consistency(1, 3)),
        (tuple(range(40)), Consistency(7, 28)),
        ((-1,), Consistency(0, 0)),
    ],
)
def test_consistency_counts_the_days_up_to_today(ago: tuple[int, ...], wanted: Consistency) -> None:
    assert consistency(done(*ago), DAY) == wanted


@given(st.integers(15_000, 30_000), st.integers(1, 30))
def test_weeks_are_whole_and_end_today(day: int, count: int) -> None:
    found = heatmap.weeks(day, count)
    assert len(found) == count
    assert all(len(week) == 7 for week in found[:-1])
    assert all(day_date(week[0]).weekday() == 0 for week in found)
    assert found[-1][-1] == day
    flat = [each for week in found for each in week]
    assert flat == list(range(flat[0], day + 1))


def test_a_week_is_named_by_its_monday() -> None:
    """A month that begins in the middle of a week, as December on a Tuesday, names the week after it."""
    weeks = heatmap.weeks(day_number(date(2026, 12, 9)), 4)
    assert heatmap.mondays(weeks) == ("16", "23", "30", "7")
    assert heatmap.months(weeks) == ("Nov", "", "", "Dec")
    assert heatmap.months(weeks[2:3]) == ("Nov",)


def test_shades_go_by_quarters_of_the_most() -> None:
    assert [heatmap.level(number, 40) for number in (0, 1, 10, 11, 30, 31, 40)] == [0, 1, 1, 2, 3, 4, 4]
    assert heatmap.level(0, 0) == 0


def test_a_cell_is_read_without_colour() -> None:
    given = {DAY: 7, DAY + 1: 999, DAY + 2: 1000, DAY + 3: 0}
    cells = [heatmap.cell(day, given, {DAY, DAY + 3}) for day in range(DAY, DAY + 5)]
    assert cells == ["7", "999", "1k+", "+", "."]
