"""Why a card is asked now, in words."""

from __future__ import annotations

import re

import pytest

from studyguide.memory.model import Grade, Memory
from studyguide.memory.scheduler import Scheduler
from studyguide.study.due import DueRule
from studyguide.study.learner import VARIANTS, Answer, Forgetting, Learner
from studyguide.study.plan import Circumstances
from studyguide.study.why import Facts, why_now
from tests.study.made import DAY, memory

MODEL = Scheduler()
AVERAGE = Forgetting([(1.0, next(one for one in VARIANTS if one == (1.0, 1.0, 0.2)))])
QUICK = Forgetting([(1.0, next(one for one in VARIANTS if one == (0.4, 1.0, 0.2)))])
BOTH = (Grade.AGAIN, Grade.GOOD)


def said(
    held: Memory | None,
    *,
    exam: int | None = None,
    forgetting: Forgetting = AVERAGE,
    final: bool = False,
    misled_day: int | None = None,
    grades: tuple[Grade, ...] = BOTH,
    now: Circumstances | None = None,
    kind: str = "choice",
) -> str:
    rule = DueRule(DAY) if exam is None else DueRule(DAY, DAY + exam, forgetting, final)
    now = now or Circumstances(DAY, 20, 10, None if exam is None else DAY + exam, DAY - 30)
    return why_now(Facts(held, misled_day, 40, rule, now, MODEL, grades, kind))


def test_by_retention_it_says_when_each_grade_brings_it_back() -> None:
    text = said(memory(DAY - 12, DAY - 1, stability=11.0))
    assert text.startswith("It is due: last answered 12 days ago, the chance that you still know it is 89%.")
    assert "holds 11 days before the chance falls to 90% (stability 11 days, difficulty 5.0 of 10)" in text
    assert "Again brings it back today, Good brings it back in " in text
    assert "Hard" not in text
    assert "Hard brings it back in " in said(memory(DAY - 12, DAY - 1), grades=tuple(Grade))


def test_what_is_not_due_says_when_it_will_be() -> None:
    assert said(memory(DAY - 2, DAY + 9)).startswith("It is not due until 13 October; the chance ")


def test_a_card_missed_today_comes_back() -> None:
    assert said(memory(DAY, DAY + 1, Grade.AGAIN)).startswith("You missed it earlier today")
    assert said(memory(DAY, DAY + 1)).startswith("You have answered it today already")


def test_a_new_card_says_what_paces_it() -> None:
    assert "up to 10 new ones a day" in said(None)
    text = said(None, exam=30)
    assert "one of 40 cards never asked. The 30 days before the exam go to" in text
    assert "Its memory" not in text


def test_with_an_exam_it_says_what_each_grade_makes_of_the_exam_day() -> None:
    text = said(memory(DAY - 12, DAY - 1, stability=5.0), exam=20)
    assert re.search(r"should raise that by about [0-9]+ points? until the exam", text)
    found = re.search(
        r"On the exam day, in 20 days.*: (\d+)% as it stands, (\d+)% after Again, (\d+)% after Good", text
    )
    assert found is not None
    stands, _, good = map(int, found.groups())
    assert stands < good


def test_with_an_exam_the_learners_own_forgetting_counts() -> None:
    held = memory(DAY - 12, DAY - 1, stability=5.0)
    average, quick = (
        re.search(r"still know it is (\d+)%", said(held, exam=20, forgetting=each))
        for each in (AVERAGE, QUICK)
    )
    assert average is not None
    assert quick is not None
    assert int(quick[1]) < int(average[1])


def test_the_final_pass_is_named() -> None:
    assert said(memory(DAY - 1, DAY + 60, stability=60.0), exam=3, final=True).startswith(
        "It is part of the final pass over all you have met"
    )


@pytest.mark.parametrize("exam", [None, 40])
def test_what_was_missed_though_sure_goes_first(exam: int | None) -> None:
    text = said(memory(DAY - 1, DAY + 9, Grade.AGAIN), exam=exam, misled_day=DAY - 1)
    assert text.startswith("On 3 October you were sure of it and wrong, so it goes first; the chance")


def test_what_once_misled_comes_again_before_the_exam() -> None:
    text = said(memory(DAY - 9, DAY + 9), exam=2, misled_day=DAY - 20)
    assert "you were sure of it and wrong, so it goes first, once more in the last 3 days" in text


def test_a_kind_that_takes_long_is_said_to_take_long() -> None:
    answers = [Answer(Grade.GOOD, 40, 5.0, 3, "case")] * 40 + [Answer(Grade.GOOD, 5, 5.0, 3, "flip")] * 40
    now = Circumstances(DAY, 20, 10, DAY + 20, DAY - 30, learner=Learner().after(answers))
    held = memory(DAY - 12, DAY - 1, stability=5.0)
    case, flip = (
        re.search(r"(\d+) seconds on it", said(held, exam=20, now=now, kind=kind))
        for kind in ("case", "flip")
    )
    assert case is not None
    assert flip is not None
    assert int(case[1]) > 2 * int(flip[1])
