"""The desk, brought together: the one place that reads the clock and throws the dice. Light to import."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from studyguide import settings
from studyguide.guide.packs import find_packs
from studyguide.journal.journal import Journal
from studyguide.memory import parameters
from studyguide.memory.scheduler import Scheduler
from studyguide.study.desk import Desk
from studyguide.study.shelf import Shelf


def instant(text: str) -> datetime:
    """The moment that `--now` names, by the local clock unless it says which.

    Raises:
        ValueError: It is none, or none within reason: there must be room for plans before and after.
    """
    try:
        moment = datetime.fromisoformat(text).astimezone()
    except OverflowError as error:
        raise ValueError(text) from error
    if not 1970 <= moment.year < 3000:
        raise ValueError(text)
    return moment


@contextmanager
def opened(
    data_dir: Path | None, packs: Iterable[Path] = (), now: datetime | None = None, seed: int | None = None
) -> Iterator[Desk]:
    """Everything a command works at; no pack is read yet. None stands for what there really is."""
    folder = data_dir or settings.default_data_dir()
    chosen = settings.load(folder)

    def clock() -> datetime:
        return now or datetime.now().astimezone()

    model = parameters.load(folder)
    scheduler = Scheduler(retention=chosen.retention, parameters=model.weights)
    with Journal.open(folder / "journal.db", scheduler, now=clock(), backups=folder / "backups") as journal:
        yield Desk(
            shelf=Shelf(find_packs(folder, packs), folder / "cache"),
            journal=journal,
            settings=chosen,
            data_dir=folder,
            clock=clock,
            model_since=model.since,
            seed=str(int.from_bytes(os.urandom(6)) if seed is None else seed),
        )
