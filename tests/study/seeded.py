"""A journal of some sixty study days, made quickly and always the same."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import timedelta

from msgspec.structs import replace

from studyguide.guide.model import Domain, Task
from studyguide.journal.event import BURY, JSON, READ, REVIEW, SUSPEND, Act
from studyguide.memory.model import Grade, Memory, study_day
from studyguide.study.desk import Desk
from studyguide.study.sitting import PRACTICE
from tests.tui.desk import PACK

TASKS = replace(
    PACK,
    exam=replace(
        PACK.exam,
        domains=(
            Domain(
                id="4",
                title="Monitoring, maintenance and security",
                weight=24,
                tasks=(Task(id="4.3", title="Secure AWS resources", security=True),),
            ),
        ),
    ),
)
"""The sample with the exam task of its questions, so that there is coverage to report."""
DAYS = 60
_SKIPPED = (11, 12, 13, 14, 15, 16, 29, 40, 41, 55)
"""Days, counted from the first, on which nothing was done."""


def study_sixty_days(desk: Desk, *, new_a_day: int = 4) -> None:
    """Sections read, cards met and reviewed when due, until two days ago, as by a learner who forgets faster
    than the program believes."""
    dice = random.Random(60)
    now = desk.clock()
    unseen = [entry.key for entry in desk.entries if not entry.reserve]
    sections = [f"{head.id}#{section}" for catalog in desk.shelf.catalogs for head in catalog.chapters
                for section in head.sections]  # fmt: skip
    memories: dict[str, Memory] = {}
    for ago in range(DAYS - 1, 1, -1):
        if DAYS - 1 - ago in _SKIPPED:
            continue
        when = now - timedelta(days=ago, hours=1)
        day = study_day(when)
        due = sorted(key for key, memory in memories.items() if memory.due_day <= day)
        fresh, unseen = unseen[:new_a_day], unseen[new_a_day:]
        acts = [Act(READ, section) for section in sections[:1]]
        sections = sections[1:]
        for key in (*due, *fresh):
            acts += _answers(desk, dice, key, memories, day)
        if ago % 9 == 0 or not acts:
            acts.append(_answer(PRACTICE, min(memories), Grade.GOOD, dice))
        desk.journal.append(acts, when)
    tired = sorted(memories)[:2]
    desk.journal.append((Act(SUSPEND, tired[0]), Act(BURY, tired[1])), now)


def _answers(
    desk: Desk,
    dice: random.Random,
    key: str,
    memories: dict[str, Memory],
    day: int,
) -> Sequence[Act]:
    """The card's answers of a day: until it is right."""
    before = memories.get(key)
    chance = 0.75 if before is None else desk.scheduler.recall(before, day) * 0.92
    right = dice.random() < chance
    grades = (Grade.GOOD,) if right else (Grade.AGAIN, Grade.GOOD)
    memory = before
    for grade in grades:
        memory = memories[key] = desk.scheduler.review(memory, grade, day)
    return [_answer(REVIEW, key, grade, dice) for grade in grades]


def _answer(kind: str, key: str, grade: Grade, dice: random.Random) -> Act:
    body: dict[str, JSON] = {
        "grade": int(grade),
        "correct": grade is not Grade.AGAIN,
        "certainty": dice.choice((1, 2, 2, 3, 3, 3))
        if grade is not Grade.AGAIN
        else dice.choice((1, 1, 2, 3)),
        "ms": dice.randrange(3_000, 30_000),
    }
    return Act(kind, key, body)
