"""What the journal does for the rest of the program."""

from __future__ import annotations

import json
import sqlite3
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from studyguide.errors import JournalError
from studyguide.journal.event import (
    BURY,
    DISPUTE,
    FLAG,
    JSON,
    READ,
    RESET,
    REVIEW,
    SUSPEND,
    UNDO,
    UNFLAG,
    UNSUSPEND,
    VISIT,
    Act,
    EventId,
)
from studyguide.journal.fold import PLAIN, Mark
from studyguide.memory.model import Grade
from studyguide.memory.scheduler import Scheduler
from tests.journal.helpers import DAY, NOW, TODAY, dump, kinds, opened, raw, review


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "studyguide" / "journal.db"


def test_an_answer_is_there_after_reopening_with_all_that_was_told_of_it(path: Path) -> None:
    body: dict[str, JSON] = {
        "grade": 3,
        "response": {"kind": "chosen", "options": ["b"]},
        "ms": 5120,
        "note": "é[/x]\x1b",
    }
    with opened(path) as journal:
        (event,) = journal.append([Act(REVIEW, "pack/q", body)], NOW)
    with opened(path) as journal:
        (again,) = journal.events()
        assert again == event
        assert again.body == body
        assert (again.seq, again.day, again.off, again.at) == (1, TODAY, 0, 1_796_115_600_000)
        assert journal.memory("pack/q") == Scheduler().review(None, Grade.GOOD, TODAY)
        assert journal.memory("pack/other") is None


def test_the_study_day_and_the_offset_are_those_of_the_learner(path: Path) -> None:
    nepal = timezone(timedelta(hours=5, minutes=45))
    with opened(path) as journal:
        (event,) = journal.append([review("a")], datetime(2026, 12, 2, 3, 59, tzinfo=nepal))
    assert (event.off, event.day) == (345, TODAY)


@pytest.mark.parametrize("text", ["\udc80", "a\ud800b", "\ud83d\ude00", "\udfff" * 3])
def test_bytes_that_are_no_text_never_stop_an_answer(path: Path, text: str) -> None:
    with opened(path) as journal:
        body: dict[str, JSON] = {"grade": 3, "response": {"typed": [text]}, text: 1}
        (event,) = journal.append([Act(REVIEW, f"pack/{text}", body)], NOW)
        (again,) = journal.events()
        assert again == event
        str(again).encode()
        assert again.body["grade"] == 3
        assert set(journal.memories()) == {again.item}
        assert journal.verify() == ()


def test_an_instant_without_a_zone_is_a_bug(path: Path) -> None:
    with opened(path) as journal:
        with pytest.raises(ValueError, match="aware"):
            journal.append([review("a")], NOW.replace(tzinfo=None))
        assert kinds(journal) == []


def test_acts_of_one_append_are_recorded_together_or_not_at_all(path: Path) -> None:
    with opened(path) as journal:
        events = journal.append([review("a"), Act(FLAG, "a"), review("a", 1)], NOW)
        assert [event.seq for event in events] == [1, 2, 3]
        assert [event.ord for event in events] == sorted({event.ord for event in events})
        nowhere = Act(UNDO, target=EventId("0" * 16, 7))
        with pytest.raises(JournalError, match="not recorded"):
            journal.append([review("b"), nowhere], NOW)
        assert kinds(journal) == ["review", "flag", "review"]
        assert journal.memory("b") is None


def test_undo_heeds_what_happened_since_it_was_called_last(path: Path) -> None:
    with opened(path) as journal, opened(path) as other:

        def undone() -> str | None:
            event = journal.undo(NOW)
            return event and event.item

        journal.append([review(name) for name in "abc"], NOW)
        assert undone() == "c"
        other.append([review("d", 1)], NOW)
        assert undone() == "d"
        journal.append([review("e", 2)], NOW)
        assert [undone(), undone()] == ["e", "b"]
        last = [event for event in journal.events() if event.kind == UNDO][-1]
        other.append([Act(UNDO, target=last.id)], NOW)
        assert [undone(), undone(), undone(), undone()] == ["b", "a", None, None]
        before = dump(path)
        assert not journal.rebuild()
        assert dump(path) == before


def test_undo_walks_back_across_restarts_and_passes_over_the_reader(path: Path) -> None:
    """Promise 4: undo always works, at any age and after a restart."""
    with opened(path) as journal:
        journal.append([review("a")], NOW)
        journal.append([review("b", 1), Act(READ, "ch#s"), Act(VISIT, "ch#t")], NOW)
    with opened(path) as journal:
        first = journal.undo(NOW)
        assert first is not None
        assert (first.item, first.live) == ("b", False)
    with opened(path) as journal:
        second = journal.undo(NOW)
        assert second is not None
        assert second.item == "a"
        assert journal.undo(NOW) is None
        assert kinds(journal) == ["-review", "-review", "read", "visit", "undo", "undo"]
        assert journal.memories() == {}
        assert journal.reads() == {"ch#s"}


def test_an_undo_can_be_undone_and_done_again(path: Path) -> None:
    """Promise 4: redo is the undo of the undo."""
    with opened(path) as journal:
        journal.append([review("a"), review("a", 1)], NOW)
        before = journal.memory("a")
        journal.undo(NOW)
        undo = list(journal.events())[-1]
        (redo,) = journal.append([Act(UNDO, target=undo.id)], NOW)
        assert redo.item == "a"
        assert journal.memory("a") == before
        assert kinds(journal) == ["review", "review", "-undo", "undo"]
        journal.append([Act(UNDO, target=redo.id)], NOW)
        assert journal.memory("a") == Scheduler().review(None, Grade.GOOD, TODAY)
        assert kinds(journal) == ["review", "-review", "undo", "-undo", "undo"]


def test_the_last_place_is_found_again(path: Path) -> None:
    with opened(path) as journal:
        assert journal.last_visit() is None
        journal.append([Act(VISIT, "ch#a"), Act(VISIT, "ch#b", {"line": 7})], NOW + DAY)
        visit = journal.last_visit()
        assert visit is not None
        assert (visit.item, visit.body, visit.day) == ("ch#b", {"line": 7}, TODAY + 1)


def test_marks(path: Path) -> None:
    with opened(path) as journal:
        journal.append([Act(SUSPEND, "a"), Act(FLAG, "a"), Act(BURY, "b"), Act(DISPUTE, "b")], NOW)
        assert journal.marks() == {"a": Mark(suspended=True, flagged=True), "b": Mark(buried_day=TODAY)}
        journal.append([Act(UNSUSPEND, "a"), Act(UNFLAG, "a")], NOW)
        assert journal.mark("a") == PLAIN
        assert set(journal.marks()) == {"b"}


def test_a_reset_card_is_new_again_and_its_reviews_stay(path: Path) -> None:
    with opened(path) as journal:
        journal.append([review("a"), review("a"), Act(RESET, "a")], NOW)
        assert journal.memory("a") is None
        assert journal.introduced(TODAY) == 0
        journal.append([review("a", 4)], NOW + DAY)
        assert journal.memory("a") == Scheduler().review(None, Grade.EASY, TODAY + 1)
        assert (journal.introduced(TODAY), journal.introduced(TODAY + 1)) == (0, 1)
        assert kinds(journal).count("review") == 3


def test_counts(path: Path) -> None:
    with opened(path) as journal:
        journal.append([review("a", 1), review("b", 1), review("c", 1), review("d", 4)], NOW)
        journal.append([review("a"), review("e")], NOW + DAY)
        assert journal.counts_by_day() == {TODAY: 4, TODAY + 1: 2}
        assert journal.counts_by_day(TODAY + 1) == {TODAY + 1: 2}
        assert (journal.introduced(TODAY), journal.introduced(TODAY + 1)) == (4, 1)


def test_reviews_that_count_are_told_by_study_day(path: Path) -> None:
    with opened(path) as journal:
        journal.append([review("a", 1), Act(FLAG, "a"), review("b", 2)], NOW)
        journal.append([review("c", 3)], NOW + DAY)
        journal.undo(NOW + DAY)
        journal.append([review("c", 4)], NOW + 2 * DAY)
        journal.append([review("d", 1)], NOW - 400 * DAY)  # the clock was set back

        def told(first: int, last: int, most: int = -1) -> list[tuple[int, int]]:
            found = journal.reviews(first, last, most)
            return [(day - TODAY, json.loads(body)["grade"]) for day, body in found]

        assert told(0, TODAY + 2) == [(0, 1), (0, 2), (2, 4), (-400, 1)]
        assert told(0, TODAY + 2, 2) == [(2, 4), (-400, 1)]
        assert told(TODAY, TODAY) == [(0, 1), (0, 2)]
        assert told(TODAY + 1, TODAY + 9) == [(2, 4)]
        assert told(TODAY + 3, TODAY + 9) == []


def test_events_can_be_narrowed_down(path: Path) -> None:
    with opened(path) as journal:
        journal.append([review("a"), Act(FLAG, "a"), review("b")], NOW)
        journal.append([review("a")], NOW + DAY)
        journal.append([review("b")], NOW - 400 * DAY)  # the clock was set back
        seen = [
            [event.seq for event in events]
            for events in (
                journal.events("a"),
                journal.events(kinds=("flag", "undo")),
                journal.events(since_day=TODAY + 1),
                journal.events(since_day=TODAY - 1000),
                journal.events("a", (REVIEW,), TODAY + 1),
                journal.events("nothing"),
            )
        ]
        assert seen == [[1, 2, 4], [2], [4], [1, 2, 3, 4, 5], [4], []]


def test_events_may_be_read_while_more_are_recorded(path: Path) -> None:
    with opened(path) as journal:
        journal.append([review(f"q{n}") for n in range(1200)], NOW)
        seen = 0
        for event in journal.events():
            seen += 1
            if event.seq % 400 == 0:
                journal.append([Act(FLAG, event.item)], NOW)
        assert seen == 1203


@pytest.mark.parametrize(
    "body", [{}, {"grade": 0}, {"grade": 5}, {"grade": "3"}, {"grade": 2.5}, {"rating": 3}]
)
def test_a_review_without_a_sound_grade_is_kept_and_counts_for_nothing(
    path: Path, body: dict[str, str | float]
) -> None:
    with opened(path) as journal:
        journal.append([Act(REVIEW, "a", dict(body)), Act("hologram", "a", {"x": 1})], NOW)
        assert journal.memories() == {}
        assert [event.kind for event in journal.events()] == ["review", "hologram"]
        assert not journal.rebuild()


def test_another_scheduler_means_other_memories_of_the_same_events(path: Path) -> None:
    strict, lax = Scheduler(0.95), Scheduler(0.8)
    history = [(Grade.GOOD, TODAY), (Grade.GOOD, TODAY + 4)]
    with opened(path, strict) as journal:
        for grade, day in history:
            journal.append([review("a", grade)], NOW + (day - TODAY) * DAY)
        assert journal.memory("a") == strict.replay(history)
    with opened(path, lax) as journal:
        assert journal.memory("a") == lax.replay(history)
        journal.use(strict)
        assert journal.memory("a") == strict.replay(history)
        journal.append([review("a")], NOW + 30 * DAY)
        assert journal.memory("a") == strict.replay([*history, (Grade.GOOD, TODAY + 30)])
        assert not journal.rebuild()


def test_what_two_schedulers_left_mixed_is_folded_anew(path: Path) -> None:
    strict, lax = Scheduler(0.95), Scheduler(0.8)
    with opened(path, strict) as first:
        first.append([review("a")], NOW)
        with opened(path, lax) as second:
            first.append([review("b")], NOW)
            second.append([review("c")], NOW)
    with opened(path, lax) as journal:
        expected = lax.review(None, Grade.GOOD, TODAY)
        assert journal.memories() == {"a": expected, "b": expected, "c": expected}


def test_derived_tables_that_were_lost_or_tampered_with_come_back_identical(path: Path) -> None:
    """Promise 3: what you see can be rebuilt."""
    with opened(path) as journal:
        for n in range(40):
            journal.append([review(f"q{n % 7}", 1 + n % 4), Act(FLAG, f"q{n % 5}")], NOW + n * DAY)
            if n % 6 == 5:
                journal.undo(NOW + n * DAY)
        journal.append([Act(READ, "ch#s")], NOW)
    whole = dump(path)
    for damage in (
        "delete from memory",
        "update memory set due_day = due_day + 1 where item = 'q3'",
        "insert into mark values ('zz', 1, 1, null, null, null)",
        "delete from dead",
    ):
        with raw(path) as db:
            db.execute(damage)
        with opened(path) as journal:
            assert journal.rebuild()
            assert not journal.rebuild()
        assert dump(path) == whole


def test_events_that_another_program_put_in_are_folded_in_when_opening(path: Path) -> None:
    with opened(path) as journal:
        journal.append([review("a")], NOW)
    with raw(path) as db:
        db.execute(
            "insert into event select 'feedfeedfeedfeed', 1, ord + 5, at, off, day, kind, 'b',"
            " null, null, '', body from event"
        )
    with opened(path) as journal:
        assert set(journal.memories()) == {"a", "b"}
        (event,) = journal.append([review("a")], NOW - 5 * DAY)
        assert event.ord == max(e.ord for e in journal.events())
        assert not journal.rebuild()


@pytest.mark.parametrize(
    "statement",
    [
        "update event set day = day + 1",
        "update event set body = body",
        "delete from event",
        "insert or replace into event select * from event",
        "replace into event select device, seq, ord, 0, 0, 0, kind, 'b', null, null, sum, body from event",
    ],
)
def test_no_event_can_be_changed_or_removed(path: Path, statement: str) -> None:
    """Promise 2: no answer is ever changed or removed."""
    with opened(path) as journal:
        journal.append([review("a")], NOW)
    before = dump(path)
    with raw(path) as db, pytest.raises(sqlite3.IntegrityError, match="append-only"):
        db.execute(statement)
    assert dump(path) == before


def test_order_is_kept_whatever_the_clock_says(path: Path) -> None:
    """Promise 11: clocks never lose or reorder answers."""
    moments = [NOW, NOW + 14_610 * DAY, NOW + DAY, NOW - 14_610 * DAY, NOW + 2 * DAY]
    with opened(path) as journal:
        for n, moment in enumerate(moments):
            journal.append([review("a", 1 + n % 4)], moment)
        events = list(journal.events())
        assert [event.at for event in events] == [round(moment.timestamp() * 1000) for moment in moments]
        assert [event.day for event in events] == [TODAY + d for d in (0, 14_610, 1, -14_610, 2)]
        history = [(Grade(1 + n % 4), event.day) for n, event in enumerate(events)]
        assert journal.memory("a") == Scheduler().replay(history)
        assert not journal.rebuild()
