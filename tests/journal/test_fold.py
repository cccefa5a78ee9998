"""Which events count, by an independent definition: an event is dead if an undo that is not targets it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from studyguide.journal.event import FLAG, RESET, REVIEW, SUSPEND, UNDO, UNSUSPEND, EventId
from studyguide.journal.fold import PLAIN, Mark, Row, dead, fold
from studyguide.memory.model import Grade
from studyguide.memory.scheduler import Scheduler


def rows(steps: list[int | None]) -> list[Row]:
    """Reviews (None) and undos, each given by how far before it its target lies."""
    made = []
    for n, back in enumerate(steps):
        device, seq = "ab"[n % 2], n // 2 + 1
        if back is None:
            made.append(Row(device, seq, REVIEW, 100 + n, f'{{"grade": {1 + n % 4}}}'))
        else:
            at = n - back
            made.append(Row(device, seq, UNDO, 100 + n, "{}", "ab"[at % 2], at // 2 + 1))
    return made


def is_dead(event: Row, events: list[Row]) -> bool:
    later = events[events.index(event) + 1 :]
    return any(
        undo.kind == UNDO
        and (undo.target_device, undo.target_seq) == (event.device, event.seq)
        and not is_dead(undo, events)
        for undo in later
    )


@given(st.lists(st.none() | st.integers(-2, 6), max_size=14))
def test_an_event_is_dead_exactly_if_a_later_undo_that_lives_targets_it(steps: list[int | None]) -> None:
    events = rows(steps)
    expected = {EventId(event.device, event.seq) for event in events if is_dead(event, events)}
    assert dead(events) == expected


@given(st.lists(st.none() | st.integers(1, 6), max_size=14))
def test_folding_is_folding_the_live_ones_alone(steps: list[int | None]) -> None:
    events = rows(steps)
    live = [event for event in events if event.kind == REVIEW and not is_dead(event, events)]
    history = [(Grade(1 + (event.day - 100) % 4), event.day) for event in live]
    learnt = fold(events, Scheduler()).learnt
    assert (learnt.memory if learnt else None) == Scheduler().replay(history)
    assert (learnt.first_day if learnt else None) == (live[0].day if live else None)


def test_an_undo_of_what_another_item_did_counts_for_nothing() -> None:
    events = [Row("a", 5, REVIEW, 100, '{"grade": 3}'), Row("a", 6, UNDO, 100, "{}", "a", 4)]
    assert dead(events) == frozenset()


def test_a_reset_forgets_the_reviews_and_keeps_the_marks() -> None:
    events = [
        Row("a", 1, FLAG, 100, "{}"),
        Row("a", 2, REVIEW, 100, '{"grade": 3}'),
        Row("a", 3, RESET, 101, "{}"),
    ]
    assert fold(events, Scheduler())[:2] == (None, Mark(flagged=True))


def test_undoing_the_last_of_two_marks_leaves_the_first() -> None:
    events = [
        Row("a", 1, SUSPEND, 100, "{}"),
        Row("a", 2, UNSUSPEND, 100, "{}"),
        Row("a", 3, UNDO, 100, "{}", "a", 2),
    ]
    assert fold(events, Scheduler()).mark == Mark(suspended=True)
    assert fold(events[:2], Scheduler()).mark == PLAIN
