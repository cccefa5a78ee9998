"""The learner as the planner sees them: how they forget, how often they are right, how long they take.

FSRS's parameters are an average over many people. Fitting all of them to one person takes hundreds of
reviews; weighing a few variants of the forgetting curve against each other takes some fifty. A variant has
another scale of stability, another growth of it, and another shape of the curve:

    recall(t) = (1 + (0.9 ** (-1 / decay) - 1) * t / (scale * stability ** growth)) ** -decay

which for scale 1 and growth 1 is the FSRS-6 curve
(https://github.com/open-spaced-repetition/fsrs4anki/wiki/The-Algorithm). Each review a day or more after the
last one multiplies a variant's weight by the chance that it gave to what happened (Bayes' rule).
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import product
from math import exp, log
from typing import NamedTuple

from studyguide.memory.model import Grade

SCALES = (0.15, 0.4, 1.0, 2.5)
GROWTHS = (0.5, 0.75, 1.0, 1.2)
DECAYS = (0.1, 0.2, 0.45, 1.0, 2.5)
FOLLOWED = 8
"""How many of the likeliest variants a forecast is averaged over."""
GUARD = 0.84
"""Before the final pass a card is not asked while likely recall is above this: too early teaches little."""
_STEPS = 16
"""To an e-fold of stability: cards within one rest alike, so that a large deck takes few computations."""
_CELLS = 6
"""To an e-fold of stability: answers to cards within one tell the same, so that a long history does too."""
_FARTHEST_STEP = 200
"""No stability is further from a day: FSRS's are 0.001 to 36500 days."""
RIGHT, WRONG, NEW = 8.0, 20.0, 30.0
"""Priors for the seconds of a right answer, a wrong one, and the first to a card."""
_PRIOR_ANSWERS = 5
"""Answers that a prior for seconds is worth."""
_SURE = 0.02
"""No answer is held to be less likely than this: people guess and slip."""


class Variant(NamedTuple):
    """One shape that the learner's forgetting may have."""

    scale: float
    growth: float
    decay: float

    @property
    def slope(self) -> float:
        """What elapsed days over the grown stability are multiplied by."""
        return (float(0.9 ** (-1 / self.decay)) - 1) / self.scale

    @property
    def prior(self) -> float:
        """Log weight before anything is known: FSRS's average learner is the likeliest."""
        return (
            -((log(self.scale) / 1.2) ** 2) / 2
            - (log(self.decay / 0.2) / 0.9) ** 2 / 2
            - ((1 - self.growth) / 0.25) ** 2 / 2
        )


VARIANTS = tuple(Variant(*each) for each in product(SCALES, GROWTHS, DECAYS))
_PRIOR = tuple(variant.prior for variant in VARIANTS)
_CURVES = tuple((variant.slope, GROWTHS.index(variant.growth), -variant.decay) for variant in VARIANTS)


class Answer(NamedTuple):
    """What the planner learns from one answer."""

    grade: Grade
    seconds: float
    """0 where it was not measured."""
    stability: float | None
    """Days, as it was before the answer; None for a new card."""
    elapsed: int
    """Days since the card was last reviewed; 0 for one asked again on the same day."""
    kind: str = ""
    """Of the question; "" where it was not noted."""


class Seconds(NamedTuple):
    """What an answer takes on average."""

    right: float
    wrong: float
    new: float


class Learner(NamedTuple):
    """What is known of one learner."""

    logs: tuple[float, ...] = _PRIOR
    """Log weight of each variant, up to a constant."""
    first: tuple[float, float, float, float] = (4.0, 1.0, 2.5, 0.5)
    """First grades of new cards, Again to Easy, in answers; to begin with, a prior."""
    right: tuple[float, float] = (RIGHT * _PRIOR_ANSWERS, _PRIOR_ANSWERS)
    """Seconds of the right answers, and how many there were; to begin with, a prior."""
    wrong: tuple[float, float] = (WRONG * _PRIOR_ANSWERS, _PRIOR_ANSWERS)
    new: tuple[float, float] = (NEW * _PRIOR_ANSWERS, _PRIOR_ANSWERS)
    """... of the first answers to cards."""
    kinds: tuple[tuple[str, float, float], ...] = ()
    """For each kind of question its answers' seconds, and those that the priors would have had them take."""

    def after(self, answers: Iterable[Answer]) -> Learner:
        """The learner once more answers are known."""
        logs, first = list(self.logs), list(self.first)
        right, wrong, new = list(self.right), list(self.wrong), list(self.new)
        kinds = {kind: [took, usual] for kind, took, usual in self.kinds}
        reviews: Counter[tuple[int, int, bool]] = Counter()
        for answer in answers:
            forgotten = answer.grade is Grade.AGAIN
            if answer.stability is None:
                first[answer.grade - 1] += 1
            elif answer.elapsed > 0:
                reviews[round(log(answer.stability) * _CELLS), answer.elapsed, forgotten] += 1
            if answer.seconds > 0:
                total = new if answer.stability is None else wrong if forgotten else right
                total[0] += answer.seconds
                total[1] += 1
                spent = kinds.setdefault(answer.kind, [0.0, 0.0])
                spent[0] += answer.seconds
                spent[1] += NEW if total is new else WRONG if total is wrong else RIGHT
        again, hard, good, easy = first
        for review, times in reviews.items():
            logs = [value + times * told for value, told in zip(logs, _told(*review), strict=True)]
        return Learner(
            tuple(logs),
            (again, hard, good, easy),
            (right[0], right[1]),
            (wrong[0], wrong[1]),
            (new[0], new[1]),
            tuple((kind, took, usual) for kind, (took, usual) in sorted(kinds.items())),
        )

    @property
    def seconds(self) -> Seconds:
        """What the answers take."""
        return Seconds(*(total / count for total, count in (self.right, self.wrong, self.new)))

    @property
    def paces(self) -> dict[str, float]:
        """How much longer a question of a kind takes than the average one; 1 for kinds absent."""
        if not self.kinds:
            return {}
        overall = sum(took for _, took, _ in self.kinds) / sum(usual for _, _, usual in self.kinds)
        prior = _PRIOR_ANSWERS * RIGHT
        return {kind: (took / overall + prior) / (usual + prior) for kind, took, usual in self.kinds}

    @property
    def first_shares(self) -> tuple[float, float, float, float]:
        """Shares of the first grades, Again to Easy."""
        total = sum(self.first)
        again, hard, good, easy = self.first
        return again / total, hard / total, good / total, easy / total

    @property
    def weights(self) -> tuple[float, ...]:
        """Weight of each variant; their sum is 1."""
        best = max(self.logs)
        weights = [exp(value - best) for value in self.logs]
        total = sum(weights)
        return tuple(weight / total for weight in weights)


class Forgetting:
    """How a learner forgets, averaged over the likeliest variants; never changes."""

    def __init__(self, curves: Iterable[tuple[float, Variant]]) -> None:
        """Take variants with their weights."""
        known = tuple(curves)
        total = sum(weight for weight, _ in known)
        self._curves = tuple((weight / total, v.slope, v.growth, -v.decay) for weight, v in known)
        self._rests: dict[int, int] = {}
        self._rested: dict[int, float] = {}

    @classmethod
    def of(cls, learner: Learner) -> Forgetting:
        """The forecast for a learner."""
        return cls(sorted(zip(learner.weights, VARIANTS, strict=True), reverse=True)[:FOLLOWED])

    def recall(self, stability: float, elapsed: float) -> float:
        """The chance, above 0 to 1, of recall so many days after a review that left a stability by FSRS."""
        chance = 0.0
        for weight, slope, growth, power in self._curves:
            chance += weight * (1 + slope * elapsed / stability**growth) ** power
        return min(1.0, chance)

    def mean_recall(self, stability: float, elapsed: Sequence[float]) -> float:
        """Recall on average over so many days after a review."""
        chance = 0.0
        for weight, slope, growth, power in self._curves:
            per_day = slope / stability**growth
            for days in elapsed:
                chance += weight * (1 + per_day * days) ** power
        return min(1.0, chance / len(elapsed))

    def rest(self, stability: float) -> int:
        """Whole days, 1 to 32768, until recall has fallen to the guard; the stability rounded to a step."""
        return self._rest(round(log(stability) * _STEPS))

    def rested(self, elapsed: int) -> float:
        """The stability up to which a card's rest is over so many days, at least 1, after its review.

        What `rest` says, turned round: many cards were last reviewed on the same day.
        """
        stability = self._rested.get(elapsed)
        if stability is None:
            steps = range(-_FARTHEST_STEP, _FARTHEST_STEP)
            last = steps[0] + bisect_right(steps, elapsed, key=self._rest) - 1
            stability = self._rested[elapsed] = exp((last + 0.5) / _STEPS)
        return stability

    def _rest(self, step: int) -> int:
        rest = self._rests.get(step)
        if rest is None:
            rest = self._rests[step] = self._days_above_guard(exp(step / _STEPS))
        return rest

    def _days_above_guard(self, stability: float) -> int:
        high = 1
        while self.recall(stability, high) > GUARD and high < 1 << 15:
            high *= 2
        low = high // 2
        while low + 1 < high:
            middle = (low + high) // 2
            low, high = (middle, high) if self.recall(stability, middle) > GUARD else (low, middle)
        return high


@lru_cache(maxsize=2048)
def _told(cell: int, elapsed: int, forgotten: bool) -> array[float]:
    """The logarithm of the chance that each variant gave to what happened."""
    spans = [elapsed / exp(cell / _CELLS) ** growth for growth in GROWTHS]
    chances = [(1 + slope * spans[growth]) ** power for slope, growth, power in _CURVES]
    if forgotten:
        chances = [1 - chance for chance in chances]
    sure = 1 - _SURE
    return array(
        "d", [log(_SURE if chance < _SURE else sure if chance > sure else chance) for chance in chances]
    )
