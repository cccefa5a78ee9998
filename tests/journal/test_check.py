"""Damage is noticed."""

from __future__ import annotations

import json
import random
import sqlite3
from hashlib import blake2b
from pathlib import Path

import pytest

from studyguide.errors import JournalError
from studyguide.journal.check import is_folded
from tests.journal.helpers import DAY, NOW, opened, raw, review


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "journal.db"
    with opened(path) as journal:
        for n in range(60):
            journal.append([review(f"pack/question-{n % 9}", 1 + n % 4, note="x" * n)], NOW + n * DAY)
        journal.undo(NOW)
    return path


def test_anyone_can_recompute_a_sum(path: Path) -> None:
    previous = ""
    with raw(path) as db:
        db.row_factory = sqlite3.Row
        for row in db.execute("select * from event order by seq"):
            columns = [row[name] for name in row.keys() if name != "sum"]  # noqa: SIM118  a Row is no mapping
            text = json.dumps([previous, *columns], separators=(",", ":"), ensure_ascii=False)
            previous = blake2b(text.encode(), digest_size=8).hexdigest()
            assert row["sum"] == previous


def tampered(path: Path, statement: str) -> tuple[str, ...]:
    """What the check finds after a change made behind the triggers."""
    with raw(path) as db:
        for trigger in ("event_no_update", "event_no_delete", "event_no_replace"):
            db.execute(f"drop trigger {trigger}")
        db.execute(statement)
    with opened(path) as journal:
        return journal.verify()


def test_a_whole_journal_has_no_findings(path: Path) -> None:
    with opened(path) as journal:
        assert journal.verify() == ()


@pytest.mark.parametrize(
    "change",
    [
        "body = replace(body, '1', '4')",
        "day = day + 1",
        "at = at + 1",
        "off = 60",
        "kind = 'practice'",
        "item = 'pack/other'",
        "ord = ord + 1",
        "target_seq = 1",
        "sum = '0000000000000000'",
    ],
)
def test_any_change_to_an_event_is_found(path: Path, change: str) -> None:
    found = tampered(path, f"update event set {change} where seq = 5")
    assert found
    assert all("event 5 " in finding or "event 6 " in finding for finding in found)


def test_a_check_of_what_was_done_lately_finds_late_changes_and_leaves_old_ones(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("studyguide.journal.check.LATELY", 20)
    with opened(path) as journal:
        assert journal.verify(lately=True) == ()
    assert tampered(path, "update event set day = day + 1 where seq = 50")
    with opened(path) as journal:
        assert journal.verify(lately=True) == journal.verify()
    with raw(path) as db:
        db.execute("update event set day = day - (seq = 50) + (seq = 5)")
    with opened(path) as journal:
        assert journal.verify(lately=True) == ()
        assert journal.verify() != ()


def test_a_missing_event_is_found(path: Path) -> None:
    (finding,) = tampered(path, "delete from event where seq between 8 and 10")
    assert finding.startswith("after event 7 of device")


def test_missing_last_events_are_found(path: Path) -> None:
    (finding,) = tampered(path, "delete from event where seq > 55")
    assert "after 55 are missing" in finding


def test_a_flipped_bit_is_found_or_does_no_harm(path: Path) -> None:
    """Promise 7: a damaged file is noticed."""
    dice = random.Random(5)
    sound = path.read_bytes()
    with opened(path) as journal:
        true = [event._replace(live=True) for event in journal.events()]
    found = 0
    for _ in range(200):
        spoilt = bytearray(sound)
        spoilt[dice.randrange(len(spoilt))] ^= 1 << dice.randrange(8)
        path.write_bytes(spoilt)
        try:
            with opened(path) as journal:
                journal.memories(), journal.marks(), journal.last_visit()
                events = [event._replace(live=True) for event in journal.events()]
                noticed = journal.verify() != ()
        except JournalError:
            found += 1
        else:
            assert noticed or events == true
            found += noticed
    assert found > 20


def test_looking_whether_all_follows_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    with opened(tmp_path / "journal.db") as journal, journal.reading() as db:
        journal.append([review("a")], NOW)
        assert is_folded(db, journal.scheduler)
    assert list(elsewhere.iterdir()) == []
