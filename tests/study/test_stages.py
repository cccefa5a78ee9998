"""Unread, read, tested, retained."""

from __future__ import annotations

from studyguide.journal.fold import Mark
from studyguide.memory.model import Grade
from studyguide.memory.scheduler import Scheduler
from studyguide.study.stages import Stages, stages
from tests.cards.asks import FLIP, card
from tests.study.made import DAY, catalog, entry, memory

REFS = {
    "far": "one#b/x",
    "near": "one#a/x",
    "new": "one#a",
    "kept": "one#a",
    "missed": "one#a",
    "faded": "one#a",
}
CARDS = {name: card(FLIP, name, ref=ref) for name, ref in REFS.items()}


def test_each_card_counts_once_at_its_furthest_stage() -> None:
    entries = [*map(entry, CARDS), entry("kept-back", reserve=True), entry("beyond", scope="out")]
    memories = {
        "new": memory(DAY, DAY + 9),
        "kept": memory(DAY - 1, DAY + 9),
        "missed": memory(DAY - 1, DAY + 9, Grade.AGAIN),
        "faded": memory(DAY - 90, DAY - 70, stability=1.0),
    }
    first = {"new": DAY, "kept": DAY - 9, "missed": DAY - 9, "faded": DAY - 99}
    found = stages(
        catalog(*entries, tasks=("4.3", "1.3")),
        CARDS,
        memories,
        {"one#a": Mark(read_day=DAY)},
        first,
        DAY,
        Scheduler(),
    )
    assert found == (Stages("4.3", "Task 4.3", cards=6, unread=1, read=1, tested=3, retained=1),)
