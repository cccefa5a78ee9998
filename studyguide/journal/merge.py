"""Taking in the events of other journals: the union of two sets. Any order gives the same, twice is once."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from studyguide.errors import JournalError
from studyguide.journal import derived, gaps, heads, log
from studyguide.journal.check import Chains
from studyguide.journal.journal import Journal
from studyguide.journal.transfer import Source, opened
from studyguide.memory.scheduler import Scheduler

MANY = 1000
"""Items from which on all are computed again, instead of one by one."""


class ClashError(JournalError):
    """Two journals have different events of one id."""


class Taken(NamedTuple):
    """What one file gave."""

    new: int
    """Events that were not here."""
    known: int
    """Events that were."""
    ends: Mapping[str, int]
    """The last event of each device in it, as far as it is whole."""
    fault: str | None = None
    """Why its end was not taken."""


def merge(journal: Journal, files: Iterable[Path], now: datetime) -> tuple[Taken, ...]:
    """Take in the events of other journals, or of files of JSON lines: of all of them, or of none.

    A backup is made before. Raises JournalError for a file that is damaged, that is no journal, or that has
    another event under the id of one here.
    """
    journal.must_record()
    journal.back_up(now)
    taken, items = [], set[str]()
    with journal.transaction("nothing is taken") as db:
        for file in files:
            with opened(file) as source:
                result, about = _take_in(db, source)
            taken.append(result)
            items |= about
        _settle(db, items, journal.scheduler)
    return tuple(taken)


def take_prefix(journal: Journal, file: Path) -> Taken:
    """Take in the events of a file as far as they are whole; of one with a clash of ids, none."""
    with journal.transaction("nothing is taken") as db, opened(file) as source:
        taken, items = _take_in(db, source, prefix=True)
        _settle(db, items, journal.scheduler)
    return taken


def _take_in(db: sqlite3.Connection, source: Source, *, prefix: bool = False) -> tuple[Taken, set[str]]:
    """Take in a file's events, and tell what items they are about. Within the caller's transaction.

    Each event's sum is computed before it is taken. Raises JournalError where one does not fit, or where an
    event is here with another sum; with `prefix` what stands before the first that does not fit is taken.
    """
    chains = Chains(source.lost)
    ends: dict[str, int] = {}
    items: set[str] = set()
    new = known = 0
    fault = None
    try:
        for row, total in source.events:
            if finding := chains.follow(row, total):
                raise JournalError(f"{source.name} is damaged: {finding}")
            device, seq = row[:2]
            if not (here := log.sum_of(db, row[:2])):
                log.insert(db, row, total)
                items.add(row[7])
                new += 1
            elif here == total:
                known += 1
            else:
                raise ClashError(
                    f"{source.name} has another event {seq} of device {device} than this journal;"
                    " one of the two went on from an old copy, and nothing is taken from it"
                )
            ends[device] = seq
    except ClashError:
        raise
    except JournalError as error:
        if not prefix:
            raise
        fault = str(error)
    gaps.write(db, (*gaps.known(db), *source.lost))
    return Taken(new, known, ends, fault), items


def _settle(db: sqlite3.Connection, items: set[str], scheduler: Scheduler) -> None:
    """Bring what is derived up to events that were taken in, within the same transaction."""
    if len(items) > MANY or heads.folded_by(db) != scheduler.fingerprint:
        derived.rebuild(db, scheduler)
        heads.set_folded_by(db, scheduler.fingerprint)
        return
    for item in sorted(items):
        derived.refold(db, item, scheduler)
    derived.catch_up(db, scheduler)
