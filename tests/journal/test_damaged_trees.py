"""Trees whose pages stand in wrong places: reading them comes to an end, with the truth or a complaint."""

from __future__ import annotations

import sqlite3
from itertools import islice
from pathlib import Path

import pytest

from studyguide.errors import JournalError
from studyguide.journal import check, gaps, heads, log
from studyguide.journal.file import DAMAGE, DamagedJournalError
from tests.journal.damage import leaf_with, put_page
from tests.journal.helpers import NOW, opened, raw, review

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
