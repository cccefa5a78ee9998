"""The scheduler against py-fsrs, an independent implementation of FSRS-6 in 64-bit floats.

The engine computes in 32 bits. Over some twenty reviews its stability drifts by up to about a millionth, so
where py-fsrs's interval before rounding lies that close to a half day, the two may round to either side.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import fsrs
import pytest

from studyguide.memory.model import Grade, Memory
from studyguide.memory.scheduler import DEFAULT_PARAMETERS, LONGEST_INTERVAL, Scheduler

START = datetime(2026, 12, 1, 12, tzinfo=UTC)
DRIFT = 2e-6
"""Relative."""


class Oracle:
    """One card under py-fsrs, with fuzz off and no steps."""

    def __init__(self, retention: float) -> None:
        self.scheduler = fsrs.Scheduler(
            desired_retention=retention, learning_steps=(), relearning_steps=(), enable_fuzzing=False
        )
        self.card = fsrs.Card(card_id=1, due=START)

    def review(self, grade: Grade, day: int) -> None:
        moment = START + timedelta(days=day)
        self.card, _ = self.scheduler.review_card(self.card, fsrs.Rating(int(grade)), moment)

    def unrounded_interval(self) -> float:
        """Days until recall has fallen to the desired retention."""
        decay = -DEFAULT_PARAMETERS[20]
        retention = self.scheduler.desired_retention
        days: float = self.stability * (retention ** (1 / decay) - 1) / (0.9 ** (1 / decay) - 1)
        return days

    @property
    def due_day(self) -> int:
        return (self.card.due - START).days

    @property
    def stability(self) -> float:
        assert self.card.stability is not None
        return self.card.stability

    @property
    def difficulty(self) -> float:
        assert self.card.difficulty is not None
        return self.card.difficulty


def good_on_the_due_day(retention: float, length: int) -> Iterator[tuple[Memory, Oracle]]:
    """Both sides after each of so many reviews, or until an interval or the stability reaches a century."""
    scheduler, oracle = Scheduler(retention), Oracle(retention)
    memory, day = None, 0
    for _ in range(length):
        oracle.review(Grade.GOOD, day)
        if oracle.stability >= LONGEST_INTERVAL or oracle.due_day - day >= LONGEST_INTERVAL:
            return  # beyond, the engine holds the stability at a century and py-fsrs does not
        memory = scheduler.review(memory, Grade.GOOD, day)
        yield memory, oracle
        day = oracle.due_day


@pytest.mark.parametrize("percent", range(70, 98))
def test_all_good_on_the_due_day_agrees_for_a_century_at_every_whole_percent(percent: int) -> None:
    compared = 0
    for memory, oracle in good_on_the_due_day(percent / 100, 100):
        assert memory.due_day == oracle.due_day
        compared += 1
    assert compared >= 4


def test_all_good_on_the_due_day_agrees_over_ten_thousand_random_histories() -> None:
    """At the retentions that can be set, which are whole percents, every due day is the same."""
    dice = random.Random(20261200)
    compared = 0
    for _ in range(10_000):
        for memory, oracle in good_on_the_due_day(dice.randint(70, 97) / 100, dice.randint(1, 20)):
            assert memory.due_day == oracle.due_day
            compared += 1
    assert compared > 50_000


def test_at_any_other_retention_only_ties_of_rounding_fall_apart() -> None:
    dice = random.Random(20261201)
    compared = apart = 0
    for _ in range(10_000):
        retention = dice.uniform(0.70, 0.97)
        for memory, oracle in good_on_the_due_day(retention, dice.randint(1, 20)):
            compared += 1
            if memory.due_day != oracle.due_day:
                unrounded = oracle.unrounded_interval()
                assert abs(memory.due_day - oracle.due_day) == 1
                assert abs(unrounded % 1 - 0.5) < DRIFT * unrounded
                apart += 1
                break
    assert compared > 50_000
    assert apart < 150


def test_any_grades_after_any_delays_agree() -> None:
    dice = random.Random(20261202)
    scheduler = Scheduler()
    compared = 0
    for _ in range(2_000):
        oracle, memory, day = Oracle(0.9), None, 0
        for _ in range(dice.randint(1, 12)):
            grade = dice.choice(tuple(Grade))
            oracle.review(grade, day)
            if oracle.stability >= LONGEST_INTERVAL:
                break
            memory = scheduler.review(memory, grade, day)
            assert memory.stability == pytest.approx(oracle.stability, rel=1e-4, abs=1e-6)
            assert memory.difficulty == pytest.approx(oracle.difficulty, rel=1e-4)
            compared += 1
            day += dice.choice((0, 0, 1, 2, dice.randint(3, 30), dice.randint(30, 2_000)))
    assert compared > 10_000


def test_recall_agrees() -> None:
    dice = random.Random(20261203)
    scheduler, oracle = Scheduler(), Oracle(0.9)
    memory = scheduler.replay([(Grade.GOOD, 0), (Grade.HARD, 3)])
    assert memory is not None
    oracle.review(Grade.GOOD, 0)
    oracle.review(Grade.HARD, 3)
    for day in (3, 4, *(dice.randint(5, 20_000) for _ in range(50))):
        expected = oracle.scheduler.get_card_retrievability(oracle.card, START + timedelta(days=day))
        assert scheduler.recall(memory, day) == pytest.approx(expected, rel=1e-5)


def test_the_default_parameters_are_those_of_fsrs_6() -> None:
    assert tuple(fsrs.Scheduler().parameters) == DEFAULT_PARAMETERS
