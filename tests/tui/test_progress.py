"""The progress screen, over an empty journal and over one of sixty days."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from rich.cells import cell_len
from textual.pilot import Pilot
from textual.widgets import Static

from studyguide.errors import JournalError
from studyguide.journal.event import Act, Event
from studyguide.study.desk import Desk
from studyguide.study.history import KINDS
from studyguide.tui.app import StudyGuideApp
from studyguide.tui.screens.home import HomeScreen
from studyguide.tui.screens.mistakes import MistakesScreen
from studyguide.tui.screens.progress import VIEWS, ProgressScreen
from studyguide.tui.screens.reader import ReaderScreen
from studyguide.tui.screens.study import StudyScreen
from studyguide.tui.themes import OFFERED
from tests.study.seeded import TASKS, study_sixty_days
from tests.tui.desk import NOW, desk_at, on, settle
from tests.tui.snapshot import assert_screen, screen_text
from tests.tui.test_contrast import faint
from tests.tui.test_mistakes import MIXED, worn, wrong

SIZES = ((80, 24), (120, 36))
NAMES = tuple(view.name for view in VIEWS)


@pytest.fixture
def sixty(tmp_path: Path) -> Iterator[Desk]:
    with desk_at(tmp_path, pack=replace(TASKS, chapters=MIXED.chapters)) as desk:
        study_sixty_days(desk)
        wrong(desk, "tf", "true")
        worn(desk, "pairs")
        yield desk


async def gathered(app: StudyGuideApp, pilot: Pilot[Any], keys: str = "") -> ProgressScreen:
    """The screen with its numbers, then some keys."""
    await settle(pilot, "p")
    screen = on(app, ProgressScreen)
    await app.workers.wait_for_complete()
    assert screen.stats is not None
    await settle(pilot, keys)
    return screen


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("place", range(len(VIEWS)), ids=NAMES)
async def test_progress_screens(place: int, size: tuple[int, int], sixty: Desk) -> None:
    app = StudyGuideApp(sixty)
    async with app.run_test(size=size) as pilot:
        await gathered(app, pilot, str(place + 1))
        assert_screen(app, f"progress-{NAMES[place].casefold()}-{size[0]}x{size[1]}")


async def test_the_end_of_the_memory_view_has_its_plot(sixty: Desk) -> None:
    app = StudyGuideApp(sixty)
    async with app.run_test(size=(80, 24)) as pilot:
        await gathered(app, pilot, "3 space space space")
        assert_screen(app, "progress-memory-end-80x24")


async def test_ascii_draws_with_ascii_only(sixty: Desk) -> None:
    app = StudyGuideApp(sixty, ascii_only=True)
    async with app.run_test(size=(80, 36)) as pilot:
        screen = await gathered(app, pilot)
        for place, name in enumerate(NAMES):
            await settle(pilot, str(place + 1))
            shown = [str(part.visual) for part in screen.query(".progress-text").results(Static)]
            assert "".join(shown).isascii(), name
            assert screen.plot.render().plain.isascii(), name
        await settle(pilot, "1")
        assert_screen(app, "progress-days-ascii-80x36")


async def test_an_empty_journal_has_a_sentence_for_every_view(tmp_path: Path) -> None:
    sentences = (
        "Nothing is on record yet",
        "No review is to come yet",
        "How much you keep is known",
        "Readiness needs 20 more fresh answers",
        "No mistakes on record yet",
    )
    with desk_at(tmp_path, pack=TASKS) as desk:
        app = StudyGuideApp(desk)
        async with app.run_test(size=(80, 24)) as pilot:
            await gathered(app, pilot)
            for place, sentence in enumerate(sentences):
                await settle(pilot, str(place + 1))
                assert sentence in screen_text(app)


async def test_views_turn_both_ways_and_by_click(sixty: Desk) -> None:
    app = StudyGuideApp(sixty)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await gathered(app, pilot, "left")
        assert screen.place == len(VIEWS) - 1
        await settle(pilot, "right right l tab")
        assert screen.place == 3
        assert "[4 Coverage]" in screen_text(app)
        await pilot.click("#progress-tab-1")
        await pilot.pause()
        assert screen.place == 1
        await settle(pilot, "q")
        on(app, HomeScreen)


async def test_mistakes_open_from_here_and_the_numbers_are_new_afterwards(sixty: Desk) -> None:
    app = StudyGuideApp(sixty)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await gathered(app, pilot, "5 enter")
        on(app, MistakesScreen)
        before = screen.stats
        assert before is not None
        sixty.journal.append((Act("review", "ships/tf", {"grade": 1, "correct": False}),), NOW)
        await settle(pilot, "q")
        await app.workers.wait_for_complete()
        assert screen.stats is not None
        assert screen.stats.answers == before.answers + 1


async def test_every_view_at_odd_sizes(sixty: Desk) -> None:
    app = StudyGuideApp(sixty)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await gathered(app, pilot)
        for size in ((200, 60), (60, 18)):
            await pilot.resize_terminal(*size)
            for place in range(len(VIEWS)):
                await settle(pilot, f"{place + 1} down")
                screen.scroll.scroll_end(animate=False)
                await pilot.pause()
        await settle(pilot, "2")
        text = screen_text(app)
        assert "Reviews a day" in text
        assert all(name in text for name in NAMES)
        assert max(map(cell_len, text.splitlines())) <= 60


async def test_a_journal_that_cannot_be_read_is_told(monkeypatch: pytest.MonkeyPatch, sixty: Desk) -> None:
    read = sixty.journal.events

    def damaged(*what: Any, **which: Any) -> Iterator[Event]:
        if which.get("kinds") == KINDS:
            raise JournalError("the journal is damaged")
        return read(*what, **which)

    monkeypatch.setattr(sixty.journal, "events", damaged)
    app = StudyGuideApp(sixty)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot, "p")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "the journal is damaged" in screen_text(app)
        on(app, ProgressScreen)


@pytest.mark.parametrize("theme", OFFERED)
async def test_every_view_stands_out_in_every_theme_and_plots_follow_it(theme: str, sixty: Desk) -> None:
    app = StudyGuideApp(sixty)
    async with app.run_test(size=(80, 36)) as pilot:
        await gathered(app, pilot)
        app.theme = theme
        for place, name in enumerate(NAMES):
            await settle(pilot, str(place + 1))
            assert not tuple(faint(app)), name
        await settle(pilot, "2")
        accent = app.theme_variables["accent"].casefold()
        assert f"fill: {accent}" in app.export_screenshot(simplify=True).casefold()


async def test_without_colour_the_numbers_are_still_there(
    monkeypatch: pytest.MonkeyPatch, sixty: Desk
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = StudyGuideApp(sixty)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await gathered(app, pilot)
        assert screen.stats is not None
        assert not tuple(faint(app))
        text = screen_text(app)
        most = max(day.answers + day.practice for day in screen.stats.days)
        assert re.search(rf" {most}\s", text)
        assert "[1 Days]" in text


async def test_a_checkpoint_shows_the_answer_just_given(tmp_path: Path) -> None:
    with desk_at(tmp_path) as desk:
        app = StudyGuideApp(desk, place="port#check")
        async with app.run_test(size=(80, 36)) as pilot:
            await settle(pilot)
            on(app, ReaderScreen)
            assert "right last time" not in screen_text(app)
            await settle(pilot, "enter")
            on(app, StudyScreen)
            await settle(pilot, "a a q")
            on(app, ReaderScreen)
            assert re.search("(right|wrong) last time", screen_text(app))
