"""Writing content while it is open: the editor, and files that are saved."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from studyguide.study.desk import Desk
from studyguide.study.shelf import Shelf
from studyguide.tui import reload
from studyguide.tui.app import StudyGuideApp
from studyguide.tui.reload import Watch
from studyguide.tui.screens.home import HomeScreen
from studyguide.tui.screens.reader import ReaderScreen
from studyguide.tui.screens.study import StudyScreen
from tests.guide.small_pack import GUIDE, PACK, QUESTIONS, SMALL, SmallPack
from tests.tui.desk import desk_at, on, settle, studying
from tests.tui.snapshot import screen_text

SIZE = (100, 40)


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SmallPack:
    """A copy that may be written; nobody looks at it but the tests."""
    monkeypatch.setattr(reload, "EVERY", 10_000.0)
    shutil.copytree(SMALL, tmp_path / "small")
    return SmallPack(tmp_path / "small")


@contextmanager
def desk_over(small: SmallPack) -> Iterator[Desk]:
    with desk_at(small.folder.parent) as desk:
        desk.restock(Shelf((small.folder,), small.folder.parent / "cache"))
        _ = desk.shelf.catalogs
        yield desk


async def look(app: StudyGuideApp, watch: Watch) -> None:
    """As the clock would have it look, and wait for what comes of it."""
    watch.look()
    # Home's forecast is begun anew when the texts change, and waits for nobody.
    if waited_for := [worker for worker in app.workers if worker.group == "default"]:
        await app.workers.wait_for_complete(waited_for)


async def test_a_saved_question_is_shown_and_the_answer_in_the_making_stays(small: SmallPack) -> None:
    with desk_over(small) as desk:
        app = studying(desk, "hot-water", "pick-leaf")
        async with app.run_test(size=SIZE) as pilot:
            watch = Watch(app)
            await settle(pilot, "b")
            small.change(QUESTIONS, "Green tea wants boiling water.", "Green tea wants *boiling* milk.")
            await look(app, watch)
            await settle(pilot)
            assert "Green tea wants boiling milk." in screen_text(app)
            screen = on(app, StudyScreen)
            assert screen.draft.chosen == ("false",)
            await settle(pilot, "enter")
            assert screen.sitting.session.grade is not None
            assert desk.journal.memory("tea/hot-water") is not None


async def test_an_answer_in_view_is_explained_by_the_new_words_and_undo_asks_them(small: SmallPack) -> None:
    with desk_over(small) as desk:
        app = studying(desk, "hot-water", "pick-leaf")
        async with app.run_test(size=SIZE) as pilot:
            watch = Watch(app)
            await settle(pilot, "x")
            small.change(QUESTIONS, "About 75 degrees are right.", "It wants about 80 degrees.")
            small.change(QUESTIONS, "Green tea wants boiling water.", "Is it boiling?")
            await look(app, watch)
            await settle(pilot)
            assert "It wants about 80 degrees." in screen_text(app)
            assert on(app, StudyScreen).sitting.session.phase == "settled"
            await settle(pilot, "u")
            assert "Is it boiling?" in screen_text(app)
            assert desk.journal.memory("tea/hot-water") is None


async def test_a_card_that_becomes_another_kind_or_goes_stays_as_it_was_answered(small: SmallPack) -> None:
    with desk_over(small) as desk:
        app = studying(desk, "steps", "hot-water", "explain")
        async with app.run_test(size=SIZE) as pilot:
            watch = Watch(app)
            await settle(pilot, "x")
            before = on(app, StudyScreen).sitting.session.card
            small.change(
                QUESTIONS,
                "      - {text: Wait, why: Then taste comes out.}\n",
                "      - {text: Wait, "
                "why: Then taste comes out.}\n      - {text: Drink, why: Now it is done.}\n",
            )
            text = small.text(QUESTIONS)
            gone = text[text.index("  - id: explain") : text.index("  - id: gap")]
            small.change(QUESTIONS, gone, "")
            await look(app, watch)
            await settle(pilot)
            session = on(app, StudyScreen).sitting.session
            assert session.card == before
            assert "tea/bitterness" not in desk.cards
            await settle(pilot, "space")
            assert on(app, StudyScreen).sitting.session.card.id == "tea/hot-water"
            await settle(pilot, "x space")
            assert on(app, StudyScreen).sitting.session.card.id == "tea/explain"


async def test_a_broken_file_keeps_the_old_text_and_says_where(small: SmallPack) -> None:
    with desk_over(small) as desk:
        app = studying(desk, "hot-water")
        async with app.run_test(size=SIZE, notifications=True) as pilot:
            watch = Watch(app)
            small.change(QUESTIONS, "stem: Green tea wants", "stemm: Green tea wants")
            line, column = small.place(QUESTIONS, "stemm:")
            await look(app, watch)
            await settle(pilot)
            (notice,) = app._notifications
            assert notice.message.startswith(f"small/{QUESTIONS}:{line}:{column}: questions[0].stemm: ")
            assert not notice.markup
            assert "Green tea wants boiling water." in screen_text(app)
            await look(app, watch)
            assert len(app._notifications) == 1

            small.change(QUESTIONS, "stemm: Green tea wants", "stem: White tea wants")
            await look(app, watch)
            await settle(pilot)
            assert "White tea wants boiling water." in screen_text(app)
            assert desk.shelf.problems == ()


async def test_broken_before_anything_was_opened(small: SmallPack) -> None:
    """The text is that of the last good state even if nobody had read it yet."""
    with desk_over(small) as first:
        _ = first.library
    with desk_over(small) as desk:
        app = StudyGuideApp(desk)
        async with app.run_test(size=SIZE) as pilot:
            watch = Watch(app)
            small.change(GUIDE, "title: Brewing tea", "titel: Brewing tea")
            await look(app, watch)
            await settle(pilot)
            on(app, HomeScreen)
            assert "Brewing tea" in screen_text(app)
            await settle(pilot, "b")
            assert on(app, ReaderScreen).place.chapter.title == "Brewing tea"


async def test_home_and_reader_show_what_was_saved(small: SmallPack) -> None:
    with desk_over(small) as desk:
        app = StudyGuideApp(desk, place="brewing#end")
        async with app.run_test(size=SIZE) as pilot:
            watch = Watch(app)
            await settle(pilot)
            small.change(GUIDE, "text: Drink it.", "text: Drink it slowly.")
            small.change(GUIDE, "title: Brewing tea", "title: Brewing it")
            await look(app, watch)
            await settle(pilot)
            assert "Drink it slowly." in screen_text(app)
            assert "Brewing it" in screen_text(app)
            small.change(GUIDE, "    id: end\n", "    id: finish\n")
            await look(app, watch)
            await settle(pilot)
            assert on(app, ReaderScreen).place.ref == "brewing#aims"
            await settle(pilot, "q")
            on(app, HomeScreen)
            assert "Brewing it" in screen_text(app)


async def test_nothing_is_read_while_nothing_is_saved(
    small: SmallPack, monkeypatch: pytest.MonkeyPatch
) -> None:
    readings: list[Shelf] = []
    renewed = Shelf.renewed

    def counted(shelf: Shelf) -> Shelf:
        readings.append(shelf)
        return renewed(shelf)

    monkeypatch.setattr(Shelf, "renewed", counted)
    with desk_over(small) as desk:
        app = StudyGuideApp(desk)
        async with app.run_test(size=SIZE):
            watch = Watch(app)
            for _ in range(3):
                await look(app, watch)
            assert readings == []
            small.change(PACK, "title: Tea\n", "title: More tea\n")
            for _ in range(3):
                await look(app, watch)
            assert len(readings) == 1
            assert desk.shelf.catalogs[0].title == "More tea"
            assert Shelf((small.folder,), small.folder.parent / "cache").ready


async def test_what_was_saved_before_the_first_look_is_seen_too(small: SmallPack) -> None:
    with desk_over(small) as desk:
        app = studying(desk, "hot-water")
        async with app.run_test(size=SIZE) as pilot:
            await settle(pilot)
            small.change(QUESTIONS, "Green tea wants boiling water.", "Is it boiling?")
            await look(app, Watch(app))
            await settle(pilot)
            assert "Is it boiling?" in screen_text(app)


async def test_the_clock_has_it_look(small: SmallPack, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reload, "EVERY", 0.01)
    with desk_over(small) as desk:
        app = studying(desk, "hot-water")
        async with app.run_test(size=SIZE) as pilot:
            await settle(pilot)
            small.change(QUESTIONS, "Green tea wants boiling water.", "Is it boiling?")
            while "Is it boiling?" not in screen_text(app):
                await pilot.pause(0.01)


async def test_within_a_second() -> None:
    assert reload.EVERY <= 0.5


class Suspended:
    """Stands in for `App.suspend`, which a test has no terminal for."""

    def __init__(self) -> None:
        self.times = 0

    @contextmanager
    def __call__(self) -> Iterator[None]:
        self.times += 1
        yield


async def test_e_opens_the_editor_at_the_line_and_comes_back(
    small: SmallPack, monkeypatch: pytest.MonkeyPatch
) -> None:
    called: list[list[str]] = []

    def called_with(words: list[str], **_: Any) -> subprocess.CompletedProcess[bytes]:
        called.append(words)
        return subprocess.CompletedProcess(words, 0)

    monkeypatch.setattr(subprocess, "run", called_with)
    monkeypatch.setenv("VISUAL", "nano")
    with desk_over(small) as desk:
        app = studying(desk, "hot-water", "keep-warm")
        suspended = Suspended()
        monkeypatch.setattr(app, "suspend", suspended)
        async with app.run_test(size=SIZE) as pilot:
            await settle(pilot, "e")
            line, _ = small.place(QUESTIONS, "- id: hot-water")
            assert called == [["nano", f"+{line}", str(small.folder / QUESTIONS)]]
            assert suspended.times == 1
            await settle(pilot, "x space e")  # the fifth option here
            assert len(called) == 1
            await settle(pilot, "E")
            assert called[1][1] == f"+{small.place(QUESTIONS, '- id: keep-warm')[0]}"
            assert on(app, StudyScreen).draft.chosen == (on(app, StudyScreen).draft.ids[4],)


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({}, "set VISUAL or EDITOR"),
        ({"EDITOR": "vi"}, "No editor opens in this place; the card is written at "),
    ],
)
async def test_where_no_editor_opens_one_line_says_so(
    environment: dict[str, str], said: str, small: SmallPack, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    with desk_over(small) as desk:
        app = studying(desk, "hot-water")
        async with app.run_test(size=SIZE) as pilot:
            await settle(pilot, "e")
            (notice,) = app._notifications
            assert said in notice.message
            assert (
                f"{small.folder / QUESTIONS}:{small.place(QUESTIONS, '- id: hot-water')[0]}" in notice.message
            )
            on(app, StudyScreen)
