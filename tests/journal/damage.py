"""Damage done to a journal's file, and what must hold of what is saved from it; for tests small and large."""

from __future__ import annotations

import random
from pathlib import Path

from studyguide.errors import JournalError
from studyguide.journal.event import Event
from studyguide.journal.salvage import salvage
from studyguide.memory.scheduler import Scheduler
from tests.journal.helpers import NOW, opened


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
