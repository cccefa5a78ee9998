"""FSRS-6 parameters fitted to one learner's reviews, and judged by reviews that came later.

Every review on a later day than the card's last one is foretold by the memory before it. The parameters
fitted to the earlier of these are judged by the later ones, which they have not seen.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log
from statistics import fmean, stdev
from typing import TypeAlias

from studyguide.errors import StudyGuideError
from studyguide.memory.model import Grade
from studyguide.memory.scheduler import DEFAULT_PARAMETERS, Scheduler

LEAST = 400
"""Reviews on a later day, below which the result would be mostly chance."""
EARLIER = 0.8
"""The share of them that is fitted to before the rest is the judge."""
_UNLIKELIEST = 1e-6
"""No chance is held to be less, so that one surprise does not outweigh everything."""
History: TypeAlias = tuple[tuple[Grade, int], ...]
"""A card's reviews in order, each a grade and a study day; the last is the one to be foretold."""


@dataclass(frozen=True, slots=True)
class Score:
    """How well chances of recall foretold what happened; less is better."""

    log_loss: float
    """Mean of -log(the chance given to what happened)."""
    brier: float
    """Mean of (chance - what happened) squared, where recalled is 1 and forgotten is 0."""


@dataclass(frozen=True, slots=True)
class Fit:
    """Fitted parameters beside those in force."""

    reviews: int
    """On a later day than the card's last review: all that can be learnt from."""
    judged: int
    """The later of them, by which both are judged."""
    in_force: Score
    """Of the parameters in force; flattering where these were fitted to some of the judging reviews."""
    fitted: Score
    """Of parameters fitted to the earlier reviews alone."""
    better: bool
    """Whether the fitted ones have the lower log loss by more than its standard error."""
    parameters: tuple[float, ...]
    """Fitted to all reviews: the ones to use."""


def histories(reviews: Iterable[tuple[str, Grade, int]]) -> tuple[History, ...]:
    """What can be learnt from the reviews that count, given as card, grade and study day in order.

    Several reviews on one day, and days that run backwards, are part of a history as they are part of what
    `Scheduler.replay` remembers, but are not foretold.
    """
    cards: dict[str, list[tuple[Grade, int]]] = {}
    found: list[History] = []
    for card, grade, day in reviews:
        own = cards.setdefault(card, [])
        later = bool(own) and day > own[-1][1]
        own.append((grade, day))
        if later:
            found.append(tuple(own))
    return tuple(found)


def fit(found: Sequence[History], in_force: Scheduler) -> Fit:
    """Parameters fitted to histories in order of their last review. Takes milliseconds a thousand.

    Raises:
        StudyGuideError: There are too few, or they are too much alike.
    """
    if len(found) < LEAST:
        raise StudyGuideError(
            f"fitting takes {LEAST} reviews on a later day than the card's last one; so far there are"
            f" {len(found)}"
        )
    cut = int(len(found) * EARLIER)
    later = found[cut:]
    before = _chances(later, in_force)
    after = _chances(later, Scheduler(in_force.retention, _fitted(found[:cut])))
    gains = [log(new) - log(old) for old, new in zip(before, after, strict=True)]
    return Fit(
        reviews=len(found),
        judged=len(later),
        in_force=_score(before),
        fitted=_score(after),
        better=fmean(gains) > stdev(gains) / len(gains) ** 0.5,
        parameters=_fitted(found),
    )


def _fitted(found: Sequence[History]) -> tuple[float, ...]:
    """Four decimals each, as such parameters are passed around."""
    from fsrs_rs_python import FSRS, FSRSItem, FSRSReview  # on first use, as in the scheduler

    items = []
    for history in found:
        days = (history[0][1], *(day for _, day in history))
        reviews = [
            FSRSReview(grade, max(0, day - last)) for (grade, day), last in zip(history, days, strict=False)
        ]
        items.append(FSRSItem(reviews))
    try:
        return tuple(round(value, 4) for value in FSRS(DEFAULT_PARAMETERS).compute_parameters(items))
    except ValueError as error:  # the engine found nothing to begin with, such as no card's second day
        raise StudyGuideError("the reviews so far are too much alike to fit parameters to") from error


def _chances(found: Iterable[History], scheduler: Scheduler) -> list[float]:
    """The chance given to what each last review turned out to be."""
    given = []
    for history in found:
        *earlier, (grade, day) = history
        memory = scheduler.replay(earlier)
        assert memory is not None
        recall = scheduler.recall(memory, day)
        given.append(max(_UNLIKELIEST, recall if grade is not Grade.AGAIN else 1 - recall))
    return given


def _score(chances: Sequence[float]) -> Score:
    return Score(
        round(-fmean(map(log, chances)), 4),
        round(fmean((1 - chance) ** 2 for chance in chances), 4),
    )
