"""What the tests of the journal share."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from studyguide.journal.event import REVIEW, Act
from studyguide.journal.journal import Journal
from studyguide.memory.model import study_day
from studyguide.memory.scheduler import Scheduler

NOW = datetime(2026, 12, 1, 9, tzinfo=UTC)
TODAY = study_day(NOW)
DAY = timedelta(days=1)


def opened(path: Path, scheduler: Scheduler | None = None, *, patience: float = 5.0) -> Journal:
    return Journal.open(path, scheduler or Scheduler(), now=NOW, patience=patience)


def review(item: str, grade: int = 3, **more: str | int) -> Act:
    return Act(REVIEW, item, {"grade": grade, **more})


def kinds(journal: Journal) -> list[str]:
    """The kinds of the events in order, a dead one with a minus."""
    return [event.kind if event.live else f"-{event.kind}" for event in journal.events()]


def dump(path: Path) -> list[str]:
    """The whole file as SQL, less how far it is known to have been folded."""
    with raw(path) as db:
        return [line for line in db.iterdump() if 'INSERT INTO "head"' not in line]


@contextmanager
def raw(path: Path) -> Iterator[sqlite3.Connection]:
    """The file as any other program would open it."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        yield db
