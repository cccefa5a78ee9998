"""Every screen, each with the way to it: what holds for all of them is tested over this list."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, NamedTuple

from msgspec.structs import replace
from textual.pilot import Pilot
from textual.widgets import Input

from studyguide.guide.model import Prose
from studyguide.study.desk import Desk
from studyguide.tui.app import StudyGuideApp
from tests.tui.desk import PACK as SAMPLE
from tests.tui.desk import desk_at, settle, studying

PACK = replace(
    SAMPLE,
    chapters=tuple(
        replace(
            chapter,
            sections=tuple(
                replace(section, text="From the bows one saw the sea, and AFT only rain.")
                if isinstance(section, Prose) and section.id == "prose"
                else section
                for section in chapter.sections
            ),
        )
        for chapter in SAMPLE.chapters
    ),
)
"""The sample, with a section that uses words of its glossary."""


class Way(NamedTuple):
    """A screen, and the keys that lead to it from where the program opens."""

    name: str
    keys: str = ""
    opens: Callable[[Desk], StudyGuideApp] = StudyGuideApp


def at(place: str) -> Callable[[Desk], StudyGuideApp]:
    """The program at a place of the guide."""
    return lambda desk: StudyGuideApp(desk, place=place)


def asked(*names: str) -> Callable[[Desk], StudyGuideApp]:
    """The program in a sitting over these cards."""
    return lambda desk: studying(desk, *names)


WAYS = (
    Way("home"),
    Way("welcome", "", lambda desk: StudyGuideApp(desk, welcome=True)),
    Way("help", "question_mark"),
    Way("search", "slash b o w"),
    Way("palette", "colon"),
    Way("palette-found", "colon b o w"),
    Way("settings", "s"),
    Way("settings-value", "s enter 2 0"),
    Way("what-if", "w"),
    Way("quiz", "z"),
    Way("exam-start", "x"),
    Way("exam", "x enter enter"),
    Way("exam-all", "x enter enter g"),
    Way("cards", "c"),
    Way("cards-details", "c d"),
    Way("mistakes", "m"),
    Way("progress", "p"),
    Way("reader", "b"),
    Way("reader-outline", "b tab"),
    Way("reader-glossary", "down", at("port#terms")),
    Way("reader-flow", "down down", at("port#entry")),
    Way("reader-covered", "down c", at("port#box")),
    Way("reader-terms", "t", at("port#prose")),
    Way("study-one", "", asked("one")),
    Way("study-answered", "b enter", asked("one")),
    Way("study-many", "a", asked("many")),
    Way("study-typed", "", asked("typed")),
    Way("study-over", "a a space", asked("tf")),
)


@asynccontextmanager
async def walked(way: Way, folder: Path, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Pilot[Any]]:
    """The program at the end of a way, its cursors at rest."""
    with desk_at(folder, pack=PACK) as desk:
        app = way.opens(desk)
        async with app.run_test(size=size) as pilot:
            await settle(pilot, way.keys)
            for field in app.screen.query(Input):
                field.cursor_blink = False
            await pilot.wait_for_scheduled_animations()
            await pilot.pause()
            yield pilot
