"""The journal: every act is recorded before it is believed; what the learner remembers is a fold over it."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Self

from studyguide.errors import JournalError
from studyguide.journal import derived, heads, log
from studyguide.journal.check import findings
from studyguide.journal.event import JSON, RESET, REVIEW, SITTING, UNDO, VISIT, Act, Event, EventId
from studyguide.journal.file import DAMAGE, closed_on_failure, open_file, open_for_reading, reason, tidy
from studyguide.journal.fold import MARKING, Mark, Row, marked, misled, remembered
from studyguide.journal.heads import Head
from studyguide.memory.model import Memory, study_day
from studyguide.memory.scheduler import Scheduler

PATIENCE = 5.0
"""Seconds to wait for another program that is writing."""
_TIDY = 128
"""Transactions after which the write-ahead log is taken over into the file, so that it stays short."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Journal:
    """One learner's journal. Every method raises JournalError where the file cannot be read or written."""

    def __init__(self, db: sqlite3.Connection, path: Path, scheduler: Scheduler, *, recording: bool) -> None:
        """Use `Journal.open`."""
        self._db = db
        self.path = path
        self.scheduler = scheduler
        self.recording = recording
        """Whether acts can be recorded; False where the place cannot be written."""
        self._fingerprint = scheduler.fingerprint
        self._untidy = 0
        with self._reading():
            self.device = heads.meta(db, "device")

    @classmethod
    def open(cls, path: Path, scheduler: Scheduler, *, now: datetime, patience: float = PATIENCE) -> Journal:
        """Open the journal at a path, made with its folder if missing, with memories as of a scheduler.

        A place that cannot be written gives a journal that can be read only. Raises JournalError, and
        leaves the file untouched, for one that is foreign, newer or damaged.
        """
        db, recording = open_file(path, now=now, patience=patience)
        with closed_on_failure(db):
            journal = cls(db, path, scheduler, recording=recording)
            journal._catch_up()
        return journal

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; the last to do so leaves it whole by itself, without files beside it."""
        if self._untidy:
            self._untidy = 0
            with suppress(JournalError), self._transaction("the journal cannot be closed"):
                heads.write_heads(self._db)
        self._db.close()

    def append(self, acts: Iterable[Act], now: datetime) -> tuple[Event, ...]:
        """Record acts in one transaction: all of them are on the disk when this returns, or none is."""
        self._must_record()
        with self._transaction("not recorded"):
            return self._append(acts, now)

    def undo(self, now: datetime, *, sitting: str | None = None) -> Event | None:
        """Take back the last act that counts, of one sitting if told; returns it, or None if there is none.

        Called again it goes further back. To take an undo back, append an undo whose target it is.
        """
        self._must_record()
        with self._transaction("not recorded"):
            last = log.last_undoable(self._db, sitting)
            if last is None:
                return None
            self._append([Act(UNDO, target=last.id)], now)
            return last._replace(live=False)

    def start_sitting(self, id: str, body: Mapping[str, JSON], now: datetime) -> Event:
        """Record what a sitting consists of, to be resumed; its acts carry `sitting: id` in the body."""
        (event,) = self.append([Act(SITTING, id, body)], now)
        return event

    def use(self, scheduler: Scheduler) -> None:
        """Remember by another scheduler from now on, as if it had always been in use."""
        self.scheduler, self._fingerprint = scheduler, scheduler.fingerprint
        self._catch_up()

    def rebuild(self) -> bool:
        """Compute everything derived again from the events; whether anything differed."""
        with self._transaction("the journal cannot be rebuilt"):
            changed = derived.rebuild(self._db, self.scheduler)
            heads.set_folded_by(self._db, self._fingerprint)
            return changed

    def verify(self) -> tuple[str, ...]:
        """What is wrong with the file, one sentence each; may be called from any thread."""
        if not self.path.exists():
            return ()
        try:
            with closing(open_for_reading(self.path, patience=PATIENCE)) as db:
                return findings(db)
        except DAMAGE as error:
            return (reason(error, self.path),)

    # What is remembered.

    def memory(self, item: str) -> Memory | None:
        """What is remembered of one card; None if it is new."""
        with self._reading():
            learnt = derived.learnt(self._db, item)
        return learnt.memory if learnt else None

    def memories(self) -> dict[str, Memory]:
        """What is remembered, by card; new cards are absent."""
        with self._reading():
            return {item: learnt.memory for item, learnt in derived.learnts(self._db)}

    def mark(self, item: str) -> Mark:
        """What is special about one card or section."""
        with self._reading():
            return derived.mark(self._db, item)

    def marks(self) -> dict[str, Mark]:
        """What is special, by card or section; an item with nothing special is absent."""
        with self._reading():
            return dict(derived.marks(self._db))

    def reads(self) -> frozenset[str]:
        """The sections that have been read."""
        return frozenset(item for item, mark in self.marks().items() if mark.read_day is not None)

    def due_count(self, day: int) -> int:
        """How many cards, in a pack or not, are due on a study day and neither suspended nor buried."""
        with self._reading():
            return derived.due_count(self._db, day)

    def introduced(self, day: int) -> int:
        """How many cards were new until a study day."""
        with self._reading():
            return derived.introduced(self._db, day)

    # What happened.

    def events(
        self,
        item: str | None = None,
        kinds: Collection[str] | None = None,
        since_day: int | None = None,
        sitting: str | None = None,
    ) -> Iterator[Event]:
        """Events in order, dead ones too; acts may be recorded while they are taken in."""
        with self._reading():
            yield from log.events(self._db, item, kinds, since_day, sitting)

    def last_undoable(self, *, sitting: str | None = None) -> Event | None:
        """The act that `undo` would take back."""
        with self._reading():
            return log.last_undoable(self._db, sitting)

    def reviews_of_sitting(self, id: str) -> tuple[Event, ...]:
        """The reviews of a sitting that count, in order."""
        return tuple(event for event in self.events(kinds=(REVIEW,), sitting=id) if event.live)

    def sittings(self) -> tuple[Event, ...]:
        """The beginnings of all sittings, in order."""
        with self._reading():
            return log.sittings(self._db)

    def last_sitting(self) -> Event | None:
        """The beginning of the last sitting."""
        with self._reading():
            return log.last_of(self._db, SITTING)

    def last_visit(self) -> Event | None:
        """Where the reader stood last."""
        with self._reading():
            return log.last_of(self._db, VISIT)

    def counts_by_day(self, since_day: int = 0) -> dict[int, int]:
        """How many reviews count on each study day that has any."""
        with self._reading():
            return log.counts_by_day(self._db, since_day)

    def _append(self, acts: Iterable[Act], now: datetime) -> tuple[Event, ...]:
        offset = now.utcoffset()
        if offset is None:
            raise ValueError("the journal wants an aware instant")
        at, off = (now - _EPOCH) // timedelta(milliseconds=1), offset // timedelta(minutes=1)
        day = study_day(now)
        head, folded_by = heads.head(self._db, self.device)
        if folded_by != self._fingerprint:
            # Another program has since folded by another scheduler: let the next to open fold anew.
            heads.set_folded_by(self._db, "")
        events = []
        for act in acts:
            item = self._item_of(act.target) if act.kind == UNDO else act.item
            target = act.target or (None, None)
            body = log.encode(act.body)
            seq, ord = head.seq + 1, max(at, head.ord + 1)
            row = (self.device, seq, ord, at, off, day, act.kind, item, *target, body)
            head = Head(seq, ord, log.chain(head.sum, row))
            log.insert(self._db, row, head.sum)
            self._derive(Row(self.device, seq, act.kind, day, body), item)
            events.append(Event(self.device, seq, ord, at, off, day, act.kind, item, act.body, act.target))
        return tuple(events)

    def _item_of(self, target: EventId | None) -> str:
        item = log.item_of(self._db, target) if target else None
        if item is None:
            raise JournalError("not recorded: what is to be undone is not in the journal")
        return item

    def _derive(self, row: Row, item: str) -> None:
        """Bring the derived tables up to one more event, the latest of all."""
        if row.kind in (REVIEW, RESET):
            before = derived.learnt(self._db, item)
            after = remembered(before, row, self.scheduler)
            if after is not before:
                derived.write_learnt(self._db, item, before, after)
            if misled(row):
                derived.write_mark(self._db, item, marked(derived.mark(self._db, item), row))
        elif row.kind in MARKING:
            derived.write_mark(self._db, item, marked(derived.mark(self._db, item), row))
        elif row.kind == UNDO:
            derived.refold(self._db, item, self.scheduler)

    def _catch_up(self) -> None:
        """Compute what is derived again where another scheduler did, or where events may be lacking."""
        with self._reading():
            foreign, behind = heads.folded_by(self._db) != self._fingerprint, heads.behind(self._db)
        if foreign:
            self.rebuild()
        elif behind:
            with self._transaction("the journal cannot be opened"):
                derived.catch_up(self._db, self.scheduler)

    @contextmanager
    def _reading(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.ProgrammingError:
            raise
        except DAMAGE as error:
            raise JournalError(f"the journal cannot be read: {reason(error, self.path)}") from error

    def _must_record(self) -> None:
        if not self.recording:
            raise JournalError(f"not recorded: {self.path} cannot be written")

    @contextmanager
    def _transaction(self, failure: str) -> Iterator[None]:
        """All or nothing; locked from the start, so that what is read within still holds when written."""
        db = self._db
        try:
            db.execute("begin immediate")
            yield
            db.execute("commit")
            self._untidy += 1
            if self._untidy % _TIDY == 0:
                tidy(db)
        except sqlite3.ProgrammingError:
            raise
        except DAMAGE as error:
            raise JournalError(f"{failure}: {reason(error, self.path)}") from error
        finally:
            if db.in_transaction:
                with suppress(*DAMAGE):
                    db.execute("rollback")
