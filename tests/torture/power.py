"""Promise 1: power cuts, simulated on what SQLite really asked of the disk."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from studyguide.errors import JournalError
from studyguide.journal.event import Event
from studyguide.journal.journal import Journal
from tests.journal.helpers import DAY, NOW, opened, review
from tests.torture.recorded import CONFIRMED, Act, after_cut, recording
from tests.torture.tally import Figure, Tally, figure, folder, scaled, shared

CUTS = 2000
_CUTS_OF_ONE = 40
"""Cuts for one recording."""
CONTROL = 100


def figures(scale: float) -> Iterator[Figure]:
    """Cut the power at random acts, and once more where the journal is told not to sync."""
    try:
        with recording():
            pass
    except OSError as error:
        yield Figure("1 a power cut loses nothing", f"not tried: {error}", {})
        return
    tally = shared(cuts, scaled(CUTS, scale))
    control = cuts(range(scaled(CONTROL, scale)), synchronous="normal")
    seen = control.bad["lost"] > 0
    if not seen and scale == 1:
        tally.found("losses seen with synchronous=normal, so that the test is blind", "0")
    done = tally.done
    tried = (
        f"{done['cuts']:,} simulated power cuts, {done['while writing']:,} with writes under way, "
        f"{done['confirmed']:,} answers confirmed before (as a control, synchronous=NORMAL: "
        f"{control.done['cuts']:,} cuts, {control.bad['lost']:,} answers lost)"
    )
    yield figure("1 a power cut loses nothing", tried, tally, "lost", "files damaged", "not as rebuilt")


def cuts(seeds: range, *, synchronous: str = "full") -> Tally:
    """Cut the power once for each seed."""
    tally = Tally()
    with folder(in_memory=True) as place:
        acts: list[Act] = []
        start: dict[str, bytes] = {}
        true: list[Event] = []
        path = place / "journal.db"
        for turn, seed in enumerate(seeds):
            dice = random.Random(seed)
            if turn % _CUTS_OF_ONE == 0:
                start, acts, true = _recorded(path, dice, synchronous)
            end = dice.randrange(len(acts) + 1)
            disk = after_cut(start, acts[:end], dice)
            tally.done["cuts"] += 1
            tally.done["while writing"] += disk != after_cut(start, acts[:end], _Nothing())
            confirmed = max((act.place for act in acts[:end] if act.kind == CONFIRMED), default=0)
            tally.done["confirmed"] += confirmed
            left = place / "left"
            left.mkdir()
            for name, data in disk.items():
                (left / Path(name).name).write_bytes(data)
            _look(tally, left / "journal.db", true, confirmed, f"seed {seed}")
            for file in left.iterdir():
                file.unlink()
            left.rmdir()
    return tally


class _Nothing(random.Random):
    """Dice by which nothing survives that was not synced."""

    def randrange(self, start: int, stop: int | None = None, step: int = 1) -> int:
        return 1 if start == 4 else 0


def _recorded(
    path: Path, dice: random.Random, synchronous: str
) -> tuple[dict[str, bytes], list[Act], list[Event]]:
    """Two sittings at a new journal: its bytes before, what was done to its files, and its events."""
    for file in path.parent.glob("journal.db*"):
        file.unlink()
    with opened(path) as journal:
        journal.append([review("first")], NOW)
    start = {str(path): path.read_bytes()}
    with recording() as acts:
        for sitting in range(2):
            with closing(opened(path)) as journal:
                journal._db.execute(f"pragma synchronous={synchronous}")
                for n in range(dice.randint(20, 180)):
                    _act(journal, dice, sitting, n)
                    last = journal.ends()[journal.device]
                    acts.append(Act(CONFIRMED, "", last))
    with opened(path) as journal:
        return start, acts, list(journal.events())


def _act(journal: Journal, dice: random.Random, sitting: int, n: int) -> None:
    now = NOW + sitting * DAY + timedelta(seconds=n)
    if dice.random() < 0.1:
        journal.undo(now)
    else:
        acts = [
            review(f"q{dice.randrange(30)}", dice.randint(1, 4), n=n) for _ in range(dice.choice([1, 1, 3]))
        ]
        journal.append(acts, now)


def _look(tally: Tally, path: Path, true: list[Event], confirmed: int, which: str) -> None:
    try:
        with opened(path) as journal:
            found = [event._replace(live=True) for event in journal.events()]
            if journal.verify():
                tally.found("files damaged", f"{which}: {journal.verify()}")
            if journal.rebuild():
                tally.found("not as rebuilt", which)
    except JournalError as error:
        tally.found("files damaged", f"{which}: {error}")
        return
    # A prefix of what was done: nothing is missing before the last, nothing is made up.
    wanted = [event._replace(live=True) for event in true]
    if found != wanted[: len(found)]:
        tally.found("files damaged", f"{which}: other events than were recorded")
    if len(found) < confirmed:
        tally.found("lost", f"{which}: {confirmed} confirmed, {len(found)} saved", confirmed - len(found))
