"""What asking a card is worth: the rise of likely recall on the exam day, for the seconds it takes."""

from __future__ import annotations

from functools import cached_property
from math import exp, log
from typing import NamedTuple

from studyguide.memory.scheduler import Scheduler, State
from studyguide.study.learner import Forgetting, Learner

CHECKPOINTS = (0.03, 0.1, 0.33, 1.0)
"""Shares of the time left at which the rise is measured. The exam day alone would undervalue every review but
the last."""
_STABILITY_STEPS, _ELAPSED_STEPS = 6, 8
"""Cards that differ by less than 1/6 of an e-fold in stability, a point in difficulty and, beyond a week, 1/8
of an e-fold in elapsed days are worth the same: so a large deck takes few computations."""
_EXACT_DAYS = 8


class Worth(NamedTuple):
    """What asking a card now should bring."""

    gain: float
    """Expected rise of the chance of recall, averaged over the checkpoints; -1 to 1."""
    seconds: float
    """Expected time; where a failed card is asked again in the same sitting, that included."""
    rate: float
    """Gain per minute."""

    @classmethod
    def of(cls, gain: float, seconds: float) -> Worth:
        """The worth of a gain that takes so many seconds."""
        return cls(gain, seconds, gain / seconds * 60)


class Values:
    """What cards are worth on one day; remembers what it has computed, and never changes otherwise."""

    def __init__(self, learner: Learner, forgetting: Forgetting, scheduler: Scheduler, days: int) -> None:
        """Take the days from today to the exam, at least 1."""
        self._learner = learner
        self._seconds = learner.seconds
        self._paces = learner.paces
        self._forgetting = forgetting
        self._states = scheduler.states
        self._days = tuple(max(0.5, share * days) for share in CHECKPOINTS)
        self._cells: dict[tuple[int, int, int], Worth] = {}
        self._known: dict[tuple[int, int, int, str], Worth] = {}
        self._unasked: dict[tuple[float, int], tuple[float, float]] = {}

    def review(self, stability: float, difficulty: float, elapsed: int, kind: str) -> Worth:
        """The worth of a card last reviewed `elapsed` days ago, by the kind of its question."""
        step = elapsed if elapsed < _EXACT_DAYS else _EXACT_DAYS + round(log(elapsed) * _ELAPSED_STEPS)
        key = round(log(stability) * _STABILITY_STEPS), round(difficulty), step, kind
        found = self._known.get(key)
        if found is None:
            days = elapsed if elapsed < _EXACT_DAYS else round(exp((step - _EXACT_DAYS) / _ELAPSED_STEPS))
            worth, pace = self._cell(key[:3], days), self.pace(kind)
            found = self._known[key] = Worth(worth.gain, worth.seconds * pace, worth.rate / pace)
        return found

    @cached_property
    def new(self) -> Worth:
        """The worth of introducing a card of no kind, beyond what is known of cards without being taught.

        Whoever reads before being asked answers most cards right at their first meeting, and would yet
        forget them: so it is never less than half of what the cards answered wrongly gain.
        """
        again, *passed = self._states(None, 0)
        shares = self._learner.first_shares
        relearned = self._relearned(again)
        states = (relearned, *passed)
        after = sum(share * self._later(state) for share, state in zip(shares, states, strict=True))
        gain = max(after - (1 - shares[0]), shares[0] * self._later(relearned) / 2)
        return Worth.of(gain, self._seconds.new + shares[0] * self._seconds.right)

    def pace(self, kind: str) -> float:
        """How much longer a question of a kind takes than the average one."""
        return self._paces.get(kind, 1.0)

    def _cell(self, key: tuple[int, int, int], days: int) -> Worth:
        """The worth of the cards that are held to be alike, whatever their kind."""
        found = self._cells.get(key)
        if found is None:
            state = exp(key[0] / _STABILITY_STEPS), float(key[1])
            found = self._cells[key] = self._review(state, days)
        return found

    def _review(self, state: State, elapsed: int) -> Worth:
        again, _, good, _ = self._states(state, elapsed)
        chance, unasked = self._as_it_stands(state[0], elapsed)
        right, wrong = self._later(good), self._later(self._relearned(again))
        seconds = self._seconds
        return Worth.of(
            chance * right + (1 - chance) * wrong - unasked,
            seconds.right + (1 - chance) * seconds.wrong,
        )

    def _as_it_stands(self, stability: float, elapsed: int) -> tuple[float, float]:
        """The chance of recall now, and its mean at the checkpoints if the card is not asked."""
        key = stability, elapsed
        found = self._unasked.get(key)
        if found is None:
            recall, later = self._forgetting.recall, self._forgetting.mean_recall
            found = recall(stability, elapsed), later(stability, [elapsed + days for days in self._days])
            self._unasked[key] = found
        return found

    def _relearned(self, failed: State) -> State:
        """A failed card is asked again in the same sitting until it is recalled."""
        return self._states(failed, 0)[2]

    def _later(self, state: State) -> float:
        """Mean chance of recall at the checkpoints, of a card just reviewed."""
        return self._forgetting.mean_recall(state[0], self._days)
