"""What follows from the events of one item: which of them count, its memory and its marks. Pure."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
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
from studyguide.memory.model import GRADES, Memory
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
    return mark if row.kind == REVIEW and not misled(row) else _marked(mark, row.kind, row.day)


def _marked(mark: Mark, kind: str, day: int) -> Mark:
    """The mark after an event of a kind; of reviews, one that misled."""
    match kind:
        case "suspend" | "unsuspend":
            return mark._replace(suspended=kind == SUSPEND)
        case "flag" | "unflag":
            return mark._replace(flagged=kind == FLAG)
        case "bury":
            return mark._replace(buried_day=day)
        case "read":
            return mark._replace(read_day=day)
        case "review":
            return mark._replace(misled_day=day)
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
    if not any(row.kind == UNDO for row in rows):
        return frozenset()
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
    folding = Folding()
    gone = folding.retake("", rows)
    return Standing(folding.learnt("", scheduler), folding.marks.get("", PLAIN), gone)


class Folding:
    """The live events of any number of items, taken in as they come; what follows, when all have come.

    Says of each item what `remembered` and `marked` would, one event after another. A review is kept as one
    number: a million of them fit into little memory, and the engine takes all of an item at once.
    """

    def __init__(self) -> None:
        self.marks: dict[str, Mark] = {}
        """By item; PLAIN ones may be among them."""
        self.undone: set[str] = set()
        """Items with an undo: what was taken in of them counts for nothing before `dead` has been asked."""
        self._reviews: dict[str, array[int]] = {}
        """By item, of each review that counts: the study day times 8, and the grade."""

    def take(self, events: Iterable[tuple[str, str, int, str]]) -> None:
        """Take events in, in order: the item, the kind, the study day and the body of each."""
        from studyguide.journal.body import reviewed  # deferred: reading what is due decodes nothing

        reviews, marks = self._reviews, self.marks
        for item, kind, day, body in events:
            if kind == REVIEW:
                grade, misled = reviewed(body)
                if grade is not None:
                    try:
                        reviews[item].append(day << 3 | grade)
                    except KeyError:
                        reviews[item] = array("q", (day << 3 | grade,))
                if misled:
                    marks[item] = _marked(marks.get(item, PLAIN), kind, day)
            elif kind in MARKING:
                marks[item] = _marked(marks.get(item, PLAIN), kind, day)
            elif kind == RESET:
                reviews.pop(item, None)
            elif kind == UNDO:
                self.undone.add(item)

    def learnt(self, item: str, scheduler: Scheduler) -> Learnt | None:
        """What is remembered of an item; None without a review since it was last new."""
        reviews = self._reviews.get(item)
        if reviews is None:
            return None
        memory = scheduler.replay([(GRADES[review & 7], review >> 3) for review in reviews])
        return Learnt(reviews[0] >> 3, memory) if memory else None

    def retake(self, item: str, rows: Sequence[Row]) -> frozenset[EventId]:
        """Take all events of an item in anew, in order, less those taken back; which these are."""
        self._reviews.pop(item, None)
        self.marks.pop(item, None)
        gone = dead(rows)
        self.take((item, row.kind, row.day, row.body) for row in rows if (row.device, row.seq) not in gone)
        return gone

    def items(self) -> list[str]:
        """The items of which anything is remembered or marked, in order."""
        return sorted(self._reviews.keys() | self.marks.keys())
