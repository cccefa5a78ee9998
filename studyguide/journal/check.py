"""Whether a journal is whole: SQLite's own check, and the chain of sums over every device's events."""

from __future__ import annotations

import sqlite3

from studyguide.journal.file import DAMAGE
from studyguide.journal.log import COLUMNS, chain


def findings(db: sqlite3.Connection) -> tuple[str, ...]:
    """What is wrong with a journal's events, one sentence each; nothing if they are whole.

    What is derived is not looked at: computing it again puts it right.
    """
    try:
        found = [text for (text,) in db.execute("pragma integrity_check(20)") if text != "ok"]
        found += _broken_chains(db)
    except DAMAGE as error:
        return (f"it cannot be read to its end: {error}",)
    return tuple(found)


def _broken_chains(db: sqlite3.Connection) -> list[str]:
    found = []
    ends: dict[str, int] = {}
    device, last, previous = "", 0, ""
    for *row, total in db.execute(f"select {COLUMNS}, sum from event order by device, seq"):
        if row[0] != device:
            device, last, previous = row[0], 0, ""
        if row[1] != last + 1:
            found.append(f"after event {last} of device {device} comes event {row[1]}")
        elif chain(previous, tuple(row)) != total:
            found.append(f"event {row[1]} of device {device} is not what was written")
        last, previous = row[1], total
        ends[device] = last
    for device, seq in db.execute("select device, seq from head"):
        if seq > ends.get(device, 0):
            found.append(f"the events of device {device} after {ends.get(device, 0)} are missing")
    return found
