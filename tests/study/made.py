"""Entries, cards, catalogs and events made in a line, for tests of progress."""

from __future__ import annotations

from studyguide.journal.event import JSON, REVIEW, Event
from studyguide.memory.model import Grade, Memory
from studyguide.study.catalog import Catalog, Entry, TaskHead

DAY = 20_000


def entry(key: str, *, task: str = "4.3", scope: str = "in", reserve: bool = False) -> Entry:
    return Entry(key, "one", task, scope, key, 1, False, reserve)


def catalog(*entries: Entry, tasks: tuple[str, ...] = ("4.3",)) -> Catalog:
    heads = tuple(TaskHead(task, f"Task {task}", 1 / len(tasks)) for task in tasks)
    return Catalog("pack", "Pack", "X", (), heads, entries)


def memory(last: int, due: int, grade: Grade = Grade.GOOD, *, stability: float = 20.0) -> Memory:
    return Memory(stability, 5.0, last, due, 2, 0, grade)


def event(
    item: str,
    day: int,
    grade: JSON = 3,
    *,
    kind: str = REVIEW,
    live: bool = True,
    seq: int = 1,
    **body: JSON,
) -> Event:
    return Event("d", seq, seq, day * 86_400_000, 0, day, kind, item, {"grade": grade, **body}, None, live)
