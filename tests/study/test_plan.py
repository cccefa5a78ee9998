"""What is asked today, and in which order."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from studyguide.memory.model import Grade, Memory
from studyguide.memory.scheduler import Scheduler
from studyguide.study.catalog import Entry
from studyguide.study.plan import Plan, due_on, is_due, minutes, plan

DAY = 20_000
MODEL = Scheduler()


def entry(
    key: str, *, concept: str = "", scope: str = "in", reserve: bool = False, derived: bool = False
) -> Entry:
    return Entry(key, "one", "4.3", scope, concept or key, 1, derived, reserve)


def memory(last: int, due: int, grade: Grade = Grade.GOOD, stability: float = 5.0) -> Memory:
    return Memory(stability, 5.0, last, due, 1, 0, grade)


def planned(cards: list[str], memories: dict[str, Memory], new: int = 10, **more: object) -> Plan:
    made = [entry(name) for name in cards]
    return plan(made, memories, DAY, MODEL, new_left=new, **more)  # type: ignore[arg-type] # options by name


def test_due_cards_come_first_the_least_likely_recalled_before_all() -> None:
    memories = {"a": memory(DAY - 3, DAY, stability=9), "b": memory(DAY - 9, DAY - 1, stability=2)}
    found = planned(["new", "a", "b"], memories)
    assert [one.key for one in found.sitting] == ["b", "a", "new"]
    assert [one.key for one in found.due] == ["b", "a"]


def test_what_is_not_due_is_not_asked() -> None:
    assert planned(["a"], {"a": memory(DAY - 1, DAY + 1)}).sitting == ()


def test_a_card_failed_today_is_still_due() -> None:
    assert is_due(memory(DAY, DAY + 1, Grade.AGAIN), DAY, None)
    assert not is_due(memory(DAY, DAY + 1, Grade.GOOD), DAY, None)
    assert not is_due(memory(DAY - 1, DAY + 1, Grade.AGAIN), DAY, None)


def test_new_cards_keep_to_the_cap() -> None:
    names = [f"n{number}" for number in range(30)]
    assert len(planned(names, {}, new=7).new) == 7
    assert planned(names, {}, new=0).new == ()


def test_siblings_are_not_asked_in_one_sitting() -> None:
    twins = [entry("a", concept="same"), entry("b", concept="same"), entry("c")]
    found = plan(twins, {"b": memory(DAY - 9, DAY)}, DAY, MODEL, new_left=5)
    assert [one.key for one in found.sitting] == ["b", "c"]


def test_reserve_suspended_and_buried_cards_wait() -> None:
    cards = [entry("a", reserve=True), entry("b"), entry("c")]
    found = plan(cards, {"b": memory(DAY - 9, DAY)}, DAY, MODEL, new_left=5, set_aside={"b"})
    assert [one.key for one in found.sitting] == ["c"]


def test_the_exam_is_asked_before_what_it_leaves_out() -> None:
    cards = [entry("out", scope="out"), entry("in")]
    assert [one.key for one in plan(cards, {}, DAY, MODEL, new_left=2).new] == ["in", "out"]


@given(
    last=st.integers(0, 40),
    interval=st.integers(1, 400),
    exam=st.one_of(st.none(), st.integers(0, 60)),
)
def test_no_interval_reaches_past_an_exam_to_come(last: int, interval: int, exam: int | None) -> None:
    held = memory(last, last + interval)
    asked = due_on(held, exam)
    assert last < asked <= held.due_day
    if exam is not None and last < exam:
        assert asked <= exam
    else:
        assert asked == held.due_day


def test_minutes_are_rounded_up() -> None:
    assert minutes(0, 0) == 0
    assert minutes(1, 0) == 1
    assert minutes(10, 4) == 4


@given(st.permutations([f"n{number}" for number in range(12)]))
def test_the_order_of_introduction_does_not_depend_on_the_order_of_cards(names: list[str]) -> None:
    assert [one.key for one in planned(names, {}).new] == [one.key for one in planned(sorted(names), {}).new]


def test_a_confident_error_comes_back_the_next_day_and_before_the_exam() -> None:
    held = memory(DAY, DAY + 9, Grade.AGAIN)
    assert is_due(held, DAY + 1, None, misled_day=DAY)
    assert not is_due(held, DAY + 1, None)
    since = memory(DAY + 1, DAY + 30)
    assert not is_due(since, DAY + 5, DAY + 12, misled_day=DAY)
    assert is_due(since, DAY + 9, DAY + 12, misled_day=DAY)
    assert not is_due(memory(DAY + 9, DAY + 30), DAY + 10, DAY + 12, misled_day=DAY)
