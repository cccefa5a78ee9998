"""Making, opening and refusing the journal's file."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from studyguide.errors import JournalError
from studyguide.journal import device
from studyguide.journal.file import DamagedJournalError, inspect
from studyguide.journal.journal import Journal
from studyguide.journal.merge import merge
from studyguide.journal.transfer import export
from studyguide.memory.scheduler import Scheduler
from tests.journal.damage import overwrite, root_of
from tests.journal.helpers import DAY, NOW, dump, kinds, opened, raw, review

NOBODY = 65534


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journal.db"


@contextmanager
def not_allowed_to_write(folder: Path) -> Iterator[None]:
    """The folder and what is in it may be read and not written, whoever runs the tests."""
    modes = {place: place.stat().st_mode for place in (folder, *folder.iterdir())}
    user = os.geteuid()
    for place in modes:
        place.chmod(0o555 if place.is_dir() else 0o444)
    if user == 0:  # permissions do not bind the superuser
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(user)
        for place, mode in modes.items():
            place.chmod(mode)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that any user may enter, unlike pytest's own."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


def bytes_in(folder: Path) -> dict[str, bytes]:
    return {place.name: place.read_bytes() for place in folder.iterdir() if place.is_file()}


def test_a_missing_folder_and_file_are_made_for_the_learner_alone(tmp_path: Path) -> None:
    path = tmp_path / "share" / "studyguide" / "journal.db"
    opened(path).close()
    assert os.listdir(path.parent) == ["journal.db"]
    if os.name == "posix":
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_name_that_would_mean_something_in_an_address_is_taken_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a b?mode=ro#%41é" / "journal.db"
    with opened(path) as journal:
        journal.append([review("a")], NOW)
    assert os.listdir(path.parent) == ["journal.db"]
    assert os.listdir(tmp_path) == ["a b?mode=ro#%41é"]


def test_after_closing_the_file_is_whole_by_itself(path: Path, tmp_path: Path) -> None:
    with opened(path) as first, opened(path) as second:
        first.append([review("a")], NOW)
        second.append([review("b")], NOW)
    assert os.listdir(tmp_path) == ["journal.db"]
    copy = tmp_path / "elsewhere" / "journal.db"
    copy.parent.mkdir()
    shutil.copy(path, copy)
    with opened(copy) as journal:
        assert set(journal.memories()) == {"a", "b"}


def test_it_is_written_so_that_an_answer_survives_a_power_cut(path: Path) -> None:
    """Promise 1: every answer is brought to the disk before it is confirmed."""
    with opened(path) as journal:
        settings = {
            name: journal._db.execute(f"pragma {name}").fetchone()[0]
            for name in (
                "journal_mode",
                "synchronous",
                "busy_timeout",
                "wal_autocheckpoint",
                "trusted_schema",
            )
        }
    assert settings == {
        "journal_mode": "wal",
        "synchronous": 2,
        "busy_timeout": 5000,
        "wal_autocheckpoint": 0,
        "trusted_schema": 0,
    }


def test_a_long_evening_does_not_let_the_write_ahead_log_grow_without_end(path: Path) -> None:
    log = path.with_name("journal.db-wal")
    with opened(path) as journal:
        sizes = []
        for n in range(700):
            journal.append([review(f"q{n % 50}")], NOW)
            sizes.append(log.stat().st_size)
    assert max(sizes) < 2 * max(sizes[:200])


def foreign_database(path: Path) -> None:
    with raw(path) as db:
        db.execute("create table cards (id integer primary key)")


def newer(path: Path) -> None:
    opened(path).close()
    with raw(path) as db:
        db.execute("pragma user_version = 2")


def truncated(path: Path) -> None:
    with opened(path) as journal:
        journal.append([review(f"q{n}") for n in range(200)], NOW)
    os.truncate(path, path.stat().st_size // 2)


def overwritten(path: Path) -> None:
    with opened(path) as journal:
        journal.append([review(f"q{n}") for n in range(200)], NOW)
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(100)
        file.write(b"\xa5" * (size - 100))


def other_application(path: Path) -> None:
    opened(path).close()
    with raw(path) as db:
        db.execute("pragma application_id = 7")


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda path: path.write_bytes(b""), "is empty; move it away"),
        (lambda path: path.write_text("dear diary " * 50), "not a journal of this program"),
        (lambda path: path.write_bytes(b"SQLite format 3\0"), "not a journal of this program"),
        (foreign_database, "not a journal of this program"),
        (other_application, "not a journal of this program"),
        (newer, "newer version of this program; update"),
        (truncated, "damaged"),
        (overwritten, "damaged"),
    ],
    ids=["empty", "text", "cut short", "foreign", "another program's", "newer", "truncated", "overwritten"],
)
def test_what_is_not_a_journal_of_this_version_is_refused_untouched(
    path: Path, tmp_path: Path, spoil: object, said: str
) -> None:
    """Promise 8: a newer, foreign or odd file is refused untouched."""
    assert callable(spoil)
    spoil(path)
    before = bytes_in(tmp_path)
    with pytest.raises(JournalError, match=said) as refusal:
        opened(path)
    assert "\n" not in str(refusal.value)
    assert str(path) in str(refusal.value)
    assert bytes_in(tmp_path) == before


def moved_and_damaged(path: Path) -> None:
    """A copy, which would take an id of its own, with a damaged index."""
    first = path.with_name("first")
    with opened(first) as journal:
        journal.append([review(f"q{n}") for n in range(200)], NOW)
    first.rename(path)
    overwrite(path, root_of(path, "event_item"))


def put_back_and_damaged(path: Path) -> None:
    """A backup put in the journal's place, which keeps no log yet."""
    with opened(path) as journal:
        journal.append([review(f"q{n}") for n in range(200)], NOW)
    with raw(path) as db:
        db.execute("pragma journal_mode=delete")
    overwrite(path, root_of(path, "event_item"))


def not_folded_and_damaged(path: Path) -> None:
    """What was left by a program that was killed."""
    with opened(path) as journal:
        journal.append([review(f"q{n}") for n in range(200)], NOW)
    with raw(path) as db:
        db.execute("delete from head")
    overwrite(path, root_of(path, "event_visit"))


def by_another_scheduler_and_damaged(path: Path) -> None:
    with opened(path, Scheduler(0.8)) as journal:
        journal.append([review(f"q{n}") for n in range(200)], NOW)
    overwrite(path, root_of(path, "event_visit"))


def without_its_id(path: Path) -> None:
    opened(path).close()
    with raw(path) as db:
        db.execute("update meta set value = substr(value, 2) where key = 'device'")


def without_its_scheduler(path: Path) -> None:
    opened(path).close()
    with raw(path) as db:
        db.execute("delete from meta where key = 'scheduler'")


@pytest.mark.parametrize(
    "spoil",
    [
        moved_and_damaged,
        put_back_and_damaged,
        not_folded_and_damaged,
        by_another_scheduler_and_damaged,
        without_its_id,
        without_its_scheduler,
    ],
    ids=lambda spoil: spoil.__name__,
)
def test_opening_a_damaged_journal_writes_nothing_to_it(
    path: Path, tmp_path: Path, spoil: Callable[[Path], None]
) -> None:
    """Promise 7: a damaged file is never made worse."""
    spoil(path)
    before = bytes_in(tmp_path)
    with pytest.raises(DamagedJournalError, match="doctor --fix"):
        opened(path)
    assert bytes_in(tmp_path) == before


def test_closing_a_journal_that_was_found_damaged_writes_nothing_more(path: Path) -> None:
    """Promise 7: from then on nothing is written to it."""
    with opened(path) as journal:
        journal.append([review("a")], NOW)
    page = root_of(path, "mark")
    with opened(path) as journal:
        journal.append([review("b")], NOW)
        overwrite(path, page)
        assert journal.look_over(NOW)
    with raw(path) as db:
        assert db.execute("select seq from head").fetchall() == [(1,)]
        assert db.execute("select max(seq) from event").fetchall() == [(2,)]


@pytest.mark.skipif(os.name != "posix", reason="locks elsewhere do not end with another file's closing")
@pytest.mark.parametrize("look", ["inspect", "open again", "merge itself", "verify", "look over", "export"])
def test_looking_at_the_open_journal_leaves_its_locks(path: Path, tmp_path: Path, look: str) -> None:
    """Promise 5: another program that closes it must not take itself for the last, and remove the log."""
    with Journal.open(path, Scheduler(), now=NOW, backups=tmp_path / "backups") as journal:
        journal.append([review("a")], NOW)
        match look:
            case "inspect":
                inspect(path)
            case "open again":
                opened(path).close()
            case "merge itself":
                merge(journal, [path], NOW)
            case "verify":
                assert journal.verify() == ()
            case "look over":
                journal.look_over(NOW)
            case _:
                export(journal, tmp_path / "out.jsonl")
        another = "import sqlite3, sys; sqlite3.connect(sys.argv[1]).execute('select 1 from event')"
        subprocess.run([sys.executable, "-S", "-c", another, path], check=True)
        assert path.with_name("journal.db-wal").exists()
        journal.append([review("b")], NOW)
    with opened(path) as journal:
        assert set(journal.memories()) == {"a", "b"}


def test_an_export_does_not_take_the_journals_place(path: Path) -> None:
    with opened(path) as journal:
        journal.append([review("a")], NOW)
        with pytest.raises(JournalError, match="the journal itself"):
            export(journal, path)
        assert journal.verify() == ()


def test_a_folder_or_a_pipe_in_its_place_is_refused(path: Path, tmp_path: Path) -> None:
    path.mkdir()
    with pytest.raises(JournalError, match="not an ordinary file"):
        opened(path)
    assert list(path.iterdir()) == []
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
        with pytest.raises(JournalError, match="not an ordinary file"):
            opened(tmp_path / "pipe")


def test_a_dangling_link_and_a_file_in_place_of_the_folder_are_refused(tmp_path: Path) -> None:
    link = tmp_path / "journal.db"
    link.symlink_to(tmp_path / "gone" / "journal.db")
    with pytest.raises(JournalError, match="cannot be read"):
        opened(link)
    (tmp_path / "file").write_text("x")
    with pytest.raises(JournalError, match="cannot be made"):
        opened(tmp_path / "file" / "journal.db")
    assert sorted(os.listdir(tmp_path)) == ["file", "journal.db"]


def test_a_place_that_cannot_be_written_can_still_be_read(open_folder: Path) -> None:
    """Promise 6: on a read-only disk you can go on, and are told that nothing is recorded."""
    path = open_folder / "journal.db"
    with opened(path) as journal:
        journal.append([review("a"), review("b")], NOW)
    before = bytes_in(open_folder)
    with not_allowed_to_write(open_folder), opened(path) as journal:
        assert not journal.recording
        assert set(journal.memories()) == {"a", "b"}
        assert kinds(journal) == ["review", "review"]
        assert journal.verify() == ()
        for attempt in (lambda: journal.append([review("a")], NOW), lambda: journal.undo(NOW)):
            with pytest.raises(JournalError, match=r"not recorded: .*cannot be written"):
                attempt()
        assert kinds(journal) == ["review", "review"]
    assert bytes_in(open_folder) == before


def test_answers_left_in_the_write_ahead_log_are_seen_where_nothing_can_be_written(open_folder: Path) -> None:
    path = open_folder / "journal.db"
    with opened(path) as journal:
        journal.append([review("a")], NOW)
        with not_allowed_to_write(open_folder), opened(path) as reader:
            assert not reader.recording
            assert set(reader.memories()) == {"a"}


@pytest.mark.skipif(not Path("/sys").is_dir(), reason="needs a folder in which nobody can make files")
def test_with_nowhere_to_write_there_is_an_empty_journal_that_records_nothing() -> None:
    with opened(Path("/sys/studyguide/journal.db")) as journal:
        assert not journal.recording
        assert journal.memories() == {}
        assert journal.verify() == ()
        with pytest.raises(JournalError, match="not recorded"):
            journal.append([review("a")], NOW)


def test_a_copied_file_goes_on_under_another_device(path: Path, tmp_path: Path) -> None:
    with opened(path) as journal:
        journal.append([review("a")], NOW)
        first = journal.device
    with opened(path) as journal:
        assert journal.device == first
    copy = tmp_path / "usb" / "journal.db"
    copy.parent.mkdir()
    shutil.copy(path, copy)
    with opened(copy) as journal:
        assert journal.device != first
        (event,) = journal.append([review("b")], NOW - DAY)
        assert event.id == (journal.device, 1)
        assert event.ord > next(journal.events()).ord
        assert journal.verify() == ()
        moved = journal.device
    with opened(copy) as journal:
        assert journal.device == moved


def test_the_same_place_on_another_machine_is_another_device(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(path) as journal:
        first = journal.device
    monkeypatch.setattr(device, "machine_id", lambda: "another")
    with opened(path) as journal:
        assert journal.device != first
        second = journal.device
    with opened(path) as journal:
        assert journal.device == second


def test_a_machine_without_an_id_is_told_by_its_name_and_network_card(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = tmp_path / "machine-id"
    monkeypatch.setattr(device, "MACHINE_IDS", (tmp_path / "missing", first))
    monkeypatch.setattr("platform.node", lambda: "desk")
    monkeypatch.setattr("uuid.getnode", lambda: 0x00AA11BB22CC)
    assert device.machine_id() == "desk aa11bb22cc"
    monkeypatch.setattr("uuid.getnode", lambda: 0x01AA11BB22CC)  # made up, and another at each start
    assert device.machine_id() == "desk"
    first.write_text("abc\n")
    assert device.machine_id() == "abc"


@pytest.mark.parametrize("gone", ["moved", "removed", "replaced", "folder moved"])
def test_a_file_that_is_no_longer_in_its_place_is_told_of(tmp_path: Path, gone: str) -> None:
    """Promise 6: unplugged, you are told before the next card, and nothing saved is lost."""
    path = tmp_path / "stick" / "journal.db"
    with opened(path) as journal:
        journal.append([review("a")], NOW)
        match gone:
            case "moved":
                path.rename(tmp_path / "elsewhere.db")
            case "removed":
                path.unlink()
            case "replaced":
                path.rename(tmp_path / "elsewhere.db")
                path.write_bytes((tmp_path / "elsewhere.db").read_bytes())
            case _:
                path.parent.rename(tmp_path / "unplugged")
        with pytest.raises(JournalError, match=r"not recorded: .*no longer there; put it back and try again"):
            journal.append([review("b")], NOW)
        assert kinds(journal) == ["review"]
        if gone == "folder moved":
            (tmp_path / "unplugged").rename(path.parent)
            journal.append([review("b")], NOW)
            assert kinds(journal) == ["review", "review"]


def write_and_fail(journal: Journal, failure: sqlite3.Error) -> None:
    with journal.transaction("not recorded") as db:
        db.execute("update meta set value = 'x' where key = 'created'")
        raise failure


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("SQLITE_IOERR_WRITE", "gave an error"),
        ("SQLITE_IOERR_FSYNC", "gave an error"),
        ("SQLITE_FULL", "is full; make room and try again"),
        ("SQLITE_READONLY", "cannot be written; see who may write there"),
        ("SQLITE_BUSY", "another program is writing"),
        ("SQLITE_CORRUPT_INDEX", "doctor --fix"),
    ],
)
def test_every_failure_to_write_is_one_sentence_and_rolled_back(path: Path, name: str, said: str) -> None:
    """Promise 6: whatever fails, the answer is told to be not recorded."""
    failure = sqlite3.OperationalError("disk I/O error")
    failure.sqlite_errorname = name
    with opened(path) as journal:
        journal.append([review("a")], NOW)
        with pytest.raises(JournalError, match=r"^not recorded: ") as told:
            write_and_fail(journal, failure)
        assert said in str(told.value)
        assert "\n" not in str(told.value)
        journal.append([review("b")], NOW)
    with raw(path) as db:
        assert db.execute("select value from meta where key = 'created'").fetchone() != ("x",)


def test_two_journals_never_share_a_device(tmp_path: Path) -> None:
    devices = set()
    for name in "abc":
        with opened(tmp_path / name / "journal.db") as journal:
            devices.add(journal.device)
    assert len(devices) == 3
    assert all(len(device) == 16 and int(device, 16) >= 0 for device in devices)


def test_another_programs_lock_is_told_of_and_nothing_is_half_written(path: Path) -> None:
    """Promise 5: after the wait comes a sentence, never a traceback."""
    with opened(path, patience=0.02) as journal:
        journal.append([review("a")], NOW)
        before = dump(path)
        with raw(path) as other:
            other.execute("begin immediate")
            with pytest.raises(JournalError, match=r"not recorded: another program is writing .*try again"):
                journal.append([review("b"), review("c")], NOW)
            assert set(journal.memories()) == {"a"}
            other.execute("rollback")
        assert dump(path) == before
        journal.append([review("b")], NOW)
        assert set(journal.memories()) == {"a", "b"}


def test_using_a_closed_journal_is_a_bug_and_not_an_excuse(path: Path) -> None:
    journal = opened(path)
    journal.close()
    with pytest.raises(sqlite3.ProgrammingError):
        journal.memories()


def test_any_sqlite_can_read_it(path: Path) -> None:
    """Promise 17: any SQLite reads it."""
    with opened(path) as journal:
        journal.append([review("a"), review("b", 1)], NOW)
    with raw(path) as db:
        rows = db.execute(
            "select item, json_extract(body, '$.grade'), date(day * 86400, 'unixepoch') from event"
        )
        assert rows.fetchall() == [("a", 3, "2026-12-01"), ("b", 1, "2026-12-01")]
        assert db.execute("pragma integrity_check").fetchall() == [("ok",)]
