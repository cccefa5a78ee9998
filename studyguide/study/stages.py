"""How far the cards of each exam task have come: unread, read, tested, retained. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from msgspec import Struct

from studyguide.cards.model import Card
from studyguide.journal.fold import PLAIN, Mark
from studyguide.memory.model import Memory
from studyguide.memory.scheduler import Scheduler
from studyguide.study.catalog import Catalog
from studyguide.study.progress import is_known


class Stages(Struct, frozen=True):
    """The cards of an exam task, each counted once, at the furthest stage it has reached."""

    id: str
    title: str
    cards: int
    unread: int
    """Not asked yet, and the section that answers them is not read."""
    read: int
    """Not asked yet, but the section is read."""
    tested: int
    """Asked, and not retained."""
    retained: int
    """Asked again on a later day than at first, and known now."""


def stages(
    catalog: Catalog,
    cards: Mapping[str, Card],
    memories: Mapping[str, Memory],
    marks: Mapping[str, Mark],
    first_days: Mapping[str, int],
    day: int,
    scheduler: Scheduler,
) -> tuple[Stages, ...]:
    """The tasks of a pack in its order, those without cards left out; reserve cards do not count."""
    counts: dict[str, Counter[str]] = {}
    for entry in catalog.entries:
        if entry.reserve or entry.scope == "out":
            continue
        memory = memories.get(entry.key)
        if memory is None:
            section = cards[entry.key].ref.partition("/")[0]
            stage = "unread" if marks.get(section, PLAIN).read_day is None else "read"
        else:
            later = memory.last_day > first_days.get(entry.key, memory.last_day)
            stage = "retained" if later and is_known(memory, day, scheduler) else "tested"
        counts.setdefault(entry.task, Counter())[stage] += 1
    return tuple(
        Stages(
            task.id,
            task.title,
            cards=found.total(),
            unread=found["unread"],
            read=found["read"],
            tested=found["tested"],
            retained=found["retained"],
        )
        for task in catalog.tasks
        if (found := counts.get(task.id))
    )
