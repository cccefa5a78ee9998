"""A journal used in any order of ways, against a list of what was done.

The list decides by itself which acts live and what follows from them, without the journal's fold.
"""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from studyguide.journal.event import (
    BURY,
    FLAG,
    KEPT_BY_UNDO,
    READ,
    RESET,
    REVIEW,
    SUSPEND,
    UNDO,
    UNFLAG,
    UNSUSPEND,
    VISIT,
    Act,
    Event,
    EventId,
)
from studyguide.journal.fold import Mark
from studyguide.journal.journal import Journal
from studyguide.memory.model import Grade, Memory, study_day
from studyguide.memory.scheduler import Scheduler
from tests.journal.helpers import NOW, opened

ITEMS = st.sampled_from(["pack/a", "pack/b", "pack/c"])
MARKS = st.sampled_from([SUSPEND, UNSUSPEND, FLAG, UNFLAG, BURY, READ, RESET, VISIT, "from-a-later-version"])


@dataclass
class Done:
    id: EventId
    kind: str
    item: str
    day: int
    grade: int = 0
    target: EventId | None = None


class JournalMachine(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.path = self.folder / "journal.db"
        self.scheduler = Scheduler()
        self.now = NOW
        self.done: list[Done] = []

    @initialize()
    def begin(self) -> None:
        self.journal = opened(self.path, self.scheduler)
        self.other = opened(self.path, self.scheduler)

    def teardown(self) -> None:
        if hasattr(self, "journal"):
            self.other.close()
            self.journal.close()
            with opened(self.path, self.scheduler) as journal:
                assert journal.verify() == ()
                assert not journal.rebuild()
                assert [event.id for event in journal.events()] == [done.id for done in self.done]
        shutil.rmtree(self.folder)

    def record(self, events: tuple[Event, ...]) -> None:
        for event in events:
            grade = event.body.get("grade", 0)
            assert isinstance(grade, int)
            item, day, target = event.item, study_day(self.now), event.target
            self.done.append(Done(event.id, event.kind, item, day, grade, target))

    def writer(self, second: bool) -> Journal:
        return self.other if second else self.journal

    # What a learner does.

    @rule(items=st.lists(st.tuples(ITEMS, st.integers(1, 4)), min_size=1, max_size=3), second=st.booleans())
    def answer(self, items: list[tuple[str, int]], second: bool) -> None:
        acts = [Act(REVIEW, item, {"grade": grade}) for item, grade in items]
        self.record(self.writer(second).append(acts, self.now))

    @rule(item=ITEMS, kind=MARKS, second=st.booleans())
    def mark(self, item: str, kind: str, second: bool) -> None:
        self.record(self.writer(second).append([Act(kind, item)], self.now))

    @rule(second=st.booleans())
    def undo(self, second: bool) -> None:
        expected = next(
            (
                done
                for done in reversed(self.done)
                if done.kind not in KEPT_BY_UNDO and not self.is_dead(done)
            ),
            None,
        )
        undone = self.writer(second).undo(self.now)
        assert (undone.id if undone else None) == (expected.id if expected else None)
        if expected:
            *_, undo = self.journal.events()
            assert undo.target == expected.id
            self.record((undo,))

    @precondition(lambda self: self.done)
    @rule(data=st.data())
    def undo_anything(self, data: st.DataObject) -> None:
        done = data.draw(st.sampled_from(self.done))
        self.record(self.journal.append([Act(UNDO, target=done.id)], self.now))

    @rule(days=st.integers(-3, 20) | st.sampled_from([-14_610, 14_610]), minutes=st.integers(0, 2000))
    def time_passes_or_the_clock_is_set(self, days: int, minutes: int) -> None:
        moment = self.now + timedelta(days=days, minutes=minutes)
        if abs(moment - NOW) < timedelta(days=30_000) and moment > datetime.min.replace(tzinfo=moment.tzinfo):
            self.now = moment

    @rule()
    def reopen(self) -> None:
        self.journal.close()
        self.journal = opened(self.path, self.scheduler)

    @rule()
    def forget_to_close(self) -> None:
        abandoned, self.journal = self.journal, opened(self.path, self.scheduler)
        abandoned._db.close()

    @rule()
    def rebuild(self) -> None:
        assert not self.journal.rebuild()

    @rule(retention=st.sampled_from([0.8, 0.9]))
    def remember_otherwise(self, retention: float) -> None:
        self.scheduler = Scheduler(retention)
        self.journal.use(self.scheduler)
        self.other.use(self.scheduler)

    # What must follow.

    def is_dead(self, event: Done) -> bool:
        later = self.done[self.done.index(event) + 1 :]
        return any(undo.target == event.id and not self.is_dead(undo) for undo in later)

    @invariant()
    def everything_is_as_the_list_says(self) -> None:
        if not hasattr(self, "journal"):
            return
        live = [done for done in self.done if not self.is_dead(done)]
        assert [(event.id, event.live) for event in self.other.events()] == [
            (done.id, done in live) for done in self.done
        ]
        items = {done.item for done in self.done}
        memories = {item: memory for item in items if (memory := self.memory(item, live))}
        marks = {item: mark for item in items if (mark := self.mark_of(item, live)) != Mark()}
        assert self.journal.memories() == memories
        assert self.other.marks() == marks
        days = [done.day for done in live if done.kind == REVIEW]
        assert self.journal.counts_by_day(-100_000) == {day: days.count(day) for day in sorted(set(days))}

    def memory(self, item: str, live: list[Done]) -> Memory | None:
        history: list[tuple[Grade, int]] = []
        for done in live:
            if done.item == item and done.kind == RESET:
                history.clear()
            elif done.item == item and done.kind == REVIEW:
                history.append((Grade(done.grade), done.day))
        return self.scheduler.replay(history)

    def mark_of(self, item: str, live: list[Done]) -> Mark:
        def last(*kinds: str) -> Done | None:
            return next((done for done in reversed(live) if done.item == item and done.kind in kinds), None)

        suspended, flagged, buried, read = (
            last(SUSPEND, UNSUSPEND),
            last(FLAG, UNFLAG),
            last(BURY),
            last(READ),
        )
        return Mark(
            suspended=suspended is not None and suspended.kind == SUSPEND,
            flagged=flagged is not None and flagged.kind == FLAG,
            buried_day=buried.day if buried else None,
            read_day=read.day if read else None,
        )


JournalMachine.TestCase.settings = settings(max_examples=20, stateful_step_count=30)
TestJournal = JournalMachine.TestCase
