"""Sums over cards and memories."""

from __future__ import annotations

from studyguide.memory.model import Grade, Memory
from studyguide.memory.scheduler import Scheduler
from studyguide.study.catalog import Entry
from studyguide.study.due import DueRule
from studyguide.study.progress import tally

DAY = 20_000


def entry(key: str, *, reserve: bool = False) -> Entry:
    return Entry(key, "one", "4.3", "in", key, 1, False, reserve)


def test_a_card_missed_last_is_not_known_however_fresh_it_is() -> None:
    memories = {
        "missed": Memory(5.0, 5.0, DAY, DAY + 1, 1, 0, Grade.AGAIN),
        "fresh": Memory(5.0, 5.0, DAY, DAY + 5, 1, 0, Grade.GOOD),
        "faded": Memory(1.0, 5.0, DAY - 60, DAY - 59, 1, 0, Grade.GOOD),
    }
    cards = [entry(key) for key in (*memories, "new")] + [entry("kept", reserve=True)]
    found = tally(cards, memories, {}, Scheduler(), DueRule(DAY))
    assert (found.cards, found.seen, found.known, found.due) == (4, 3, 1, 2)
    assert 2 < found.recall < 3
