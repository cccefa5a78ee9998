"""The derived tables: read, written item by item, and computed again from the events."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from studyguide.journal.fold import PLAIN, Learnt, Mark, Row, Standing, fold
from studyguide.journal.heads import ends, folded, write_heads
from studyguide.memory.model import Grade, Memory
from studyguide.memory.scheduler import Scheduler

_ROW = "device, seq, kind, day, body, target_device, target_seq"
_GRADES = (Grade.AGAIN, *Grade)
"""A grade by its number; quicker than a call."""


def learnts(db: sqlite3.Connection) -> Iterator[tuple[str, Learnt]]:
    """Every card that has been reviewed, by its key."""
    return map(_read_learnt, db.execute("select * from memory"))


def learnt(db: sqlite3.Connection, item: str) -> Learnt | None:
    row = db.execute("select * from memory where item = ?", (item,)).fetchone()
    return _read_learnt(row)[1] if row else None


def marks(db: sqlite3.Connection) -> Iterator[tuple[str, Mark]]:
    """Everything that has something special about it, by its key."""
    return map(_read_mark, db.execute("select * from mark"))


def mark(db: sqlite3.Connection, item: str) -> Mark:
    row = db.execute("select * from mark where item = ?", (item,)).fetchone()
    return _read_mark(row)[1] if row else PLAIN


def due_count(db: sqlite3.Connection, day: int) -> int:
    sql = (
        "select count(*) from memory left join mark using (item)"
        " where due_day <= ? and not ifnull(suspended, 0) and ifnull(buried_day, -1) <> ?"
    )
    count: int = db.execute(sql, (day, day)).fetchone()[0]
    return count


def introduced(db: sqlite3.Connection, day: int) -> int:
    count: int = db.execute("select count(*) from memory where first_day = ?", (day,)).fetchone()[0]
    return count


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
    events = db.execute(f"select {_ROW} from event where item = ? order by ord, device, seq", (item,))
    rows = [Row(*row) for row in events]
    standing = fold(rows, scheduler)
    write_learnt(db, item, learnt(db, item), standing.learnt)
    write_mark(db, item, standing.mark)
    db.executemany("delete from dead where device = ? and seq = ?", [(row.device, row.seq) for row in rows])
    db.executemany("insert into dead values (?, ?)", standing.dead)


def catch_up(db: sqlite3.Connection, scheduler: Scheduler) -> None:
    """Fold in what is not known to have been, within the caller's transaction.

    Whoever writes an event folds it in at once, but says so in `head` only when it closes.
    """
    known = folded(db)
    items: set[str] = set()
    for device, *_ in ends(db):
        sql = "select distinct item from event where device = ? and seq > ?"
        items.update(item for (item,) in db.execute(sql, (device, known.get(device, 0))))
    for item in sorted(items):
        refold(db, item, scheduler)
    write_heads(db)


def rebuild(db: sqlite3.Connection, scheduler: Scheduler) -> bool:
    """Compute every derived row again, within the caller's transaction; whether any differed."""
    memory: list[tuple[Any, ...]] = []
    mark: list[tuple[Any, ...]] = []
    dead: list[tuple[Any, ...]] = []
    for item, standing in _standings(db, scheduler):
        if standing.learnt:
            memory.append(_learnt_row(item, standing.learnt))
        if standing.mark != PLAIN:
            mark.append(_mark_row(item, standing.mark))
        dead.extend(standing.dead)
    changed = False
    for table, rows in {"memory": memory, "mark": mark, "dead": sorted(dead)}.items():
        if db.execute(f"select * from {table}").fetchall() != rows:
            changed = True
            db.execute(f"delete from {table}")
            for row in rows:
                db.execute(f"insert into {table} values ({', '.join('?' * len(row))})", row)
    write_heads(db)
    return changed


def _standings(db: sqlite3.Connection, scheduler: Scheduler) -> Iterator[tuple[str, Standing]]:
    events = db.execute(f"select item, {_ROW} from event order by item, ord, device, seq")
    for item, rows in groupby(events, key=lambda row: row[0]):
        yield item, fold([Row(*row[1:]) for row in rows], scheduler)


def _read_learnt(row: tuple[Any, ...]) -> tuple[str, Learnt]:
    try:
        item, stability, difficulty, last_day, due_day, reps, lapses, grade, first_day = row
        memory = Memory(stability, difficulty, last_day, due_day, reps, lapses, _GRADES[grade])
    except (IndexError, TypeError, ValueError) as error:
        raise sqlite3.DatabaseError("a row of the table memory is damaged") from error
    return item, Learnt(first_day, memory)


def _learnt_row(item: str, learnt: Learnt) -> tuple[Any, ...]:
    m = learnt.memory
    row = (item, m.stability, m.difficulty, m.last_day, m.due_day, m.reps, m.lapses, int(m.last_grade))
    return (*row, learnt.first_day)


def _read_mark(row: tuple[Any, ...]) -> tuple[str, Mark]:
    item, suspended, flagged, *days = row
    return item, Mark(bool(suspended), bool(flagged), *days)


def _mark_row(item: str, mark: Mark) -> tuple[Any, ...]:
    return item, int(mark.suspended), int(mark.flagged), *mark[2:]
