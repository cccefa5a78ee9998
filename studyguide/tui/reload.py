"""Content that somebody is writing: read again when a file is saved, and shown where it is on the screen."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from studyguide.errors import ContentError, Problem
from studyguide.study.shelf import Shelf
from studyguide.tui.screens.home import HomeScreen

if TYPE_CHECKING:
    from studyguide.tui.app import StudyGuideApp

EVERY = 0.5
"""Seconds between two looks; with the reading of a small pack a saved file shows within one."""

_MOST_TOLD = 2
_SECONDS = 12
"""For which a problem is told: time enough to find the place in an editor."""


class Watch:
    """Looks at the files of the packs that can be changed, and reads them again when they were."""

    def __init__(self, app: StudyGuideApp) -> None:
        self._app = app
        self._stamps: tuple[object, ...] | None = None
        """Of the files that were read last; None before the first look."""
        self._reading = False

    def look(self) -> None:
        """Ask for the time and size of each file; read, in a thread, when one has changed."""
        if self._reading:
            return
        shelf = self._app.desk.shelf
        stamps = shelf.stamps()
        if stamps == self._stamps:
            return
        as_read = self._stamps is None and shelf.is_current
        self._stamps = stamps
        if not as_read:
            self._reading = True
            self._app.run_worker(self._read())

    async def _read(self) -> None:
        before = self._app.desk.shelf
        try:
            fresh = await asyncio.to_thread(before.renewed)
        except ContentError as error:
            self._tell(error.problems)
        else:
            if fresh.stamps() == self._stamps:  # else something was saved meanwhile: the next look reads it
                await show(self._app, fresh)
                self._tell(tuple(one for one in fresh.problems if one not in before.problems))
        finally:
            self._reading = False

    def _tell(self, problems: tuple[Problem, ...]) -> None:
        for problem in problems[:_MOST_TOLD]:
            self._app.notify(
                str(self._shortened(problem)),
                title="Not taken over",
                severity="warning",
                timeout=_SECONDS,
                markup=False,
            )
        if len(problems) > _MOST_TOLD:
            self._app.notify(f"And {len(problems) - _MOST_TOLD} more: `studyguide check` tells all.")

    def _shortened(self, problem: Problem) -> Problem:
        """The same with its file named from the pack's folder on: a notice is narrow."""
        for folder in self._app.desk.shelf.open_folders:
            with suppress(ValueError):
                return problem._replace(file=str(Path(problem.file).relative_to(folder.parent)))
        return problem


async def show(app: StudyGuideApp, shelf: Shelf) -> None:
    """Go on with other texts, on every screen that shows them and without losing anything that was done."""
    from studyguide.tui.screens.browser import BrowserScreen
    from studyguide.tui.screens.mistakes import MistakesScreen
    from studyguide.tui.screens.quiz import QuizScreen
    from studyguide.tui.screens.reader import ReaderScreen
    from studyguide.tui.screens.study import StudyScreen

    app.desk.restock(shelf)
    for screen in app.screen_stack:
        if isinstance(screen, HomeScreen):
            screen.renew()
        elif isinstance(screen, BrowserScreen | MistakesScreen | QuizScreen):
            screen.desk.restock(shelf)
            screen.renew()
        elif isinstance(screen, StudyScreen):
            screen.desk.restock(shelf)  # it may have been opened under other settings
            screen.reread()
        elif isinstance(screen, ReaderScreen):
            pack = next((pack for pack in shelf.library.packs if pack.id == screen.pack.id), None)
            if pack is not None:
                await screen.reread(pack)
