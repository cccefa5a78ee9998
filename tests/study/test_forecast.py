"""Reviews to come."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from studyguide.journal.fold import Mark
from studyguide.memory.model import Grade, Memory, day_date
from studyguide.study.due import DueRule
from studyguide.study.forecast import DAYS, forecast
from studyguide.study.learner import Forgetting, Learner
from tests.study.made import DAY, entry, memory

ENTRIES = tuple(map(entry, "abcde"))
MEMORIES = st.dictionaries(
    st.sampled_from("abcde"),
    st.builds(
        lambda ago, interval, grade: memory(DAY - ago, DAY - ago + interval, grade),
        st.integers(0, 60),
        st.integers(1, 90),
        st.sampled_from(Grade),
    ),
)


FORGETTING = Forgetting.of(Learner())


def counts(memories: dict[str, Memory], **marks: Mark) -> tuple[int, list[int]]:
    found = forecast(ENTRIES, memories, marks, DueRule(DAY))
    return found.overdue, [day.due for day in found.days]


def test_backlog_is_apart_from_today() -> None:
    memories = {"a": memory(DAY - 9, DAY - 2), "b": memory(DAY - 9, DAY), "c": memory(DAY - 1, DAY + 3)}
    overdue, due = counts(memories)
    assert (overdue, due[0], due[3], sum(due)) == (1, 1, 1, 2)


def test_a_card_missed_today_is_due_today() -> None:
    assert counts({"a": memory(DAY, DAY + 1, Grade.AGAIN)}) == (0, [1] + [0] * (DAYS - 1))


def test_suspended_cards_never_come_and_buried_ones_tomorrow() -> None:
    memories = {"a": memory(DAY - 9, DAY), "b": memory(DAY - 9, DAY)}
    overdue, due = counts(memories, a=Mark(suspended=True), b=Mark(buried_day=DAY))
    assert (overdue, due[0], due[1], sum(due)) == (0, 0, 1, 1)


def test_what_misled_comes_back_the_next_day() -> None:
    overdue, due = counts({"a": memory(DAY, DAY + 20)}, a=Mark(misled_day=DAY))
    assert (overdue, due[1], sum(due)) == (0, 1, 1)


@given(MEMORIES, st.integers(1, 50))
def test_nothing_is_forecast_past_the_exam_and_every_card_comes_by_then(
    memories: dict[str, Memory], left: int
) -> None:
    found = forecast(ENTRIES, memories, {}, DueRule(DAY, DAY + left, FORGETTING))
    assert len(found.days) == min(DAYS, left + 1)
    assert [day.day for day in found.days if day.exam] == ([day_date(DAY + left)] if left < DAYS else [])
    total = found.overdue + sum(day.due for day in found.days)
    assert total <= len(memories)
    if left < DAYS and all(each.last_day < DAY for each in memories.values()):
        assert total == len(memories)


def test_without_an_exam_thirty_days_are_told() -> None:
    _, due = counts({"a": memory(DAY - 1, DAY + 12), "b": memory(DAY - 1, DAY + 30)})
    assert (len(due), due[12], sum(due)) == (DAYS, 1, 1)
