"""Events that are known to be lost: what a salvage could not read. They are sought in every merge."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from studyguide.journal.heads import corrupt


class Gap(NamedTuple):
    """Events of a device that are lost, first and last of them."""

    device: str
    first: int
    last: int

    @property
    def size(self) -> int:
        """How many events are lost."""
        return self.last - self.first + 1


def known(db: sqlite3.Connection) -> tuple[Gap, ...]:
    """The losses that a journal owns up to."""
    row = db.execute("select value from meta where key = 'gaps'").fetchone()
    if row is None:
        return ()
    import msgspec  # deferred: hardly any journal has gaps

    try:
        return tuple(msgspec.json.decode(row[0], type=list[Gap]))
    except (msgspec.DecodeError, TypeError) as error:
        raise corrupt("the list of lost events is damaged") from error


def write(db: sqlite3.Connection, gaps: Iterable[Gap]) -> None:
    """Own up to these losses, less what is there after all. Within the caller's transaction."""
    left = sorted({gap for lost in gaps for gap in _left(db, lost)})
    if not left:
        db.execute("delete from meta where key = 'gaps'")
        return
    import msgspec  # deferred, as above

    text = msgspec.json.encode(left).decode()
    db.execute("insert or replace into meta values ('gaps', ?)", (text,))


def _left(db: sqlite3.Connection, gap: Gap) -> Iterator[Gap]:
    first = gap.first
    sql = "select seq from event where device = ? and seq between ? and ? order by seq"
    for (seq,) in db.execute(sql, gap):
        if seq > first:
            yield Gap(gap.device, first, seq - 1)
        first = seq + 1
    if first <= gap.last:
        yield Gap(gap.device, first, gap.last)
