"""Readiness: how the learner does on questions never seen before. Pure.

Only mock exams ask reserve questions, so the first answer to one measures knowledge, not memory of the item.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from msgspec import Struct

from studyguide.study.catalog import Catalog, Entry
from studyguide.study.exam import Exam
from studyguide.study.history import Record
from studyguide.study.proportion import Proportion, proportion

if TYPE_CHECKING:
    from studyguide.study.outlook import Likely

FEWEST = 20
"""Fresh answers below which nothing is said: the interval would be wider than 40 points."""


class LikelyRecall(Struct, frozen=True):
    """Mean chance of recall on the exam day, as planned, with the range it should fall into; 0 to 1."""

    low: float
    mean: float
    high: float


class Fresh(Struct, frozen=True):
    """First answers to the reserve questions of one exam task, or of all."""

    id: str
    title: str
    answers: Proportion


class Readiness(Struct, frozen=True):
    """What fresh answers say, beside what memory promises."""

    lacking: int
    """Fresh answers that must still come before anything is said; 0 once there are enough."""
    unasked: int
    """Reserve questions that no exam has asked yet."""
    total: Fresh
    tasks: tuple[Fresh, ...]
    likely: LikelyRecall | None
    """None where it cannot be foreseen, and until somebody has worked it out."""


def readiness(
    catalogs: Iterable[Catalog],
    exams: Iterable[Exam],
    records: Iterable[Record],
) -> Readiness:
    """From the exams that are over, oldest first.

    A blank is no answer. A question that was also answered outside exams before is not fresh.
    """
    catalogs = tuple(catalogs)
    reserve = {
        entry.key: entry
        for catalog in catalogs
        for entry in catalog.entries
        if entry.reserve and entry.scope != "out"
    }
    right = _first_answers(exams, reserve, records)
    titles = {task.id: task.title for catalog in catalogs for task in catalog.tasks}
    tasks = {task: [key for key in right if reserve[key].task == task] for task in titles}
    return Readiness(
        lacking=max(0, FEWEST - len(right)),
        unasked=len(reserve) - len(right),
        total=Fresh("all", "All tasks", proportion(sum(right.values()), len(right))),
        tasks=tuple(
            Fresh(task, title, proportion(sum(right[key] for key in tasks[task]), len(tasks[task])))
            for task, title in titles.items()
            if tasks[task]
        ),
        likely=None,
    )


def likely_recall(likely: Likely | None) -> LikelyRecall | None:
    """As it is reported."""
    return likely and LikelyRecall(*(round(chance, 4) for chance in likely))


def _first_answers(
    exams: Iterable[Exam], reserve: Mapping[str, Entry], records: Iterable[Record]
) -> dict[str, bool]:
    met: dict[str, int] = {}
    for record in records:
        if record.grade is not None and record.item in reserve:
            met.setdefault(record.item, record.at)
    right: dict[str, bool] = {}
    for exam in exams:
        began = exam.started.timestamp() * 1000
        for key in exam.keys:
            fresh = key in reserve and key not in right and met.get(key, began) >= began
            if exam.ended and fresh and exam.sheet(key).answered:
                right[key] = bool(exam.verdict(key).credit)
    return right
