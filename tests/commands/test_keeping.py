"""Backups, restoring, merging, syncing and the doctor, as a learner calls them."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from studyguide.cli import run
from studyguide.errors import JournalError
from studyguide.journal.journal import Journal
from studyguide.memory.scheduler import Scheduler
from tests.journal.helpers import NOW, raw, review

CARD = "sm-sg-level"


class Learner:
    """Somebody with a data folder, at a shell."""

    def __init__(self, folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.capfd = capfd

    def says(self, *words: str, status: int = 0) -> str:
        """Run a command that must end so; what it says."""
        self.capfd.readouterr()
        ended = run(["--data-dir", str(self.folder), "--now", "2026-12-01T10:00", *words])
        out, err = self.capfd.readouterr()
        assert ended == status, out + err
        assert "Traceback" not in err
        assert "--json" in words or words == ("locate",) or all(len(line) <= 80 for line in out.splitlines())
        return " ".join((out + err).split())

    def answers(self, *items: str) -> None:
        """Put answers on record."""
        with Journal.open(self.folder / "journal.db", Scheduler(), now=NOW) as journal:
            journal.append([review(item) for item in items], NOW)

    def remembers(self) -> set[str]:
        with Journal.open(self.folder / "journal.db", Scheduler(), now=NOW) as journal:
            assert journal.verify() == ()
            return set(journal.memories())


@pytest.fixture
def ann(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> Learner:
    return Learner(tmp_path / "ann", capfd)


@pytest.fixture
def laptop(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> Learner:
    return Learner(tmp_path / "laptop", capfd)


def test_the_first_act_of_a_day_makes_a_backup(ann: Learner) -> None:
    """Promise 9: by itself, before the first answer of a study day."""
    ann.says("flag", CARD)
    ann.says("--now", "2026-12-02T10:00", "unflag", CARD)
    ann.says("--now", "2026-12-02T11:00", "flag", CARD)
    listed = json.loads(ann.says("backup", "--list", "--json"))
    assert [held["name"] for held in listed] == ["journal-2026-12-02-100000.db"]
    assert set(listed[0]) == {"name", "made", "bytes"}
    assert "journal-2026-12-02-100000.db" in ann.says("backup", "--list")


def test_a_restore_brings_back_what_is_missing_and_removes_nothing(ann: Learner) -> None:
    """Promise 9: a restore is a union."""
    assert "no backup yet" in ann.says("backup", "--list")
    ann.answers("old")
    assert "Backed up to " in ann.says("backup")
    (ann.folder / "journal.db").unlink()
    ann.answers("new")
    assert "1 event brought back, nothing removed" in ann.says("restore", "latest")
    assert "0 events brought back" in ann.says("restore", "2026-12-01")
    assert ann.remembers() == {"old", "new"}
    assert "there is no backup '1999'" in ann.says("restore", "1999", status=2)


def spoil(path: Path) -> bytes:
    """Overwrite the page with the events."""
    spoilt = bytearray(path.read_bytes())
    start = spoilt.index(b'{"grade":') & ~4095
    spoilt[start : start + 4096] = b"\xa5" * 4096
    path.write_bytes(spoilt)
    return bytes(spoilt)


def test_restoring_over_a_damaged_journal_keeps_the_damaged_file(ann: Learner) -> None:
    """Promise 9: where the journal is damaged a new one is made from the backup."""
    ann.answers("a", "b")
    ann.says("backup")
    spoilt = spoil(ann.folder / "journal.db")
    said = ann.says("restore", "latest")
    assert "A new journal is made with 2 events, 2 of them from backups" in said
    assert ann.remembers() == {"a", "b"}
    (aside,) = ann.folder.glob("*.damaged")
    assert aside.read_bytes() == spoilt
    assert "The damaged file is kept as " in said


def test_a_damaged_backup_is_not_restored_from(ann: Learner) -> None:
    ann.answers("a", "b")
    ann.says("backup")
    (held,) = (ann.folder / "backups").iterdir()
    spoil(held)
    before = (ann.folder / "journal.db").read_bytes()
    assert "damaged" in ann.says("restore", "latest", status=1)
    assert (ann.folder / "journal.db").read_bytes() == before
    said = ann.says("doctor", status=1)
    assert f"damaged: {held.name}" in said


def test_two_machines_merge_by_file_folder_and_export(ann: Learner, laptop: Learner, tmp_path: Path) -> None:
    """Promise 10: two machines merge by copying a file."""
    ann.answers("a")
    laptop.answers("b", "c")
    said = ann.says("merge", str(laptop.folder / "journal.db"))
    assert "Merged 1 file: 2 events taken in, 0 known already." in said
    assert "0 events taken in, 2 known" in ann.says("merge", str(laptop.folder))
    assert ann.remembers() == {"a", "b", "c"}
    assert list((ann.folder / "backups").iterdir())
    assert "holds no other journal" in ann.says("merge", str(ann.folder), status=1)
    assert "cannot be read" in ann.says("merge", str(tmp_path / "missing.db"), status=1)
    (tmp_path / "notes.txt").write_text("dear diary")
    assert "neither a journal nor an export" in ann.says("merge", str(tmp_path / "notes.txt"), status=1)


def test_syncing_through_a_folder(ann: Learner, laptop: Learner, tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    assert "there is no folder" in ann.says("sync", str(shared), status=1)
    shared.mkdir()
    ann.answers("a")
    laptop.answers("b")
    assert "what is new here left there" in ann.says("sync", str(shared))
    assert "1 file of others: 1 event taken in" in laptop.says("sync", str(shared))
    assert "1 event taken in, nothing new left there" in ann.says("sync", str(shared))
    assert ann.remembers() == laptop.remembers() == {"a", "b"}
    for file in shared.iterdir():
        os.truncate(file, file.stat().st_size - 5)
    assert "cut off in line 2; the 0 events before that are taken" in ann.says("sync", str(shared))


def findings(said: str) -> dict[str, Any]:
    return {found["about"]: found for found in json.loads(said)}


def test_the_doctor_finds_nothing_where_all_is_well(ann: Learner) -> None:
    """Promise 17: it says where your data is, and checks it."""
    assert all(found["well"] for found in findings(ann.says("doctor", "--json")).values())
    ann.answers("a")
    ann.says("backup")
    found = findings(ann.says("doctor", "--json"))
    assert list(found) == [
        *("data", "journal", "memory", "backups", "settings", "fit", "packs", "cache", "sqlite", "disk")
    ]
    assert all(each["well"] for each in found.values())
    assert found["data"]["says"] == str(ann.folder)
    assert "1, all sound" in found["backups"]["says"]
    assert "ok journal" in ann.says("doctor")


def test_the_doctor_rebuilds_what_does_not_follow_from_the_journal(ann: Learner) -> None:
    """Promise 3: what you see can be rebuilt."""
    ann.answers("a", "b")
    with raw(ann.folder / "journal.db") as db:
        db.execute("update memory set due_day = 99999 where item = 'a'")
    assert not findings(ann.says("doctor", "--json", status=1))["memory"]["well"]
    assert "it was rebuilt" in ann.says("doctor", "--fix")
    assert "AMISS" not in ann.says("doctor")


def test_the_doctor_saves_what_is_whole_in_a_damaged_journal(ann: Learner) -> None:
    """Promise 7: a damaged file is never made worse; what is whole is saved, rows kept and lost are told."""
    ann.answers(*(f"pack/question-{n}" for n in range(400)))
    path = ann.folder / "journal.db"
    spoilt = spoil(path)
    said = ann.says("doctor", status=1)
    assert "AMISS journal" in said
    assert "doctor --fix" in said
    assert path.read_bytes() == spoilt
    said = ann.says("doctor", "--fix")
    assert "A new journal is made with" in said
    assert "are lost, unless" in said
    assert 0 < len(ann.remembers()) < 400
    assert "were lost to damage" in ann.says("doctor")


@pytest.mark.parametrize(
    ("about", "name", "text"),
    [
        ("settings", "settings.json", "{"),
        ("journal", "journal.db", "dear diary"),
        ("packs", "packs/mine/pack.yaml", "id: [\n"),
        ("cache", "cache", ""),
        ("backups", "backups", ""),
    ],
)
def test_the_doctor_names_what_is_amiss(ann: Learner, about: str, name: str, text: str) -> None:
    path = ann.folder / name
    path.parent.mkdir(parents=True)
    path.write_text(text)
    found = findings(ann.says("doctor", "--json", status=1))
    assert [each["about"] for each in found.values() if not each["well"]] == [about]
    assert path.read_text() == text


def test_the_doctor_needs_no_folder_and_makes_no_journal(ann: Learner) -> None:
    ann.says("doctor")
    assert not (ann.folder / "journal.db").exists()


def test_where_the_data_is_can_be_asked(ann: Learner) -> None:
    """Promise 17: it says where your data is."""
    said = ann.says("locate")
    for name in ("journal.db", "settings.json", "backups", "cache"):
        assert str(ann.folder / name) in said


def test_a_full_disk_while_backing_up_is_one_sentence(ann: Learner, monkeypatch: pytest.MonkeyPatch) -> None:
    """Promise 6: a full disk is told of."""

    def full(*_: object) -> None:
        raise JournalError("there is no backup: the disk is full; make room and try again")

    ann.answers("a")
    monkeypatch.setattr("studyguide.journal.backup.make", full)
    assert "studyguide: there is no backup: the disk is full" in ann.says("backup", status=1)
    assert "Flagged" in ann.says("flag", CARD)
