"""When to ask again: FSRS-6, with whole days and neither fuzz nor learning steps.

Memory states come from the engine; recall and intervals, which are wanted for every card at once, are the
closed formulas of the FSRS-6 forgetting curve:

    recall(t) = (1 + factor * t / stability) ** decay,  decay = -w[20],  factor = 0.9 ** (1 / decay) - 1

(https://github.com/open-spaced-repetition/fsrs4anki/wiki/The-Algorithm). The engine computes with 32-bit
floats. Against a 64-bit implementation an interval that lies within about a millionth of a half day may
therefore be rounded to the other side, one day apart; and its stability never exceeds 36500 days.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from math import isfinite
from typing import TYPE_CHECKING, TypeAlias

from studyguide.memory.model import Grade, Memory

if TYPE_CHECKING:
    from fsrs_rs_python import FSRS, FSRSItem, FSRSReview, ItemState, MemoryState, NextStates

ENGINE = "fsrs-rs-python 0.9"
"""The engine and the version whose results are relied on; a test holds the installed one to it."""
DEFAULT_PARAMETERS = (
    *(0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796),
    *(1.4835, 0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542),
)
"""The 21 weights of FSRS-6, fitted to many learners."""
LONGEST_INTERVAL = 36500
"""Days."""
State: TypeAlias = tuple[float, float]
"""Stability in days, and difficulty."""


class Scheduler:
    """FSRS-6 for one learner; never changes."""

    def __init__(self, retention: float = 0.9, parameters: tuple[float, ...] = DEFAULT_PARAMETERS) -> None:
        """Take the chance of recall at which a card falls due, above 0 and below 1, and the 21 weights.

        Raises ValueError for a retention or parameters that make no sense.
        """
        if not 0 < retention < 1:
            raise ValueError(f"retention must lie between 0 and 1, not {retention}")
        if len(parameters) != len(DEFAULT_PARAMETERS) or not all(map(isfinite, parameters)):
            raise ValueError(f"FSRS-6 has {len(DEFAULT_PARAMETERS)} finite parameters")
        self.retention = retention
        self.parameters = parameters

    @property
    def fingerprint(self) -> str:
        """Equal for two schedulers exactly if every history gives equal memories."""
        return " ".join([ENGINE, repr(self.retention), *map(repr, self.parameters)])

    def review(self, memory: Memory | None, grade: Grade, day: int) -> Memory:
        """The memory after a review on a study day; None stands for a card never reviewed.

        A day before the last review counts as the same day, where FSRS's short-term rule holds.
        """
        states = self._next_states(memory, day)
        match grade:
            case Grade.AGAIN:
                state = states.again
            case Grade.HARD:
                state = states.hard
            case Grade.GOOD:
                state = states.good
            case Grade.EASY:
                state = states.easy
        return self._remember(memory, grade, day, state)

    def outcomes(self, memory: Memory | None, day: int) -> tuple[Memory, Memory, Memory, Memory]:
        """What each grade, Again to Easy, would lead to on a study day."""
        states = self._next_states(memory, day)
        return (
            self._remember(memory, Grade.AGAIN, day, states.again),
            self._remember(memory, Grade.HARD, day, states.hard),
            self._remember(memory, Grade.GOOD, day, states.good),
            self._remember(memory, Grade.EASY, day, states.easy),
        )

    def states(self, state: State | None, elapsed: int) -> tuple[State, State, State, State]:
        """What each grade, Again to Easy, makes of a state so many days old; None stands for a new card."""
        engine, held = self._engine
        before = None if state is None else held(state[0], state[1])
        after = engine.next_states(before, self.retention, elapsed)
        again, hard, good, easy = after.again.memory, after.hard.memory, after.good.memory, after.easy.memory
        return (
            (again.stability, again.difficulty),
            (hard.stability, hard.difficulty),
            (good.stability, good.difficulty),
            (easy.stability, easy.difficulty),
        )

    def replay(self, history: Iterable[tuple[Grade, int]]) -> Memory | None:
        """The memory after reviews given as (grade, study day), in the order they happened.

        Equal to the bit to `review` called for each, in a fifth of its time: the engine takes all at once.
        """
        item, review = self._items
        reviews: list[FSRSReview] = []
        lapses, last_day, grade = 0, None, Grade.AGAIN
        for grade, day in history:
            elapsed = 0 if last_day is None or day < last_day else day - last_day
            reviews.append(review(grade, elapsed))
            if elapsed and grade is Grade.AGAIN:
                lapses += 1
            last_day = day
        if last_day is None:
            return None
        state = self._engine[0].memory_state(item(reviews))
        stability = state.stability
        due_day = last_day + self.interval(stability)
        return Memory(stability, state.difficulty, last_day, due_day, len(reviews), lapses, grade)

    def recall(self, memory: Memory, day: int) -> float:
        """The chance, above 0 to 1, that a card is remembered on a study day."""
        decay, factor = self._curve
        chance: float = (1 + factor * max(0, day - memory.last_day) / memory.stability) ** decay
        return chance

    def interval(self, stability: float) -> int:
        """Whole days, 1 to 36500, after which recall has fallen to the desired retention."""
        return min(LONGEST_INTERVAL, max(1, round(stability * self._days_per_stability)))

    @cached_property
    def _curve(self) -> tuple[float, float]:
        decay = -self.parameters[20]
        return decay, 0.9 ** (1 / decay) - 1

    @cached_property
    def _days_per_stability(self) -> float:
        decay, factor = self._curve
        days: float = (self.retention ** (1 / decay) - 1) / factor
        return days

    @cached_property
    def _engine(self) -> tuple[FSRS, type[MemoryState]]:
        # Imported on first use: a command that only reads due days does without the engine.
        from fsrs_rs_python import FSRS, MemoryState

        return FSRS(self.parameters), MemoryState

    @cached_property
    def _items(self) -> tuple[type[FSRSItem], type[FSRSReview]]:
        from fsrs_rs_python import FSRSItem, FSRSReview  # on first use, as above

        return FSRSItem, FSRSReview

    def _next_states(self, memory: Memory | None, day: int) -> NextStates:
        engine, state = self._engine
        if memory is None:
            return engine.next_states(None, self.retention, 0)
        before = state(memory.stability, memory.difficulty)
        return engine.next_states(before, self.retention, max(0, day - memory.last_day))

    def _remember(self, before: Memory | None, grade: Grade, day: int, state: ItemState) -> Memory:
        stability = state.memory.stability
        if before is None:
            reps = lapses = 0
        else:
            reps = before.reps
            lapses = before.lapses + (grade is Grade.AGAIN and before.last_day < day)
        return Memory(
            stability=stability,
            difficulty=state.memory.difficulty,
            last_day=day,
            due_day=day + self.interval(stability),
            reps=reps + 1,
            lapses=lapses,
            last_grade=grade,
        )
