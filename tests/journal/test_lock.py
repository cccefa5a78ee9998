"""Waiting one's turn to write."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from studyguide.journal.lock import LOOK, begin


class Crowded(sqlite3.Connection):
    """Finds the file locked by another program so many times."""

    busy = 0

    def execute(self, sql: str, *values: Any) -> sqlite3.Cursor:
        if sql == "begin immediate" and self.busy:
            self.busy -= 1
            error = sqlite3.OperationalError("database is locked")
            error.sqlite_errorname = "SQLITE_BUSY"
            raise error
        return super().execute(sql, *values)


@pytest.mark.parametrize(("busy", "taken"), [(0, True), (5, True), (9, True), (10, False)])
def test_it_looks_for_the_lock_again_and_again_while_its_patience_lasts(
    tmp_path: Path, busy: int, taken: bool
) -> None:
    patience = 10 * LOOK
    db = sqlite3.connect(tmp_path / "a.db", isolation_level=None, timeout=patience / 1000, factory=Crowded)
    with closing(db):
        db.busy = busy
        if taken:
            begin(db, patience / 1000)
        else:
            with pytest.raises(sqlite3.OperationalError):
                begin(db, patience / 1000)
        assert db.in_transaction is taken
        assert db.execute("pragma busy_timeout").fetchone()[0] == patience


def test_other_trouble_is_told_at_once(tmp_path: Path) -> None:
    db = sqlite3.connect(tmp_path / "a.db", isolation_level=None, timeout=100)
    with closing(db):
        db.execute("begin")
        with pytest.raises(sqlite3.OperationalError, match="within a transaction"):
            begin(db, 0.1)
