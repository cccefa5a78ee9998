"""Other keys: presets and single ones, wherever keys are shown, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input

from studyguide import settings
from studyguide.errors import StudyGuideError
from studyguide.settings import Settings, changed
from studyguide.tui.app import StudyGuideApp
from studyguide.tui.keymap import PRESETS, normalized
from studyguide.tui.keys import check_keys, keymap, keys_listed, keys_text
from studyguide.tui.screens.browser import BrowserScreen
from studyguide.tui.screens.home import HomeScreen
from studyguide.tui.screens.reader import ReaderScreen
from studyguide.tui.screens.settings import SettingsScreen
from studyguide.tui.screens.study import StudyScreen
from tests.tui.desk import desk_at, on, settle, studying
from tests.tui.snapshot import screen_text


def own(*pairs: str) -> Settings:
    """Settings with these keys of one's own."""
    return changed(Settings(certainty=False), "own-keys", " ".join(pairs))


@pytest.mark.parametrize("name", PRESETS)
def test_presets_fit_the_screens(name: str) -> None:
    check_keys(changed(Settings(), "keys", name))


def test_ids_are_unique() -> None:
    ids = [key.id for key in keys_listed(Settings())]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("pair", "said"),
    [
        ("study.undo=w", "w would be both study.undo and study.why; choose another key"),
        ("app.search=q", "q would be both app.search and home.quit; choose another key"),
        ("reader.terms=n", "n would be both reader.next and reader.terms; choose another key"),
        ("reader.top=c", "c would be both reader.cover and reader.top; choose another key"),
        ("study.undo=b", "b would be both study.undo and an option of a question"),
        ("search.down=j", "j would be both search.down and text that is typed there"),
        ("study.undo=ctrl+q", "study.undo: ctrl+q leaves the program, everywhere; choose another key"),
        ("study.submit=f5", "study.submit cannot have another key"),
        ("study.und=z", "nothing is called 'study.und'; did you mean study.undo?"),
        ("study.undo=uu", "study.undo: no key is called 'uu'"),
    ],
)
def test_what_cannot_be_is_refused_in_one_line(pair: str, said: str) -> None:
    with pytest.raises(StudyGuideError) as caught:
        check_keys(own(pair))
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_two_things_may_change_places() -> None:
    check_keys(own("study.undo=w", "study.why=u"))


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("z", "z"),
        ("?", "question_mark"),
        ("/", "slash"),
        ("-", "minus"),
        ("ctrl+n", "ctrl+n"),
        ("pagedown", "pagedown"),
        ("f5", "f5"),
        ("hyper+n", None),
        ("", None),
        ("uu", None),
    ],
)
def test_how_keys_are_spelt(written: str, key: str | None) -> None:
    assert normalized(written) == key


def test_one_key_after_another() -> None:
    one = changed(Settings(), "key.study.undo", "z")
    two = changed(one, "key.study.why", "i,w")
    assert two.own_keys == "study.undo=z study.why=i,w"
    assert changed(two, "key.study.undo", "none").own_keys == "study.why=i,w"
    assert keymap(Settings()) == {}


async def test_a_key_moves_and_those_that_shared_it_stay(tmp_path: Path) -> None:
    with desk_at(tmp_path, own("study.guess=g", "study.undo=z")) as desk:
        app = studying(desk, "one", "many")
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot, "b enter 1")
            assert len(on(app, StudyScreen).sitting.session.answered) == 1
            await settle(pilot, "u")
            assert len(on(app, StudyScreen).sitting.session.answered) == 1
            assert " z Undo" in screen_text(app).replace("  ", " ")
            await settle(pilot, "z")
            assert not on(app, StudyScreen).sitting.session.answered


async def test_footer_and_help_tell_the_keys_that_hold(tmp_path: Path) -> None:
    with desk_at(tmp_path, changed(Settings(), "keys", "anki")) as desk:
        app = StudyGuideApp(desk)
        async with app.run_test(size=(80, 40)) as pilot:
            await pilot.pause()
            *_, footer = screen_text(app).splitlines()
            assert "d Read on" in footer
            assert "b Cards" in footer
            await settle(pilot, "question_mark")
            assert "b              Find cards" in screen_text(app)
            await settle(pilot, "escape b")
            on(app, BrowserScreen)
            await settle(pilot, "escape d")
            on(app, ReaderScreen)


async def test_a_preset_is_taken_at_once_on_the_settings_screen(tmp_path: Path) -> None:
    with desk_at(tmp_path) as desk:
        app = StudyGuideApp(desk)
        async with app.run_test(size=(80, 40)) as pilot:
            screen = list(settings.ABOUT).index("keys")
            await settle(pilot, "s" + " j" * screen + " enter enter")
            assert settings.load(tmp_path).keys == "anki"
            await settle(pilot, "escape b")
            on(app, BrowserScreen)
            await settle(pilot, "escape P enter")
            assert isinstance(app.screen, SettingsScreen) or app.screen.query(Input)


async def test_keys_of_a_file_that_was_edited_do_no_harm(tmp_path: Path) -> None:
    with desk_at(tmp_path, own("home.nothing=z")) as desk:
        app = StudyGuideApp(desk)
        async with app.run_test(size=(80, 24), notifications=True) as pilot:
            await pilot.pause()
            on(app, HomeScreen)
            assert "Your own keys are not used" in screen_text(app)
            await settle(pilot, "b")
            on(app, ReaderScreen)


async def test_a_footer_in_ascii(tmp_path: Path) -> None:
    with desk_at(tmp_path) as desk:
        app = StudyGuideApp(desk, ascii_only=True)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            *_, footer = screen_text(app).splitlines()
            assert footer.isascii()
            assert "enter Open" in footer


def test_the_list_of_keys_fits_a_terminal_and_can_be_ascii() -> None:
    for text in (keys_text(), keys_text(ids=True)):
        assert max(map(len, text.splitlines())) <= 80
    text = keys_text(own("study.undo=z"), ascii_only=True)
    assert text.isascii()
    assert "  z                Take the last answer back" in text
