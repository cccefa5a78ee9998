"""What the journal tells the planner about its learner."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias

from studyguide.memory.model import GRADES
from studyguide.study.learner import Answer

LATEST = 4000
"""Reviews that are looked at, the latest: enough to know a learner by, few enough to read at every start."""
PAUSE = 120.0
"""Seconds. Who took longer over one answer is held to have been away."""
Review: TypeAlias = tuple[int, str]
"""Study day and body, as stored, of a review that counts."""


def seconds_taken(body: Mapping[str, Any]) -> float:
    """Taken for an answer, by its event's body: at most `PAUSE`, 0 where that cannot be read."""
    took = body.get("ms")
    return _seconds(took) if isinstance(took, int | float) else 0.0


def _seconds(milliseconds: float) -> float:
    return min(PAUSE, max(0.0, milliseconds / 1000))


def answers(reviews: Sequence[Review], model_since: int | None = None) -> Iterator[Answer]:
    """The answers in reviews, as the planner learns from them; what cannot be read is passed over.

    Stabilities recorded up to the study day `model_since` were computed by other parameters than those in
    force, so these answers tell nothing of forgetting, as if given on the day of the ones before.
    """
    if not reviews:
        return
    from studyguide.journal.body import answered  # deferred: who has no reviews decodes nothing

    for day, body in reviews:
        if (told := answered(body)) is None:
            continue
        tells = told.stability is not None and (model_since is None or day > model_since)
        elapsed = max(0, told.elapsed) if tells else 0
        yield Answer(GRADES[told.grade], _seconds(told.ms), told.stability, elapsed, told.kind)


class Today(NamedTuple):
    """What has been done on a study day."""

    answers: int
    seconds: float


def today(reviews: Sequence[Review]) -> Today:
    """The answers of a day and the time they took."""
    took = [answer.seconds for answer in answers(reviews)]
    return Today(len(took), sum(took))
