"""Journals of any size, as if somebody had answered for years."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from studyguide.journal import log
from studyguide.journal.journal import Journal
from studyguide.memory.model import study_day
from studyguide.memory.scheduler import Scheduler

NOW = datetime(2026, 12, 1, 9, tzinfo=UTC)
_BODY = (
    '{"grade":%d,"correct":true,"ms":4000,"sitting":"20261201T090000-bench","response":{"type":"Chosen",'
    '"options":["b"]}}'
)


def names(cards: int) -> list[str]:
    """The keys of so many cards."""
    return [f"bench/card-{number}" for number in range(cards)]


def grown(path: Path, cards: int, events: int) -> Path:
    """A journal with so many reviews, each card's a month apart, that nobody has folded yet."""
    Journal.open(path, Scheduler(), now=NOW).close()
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        (device,) = db.execute("select value from meta where key = 'device'").fetchone()
        db.execute("begin")
        sum = ""
        for row in _rows(device, cards, events):
            sum = log.chain(sum, row)
            log.insert(db, row, sum)
        db.execute("commit")
    return path


def _rows(device: str, cards: int, events: int) -> Iterator[tuple[Any, ...]]:
    dice = random.Random(1)
    rounds = events // cards
    for turn in range(rounds):
        when = NOW - timedelta(days=30 * (rounds - turn))
        at, day = int(when.timestamp() * 1000), study_day(when)
        for number, name in enumerate(names(cards)):
            seq = turn * cards + number + 1
            body = _BODY % dice.choice((1, 2, 3, 3, 3, 3, 3, 4))
            yield device, seq, at + number, at + number, 0, day, "review", name, None, None, body
