"""Waiting one's turn to write."""

from __future__ import annotations

import sqlite3

LOOK = 30
"""Milliseconds of SQLite's own waiting at a time."""


def begin(db: sqlite3.Connection, patience: float) -> None:
    """Begin a transaction that may write, waiting for others so many seconds.

    SQLite looks for the lock ever more rarely, up to every tenth of a second: beside programs that write
    without a pause it may not find it free in many seconds. So its waiting is begun anew again and again.
    """
    milliseconds = round(patience * 1000)
    looks = max(1, milliseconds // LOOK)
    db.execute(f"pragma busy_timeout = {min(LOOK, milliseconds)}")
    try:
        for look in range(1, looks + 1):
            try:
                db.execute("begin immediate")
                return
            except sqlite3.OperationalError as error:
                if look == looks or not error.sqlite_errorname.startswith("SQLITE_BUSY"):
                    raise
    finally:
        db.execute(f"pragma busy_timeout = {milliseconds}")
