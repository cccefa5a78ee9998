"""Every screen at every size: nothing cut off, a notice where there is no room, and everything as it was."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.app import App
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget

from studyguide.tui.screens.small import SmallScreen
from studyguide.tui.screens.study import StudyScreen
from studyguide.tui.widgets.key_line import KeyLine
from tests.tui.desk import desk_at, on, settle, studying
from tests.tui.snapshot import screen_text
from tests.tui.walk import WAYS, Way, walked

WIDE = (80, 24)


def cut_off(screen: Screen[Any]) -> Iterator[str]:
    """What does not fit on a screen: lines wider than their widget, and widgets beyond the edge."""
    for widget in screen.walk_children(Widget):
        if not widget.display or not widget.is_on_screen:
            continue
        scrolls = any(isinstance(one, Widget) and one.is_scrollable for one in widget.ancestors)
        if not scrolls and not screen.region.contains_region(widget.region):
            yield f"{widget} reaches over the edge: {widget.region}"
        visual = widget.render() if not widget.children and widget.region else None
        if isinstance(visual, Content) and widget.styles.text_wrap == "nowrap":
            widest = max((line.cell_length for line in visual.split("\n")), default=0)
            if widest > widget.content_size.width:
                yield f"{widget} has a line of {widest} cells in {widget.content_size.width}"
    for keys in screen.query(KeyLine):
        if keys.cells > screen.size.width:
            yield f"the keys need {keys.cells} cells"


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.name)
async def test_a_screen_through_every_size(way: Way, tmp_path: Path) -> None:
    async with walked(way, tmp_path) as pilot:
        app: App[Any] = pilot.app
        screen, before = app.screen, screen_text(app)
        assert list(cut_off(screen)) == []

        await pilot.resize_terminal(60, 18)
        await pilot.pause()
        assert app.screen is screen
        assert max(map(len, screen_text(app).splitlines())) <= 60

        await pilot.resize_terminal(40, 10)
        await pilot.pause()
        assert isinstance(app.screen, SmallScreen)
        told = " ".join(screen_text(app).split())
        assert "too small" in told
        assert "60x18" in told
        assert "Enter" in told

        await pilot.resize_terminal(*WIDE)
        await pilot.pause()
        assert app.screen is screen
        assert screen_text(app) == before


async def test_the_answer_in_the_making_is_kept(tmp_path: Path) -> None:
    with desk_at(tmp_path) as desk:
        app = studying(desk, "one")
        async with app.run_test(size=WIDE) as pilot:
            await settle(pilot, "b")
            chosen = on(app, StudyScreen).draft.chosen
            assert chosen
            await pilot.resize_terminal(30, 8)
            await settle(pilot, "a x space")
            assert not desk.journal.memories()
            await pilot.resize_terminal(*WIDE)
            await pilot.pause()
            assert on(app, StudyScreen).draft.chosen == chosen


async def test_who_has_no_larger_window_goes_on(tmp_path: Path) -> None:
    with desk_at(tmp_path) as desk:
        app = studying(desk, "one")
        async with app.run_test(size=(40, 10)) as pilot:
            await pilot.pause()
            on(app, SmallScreen)
            await settle(pilot, "enter b enter")
            on(app, StudyScreen)
            assert len(desk.journal.memories()) == 1
