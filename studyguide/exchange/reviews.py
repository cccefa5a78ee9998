"""The learner's reviews in the columns that programs for fitting FSRS parameters read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from studyguide.exchange.cells import lines, quoted
from studyguide.journal.event import RESET, REVIEW, Event

COLUMNS = ("card_id", "review_time", "review_rating", "review_state", "review_duration")
KINDS = (REVIEW, RESET)
"""The kinds of events that are needed."""
_NEW, _LEARNING, _REVIEW, _RELEARNING = range(4)


class Row(NamedTuple):
    """One review that counts."""

    card_id: str
    review_time: int
    """UTC milliseconds."""
    review_rating: int
    """1 Again, 2 Hard, 3 Good, 4 Easy."""
    review_state: int
    """Before it: 0 new, 1 learning (the first day), 2 review, 3 relearning (missed earlier that day)."""
    review_duration: int | None
    """Milliseconds, where they were measured."""


def reviews(events: Iterable[Event]) -> tuple[Row, ...]:
    """The reviews from which a card's memory follows: live, graded, and after its last reset; in order."""
    rows: dict[str, list[tuple[int, int, Row]]] = {}
    for place, event in enumerate(events):
        if not event.live:
            continue
        if event.kind == RESET:
            rows.pop(event.item, None)
        elif event.kind == REVIEW and event.body.get("grade") in (1, 2, 3, 4):
            own = rows.setdefault(event.item, [])
            own.append((place, event.day, _row(event, [(day, row) for _, day, row in own])))
    kept = sorted((place, row) for own in rows.values() for place, _, row in own)
    return tuple(row for _, row in kept)


def _row(event: Event, before: list[tuple[int, Row]]) -> Row:
    if not before:
        state = _NEW
    elif event.day <= before[0][0]:
        state = _LEARNING
    else:
        missed = any(day == event.day and row.review_rating == 1 for day, row in before)
        state = _RELEARNING if missed else _REVIEW
    grade, spent = event.body["grade"], event.body.get("ms")
    assert isinstance(grade, int)
    return Row(event.item, event.at, grade, state, spent if isinstance(spent, int) else None)


def reviews_csv(rows: Iterable[Row]) -> str:
    """A whole file."""
    return lines((COLUMNS, *_cells(rows)), ",")


def _cells(rows: Iterable[Row]) -> Iterator[tuple[str, ...]]:
    for row in rows:
        yield tuple(quoted("" if cell is None else str(cell)) for cell in row)
