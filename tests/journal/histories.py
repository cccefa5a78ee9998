"""Random histories of three machines that study apart and merge now and then; for tests small and large."""

from __future__ import annotations

import random
from datetime import timedelta
from pathlib import Path
from typing import Any

from studyguide.journal.event import FLAG, RESET, SUSPEND, UNDO, Act
from studyguide.journal.journal import Journal
from studyguide.journal.merge import merge
from studyguide.journal.sync import sync
from studyguide.journal.transfer import export
from tests.journal.helpers import NOW, opened, raw, review

MACHINES = 3


def converges(dice: random.Random, folder: Path, steps: int = 25) -> int:
    """Live through a history in an empty folder, merge all in random orders, and assert that all are alike.

    Returns the number of events of each in the end.
    """
    shared = folder / "shared"
    shared.mkdir()
    paths = [folder / str(n) / "journal.db" for n in range(MACHINES)]
    for _ in range(steps):
        n = dice.randrange(MACHINES)
        with opened(paths[n]) as journal:
            _live(dice, journal, [path for path in paths if path.exists()], shared)
    for path in paths:
        opened(path).close()
    for n in range(MACHINES):
        for other in dice.sample(paths, MACHINES) + dice.sample(paths, MACHINES):
            if other != paths[n]:
                with opened(paths[n]) as journal:
                    merge(journal, [other], NOW)
    dumps = []
    for path in paths:
        with opened(path) as journal:
            assert journal.verify() == ()
            assert not journal.rebuild()
        dumps.append(contents(path))
    assert dumps[0] == dumps[1] == dumps[2]
    return len(dumps[0]["event"])


def contents(path: Path) -> dict[str, list[Any]]:
    """What must be alike in journals that were merged: all but ids of their own."""
    with raw(path) as db:
        return {
            table: db.execute(f"select * from {table} order by 1, 2").fetchall()
            for table in ("event", "memory", "mark", "dead", "head")
        }


def _live(dice: random.Random, journal: Journal, paths: list[Path], shared: Path) -> None:
    now = NOW + timedelta(days=dice.randint(-3, 30), minutes=dice.randint(0, 1440))
    item = f"pack/{dice.choice('abcd')}"
    match dice.randrange(9):
        case 0 | 1 | 2 | 3:
            journal.append([review(item, dice.randint(1, 4)) for _ in range(dice.randint(1, 3))], now)
        case 4:
            journal.append([Act(dice.choice([FLAG, SUSPEND, RESET]), item)], now)
        case 5:
            journal.undo(now)
        case 6:
            if events := list(journal.events()):
                journal.append([Act(UNDO, target=dice.choice(events).id)], now)
        case 7:
            others = [path for path in paths if path != journal.path]
            if others and dice.random() < 0.5:
                merge(journal, [dice.choice(others)], now)
            elif others:
                export(journal, shared.with_name("export.jsonl"))
                merge(journal, [shared.with_name("export.jsonl")], now)
        case _:
            sync(journal, shared, now)
