"""What happened: the events of the journal, and the acts that become events."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, TypeAlias

JSON: TypeAlias = bool | int | float | str | list["JSON"] | dict[str, "JSON"] | None

REVIEW = "review"
"""A card was answered; the body holds `grade` (1-4) and whatever else is worth keeping."""
UNDO = "undo"
"""Takes back the event `target`; taking back an undo makes the undone event count again."""
VISIT = "visit"
"""The reader stands at the place `item`."""
READ = "read"
"""The section `item` was read."""
SUSPEND, UNSUSPEND = "suspend", "unsuspend"
"""A card is not asked until unsuspended."""
BURY = "bury"
"""A card is not asked again on this study day."""
FLAG, UNFLAG = "flag", "unflag"
RESET = "reset"
"""A card counts as new again; its earlier reviews stay in the journal."""
DISPUTE = "dispute"
"""The learner holds that a card is wrong; the body says why."""
EXAM, EXAM_SHEET, EXAM_END = "exam", "exam-sheet", "exam-end"
"""A mock exam began, the state of one question `item` in it, it was handed in."""

KEPT_BY_UNDO = frozenset({UNDO, VISIT, READ, EXAM, EXAM_SHEET, EXAM_END})
"""Kinds that the undo of the last act passes over."""


class EventId(NamedTuple):
    """Unique among all devices."""

    device: str
    seq: int


class Act(NamedTuple):
    """Something to be recorded. Kinds beyond those above are kept, and count for nothing."""

    kind: str
    item: str = ""
    """What it is about: a card's key, a section; left empty for an undo, which takes its target's."""
    body: Mapping[str, JSON] = {}
    target: EventId | None = None
    """What an undo takes back; None for every other kind."""


class Event(NamedTuple):
    """An act as recorded: one row, never changed."""

    device: str
    seq: int
    """1, 2, 3 ... on its device."""
    ord: int
    """Place in the order of events; later than everything its device knew of, whatever the clock said."""
    at: int
    """UTC milliseconds by the clock of then."""
    off: int
    """Minutes east of UTC then."""
    day: int
    """Study day, fixed when written."""
    kind: str
    item: str
    body: Mapping[str, JSON]
    target: EventId | None = None
    live: bool = True
    """Whether it counts, as of when it was read: no live undo takes it back."""

    @property
    def id(self) -> EventId:
        return EventId(self.device, self.seq)
