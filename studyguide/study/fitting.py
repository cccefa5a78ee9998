"""The learner's reviews, as FSRS parameters are fitted to them."""

from __future__ import annotations

from collections.abc import Iterable

from studyguide.journal.event import RESET, REVIEW, Event
from studyguide.journal.journal import Journal
from studyguide.memory.fit import Fit, fit, histories
from studyguide.memory.model import Grade
from studyguide.study.history import history


def reviews(events: Iterable[Event]) -> list[tuple[str, Grade, int]]:
    """The reviews that memories follow from, as card, grade and study day: live, and after the last reset."""
    own: dict[str, list[tuple[int, Grade, int]]] = {}
    for place, record in enumerate(history(events)):
        if record.kind == RESET:
            own.pop(record.item, None)
        elif record.kind == REVIEW and record.grade is not None:
            own.setdefault(record.item, []).append((place, record.grade, record.day))
    kept = sorted((place, item, grade, day) for item, each in own.items() for place, grade, day in each)
    return [(item, grade, day) for _, item, grade, day in kept]


def fit_to(journal: Journal) -> Fit:
    """Parameters fitted to a journal, beside those in force; changes nothing.

    Raises:
        StudyGuideError: The journal holds too few reviews for it.
    """
    return fit(histories(reviews(journal.events(kinds=(REVIEW, RESET)))), journal.scheduler)
