"""What a day with an exam ahead chooses from: the cards met that are worth a review, and what is new.

Today's plan and every day that is foreseen go by this. Pure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from math import inf
from typing import Generic, NamedTuple, TypeAlias, TypeVar

from studyguide.study.agenda import Rated
from studyguide.study.learner import Forgetting
from studyguide.study.pace import Pace
from studyguide.study.value import Values

T = TypeVar("T")

Met: TypeAlias = tuple[T, float, float, int, str, bool]
"""A card met before: the card, its stability and difficulty, the days since it was reviewed, the kind of its
question, and whether it goes before all others."""


class Reviews(Generic[T]):
    """The cards worth a review, the best use of a minute first; equals in the order in which they came."""

    def __init__(self, ranks: dict[float, tuple[list[T], list[float]]]) -> None:
        """Take the cards and their seconds, by rate."""
        self._ranks = [(rate, *ranks[rate]) for rate in sorted(ranks, reverse=True)]

    def __iter__(self) -> Iterator[Rated[T]]:
        for rate, cards, taking in self._ranks:
            for card, seconds in zip(cards, taking, strict=True):
                yield Rated(rate, seconds, card)

    @property
    def cards(self) -> tuple[T, ...]:
        """All of them."""
        return tuple(chain.from_iterable(cards for _, cards, _ in self._ranks))


class Selection(NamedTuple):
    """What a day's cards are chosen by."""

    limits: Pace
    """As of the morning."""
    values: Values
    """Of the day."""
    forgetting: Forgetting

    def reviews(self, met: Iterable[Met[T]], weight: Callable[[T], float]) -> Reviews[T]:
        """The cards that have rested, or in the final pass all, if they bring enough for their time."""
        final, least, rested = self.limits.final, self.limits.least_rate, self.forgetting.rested
        worth_of = self.values.review
        # Two lists a rate, not one of pairs: the garbage collector would look at every pair of a large deck.
        ranks: dict[float, tuple[list[T], list[float]]] = {}
        for card, stability, difficulty, elapsed, kind, first in met:
            if not first:
                if elapsed > 0:
                    if not final and stability > rested(elapsed):
                        continue
                elif elapsed >= -1:  # today, or a day ahead by a flight westward; further is a wrong clock
                    continue
            _, seconds, rate = worth_of(stability, difficulty, elapsed if elapsed > 0 else 0, kind)
            if first:
                rate = inf
            elif rate < least:
                continue
            else:
                rate *= weight(card)
            equals = ranks.get(rate)
            if equals is None:
                ranks[rate] = [card], [seconds]
            else:
                equals[0].append(card)
                equals[1].append(seconds)
        return Reviews(ranks)

    def introductions(self, new: Iterable[tuple[T, str]]) -> Iterator[Rated[T]]:
        """New cards with the kinds of their questions, in the order given.

        Weights choose among the new; against reviews they all count alike, so that their order stands.
        """
        worth, pace = self.values.new, self.values.pace
        return (Rated(worth.rate, worth.seconds * pace(kind), card) for card, kind in new)

    def left(self, introduced: int) -> Pace:
        """What is left of the limits after so many introductions today."""
        limits = self.limits
        return limits._replace(
            new=max(0, limits.new - introduced),
            new_seconds=limits.new_seconds - introduced * self.values.new.seconds,
        )
