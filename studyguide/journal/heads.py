"""Where each device's events end, and how far they are known to have been folded into the derived tables."""

from __future__ import annotations

import sqlite3
from typing import Any, NamedTuple


class Head(NamedTuple):
    """Where the events of a device end."""

    seq: int
    ord: int
    sum: str


def head(db: sqlite3.Connection, device: str) -> tuple[Head, str]:
    """The event a device goes on from, and the fingerprint of the scheduler the tables were computed by.

    The head's `ord` is the greatest of all devices.
    """
    sql = (
        "select seq, max(ord, ifnull((select max(ord) from head), 0)), sum,"
        " (select value from meta where key = 'scheduler')"
        " from event where device = ? order by seq desc limit 1"
    )
    if row := db.execute(sql, (device,)).fetchone():
        return Head(*row[:3]), row[3]
    (elsewhere,) = db.execute("select ifnull(max(ord), 0) from head").fetchone()
    return Head(0, elsewhere, ""), folded_by(db)


def meta(db: sqlite3.Connection, key: str) -> str:
    row = db.execute("select value from meta where key = ?", (key,)).fetchone()
    if row is None:
        raise sqlite3.DatabaseError(f"the table meta lacks {key}")
    value: str = row[0]
    return value


def folded_by(db: sqlite3.Connection) -> str:
    """The fingerprint of the scheduler that the derived tables were computed by."""
    return meta(db, "scheduler")


def set_folded_by(db: sqlite3.Connection, fingerprint: str) -> None:
    db.execute("update meta set value = ? where key = 'scheduler'", (fingerprint,))


def behind(db: sqlite3.Connection) -> bool:
    """Whether there are events that are not known to have been folded in."""
    known = folded(db)
    return any(seq > known.get(device, 0) for device, seq, *_ in ends(db))


def write_heads(db: sqlite3.Connection) -> None:
    """Say that all events have been folded in. Never goes back, so that a lost end of a file is noticed."""
    known = folded(db)
    rows = [row for row in ends(db) if row[1] > known.get(row[0], 0)]
    db.executemany("insert or replace into head values (?, ?, ?, ?)", rows)


def folded(db: sqlite3.Connection) -> dict[str, int]:
    """The last event of every device that is known to have been folded in."""
    return dict(db.execute("select device, seq from head").fetchall())


def ends(db: sqlite3.Connection) -> list[tuple[Any, ...]]:
    """The last event of every device, as a row of `head`."""
    return db.execute(
        """
        with recursive known (device) as (
          select min(device) from event
          union
          select (select min(device) from event where event.device > known.device) from known
          where known.device is not null
        )
        select device, seq, ord, sum from known join event using (device)
        where seq = (select max(seq) from event as own where own.device = known.device)
        """
    ).fetchall()
