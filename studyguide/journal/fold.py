"""What follows from the events of one item: which of them count, its memory and its marks. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from studyguide.journal.event import (
    BURY,
    FLAG,
    READ,
    RESET,
    REVIEW,
    SUSPEND,
    UNDO,
    UNFLAG,
    UNSUSPEND,
    EventId,
)
from studyguide.memory.model import Memory
from studyguide.memory.scheduler import Scheduler


class Row(NamedTuple):
    """As much of a stored event as a fold needs."""

    device: str
    seq: int
    kind: str
    day: int
    body: str
    target_device: str | None = None
    target_seq: int | None = None


class Learnt(NamedTuple):
    """A card that has been reviewed."""

    first_day: int
    """Study day of its first review since it was last new."""
    memory: Memory


class Mark(NamedTuple):
    """What is special about a card, or a section, beside its memory."""

    suspended: bool = False
    flagged: bool = False
    buried_day: int | None = None
    """The study day on which it is not asked again."""
    read_day: int | None = None
    """The study day on which a section was last read."""
    misled_day: int | None = None
    """The study day on which an answer was last wrong although the learner was sure of it."""

    def is_aside(self, day: int) -> bool:
        """Whether a card is not to be asked on a study day."""
        return self.suspended or self.buried_day == day


PLAIN = Mark()
"""Nothing special."""


class Standing(NamedTuple):
    """All that follows from the events of one item."""

    learnt: Learnt | None
    mark: Mark
    dead: frozenset[EventId]


def remembered(learnt: Learnt | None, row: Row, scheduler: Scheduler) -> Learnt | None:
    """What is remembered after one more live event; an event that says nothing about it changes nothing."""
    if row.kind == RESET:
        return None
    if row.kind != REVIEW:
        return learnt
    from studyguide.journal.body import grade_of  # deferred: reading what is due decodes nothing

    grade = grade_of(row.body)
    if grade is None:  # written by something else, or damaged: counts for nothing
        return learnt
    if learnt is None:
        return Learnt(row.day, scheduler.review(None, grade, row.day))
    return Learnt(learnt.first_day, scheduler.review(learnt.memory, grade, row.day))


def marked(mark: Mark, row: Row) -> Mark:
    """The mark after one more live event."""
    match row.kind:
        case "suspend" | "unsuspend":
            return mark._replace(suspended=row.kind == SUSPEND)
        case "flag" | "unflag":
            return mark._replace(flagged=row.kind == FLAG)
        case "bury":
            return mark._replace(buried_day=row.day)
        case "read":
            return mark._replace(read_day=row.day)
        case "review" if misled(row):
            return mark._replace(misled_day=row.day)
        case _:
            return mark


def misled(row: Row) -> bool:
    """Whether a review was answered wrongly by somebody who was sure."""
    from studyguide.journal.body import was_misled  # deferred: reading what is due decodes nothing

    return row.kind == REVIEW and was_misled(row.body)


MARKING = frozenset({SUSPEND, UNSUSPEND, FLAG, UNFLAG, BURY, READ})
"""The kinds that `marked` heeds."""


def dead(rows: Sequence[Row]) -> frozenset[EventId]:
    """Which of an item's events, in order, are taken back: those targeted by a later undo that is not."""
    gone: set[EventId] = set()
    later: set[EventId] = set()
    for row in reversed(rows):
        event = EventId(row.device, row.seq)
        later.add(event)
        if row.kind == UNDO and event not in gone and row.target_device and row.target_seq:
            target = EventId(row.target_device, row.target_seq)
            if target not in later:
                gone.add(target)
    return frozenset(gone & later)


def fold(rows: Sequence[Row], scheduler: Scheduler) -> Standing:
    """All that follows from an item's events, given in order."""
    gone = dead(rows) if any(row.kind == UNDO for row in rows) else frozenset()
    learnt, mark = None, PLAIN
    for row in rows:
        if not gone or (row.device, row.seq) not in gone:
            learnt = remembered(learnt, row, scheduler)
            mark = marked(mark, row)
    return Standing(learnt, mark, gone)
