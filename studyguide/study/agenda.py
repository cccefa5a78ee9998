"""The order of a day: reviews and introductions, merged by what a minute of each brings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Generic, NamedTuple, TypeVar

from studyguide.study.pace import Pace

T = TypeVar("T")


class Rated(NamedTuple, Generic[T]):
    """A card that may be asked today."""

    rate: float
    """Weighted gain per minute."""
    seconds: float
    """Expected."""
    card: T


def agenda(reviews: Iterable[Rated[T]], new: Iterable[Rated[T]], pace: Pace) -> Iterator[Rated[T]]:
    """Everything that today may ask, the best use of the next minute first.

    Args:
        reviews: The largest rate first.
        new: In the order of introduction.
        pace: What limits the introductions; once no review is left, their time no longer does.
    """
    to_review, to_meet = iter(reviews), islice(new, pace.new)
    review, fresh = next(to_review, None), next(to_meet, None)
    spent = 0.0
    while True:
        if fresh is not None and fresh.rate <= 0:
            fresh = None
        if review is not None and (fresh is None or spent >= pace.new_seconds or review.rate >= fresh.rate):
            yield review
            review = next(to_review, None)
        elif fresh is not None:
            spent += fresh.seconds
            yield fresh
            fresh = next(to_meet, None)
        else:
            return
