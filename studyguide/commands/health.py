"""Whether everything the program relies on is well: what `doctor` reports, and what it can put right."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from studyguide import settings
from studyguide.errors import ContentError, JournalError, StudyGuideError
from studyguide.guide.packs import find_packs
from studyguide.journal import backup, check
from studyguide.journal.file import DamagedJournalError, open_for_reading, sqlite_version
from studyguide.journal.journal import Journal
from studyguide.journal.salvage import salvage
from studyguide.memory import parameters
from studyguide.memory.scheduler import Scheduler
from studyguide.study.shelf import Shelf

LEAST_ROOM = 50_000_000
"""Bytes that should be free: a backup and a day's answers."""


class Finding(NamedTuple):
    """One line of `doctor`, and of `doctor --json`."""

    about: str
    """data, journal, memory, backups, settings, fit, packs, cache, sqlite or disk."""
    well: bool
    says: str


def findings(folder: Path, packs: Sequence[Path], now: datetime, *, fix: bool) -> Iterator[Finding]:
    """Look at everything, in order; with `fix` put right what can be, without loss."""
    yield Finding("data", True, str(folder))
    retention, about_settings = _settings(folder)
    weights, about_fit = _fit(folder)
    yield from _journal(folder, Scheduler(retention, weights), now, fix=fix)
    yield _backups(folder)
    yield about_settings
    yield about_fit
    yield _packs(folder, packs)
    yield _cache(folder)
    yield _sqlite()
    yield _disk(folder)


def saved(path: Path, folder: Path, scheduler: Scheduler, now: datetime, first: Iterable[Path] = ()) -> str:
    """Salvage a damaged journal, with the help of backups; what came of it, as sentences."""
    done = salvage(path, [*first, *(held.path for held in backup.backups(folder))], scheduler, now)
    told = f"A new journal is made with {done.kept} events"
    if done.from_backups:
        told += f", {done.from_backups} of them from backups"
    if lost := sum(gap.size for gap in done.lost):
        told += f"; {lost} are lost, unless `studyguide merge` finds them on another machine"
    return f"{told}. The damaged file is kept as {done.aside}."


def _journal(folder: Path, scheduler: Scheduler, now: datetime, *, fix: bool) -> Iterator[Finding]:
    path = folder / "journal.db"
    if not os.path.lexists(path):
        yield Finding("journal", True, "none yet; the first answer makes one")
        return
    try:
        with Journal.open(path, scheduler, now=now) as journal:
            wrong = journal.verify()
            recording, unrecorded = journal.recording, journal.unrecorded
            if not wrong:
                yield Finding("journal", recording, unrecorded or "every event is what was written")
                yield from _derived(journal, fix=fix)
                return
    except DamagedJournalError as error:
        wrong, recording, unrecorded = (str(error),), True, ""
    except JournalError as error:
        yield Finding("journal", False, str(error))
        return
    if fix and recording:
        try:
            yield Finding("journal", True, saved(path, folder / backup.FOLDER, scheduler, now))
        except JournalError as error:
            yield Finding("journal", False, str(error))
    else:
        yield from (Finding("journal", False, finding) for finding in wrong)
        yield Finding("journal", False, "`studyguide doctor --fix` saves what is whole and keeps the file")


def _derived(journal: Journal, *, fix: bool) -> Iterator[Finding]:
    with closing(open_for_reading(journal.path, patience=backup.PATIENCE)) as db:
        lost = check.lost(db)
        same = check.is_folded(db, journal.scheduler)
    if lost:
        yield Finding("journal", True, f"{lost} events were lost to damage; `studyguide merge` may find them")
    if same:
        yield Finding("memory", True, "what you remember follows from the journal")
    elif fix and journal.recording:
        journal.rebuild()
        yield Finding("memory", True, "what you remember did not follow from the journal; it was rebuilt")
    else:
        yield Finding(
            "memory", False, "what you remember does not follow from the journal; --fix rebuilds it"
        )


def _backups(folder: Path) -> Finding:
    try:
        held = backup.backups(folder / backup.FOLDER)
    except JournalError as error:
        return Finding("backups", False, str(error))
    if not held:
        return Finding("backups", True, "none yet; the first answer of the next day makes one")
    if spoilt := [each.path.name for each in held if not backup.is_sound(each.path)]:
        return Finding("backups", False, f"damaged: {', '.join(spoilt)}; delete them")
    return Finding("backups", True, f"{len(held)}, all sound; the latest is {held[0].path.name}")


def _settings(folder: Path) -> tuple[float, Finding]:
    """The retention in force, and what is to be said of the settings."""
    try:
        chosen = settings.load(folder)
    except StudyGuideError as error:
        return settings.Settings().retention, Finding("settings", False, str(error))
    return chosen.retention, Finding("settings", True, "readable")


def _fit(folder: Path) -> tuple[tuple[float, ...], Finding]:
    """The parameters in force, and what is to be said of them."""
    try:
        model = parameters.load(folder)
    except StudyGuideError as error:
        return parameters.Parameters().weights, Finding("fit", False, str(error))
    fitted = f"parameters fitted to {model.reviews} reviews" if model.reviews else "the default parameters"
    return model.weights, Finding("fit", True, f"{fitted} are in force")


def _packs(folder: Path, packs: Sequence[Path]) -> Finding:
    try:
        shelf = Shelf(find_packs(folder, packs), folder / "cache")
        count, problems = len(shelf.catalogs), shelf.problems
    except (ContentError, StudyGuideError) as error:
        return Finding("packs", False, str(error).splitlines()[0])
    if problems:
        return Finding("packs", False, f"{problems[0]}; `studyguide check` tells all")
    return Finding("packs", True, f"{count} readable")


def _cache(folder: Path) -> Finding:
    place = folder / "cache"
    try:
        place.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=place):
            pass
    except OSError as error:
        return Finding("cache", False, f"{place}: {error.strerror}; each start reads the packs anew")
    return Finding("cache", True, str(place))


def _sqlite() -> Finding:
    version = sqlite_version()
    name = ".".join(map(str, version))
    mended = version >= (3, 51, 3) or (3, 50, 7) <= version < (3, 51) or (3, 44, 6) <= version < (3, 45)
    if mended:
        return Finding("sqlite", True, name)
    return Finding(
        "sqlite", True, f"{name}, with the WAL-reset race that 3.51.3 mends; this program keeps clear of it"
    )


def _disk(folder: Path) -> Finding:
    place = next(place for place in (folder, *folder.absolute().parents) if place.exists())
    try:
        free = shutil.disk_usage(place).free
    except OSError as error:
        return Finding("disk", False, f"{place}: {error.strerror}")
    return Finding("disk", free >= LEAST_ROOM, f"{free // 1_000_000} MB free")
