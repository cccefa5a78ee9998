"""What is said to somebody who comes back after days without study."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from studyguide.study.comeback import Comeback, comeback_words, missed_days
from tests.study.made import DAY, memory


def test_it_says_what_can_wait() -> None:
    assert comeback_words(Comeback(6, 74, 22, 12)) == (
        "6 days missed, 74 due, exam in 12 days: about 22 a day; these 52 can wait."
    )
    assert comeback_words(Comeback(2, 15, 15, 1)) == (
        "2 days missed, 15 due, exam in 1 day: today has room for all of it."
    )
    assert comeback_words(Comeback(45, 3, 2)) == ("1 month missed, 3 due: about 2 a day; this one can wait.")
    assert comeback_words(Comeback(3, 0, 0, 12)) == "3 days missed, and nothing is due."


def test_a_single_day_is_not_worth_a_word() -> None:
    assert comeback_words(Comeback(1, 74, 22, 12)) == ""


@given(*[st.integers(-5, 5000)] * 4)
def test_no_number_is_absurd(missed: int, due: int, today: int, left: int) -> None:
    said = comeback_words(Comeback(missed, due, today, left))
    assert "-" not in said
    numbers = {int(number) for number in re.findall(r"\b[0-9]+(?= due| a day| can wait)", said)}
    assert all(0 < number <= max(due, 0) for number in numbers)
    assert bool(said) == (missed >= 2)


def test_days_are_missed_until_the_first_answer_of_today() -> None:
    assert missed_days({}, DAY) == 0
    assert missed_days({"a": memory(DAY - 7, DAY), "b": memory(DAY - 30, DAY)}, DAY) == 6
    assert missed_days({"a": memory(DAY - 7, DAY), "b": memory(DAY, DAY + 3)}, DAY) == 0
    assert missed_days({"a": memory(DAY - 1, DAY)}, DAY) == 0


def test_a_clock_that_was_ahead_gives_no_days_missed() -> None:
    assert missed_days({"a": memory(DAY + 40, DAY + 50)}, DAY) == 0
