"""A mock exam on record: every mark on the sheet is committed, so that a kill loses nothing but time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta, timezone
from typing import Any, Self

import msgspec

from studyguide.cards.model import Card, Response
from studyguide.journal.event import EXAM, EXAM_END, EXAM_SHEET, Act, Event
from studyguide.journal.journal import Journal
from studyguide.study.exam import Exam, Sheet


class _Began(msgspec.Struct, frozen=True):
    seed: str
    keys: tuple[str, ...]
    minutes: int


class _Marked(msgspec.Struct, frozen=True):
    exam: str
    response: Response | None = None
    flagged: bool = False
    struck: tuple[str, ...] = ()
    seconds: float = 0.0


class ExamRecord:
    """An exam and the journal it is written to. Every method either commits and moves on, or raises."""

    def __init__(self, journal: Journal, exam: Exam) -> None:
        self.journal = journal
        self.exam = exam

    @classmethod
    def begin(
        cls,
        journal: Journal,
        cards: Mapping[str, Card],
        keys: tuple[str, ...],
        minutes: int,
        seed: str,
        now: datetime,
    ) -> Self:
        """Start the clock."""
        name = f"exam-{now.astimezone(UTC):%Y%m%dT%H%M%S}-{seed}"
        began = _Began(seed, keys, minutes)
        journal.append((Act(EXAM, name, msgspec.to_builtins(began)),), now)
        return cls(journal, Exam(name, seed, keys, now, minutes, cards))

    @classmethod
    def resume(cls, journal: Journal, cards: Mapping[str, Card], now: datetime) -> Self | None:
        """The last exam if it is still open, else None; one whose time ran out meanwhile is handed in."""
        attempts = list(past(journal, cards))
        if not attempts or attempts[-1].ended:
            return None
        record = cls(journal, attempts[-1])
        if not record.exam.left(now):
            record.submit(now)
            return None
        return record

    def mark(self, key: str, sheet: Sheet, now: datetime) -> None:
        """Put the state of one question on record."""
        marked = _Marked(
            self.exam.id, sheet.response, sheet.flagged, tuple(sorted(sheet.struck)), sheet.seconds
        )
        self.journal.append((Act(EXAM_SHEET, key, msgspec.to_builtins(marked)),), now)
        self.exam = self.exam.with_sheet(key, sheet)

    def submit(self, now: datetime) -> None:
        """Hand it in."""
        ended = self.exam.submit(now)
        assert ended.ended is not None
        self.journal.append((Act(EXAM_END, self.exam.id, {"at": ended.ended.isoformat()}),), now)
        self.exam = ended


def past(journal: Journal, cards: Mapping[str, Card]) -> Iterator[Exam]:
    """Every attempt on record, oldest first; questions that no longer exist are left out."""
    exams: dict[str, Exam] = {}
    for event in journal.events(kinds=(EXAM, EXAM_SHEET, EXAM_END)):
        if event.kind == EXAM:
            began = msgspec.convert(event.body, _Began)
            keys = tuple(key for key in began.keys if key in cards)
            exams[event.item] = Exam(event.item, began.seed, keys, _when(event), began.minutes, cards)
        elif event.kind == EXAM_SHEET:
            marked = msgspec.convert(event.body, _Marked)
            if (exam := exams.get(marked.exam)) and event.item in cards:
                sheet = Sheet(marked.response, marked.flagged, frozenset(marked.struck), marked.seconds)
                exams[marked.exam] = exam.with_sheet(event.item, sheet)
        elif exam := exams.get(event.item):
            exams[event.item] = exam.submit(_ended(event))
    yield from exams.values()


def _when(event: Event) -> datetime:
    zone = timezone(timedelta(minutes=event.off))
    return datetime.fromtimestamp(event.at / 1000, zone)


def _ended(event: Event) -> datetime:
    at: Any = event.body.get("at")
    return datetime.fromisoformat(at) if isinstance(at, str) else _when(event)
