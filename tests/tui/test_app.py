"""Home, settings, search, help, palette: what keys do there, and what they look like."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from textual.command import CommandPalette
from textual.pilot import Pilot
from textual.widgets import Input

from studyguide import settings
from studyguide.journal.event import REVIEW, Act
from studyguide.settings import Settings
from studyguide.study.foresight import Foresight
from studyguide.study.outlook import Likely
from studyguide.tui.app import StudyGuideApp
from studyguide.tui.keys import keys_text
from studyguide.tui.screens.help import HelpScreen
from studyguide.tui.screens.home import HomeScreen
from studyguide.tui.screens.reader import ReaderScreen
from studyguide.tui.screens.search import SearchScreen
from studyguide.tui.screens.settings import SettingsScreen
from studyguide.tui.screens.study import StudyScreen
from tests.study.seeded import TASKS, study_sixty_days
from tests.tui.desk import NOW, desk_at, on, studying
from tests.tui.snapshot import assert_screen, screen_text

SIZES = ((80, 24), (120, 36))


async def settle(pilot: Pilot[Any], keys: str = "") -> None:
    await pilot.pause()
    await pilot.press(*keys.split())
    await pilot.pause()


async def foreseen(pilot: Pilot[Any]) -> None:
    """Wait until likely recall is worked out."""
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("home", ""),
        ("settings", "s"),
        ("settings-value", "s enter 2 0"),
        ("search", "slash b o w"),
        ("help-home", "question_mark"),
        ("help-study", "enter question_mark"),
        ("help-reader", "b question_mark"),
        ("palette", "colon t e r m"),
    ],
)
async def test_screens(name: str, keys: str, size: tuple[int, int], tmp_path: Path) -> None:
    with desk_at(tmp_path) as desk:
        app = StudyGuideApp(desk)
        async with app.run_test(size=size) as pilot:
            await foreseen(pilot)
            await settle(pilot, keys)
            for field in app.screen.query(Input):
                field.cursor_blink = False
            await pilot.wait_for_scheduled_animations()
            await pilot.pause(0.3 if name == "palette" else 0)
            assert_screen(app, f"{name}-{size[0]}x{size[1]}")


async def test_home_after_some_answers(tmp_path: Path) -> None:
    with desk_at(tmp_path) as desk:
        app = studying(desk, "tf", "one")
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot, "a a space x q")
            on(app, HomeScreen)
            await foreseen(pilot)
            assert_screen(app, "home-begun-80x24")


async def test_home_without_an_exam_date_says_how_to_set_one(tmp_path: Path) -> None:
    with desk_at(tmp_path, Settings()) as desk:
        app = StudyGuideApp(desk)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            assert "Set an exam date (s)" in screen_text(app)


def words(app: StudyGuideApp) -> str:
    """What is on the screen, its lines joined."""
    return " ".join(screen_text(app).split())


async def test_likely_recall_is_told_and_kept_until_something_is_answered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    forecasts = []
    climb = Foresight.climb

    def counted(facts: Foresight, most: int) -> Iterator[tuple[int, Likely]]:
        forecasts.append(most)
        return climb(facts, most)

    monkeypatch.setattr(Foresight, "climb", counted)
    with desk_at(tmp_path) as desk:
        app = StudyGuideApp(desk)
        async with app.run_test(size=(80, 24)) as pilot:
            await foreseen(pilot)
            first = re.search(r"likely recall (\d+)% \((\d+)-(\d+)%\)", words(app))
            assert first is not None
            mean, low, high = map(int, first.groups())
            assert low <= mean <= high
            await settle(pilot, "s escape")
            await foreseen(pilot)
            assert forecasts == [20]
            assert first[0] in words(app)
            await settle(pilot, "enter x space q")
            await foreseen(pilot)
            assert forecasts == [20, 20]
            assert "likely recall" in words(app)


async def test_another_screen_is_not_slowed_down_by_the_forecast(tmp_path: Path) -> None:
    with desk_at(tmp_path) as desk:
        app = StudyGuideApp(desk, place="port#aims")
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            on(app, ReaderScreen)
            assert not [worker for worker in app.workers if worker.group == "forecast"]


@pytest.mark.parametrize(
    ("exam", "said"),
    [
        (date(2026, 11, 20), "Reviews go on by themselves, each at 90% chance of recall. Or set a new date"),
        (date(2026, 12, 1), "The exam is today. Good luck! Nothing more has to be done"),
    ],
)
async def test_home_once_the_exam_has_come(exam: date, said: str, tmp_path: Path) -> None:
    with desk_at(tmp_path, Settings(exam_date=exam)) as desk:
        app = StudyGuideApp(desk)
        async with app.run_test(size=(80, 24)) as pilot:
            await foreseen(pilot)
            assert said in words(app)
            assert "likely" not in words(app)


async def test_home_says_when_the_days_minutes_are_used_up_and_enter_goes_on(tmp_path: Path) -> None:
    with desk_at(tmp_path, Settings(exam_date=date(2026, 12, 13), minutes_per_day=1)) as desk:
        keys = [entry.key for entry in desk.entries if not entry.reserve]
        acts = [Act(REVIEW, key, {"grade": 3, "ms": 40_000}) for key in keys[:2]]
        desk.journal.append([act._replace(body={**act.body, "stability": None}) for act in acts], NOW)
        app = StudyGuideApp(desk)
        async with app.run_test(size=(80, 24)) as pilot:
            await foreseen(pilot)
            assert "today's 1 minute is used up; Enter goes on: " in words(app)
            await settle(pilot, "enter")
            on(app, StudyScreen)


async def test_home_greets_who_comes_back(tmp_path: Path) -> None:
    with desk_at(tmp_path, pack=TASKS) as desk:
        study_sixty_days(desk)
    later = NOW + timedelta(days=4)
    with desk_at(tmp_path, pack=TASKS, clock=lambda: later) as desk:
        app = StudyGuideApp(desk)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            assert "6 days missed, " in words(app)


async def test_enter_starts_and_q_returns(tmp_path: Path) -> None:
    with desk_at(tmp_path) as desk:
        app = StudyGuideApp(desk)
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot, "enter")
            on(app, StudyScreen)
            await settle(pilot, "escape q")
            on(app, HomeScreen)


async def test_a_chapter_is_opened_and_what_is_read_is_remembered(tmp_path: Path) -> None:
    with desk_at(tmp_path) as desk:
        app = StudyGuideApp(desk)
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot, "down enter")
            assert on(app, ReaderScreen).place.ref == "port#aims"
            for _ in range(6):
                await settle(pilot, "space")
            assert "port#aims" in desk.journal.reads()
            place = on(app, ReaderScreen).place.ref
            await settle(pilot, "q b")
            assert on(app, ReaderScreen).place.ref == place


async def test_a_checkpoint_question_is_asked_and_its_answer_counts(tmp_path: Path) -> None:
    with desk_at(tmp_path) as desk:
        app = StudyGuideApp(desk, place="port#check")
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot, "down enter")
            on(app, StudyScreen)
            await settle(pilot, "x")
            assert len(desk.journal.memories()) == 1


async def test_settings_are_saved_at_once(tmp_path: Path) -> None:
    with desk_at(tmp_path, Settings()) as desk:
        app = StudyGuideApp(desk)
        async with app.run_test(size=(80, 24), notifications=True) as pilot:
            await settle(pilot, "s enter " + " ".join("2027-03-01".replace("-", "")))
            await settle(pilot, "enter")
            assert settings.load(tmp_path).exam_date is None
            await settle(pilot, "escape enter")
            await pilot.press(*(("minus" if sign == "-" else sign) for sign in "2027-03-01"))
            await settle(pilot, "enter")
            assert settings.load(tmp_path).exam_date == date(2027, 3, 1)
            assert app.desk.settings.exam_date == date(2027, 3, 1)
            await settle(pilot, "j j j j enter")
            assert settings.load(tmp_path).grading == "four"
            on(app, SettingsScreen)


async def test_a_theme_is_tried_on_at_once(tmp_path: Path) -> None:
    with desk_at(tmp_path) as desk:
        app = StudyGuideApp(desk)
        async with app.run_test(size=(80, 24)) as pilot:
            before = app.theme
            await settle(pilot, "s j j j j j enter")
            assert app.theme != before
            assert settings.load(tmp_path).theme == app.theme


async def test_search_leads_to_the_place(tmp_path: Path) -> None:
    with desk_at(tmp_path) as desk:
        app = StudyGuideApp(desk)
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot, "slash s w e l l")
            on(app, SearchScreen)
            await settle(pilot, "enter")
            assert on(app, ReaderScreen).place.ref == "sea#swell"


async def test_the_palette_runs_actions(tmp_path: Path) -> None:
    with desk_at(tmp_path) as desk:
        app = StudyGuideApp(desk)
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot, "colon")
            on(app, CommandPalette)
            await pilot.press(*"settings")
            await app.workers.wait_for_complete()
            await pilot.pause(0.3)
            await settle(pilot, "enter")
            await pilot.pause()
            on(app, SettingsScreen)


async def test_help_shows_every_key_of_the_screen_and_closes(tmp_path: Path) -> None:
    with desk_at(tmp_path) as desk:
        app = StudyGuideApp(desk)
        async with app.run_test(size=(80, 40)) as pilot:
            await settle(pilot, "question_mark")
            on(app, HelpScreen)
            for binding in HomeScreen.BINDINGS:
                assert getattr(binding, "tooltip", "") in screen_text(app)
            await settle(pilot, "escape")
            on(app, HomeScreen)


def test_every_binding_has_an_id_and_says_what_it_does() -> None:
    text = keys_text()
    assert "Take the last answer back" in text
    assert "Everywhere" in text


@pytest.mark.parametrize("size", [(40, 10), (20, 5), (60, 18)])
async def test_home_fits_anywhere(size: tuple[int, int], tmp_path: Path) -> None:
    with desk_at(tmp_path) as desk:
        app = StudyGuideApp(desk)
        async with app.run_test(size=size) as pilot:
            await settle(pilot, "down down up")
            assert max(map(len, screen_text(app).splitlines())) <= size[0]


async def test_home_names_the_keys_that_are_set(tmp_path: Path) -> None:
    """In its sentences as in its footer."""
    with desk_at(tmp_path, Settings(own_keys="home.read=y home.settings=ctrl+e home.open=g")) as desk:
        app = StudyGuideApp(desk)
        async with app.run_test(size=(120, 36)) as pilot:
            await foreseen(pilot)
            assert "Set an exam date (^e)" in words(app)
            assert "Read “The port” first (y), then start the sitting (g)." in words(app)


async def test_an_answer_in_the_making_names_the_key_that_is_set(tmp_path: Path) -> None:
    with desk_at(tmp_path, Settings(own_keys="study.dont-know=g", certainty=False)) as desk:
        app = studying(desk, "one")
        async with app.run_test(size=(120, 36), notifications=True) as pilot:
            await settle(pilot, "enter")
            assert "Choose one first, by its letter; g means don't know." in words(app)


async def test_what_was_missed_minutes_ago_is_not_about_to_be_forgotten(tmp_path: Path) -> None:
    with desk_at(tmp_path) as desk:
        keys = [desk.card(name).key for name in ("tf", "one")]
        desk.journal.append([Act(REVIEW, key, {"grade": 1, "ms": 1, "stability": None}) for key in keys], NOW)
        app = StudyGuideApp(desk)
        async with app.run_test(size=(80, 24)) as pilot:
            await foreseen(pilot)
            assert "about to forget" not in words(app)
            assert "What you missed today is asked once more." in words(app)


async def test_a_sitting_that_was_left_goes_on_from_home(tmp_path: Path) -> None:
    with desk_at(tmp_path) as desk:
        app = studying(desk, "tf", "one", "many")
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot, "b enter space q")
            await foreseen(pilot)
            on(app, HomeScreen)
            left = re.search(r"Go on (\d) to go in the sitting you left", words(app))
            assert left is not None
            await settle(pilot, "enter")
            assert on(app, StudyScreen).sitting.session.left == int(left[1])
