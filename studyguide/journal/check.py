"""Whether a journal is whole: SQLite's own check, and the chain of sums over every device's events."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from typing import Any

from studyguide.journal import derived, gaps
from studyguide.journal.file import DAMAGE
from studyguide.journal.gaps import Gap
from studyguide.journal.heads import ends, folded
from studyguide.journal.log import COLUMNS, chain
from studyguide.memory.scheduler import Scheduler

LATELY = 1000
"""Events of each device whose sums a quick check looks at."""


class Chains:
    """Follows the chain of every device through its events, given in the order of each."""

    def __init__(self, lost: Iterable[Gap] = ()) -> None:
        """Start before the first event; `lost` are known not to come."""
        self._lost: dict[str, list[Gap]] = {}
        for gap in lost:
            self._lost.setdefault(gap.device, []).append(gap)
        self._ends: dict[str, tuple[int, str]] = {}

    def begin_at(self, device: str, seq: int, sum: str) -> None:
        """Take a device up in the middle."""
        self._ends[device] = seq, sum

    def end(self, device: str) -> int:
        """The last event that came, or is known to be lost in its place; 0 before the first."""
        last, _ = self._ends.get(device, (0, ""))
        gap = self._gap_after(device, last)
        return gap.last if gap else last

    def follow(self, row: tuple[Any, ...], total: str) -> str | None:
        """Go on to an event, given as `COLUMNS`, and its sum; what is wrong with it."""
        device, seq = row[:2]
        last, previous = self._ends.get(device, (0, ""))
        if type(seq) is not int:
            return f"after event {last} of device {device} comes one without a number"
        gap = self._gap_after(device, last)
        self._ends[device] = seq, total
        if gap and seq == gap.last + 1:
            return None  # with the event before it, what its sum was computed from is lost
        if seq != last + 1:
            return f"after event {last} of device {device} comes event {seq}"
        if chain(previous, row) != total:
            return f"event {seq} of device {device} is not what was written"
        return None

    def _gap_after(self, device: str, last: int) -> Gap | None:
        return next((gap for gap in self._lost.get(device, ()) if gap.first == last + 1), None)


def findings(db: sqlite3.Connection, *, lately: bool = False) -> tuple[str, ...]:
    """What is wrong with a journal's events, one sentence each; nothing if they are whole.

    What is derived is not looked at: computing it again puts it right. A check of what was done `lately`
    looks at the file's structure and at the last `LATELY` events of each device.
    """
    try:
        pragma = "quick_check" if lately else "integrity_check"
        found = [text for (text,) in db.execute(f"pragma {pragma}(20)") if text != "ok"]
        found += _broken_chains(db, LATELY if lately else None)
    except DAMAGE as error:
        return (f"it cannot be read to its end: {error}",)
    return tuple(found)


def lost(db: sqlite3.Connection) -> int:
    """How many events the journal owns up to have lost."""
    return sum(gap.size for gap in gaps.known(db))


def is_folded(db: sqlite3.Connection, scheduler: Scheduler) -> bool:
    """Whether computing everything derived again, in a copy in memory, changes nothing."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as copy:
        db.backup(copy)
        return not derived.rebuild(copy, scheduler)


def _broken_chains(db: sqlite3.Connection, most: int | None) -> list[str]:
    chains = Chains(gaps.known(db))
    found = []
    for device, last, *_ in ends(db):
        after = max(0, last - most) if most else 0
        if after:
            sql = "select seq, sum from event where device = ? and seq <= ? order by seq desc limit 1"
            if start := db.execute(sql, (device, after)).fetchone():
                chains.begin_at(device, *start)
        sql = f"select {COLUMNS}, sum from event where device = ? and seq > ? order by seq"
        for *row, total in db.execute(sql, (device, after)):
            if finding := chains.follow(tuple(row), total):
                found.append(finding)
    for device, seq in folded(db).items():
        if seq > (end := chains.end(device)):
            found.append(f"the events of device {device} after {end} are missing")
    return found
