"""The journal: every act is recorded before it is believed; what the learner remembers is a fold over it."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Collection, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from studyguide.errors import JournalError
from studyguide.journal import derived, heads, log
from studyguide.journal.check import findings
from studyguide.journal.event import RESET, REVIEW, UNDO, VISIT, Act, Event, EventId
from studyguide.journal.file import (
    DAMAGE,
    DamagedJournalError,
    closed_on_failure,
    damaged,
    must_be_whole,
    open_file,
    open_for_reading,
    reason,
    tidy,
    trouble,
)
from studyguide.journal.fold import MARKING, Mark, Row, marked, misled, remembered
from studyguide.journal.heads import Head
from studyguide.journal.lock import begin
from studyguide.memory.model import Memory, study_day
from studyguide.memory.scheduler import Scheduler

if TYPE_CHECKING:
    from studyguide.journal.backup import Backup

PATIENCE = 5.0
"""Seconds to wait for another program that is writing."""
_TIDY = 128
"""Transactions after which the write-ahead log is taken over into the file, so that it stays short."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Journal:
    """One learner's journal. Every method raises JournalError where the file cannot be read or written."""

    def __init__(
        self,
        db: sqlite3.Connection,
        path: Path,
        scheduler: Scheduler,
        *,
        recording: bool,
        patience: float = PATIENCE,
        backups: Path | None = None,
    ) -> None:
        """Use `Journal.open`."""
        self._db = db
        self.path = path
        self.scheduler = scheduler
        self.unrecorded = "" if recording else f"{path} cannot be written"
        """Why nothing can be recorded, as the end of a sentence; empty where everything is."""
        self.backup_trouble = ""
        """Why there is no backup of this study day, as a sentence; empty where there is one."""
        self._patience = patience
        self._backups = backups
        self._backed_up: int | None = None
        self._file = _identity(path) if recording else None
        self._fingerprint = scheduler.fingerprint
        self._untidy = 0
        self._reach: dict[str, int] = {}
        """How far back, by device, undoing has come."""
        self._reached_at: tuple[int, int] | None = None
        with self.reading():
            self.device = heads.meta(db, "device")

    @classmethod
    def open(
        cls,
        path: Path,
        scheduler: Scheduler,
        *,
        now: datetime,
        patience: float = PATIENCE,
        backups: Path | None = None,
    ) -> Journal:
        """Open the journal at a path, made with its folder if missing, with memories as of a scheduler.

        In the folder `backups` one is kept of every study day, made before its first act. A place that cannot
        be written gives a journal that can be read only. Raises JournalError, and leaves the file untouched,
        for one that is foreign, newer or damaged.
        """
        db, recording = open_file(path, now=now, patience=patience, backups=backups)
        with closed_on_failure(db):
            journal = cls(db, path, scheduler, recording=recording, patience=patience, backups=backups)
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
        if self._untidy and self.recording:
            self._untidy = 0
            with suppress(JournalError), self.transaction("the journal cannot be closed"):
                heads.write_heads(self._db)
        self._db.close()

    @property
    def recording(self) -> bool:
        """Whether acts can be recorded; False where the place cannot be written, or the file is damaged."""
        return not self.unrecorded

    def append(self, acts: Iterable[Act], now: datetime) -> tuple[Event, ...]:
        """Record acts in one transaction: all of them are on the disk when this returns, or none is."""
        self.must_record()
        self._keep_backup(now)
        with self.transaction("not recorded"):
            return self._append(acts, now)

    def undo(self, now: datetime) -> Event | None:
        """Take back the last act that counts; returns it, or None if there is none.

        Called again it goes further back. To take an undo back, append an undo whose target it is.
        """
        self.must_record()
        self._keep_backup(now)
        with self.transaction("not recorded"):
            if (seen := self._seen()) != self._reached_at:
                self._reach.clear()
            last = log.last_undoable(self._db, self._reach)
            if last is not None:
                self._append([Act(UNDO, target=last.id)], now)
        self._reached_at = seen[0], self._untidy
        return last and last._replace(live=False)

    def _seen(self) -> tuple[int, int]:
        """Something else once another program has written, and once this one has."""
        (version,) = self._db.execute("pragma data_version").fetchone()
        return version, self._untidy

    def use(self, scheduler: Scheduler) -> None:
        """Remember by another scheduler from now on, as if it had always been in use."""
        self.scheduler, self._fingerprint = scheduler, scheduler.fingerprint
        self._catch_up()

    def rebuild(self) -> bool:
        """Compute everything derived again from the events; whether anything differed."""
        with self.transaction("the journal cannot be rebuilt"):
            changed = derived.rebuild(self._db, self.scheduler)
            heads.set_folded_by(self._db, self._fingerprint)
            return changed

    def verify(self, *, lately: bool = False) -> tuple[str, ...]:
        """What is wrong with the file, one sentence each; may be called from any thread.

        A check of what was done `lately` takes a third of the time: it looks at the file's structure and at
        the sums of the latest events.
        """
        if not self.path.exists():
            return ()
        try:
            return self._findings(lately=lately)
        except DAMAGE as error:
            return (reason(error, self.path),)

    def _findings(self, *, lately: bool) -> tuple[str, ...]:
        with closing(open_for_reading(self.path, patience=PATIENCE)) as db:
            return findings(db, lately=lately)

    def look_over(self, now: datetime) -> str | None:
        """Check the file and make the study day's backup: what to tell the learner, if anything.

        To be called once after the start, from any thread, so that neither delays an answer. A damaged
        file is not written to from then on.
        """
        if self.unrecorded:
            return None
        try:
            if self._findings(lately=True):
                raise damaged(self.path)
            self._keep_backup(now)
        except DamagedJournalError as error:
            self.unrecorded = str(error)
            return self.unrecorded
        except DAMAGE as error:  # it cannot be read just now
            return reason(error, self.path)
        return self.backup_trouble or None

    # Copies.

    def back_up(self, now: datetime) -> Backup | None:
        """Make a backup, from any thread; None where there is no folder for it or nothing can be written."""
        if self._backups is None or self.unrecorded:
            return None
        from studyguide.journal import backup  # deferred, as all below: most starts do without

        return backup.make(self.path, self._backups, now)

    # What is remembered.

    def memory(self, item: str) -> Memory | None:
        """What is remembered of one card; None if it is new."""
        with self.reading():
            learnt = derived.learnt(self._db, item)
        return learnt.memory if learnt else None

    def memories(self) -> dict[str, Memory]:
        """What is remembered, by card; new cards are absent."""
        with self.reading():
            return derived.memories(self._db)

    def mark(self, item: str) -> Mark:
        """What is special about one card or section."""
        with self.reading():
            return derived.mark(self._db, item)

    def marks(self) -> dict[str, Mark]:
        """What is special, by card or section; an item with nothing special is absent."""
        with self.reading():
            return dict(derived.marks(self._db))

    def reads(self) -> frozenset[str]:
        """The sections that have been read."""
        return frozenset(item for item, mark in self.marks().items() if mark.read_day is not None)

    def introduced(self, day: int) -> int:
        """How many cards were new until a study day."""
        with self.reading():
            return derived.introduced(self._db, day)

    def first_day(self) -> int | None:
        """The study day of the first review that any memory rests on; None before it."""
        with self.reading():
            return derived.first_day(self._db)

    # What happened.

    def events(
        self,
        item: str | None = None,
        kinds: Collection[str] | None = None,
        since_day: int | None = None,
    ) -> Iterator[Event]:
        """Events in order, dead ones too; acts may be recorded while they are taken in."""
        with self.reading():
            yield from log.events(self._db, item, kinds, since_day)

    def reviews(self, first_day: int, last_day: int, most: int = -1) -> list[tuple[int, str]]:
        """Study day and body, as stored, of the reviews that count from one study day to another, in order.

        Of these the latest, at most so many; -1 for all.
        """
        with self.reading():
            return log.reviews(self._db, (first_day, last_day), most)

    def last_visit(self) -> Event | None:
        """Where the reader stood last."""
        with self.reading():
            return log.last_of(self._db, VISIT)

    def ends(self) -> dict[str, int]:
        """The last event of each device."""
        with self.reading():
            return {device: seq for device, seq, *_ in heads.ends(self._db)}

    def counts_by_day(self, since_day: int = 0) -> dict[int, int]:
        """How many reviews count on each study day that has any."""
        with self.reading():
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
            act, body = log.encode(act)
            item = self._item_of(act.target) if act.kind == UNDO else act.item
            target = act.target or (None, None)
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
        with self.reading() as db:
            foreign, behind = heads.folded_by(db) != self._fingerprint, heads.behind(db)
            if foreign or behind:
                must_be_whole(db)
        if foreign:
            self.rebuild()
        elif behind:
            with self.transaction("the journal cannot be opened"):
                derived.catch_up(self._db, self.scheduler)

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """The connection, with its complaints as JournalError; for the modules of this package."""
        try:
            yield self._db
        except sqlite3.ProgrammingError:
            raise
        except DAMAGE as error:
            raise trouble("the journal cannot be read", error, self.path) from error

    def must_record(self) -> None:
        """Raises JournalError, with the reason, where nothing can be recorded."""
        if self.unrecorded:
            raise JournalError(f"not recorded: {self.unrecorded}")
        # What is written to a file that was moved, removed or unplugged would be found by nobody.
        if _identity(self.path) != self._file:
            raise JournalError(f"not recorded: {self.path} is no longer there; put it back and try again")

    def _keep_backup(self, now: datetime) -> None:
        """Make the study day's backup unless this has been seen to."""
        if self._backups is None or self._backed_up == (day := study_day(now)):
            return
        self._backed_up = day
        from studyguide.journal import backup

        try:
            backup.make_daily(self.path, self._backups, now)
            self.backup_trouble = ""
        except DamagedJournalError as error:
            self.unrecorded = str(error)
            raise
        except JournalError as error:  # an answer without a backup is better than none
            self.backup_trouble = str(error)

    @contextmanager
    def transaction(self, failure: str) -> Iterator[sqlite3.Connection]:
        """All or nothing; locked from the start, so that what is read within still holds when written.

        For the modules of this package.
        """
        db = self._db
        try:
            begin(db, self._patience)
            yield db
            db.execute("commit")
            self._untidy += 1
            if self._untidy % _TIDY == 0:
                tidy(db)
        except sqlite3.ProgrammingError:
            raise
        except DAMAGE as error:
            raise trouble(failure, error, self.path) from error
        finally:
            if db.in_transaction:
                with suppress(*DAMAGE):
                    db.execute("rollback")


def _identity(path: Path) -> tuple[int, int] | None:
    """What tells a file from every other; None where there is none."""
    try:
        held = os.stat(path)
    except OSError:
        return None
    return held.st_dev, held.st_ino
