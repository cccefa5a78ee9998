"""What holds for every history of reviews."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import version

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyguide.memory.model import Grade, Memory
from studyguide.memory.scheduler import DEFAULT_PARAMETERS, ENGINE, LONGEST_INTERVAL, Scheduler

retentions = st.floats(0.7, 0.97)
grades = st.sampled_from(Grade)
delays = st.integers(-30, 15_000) | st.integers(-2, 40)
"""Days between reviews; below 0 where the clock ran backwards."""
histories = st.lists(st.tuples(grades, delays), max_size=15)


def remembered(scheduler: Scheduler, history: list[tuple[Grade, int]]) -> tuple[Memory | None, int]:
    """The memory after a history of grades and delays, and the study day of its last review."""
    day = 20_000
    memory = None
    for grade, delay in history:
        day += delay
        memory = scheduler.review(memory, grade, day)
    return memory, day


@given(retentions, histories, delays)
def test_a_better_grade_never_falls_due_earlier(
    retention: float, history: list[tuple[Grade, int]], delay: int
) -> None:
    scheduler = Scheduler(retention)
    memory, day = remembered(scheduler, history)
    again, hard, good, easy = (outcome.due_day for outcome in scheduler.outcomes(memory, day + delay))
    assert again <= hard <= good <= easy


@given(retentions, histories, delays)
def test_every_outcome_is_sound(retention: float, history: list[tuple[Grade, int]], delay: int) -> None:
    scheduler = Scheduler(retention)
    memory, day = remembered(scheduler, history)
    today = day + delay
    for grade, outcome in zip(Grade, scheduler.outcomes(memory, today), strict=True):
        assert outcome.stability > 0
        assert 1 <= outcome.difficulty <= 10
        assert today < outcome.due_day <= today + LONGEST_INTERVAL
        assert outcome.last_day == today
        assert outcome.last_grade is grade
        assert outcome.reps == len(history) + 1
        assert outcome == scheduler.review(memory, grade, today)


@given(histories)
def test_replay_reaches_the_same_memory_as_going_step_by_step(history: list[tuple[Grade, int]]) -> None:
    scheduler = Scheduler()
    day, dated = 20_000, []
    for grade, delay in history:
        day += delay
        dated.append((grade, day))
    assert scheduler.replay(dated) == remembered(scheduler, history)[0]


@given(histories.filter(bool), st.integers(-100, 40_000), st.integers(0, 40_000))
def test_recall_starts_certain_and_only_falls(
    history: list[tuple[Grade, int]], since: int, more: int
) -> None:
    scheduler = Scheduler()
    memory, day = remembered(scheduler, history)
    assert memory is not None
    assert scheduler.recall(memory, day) == 1
    assert 0 < scheduler.recall(memory, day + since + more) <= scheduler.recall(memory, day + since) <= 1


@given(retentions, histories.filter(bool))
def test_recall_on_the_due_day_is_the_desired_retention_within_the_rounding(
    retention: float, history: list[tuple[Grade, int]]
) -> None:
    scheduler = Scheduler(retention)
    memory, _ = remembered(scheduler, history)
    assert memory is not None
    days = memory.due_day - memory.last_day
    if 1 < days < LONGEST_INTERVAL:
        before, after = (scheduler.recall(memory, memory.due_day + step) for step in (-1, 1))
        assert after < retention < before


def test_recall_is_ninety_per_cent_after_as_many_days_as_the_stability() -> None:
    memory = Memory(10.0, 5.0, last_day=100, due_day=110, reps=3, lapses=0, last_grade=Grade.GOOD)
    assert Scheduler().recall(memory, 110) == pytest.approx(0.9)
    assert Scheduler().interval(10.0) == 10


@pytest.mark.parametrize(
    ("stability", "days"), [(0.001, 1), (1.4, 1), (1.6, 2), (36_000.2, 36_000), (1e6, 36_500)]
)
def test_an_interval_is_whole_days_within_its_bounds(stability: float, days: int) -> None:
    assert Scheduler(0.9).interval(stability) == days


def test_a_lapse_is_forgetting_what_was_learned_on_an_earlier_day() -> None:
    scheduler = Scheduler()
    history = [(Grade.AGAIN, 1), (Grade.AGAIN, 1), (Grade.GOOD, 1), (Grade.AGAIN, 4), (Grade.AGAIN, 4)]
    lapses = [memory.lapses for n in range(1, 6) if (memory := scheduler.replay(history[:n]))]
    assert lapses == [0, 0, 0, 1, 1]


def test_a_clock_set_back_counts_as_the_same_day() -> None:
    scheduler = Scheduler()
    memory = scheduler.review(None, Grade.GOOD, 20_000)
    early, same = scheduler.review(memory, Grade.GOOD, 5_000), scheduler.review(memory, Grade.GOOD, 20_000)
    assert early.stability == same.stability
    assert early.due_day - early.last_day == same.due_day - same.last_day
    assert early.last_day == 5_000


@pytest.mark.parametrize("retention", [0.0, 1.0, -0.1, float("nan")])
def test_a_senseless_retention_is_refused(retention: float) -> None:
    with pytest.raises(ValueError, match="retention"):
        Scheduler(retention)


@pytest.mark.parametrize(
    "parameters", [(), DEFAULT_PARAMETERS[:20], (*DEFAULT_PARAMETERS[:20], float("inf"))]
)
def test_senseless_parameters_are_refused(parameters: tuple[float, ...]) -> None:
    with pytest.raises(ValueError, match="21 finite"):
        Scheduler(parameters=parameters)


def test_the_fingerprint_tells_schedulers_apart() -> None:
    other = (*DEFAULT_PARAMETERS[:20], 0.2)
    prints = {Scheduler().fingerprint, Scheduler(0.91).fingerprint, Scheduler(parameters=other).fingerprint}
    assert len(prints) == 3
    assert Scheduler().fingerprint == Scheduler(0.9).fingerprint


def test_the_engine_installed_is_the_one_the_fingerprint_names() -> None:
    name, number = ENGINE.split()
    assert version(name).startswith(f"{number}.")


def test_reading_due_days_and_recall_does_without_the_engine() -> None:
    program = (
        "import sys\n"
        "from studyguide.memory.model import Grade, Memory\n"
        "from studyguide.memory.scheduler import Scheduler\n"
        "Scheduler().recall(Memory(1.0, 5.0, 1, 2, 1, 0, Grade.GOOD), 5)\n"
        "Scheduler().interval(3.0), Scheduler().fingerprint\n"
        "sys.exit('fsrs_rs_python' in sys.modules)\n"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
