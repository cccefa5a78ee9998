"""The first start asks for what a plan needs, once, and lets itself be skipped."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from studyguide import cli, settings
from studyguide.commands import program
from studyguide.settings import Settings
from studyguide.tui.app import StudyGuideApp
from studyguide.tui.screens.home import HomeScreen
from studyguide.tui.screens.welcome import WelcomeScreen
from tests.tui.desk import desk_at, on, settle
from tests.tui.snapshot import assert_screen, screen_text


def typed(text: str) -> str:
    """The keys that type a text."""
    return " ".join("minus" if sign == "-" else sign for sign in text)


async def test_both_answers_are_kept(tmp_path: Path) -> None:
    with desk_at(tmp_path, Settings()) as desk:
        app = StudyGuideApp(desk, welcome=True)
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot, typed("2027-03-01"))
            for field in app.screen.query("Input"):
                field.cursor_blink = False  # type: ignore[attr-defined] # an Input
            await pilot.pause()
            assert_screen(app, "welcome-80x24")
            await settle(pilot, "enter ctrl+u " + typed("45") + " enter")
            on(app, HomeScreen)
            kept = settings.load(tmp_path)
            assert (kept.exam_date, kept.minutes_per_day) == (date(2027, 3, 1), 45)
            assert app.desk.settings == kept


@pytest.mark.parametrize(
    ("date", "minutes", "said"),
    [
        ("1.3.2027", "", "Exam date must be a date such as 2027-03-01"),
        ("2026-11-30", "", "2026-11-30 is over. When is your exam?"),
        ("", "0", "Minutes a day must be a whole number from 1 to 600"),
    ],
)
async def test_what_cannot_be_is_told_and_asked_again(
    date: str, minutes: str, said: str, tmp_path: Path
) -> None:
    with desk_at(tmp_path, Settings()) as desk:
        app = StudyGuideApp(desk, welcome=True)
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot, typed(date).replace(" . ", " full_stop ") + " enter")
            if minutes:
                await settle(pilot, "ctrl+u " + typed(minutes) + " enter")
            on(app, WelcomeScreen)
            assert said in " ".join(screen_text(app).replace("│", " ").split())
            assert not (tmp_path / "settings.json").exists()


async def test_skipped_once_is_skipped_for_good(tmp_path: Path) -> None:
    with desk_at(tmp_path, Settings()) as desk:
        app = StudyGuideApp(desk, welcome=True)
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot, "escape")
            on(app, HomeScreen)
            assert settings.load(tmp_path) == Settings()
            assert (tmp_path / "settings.json").exists()


def test_it_comes_where_nothing_was_chosen_or_answered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[bool] = []
    monkeypatch.setattr(program, "on_screen", lambda _: True)
    monkeypatch.setattr(program, "open_screen", lambda _ctx, _at, *, welcome: asked.append(welcome))
    folder = ("--data-dir", str(tmp_path))
    cli.run([*folder])
    cli.run([*folder, "flag", "sm-sg-level"])
    cli.run([*folder])
    other = ("--data-dir", str(tmp_path / "other"))
    cli.run([*other, "config", "exam-date", "2027-03-01"])
    cli.run([*other])
    assert asked == [True, False, False]


def test_a_pipe_is_not_asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cli.run(["--data-dir", str(tmp_path)])
    said = capsys.readouterr()
    assert "First time" not in said.out + said.err
