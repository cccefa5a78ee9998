"""From the schema of an earlier version to this one's."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from typing import TypeAlias

from studyguide.journal.lock import begin

Step: TypeAlias = Callable[[sqlite3.Connection], object]

STEPS: tuple[Step, ...] = ()
"""What makes version 2 of version 1, version 3 of version 2, and so on.

A step adds columns or changes derived tables; it never rewrites an event. `schema.sql` is always what the
last one leads to, and `tests/journal/golden` keeps a file of every version that was released.
"""


def newest() -> int:
    """The version of the schema that this program writes."""
    return 1 + len(STEPS)


def bring_up(db: sqlite3.Connection, steps: Sequence[Step], patience: float) -> None:
    """Take a journal through the steps that it lacks, each in a transaction of its own."""
    while version_of(db) <= len(steps):
        begin(db, patience)
        try:
            version = version_of(db)
            if version <= len(steps):  # else another program has been quicker
                steps[version - 1](db)
                db.execute(f"pragma user_version = {version + 1}")
            db.execute("commit")
        finally:
            if db.in_transaction:
                db.execute("rollback")


def version_of(db: sqlite3.Connection) -> int:
    """The version of a journal's schema."""
    version: int = db.execute("pragma user_version").fetchone()[0]
    return version
