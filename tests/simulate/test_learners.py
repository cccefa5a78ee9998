"""Simulated learners: repeatable, and forgetting as people do."""

from __future__ import annotations

from random import Random
from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyguide.memory.model import Grade
from studyguide.simulate.learner import Learner
from studyguide.simulate.memories import MODELS

every_model = pytest.mark.parametrize("model", MODELS)
histories = st.lists(st.tuples(st.integers(0, 30), st.booleans()), min_size=1, max_size=12).map(sorted)
models = st.sampled_from(sorted(MODELS))
seeds = st.integers(0, 50)


def _course(learner: Learner) -> list[tuple[Grade, float]]:
    return [learner.answer(card, day, 30.0 * card) for day in (0, 1, 4) for card in range(learner.cards)]


@every_model
def test_the_same_seed_is_the_same_learner(model: str) -> None:
    one, again, other = (Learner(model, 20, seed) for seed in ("7", "7", "8"))
    answers = _course(one)
    assert answers == _course(again)
    assert answers != _course(other)
    assert one.recall(30) == again.recall(30) != other.recall(30)


@every_model
def test_the_dice_are_the_same_whoever_asks(model: str) -> None:
    forwards, backwards = Learner(model, 30, "1"), Learner(model, 30, "1")
    there = [forwards.answer(card, 0, 0) for card in range(30)]
    back = [backwards.answer(card, 0, 0) for card in reversed(range(30))]
    assert there == back[::-1]


@given(models, seeds, histories)
def test_recall_is_a_chance_that_falls_with_time(
    model: str, seed: int, history: list[tuple[int, bool]]
) -> None:
    memories = MODELS[model](Random(seed), 1)
    assert memories.recall(0, 0) == 0
    for day, right in history:
        memories.study(0, day, right)
    last = history[-1][0]
    chances = [memories.recall(0, last + later) for later in (0.001, 1, 2, 7, 30, 365, 4000)]
    assert all(0 <= chance <= 1 for chance in chances)
    assert chances == sorted(chances, reverse=True)
    assert chances[-1] < chances[0]


@given(models, seeds, histories, st.integers(1, 20), st.integers(1, 60))
def test_a_success_never_lowers_recall(
    model: str, seed: int, history: list[tuple[int, bool]], gap: int, later: int
) -> None:
    without, with_it = MODELS[model](Random(seed), 1), MODELS[model](Random(seed), 1)
    for day, right in history:
        without.study(0, day, right)
        with_it.study(0, day, right)
    now = history[-1][0] + gap
    with_it.study(0, now, True)
    assert with_it.recall(0, now + later) >= without.recall(0, now + later) - 1e-12


@every_model
def test_studies_that_are_spread_last_longer(model: str) -> None:
    gains = []
    for seed in range(20):
        massed, spread = MODELS[model](Random(seed), 1), MODELS[model](Random(seed), 1)
        for step in range(4):
            massed.study(0, 12 + step / 500, True)
            spread.study(0, 4.0 * step, True)
        gains.append(spread.recall(0, 42) - massed.recall(0, 42))
    assert min(gains) > -0.01
    assert fmean(gains) > 0.05


@every_model
def test_the_population_is_no_caricature(model: str) -> None:
    """A day after the first meeting most, but not all, is kept; some of the deck was known before."""
    known, kept = [], []
    for seed in range(30):
        learner = Learner(model, 40, str(seed))
        known.append(learner.recall(0))
        for card in range(40):
            learner.answer(card, 0, 30.0 * card)
        kept.append(learner.recall(1))
    assert 0.05 < fmean(known) < 0.4
    assert 0.5 < fmean(kept) < 0.95


def test_answers_take_their_time_and_grades_tell_effort() -> None:
    learners = [Learner(model, 60, str(seed)) for model in MODELS for seed in range(6)]
    first = [learner.answer(card, 0, 30 * card) for learner in learners for card in range(60)]
    second = [learner.answer(card, 1, 10 * card) for learner in learners for card in range(60)]
    right = [answer.seconds for answer in second if answer.grade is not Grade.AGAIN]
    wrong = [answer.seconds for answer in second if answer.grade is Grade.AGAIN]
    assert 6 < fmean(right) < 11
    assert 15 < fmean(wrong) < 26
    assert 20 < fmean(answer.seconds for answer in first) < 35
    assert {answer.grade for answer in second} == set(Grade)
    with_two = [learner for learner in learners if _buttons(learner) == {Grade.AGAIN, Grade.GOOD}]
    assert 0 < len(with_two) < len(learners)


def _buttons(learner: Learner) -> set[Grade]:
    return {learner.answer(card, day, 0).grade for day in (3, 9) for card in range(learner.cards)}
