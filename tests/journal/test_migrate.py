"""Journals of every version that was released, and the way from one version to the next."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from studyguide.journal import migrate
from studyguide.journal.backup import backups
from studyguide.journal.journal import Journal
from studyguide.memory.scheduler import Scheduler
from tests.journal.helpers import DAY, NOW, opened, raw, review
from tests.journal.make_golden import GOLDEN, fill

GOLDENS = sorted(GOLDEN.glob("*.db"))
TABLES = ("event", "memory", "mark", "dead")


def tables(path: Path) -> dict[str, list[tuple[object, ...]]]:
    with raw(path) as db:
        return {table: db.execute(f"select * from {table} order by 1, 2").fetchall() for table in TABLES}


def test_there_is_a_golden_file_of_every_version() -> None:
    assert [path.name for path in GOLDENS] == [f"version-{n}.db" for n in range(1, migrate.newest() + 1)]


@pytest.mark.parametrize("golden", GOLDENS, ids=lambda path: path.stem)
def test_a_golden_journal_opens_verifies_and_means_what_it_meant(golden: Path, tmp_path: Path) -> None:
    """Promise 3: what is derived can be rebuilt, from a journal of any released version."""
    path = tmp_path / "journal.db"
    shutil.copy(golden, path)
    before = tables(path)
    with opened(path) as journal:
        assert journal.verify() == ()
        journal.rebuild()
        assert not journal.rebuild()
    after = tables(path)
    assert after["event"] == before["event"]
    assert after["mark"] == before["mark"]
    assert after["dead"] == before["dead"]
    for then, now in zip(before["memory"], after["memory"], strict=True):
        assert now[0] == then[0]
        assert now[1:] == pytest.approx(then[1:], rel=1e-5)
    with opened(path) as journal:
        journal.append([review("pack/card-1")], NOW + 100 * DAY)
        assert journal.undo(NOW + 100 * DAY) is not None
        assert journal.verify() == ()
    with raw(path) as db:
        assert db.execute("pragma user_version").fetchone() == (migrate.newest(),)


def test_a_new_journal_has_the_newest_version(tmp_path: Path) -> None:
    fill(tmp_path / "journal.db")
    with raw(tmp_path / "journal.db") as db:
        assert db.execute("pragma user_version").fetchone() == (migrate.newest(),)


def _add_column(db: sqlite3.Connection) -> None:
    db.execute("alter table mark add column colour text")


def _break(db: sqlite3.Connection) -> None:
    db.execute("create table half (a integer)")
    raise RuntimeError("killed")


def test_steps_are_taken_once_each_whole_and_after_a_backup(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "journal.db"
    with opened(path) as journal:
        journal.append([review("a")], NOW)
    sql = (
        "select (select user_version from pragma_user_version),"
        " (select count(*) from sqlite_schema where name = 'half')"
    )
    steps = (*migrate.STEPS, _add_column, _break)
    first = migrate.newest()
    with monkeypatch.context() as patch:
        patch.setattr(migrate, "STEPS", steps)
        for _ in range(2):
            with pytest.raises(RuntimeError, match="killed"):
                Journal.open(path, Scheduler(), now=NOW, backups=tmp_path / "backups")
            with raw(path) as db:
                assert db.execute(sql).fetchone() == (first + 1, 0)
        patch.setattr(migrate, "STEPS", (*steps[:-1], _add_column_again))
        with Journal.open(path, Scheduler(), now=NOW, backups=tmp_path / "backups") as journal:
            assert set(journal.memories()) == {"a"}
            assert journal.verify() == ()
        with raw(path) as db:
            assert db.execute("pragma user_version").fetchone() == (first + 2,)
        versions = []
        for held in backups(tmp_path / "backups"):
            with raw(held.path) as db:
                versions.append(db.execute("pragma user_version").fetchone()[0])
        assert versions == [first + 1, first]


def _add_column_again(db: sqlite3.Connection) -> None:
    db.execute("alter table mark add column shape text")


def test_a_place_that_cannot_be_written_shows_an_older_journal_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "journal.db"
    with opened(path) as journal:
        journal.append([review("a")], NOW)
    before = path.read_bytes()
    monkeypatch.setattr(migrate, "STEPS", (*migrate.STEPS, _add_column))
    monkeypatch.setattr("studyguide.journal.file._writable", lambda path: False)
    with opened(path) as journal:
        assert not journal.recording
        assert set(journal.memories()) == {"a"}
    assert path.read_bytes() == before
