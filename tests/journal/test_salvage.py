"""A damaged journal: what is whole is saved, and nothing is made up."""

from __future__ import annotations

import os
import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from studyguide.errors import JournalError
from studyguide.journal.event import Event
from studyguide.journal.file import DamagedJournalError
from studyguide.journal.gaps import Gap
from studyguide.journal.merge import merge
from studyguide.journal.pages import events_in
from studyguide.journal.salvage import salvage
from studyguide.journal.transfer import stored
from studyguide.memory.scheduler import Scheduler
from tests.journal.damage import (
    is_noticed_or_harmless,
    is_salvaged,
    leaf_with,
    overwrite,
    put_page,
    root_of,
    spoil,
)
from tests.journal.helpers import DAY, NOW, opened, raw, review


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A journal over many pages, with one event too long for one."""
    path = tmp_path / "journal.db"
    with opened(path) as journal:
        for n in range(20):
            acts = [review(f"pack/q{m % 9}", 1 + m % 4, note="é" * m) for m in range(20 * n, 20 * n + 20)]
            journal.append(acts, NOW + n * DAY)
        journal.append([review("pack/long", note="x" * 30_000)], NOW)
        journal.undo(NOW)
    return path


def all_of(path: Path) -> list[Event]:
    with opened(path) as journal:
        return [event._replace(live=True) for event in journal.events()]


def spoil_answers(path: Path) -> None:
    """Spoil a page that holds events."""
    overwrite(path, leaf_with(path, b'"grade":3,"note":"' + "é".encode() * 150))


def test_the_pages_of_a_whole_file_hold_every_event(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        true = list(stored(db))
    found = list(events_in(path))
    assert sorted(found) == sorted(true)


@pytest.mark.parametrize("seed", range(16))
def test_damage_is_noticed_and_what_is_whole_is_saved(path: Path, seed: int) -> None:
    """Promise 7: damage is noticed; a salvage keeps the damaged file and makes nothing up."""
    dice = random.Random(seed)
    true = all_of(path)
    path.write_bytes(spoil(path.read_bytes(), dice))
    noticed = is_noticed_or_harmless(path, true)
    kept = is_salvaged(path, true, [])
    assert noticed or kept == len(true)


def test_a_salvage_tells_what_is_lost_and_merging_a_copy_fills_it(path: Path, tmp_path: Path) -> None:
    """Promise 7: rows kept and lost are told."""
    copy = tmp_path / "copy.db"
    copy.write_bytes(path.read_bytes())
    true = all_of(path)
    spoil_answers(path)
    saved = salvage(path, [], Scheduler(), NOW)
    assert saved.from_backups == 0
    assert saved.lost
    assert saved.kept + sum(gap.size for gap in saved.lost) == len(true)
    assert saved.aside.suffix == ".damaged"
    with opened(path) as journal:
        assert journal.verify() == ()
        assert journal.device != true[0].device
        journal.append([review("pack/q1")], NOW + 50 * DAY)
        before = len(list(journal.events()))
        (taken,) = merge(journal, [copy], NOW)
        assert taken.new == sum(gap.size for gap in saved.lost)
        assert len(list(journal.events())) == before + taken.new
        assert journal.verify() == ()
        assert not journal.rebuild()
    with raw(path) as db:
        assert db.execute("select value from meta where key = 'gaps'").fetchall() == []


def test_a_journal_with_known_losses_can_be_merged_and_owns_up_to_them(path: Path, tmp_path: Path) -> None:
    spoil_answers(path)
    lost = salvage(path, [], Scheduler(), NOW).lost
    with opened(tmp_path / "other" / "journal.db") as other:
        merge(other, [path], NOW)
        assert other.verify() == ()
        assert not other.rebuild()
        assert other.verify(lately=True) == ()
    with raw(tmp_path / "other" / "journal.db") as db:
        (text,) = db.execute("select value from meta where key = 'gaps'").fetchone()
    assert text == str([list(gap) for gap in lost]).replace("'", '"').replace(" ", "")


def test_backups_fill_what_the_damage_took(path: Path, tmp_path: Path) -> None:
    with opened(path) as journal:
        true = list(journal.events())
    backup = tmp_path / "backup.db"
    backup.write_bytes(path.read_bytes())
    with opened(path) as journal:
        journal.append([review("pack/since")], NOW + 90 * DAY)
    spoil_answers(path)
    saved = salvage(path, [backup], Scheduler(), NOW)
    assert saved.lost == ()
    assert saved.from_backups > 0
    with opened(path) as journal:
        events = list(journal.events())
        assert events[:-1] == true
        assert events[-1].item == "pack/since"
        assert journal.verify() == ()


def test_a_lost_end_is_known_from_how_far_it_was_folded(path: Path) -> None:
    with raw(path) as db:
        db.execute("drop trigger event_no_delete")
        (device,) = db.execute("select distinct device from event").fetchone()
        db.execute("delete from event where seq > 390")
        db.execute("vacuum")
    saved = salvage(path, [], Scheduler(), NOW)
    assert saved.lost == (Gap(device, 391, 402),)


@pytest.mark.parametrize("place", ["head", "meta"])
@pytest.mark.parametrize("page", ["meta", "memory", "event", "event_item"])
def test_rows_that_are_another_tables_are_refused_untouched_and_salvaged(
    path: Path, page: str, place: str
) -> None:
    """Promise 7: a damaged file is never made worse, not even by opening and closing it."""
    true = all_of(path)
    if page != place:
        held = root_of(path, page) if page in ("meta", "memory") else _leaf(path, page)
        put_page(path, held, root_of(path, place))
    else:
        overwrite(path, root_of(path, place))
    before = path.read_bytes()
    with pytest.raises(DamagedJournalError, match="doctor --fix"):
        opened(path).close()
    assert path.read_bytes() == before
    assert os.listdir(path.parent) == ["journal.db"]
    saved = salvage(path, [], Scheduler(), NOW)
    assert (saved.kept, saved.lost) == (len(true), ())
    assert all_of(path) == true


def _leaf(path: Path, tree: str) -> int:
    """A page of events, or one of the index over items."""
    with raw(path) as db:
        (device,) = db.execute("select device from event limit 1").fetchone()
    marker = device.encode() + b"\x64" if tree == "event" else b"pack/q3" + device.encode()
    return leaf_with(path, marker)


@pytest.mark.parametrize("garbage", ["seq = seq + 1000", "device = 'feedfeedfeedfeed'", "seq = 5"])
def test_an_end_that_was_never_there_is_not_told_as_lost(path: Path, garbage: str) -> None:
    true = all_of(path)
    with raw(path) as db:
        db.execute(f"update head set {garbage}")
    saved = salvage(path, [], Scheduler(), NOW)
    assert (saved.kept, saved.lost) == (len(true), ())


@pytest.mark.parametrize("garbage", ["day = 99999999", "device = 'g' || substr(device, 2)", "off = 9999"])
def test_what_no_journal_would_take_is_not_believed_after_a_loss(path: Path, garbage: str) -> None:
    true = all_of(path)
    with raw(path) as db:
        for trigger in ("event_no_update", "event_no_delete"):
            db.execute(f"drop trigger {trigger}")
        db.execute("delete from event where seq = 5")
        db.execute(f"update event set {garbage} where seq = 6")
        db.execute("vacuum")
    saved = salvage(path, [], Scheduler(), NOW)
    assert saved.lost == (Gap(true[0].device, 5, 6),)
    assert all_of(path) == [*true[:4], *true[6:]]


def test_where_nothing_can_be_read_nothing_is_touched(path: Path, tmp_path: Path) -> None:
    path.write_bytes(path.read_bytes()[:4096] + b"\x00" * 40_000)
    before = path.read_bytes()
    with pytest.raises(JournalError, match="left as it is"):
        salvage(path, [], Scheduler(), NOW)
    assert path.read_bytes() == before
    assert os.listdir(tmp_path) == ["journal.db"]


def test_answers_that_are_only_in_the_log_are_saved_too(path: Path, tmp_path: Path) -> None:
    crashed = tmp_path / "crashed" / "journal.db"
    crashed.parent.mkdir()
    with opened(path) as journal:
        journal.append([review("pack/last")], NOW)
        for suffix in ("", "-wal"):
            Path(f"{crashed}{suffix}").write_bytes(Path(f"{path}{suffix}").read_bytes())
    spoil_answers(crashed)
    saved = salvage(crashed, [], Scheduler(), NOW)
    with opened(crashed) as journal:
        assert list(journal.events())[-1].item == "pack/last"
    assert Path(f"{saved.aside}-wal").exists()
