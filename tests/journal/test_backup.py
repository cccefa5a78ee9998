"""Backups: when they are made, what they are worth, and how long they are kept."""

from __future__ import annotations

import os
import sqlite3
import stat
from contextlib import closing
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from studyguide.errors import JournalError, UsageError
from studyguide.journal import backup
from studyguide.journal.backup import Backup, backups, obsolete
from studyguide.journal.file import DamagedJournalError
from studyguide.journal.journal import Journal
from studyguide.journal.merge import merge
from studyguide.memory.scheduler import Scheduler
from tests.journal.helpers import DAY, NOW, kinds, raw, review


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journal.db"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "backups"


def kept(path: Path, folder: Path) -> Journal:
    """The journal as the program opens it."""
    return Journal.open(path, Scheduler(), now=NOW, backups=folder)


def names(folder: Path) -> list[str]:
    return [held.path.name for held in backups(folder)]


def reviews_in(path: Path) -> int:
    with raw(path) as db:
        count: int = db.execute("select count(*) from event").fetchone()[0]
        return count


def test_each_study_day_begins_with_a_backup_of_all_before_it(path: Path, folder: Path) -> None:
    """Promise 9: a backup each study day, before its first answer."""
    with kept(path, folder) as journal:
        journal.append([review("a")], NOW)
        assert names(folder) == []  # there was nothing to keep
        for hours in (0, 1, 18, 19, 25):
            journal.append([review("a")], NOW + DAY + timedelta(hours=hours))
    assert names(folder) == ["journal-2026-12-03-040000.db", "journal-2026-12-02-090000.db"]
    assert [reviews_in(held.path) for held in backups(folder)] == [4, 1]
    with kept(path, folder) as journal:
        journal.append([review("a")], NOW + 2 * DAY)
    assert len(names(folder)) == 2


def test_a_backup_is_one_private_file_that_any_sqlite_reads_without_writing(path: Path, folder: Path) -> None:
    with kept(path, folder) as journal:
        journal.append([review("a"), review("b")], NOW)
        made = journal.back_up(NOW)
        assert made is not None
        assert os.listdir(folder) == [made.path.name]
        before = made.path.read_bytes()
        with closing(sqlite3.connect(f"{made.path.as_uri()}?mode=ro", uri=True)) as db:
            assert db.execute("pragma integrity_check").fetchall() == [("ok",)]
            assert db.execute("pragma journal_mode").fetchone() == ("delete",)
        assert made.path.read_bytes() == before
        assert os.listdir(folder) == [made.path.name]
        if os.name == "posix":
            assert stat.S_IMODE(made.path.stat().st_mode) == 0o600


def test_where_nothing_has_happened_the_latest_backup_serves(path: Path, folder: Path) -> None:
    with kept(path, folder) as journal:
        journal.append([review("a")], NOW)
        first = journal.back_up(NOW)
        assert journal.back_up(NOW + DAY) == first
        journal.append([review("a")], NOW)
        second = journal.back_up(NOW)
        assert second is not None
        assert first is not None
        assert second.path.name == "journal-2026-12-01-090000-2.db"
        os.truncate(second.path, 1000)
        third = journal.back_up(NOW)
        assert third is not None
        assert third.path not in (first.path, second.path)


def test_without_room_for_a_backup_answers_are_still_recorded(path: Path, folder: Path) -> None:
    folder.write_text("in the way")
    with kept(path, folder) as journal:
        journal.append([review("a")], NOW)
        journal.append([review("a")], NOW + DAY)
        assert "there is no backup" in journal.backup_trouble or "cannot be read" in journal.backup_trouble
        assert journal.look_over(NOW + DAY) == journal.backup_trouble
        assert kinds(journal) == ["review", "review"]
        with pytest.raises(JournalError, match=r"cannot be read|there is no backup"):
            journal.back_up(NOW)


@pytest.mark.skipif(os.name != "posix", reason="needs a limit on the size of files")
def test_a_disk_with_room_for_an_answer_and_not_for_a_backup(path: Path, folder: Path) -> None:
    """Promise 6: what fits is recorded, what does not is told of."""
    import resource

    with kept(path, folder) as journal:
        journal.append([review(f"q{n}", note="x" * 200) for n in range(300)], NOW)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    with kept(path, folder) as journal:
        resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, before[1]))
        try:
            journal.append([review("a")], NOW + DAY)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)
        assert journal.backup_trouble.startswith("there is no backup: the disk that holds ")
        assert "\n" not in journal.backup_trouble
        assert os.listdir(folder) == []
        assert journal.verify() == ()
        assert journal.memory("a") is not None


def test_a_damaged_journal_is_noticed_by_its_backup_and_written_to_no_more(path: Path, folder: Path) -> None:
    """Promise 7: damage is noticed before it is made worse."""
    with kept(path, folder) as journal:
        journal.append([review(f"q{n}", note="x" * 50) for n in range(300)], NOW)
    spoilt = bytearray(path.read_bytes())
    place = spoilt.rindex(b"q150") & ~4095
    spoilt[place : place + 4096] = b"\xa5" * 4096
    path.write_bytes(spoilt)
    with kept(path, folder) as journal:
        with pytest.raises(DamagedJournalError, match=r"doctor --fix"):
            journal.append([review("a")], NOW + DAY)
        assert not journal.recording
        with pytest.raises(JournalError, match=r"not recorded: .*damaged"):
            journal.append([review("a")], NOW + DAY)
    assert path.read_bytes() == spoilt
    assert names(folder) == []
    with kept(path, folder) as journal:
        told = journal.look_over(NOW + DAY)
        assert told is not None
        assert "doctor --fix" in told
        assert not journal.recording


def test_looking_over_makes_the_days_backup_so_that_the_first_answer_need_not(
    path: Path, folder: Path
) -> None:
    with kept(path, folder) as journal:
        journal.append([review("a")], NOW)
    with kept(path, folder) as journal:
        assert journal.look_over(NOW + DAY) is None
        (made,) = names(folder)
        os.unlink(folder / made)
        journal.append([review("a")], NOW + DAY)
        assert names(folder) == []


def test_restoring_an_old_backup_loses_nothing_since(path: Path, folder: Path) -> None:
    """Promise 9: a restore is a union."""
    with kept(path, folder) as journal:
        journal.append([review("a")], NOW)
        old = journal.back_up(NOW)
        assert old is not None
        journal.append([review("b")], NOW)
        (taken,) = merge(journal, [old.path], NOW)
        assert (taken.new, taken.known) == (0, 1)
        assert set(journal.memories()) == {"a", "b"}
        device = journal.device
    path.unlink()
    with kept(path, folder) as journal:
        assert journal.device != device
        journal.append([review("c")], NOW)
        merge(journal, [old.path], NOW)
        assert set(journal.memories()) == {"a", "c"}
        assert journal.verify() == ()


def test_backups_are_found_by_day_name_path_and_latest(path: Path, folder: Path, tmp_path: Path) -> None:
    with kept(path, folder) as journal:
        for n in range(3):
            journal.append([review("a")], NOW + n * DAY)
    assert backup.find(folder, "latest").name == "journal-2026-12-03-090000.db"
    assert backup.find(folder, "2026-12-02").name == "journal-2026-12-02-090000.db"
    assert backup.find(folder, "journal-2026-12-02-090000.db").name == "journal-2026-12-02-090000.db"
    assert backup.find(folder, str(path)) == path
    for nothing in ("", "2025", "nonsense", str(tmp_path)):
        with pytest.raises(UsageError, match="there is no backup"):
            backup.find(folder, nothing)


def dated(days_ago: int, hour: int = 12, size: int = 1) -> Backup:
    made = NOW.replace(tzinfo=None, hour=hour) - timedelta(days=days_ago)
    return Backup(Path(f"{made:%Y%m%d%H}"), made, size)


def test_thinning_keeps_all_of_two_days_then_days_weeks_and_months() -> None:
    today = date(2026, 12, 1)
    held = [dated(days, hour) for days in range(500) for hour in (20, 12)]
    gone = obsolete(held, today)
    stay = [each for each in held if each not in gone]
    assert stay[:4] == held[:4]
    assert [(today - each.day).days for each in stay[4:16]] == list(range(2, 14))
    assert all(each.made.hour == 20 for each in stay[4:])
    weeks = [each.day.isocalendar()[:2] for each in stay[16:26]]
    assert len(set(weeks)) == len(weeks) == 10
    months = [(each.day.year, each.day.month) for each in stay[26:]]
    assert len(set(months)) == len(months) == 9
    assert obsolete(stay, today) == ()


def test_thinning_day_by_day_keeps_a_spread_of_old_ones() -> None:
    held: list[Backup] = []
    start = date(2026, 1, 1)
    for n in range(700):
        made = datetime.combine(start, time(12)) + timedelta(days=n)
        held.insert(0, Backup(Path(str(n)), made, 1))
        gone = obsolete(held, start + timedelta(days=n))
        held = [each for each in held if each not in gone]
    ages = [699 - int(str(each.path)) for each in held]
    assert len(ages) <= 2 + 12 + 10 + 9
    assert max(ages) > 270
    assert ages[:14] == list(range(14))


def test_a_clock_that_was_far_ahead_does_not_throw_all_backups_away() -> None:
    held = [dated(days) for days in range(30)]
    assert len(obsolete(held, date(2066, 12, 1))) <= 30 - 12
    future = [dated(-14_600), *held]
    assert future[0] not in obsolete(future, date(2026, 12, 2))


def test_too_many_bytes_cost_the_oldest() -> None:
    held = [dated(days, size=backup.MOST_BYTES // 8) for days in range(13)]
    assert obsolete(held, date(2026, 12, 1)) == tuple(held[8:])
    huge = [dated(days, size=backup.MOST_BYTES) for days in range(13)]
    assert obsolete(huge, date(2026, 12, 1)) == tuple(huge[backup.FEW :])
