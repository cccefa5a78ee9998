"""Trees whose pages stand in wrong places: reading them comes to an end, with the truth or a complaint."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import suppress
from itertools import islice
from pathlib import Path

import pytest

from studyguide.errors import JournalError
from studyguide.journal import check, derived, gaps, heads, log
from studyguide.journal.event import UNDO, VISIT, Act
from studyguide.journal.file import DAMAGE, DamagedJournalError
from studyguide.memory.scheduler import Scheduler
from tests.journal.damage import leaf_with, put_page
from tests.journal.helpers import DAY, NOW, TODAY, opened, raw, review

MIXED = ("seq", "ord", "day", "at", "off", "kind", "item", "target_seq", "target_device", "body")
ANSWERS = 1200
"""More than are read at a time."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "journal.db"
    with opened(path) as journal:
        journal.append([review(f"pack/q{n % 9}", note=f"answer {n}.") for n in range(ANSWERS)], NOW)
    return path


def test_events_do_not_come_again_and_again_where_the_last_page_is_an_earlier_one(path: Path) -> None:
    put_page(path, leaf_with(path, b"answer 700."), leaf_with(path, b"answer 1199."))
    with raw(path) as db, pytest.raises(sqlite3.DatabaseError, match="out of order"):
        list(islice(log.events(db), 10 * ANSWERS))


TEXTS = ("ord = 'x'", "seq = 'x'", "seq = 1.5", "device = x'00'", "sum = null")
NULLS = ("device = null", "seq = null")


@pytest.mark.parametrize(
    ("table", "wrong"),
    [*(("event", wrong) for wrong in TEXTS), *(("head", wrong) for wrong in (*TEXTS, *NULLS))],
)
def test_wrong_types_are_damage_wherever_they_are_met(tmp_path: Path, table: str, wrong: str) -> None:
    """As a damaged page gives them; SQLite itself would not let them in."""
    with raw(_with_wrong_types(tmp_path, table, wrong)) as db:
        assert check.findings(db)
        with pytest.raises(DAMAGE):
            heads.behind(db)
        with pytest.raises(DAMAGE):
            heads.write_heads(db)


@pytest.mark.parametrize("wrong", NULLS)
def test_an_event_of_nobody_or_without_a_number_is_a_missing_one(tmp_path: Path, wrong: str) -> None:
    with raw(_with_wrong_types(tmp_path, "event", wrong)) as db:
        assert "are missing" in check.findings(db)[-1]


def _with_wrong_types(tmp_path: Path, table: str, wrong: str) -> Path:
    path = tmp_path / "journal.db"
    with opened(path) as journal:
        journal.append([review("a"), review("b")], NOW)
    with raw(path) as db:
        _without_types(db, table)
        db.execute(f"update {table} set {wrong} where seq = 2")
    return path


def _without_types(db: sqlite3.Connection, table: str) -> None:
    for trigger in ("event_no_update", "event_no_delete", "event_no_replace"):
        db.execute(f"drop trigger {trigger}")
    db.execute(f"alter table {table} rename to was")
    db.execute(f"create table {table} as select * from was")
    db.execute("drop table was")


READERS: tuple[Callable[[sqlite3.Connection], object], ...] = (
    lambda db: list(log.events(db)),
    lambda db: list(log.events(db, since_day=TODAY)),
    lambda db: log.reviews(db, (0, TODAY + 9)),
    lambda db: log.counts_by_day(db, 0),
    lambda db: log.last_undoable(db, {}),
    lambda db: derived.refold(db, "a", Scheduler()),
    lambda db: derived.rebuild(db, Scheduler()),
    lambda db: derived.catch_up(db, Scheduler()),
)


@pytest.mark.parametrize(
    "wrong", [f"{column} = {value}" for column in MIXED for value in ("'x'", "x'00ff'", "null", "1.5")]
)
def test_an_event_of_wrong_types_is_told_from_or_harmless_to_those_around_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wrong: str
) -> None:
    path = tmp_path / "journal.db"
    with opened(path) as journal:
        journal.append([review("a", 1), review("b"), review("a"), Act(VISIT, "c#d"), review("a")], NOW)
        journal.append([review("a")], NOW + DAY)
        (last,) = journal.append([review("b")], NOW + 2 * DAY)
        journal.append([Act(UNDO, target=last.id)], NOW + 2 * DAY)
    with raw(path) as db:
        # In a damaged tree the ends may be sound.
        sound = heads.ends(db)
        monkeypatch.setattr(log, "ends", lambda _: sound)
        monkeypatch.setattr(derived, "ends", lambda _: sound)
        _without_types(db, "event")
        db.execute(f"update event set {wrong} where seq = 3")
        for read in READERS:
            with suppress(*DAMAGE):
                read(db)
        assert db.execute("select count(*) from event").fetchone() == (8,)


def test_an_act_does_not_go_on_from_an_end_that_is_no_number(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    with opened(path) as journal:
        journal.append([review("a")], NOW)
    with opened(path) as journal:
        with raw(path) as db:
            _without_types(db, "head")
            db.execute("update head set ord = 'x'")
        with pytest.raises(DamagedJournalError, match="not recorded"):
            journal.append([review("b")], NOW)


@pytest.mark.parametrize("text", ["{", "[[1, 2, 3]]", "7", '"x"', ""])
def test_a_damaged_list_of_losses_is_a_finding_and_no_failure(tmp_path: Path, text: str) -> None:
    path = tmp_path / "journal.db"
    with opened(path) as journal:
        journal.append([review("a")], NOW)
    with raw(path) as db:
        db.execute("insert into meta values ('gaps', ?)", (text,))
        with pytest.raises(sqlite3.DatabaseError, match="lost events"):
            gaps.known(db)
    with opened(path) as journal:
        (finding,) = journal.verify()
        assert "lost events" in finding
        told = journal.look_over(NOW)
        assert told is not None
        assert "doctor --fix" in told
        assert not journal.recording
        with pytest.raises(JournalError, match="not recorded"):
            journal.append([review("b")], NOW)
