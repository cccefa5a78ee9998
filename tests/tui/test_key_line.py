"""The last line of a screen: the keys that do something now, as they are set, and clicks on them."""

from __future__ import annotations

from pathlib import Path

from textual.geometry import Size

from studyguide.settings import Settings
from studyguide.tui.app import StudyGuideApp
from studyguide.tui.screens.help import HelpScreen
from studyguide.tui.screens.study import StudyScreen
from studyguide.tui.widgets.key_line import KeyLine
from tests.tui.desk import desk_at, on, settle, studying


def told(app: StudyGuideApp) -> str:
    return app.screen.query_one(KeyLine).render().plain


async def test_the_keys_change_with_what_they_do(tmp_path: Path) -> None:
    with desk_at(tmp_path) as desk:
        app = studying(desk, "one")
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot, "b")
            assert " x Don't know " in told(app)
            assert "Go on" not in told(app)
            await settle(pilot, "enter")
            assert "Don't know" not in told(app)
            assert "Go on" in told(app)


async def test_a_key_of_ones_own_is_shown(tmp_path: Path) -> None:
    with desk_at(tmp_path, Settings(certainty=False, own_keys="study.dont-know=z")) as desk:
        app = studying(desk, "one")
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot)
            assert " z Don't know " in told(app)


async def test_a_click_presses_the_key(tmp_path: Path) -> None:
    with desk_at(tmp_path) as desk:
        app = studying(desk, "one")
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot)
            column = told(app).index("Don't know")
            await pilot.click(KeyLine, offset=(column, 0))
            await settle(pilot)
            assert on(app, StudyScreen).sitting.session.phase == "settled"
            await pilot.click(KeyLine, offset=(told(app).index("Help"), 0))
            await settle(pilot)
            on(app, HelpScreen)


async def test_a_key_that_has_no_room_is_left_out_whole(tmp_path: Path) -> None:
    with desk_at(tmp_path) as desk:
        app = studying(desk, "one")
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot)
            wide = told(app)
            await pilot.resize_terminal(60, 18)
            await pilot.pause()
            line = app.screen.query_one(KeyLine)
            assert line.size == Size(60, 1)
            assert line.cells == len(wide) > len(told(app))
            assert wide.startswith(told(app))
            assert len(told(app)) <= 60
