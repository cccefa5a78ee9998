"""What is written down of SQLite's doings, and that SQLite does them as ever."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.journal.helpers import NOW, opened, review
from tests.torture.recorded import SYNC, WRITE, recording


def test_every_file_is_known_by_its_name_and_none_is_made_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite finds a file's name again where it was handed over, long after."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    path = tmp_path / "home" / "journal.db"
    opened(path).close()
    with recording() as acts:
        for _ in range(20):
            with opened(path) as journal:
                journal.append([review("a")], NOW)
                assert sorted(os.listdir(path.parent)) == ["journal.db", "journal.db-shm", "journal.db-wal"]
    assert os.listdir(elsewhere) == []
    assert {Path(act.file) for act in acts if act.kind in (WRITE, SYNC)} == {path, Path(f"{path}-wal")}
