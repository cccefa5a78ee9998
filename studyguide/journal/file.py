"""The journal's file: made whole or not at all, untouched if not ours, opened read-only if it must be."""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path

from studyguide.errors import JournalError
from studyguide.journal import device, heads, migrate

APPLICATION = 0x53744764
DAMAGE = (sqlite3.DatabaseError, UnicodeDecodeError)
"""Raised where a file cannot be read or written; SQLite's complaint may quote bytes that are no text."""
HEADER = 100
"""Bytes of the header of an SQLite file (https://www.sqlite.org/fileformat.html#the_database_header)."""


class DamagedJournalError(JournalError):
    """The journal's file is damaged. What is whole in it can be saved into a new one."""


def open_file(
    path: Path, *, now: datetime, patience: float, backups: Path | None = None
) -> tuple[sqlite3.Connection, bool]:
    """A connection to the journal at a path, made if missing, and whether it can be written.

    A place that cannot be written gives the journal as it is there, or an empty one in memory. One of an
    earlier version is brought up to this one, after a backup where there is a folder for it. Raises
    JournalError for a file that is not a journal of this version, and leaves it untouched.
    """
    _make(path, now)
    if not os.path.lexists(path):
        db = sqlite3.connect(":memory:", isolation_level=None)
        _write_schema(db, path, now)
        return db, False
    inspect(path)
    try:
        if not _writable(path):
            return _read_only(path), False
        return _read_write(path, patience, backups, now), True
    except DAMAGE as error:
        raise trouble("the journal cannot be opened", error, path) from error


def open_for_reading(path: Path, *, patience: float) -> sqlite3.Connection:
    """A connection of its own that never writes, as for a check in another thread."""
    return connect(path, "mode=ro", patience) if _writable(path) else _read_only(path)


def open_other(path: Path) -> sqlite3.Connection:
    """A journal that is not this installation's, to be read; no file is made beside it.

    Raises JournalError for a file that is not a journal of this version or an earlier one.
    """
    version = inspect(path, "name another file")
    try:
        if version < migrate.newest() or os.path.lexists(f"{path}-wal"):
            return _read_only(path)
        return connect(path, "mode=ro&immutable=1", patience=0)
    except DAMAGE as error:
        raise JournalError(f"{path} cannot be read: {error}") from error


@contextmanager
def closed_on_failure(db: sqlite3.Connection) -> Iterator[None]:
    """Close a connection that its opener will not hand on, so that no files stay beside the journal."""
    try:
        yield
    except BaseException:
        db.close()
        raise


def sqlite_version() -> tuple[int, int, int]:
    """The SQLite that Python was built with."""
    return sqlite3.sqlite_version_info


def tidy(db: sqlite3.Connection) -> None:
    """Take the write-ahead log over into the file, so that it is used again from its start.

    Before SQLite 3.51.3 a checkpoint that meets another program's write can damage the file
    (https://www.sqlite.org/wal.html#walresetbug). A full one keeps writers out; a passive or automatic one
    does not. Where it fails nothing is lost, and the next one takes over more.
    """
    with suppress(sqlite3.OperationalError):
        db.execute("pragma wal_checkpoint(full)").fetchall()


def trouble(failure: str, error: Exception, path: Path) -> JournalError:
    """One of `DAMAGE` as the error that tells a user of it."""
    name: str = getattr(error, "sqlite_errorname", "")
    damaged = name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")) or isinstance(error, UnicodeDecodeError)
    kind = DamagedJournalError if damaged else JournalError
    return kind(f"{failure}: {reason(error, path)}")


def damaged(path: Path) -> DamagedJournalError:
    """The error that tells a user of damage that was found."""
    return DamagedJournalError(f"{path} is damaged; `studyguide doctor --fix` saves what is whole in it")


def reason(error: Exception, path: Path) -> str:
    """One of `DAMAGE` as one sentence that says what to do."""
    name: str = getattr(error, "sqlite_errorname", "")
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return f"another program is writing to {path}; try again"
    if name == "SQLITE_FULL":
        return f"the disk that holds {path} is full; make room and try again"
    if name.startswith("SQLITE_READONLY") or name == "SQLITE_CANTOPEN":
        return f"{path} cannot be written; see who may write there and try again"
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")) or isinstance(error, UnicodeDecodeError):
        return str(damaged(path))
    if name.startswith("SQLITE_IOERR"):
        return f"the disk that holds {path} gave an error ({error}); see to it and try again"
    return f"{path}: {error}"


def connect(path: Path, mode: str, patience: float) -> sqlite3.Connection:
    db = sqlite3.connect(
        f"{path.absolute().as_uri()}?{mode}", uri=True, isolation_level=None, timeout=patience
    )
    # No automatic checkpoint, see `tidy`; the last connection to close makes one, alone.
    with closed_on_failure(db):
        for pragma in (
            "synchronous=full",
            "wal_autocheckpoint=0",
            "cache_size=-8000",  # 8 MB: the index over items is read at random places
            "foreign_keys=on",
            "trusted_schema=off",
            "cell_size_check=on",
            "fullfsync=on",
        ):
            db.execute(f"pragma {pragma}")
    return db


def _read_write(path: Path, patience: float, backups: Path | None, now: datetime) -> sqlite3.Connection:
    db = connect(path, "mode=rw", patience)
    with closed_on_failure(db):
        if not device.is_id(heads.meta(db, "device")):
            raise heads.corrupt("the journal's id is damaged")
        heads.folded_by(db)
        settled = device.is_settled(db, path)
        logged = db.execute("pragma journal_mode").fetchone() == ("wal",)
        if not (settled and logged and migrate.version_of(db) == migrate.newest()):
            must_be_whole(db)
        if not logged:
            db.execute("pragma journal_mode=wal")
        if migrate.version_of(db) < migrate.newest():
            if backups is not None:
                from studyguide.journal import backup  # deferred: once in the life of a schema

                backup.make(path, backups, now)
            migrate.bring_up(db, migrate.STEPS, patience)
        if not settled:
            device.settle(db, path, patience)
    return db


def must_be_whole(db: sqlite3.Connection) -> None:
    """Raises sqlite3.DatabaseError unless SQLite finds a file whole.

    Before opening writes anything: what is written to a damaged file may take the place of what is whole.
    """
    if (found := db.execute("pragma quick_check(1)").fetchall()) != [("ok",)]:
        raise heads.corrupt(f"the file is damaged: {found}")


def _read_only(path: Path) -> sqlite3.Connection:
    """The journal in a place that cannot be written, as a copy in memory."""
    try:
        copy = _copied(path, "mode=ro")
    except sqlite3.OperationalError:  # WAL wants to make files beside it, and may not
        copy = _copied(path, "mode=ro&immutable=1")
    with closed_on_failure(copy):
        migrate.bring_up(copy, migrate.STEPS, patience=0)
    return copy


def _copied(path: Path, mode: str) -> sqlite3.Connection:
    copy = sqlite3.connect(":memory:", isolation_level=None)
    with closed_on_failure(copy), closing(connect(path, mode, patience=0)) as source:
        source.backup(copy)
    return copy


def _writable(path: Path) -> bool:
    effective = os.access in os.supports_effective_ids
    return all(os.access(place, os.W_OK, effective_ids=effective) for place in (path, path.parent))


def inspect(path: Path, advice: str = "move it away or name another place for the journal") -> int:
    """The version of the journal that a file looks like from its header.

    Raises JournalError, which says what to do, unless it is this version or an earlier one.
    """
    if path.exists() and not path.is_file():
        raise JournalError(f"{path} is not an ordinary file; name another place for the journal")
    if (known := version_in(path)) is not None:
        return known
    try:
        with path.open("rb") as file:
            header = file.read(HEADER)
    except OSError as error:
        raise JournalError(f"{path} cannot be read: {error.strerror}") from error
    if not header:
        raise JournalError(f"{path} is empty; {advice}")
    if len(header) < HEADER or not header.startswith(b"SQLite format 3\0"):
        raise JournalError(f"{path} is not a journal of this program; {advice}")
    version, application = (int.from_bytes(header[place : place + 4], "big") for place in (60, 68))
    if application != APPLICATION or version < 1:
        raise JournalError(f"{path} is not a journal of this program; {advice}")
    if version > migrate.newest():
        raise JournalError(f"{path} was written by a newer version of this program; update the program")
    return version


def version_in(path: Path) -> int | None:
    """The version of a journal that can be used; None for any other file.

    Read through SQLite. A file that this process has open there must not be opened in another way: closing it
    again would end all locks that this process holds on it, and another program that closes the journal would
    take itself for the last and remove its log (https://www.sqlite.org/howtocorrupt.html, section 2.2).
    """
    place = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    try:
        with closing(sqlite3.connect(place, uri=True, isolation_level=None)) as db:
            (application,) = db.execute("pragma application_id").fetchone()
            version = migrate.version_of(db)
    except DAMAGE:
        return None
    return version if application == APPLICATION and 1 <= version <= migrate.newest() else None


def _make(path: Path, now: datetime) -> None:
    """Make the file under another name and link it into place, so that it is never there half made.

    Does nothing where it exists already, or where nothing can be written.
    """
    if os.path.lexists(path):
        return
    draft = path.with_name(f".{path.name}.{os.urandom(8).hex()}")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        with closing(sqlite3.connect(draft, isolation_level=None)) as db:
            db.execute("pragma synchronous=full")
            db.execute("pragma journal_mode=wal")
            _write_schema(db, path, now)
        _put_in_place(draft, path)
    except DAMAGE as error:
        raise trouble("the journal cannot be made", error, path) from error
    except OSError as error:
        if error.errno not in (errno.EACCES, errno.EPERM, errno.EROFS):
            raise JournalError(f"{path} cannot be made: {error.strerror}") from error
    finally:
        for left in (draft, Path(f"{draft}-wal"), Path(f"{draft}-shm")):
            with suppress(OSError):
                left.unlink()


def _put_in_place(draft: Path, path: Path) -> None:
    """Give the draft its name, unless another process has been quicker."""
    try:
        os.link(draft, path)
    except FileExistsError:
        return
    except OSError:  # a file system without links
        if not path.exists():
            draft.rename(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """See to it that the names of files made or moved in a folder survive a power cut."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _write_schema(db: sqlite3.Connection, path: Path, now: datetime) -> None:
    schema = Path(__file__).with_name("schema.sql").read_text(encoding="utf-8")
    db.executescript(f"begin;\n{schema}\ncommit;")
    meta = {
        "created": now.isoformat(timespec="seconds"),
        "device": device.new_id(),
        "device_origin": device.origin(path),
        "scheduler": "",
    }
    db.executemany("insert into meta values (?, ?)", meta.items())
