"""What a day with an exam ahead chooses from."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from studyguide.memory.model import Grade
from studyguide.memory.scheduler import Scheduler
from studyguide.study.due import DueRule
from studyguide.study.learner import Answer, Forgetting, Learner
from studyguide.study.pace import Pace
from studyguide.study.selection import Met, Selection
from studyguide.study.value import Values
from tests.study.made import DAY, memory

MODEL = Scheduler()
FORGETTING = Forgetting.of(Learner())
LEFT = 20
OPEN = Pace(final=False, least_rate=-9.0, new=10, new_seconds=300.0)


def selection(limits: Pace = OPEN, learner: Learner | None = None) -> Selection:
    return Selection(limits, Values(learner or Learner(), FORGETTING, MODEL, LEFT), FORGETTING)


def card(name: str, *, ago: int = 12, kind: str = "", first: bool = False) -> Met[str]:
    return name, 5.0, 5.0, ago, kind, first


def even(name: str) -> float:
    return 1.0


@given(stability=st.floats(0.01, 500), elapsed=st.integers(-3, 60), final=st.booleans())
def test_it_chooses_what_the_rule_says_is_due(stability: float, elapsed: int, final: bool) -> None:
    """So lists that tell card by card what is due, and the plan, which goes through all, agree."""
    day = selection(OPEN._replace(final=final))
    found = day.reviews([("a", stability, 5.0, elapsed, "", False)], even)
    rule = DueRule(DAY, DAY + LEFT, FORGETTING, final)
    assert bool(found.cards) is rule(memory(DAY - elapsed, DAY, stability=stability))


def test_the_best_use_of_a_minute_is_first_and_equals_keep_their_order() -> None:
    weights = {"heavy": 3.0}
    met = [card("a"), card("fresh", ago=1), card("heavy"), card("b"), card("missed", ago=0, first=True)]
    found = selection().reviews(met, lambda name: weights.get(name, 1.0))
    assert found.cards == ("missed", "heavy", "a", "b")
    assert [rated.card for rated in found] == list(found.cards)


def test_what_is_not_worth_its_time_is_left() -> None:
    met = [card("a"), card("missed", ago=0, first=True)]
    assert selection(OPEN._replace(least_rate=9.0)).reviews(met, even).cards == ("missed",)


def test_a_kind_that_takes_long_is_worth_less_a_minute() -> None:
    answers = [Answer(Grade.GOOD, 40, 5.0, 3, "case")] * 40 + [Answer(Grade.GOOD, 5, 5.0, 3, "flip")] * 40
    day = selection(learner=Learner().after(answers))
    found = {
        rated.card: rated for rated in day.reviews([card("a", kind="case"), card("b", kind="flip")], even)
    }
    assert list(found) == ["b", "a"]
    assert found["a"].seconds > 2 * found["b"].seconds
    new = list(day.introductions([("c", "case"), ("d", "flip")]))
    assert new[0].rate == new[1].rate
    assert new[0].seconds > 2 * new[1].seconds


def test_introductions_of_today_count_against_its_limits() -> None:
    day = selection()
    assert day.left(0) == OPEN
    left = day.left(3)
    assert left.new == 7
    assert left.new_seconds < OPEN.new_seconds
    assert day.left(12).new == 0
