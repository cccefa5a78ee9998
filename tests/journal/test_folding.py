"""Computing everything at once gives what each event in its turn gives."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyguide.journal.derived import rebuild
from studyguide.journal.event import FLAG, RESET, REVIEW, SUSPEND, UNDO, Act
from studyguide.journal.fold import PLAIN, Learnt, Mark, Row, fold, marked, remembered
from studyguide.memory.scheduler import Scheduler
from tests.journal.helpers import NOW, dump, opened, raw, review

BODIES = st.sampled_from(
    [
        *(f'{{"grade": {grade}}}' for grade in range(6)),
        '{"grade": 1, "correct": false, "certainty": 3}',
        '{"correct": false, "certainty": 3}',
        '{"grade": "3", "correct": false, "certainty": 3}',
        '{"grade": 2, "correct": "no"}',
        '{"grade": 3, "ce\\\\u0072tainty": 3, "correct": false}',
        "[]",
        "",
    ]
)
EVENTS = st.lists(
    st.tuples(st.sampled_from([REVIEW, REVIEW, REVIEW, RESET, FLAG, SUSPEND]), st.integers(-5, 900), BODIES)
)


@given(EVENTS)
def test_folding_is_one_event_after_another(events: list[tuple[str, int, str]]) -> None:
    rows = [Row("a", n + 1, kind, 20_000 + day, body) for n, (kind, day, body) in enumerate(events)]
    scheduler = Scheduler()
    learnt: Learnt | None = None
    mark: Mark = PLAIN
    for row in rows:
        learnt, mark = remembered(learnt, row, scheduler), marked(mark, row)
    assert fold(rows, scheduler)[:2] == (learnt, mark)


DAMAGE = (
    "update memory set stability = 9.5 where item = 'b'",
    "delete from memory where item = 'b'",
    "insert into memory select 'bb', stability, difficulty, last_day, due_day, reps, lapses, last_grade,"
    " first_day from memory where item = 'b'",
    "insert into memory select '', stability, difficulty, last_day, due_day, reps, lapses, last_grade,"
    " first_day from memory where item = 'b'",
    "insert into memory select 'zz', stability, difficulty, last_day, due_day, reps, lapses, last_grade,"
    " first_day from memory where item = 'b'",
    "delete from mark",
    "update mark set flagged = 0",
    "delete from dead",
    "insert into dead values ('ffffffffffffffff', 1)",
)


@pytest.mark.parametrize("damage", DAMAGE)
@pytest.mark.parametrize("batch", [1, 2, 1000])
def test_a_rebuild_mends_whatever_is_wrong_and_says_so(
    damage: str, batch: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("studyguide.journal.derived._BATCH", batch)
    path = tmp_path / "journal.db"
    with opened(path) as journal:
        events = journal.append([review(item) for item in ("a", "b", "c", "d", "b\x01", "é")], NOW)
        journal.append([Act(FLAG, "c"), Act(UNDO, target=events[0].id), review("b", 1)], NOW)
    before = dump(path)
    with raw(path) as db:
        db.execute(damage)
    assert dump(path) != before
    with opened(path) as journal:
        assert journal.rebuild()
        assert not journal.rebuild()
    assert dump(path) == before


@given(st.lists(st.tuples(st.booleans(), st.sampled_from("ab"), st.integers(1, 4)), max_size=12))
def test_the_events_of_two_devices_are_taken_in_their_common_order(
    answers: list[tuple[bool, str, int]],
) -> None:
    """As if one device had written them, whichever wrote which."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "journal.db"
        with opened(path) as journal:
            device = journal.device
            for _, item, grade in answers:
                journal.append([review(item, grade)], NOW)
            expected = journal.memories()
        with raw(path) as db:
            rows = [list(row) for row in db.execute("select * from event order by seq")]
            for trigger in ("event_no_delete", "event_no_update", "event_no_replace"):
                db.execute(f"drop trigger if exists {trigger}")
            db.execute("delete from event")
            seqs = {device: 0, "0" * 16: 0}
            for row, (elsewhere, _, _) in zip(rows, answers, strict=True):
                row[0] = "0" * 16 if elsewhere else device
                seqs[row[0]] += 1
                row[1] = seqs[row[0]]
                db.execute(f"insert into event values ({', '.join('?' * len(row))})", row)
            rebuild(db, Scheduler())
        with opened(path) as journal:
            assert journal.memories() == expected
