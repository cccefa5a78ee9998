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
        head, fingerprint = Head(*row[:3]), row[3]
    else:
        (elsewhere,) = db.execute("select ifnull(max(ord), 0) from head").fetchone()
        head, fingerprint = Head(0, elsewhere, ""), folded_by(db)
    if not (_is_head((device, *head)) and isinstance(fingerprint, str)):
        raise corrupt("where events go on is damaged")
    return head, fingerprint


def meta(db: sqlite3.Connection, key: str) -> str:
    row = db.execute("select value from meta where key = ?", (key,)).fetchone()
    if row is None or not isinstance(row[0], str):
        raise corrupt(f"the table meta lacks {key}")
    return row[0]


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
    """The last event of every device that is known to have been folded in.

    Raises sqlite3.DatabaseError where the table cannot be right: it names an event by other than its own sum,
    or a device twice.
    """
    rows = db.execute(
        "select head.device, head.seq, head.ord, head.sum, ifnull(event.ord, head.ord),"
        " ifnull(event.sum, head.sum) from head left join event using (device, seq)"
    ).fetchall()
    known = {row[0]: row[1] for row in rows}
    if len(known) < len(rows) or not all(_is_head(row[:4]) and row[2:4] == row[4:] for row in rows):
        raise corrupt("the table head is damaged")
    return known


def ends(db: sqlite3.Connection) -> list[tuple[Any, ...]]:
    """The last event of every device, as a row of `head`."""
    rows = db.execute(
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
    if not all(map(_is_head, rows)):
        raise corrupt("an event is damaged")
    return rows


def corrupt(what: str) -> sqlite3.DatabaseError:
    """As SQLite complains of a damaged file, for damage that it does not see."""
    error = sqlite3.DatabaseError(what)
    error.sqlite_errorname = "SQLITE_CORRUPT"
    return error


def _is_head(row: tuple[Any, ...]) -> bool:
    """Whether a row has the types of its columns, which damage may change under SQLite's eyes."""
    device, seq, ord, sum = row
    return type(device) is str and type(seq) is int and type(ord) is int and type(sum) is str
