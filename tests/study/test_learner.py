"""What the planner learns of its learner."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyguide.memory.model import Grade
from studyguide.memory.scheduler import Scheduler
from studyguide.study.evidence import PAUSE, answers, today
from studyguide.study.learner import GUARD, VARIANTS, Answer, Forgetting, Learner, Variant
from tests.study.made import DAY

AVERAGE = Forgetting.of(Learner())
REVIEWS = st.builds(
    Answer,
    grade=st.sampled_from(Grade),
    seconds=st.floats(0, 100),
    stability=st.one_of(st.none(), st.floats(0.1, 500)),
    elapsed=st.integers(0, 300),
)


def forgetful(times: int) -> list[Answer]:
    """Somebody who has forgotten by the time FSRS expects nine in ten to be known, more often than not."""
    again = Answer(Grade.AGAIN, 20, 10.0, 10)
    return [again, again, again, Answer(Grade.GOOD, 8, 10.0, 10)] * times


def test_the_plain_variant_is_the_curve_of_fsrs() -> None:
    curve = Variant(1.0, 1.0, 0.1542)
    scheduler = Scheduler()
    memory = scheduler.review(None, Grade.GOOD, DAY)
    for days in (1, 5, 40):
        expected = scheduler.recall(memory, DAY + days)
        assert Forgetting([(1.0, curve)]).recall(memory.stability, days) == pytest.approx(expected)


@given(st.lists(REVIEWS, max_size=8), st.lists(REVIEWS, max_size=8))
def test_learning_bit_by_bit_is_learning_at_once(first: list[Answer], then: list[Answer]) -> None:
    bit_by_bit, at_once = Learner().after(first).after(then), Learner().after([*first, *then])
    assert bit_by_bit.logs == pytest.approx(at_once.logs)
    assert bit_by_bit.first == pytest.approx(at_once.first)
    assert tuple(bit_by_bit.seconds) == pytest.approx(tuple(at_once.seconds))


@given(st.lists(REVIEWS, max_size=12), st.floats(0.1, 1000), st.integers(0, 400))
def test_recall_is_a_chance_that_falls(given_so_far: list[Answer], stability: float, days: int) -> None:
    learner = Learner().after(given_so_far)
    forgetting = Forgetting.of(learner)
    assert sum(learner.weights) == pytest.approx(1)
    assert sum(learner.first_shares) == pytest.approx(1)
    assert 0 < forgetting.recall(stability, days + 1) < forgetting.recall(stability, days) <= 1


def test_a_forgetful_learner_is_found_out_within_forty_answers() -> None:
    learner = Learner().after(forgetful(10))
    assert Forgetting.of(learner).recall(10, 10) < 0.5 < AVERAGE.recall(10, 10)
    assert Forgetting.of(learner).rest(10) < AVERAGE.rest(10)


def test_answers_on_the_same_day_say_nothing_of_forgetting() -> None:
    again = [Answer(Grade.AGAIN, 20, 10.0, 0)] * 30
    assert Learner().after(again).logs == Learner().logs


def test_seconds_are_learned_from_answers_that_were_timed() -> None:
    slow = [Answer(Grade.GOOD, 30, 5.0, 3)] * 95
    assert Learner().after(slow).seconds.right == pytest.approx((8 * 5 + 30 * 95) / 100)
    assert Learner().after([Answer(Grade.GOOD, 0, 5.0, 3)]).seconds == Learner().seconds
    assert Learner().after([Answer(Grade.EASY, 60, None, 0)]).seconds.new > Learner().seconds.new


def test_the_pace_of_each_kind_is_learned() -> None:
    slow = [Answer(Grade.GOOD, 24, 5.0, 3, "case")] * 40
    quick = [Answer(Grade.GOOD, 6, 5.0, 3, "flip")] * 40
    paces = Learner().after([*slow, *quick]).paces
    assert paces["flip"] < 0.6 < 1.4 < paces["case"]
    assert Learner().paces == {}
    assert Learner().after(slow).paces["case"] == pytest.approx(1)


@given(st.floats(0.05, 2000))
def test_a_card_rests_until_recall_reaches_the_guard(stability: float) -> None:
    rest = AVERAGE.rest(stability)
    # Stabilities are rounded to a sixteenth of an e-fold.
    assert AVERAGE.recall(stability * 0.96, rest) <= GUARD
    assert rest == 1 or AVERAGE.recall(stability * 1.04, rest - 1) > GUARD


def test_variants_cover_slow_and_fast_learners() -> None:
    assert len(set(VARIANTS)) == len(VARIANTS) == 80
    after_ten = [Forgetting([(1.0, variant)]).recall(10, 10) for variant in VARIANTS]
    assert min(after_ten) < 0.2
    assert max(after_ten) > 0.97


def recorded(**body: object) -> tuple[int, str]:
    return DAY, json.dumps(body)


def test_evidence_is_what_was_known_when_the_answer_was_given() -> None:
    reviews = [
        recorded(grade=3, ms=9000, stability=4.5, elapsed=3, kind="case"),
        recorded(grade=1, ms=31_000, stability=None, elapsed=0),
        recorded(grade=3, ms=9_000_000, stability=4.5, elapsed=3),
    ]
    assert list(answers(reviews)) == [
        Answer(Grade.GOOD, 9, 4.5, 3, "case"),
        Answer(Grade.AGAIN, 31, None, 0),
        Answer(Grade.GOOD, PAUSE, 4.5, 3),
    ]
    assert today(reviews) == (3, 9 + 31 + PAUSE)


@pytest.mark.parametrize(
    "body",
    [
        {"grade": 9, "stability": 1.0, "elapsed": 1},
        {"grade": "3", "stability": 1.0, "elapsed": 1},
        {"grade": 3},
        {"grade": 3, "stability": -1.0, "elapsed": 1},
        {"grade": 3, "stability": 1e300, "elapsed": 1},
        {"grade": 3, "stability": 1e-300, "elapsed": 1},
        {"grade": 3, "stability": "much", "elapsed": 1},
        {"grade": 3, "stability": 1.0, "elapsed": "long"},
        {"grade": 3, "stability": 1.0, "elapsed": 1, "ms": "long"},
    ],
)
def test_evidence_that_cannot_be_read_is_passed_over(body: dict[str, object]) -> None:
    assert list(answers([recorded(**body)])) == []
