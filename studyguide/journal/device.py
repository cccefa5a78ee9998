"""Under which id a journal is written to. No two files ever write under the same one."""

from __future__ import annotations

import os
import sqlite3
from contextlib import suppress
from pathlib import Path

from studyguide.journal.lock import begin
from studyguide.sums import blake2b

MACHINE_IDS = (Path("/etc/machine-id"), Path("/var/lib/dbus/machine-id"))
_KNOWN = "select value from meta where key = 'device_origin'"


def machine_id() -> str:
    """What tells this machine from others, as far as it can be told."""
    for source in MACHINE_IDS:
        with suppress(OSError):
            if found := source.read_text(encoding="ascii", errors="replace").strip():
                return found
    import platform  # deferred, as is uuid: most machines have a file that says it
    import uuid

    node = uuid.getnode()
    made_up = node >> 40 & 1  # as uuid marks a number it has drawn for want of a network card
    return platform.node() if made_up else f"{platform.node()} {node:x}"


def origin(path: Path) -> str:
    """A hash that tells this machine and this place from others."""
    place = f"{machine_id()}\n{path.resolve()}".encode("utf-8", "surrogateescape")
    return blake2b(place, digest_size=8).hexdigest()


def new_id() -> str:
    """64 random bits as 16 hex digits."""
    return os.urandom(8).hex()


def is_id(text: str) -> bool:
    """Whether a text can be the id of a device."""
    return len(text) == 16 and set(text) <= set("0123456789abcdef")


def is_settled(db: sqlite3.Connection, path: Path) -> bool:
    """Whether the file is where, and on the machine on which, its device id was taken."""
    return bool(db.execute(_KNOWN).fetchone() == (origin(path),))


def settle(db: sqlite3.Connection, path: Path, patience: float) -> None:
    """Take a new device id where the file turns out to be a copy, so that no two write under one id."""
    here = origin(path)
    begin(db, patience)
    try:
        if db.execute(_KNOWN).fetchone() != (here,):
            db.executemany(
                "insert into meta values (?, ?) on conflict do update set value = excluded.value",
                [("device", new_id()), ("device_origin", here)],
            )
        db.execute("commit")
    finally:
        if db.in_transaction:
            db.execute("rollback")
