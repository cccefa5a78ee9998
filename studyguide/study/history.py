"""The learner's acts as far as progress is computed from them: one flat record each. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from studyguide.journal.event import READ, RESET, REVIEW, Event
from studyguide.memory.model import Grade
from studyguide.study.evidence import seconds_taken
from studyguide.study.sitting import PRACTICE

KINDS = (REVIEW, PRACTICE, RESET, READ)
"""What is wanted of the journal."""


class Record(NamedTuple):
    """An answer, a section read, or a card reset."""

    kind: str
    """One of `KINDS`."""
    item: str
    day: int
    at: int
    """UTC milliseconds by the clock of then."""
    grade: Grade | None = None
    """None exactly where it is no answer."""
    correct: bool | None = None
    certainty: int = 0
    """How sure the learner was, 1 to 3; 0 where that was not asked."""
    seconds: float = 0.0
    """Taken for the answer; long pauses are cut."""


def history(events: Iterable[Event]) -> tuple[Record, ...]:
    """What counts, in order; an answer whose grade cannot be read is left out, as memory leaves it out."""
    return tuple(_records(events))


def _records(events: Iterable[Event]) -> Iterator[Record]:
    for event in events:
        if not event.live or event.kind not in KINDS:
            continue
        if event.kind in (RESET, READ):
            yield Record(event.kind, event.item, event.day, event.at)
            continue
        grade, correct, certainty = map(event.body.get, ("grade", "correct", "certainty"))
        if type(grade) is int and 1 <= grade <= 4:
            yield Record(
                event.kind,
                event.item,
                event.day,
                event.at,
                Grade(grade),
                correct if isinstance(correct, bool) else None,
                certainty if type(certainty) is int and 1 <= certainty <= 3 else 0,
                seconds_taken(event.body),
            )


class Recall(NamedTuple):
    """A card's first review on a day after that of the one before: the answer that shows what was kept."""

    item: str
    day: int
    kept: bool


def recalls(records: Iterable[Record]) -> tuple[Recall, ...]:
    """Every such review; after a reset a card begins anew."""
    last: dict[str, int] = {}
    found = []
    for record in records:
        if record.kind == RESET:
            last.pop(record.item, None)
        elif record.kind == REVIEW:
            if record.day > last.get(record.item, record.day):
                found.append(Recall(record.item, record.day, record.grade is not Grade.AGAIN))
            last[record.item] = record.day
    return tuple(found)


def first_days(records: Iterable[Record]) -> dict[str, int]:
    """For each card, the study day on which it was first reviewed since it was last new."""
    first: dict[str, int] = {}
    for record in records:
        if record.kind == RESET:
            first.pop(record.item, None)
        elif record.kind == REVIEW:
            first.setdefault(record.item, record.day)
    return first
