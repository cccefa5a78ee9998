"""What the journal tells the planner about its learner."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from studyguide.journal.event import REVIEW, Event
from studyguide.memory.model import Grade
from studyguide.study.learner import Answer

LATEST = 1200
"""Reviews that are looked at, the latest: enough to know a learner by, few enough to read at every start."""
PAUSE = 120.0
"""Seconds. Who took longer over one answer is held to have been away."""


def seconds_taken(body: Mapping[str, Any]) -> float:
    """Taken for an answer, by its event's body: at most `PAUSE`, 0 where that cannot be read."""
    took = body.get("ms")
    return min(PAUSE, max(0.0, took / 1000)) if isinstance(took, int | float) else 0.0


def answers(events: Iterable[Event], model_since: int | None = None) -> Iterator[Answer]:
    """The answers in events, as the planner learns from them; what cannot be read is passed over.

    Stabilities recorded up to the study day `model_since` were computed by other parameters than those in
    force, so these answers tell nothing of forgetting, as if given on the day of the ones before.
    """
    for event in events:
        if event.kind != REVIEW or not event.live:
            continue
        grade, stability, elapsed = map(event.body.get, ("grade", "stability", "elapsed"))
        if type(grade) is not int or not 1 <= grade <= 4:
            continue
        kind = str(event.body.get("kind", ""))
        seconds = seconds_taken(event.body)
        if isinstance(stability, int | float) and stability > 0 and type(elapsed) is int:
            tells = model_since is None or event.day > model_since
            yield Answer(Grade(grade), seconds, float(stability), max(0, elapsed) if tells else 0, kind)
        elif "stability" in event.body and stability is None:
            yield Answer(Grade(grade), seconds, None, 0, kind)


class Today(NamedTuple):
    """What has been done on a study day."""

    answers: int
    seconds: float


def today(events: Iterable[Event]) -> Today:
    """The answers of a day and the time they took."""
    took = [answer.seconds for answer in answers(events)]
    return Today(len(took), sum(took))
