"""How far the learner is: pure sums over cards and memories."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from studyguide.journal.fold import PLAIN, Mark
from studyguide.memory.model import Grade, Memory
from studyguide.memory.scheduler import Scheduler
from studyguide.study.catalog import Catalog, Entry
from studyguide.study.due import DueRule

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


def is_known(memory: Memory, day: int, scheduler: Scheduler) -> bool:
    """Whether a card counts as known on a study day."""
    return memory.last_grade is not Grade.AGAIN and scheduler.recall(memory, day) >= KNOWN


def stands_due(memory: Memory, mark: Mark, rule: DueRule) -> bool:
    """Whether the plan of the rule's day has a card among those due: neither suspended nor buried on it."""
    return not mark.is_aside(rule.day) and rule(memory, mark.misled_day)


def tally(
    cards: Iterable[Entry],
    memories: Mapping[str, Memory],
    marks: Mapping[str, Mark],
    scheduler: Scheduler,
    rule: DueRule,
) -> Tally:
    """Sums over the cards that reviews ask; reserve cards are left out."""
    asked = [card for card in cards if not card.reserve]
    seen = [(memories[card.key], marks.get(card.key, PLAIN)) for card in asked if card.key in memories]
    return Tally(
        cards=len(asked),
        seen=len(seen),
        known=sum(is_known(memory, rule.day, scheduler) for memory, _ in seen),
        due=sum(stands_due(memory, mark, rule) for memory, mark in seen),
        recall=sum(scheduler.recall(memory, rule.day) for memory, _ in seen),
    )


def chapters(
    catalog: Catalog,
    memories: Mapping[str, Memory],
    marks: Mapping[str, Mark],
    scheduler: Scheduler,
    rule: DueRule,
) -> tuple[ChapterProgress, ...]:
    """Progress of each chapter, in reading order. `marks` holds cards, and sections as chapter#section."""
    grouped: dict[str, list[Entry]] = {}
    for card in catalog.entries:
        grouped.setdefault(card.chapter, []).append(card)
    return tuple(
        ChapterProgress(
            id=chapter.id,
            title=chapter.title,
            number=number,
            sections=len(chapter.sections),
            read=sum(
                marks.get(f"{chapter.id}#{section}", PLAIN).read_day is not None
                for section in chapter.sections
            ),
            tally=tally(grouped.get(chapter.id, ()), memories, marks, scheduler, rule),
        )
        for number, chapter in enumerate(catalog.chapters, 1)
    )


def tasks(
    catalog: Catalog,
    memories: Mapping[str, Memory],
    marks: Mapping[str, Mark],
    scheduler: Scheduler,
    rule: DueRule,
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
            tally=tally(grouped.get(task.id, ()), memories, marks, scheduler, rule),
        )
        for task in catalog.tasks
    )
