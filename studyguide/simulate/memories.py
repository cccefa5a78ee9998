"""Four laws of forgetting that disagree, each with the parameters of a learner drawn from a population.

Times are days as a number whose fraction is the time of day. A memory is drawn with `dice`, and then depends
on nothing but its studies, so that two policies can be compared on the same learner.
"""

from __future__ import annotations

from collections.abc import Callable
from math import exp, floor, log
from random import Random
from typing import Protocol

SAME_SITTING = 0.5
"""Two studies less than so many days apart belong to one sitting."""


class Memories(Protocol):
    """What one learner remembers of each card."""

    def recall(self, card: int, time: float) -> float:
        """The true chance, 0 to 1, that a card is remembered at a time not before its last study."""

    def study(self, card: int, time: float, right: bool) -> None:
        """Ask a card and show its answer; `right` tells whether it was remembered."""


class PowerStability:
    """FSRS-6 in its essentials, with the learner's own weights and difficulties that its grades do not tell.

    Recall is (1 + f t / S) ** -decay; the stability S grows more the later a success comes
    (https://github.com/open-spaced-repetition/fsrs4anki/wiki/The-Algorithm).
    """

    def __init__(self, dice: Random, cards: int) -> None:
        self._decay = min(0.8, max(0.1, 0.22 * exp(dice.gauss(0, 0.4))))
        self._factor = 0.9 ** (-1 / self._decay) - 1
        first = 1.1 * exp(dice.gauss(0, 0.5))
        self._growth = exp(1.75 + dice.gauss(0, 0.25))
        self._saturation = max(0.05, dice.gauss(0.17, 0.03))
        self._spacing = max(0.3, dice.gauss(0.9, 0.2))
        self._lapse = 1.5 * exp(dice.gauss(0, 0.25))
        self._repeat = 1 + 0.25 * dice.random()
        self._first = [first * exp(dice.gauss(0, 0.5)) for _ in range(cards)]
        self._difficulty = [min(10.0, max(1.0, dice.gauss(5.5, 2.2))) for _ in range(cards)]
        self._stability = [0.0] * cards
        self._last = [0.0] * cards

    def recall(self, card: int, time: float) -> float:
        stability = self._stability[card]
        if not stability:
            return 0.0
        chance: float = (1 + self._factor * (time - self._last[card]) / stability) ** -self._decay
        return chance

    def study(self, card: int, time: float, right: bool) -> None:
        before = self._stability[card]
        if not before:
            after = self._first[card]
        elif time - self._last[card] < SAME_SITTING:
            after = before * max(1.0, self._repeat * before**-0.06) if right else before
        else:
            forgotten = 1 - self.recall(card, time)
            if right:
                gain = self._growth * (11 - self._difficulty[card]) * before**-self._saturation
                after = before * (1 + gain * (exp(self._spacing * forgotten) - 1))
            else:
                after = self._lapse * ((before + 1) ** 0.26 - 1) * exp(1.6 * forgotten)
                after = max(0.05, min(before, after * self._difficulty[card] ** -0.06))
                self._difficulty[card] += 0.07 * (10 - self._difficulty[card])
        self._stability[card] = after
        self._last[card] = time


class Activation:
    """ACT-R's power law with decay that depends on spacing (Pavlik and Anderson 2005).

    Each study leaves a trace that fades as t ** -d, where d is larger the more active the card was; recall is
    logistic in the log of their sum. Time between sittings counts for a fortieth, as less interferes then.
    """

    def __init__(self, dice: Random, cards: int) -> None:
        self._decay = 0.19 * exp(dice.gauss(0, 0.2))
        self._crowding = 0.2 * exp(dice.gauss(0, 0.3))
        self._noise = 0.32 * exp(dice.gauss(0, 0.15))
        threshold = -1.9 + dice.gauss(0, 0.2)
        self._threshold = [threshold + dice.gauss(0, 0.25) for _ in range(cards)]
        self._traces: list[list[tuple[float, float, float]]] = [[] for _ in range(cards)]

    def recall(self, card: int, time: float) -> float:
        total = self._total(card, _psychological(time))
        if not total:
            return 0.0
        return 1 / (1 + exp((self._threshold[card] - log(total)) / self._noise))

    def study(self, card: int, time: float, right: bool) -> None:
        now = _psychological(time)
        decay = self._decay + self._crowding * min(3.0, self._total(card, now))
        self._traces[card].append((now, -decay, 1.0 if right else 0.7))

    def _total(self, card: int, now: float) -> float:
        total: float = 0.0
        for then, decay, weight in self._traces[card]:
            total += weight * max(10.0, now - then) ** decay
        return total


def _psychological(time: float) -> float:
    """Seconds in sittings, and a fortieth of those between them."""
    day = floor(time)
    return 86400 * (day / 40 + time - day)


class Timescales:
    """The Multiscale Context Model (Mozer, Pashler and others 2009): traces that fade at many speeds.

    A study repairs each trace by what is lacking in it and all faster ones, so that a study that comes soon
    teaches the slow traces little. Recall is even where their weighted mean reaches the card's threshold.
    """

    _SCALES = tuple(0.05 * 4.0**step for step in range(8))

    def __init__(self, dice: Random, cards: int) -> None:
        slowness = 1.2 * exp(dice.gauss(0, 0.35))
        fading = min(0.95, max(0.6, dice.gauss(0.85, 0.05)))
        self._rates = tuple(1 / (scale * slowness) for scale in self._SCALES)
        self._weights = tuple(fading**step for step in range(len(self._SCALES)))
        sums = [sum(self._weights[: step + 1]) for step in range(len(self._SCALES))]
        self._shares = tuple(1 / each for each in sums)
        self._learning = 0.75 * exp(dice.gauss(0, 0.15)), 1.3 * exp(dice.gauss(0, 0.2))
        self._steepness = dice.uniform(2.5, 4)
        self._threshold = [0.28 * exp(dice.gauss(0, 0.3)) for _ in range(cards)]
        self._speed = [exp(dice.gauss(0, 0.5)) for _ in range(cards)]
        self._traces: list[list[float] | None] = [None] * cards
        self._last = [0.0] * cards

    def recall(self, card: int, time: float) -> float:
        traces = self._traces[card]
        if traces is None:
            return 0.0
        elapsed = (time - self._last[card]) * self._speed[card]
        strength: float = 0.0
        for trace, rate, weight in zip(traces, self._rates, self._weights, strict=True):
            strength += weight * trace * exp(-elapsed * rate)
        chance: float = 1 / (1 + (self._threshold[card] / (strength * self._shares[-1])) ** self._steepness)
        return chance

    def study(self, card: int, time: float, right: bool) -> None:
        traces = self._traces[card]
        if traces is None:
            traces = [0.0] * len(self._rates)
            self._last[card] = time
        elapsed = (time - self._last[card]) * self._speed[card]
        learning = self._learning[right]
        sum_so_far = 0.0
        after = []
        for trace, rate, weight, share in zip(traces, self._rates, self._weights, self._shares, strict=True):
            faded = trace * exp(-elapsed * rate)
            sum_so_far += weight * faded
            after.append(faded + learning * max(0.0, 1 - sum_so_far * share))
        self._traces[card] = after
        self._last[card] = time


class HalfLife:
    """Exponential forgetting whose half-life is multiplied by each success (Settles and Meeder 2016).

    The factor is larger the more of the half-life has passed, so that spacing pays, and smaller for a
    half-life that is long already.
    """

    def __init__(self, dice: Random, cards: int) -> None:
        first = 6.5 * exp(dice.gauss(0, 0.4))
        self._growth = 3.6 * exp(dice.gauss(0, 0.25))
        self._spacing = min(1.5, max(0.2, dice.gauss(0.7, 0.25)))
        self._kept = min(0.8, max(0.25, dice.gauss(0.5, 0.12)))
        self._first = [first * exp(dice.gauss(0, 0.5)) for _ in range(cards)]
        self._ease = [exp(dice.gauss(0, 0.25)) for _ in range(cards)]
        self._half_life = [0.0] * cards
        self._last = [0.0] * cards

    def recall(self, card: int, time: float) -> float:
        half_life = self._half_life[card]
        if not half_life:
            return 0.0
        chance: float = 0.5 ** ((time - self._last[card]) / half_life)
        return chance

    def study(self, card: int, time: float, right: bool) -> None:
        before = self._half_life[card]
        if not before:
            after = self._first[card]
        elif right:
            forgotten = 1 - self.recall(card, time)
            growth = self._growth * self._ease[card] * (2 * forgotten) ** self._spacing
            after = before * (1 + growth / (1 + before / 60))
        elif time - self._last[card] < SAME_SITTING:
            after = before
        else:
            after = max(min(before, 0.6 * self._first[card]), self._kept * before)
        self._half_life[card] = after
        self._last[card] = time


MODELS: dict[str, Callable[[Random, int], Memories]] = {
    "fsrs-like": PowerStability,
    "act-r": Activation,
    "multiscale": Timescales,
    "half-life": HalfLife,
}
"""The laws of forgetting by name."""
