"""What is asked today, and in which order."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyguide.memory.model import Grade, Memory
from studyguide.memory.scheduler import Scheduler
from studyguide.study.catalog import Entry
from studyguide.study.due import DueRule
from studyguide.study.learner import Answer, Forgetting, Learner
from studyguide.study.plan import Circumstances, Plan, plan
from studyguide.study.prospect import LADDER, Prospect, climb
from tests.study.made import DAY, memory

MODEL = Scheduler()
NOW = Circumstances(DAY, minutes=20, new_per_day=10)
FORGETTING = Forgetting.of(Learner())


def entry(
    key: str, *, concept: str = "", scope: str = "in", task: str = "4.3", chapter: str = "one"
) -> Entry:
    return Entry(key, chapter, task, scope, concept or key, 1, False, False)


def names(cards: Sequence[Entry]) -> list[str]:
    return [card.key for card in cards]


def planned(cards: Sequence[str | Entry], memories: dict[str, Memory], now: Circumstances = NOW) -> Plan:
    return plan([entry(card) if isinstance(card, str) else card for card in cards], memories, MODEL, now)


def test_without_an_exam_due_cards_come_first_the_least_likely_recalled_before_all() -> None:
    memories = {"a": memory(DAY - 3, DAY, stability=9), "b": memory(DAY - 9, DAY - 1, stability=2)}
    found = planned(["new", "a", "b"], memories)
    assert names(found.sitting) == ["b", "a", "new"]
    assert names(found.due) == ["b", "a"]


def test_what_is_not_due_is_not_asked() -> None:
    assert planned(["a"], {"a": memory(DAY - 1, DAY + 1)}).sitting == ()


def test_without_an_exam_new_cards_keep_to_the_cap() -> None:
    cards = [f"n{number}" for number in range(30)]
    assert len(planned(cards, {}, NOW._replace(new_per_day=7)).new) == 7
    assert len(planned(cards, {}, NOW._replace(new_per_day=7, introduced=5)).new) == 2
    assert planned(cards, {}, NOW._replace(new_per_day=0)).new == ()


def test_a_kind_that_takes_long_leaves_time_for_fewer() -> None:
    slow = [Answer(Grade.GOOD, 24, 5.0, 3, "case")] * 40 + [Answer(Grade.GOOD, 6, 5.0, 3, "flip")] * 40
    cards = [entry(f"c{number}") for number in range(80)]
    memories = {card.key: memory(DAY - 9, DAY) for card in cards}
    now = NOW._replace(minutes=4, learner=Learner().after(slow))
    chosen = [
        len(plan([card._replace(kind=kind) for card in cards], memories, MODEL, now).sitting)
        for kind in ("case", "flip")
    ]
    assert chosen[0] < chosen[1]


def test_siblings_are_not_asked_in_one_sitting_nor_on_one_day() -> None:
    twins = [entry("a", concept="same"), entry("b", concept="same"), entry("c")]
    assert names(planned(twins, {"b": memory(DAY - 9, DAY)}).sitting) == ["b", "c"]
    assert names(planned(twins, {"b": memory(DAY, DAY + 9)}).sitting) == ["c"]


def test_reserve_suspended_and_buried_cards_wait() -> None:
    cards = [entry("a")._replace(reserve=True), entry("b"), entry("c")]
    found = planned(cards, {"b": memory(DAY - 9, DAY)}, NOW._replace(set_aside=frozenset({"b"})))
    assert names(found.sitting) == ["c"]


def test_the_exam_is_asked_before_what_it_leaves_out() -> None:
    assert names(planned([entry("out", scope="out"), entry("in")], {}).new) == ["in", "out"]


@given(st.permutations([f"n{number}" for number in range(12)]))
def test_the_order_of_introduction_does_not_depend_on_the_order_of_cards(cards: list[str]) -> None:
    assert names(planned(cards, {}).new) == names(planned(sorted(cards), {}).new)


def test_a_card_failed_today_is_due_until_it_is_recalled() -> None:
    rule = DueRule(DAY)
    assert rule(memory(DAY, DAY + 1, Grade.AGAIN))
    assert not rule(memory(DAY, DAY + 1, Grade.GOOD))
    assert not rule(memory(DAY - 1, DAY + 1, Grade.AGAIN))


def test_a_confident_error_comes_back_the_next_day_and_before_the_exam() -> None:
    held = memory(DAY, DAY + 9, Grade.AGAIN)
    assert DueRule(DAY + 1)(held, DAY)
    assert not DueRule(DAY + 1)(held)
    since = memory(DAY + 1, DAY + 30, stability=60)
    ahead = DueRule(DAY, DAY + 12, FORGETTING)
    assert not ahead._replace(day=DAY + 5)(since, DAY)
    assert ahead._replace(day=DAY + 9)(since, DAY)
    assert not ahead._replace(day=DAY + 10)(memory(DAY + 9, DAY + 30, stability=60), DAY)


@given(
    last=st.integers(0, 40),
    interval=st.integers(1, 400),
    exam=st.integers(1, 60),
    stability=st.floats(0.01, 3000),
)
def test_no_due_day_reaches_past_an_exam_to_come(
    last: int, interval: int, exam: int, stability: float
) -> None:
    held = memory(last, last + interval, stability=stability)
    asked = DueRule(0, exam, FORGETTING).on(held)
    assert asked > last
    if last < exam:
        assert asked <= exam
    else:
        assert asked == held.due_day
    assert DueRule(0).on(held) == held.due_day


@given(stability=st.floats(0.05, 500), elapsed=st.integers(1, 400))
def test_a_card_is_due_from_its_due_day_on(stability: float, elapsed: int) -> None:
    held = memory(DAY - elapsed, DAY - 1, stability=stability)
    rule = DueRule(DAY, DAY + 1000, FORGETTING)
    assert rule(held) is (rule.on(held) <= DAY)


@st.composite
def situations(draw: st.DrawFn) -> tuple[list[Entry], dict[str, Memory], Circumstances]:
    """A deck part of which was met, some days before an exam or without one."""
    cards = [
        Entry(
            f"c{number}",
            f"chapter {number // 7}",
            draw(st.sampled_from(("1.1", "4.3"))),
            draw(st.sampled_from(("in", "adjacent", "out"))),
            f"concept {draw(st.integers(0, 30))}",
            draw(st.integers(1, 3)),
            draw(st.booleans()),
            False,
        )
        for number in range(draw(st.integers(0, 30)))
    ]
    met = draw(st.sets(st.sampled_from(cards), max_size=len(cards))) if cards else set()
    memories = {
        card.key: memory(
            DAY - draw(st.integers(0, 30)),
            DAY + draw(st.integers(-20, 20)),
            draw(st.sampled_from((Grade.AGAIN, Grade.GOOD))),
            stability=draw(st.floats(0.1, 100)),
        )
        for card in sorted(met)
    }
    now = Circumstances(
        DAY,
        minutes=draw(st.integers(1, 30)),
        new_per_day=draw(st.integers(0, 10)),
        exam_day=draw(st.one_of(st.none(), st.integers(DAY - 2, DAY + 60))),
        first_day=DAY - 30 if memories else None,
        weights={"1.1": draw(st.floats(0.5, 2)), "4.3": 1.0},
    )
    return cards, memories, now


@given(situations())
def test_a_sitting_fits_its_minutes_within_one_card(
    situation: tuple[list[Entry], dict[str, Memory], Circumstances],
) -> None:
    cards, memories, now = situation
    found = plan(cards, memories, MODEL, now)
    longest = max(now.learner.seconds.new + now.learner.seconds.right, 28)
    assert found.seconds < now.minutes * 60 + longest
    assert len(set(found.sitting)) == len(found.sitting)
    assert set(found.sitting) <= {*found.due, *found.new}
    if len(found.sitting) < len(found.due) and found.rule.final:
        assert found.seconds >= now.minutes * 60


@given(situations(), st.data())
def test_planning_again_after_an_answer_is_the_plan_without_its_card(
    situation: tuple[list[Entry], dict[str, Memory], Circumstances], data: st.DataObject
) -> None:
    """So nothing needs to be planned again while a sitting goes on."""
    cards, memories, now = situation
    before = plan(cards, memories, MODEL, now, minutes=600)
    if not before.sitting:
        return
    card = data.draw(st.sampled_from(before.sitting))
    is_new = card.key not in memories
    after = plan(
        cards,
        {**memories, card.key: MODEL.review(memories.get(card.key), Grade.GOOD, DAY)},
        MODEL,
        now._replace(introduced=now.introduced + is_new, first_day=now.first_day or DAY),
        minutes=600,
    )
    assert set(after.sitting) == set(before.sitting) - {card}
    assert after.due == tuple(one for one in before.due if one != card)


@given(situations(), st.data())
def test_a_heavier_card_never_loses_its_place(
    situation: tuple[list[Entry], dict[str, Memory], Circumstances], data: st.DataObject
) -> None:
    cards, memories, now = situation
    if not cards or now.exam_ahead is None:
        return
    card = data.draw(st.sampled_from(cards))
    alone = [one if one != card else one._replace(task="own") for one in cards]
    weight = now.weights[card.task]
    light = plan(alone, memories, MODEL, now._replace(weights={**now.weights, "own": weight}))
    heavy = plan(alone, memories, MODEL, now._replace(weights={**now.weights, "own": weight * 3}))
    for kind in ("due", "new"):
        places = [names(getattr(each, kind)) for each in (light, heavy)]
        if card.key in places[0]:
            assert places[1].index(card.key) <= places[0].index(card.key)


@pytest.mark.parametrize("left", [3, 12, 40])
def test_more_minutes_never_make_likely_recall_less(left: int) -> None:
    cards = [entry(f"c{number}") for number in range(60)]
    memories = {f"c{number}": memory(DAY - number, DAY, stability=1 + number) for number in range(1, 25)}
    now = NOW._replace(exam_day=DAY + left, first_day=DAY - 30)
    found = Prospect(tuple(climb(cards, memories, MODEL, now)))
    means = [found.at(minutes).mean for minutes in range(1, 200)]
    assert means == sorted(means)
    assert means[-1] > means[0]
    assert all(0 <= low <= mean <= high <= 1 for low, mean, high in map(found.at, range(1, 200)))


def test_a_prospect_goes_no_further_than_it_is_asked_to() -> None:
    cards = [entry(f"c{number}") for number in range(20)]
    now = NOW._replace(exam_day=DAY + 5)
    full = Prospect(tuple(climb(cards, {}, MODEL, now)))
    part = Prospect(tuple(climb(cards, {}, MODEL, now, most=20)))
    assert [minutes for minutes, _ in full.points] == list(LADDER)
    assert [minutes for minutes, _ in part.points] == [5, 10, 20]
    assert part == Prospect(full.points[:3])
    assert part.at(20) == full.at(20)
    assert part.at(500) == part.points[-1][1]
    assert not tuple(climb(cards, {}, MODEL, NOW))
