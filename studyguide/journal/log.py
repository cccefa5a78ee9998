"""The event table: acts written into it, events read out of it. All functions take an open connection."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator
from hashlib import blake2b
from typing import Any

import msgspec

from studyguide.journal.event import KEPT_BY_UNDO, Event, EventId

COLUMNS = "device, seq, ord, at, off, day, kind, item, target_device, target_seq, body"
"""What a sum covers, in this order."""
_PLACES = ", ".join("?" * (COLUMNS.count(",") + 2))
_LIVE = "not exists (select 1 from dead where dead.device = event.device and dead.seq = event.seq)"
_PAGE = 500
"""Events read at a time, so that no reading holds the file."""
_START = ("", 0)
_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder().decode


def encode(body: Any) -> str:
    """A body as it is stored."""
    return _encode(body).decode()


def chain(previous: str, row: tuple[Any, ...]) -> str:
    """An event's sum: 64-bit blake2b of the JSON array of its device's previous sum and its own columns."""
    return blake2b(_encode((previous, *row)), digest_size=8).hexdigest()


def insert(db: sqlite3.Connection, row: tuple[Any, ...], sum: str) -> None:
    """Write an event, given as `COLUMNS`, and its sum."""
    db.execute(f"insert into event ({COLUMNS}, sum) values ({_PLACES})", (*row, sum))


def item_of(db: sqlite3.Connection, id: EventId) -> str | None:
    """What an event is about; None if there is no such event."""
    row = db.execute("select item from event where device = ? and seq = ?", id).fetchone()
    return row[0] if row else None


def events(
    db: sqlite3.Connection,
    item: str | None = None,
    kinds: Collection[str] | None = None,
    since_day: int | None = None,
    sitting: str | None = None,
) -> Iterator[Event]:
    """Events in order, dead ones too, a page at a time: others, and the reader, may write between."""
    clauses = ["(ord, device, seq) > (?, ?, ?)"]
    values: list[str | int] = []
    first = -1
    if item is not None:
        clauses.append("item = ?")
        values.append(item)
    if kinds is not None:
        clauses.append(f"kind in ({', '.join('?' * len(kinds))})")
        values.extend(kinds)
    if since_day is not None:
        clauses.append("day >= ?")
        values.append(since_day)
        first = _earliest(since_day)
    if sitting is not None:
        clauses.append(_OF_SITTING)
        values.append(sitting)
        first = max(first, _sitting_start(db, sitting))
    sql = (
        f"select {COLUMNS}, {_LIVE} from event where {' and '.join(clauses)}"
        f" order by ord, device, seq limit {_PAGE}"
    )
    last: tuple[int, str, int] = (first, *_START)
    while page := db.execute(sql, (*last, *values)).fetchall():
        yield from map(_event, page)
        last = (page[-1][2], page[-1][0], page[-1][1])


def last_undoable(db: sqlite3.Connection, sitting: str | None = None) -> Event | None:
    """The last act that counts and is about learning, of one sitting if told."""
    passed = ", ".join(f"'{kind}'" for kind in sorted(KEPT_BY_UNDO))
    where, values = f"kind not in ({passed})", tuple[Any, ...]()
    if sitting is not None:
        where, values = f"{where} and ord > ? and {_OF_SITTING}", (_sitting_start(db, sitting), sitting)
    return _last(db, where, values)


def last_of(db: sqlite3.Connection, kind: str) -> Event | None:
    """The last event of a kind that counts."""
    # The kind stands in the text, not in a parameter, so that SQLite sees that its own index serves.
    return _last(db, f"kind = '{kind}'", ())


def sittings(db: sqlite3.Connection) -> tuple[Event, ...]:
    """The beginnings of all sittings, in order."""
    sql = f"select {COLUMNS}, {_LIVE} from event where kind = 'sitting' order by ord, device, seq"
    return tuple(map(_event, db.execute(sql)))


def counts_by_day(db: sqlite3.Connection, since_day: int) -> dict[int, int]:
    """How many reviews count on each study day that has any."""
    sql = (
        "select day, count(*) from event"
        f" where kind = 'review' and ord >= ? and day >= ? and {_LIVE} group by day order by day"
    )
    return dict(db.execute(sql, (_earliest(since_day), since_day)).fetchall())


_OF_SITTING = "case when json_valid(body) then json_extract(body, '$.sitting') end = ?"


def _sitting_start(db: sqlite3.Connection, id: str) -> int:
    """Where in the order a sitting began; its acts come after."""
    sql = "select min(ord) from event where item = ? and kind = 'sitting'"
    start: int | None = db.execute(sql, (id,)).fetchone()[0]
    return -1 if start is None else start


def _earliest(day: int) -> int:
    """No event of a study day comes before this in the order: offsets from UTC are less than a day."""
    return (day - 1) * 86_400_000


def _last(db: sqlite3.Connection, where: str, values: tuple[Any, ...]) -> Event | None:
    sql = (
        f"select {COLUMNS}, 1 from event where {where} and {_LIVE}"
        " order by ord desc, device desc, seq desc limit 1"
    )
    row = db.execute(sql, values).fetchone()
    return _event(row) if row else None


def _event(row: tuple[Any, ...]) -> Event:
    device, seq, ord, at, off, day, kind, item, target_device, target_seq, text, live = row
    try:
        body = _decode(text)
    except msgspec.DecodeError:  # written by something else; the row is kept as it is
        body = {}
    target = EventId(target_device, target_seq) if target_device is not None else None
    body = body if isinstance(body, dict) else {}
    return Event(device, seq, ord, at, off, day, kind, item, body, target, bool(live))
