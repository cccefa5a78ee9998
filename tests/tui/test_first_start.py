"""Home before the guide has been read: there at once, and no key is lost."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partialmethod
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from textual.pilot import Pilot

from studyguide import cli
from studyguide.commands import opening, program
from studyguide.guide import library
from studyguide.guide.library import read_pack
from studyguide.guide.model import Pack
from studyguide.journal.journal import Journal
from studyguide.memory.scheduler import Scheduler
from studyguide.settings import Settings
from studyguide.study.desk import Desk
from studyguide.study.shelf import Shelf
from studyguide.tui.app import StudyGuideApp
from studyguide.tui.screens.help import HelpScreen
from studyguide.tui.screens.home import HomeScreen
from studyguide.tui.screens.reader import ReaderScreen
from studyguide.tui.screens.settings import SettingsScreen
from studyguide.tui.screens.study import StudyScreen
from tests.guide.small_pack import SMALL
from tests.tui.desk import NOW, on
from tests.tui.snapshot import screen_text

WAITING = "Reading the guide for the first time"


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[Event]:
    """Packs are read only once this is set."""
    opened = Event()

    def read(folder: Path) -> Pack:
        opened.wait()
        return read_pack(folder)

    monkeypatch.setattr(library, "read_pack", read)
    yield opened
    opened.set()


@contextmanager
def unread(folder: Path, *packs: Path) -> Iterator[StudyGuideApp]:
    """The program over packs that are not compiled."""
    with Journal.open(folder / "journal.db", Scheduler(), now=NOW) as journal:
        shelf = Shelf(packs or (SMALL,), folder / "cache")
        yield StudyGuideApp(
            Desk(
                shelf=shelf,
                journal=journal,
                settings=Settings(),
                data_dir=folder,
                clock=lambda: NOW,
                seed="7",
            )
        )


async def read(pilot: Pilot[Any], gate: Event) -> None:
    """Let the guide be read, to its end."""
    gate.set()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def test_home_is_there_before_its_numbers_and_answers_keys(tmp_path: Path, gate: Event) -> None:
    with unread(tmp_path) as app:
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            assert WAITING in screen_text(app)
            assert "Start today" not in screen_text(app)
            await pilot.press("down", "question_mark")
            on(app, HelpScreen)
            await pilot.press("escape", "s")
            on(app, SettingsScreen)
            await pilot.press("escape")
            on(app, HomeScreen)
            assert WAITING in screen_text(app)

            await read(pilot, gate)
            shown = screen_text(app)
            assert WAITING not in shown
            assert "Start today" in shown
            assert "Brewing tea" in shown


async def test_numbers_come_also_to_a_home_that_is_covered(tmp_path: Path, gate: Event) -> None:
    with unread(tmp_path) as app:
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press("question_mark")
            await read(pilot, gate)
            on(app, HelpScreen)
            await pilot.press("escape")
            assert "Start today" in screen_text(app)


@pytest.mark.parametrize(("key", "screen"), [("enter", StudyScreen), ("r", StudyScreen), ("b", ReaderScreen)])
async def test_what_needs_the_guide_waits_for_it(
    key: str, screen: type[StudyScreen | ReaderScreen], tmp_path: Path, gate: Event
) -> None:
    with unread(tmp_path) as app:
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press(key)
            on(app, HomeScreen)
            await read(pilot, gate)
            on(app, screen)


async def test_a_bad_pack_beside_good_ones_is_told(tmp_path: Path, gate: Event) -> None:
    bad = tmp_path / "bad"
    bad.mkdir()
    (bad / "pack.yaml").write_text("id: [")
    with unread(tmp_path, SMALL, bad) as app:
        async with app.run_test(size=(120, 36), notifications=True) as pilot:
            await pilot.pause()
            await read(pilot, gate)
            assert app.failure is None
            assert "A pack cannot be used" in screen_text(app)
            assert "Brewing tea" in screen_text(app)


def test_without_a_pack_the_program_ends_with_what_is_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "bad"
    bad.mkdir()
    (bad / "pack.yaml").write_text("id: [")
    monkeypatch.setattr(opening, "find_packs", lambda *_: (bad,))
    monkeypatch.setattr(program, "on_screen", lambda _: True)
    monkeypatch.setattr(StudyGuideApp, "run", partialmethod(StudyGuideApp.run, headless=True))
    assert cli.run(["--data-dir", str(tmp_path / "data")]) == 1
    assert f"studyguide: {bad / 'pack.yaml'}:1:" in capsys.readouterr().err
