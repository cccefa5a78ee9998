"""A history given at once is remembered as one given review by review, to the bit."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from studyguide.memory.model import Grade, Memory
from studyguide.memory.scheduler import DEFAULT_PARAMETERS, Scheduler

HISTORIES = st.lists(
    st.tuples(st.sampled_from(Grade), st.integers(-30, 40_000) | st.integers(-1, 30)), max_size=60
)
WEIGHTS = st.tuples(*(st.floats(weight * 0.8, weight * 1.2) for weight in DEFAULT_PARAMETERS))


def step_by_step(scheduler: Scheduler, history: list[tuple[Grade, int]]) -> Memory | None:
    memory = None
    for grade, day in history:
        memory = scheduler.review(memory, grade, day)
    return memory


@given(st.floats(0.7, 0.97), WEIGHTS, HISTORIES)
def test_at_once_is_step_by_step(
    retention: float, weights: tuple[float, ...], history: list[tuple[Grade, int]]
) -> None:
    scheduler = Scheduler(retention, weights)
    assert scheduler.replay(history) == step_by_step(scheduler, history)


def test_a_very_long_history_too() -> None:
    scheduler = Scheduler()
    history = [(Grade(1 + n * n % 4), 20_000 + n // 3) for n in range(5_000)]
    assert scheduler.replay(history) == step_by_step(scheduler, history)
