"""Answer, commit and next card; undo; the first queue; computing everything anew; beside Anki's backend."""

from __future__ import annotations

import gc
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path

from studyguide.cards.model import Chosen
from studyguide.journal.journal import Journal
from studyguide.memory.scheduler import Scheduler
from studyguide.study.sitting import Definition, Sitting
from tests.bench.journals import NOW, grown, names
from tests.bench.peers import Anki
from tests.bench.table import Row, middle, nearly_worst
from tests.cards.asks import CHOICE, card

SIZES = ((1_000, 10_000), (10_000, 100_000), (100_000, 1_000_000))
"""Cards, events."""
BLOCKS, BLOCK = 10, 90
"""Answers in turn with Anki, so that a busy moment meets both."""
UNDOS = 30
"""As many as Anki keeps."""
_REBUILD = """
import resource, sys, time
from datetime import UTC, datetime
from pathlib import Path
from studyguide.journal.journal import Journal
from studyguide.memory.scheduler import Scheduler
with Journal.open(Path(sys.argv[1]), Scheduler(), now=datetime.now(UTC)) as journal:
    started = time.perf_counter()
    journal.rebuild()
    print(time.perf_counter() - started, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def rows(folder: Path, anki: Path | None) -> Iterator[Row]:
    """The figures at every size."""
    for cards, events in SIZES:
        path = grown(folder / f"{cards}.db", cards, events)
        if events == max(size for _, size in SIZES):
            yield from _rebuilt(path, events)
        size = f"{cards // 1000}k cards, {events // 1000:,}k events"
        with ExitStack() as stack:
            journal = stack.enter_context(Journal.open(path, Scheduler(), now=NOW))
            peer = stack.enter_context(Anki(anki, cards)) if anki else None
            yield from _worked(journal, cards, size, peer)
        path.unlink()


def _worked(journal: Journal, cards: int, size: str, anki: Anki | None) -> Iterator[Row]:
    memories = min(_timed(journal.memories) for _ in range(5))
    yield Row(f"all memories, {size}", memories, "ms")
    keys = names(cards)[: BLOCKS * BLOCK + 10]
    made = {key: card(CHOICE, key) for key in keys}
    sitting = Sitting.begin(journal, made, Definition("bench", tuple(keys)), NOW)

    def answer() -> None:
        sitting.answer(Chosen(("b",)), NOW, 1000)
        sitting.next()
        _ = sitting.session.shown

    # As the program does once it is ready.
    gc.collect()
    gc.freeze()
    ours: list[float] = []
    theirs: list[float] = []
    for _ in range(BLOCKS):
        ours += [_timed(answer) for _ in range(BLOCK)]
        theirs += anki.ask("answer", BLOCK) if anki else []
    undone: list[float] = []
    their_undone: list[float] = []
    for _ in range(3):
        undone += [_timed(lambda: sitting.undo(NOW)) for _ in range(UNDOS // 3)]
        their_undone += anki.ask("undo", UNDOS // 3) if anki else []
    deep = [_timed(lambda: sitting.undo(NOW)) for _ in range(BLOCKS * BLOCK - UNDOS)]
    gc.unfreeze()
    yield Row(f"answer + next, {size}", middle(ours), "ms", "Anki", _middle(theirs), ratio=1)
    worst = nearly_worst(theirs) if theirs else None
    yield Row("  the slowest of 100", nearly_worst(ours), "ms", "Anki", worst, ratio=0.5)
    yield Row(f"undo, {size}", middle(undone), "ms", "Anki", _middle(their_undone), ratio=1)
    yield Row(
        f"  to {BLOCKS * BLOCK} deep",
        middle(deep[-100:]),
        "ms",
        "Anki, 30 deep",
        _middle(their_undone),
        ratio=1,
    )


def _rebuilt(path: Path, events: int) -> Iterator[Row]:
    with closing(sqlite3.connect(path)) as db:
        started = time.perf_counter()
        for _ in db.execute("select item, day, body from event"):
            pass
        floor = time.perf_counter() - started
    yield Row("size of an event in the file", path.stat().st_size / events, "bytes")
    # Opening it folds it for the first time; what is timed finds everything as it was.
    ran = subprocess.run([sys.executable, "-c", _REBUILD, path], capture_output=True, text=True, check=True)
    seconds, peak = map(float, ran.stdout.split())
    million = events / 1_000_000
    yield Row(f"rebuild {events:,} events", seconds, "s", "reading the rows", floor, limit=4 * million)
    yield Row("  memory at most", peak / (1024**2 if sys.platform == "darwin" else 1024), "MB")


def _timed(act: Callable[[], object]) -> float:
    started = time.perf_counter()
    act()
    return (time.perf_counter() - started) * 1000


def _middle(values: list[float]) -> float | None:
    return middle(values) if values else None
