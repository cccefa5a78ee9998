"""Journals of several machines become one, whole or not at all."""

from __future__ import annotations

import json
import os
import random
import shutil
import sqlite3
from pathlib import Path

import pytest

from studyguide.errors import JournalError
from studyguide.journal import device
from studyguide.journal.event import UNDO, Act, EventId
from studyguide.journal.log import COLUMNS, chain
from studyguide.journal.merge import ClashError, merge
from studyguide.journal.sync import sync
from studyguide.journal.transfer import export, files_in
from tests.journal.helpers import DAY, NOW, dump, opened, raw, review
from tests.journal.histories import contents, converges


def machine(tmp_path: Path, name: str, items: str = "") -> Path:
    """A machine's journal with some answers."""
    path = tmp_path / name / "journal.db"
    with opened(path) as journal:
        for n, item in enumerate(items):
            journal.append([review(item, 1 + n % 4, note="é\u2028 [/x]")], NOW + n * DAY)
    return path


def take(path: Path, *files: Path) -> int:
    """Merge files into a journal; how many events were new."""
    with opened(path) as journal:
        new = sum(taken.new for taken in merge(journal, files, NOW))
        assert journal.verify() == ()
        assert not journal.rebuild()
        return new


@pytest.mark.parametrize("seed", range(5))
def test_three_machines_come_to_the_same_in_any_order(tmp_path: Path, seed: int) -> None:
    """Promise 10: two machines merge by copying a file; any order gives the same."""
    assert converges(random.Random(seed), tmp_path) > 0


def test_twice_is_once(tmp_path: Path) -> None:
    """Promise 10: twice is once."""
    a, b = machine(tmp_path, "a", "xyz"), machine(tmp_path, "b", "zw")
    assert take(a, b) == 2
    whole = dump(a)
    assert take(a, b) == 0
    assert dump(a) == whole


def test_a_clash_of_ids_is_refused_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Promise 10: a clash of ids is refused whole."""
    a, b, c = machine(tmp_path, "a", "xy"), tmp_path / "b.db", machine(tmp_path, "c", "uv")
    with monkeypatch.context() as patch:  # as if the copy lay in the same place of the same machine
        patch.setattr(device, "origin", lambda path: "here")
        opened(a).close()
        shutil.copy(a, b)
        for path, item in ((a, "p"), (b, "q")):
            with opened(path) as journal:
                journal.append([review(item)], NOW)
        before = dump(a)
        with opened(a) as journal, pytest.raises(ClashError, match=r"another event .*old copy") as told:
            merge(journal, [c, b], NOW)
    assert "\n" not in str(told.value)
    assert dump(a) == before


def test_an_undo_may_come_from_another_machine_than_what_it_undoes(tmp_path: Path) -> None:
    a, b = machine(tmp_path, "a", "x"), machine(tmp_path, "b", "")
    take(b, a)
    with opened(b) as journal:
        (event,) = journal.events()
        journal.append([Act(UNDO, target=event.id)], NOW)
        assert journal.memories() == {}
    take(a, b)
    with opened(a) as journal:
        assert journal.memories() == {}
        assert journal.undo(NOW) is None


@pytest.mark.parametrize(
    "statement", ["update event set body = '{}' where seq = 2", "delete from event where seq = 2"]
)
def test_nothing_is_taken_from_a_journal_whose_sums_do_not_hold(tmp_path: Path, statement: str) -> None:
    a, b = machine(tmp_path, "a", "x"), machine(tmp_path, "b", "uvw")
    with raw(b) as db:
        db.executescript("drop trigger event_no_update; drop trigger event_no_delete;")
        db.execute(statement)
    before = dump(a)
    with opened(a) as journal, pytest.raises(JournalError, match="is damaged"):
        merge(journal, [b], NOW)
    assert dump(a) == before


def test_export_and_back_is_the_same_journal(tmp_path: Path) -> None:
    """Promise 17: you can leave; the export is lossless."""
    a, lines = machine(tmp_path, "a", "xyzxyz"), tmp_path / "out.jsonl"
    strange = [
        '{"grade" : 3}',
        "[1]",
        '"text"',
        "no json",
        '{"a":\n1}',
        '{"n": 1e400, "z": "\\ud83d\\ude00"}',
    ]
    with opened(a) as journal:
        journal.undo(NOW)
        journal.append([Act("from-later", "é", {"big": 2**60, "x": [None, 1.5]})], NOW)
    with raw(a) as db:
        for n, body in enumerate(strange, 9):
            _insert(db, body, n)
    with opened(a) as journal:
        assert export(journal, lines)
        assert not export(journal, lines)
    b = machine(tmp_path, "b")
    take(b, lines)
    assert contents(a)["event"] == contents(b)["event"]
    assert contents(a)["memory"] == contents(b)["memory"]
    with opened(b) as journal:
        export(journal, tmp_path / "again.jsonl")
    assert (tmp_path / "again.jsonl").read_bytes() == lines.read_bytes()
    for line in lines.read_bytes().splitlines():
        json.loads(line)


def _insert(db: sqlite3.Connection, body: str, seq: int) -> None:
    *row, _, previous = db.execute(f"select {COLUMNS}, sum from event order by seq desc limit 1").fetchone()
    row[1], row[2] = seq, row[2] + 1
    new = (*row, body)
    db.execute(
        f"insert into event ({COLUMNS}, sum) values ({', '.join('?' * 12)})", (*new, chain(previous, new))
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "dear diary\n",
        "{}\n",
        '{"journal": "anki", "version": 1}\n',
        '{"journal": "studyguide", "version": 2}\n',
        '{"journal": "studyguide", "version": 1}\nnonsense\n',
        '{"journal": "studyguide", "version": 1}\n{"device": "../../etc", "seq": 1}\n',
        "[" * 100_000,
        "\x00\xff" * 100,
    ],
)
def test_what_is_no_export_is_refused_in_one_sentence(tmp_path: Path, text: str) -> None:
    a, other = machine(tmp_path, "a", "x"), tmp_path / "other.jsonl"
    other.write_text(text, encoding="latin-1")
    before = dump(a)
    with opened(a) as journal, pytest.raises(JournalError) as told:
        merge(journal, [other], NOW)
    assert "\n" not in str(told.value)
    assert str(other) in str(told.value)
    assert dump(a) == before


def line(**changes: object) -> str:
    """An event with a sum that holds, as a stranger may make it."""
    event: dict[str, object] = {
        **{"device": "feedfeedfeedfeed", "seq": 1, "ord": 5, "at": 5, "off": 0, "day": 20000},
        **{"kind": "review", "item": "a", "target_device": None, "target_seq": None, "body": {"grade": 3}},
        **changes,
    }
    row = (*list(event.values())[:-1], json.dumps(event["body"], separators=(",", ":")))
    return json.dumps({**event, "sum": chain("", row)}, separators=(",", ":"))


@pytest.mark.parametrize(
    "changes",
    [
        {"ord": 2**62},
        {"at": -(2**63)},
        {"day": 10**12},
        {"off": 10**6},
        {"seq": 0},
        {"device": "x"},
        {"device": "FEEDFEEDFEEDFEED"},
        {"kind": 3},
        {"item": None},
        {"target_seq": 2**70},
    ],
)
def test_values_that_no_journal_writes_are_refused(tmp_path: Path, changes: dict[str, object]) -> None:
    a, other = machine(tmp_path, "a", "x"), tmp_path / "other.jsonl"
    header = '{"journal": "studyguide", "version": 1}\n'
    other.write_text(f"{header}{line()}\n")
    assert take(a, other) == 1
    other.write_text(f"{header}{line(**changes)}\n")
    with opened(a) as journal, pytest.raises(JournalError, match="damaged"):
        merge(journal, [other], NOW)


def test_a_journal_in_use_or_left_by_a_crash_can_be_merged_and_is_left_alone(tmp_path: Path) -> None:
    a, b = machine(tmp_path, "a", "x"), machine(tmp_path, "b", "u")
    with opened(b) as other:
        other.append([review("v")], NOW)
        before = {place: place.read_bytes() for place in b.parent.iterdir() if place.suffix != ".db-shm"}
        assert take(a, b) == 2
        after = {place: place.read_bytes() for place in b.parent.iterdir() if place.suffix != ".db-shm"}
    assert after == before


def test_a_folder_gives_its_journals_and_exports(tmp_path: Path) -> None:
    for name in ("b.jsonl", "a.db", ".hidden.jsonl", "c.txt", "d.damaged"):
        (tmp_path / name).write_text("")
    (tmp_path / "e.db").mkdir()
    assert [place.name for place in files_in(tmp_path)] == ["a.db", "b.jsonl"]
    with pytest.raises(JournalError, match="cannot be read"):
        files_in(tmp_path / "nowhere")


# Folders that machines share.


def synced(path: Path, shared: Path) -> tuple[int, bool, tuple[str, ...]]:
    with opened(path) as journal:
        done = sync(journal, shared, NOW)
        assert journal.verify() == ()
        assert not journal.rebuild()
        return done.new, done.written, done.remarks


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    folder = tmp_path / "shared"
    folder.mkdir()
    return folder


def test_each_device_writes_its_own_file_only(tmp_path: Path, shared: Path) -> None:
    a, b = machine(tmp_path, "a", "xy"), machine(tmp_path, "b", "z")
    assert synced(a, shared) == (0, True, ())
    (first,) = shared.iterdir()
    before = first.read_bytes()
    assert synced(b, shared) == (2, True, ())
    assert first.read_bytes() == before
    assert synced(a, shared) == (1, False, ())
    assert synced(a, shared) == (0, False, ())
    assert len(list(shared.iterdir())) == 2
    assert contents(a)["event"] == contents(b)["event"]
    with opened(a) as journal:
        journal.append([review("more")], NOW)
    assert synced(a, shared) == (0, True, ())
    assert first.read_bytes().startswith(before)


def test_of_a_half_synced_file_all_that_is_whole_is_taken(tmp_path: Path, shared: Path) -> None:
    a, b = machine(tmp_path, "a", "uvwxyz"), machine(tmp_path, "b", "z")
    synced(a, shared)
    (file,) = shared.iterdir()
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) * 2 // 3])
    new, written, (remark,) = synced(b, shared)
    assert (new, written) == (3, True)
    assert "cut off in line 5" in remark
    assert "the 3 events before that are taken" in remark
    file.write_bytes(whole)
    assert synced(b, shared) == (3, False, ())


def test_a_changed_line_and_all_after_it_is_not_taken(tmp_path: Path, shared: Path) -> None:
    a, b = machine(tmp_path, "a", "uvwxyz"), machine(tmp_path, "b", "z")
    synced(a, shared)
    (file,) = shared.iterdir()
    file.write_bytes(file.read_bytes().replace(b'"item":"w"', b'"item":"W"'))
    new, _, (remark,) = synced(b, shared)
    assert new == 2
    assert "event 3 of device" in remark


def test_what_a_moved_journal_did_under_its_old_id_is_left_too(tmp_path: Path, shared: Path) -> None:
    a, b = machine(tmp_path, "a", "xy"), machine(tmp_path, "b", "z")
    moved = tmp_path / "elsewhere" / "journal.db"
    moved.parent.mkdir()
    a.rename(moved)
    with opened(moved) as journal:
        journal.append([review("w")], NOW)
    assert synced(moved, shared) == (0, True, ())
    assert synced(b, shared) == (3, True, ())
    assert synced(moved, shared) == (1, False, ())


def test_a_journal_put_back_from_an_old_copy_gets_its_lost_answers_from_the_folder(
    tmp_path: Path, shared: Path
) -> None:
    a = machine(tmp_path, "a", "xy")
    old = a.read_bytes()
    with opened(a) as journal:
        journal.append([review("z")], NOW)
    synced(a, shared)
    a.write_bytes(old)
    assert synced(a, shared) == (1, False, ())
    a.write_bytes(old)
    with opened(a) as journal:
        journal.append([review("other")], NOW)
        before = [place.read_bytes() for place in shared.iterdir()]
        with pytest.raises(ClashError, match="old copy"):
            sync(journal, shared, NOW)
    assert [place.read_bytes() for place in shared.iterdir()] == before


def test_a_stranger_in_the_folder_is_passed_over_and_a_missing_folder_told_of(
    tmp_path: Path, shared: Path
) -> None:
    a = machine(tmp_path, "a", "xy")
    (shared / "notes.jsonl").write_text("[1]\n")
    _, written, (remark,) = synced(a, shared)
    assert written
    assert "notes.jsonl" in remark
    with opened(a) as journal, pytest.raises(JournalError, match="there is no folder"):
        sync(journal, tmp_path / "unplugged", NOW)
    assert not (tmp_path / "unplugged").exists()


def test_nothing_half_written_is_ever_left_in_the_folder(
    tmp_path: Path, shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a = machine(tmp_path, "a", "xy")
    synced(a, shared)
    (file,) = shared.iterdir()
    before = file.read_bytes()

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    with opened(a) as journal:
        journal.append([review("z")], NOW)
        with monkeypatch.context() as patch:
            patch.setattr(os, "fsync", full)
            with pytest.raises(JournalError, match="cannot be written: No space left"):
                export(journal, file)
    assert list(shared.iterdir()) == [file]
    assert file.read_bytes() == before


def test_order_goes_on_after_what_was_taken_in(tmp_path: Path) -> None:
    a, b = machine(tmp_path, "a", "x"), machine(tmp_path, "b", "uvw")
    take(a, b)
    with opened(a) as journal:
        greatest = max(event.ord for event in journal.events())
        (event,) = journal.append([review("x")], NOW - 500 * DAY)
        assert event.ord == greatest + 1
        assert event.id == EventId(journal.device, 2)
