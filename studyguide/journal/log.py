"""The event table: acts written into it, events read out of it. All functions take an open connection.

The order of events is (ord, device, seq). Each device writes its own in that order, so that reading in order
is merging the devices, of which there are few.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Collection, Iterator
from heapq import merge
from typing import Any

from studyguide.journal.event import KEPT_BY_UNDO, Act, Event, EventId
from studyguide.journal.heads import corrupt, ends
from studyguide.sums import blake2b

COLUMNS = "device, seq, ord, at, off, day, kind, item, target_device, target_seq, body"
"""What a sum covers, in this order."""
_INSERT = f"insert into event ({COLUMNS}, sum) values ({', '.join('?' * 12)})"
_LIVE = "not exists (select 1 from dead where dead.device = event.device and dead.seq = event.seq)"
_PAGE = 500
"""Events read at a time, so that no reading holds the file."""
_UNDOABLE = f"kind not in ({', '.join(repr(kind) for kind in sorted(KEPT_BY_UNDO))})"


def encode(act: Act) -> tuple[Act, str]:
    """An act as it can be stored, and its body as it is.

    A terminal may hand on bytes that are no text as lone surrogates, which no file can hold: they become
    replacement characters.
    """
    from studyguide.journal.body import cleaned, encoded  # deferred: reading what is due encodes nothing

    try:
        act.item.encode()
        return act, encoded(act.body).decode()
    except UnicodeEncodeError:
        act = act._replace(item=cleaned(act.item), body=cleaned(act.body))
        return act, encoded(act.body).decode()


def chain(previous: str, row: tuple[Any, ...]) -> str:
    """An event's sum: 64-bit blake2b of the JSON array of its device's previous sum and its own columns."""
    from studyguide.journal.body import encoded

    return blake2b(encoded((previous, *row)), digest_size=8).hexdigest()


def insert(db: sqlite3.Connection, row: tuple[Any, ...], sum: str) -> None:
    """Write an event, given as `COLUMNS`, and its sum."""
    db.execute(_INSERT, (*row, sum))


def item_of(db: sqlite3.Connection, id: EventId) -> str | None:
    """What an event is about; None if there is no such event."""
    row = db.execute("select item from event where device = ? and seq = ?", id).fetchone()
    return row[0] if row else None


def sum_of(db: sqlite3.Connection, id: tuple[Any, ...]) -> str | None:
    """The sum of the event of a device and a seq; None if there is no such event."""
    row = db.execute("select sum from event where device = ? and seq = ?", id).fetchone()
    return row[0] if row else None


def events(
    db: sqlite3.Connection,
    item: str | None = None,
    kinds: Collection[str] | None = None,
    since_day: int | None = None,
) -> Iterator[Event]:
    """Events in order, dead ones too, a page at a time: others, and the reader, may write between."""
    clauses: list[str] = []
    values: list[str | int] = []
    first = 0
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
    where = "".join(f" and {clause}" for clause in clauses)
    sql = (
        f"select {COLUMNS}, {_LIVE} from event where device = ? and seq > ?{where} order by seq limit {_PAGE}"
    )

    def own(device: str, last: int) -> Iterator[Event]:
        while page := db.execute(sql, (device, last, *values)).fetchall():
            for row in page:
                event = _event(row)
                if event.seq <= last:  # in a damaged tree, and it could go on in circles
                    raise corrupt("events are out of order")
                last = event.seq
                yield event

    return merge(*(own(*start) for start in _starts(db, first)), key=_order)


def reviews(db: sqlite3.Connection, days: tuple[int, int], most: int = -1) -> list[tuple[int, str]]:
    """Study day and body, as stored, of the reviews that count from one study day to another, in order.

    Of these the latest, at most so many; -1 for all.
    """
    sql = (
        "select ord, device, seq, day, body from event where device = ? and seq > ? and kind = 'review'"
        f" and day between ? and ? and {_LIVE} order by seq desc limit ?"
    )
    found = [
        row for start in _starts(db, _earliest(days[0])) for row in db.execute(sql, (*start, *days, most))
    ]
    if not all(type(ord) is type(day) is int for ord, _, _, day, _ in found):
        raise _damaged()
    found.sort()
    return [(day, body) for _, _, _, day, body in (found if most < 0 else found[-most:])]


def last_undoable(db: sqlite3.Connection, reach: dict[str, int]) -> Event | None:
    """The last act that counts and is about learning.

    `reach`: by device, the seq after which there is none, as known from the last time, so that nobody walks
    again over all that was taken back since; empty where that is not known. It is brought up to date.
    """
    sql = (
        f"select {COLUMNS}, 1 from event where device = ? and seq <= ? and {_UNDOABLE} and {_LIVE}"
        " order by seq desc limit 1"
    )
    found = []
    for device, end in (reach or {device: seq for device, seq, *_ in ends(db)}).items():
        row = db.execute(sql, (device, end)).fetchone()
        reach[device] = row[1] if row else 0
        if row:
            found.append(_event(row))
    return max(found, key=_order, default=None)


def last_of(db: sqlite3.Connection, kind: str) -> Event | None:
    """The last event of a kind that counts; for visits, which have an index."""
    # The kind stands in the text, not in a parameter, so that SQLite sees that its own index serves.
    row = db.execute(
        f"select {COLUMNS}, 1 from event where kind = '{kind}' and {_LIVE}"
        " order by ord desc, device desc, seq desc limit 1"
    ).fetchone()
    return _event(row) if row else None


def counts_by_day(db: sqlite3.Connection, since_day: int) -> dict[int, int]:
    """How many reviews count on each study day that has any."""
    sql = (
        "select day, count(*) from event where device = ? and seq > ? and kind = 'review' and day >= ?"
        f" and {_LIVE} group by day"
    )
    counts: Counter[int] = Counter()
    for start in _starts(db, _earliest(since_day)):
        counts.update(dict(db.execute(sql, (*start, since_day)).fetchall()))
    if not all(type(day) is int for day in counts):
        raise _damaged()
    return dict(sorted(counts.items()))


def _starts(db: sqlite3.Connection, ord: int) -> list[tuple[str, int]]:
    """For every device, the seq after which its events with at least this `ord` come."""
    return [(device, _before(db, device, seq, ord) if ord > 0 else 0) for device, seq, *_ in ends(db)]


def _before(db: sqlite3.Connection, device: str, high: int, ord: int) -> int:
    """The last seq, up to a known one, whose `ord` is less; by bisection."""
    low = 0
    while low < high:
        middle = (low + high + 1) // 2
        row = db.execute("select ord from event where device = ? and seq = ?", (device, middle)).fetchone()
        if row and type(row[0]) is not int:
            raise _damaged()
        low, high = (middle, high) if row and row[0] < ord else (low, middle - 1)
    return low


def _earliest(day: int) -> int:
    """No event of a study day comes before this in the order: offsets from UTC are less than a day."""
    return (day - 1) * 86_400_000


def _order(event: Event) -> tuple[int, str, int]:
    return event.ord, event.device, event.seq


def _event(row: tuple[Any, ...]) -> Event:
    from studyguide.journal.body import decoded

    device, seq, ord, at, off, day, kind, item, target_device, target_seq, text, live = row
    numbers = type(seq) is type(ord) is type(at) is type(off) is type(day) is int
    if not (numbers and type(device) is type(kind) is type(item) is str):
        raise _damaged()
    target = EventId(target_device, target_seq) if target_device is not None else None
    return Event(device, seq, ord, at, off, day, kind, item, decoded(text), target, bool(live))


def _damaged() -> sqlite3.DatabaseError:
    return corrupt("an event is damaged")
