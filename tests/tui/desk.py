"""A desk over the sample pack, at a fixed moment, with its journal in a temporary folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any, TypeVar

from msgspec.structs import replace
from textual.pilot import Pilot
from textual.screen import Screen

from studyguide.guide.model import Pack
from studyguide.guide.reader import with_ids
from studyguide.journal.journal import Journal
from studyguide.memory.scheduler import Scheduler
from studyguide.settings import Settings
from studyguide.study.desk import Desk
from studyguide.study.shelf import Shelf
from studyguide.tui.app import StudyGuideApp
from studyguide.tui.screens.small import SmallScreen
from tests.plain.sample import PACK as WITHOUT_IDS

Shown = TypeVar("Shown", bound=Screen[Any])

NOW = datetime(2026, 12, 1, 9, tzinfo=timezone(timedelta(hours=1)))

PACK: Pack = replace(
    WITHOUT_IDS,
    chapters=tuple(
        replace(chapter, questions=tuple(map(with_ids, chapter.questions)))
        for chapter in WITHOUT_IDS.chapters
    ),
)


class Clock:
    """The time, which passes only when told."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now

    def passes(self, **times: float) -> None:
        """So much time goes by, as for `timedelta`."""
        self.now += timedelta(**times)


@contextmanager
def desk_at(
    folder: Path,
    settings: Settings | None = None,
    *,
    pack: Pack = PACK,
    clock: Callable[[], datetime] = lambda: NOW,
) -> Iterator[Desk]:
    """A desk with an exam in twelve weeks and no question how sure one is, unless told otherwise."""
    with Journal.open(folder / "journal.db", Scheduler(), now=clock()) as journal:
        yield Desk(
            shelf=Shelf.of((pack,)),
            journal=journal,
            settings=settings or Settings(exam_date=date(2027, 2, 23), certainty=False),
            data_dir=folder,
            clock=clock,
            seed="7",
        )


def studying(desk: Desk, *names: str, ascii_only: bool = False) -> StudyGuideApp:
    """The program in a sitting over these cards."""
    sitting = desk.sit(only=[desk.card(name).key for name in names])
    return StudyGuideApp(desk, sitting=sitting, ascii_only=ascii_only)


async def settle(pilot: Pilot[Any], keys: str = "") -> None:
    """Press keys, and wait until nothing is left to do."""
    await pilot.pause()
    await pilot.press(*keys.split())
    await pilot.pause()


async def endure(pilot: Pilot[Any]) -> None:
    """Go on where the window is too small."""
    await pilot.pause()
    if isinstance(pilot.app.screen, SmallScreen):
        await settle(pilot, "enter")


def on(app: StudyGuideApp, kind: type[Shown]) -> Shown:
    """The screen on show, which is of this kind."""
    screen = app.screen
    assert isinstance(screen, kind), f"{screen} is on show"
    return screen
