"""Every section of the shipped guide on the smallest screen it must be complete on."""

from __future__ import annotations

import pytest
from textual.app import App

from studyguide.guide.model import Flow, Layers, Pack
from studyguide.tui.places import stems, titles
from studyguide.tui.screens.reader import ReaderScreen
from studyguide.tui.themes import THEMES
from studyguide.tui.widgets.context import Context
from studyguide.tui.widgets.line_view import GUTTER
from studyguide.tui.widgets.view import section_view

WIDTH, HEIGHT = 80, 24


class ReaderApp(App[None]):
    """Nothing but a reader."""

    def __init__(self, pack: Pack) -> None:
        super().__init__()
        self.reader = ReaderScreen(pack)

    def on_mount(self) -> None:
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = THEMES[0].name
        self.push_screen(self.reader)


async def test_no_line_of_the_guide_is_clipped(pack: Pack, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each section with its notes open and nothing covered; what is wider than the view would be cut."""
    monkeypatch.setenv("COLORTERM", "truecolor")
    app = ReaderApp(pack)
    async with app.run_test(size=(WIDTH, HEIGHT)) as pilot:
        await pilot.pause()
        assert app.reader.view is not None
        room = app.reader.view.content_size.width - GUTTER
        window = app.reader.view.room
        assert 60 < room < WIDTH
        for chapter in pack.chapters:
            context = Context(titles=titles(pack, chapter), stems=stems(chapter))
            for section in chapter.sections:
                view = section_view(section, context)
                view.room = window
                view.open_notes = frozenset(stop.id for stop in view.stops())
                view.covering = 0
                # A picture explains the part of it that is selected.
                stops = [stop.id for stop in view.stops()] if isinstance(section, Layers | Flow) else []
                for stop in ("", *stops):
                    view.selected = stop
                    drawn = [line.content for line in view.draw(room)]
                    where = f"{chapter.id}#{section.id}/{stop}"
                    assert not [line.plain for line in drawn if line.cell_length > room], where
                    assert not [line.plain for line in drawn if "\n" in line.plain], where
