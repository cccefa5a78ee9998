"""Promises 6 to 9: full and read-only disks, damaged and foreign files, backups and what they bring back."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from pathlib import Path

from studyguide.errors import JournalError
from studyguide.journal import backup
from studyguide.journal.event import Event
from studyguide.journal.file import APPLICATION
from studyguide.journal.journal import Journal
from studyguide.journal.merge import merge
from studyguide.journal.salvage import salvage
from studyguide.memory.scheduler import Scheduler
from tests.journal.damage import is_noticed_or_harmless, is_salvaged, spoil
from tests.journal.helpers import DAY, NOW, opened, raw, review
from tests.journal.test_file import bytes_in, not_allowed_to_write
from tests.journal.test_processes import whole, writer
from tests.torture.tally import Figure, Tally, figure, folder, scaled, shared

FULL, READ_ONLY = 200, 200
DAMAGED, FOREIGN, BACKUPS = 2000, 1000, 300


def figures(scale: float) -> Iterator[Figure]:
    """Everything about the journal's file."""
    tally = shared(full, scaled(FULL, scale))
    tally.add(read_only(range(scaled(READ_ONLY, scale))))
    tried = f"{tally.done['full']:,} full disks, {tally.done['read-only']:,} read-only ones"
    yield figure("6 full and read-only disks are told of", tried, tally, "lost", "not told", "tracebacks")
    tally = shared(damaged, scaled(DAMAGED, scale))
    done = tally.done
    tried = f"{done['files']:,} damaged journals, {done['noticed']:,} noticed, the rest harmless"
    yield figure("7 damage is noticed", tried, tally, "unnoticed", "files changed", "made up", "tracebacks")
    tally = shared(foreign, scaled(FOREIGN, scale))
    tried = f"{tally.done['files']:,} newer, foreign and odd files"
    yield figure("8 what is not ours stays as it is", tried, tally, "taken", "files changed", "tracebacks")
    tally = shared(restores, scaled(BACKUPS, scale))
    tried = f"{tally.done['restores']:,} restores, {tally.done['damaged']:,} over a damaged journal"
    yield figure("9 a restore loses nothing", tried, tally, "lost", "not as rebuilt", "tracebacks")


def full(seeds: range) -> Tally:
    """Programs that may write only so much, as on a full disk."""
    tally = Tally()
    for seed in seeds:
        tally.done["full"] += 1
        with folder(in_memory=True) as place:
            path = place / "journal.db"
            opened(path).close()
            size = random.Random(seed).randint(40_000, 400_000)
            program = writer(path, "f", 100_000, size=size)
            said, _ = program.communicate()
            *lines, last = said.splitlines() or [""]
            if program.returncode:
                tally.found("tracebacks", f"at {size} bytes")
            elif not last.startswith("! not recorded: the disk"):
                tally.found("not told", f"at {size} bytes: {last}")
            try:
                saved = {str(event.seq) for event in whole(path)}
            except (AssertionError, JournalError) as error:
                tally.found("lost", f"at {size} bytes: {error}")
                continue
            if lost := len(set(lines) - saved):
                tally.found("lost", f"at {size} bytes", lost)
    return tally


def read_only(seeds: range) -> Tally:
    """Journals in a place that cannot be written, some with answers left in the log."""
    tally = Tally()
    with folder() as place:
        place.chmod(0o755)
        for seed in seeds:
            dice = random.Random(seed)
            tally.done["read-only"] += 1
            path = place / str(seed) / "journal.db"
            path.parent.mkdir(mode=0o755)
            acts = [review(f"q{n}") for n in range(dice.randint(1, 30))]
            with opened(path) as journal:
                journal.append(acts, NOW)
                if dice.random() < 0.5:
                    _read_only(tally, path, len(acts), f"seed {seed}, with a log")
            _read_only(tally, path, len(acts), f"seed {seed}")
    return tally


def _read_only(tally: Tally, path: Path, answers: int, which: str) -> None:
    with not_allowed_to_write(path.parent):
        contents = _contents(path.parent)
        with opened(path) as journal:
            if len(journal.memories()) != answers:
                tally.found("lost", f"{which}: {len(journal.memories())} of {answers} seen")
            try:
                journal.append([review("new")], NOW)
                tally.found("not told", which)
            except JournalError:
                pass
        if _contents(path.parent) != contents:
            tally.found("not told", f"{which}: something was written")


def _contents(place: Path) -> dict[str, bytes]:
    """The files but the one that says who is reading, which those who read write."""
    return {name: data for name, data in bytes_in(place).items() if not name.endswith("-shm")}


def damaged(seeds: range) -> Tally:
    """Journals with flipped bits and worse: noticed, left as they are, and salvaged."""
    tally = Tally()
    with folder(in_memory=True) as place:
        path = place / "journal.db"
        with opened(path) as journal:
            for n in range(20):
                acts = [review(f"pack/q{m % 9}", 1 + m % 4, note="é" * m) for m in range(20 * n, 20 * n + 20)]
                journal.append(acts, NOW + n * DAY)
            journal.append([review("pack/long", note="x" * 30_000)], NOW)
            journal.undo(NOW)
            true = [event._replace(live=True) for event in journal.events()]
        sound = path.read_bytes()
        for seed in seeds:
            dice = random.Random(seed)
            spoilt = spoil(sound, dice)
            path.write_bytes(spoilt)
            tally.done["files"] += 1
            _damaged(tally, path, spoilt, true, f"seed {seed}")
            for file in place.glob("journal*"):
                file.unlink()
    return tally


def _damaged(tally: Tally, path: Path, spoilt: bytes, true: list[Event], which: str) -> None:
    try:
        noticed = is_noticed_or_harmless(path, true)
    except AssertionError:
        tally.found("unnoticed", which)
        return
    except (sqlite3.Error, UnicodeError, ValueError, LookupError, TypeError) as error:
        tally.found("tracebacks", f"{which}: {error!r}")
        return
    tally.done["noticed"] += noticed
    if path.read_bytes() != spoilt:
        tally.found("files changed" if noticed else "derived tables mended", which)
        path.write_bytes(spoilt)
    try:
        is_salvaged(path, true, [])
    except AssertionError as error:
        tally.found("made up", f"{which}: {str(error)[:200]}")
    except (sqlite3.Error, UnicodeError, ValueError, LookupError, TypeError) as error:
        tally.found("tracebacks", f"{which}: {error!r}")


def foreign(seeds: range) -> Tally:
    """Files that are no journals of this version, in the journal's place and as what is to be merged."""
    tally = Tally()
    with folder(in_memory=True) as place:
        home = place / "home" / "journal.db"
        with opened(home) as own:
            own.append([review("a")], NOW)
        for seed in seeds:
            dice = random.Random(seed)
            there = place / str(seed)
            there.mkdir()
            path = there / "journal.db"
            dice.choice(_FOREIGN)(path, dice)
            before = bytes_in(there)
            tally.done["files"] += 1
            for attempt in (_open, partial(_merge, home)):
                try:
                    attempt(path)
                    tally.found("taken", f"seed {seed}")
                except JournalError as error:
                    if "\n" in str(error):
                        tally.found("refusals of several lines", f"seed {seed}: {error}")
                except (sqlite3.Error, UnicodeError, ValueError, LookupError, TypeError) as error:
                    tally.found("tracebacks", f"seed {seed}: {error!r}")
                if bytes_in(there) != before:
                    tally.found("files changed", f"seed {seed}: {sorted(bytes_in(there))}")
    return tally


def _open(path: Path) -> None:
    opened(path).close()


def _merge(home: Path, path: Path) -> None:
    with opened(home) as journal:
        merge(journal, [path], NOW)


def _noise(path: Path, dice: random.Random) -> None:
    path.write_bytes(dice.randbytes(dice.choice([0, 1, 15, 16, 99, 100, 5000])))


def _looks_like_a_database(path: Path, dice: random.Random) -> None:
    path.write_bytes(b"SQLite format 3\0" + dice.randbytes(dice.randint(0, 9000)))


def _another_programs(path: Path, dice: random.Random) -> None:
    with raw(path) as db:
        db.execute(f"pragma application_id = {dice.randrange(1 << 31)}")
        db.execute(f"pragma user_version = {dice.randrange(5)}")
        db.execute("create table event (device, seq)")


def _newer(path: Path, dice: random.Random) -> None:
    with opened(path) as journal:
        journal.append([review("a")], NOW)
    with raw(path) as db:
        db.execute(f"pragma user_version = {dice.randint(2, 1 << 30)}")


def _without_tables(path: Path, dice: random.Random) -> None:
    with raw(path) as db:
        db.execute(f"pragma application_id = {APPLICATION}")
        db.execute("pragma user_version = 1")
        db.execute(
            dice.choice(
                ["create table x (y)", "create table event (device, seq)", "create view event as select 1"]
            )
        )


def _cut_short(path: Path, dice: random.Random) -> None:
    with opened(path) as journal:
        journal.append([review(f"q{n}") for n in range(300)], NOW)
    data = path.read_bytes()
    path.write_bytes(data[: dice.randrange(4097, len(data) - 4096)])


_FOREIGN: tuple[Callable[[Path, random.Random], None], ...] = (
    _noise,
    _looks_like_a_database,
    _another_programs,
    _newer,
    _without_tables,
    _cut_short,
)


def restores(seeds: range) -> Tally:
    """Backups now and then; the journal is lost or damaged, goes on, and an old backup is restored."""
    tally = Tally()
    for seed in seeds:
        with folder(in_memory=True) as place:
            try:
                _restored(tally, place, random.Random(seed), f"seed {seed}")
            except Exception as error:  # noqa: BLE001 - whatever is raised is what is counted
                tally.found("tracebacks", f"seed {seed}: {error!r}")
    return tally


def _restored(tally: Tally, place: Path, dice: random.Random, which: str) -> None:
    path, held = place / "journal.db", place / "backups"
    kept: dict[Path, set[tuple[object, ...]]] = {}
    now = NOW
    for _ in range(dice.randint(1, 6)):
        now += dice.randint(0, 3) * DAY
        with opened(path) as journal:
            _live(journal, dice, now)
            wanted = _events(journal)
        made = backup.make(path, held, now)
        kept[made.path] = wanted
        if dice.random() < 0.3:
            path.unlink()
    chosen = dice.choice([one for one in kept if one.exists()])
    now += DAY
    with opened(path) as journal:
        _live(journal, dice, now)
        wanted = _events(journal) | kept[chosen]
    tally.done["restores"] += 1
    if dice.random() < 0.3:
        # What only the journal knew may be lost with it, what the backup holds may not.
        path.write_bytes(spoil(path.read_bytes(), dice))
        wanted = kept[chosen]
        tally.done["damaged"] += 1
        salvage(path, [chosen], Scheduler(), now)
    else:
        with opened(path) as journal:
            merge(journal, [chosen], now)
    with opened(path) as journal:
        if missing := wanted - _events(journal):
            tally.found("lost", which, len(missing))
        if journal.verify() or journal.rebuild():
            tally.found("not as rebuilt", which)


def _live(journal: Journal, dice: random.Random, now: datetime) -> None:
    for _ in range(dice.randint(1, 5)):
        journal.append([review(f"q{dice.randrange(9)}", dice.randint(1, 4))], now)


def _events(journal: Journal) -> set[tuple[object, ...]]:
    return {(event.id, event.ord, event.kind, event.item, str(event.body)) for event in journal.events()}
