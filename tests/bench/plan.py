"""What planning takes: one decision, a plan from nothing, the first queue of a day beside Anki's."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

from studyguide.cards.model import Chosen
from studyguide.journal.journal import Journal
from studyguide.memory.model import study_day
from studyguide.memory.scheduler import Scheduler
from studyguide.study.catalog import Entry
from studyguide.study.plan import Circumstances, plan
from studyguide.study.session import Session
from tests.bench.journals import NOW, grown, names
from tests.bench.peers import Anki
from tests.bench.table import Row, middle
from tests.cards.asks import CHOICE, card

DECISIONS = ((1_000, 1.0), (100_000, 20.0))
"""Cards, and the milliseconds that one decision may take."""
FIRST_PLAN = 300.0
"""Milliseconds that the first plan of a day may take over the most of these cards."""
ANSWERS = 200
PLANS = 5
EXAM_AHEAD = 60
"""Days."""


def rows(folder: Path, anki: Path | None) -> Iterator[Row]:
    """The figures at each size; `anki` has Anki, to ask for its first queue."""
    for cards, limit in DECISIONS:
        yield Row(f"one decision, {cards:,} cards queued", _decision(cards), "ms", limit=limit)
    cards, _ = DECISIONS[0]
    yield Row(f"plan, {cards:,} cards", _planned(folder, cards)[0], "ms")
    cards, _ = DECISIONS[-1]
    alone, whole = _planned(folder, cards)
    yield Row(f"plan, {cards:,} cards", alone, "ms", limit=FIRST_PLAN)
    first = None
    if anki:
        with Anki(anki, cards) as peer:
            first = peer.first
    yield Row("  the memories read, and planned", whole, "ms", limit=FIRST_PLAN)
    yield Row("  as the first queue of a day", whole, "ms", "Anki", first, ratio=0.1)


def _decision(cards: int) -> float:
    """Judging an answer and choosing and drawing up the next card; nothing is written."""
    keys = tuple(names(cards))
    session = Session.start({key: card(CHOICE, key) for key in keys}, keys, "bench")
    taken = []
    for _ in range(ANSWERS):
        started = time.perf_counter()
        session = session.answer(Chosen(("b",))).next()
        _ = session.shown
        taken.append((time.perf_counter() - started) * 1000)
    return middle(taken)


def _planned(folder: Path, cards: int) -> tuple[float, float]:
    """What the plan takes with the memories given, and with their reading."""
    day = study_day(NOW)
    now = Circumstances(day, 40, 20, exam_day=day + EXAM_AHEAD, first_day=day - 30)
    entries = [
        Entry(name, f"chapter-{n // 300}", "4.3", "in", f"concept-{n // 3}", 1 + n % 3, n % 3 > 0, False)
        for n, name in enumerate(names(cards))
    ]
    with Journal.open(grown(folder / f"plan-{cards}.db", cards, cards), Scheduler(), now=NOW) as journal:
        memories, scheduler = journal.memories(), journal.scheduler
        alone = _taken(lambda: plan(entries, memories, scheduler, now))
        whole = _taken(lambda: plan(entries, journal.memories(), scheduler, now))
        return alone, whole


def _taken(act: Callable[[], object]) -> float:
    taken = []
    for _ in range(PLANS):
        started = time.perf_counter()
        act()
        taken.append((time.perf_counter() - started) * 1000)
    return middle(taken)
