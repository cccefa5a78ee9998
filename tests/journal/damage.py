"""Damage done to a journal's file, and what must hold of what is saved from it; for tests small and large."""

from __future__ import annotations

import random
from pathlib import Path

from studyguide.errors import JournalError
from studyguide.journal.event import Event
from studyguide.journal.salvage import salvage
from studyguide.memory.scheduler import Scheduler
from tests.journal.helpers import NOW, opened, raw

PAGE = 4096


def spoil(sound: bytes, dice: random.Random) -> bytes:
    """A file with a few bits flipped, a stretch overwritten, its end missing, or a page in a wrong place."""
    spoilt = bytearray(sound)
    match dice.randrange(4):
        case 0:
            for _ in range(dice.randint(1, 20)):
                spoilt[dice.randrange(100, len(spoilt))] ^= 1 << dice.randrange(8)
        case 1:
            start = dice.randrange(100, len(spoilt))
            size = min(dice.randint(1, 9000), len(spoilt) - start)
            spoilt[start : start + size] = dice.choice([bytes(size), b"\xa5" * size, dice.randbytes(size)])
        case 2:
            del spoilt[dice.randrange(200, len(spoilt)) :]
        case _:
            one, other = (dice.randrange(1, len(spoilt) // 4096) * 4096 for _ in range(2))
            spoilt[one : one + 4096] = spoilt[other : other + 4096]
    return bytes(spoilt)


def root_of(path: Path, table: str) -> int:
    """The page at which a table, or an index, begins."""
    with raw(path) as db:
        (page,) = db.execute("select rootpage from sqlite_schema where name = ?", (table,)).fetchone()
    assert isinstance(page, int)
    return page


def leaf_with(path: Path, marker: bytes) -> int:
    """The first page on which something stands."""
    return path.read_bytes().index(marker) // PAGE + 1


def put_page(path: Path, page: int, place: int) -> None:
    """Write a copy of a page over another one."""
    data = bytearray(path.read_bytes())
    data[(place - 1) * PAGE : place * PAGE] = data[(page - 1) * PAGE : page * PAGE]
    path.write_bytes(data)


def overwrite(path: Path, page: int) -> None:
    """Write garbage over a page."""
    data = bytearray(path.read_bytes())
    data[(page - 1) * PAGE : page * PAGE] = b"\xa5" * PAGE
    path.write_bytes(data)


def is_noticed_or_harmless(path: Path, true: list[Event]) -> bool:
    """Whether a spoilt journal is refused or found damaged; asserts that otherwise no event has changed."""
    try:
        with opened(path) as journal:
            journal.memories(), journal.marks(), journal.last_visit()
            events = [event._replace(live=True) for event in journal.events()]
            if journal.verify():
                return True
    except JournalError:
        return True
    assert events == true
    return False


def is_salvaged(path: Path, true: list[Event], backups: list[Path]) -> int:
    """Salvage a spoilt journal and assert that nothing is made up; how many events are whole again."""
    spoilt = path.read_bytes()
    known = {event.id: event for event in true}
    try:
        saved = salvage(path, backups, Scheduler(), NOW)
    except JournalError:
        assert not backups
        assert path.read_bytes() == spoilt
        return 0
    assert saved.aside.read_bytes() == spoilt
    with opened(path) as journal:
        assert journal.verify() == ()
        assert not journal.rebuild()
        events = [event._replace(live=True) for event in journal.events()]
    assert len(events) == saved.kept
    # Only the event after one that is lost has to be believed.
    after_loss = {(gap.device, gap.last + 1) for gap in saved.lost}
    assert all(known.get(event.id) == event for event in events if event.id not in after_loss)
    return len(events)
