"""The derived tables: read, written item by item, and computed again from the events."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from heapq import merge
from itertools import islice
from operator import itemgetter
from typing import Any

from studyguide.journal.event import EventId
from studyguide.journal.fold import PLAIN, Folding, Learnt, Mark, Row, fold
from studyguide.journal.heads import corrupt, ends, folded, write_heads
from studyguide.memory.model import GRADES, Memory
from studyguide.memory.scheduler import Scheduler

_ROW = ", ".join(Row._fields)
_BATCH = 1000
"""Items whose rows are compared at a time, so that a rebuild holds few."""


def memories(db: sqlite3.Connection) -> dict[str, Memory]:
    """What is remembered of every card that has been reviewed, by its key."""
    grades, make = GRADES, tuple.__new__  # quicker than calling Memory
    rows = db.execute(
        "select item, stability, difficulty, last_day, due_day, reps, lapses, last_grade from memory"
    )
    try:
        return {
            item: make(Memory, (s, d, last, due, reps, lapses, grades[grade]))
            for item, s, d, last, due, reps, lapses, grade in rows
        }
    except (IndexError, TypeError) as error:
        raise _damaged() from error


def learnt(db: sqlite3.Connection, item: str) -> Learnt | None:
    row = db.execute("select * from memory where item = ?", (item,)).fetchone()
    return _read_learnt(row)[1] if row else None


def marks(db: sqlite3.Connection) -> Iterator[tuple[str, Mark]]:
    """Everything that has something special about it, by its key."""
    return map(_read_mark, db.execute("select * from mark"))


def mark(db: sqlite3.Connection, item: str) -> Mark:
    row = db.execute("select * from mark where item = ?", (item,)).fetchone()
    return _read_mark(row)[1] if row else PLAIN


def introduced(db: sqlite3.Connection, day: int) -> int:
    count: int = db.execute("select count(*) from memory where first_day = ?", (day,)).fetchone()[0]
    return count


def first_day(db: sqlite3.Connection) -> int | None:
    day: int | None = db.execute("select min(first_day) from memory").fetchone()[0]
    return day


def write_learnt(db: sqlite3.Connection, item: str, before: Learnt | None, after: Learnt | None) -> None:
    """Bring an item's row from what it says to what it should say."""
    if after is None:
        db.execute("delete from memory where item = ?", (item,))
    elif before is None:
        db.execute("insert into memory values (?, ?, ?, ?, ?, ?, ?, ?, ?)", _learnt_row(item, after))
    else:
        _, *values = _learnt_row(item, after)
        db.execute(
            "update memory set stability = ?, difficulty = ?, last_day = ?, due_day = ?, reps = ?,"
            " lapses = ?, last_grade = ?, first_day = ? where item = ?",
            (*values, item),
        )


def write_mark(db: sqlite3.Connection, item: str, mark: Mark) -> None:
    """Make an item's row say what it should; nothing special has no row."""
    if mark == PLAIN:
        db.execute("delete from mark where item = ?", (item,))
    else:
        db.execute("insert or replace into mark values (?, ?, ?, ?, ?, ?)", _mark_row(item, mark))


def refold(db: sqlite3.Connection, item: str, scheduler: Scheduler) -> None:
    """Compute one item's rows again from all its events."""
    rows = _rows(db, item)
    standing = fold(rows, scheduler)
    if standing.learnt is None:
        db.execute("delete from memory where item = ?", (item,))
    else:
        row = _learnt_row(item, standing.learnt)
        db.execute("insert or replace into memory values (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
    write_mark(db, item, standing.mark)
    held = _dead(db, item)
    db.executemany("delete from dead where device = ? and seq = ?", held - standing.dead)
    db.executemany("insert into dead values (?, ?)", standing.dead - held)


def catch_up(db: sqlite3.Connection, scheduler: Scheduler) -> None:
    """Fold in what is not known to have been, within the caller's transaction.

    Whoever writes an event folds it in at once, but says so in `head` only when it closes.
    """
    known = folded(db)
    items: set[str] = set()
    for device, *_ in ends(db):
        sql = "select distinct item from event where device = ? and seq > ?"
        items.update(item for (item,) in db.execute(sql, (device, known.get(device, 0))))
    with _well_typed():
        in_order = sorted(items)
    for item in in_order:
        refold(db, item, scheduler)
    write_heads(db)


def rebuild(db: sqlite3.Connection, scheduler: Scheduler) -> bool:
    """Compute every derived row again, within the caller's transaction; whether any differed."""
    folding, dead = Folding(), set[EventId]()
    with _well_typed():
        folding.take(_in_order(db))
        for item in folding.undone.copy():
            dead |= folding.retake(item, _rows(db, item))
        items = iter(folding.items())
    changed = _settle(db, "dead", "true", (), sorted(dead))
    low = ""
    while batch := list(islice(items, _BATCH)):
        learnts = ((item, folding.learnt(item, scheduler)) for item in batch)
        memory = [_learnt_row(item, learnt) for item, learnt in learnts if learnt]
        marks = ((item, folding.marks.get(item, PLAIN)) for item in batch)
        mark = [_mark_row(item, mark) for item, mark in marks if mark != PLAIN]
        changed |= _settle(db, "memory", "item between ? and ?", (low, batch[-1]), memory)
        changed |= _settle(db, "mark", "item between ? and ?", (low, batch[-1]), mark)
        low = f"{batch[-1]}\0"  # the next text there is in SQLite's order
    changed |= _settle(db, "memory", "item >= ?", (low,), [])
    changed |= _settle(db, "mark", "item >= ?", (low,), [])
    write_heads(db)
    return changed


def _settle(
    db: sqlite3.Connection, table: str, where: str, values: tuple[str, ...], rows: Sequence[tuple[Any, ...]]
) -> bool:
    """Make a part of a table, in the order of its key, hold these rows; whether it did not."""
    if db.execute(f"select * from {table} where {where}", values).fetchall() == rows:
        return False
    db.execute(f"delete from {table} where {where}", values)
    if rows:
        db.executemany(f"insert into {table} values ({', '.join('?' * len(rows[0]))})", rows)
    return True


def _in_order(db: sqlite3.Connection) -> Iterator[tuple[str, str, int, str]]:
    """The item, kind, study day and body of every event.

    From the start of the file to its end: item by item, each would be looked for in another place.
    """
    sql = "select item, kind, day, body, ord from event where device = ? order by seq"
    own = [db.execute(sql, (device,)) for device, *_ in ends(db)]
    if len(own) == 1:
        return (row[:4] for row in own[0])
    # Each device's own are in order; where two have the same `ord`, the device decides, as it does here.
    return (row[:4] for row in merge(*own, key=itemgetter(4)))


@contextmanager
def _well_typed() -> Iterator[None]:
    """Values of other types than those of their columns, which damage may leave, are told as damage."""
    try:
        yield
    except TypeError as error:
        raise corrupt("an event is damaged") from error


def _rows(db: sqlite3.Connection, item: str) -> list[Row]:
    """All events of an item, in order."""
    rows = db.execute(f"select {_ROW} from event where item = ? order by ord, device, seq", (item,))
    found = list(map(Row._make, rows))
    if not all(type(row.day) is int for row in found):
        raise corrupt("an event is damaged")
    return found


def _dead(db: sqlite3.Connection, item: str) -> set[tuple[str, int]]:
    """Which events of an item are in the table."""
    sql = "select device, seq from event join dead using (device, seq) where item = ?"
    return set(db.execute(sql, (item,)).fetchall())


def _read_learnt(row: tuple[Any, ...]) -> tuple[str, Learnt]:
    try:
        item, stability, difficulty, last_day, due_day, reps, lapses, grade, first_day = row
        memory = Memory(stability, difficulty, last_day, due_day, reps, lapses, GRADES[grade])
    except (IndexError, TypeError, ValueError) as error:
        raise _damaged() from error
    return item, Learnt(first_day, memory)


def _damaged() -> sqlite3.DatabaseError:
    return corrupt("a row of the table memory is damaged")


def _learnt_row(item: str, learnt: Learnt) -> tuple[Any, ...]:
    m = learnt.memory
    row = (item, m.stability, m.difficulty, m.last_day, m.due_day, m.reps, m.lapses, int(m.last_grade))
    return (*row, learnt.first_day)


def _read_mark(row: tuple[Any, ...]) -> tuple[str, Mark]:
    item, suspended, flagged, *days = row
    return item, Mark(bool(suspended), bool(flagged), *days)


def _mark_row(item: str, mark: Mark) -> tuple[Any, ...]:
    return item, int(mark.suspended), int(mark.flagged), *mark[2:]
