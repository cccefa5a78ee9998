"""A new journal from a damaged one: what is whole in it and in the backups. The damaged file is kept."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path
from typing import NamedTuple, TypeAlias

from studyguide.errors import JournalError
from studyguide.journal import derived, gaps, log, transfer
from studyguide.journal.check import Chains
from studyguide.journal.device import is_id
from studyguide.journal.file import DAMAGE, sync_folder
from studyguide.journal.gaps import Gap
from studyguide.journal.journal import Journal
from studyguide.journal.log import chain
from studyguide.journal.pages import events_in
from studyguide.journal.transfer import Stored
from studyguide.memory.scheduler import Scheduler

_Found: TypeAlias = dict[tuple[str, int], list[Stored]]
"""What was read of each event; more than one where sources differ."""


class _End(NamedTuple):
    """A row of the table `head`, with whatever damage has made of it."""

    device: object
    seq: object
    sum: object


class Salvage(NamedTuple):
    """What was saved."""

    kept: int
    """Events in the new journal."""
    from_backups: int
    """Of these, how many only a backup had whole."""
    lost: tuple[Gap, ...]
    """Events known to be lost; another machine's journal may still hold them."""
    aside: Path
    """Where the damaged file is kept."""


def salvage(path: Path, backups: Iterable[Path], scheduler: Scheduler, now: datetime) -> Salvage:
    """Put a new journal in a damaged one's place, from what is whole in it and in backups, the latest first.

    Further backups are looked into only while something is missing. This process must not have the journal
    open. Raises JournalError where nothing can be read, or the new journal cannot be made; the damaged one is
    then left as it is.
    """
    try:
        with tempfile.TemporaryDirectory(prefix=".salvage-", dir=path.parent) as folder:
            found, ends = _read(path, Path(folder) / "damaged.db")
            own = _sound(found)
            events = own
            for backup in backups:
                _add(found, backup)
                events = _sound(found)
                if not _missing(events, ends):
                    break
            if not events:
                raise JournalError(f"nothing can be read from {path}; it is left as it is")
            lost = _missing(events, ends)
            draft = Path(folder) / "journal.db"
            _write(draft, events, lost, scheduler, now)
            aside = _replace(path, draft, now)
    except OSError as error:
        raise JournalError(f"{path} cannot be salvaged: {error.strerror}") from error
    return Salvage(len(events), len(events.keys() - own.keys()), lost, aside)


def _read(path: Path, copy: Path) -> tuple[_Found, tuple[_End, ...]]:
    """What looks like an event in a damaged file, and as much as it knows of where each device's end.

    All is done on a copy, so that the file stays as it is.
    """
    shutil.copyfile(path, copy)
    with suppress(FileNotFoundError):
        shutil.copyfile(f"{path}-wal", f"{copy}-wal")
    ends: tuple[_End, ...] = ()
    with suppress(*DAMAGE), closing(sqlite3.connect(copy, isolation_level=None)) as db:
        db.execute("pragma wal_checkpoint(truncate)").fetchall()
        ends = tuple(map(_End._make, db.execute("select device, seq, sum from head").fetchall()))
    found: _Found = {}
    for event in events_in(copy):
        _, seq, *_ = row = event[0]
        if seq > 0 and event not in (held := found.setdefault((row[0], seq), [])):
            held.append(event)
    return found, ends


def _add(found: _Found, backup: Path) -> None:
    """Add what is whole in a backup; one that is damaged adds what stands before the damage."""
    with suppress(JournalError), transfer.opened(backup) as source:
        chains = Chains(source.lost)
        for row, total in source.events:
            if chains.follow(row, total):
                return
            held = found.setdefault((row[0], row[1]), [])
            event = row, total
            if held[:1] != [event]:
                held[:] = [event, *(other for other in held if other != event)]


def _sound(found: _Found) -> dict[tuple[str, int], Stored]:
    """The events whose sums hold.

    After one that is lost the next cannot be checked, and is believed if it can be an event at all.
    """
    sound: dict[tuple[str, int], Stored] = {}
    for device, seq in sorted(found):
        before = sound.get((device, seq - 1))
        previous = before[1] if before else "" if seq == 1 else None
        for row, total in found[device, seq]:
            if transfer.fits((row, total)) if previous is None else chain(previous, row) == total:
                sound[device, seq] = row, total
                break
    return sound


def _missing(events: Mapping[tuple[str, int], Stored], ends: Iterable[_End]) -> tuple[Gap, ...]:
    last: dict[str, int] = {}
    gaps = []
    for device, seq in sorted(events):
        if seq > last.get(device, 0) + 1:
            gaps.append(Gap(device, last.get(device, 0) + 1, seq - 1))
        last[device] = seq
    for device, end in _believable(events, ends).items():
        if end > last.get(device, 0):
            gaps.append(Gap(device, last.get(device, 0) + 1, end))
    return tuple(gaps)


def _believable(events: Mapping[tuple[str, int], Stored], ends: Iterable[_End]) -> dict[str, int]:
    """The ends of devices of which events may be lost.

    Nothing is known of the table they were read from. Where an event with the sum is there, no end is lost,
    and another device or number beside it is damage.
    """
    sums = {total for _, total in events.values()}
    found: dict[str, int] = {}
    for device, seq, total in ends:
        if type(device) is str and is_id(device) and type(seq) is int and total not in sums:
            found[device] = max(seq, found.get(device, 0))
    return found


def _write(
    draft: Path,
    events: Mapping[tuple[str, int], Stored],
    lost: tuple[Gap, ...],
    scheduler: Scheduler,
    now: datetime,
) -> None:
    with (
        Journal.open(draft, scheduler, now=now) as journal,
        journal.transaction("no new journal is made") as db,
    ):
        for row, total in events.values():
            log.insert(db, row, total)
        gaps.write(db, lost)
        derived.rebuild(db, scheduler)


def _replace(path: Path, draft: Path, now: datetime) -> Path:
    """Put the new file in the damaged one's place, which is kept, with its log, under another name."""
    name, again = f"{path.stem}-{now:%Y-%m-%d-%H%M%S}", 1
    aside = path.with_name(f"{name}.damaged")
    while os.path.lexists(aside):
        again += 1
        aside = path.with_name(f"{name}-{again}.damaged")
    shutil.copyfile(path, aside)
    with suppress(FileNotFoundError):
        shutil.copyfile(f"{path}-wal", f"{aside}-wal")
    for written in (aside, Path(f"{aside}-wal")):
        with suppress(FileNotFoundError), written.open("rb") as file:
            os.fsync(file.fileno())
    # A log that is left would be taken for the new file's.
    for left in (Path(f"{path}-wal"), Path(f"{path}-shm")):
        left.unlink(missing_ok=True)
    os.replace(draft, path)
    sync_folder(path.parent)
    return aside
