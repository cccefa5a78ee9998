"""How far the learner is: pure sums over cards and memories."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from typing import NamedTuple

from studyguide.memory.model import Grade, Memory
from studyguide.memory.scheduler import Scheduler
from studyguide.study.catalog import Catalog, Entry
from studyguide.study.plan import is_due

KNOWN = 0.8
"""A card counts as known while its chance of recall is at least this, unless it was missed last."""


class Tally(NamedTuple):
    """Sums over some cards (a chapter's, a task's, all)."""

    cards: int = 0
    seen: int = 0
    known: int = 0
    due: int = 0
    recall: float = 0.0
    """Sum of the chances of recall today; unseen cards add nothing."""


class ChapterProgress(NamedTuple):
    """One line of the chapter list."""

    id: str
    title: str
    number: int
    sections: int
    read: int
    tally: Tally


class TaskProgress(NamedTuple):
    """One task statement of the exam guide that the pack covers."""

    id: str
    title: str
    weight: float
    """Share of the exam's scored content, 0 to 1: the domain's, split evenly among its tasks."""
    tally: Tally


def tally(
    cards: Iterable[Entry],
    memories: Mapping[str, Memory],
    day: int,
    scheduler: Scheduler,
    exam_day: int | None,
) -> Tally:
    """Sums over the cards that reviews ask; reserve cards are left out."""
    asked = [card for card in cards if not card.reserve]
    seen = [memories[card.key] for card in asked if card.key in memories]
    chances = [scheduler.recall(memory, day) for memory in seen]
    return Tally(
        cards=len(asked),
        seen=len(seen),
        known=sum(
            chance >= KNOWN and memory.last_grade is not Grade.AGAIN
            for chance, memory in zip(chances, seen, strict=True)
        ),
        due=sum(is_due(memory, day, exam_day) for memory in seen),
        recall=sum(chances),
    )


def chapters(
    catalog: Catalog,
    memories: Mapping[str, Memory],
    reads: Set[str],
    day: int,
    scheduler: Scheduler,
    exam_day: int | None,
) -> tuple[ChapterProgress, ...]:
    """Progress of each chapter, in reading order. `reads` holds chapter#section references."""
    grouped: dict[str, list[Entry]] = {}
    for card in catalog.entries:
        grouped.setdefault(card.chapter, []).append(card)
    return tuple(
        ChapterProgress(
            id=chapter.id,
            title=chapter.title,
            number=number,
            sections=len(chapter.sections),
            read=sum(f"{chapter.id}#{section}" in reads for section in chapter.sections),
            tally=tally(grouped.get(chapter.id, ()), memories, day, scheduler, exam_day),
        )
        for number, chapter in enumerate(catalog.chapters, 1)
    )


def tasks(
    catalog: Catalog,
    memories: Mapping[str, Memory],
    day: int,
    scheduler: Scheduler,
    exam_day: int | None,
) -> tuple[TaskProgress, ...]:
    """Progress by the exam's task statements, of those the pack means to cover."""
    grouped: dict[str, list[Entry]] = {}
    for card in catalog.entries:
        if card.scope != "out":
            grouped.setdefault(card.task, []).append(card)
    return tuple(
        TaskProgress(
            id=task.id,
            title=task.title,
            weight=task.weight,
            tally=tally(grouped.get(task.id, ()), memories, day, scheduler, exam_day),
        )
        for task in catalog.tasks
    )
