"""Backups: copies of the journal, each looked over before it counts, and thinned with age."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Sequence
from contextlib import closing, suppress
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from studyguide.errors import JournalError, UsageError
from studyguide.journal import heads, migrate
from studyguide.journal.file import (
    DAMAGE,
    connect,
    damaged,
    open_for_reading,
    sync_folder,
    trouble,
)
from studyguide.memory.model import ROLLOVER_HOUR, day_date, study_day

FOLDER = "backups"
"""The folder's name, beside the journal."""
DAYS, DAILY, WEEKLY, MONTHLY = 2, 12, 10, 9
"""Kept: all of so many days, then the last of so many days, weeks and months; as Anki does."""
MOST_BYTES = 500_000_000
"""Above this the oldest go, down to the last few."""
FEW = 5
PATIENCE = 5.0
"""Seconds to wait for another program that is writing."""
_NAME = "journal-%Y-%m-%d-%H%M%S"


class Backup(NamedTuple):
    """A backup by its name."""

    path: Path
    made: datetime
    """By the clock on the wall, then and there."""
    size: int
    """Bytes."""

    @property
    def day(self) -> date:
        """The study day, as a date."""
        return (self.made - timedelta(hours=ROLLOVER_HOUR)).date()


def backups(folder: Path) -> tuple[Backup, ...]:
    """The backups of a folder, the latest first. Raises JournalError where it cannot be read."""
    found = []
    try:
        for entry in os.scandir(folder):
            with suppress(ValueError):
                made = datetime.strptime(entry.name[:25], _NAME)  # noqa: DTZ007 - the clock on the wall
                if entry.name.endswith(".db") and entry.is_file():
                    found.append(Backup(folder / entry.name, made, entry.stat().st_size))
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise JournalError(f"{folder} cannot be read: {error.strerror}") from error
    return tuple(sorted(found, key=_age, reverse=True))


def find(folder: Path, which: str) -> Path:
    """The backup that somebody means by `latest`, by its name or the date it begins with, or by its path.

    Raises:
        UsageError: There is none.
    """
    held = backups(folder)
    wanted = which.removeprefix("journal-")
    for backup in held:
        if which == "latest" or (wanted and backup.path.name.removeprefix("journal-").startswith(wanted)):
            return backup.path
    if Path(which).is_file():
        return Path(which)
    raise UsageError(f"there is no backup {which!r}; `studyguide backup --list` shows those there are")


def make_daily(journal: Path, folder: Path, now: datetime) -> Backup | None:
    """The first backup of a study day; None where there is one already, or nothing to keep."""
    today = day_date(study_day(now))
    if any(backup.day == today for backup in backups(folder)) or _is_empty(journal):
        return None
    return make(journal, folder, now)


def make(journal: Path, folder: Path, now: datetime) -> Backup:
    """Copy the journal into the folder, look the copy over, and remove what is no longer worth keeping.

    Where the latest backup is sound and nothing has happened since, it serves. May be called from any thread,
    and while others write. Raises DamagedJournalError where the journal turns out to be damaged, JournalError
    where there can be no backup.
    """
    for latest in backups(folder)[:1]:
        if _serves(latest.path, journal):
            return latest
    draft = folder / f".{os.urandom(8).hex()}"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        ends = _copy(journal, draft)
        _look_over(draft, ends, journal)
        made = _put_in_place(draft, folder, now)
    except DAMAGE as error:
        raise trouble("there is no backup", error, journal) from error
    except OSError as error:
        raise JournalError(f"there is no backup: {folder}: {error.strerror}") from error
    finally:
        for left in (draft, Path(f"{draft}-journal"), Path(f"{draft}-wal"), Path(f"{draft}-shm")):
            with suppress(OSError):
                left.unlink(missing_ok=True)
    for backup in obsolete(backups(folder), made.day):
        with suppress(OSError):
            backup.path.unlink()
    return made


def is_sound(backup: Path) -> bool:
    """Whether SQLite finds nothing amiss in a backup."""
    try:
        with closing(connect(backup, "mode=ro&immutable=1", patience=0)) as db:
            return bool(db.execute("pragma quick_check(1)").fetchall() == [("ok",)] and heads.ends(db))
    except DAMAGE:
        return False


def obsolete(held: Sequence[Backup], today: date) -> tuple[Backup, ...]:
    """The backups that need not be kept, of all there are, the latest first."""
    fresh = [backup for backup in held if (today - backup.day).days < DAYS]
    kept = fresh.copy()
    older = [backup for backup in held if backup not in fresh]
    for most, period in ((DAILY, "%Y-%m-%d"), (WEEKLY, "%G-%V"), (MONTHLY, "%Y-%m")):
        periods = {f"{backup.day:{period}}" for backup in kept}
        for backup in list(older):
            if most == 0:
                break
            older.remove(backup)
            if (name := f"{backup.day:{period}}") not in periods:
                periods.add(name)
                kept.append(backup)
                most -= 1
    while len(kept) > FEW and sum(backup.size for backup in kept) > MOST_BYTES:
        kept.pop()
    return tuple(backup for backup in held if backup not in kept)


def _age(backup: Backup) -> tuple[datetime, int, str]:
    # Of one second the second backup has the longer name.
    return backup.made, len(backup.path.name), backup.path.name


def _serves(latest: Path, journal: Path) -> bool:
    """Whether a backup is sound and holds what the journal holds."""
    try:
        with closing(open_for_reading(journal, patience=PATIENCE)) as db:
            ends, version = heads.ends(db), migrate.version_of(db)
        with closing(connect(latest, "mode=ro&immutable=1", patience=0)) as db:
            same = heads.ends(db) == ends and migrate.version_of(db) == version
    except DAMAGE:
        return False
    return same and is_sound(latest)


def _is_empty(journal: Path) -> bool:
    try:
        with closing(open_for_reading(journal, patience=PATIENCE)) as db:
            return db.execute("select 1 from event limit 1").fetchone() is None
    except DAMAGE as error:
        raise trouble("the journal cannot be read", error, journal) from error


def _copy(journal: Path, draft: Path) -> list[tuple[object, ...]]:
    """Copy the journal as it is at one moment; where each device's events end in it."""
    with (
        closing(open_for_reading(journal, patience=PATIENCE)) as source,
        closing(sqlite3.connect(draft, isolation_level=None)) as copy,
    ):
        copy.execute("pragma synchronous=off")  # it is brought to the disk at once, below
        source.execute("begin")
        ends = heads.ends(source)
        source.backup(copy)
        source.execute("rollback")
        copy.execute("pragma journal_mode=delete")  # one file, which a reader need not write beside
    with draft.open("rb") as file:
        os.fsync(file.fileno())
    return ends


def _look_over(draft: Path, ends: list[tuple[object, ...]], journal: Path) -> None:
    """Raises an error unless the draft is whole and holds every event."""
    with closing(connect(draft, "mode=ro&immutable=1", patience=0)) as db:
        found = db.execute("pragma quick_check(1)").fetchall()
        if found == [("ok",)] and heads.ends(db) == ends:
            return
    with closing(open_for_reading(journal, patience=PATIENCE)) as source:
        if source.execute("pragma quick_check(1)").fetchall() != [("ok",)]:
            raise damaged(journal)
    raise JournalError(f"there is no backup: the copy of {journal} is not what was copied; see to the disk")


def _put_in_place(draft: Path, folder: Path, now: datetime) -> Backup:
    made = now.replace(tzinfo=None, microsecond=0)
    name, again = made.strftime(_NAME), 1
    path = folder / f"{name}.db"
    while path.exists():
        again += 1
        path = folder / f"{name}-{again}.db"
    draft.rename(path)
    sync_folder(folder)
    return Backup(path, made, path.stat().st_size)
