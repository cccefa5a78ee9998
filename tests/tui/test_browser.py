"""The card browser: narrowing down, caring for one card, taking it back."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from textual.content import Content
from textual.widgets import Input

from studyguide.errors import JournalError
from studyguide.journal.event import Act
from studyguide.study.desk import Desk
from studyguide.study.reports import CardLine
from studyguide.tui import app as app_module
from studyguide.tui.app import StudyGuideApp
from studyguide.tui.screens import browser as browser_module
from studyguide.tui.screens.browser import PATIENCE, BrowserScreen
from studyguide.tui.screens.dialogs import ConfirmScreen, ReadScreen
from studyguide.tui.screens.home import HomeScreen
from studyguide.tui.screens.reader import ReaderScreen
from studyguide.tui.screens.study import StudyScreen
from studyguide.tui.widgets.browser_lines import row
from tests.tui.desk import NOW, desk_at, endure, on, settle
from tests.tui.snapshot import assert_screen, screen_text

SIZES = ((80, 24), (120, 36))


def answered(desk: Desk, name: str, grade: int, days_ago: int = 0) -> None:
    """The card was answered."""
    body = {"grade": grade, "correct": grade > 1, "ms": 4000}
    desk.journal.append((Act("review", f"ships/{name}", body),), NOW - timedelta(days=days_ago))


class Browsing(StudyGuideApp):
    """Opens the browser with a query."""

    CSS_PATH = str(Path(app_module.__file__).with_name("app.tcss"))

    def __init__(self, desk: Desk, query: str) -> None:
        super().__init__(desk)
        self.query_text = query

    def on_mount(self) -> None:
        self.push_screen(BrowserScreen(self.desk, self.query_text))


def browsing(desk: Desk, query: str = "") -> StudyGuideApp:
    return Browsing(desk, query)


def shown(app: StudyGuideApp) -> list[str]:
    return [key.removeprefix("ships/") for key in on(app, BrowserScreen).shown]


async def test_all_cards_first_then_those_that_fit(tmp_path: Path) -> None:
    with desk_at(tmp_path) as desk:
        answered(desk, "tf", 1)
        app = StudyGuideApp(desk)
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot, "c")
            assert len(shown(app)) == len(desk.cards)
            await settle(pilot, "slash k i n d colon m u l t i enter")
            assert shown(app) == ["many"]
            await settle(pilot, "slash")
            on(app, BrowserScreen).query_box.value = "is:due"
            await settle(pilot, "enter")
            assert shown(app) == ["tf"]
            await settle(pilot, "escape")
            on(app, HomeScreen)


async def test_a_query_is_carried_out_once_typing_pauses(tmp_path: Path) -> None:
    with desk_at(tmp_path) as desk:
        app = browsing(desk)
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot, "slash r e d question_mark")
            screen = on(app, BrowserScreen)
            assert screen.query_box.value == "red?"
            while len(shown(app)) > 1:
                await pilot.pause(PATIENCE)
            assert shown(app) == ["one"]


async def test_a_query_that_says_nothing_known_keeps_the_list(tmp_path: Path) -> None:
    with desk_at(tmp_path) as desk:
        app = browsing(desk, "is:new")
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot)
            before = shown(app)
            on(app, BrowserScreen).query_box.value = "is:odd"
            await settle(pilot, "slash enter")
            assert shown(app) == before
            assert "is:odd is not known" in screen_text(app)


async def test_acts_are_on_record_and_taken_back(tmp_path: Path) -> None:
    with desk_at(tmp_path) as desk:
        answered(desk, "tf", 3)
        app = browsing(desk, "id:tf")
        async with app.run_test(size=(80, 24), notifications=True) as pilot:
            await settle(pilot, "asterisk at minus")
            mark = desk.journal.mark("ships/tf")
            assert (mark.flagged, mark.suspended, mark.buried_day) == (True, True, desk.today)
            assert on(app, BrowserScreen).lines["ships/tf"].state == "suspended"
            await settle(pilot, "r")
            on(app, ConfirmScreen)
            await settle(pilot, "y")
            assert desk.journal.memory("ships/tf") is None
            await settle(pilot, "exclamation_mark s o space w h a t enter")
            (dispute,) = desk.journal.events(kinds=("dispute",))
            assert dispute.body == {"text": "so what"}
            await settle(pilot, "u u")
            assert desk.journal.memory("ships/tf") is not None
            assert "Taken back: reset, Anchors float." in screen_text(app)
            await settle(pilot, "u u u")
            mark = desk.journal.mark("ships/tf")
            assert (mark.flagged, mark.suspended, mark.buried_day) == (False, False, None)
            assert desk.journal.memory("ships/tf") is not None


async def test_the_same_key_again_takes_flag_and_suspension_off(tmp_path: Path) -> None:
    with desk_at(tmp_path) as desk:
        app = browsing(desk, "id:tf")
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot, "asterisk asterisk at at r escape")
            mark = desk.journal.mark("ships/tf")
            assert (mark.flagged, mark.suspended) == (False, False)
            assert not list(desk.journal.events(kinds=("reset",)))


async def test_enter_reads_and_space_asks(tmp_path: Path) -> None:
    with desk_at(tmp_path) as desk:
        app = browsing(desk, "id:tf")
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot, "enter")
            assert on(app, ReaderScreen).place.ref == "port#terms"
            await settle(pilot, "escape space b b space enter")
            assert on(app, BrowserScreen).lines["ships/tf"].reps == 1


async def test_one_card_is_asked(tmp_path: Path) -> None:
    with desk_at(tmp_path) as desk:
        app = browsing(desk, "kind:matching")
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot, "space")
            assert on(app, StudyScreen).sitting.session.queue == ("ships/pairs",)


async def test_what_cannot_be_saved_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with desk_at(tmp_path) as desk:
        app = browsing(desk, "id:tf")
        async with app.run_test(size=(80, 24), notifications=True) as pilot:
            await pilot.pause()

            def full(*_: object) -> None:
                raise JournalError("the disk is full")

            monkeypatch.setattr(desk.journal, "append", full)
            await settle(pilot, "asterisk")
            assert "the disk is full" in screen_text(app)
            assert not on(app, BrowserScreen).lines["ships/tf"].flagged


async def test_no_card_fits_and_no_key_fails(tmp_path: Path) -> None:
    with desk_at(tmp_path) as desk:
        app = browsing(desk, "nothing-like-this")
        async with app.run_test(size=(120, 36)) as pilot:
            await settle(pilot, "enter space asterisk at minus r exclamation_mark d")
            assert shown(app) == []


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize(
    ("name", "query", "keys"),
    [("all", "", "down down"), ("found", "is:due kind:true", ""), ("typing", "is:", "slash")],
)
async def test_browser_screens(
    name: str, query: str, keys: str, size: tuple[int, int], tmp_path: Path
) -> None:
    with desk_at(tmp_path) as desk:
        answered(desk, "tf", 3, 12)
        answered(desk, "tf", 1, 2)
        answered(desk, "one", 3, 1)
        desk.journal.append((Act("flag", "ships/tf"), Act("suspend", "ships/many")), NOW)
        app = browsing(desk, query)
        async with app.run_test(size=size) as pilot:
            await settle(pilot, keys)
            for field in app.screen.query(Input):
                field.cursor_blink = False
            await pilot.pause()
            assert_screen(app, f"cards-{name}-{size[0]}x{size[1]}")


async def test_details_where_there_is_no_pane(tmp_path: Path) -> None:
    with desk_at(tmp_path) as desk:
        answered(desk, "tf", 3, 12)
        answered(desk, "tf", 1, 2)
        app = browsing(desk, "id:tf")
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot, "d")
            on(app, ReadScreen)
            assert_screen(app, "cards-details-80x24")


@pytest.mark.parametrize("size", [(20, 5), (200, 60)])
async def test_odd_sizes(size: tuple[int, int], tmp_path: Path) -> None:
    with desk_at(tmp_path) as desk:
        app = browsing(desk)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            await pilot.resize_terminal(*size)
            await endure(pilot)
            await settle(pilot, "down asterisk r escape")
            assert len(shown(app)) == len(desk.cards)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_a_row_is_drawn_again_once_its_card_has_changed(size: tuple[int, int], tmp_path: Path) -> None:
    with desk_at(tmp_path) as desk:
        app = browsing(desk, "id:tf")
        async with app.run_test(size=size) as pilot:
            await settle(pilot)
            assert "* new" not in screen_text(app)
            await settle(pilot, "asterisk")
            assert "* new" in screen_text(app)
            await settle(pilot, "asterisk")
            assert "* new" not in screen_text(app)


async def test_rows_take_the_colours_of_another_theme(tmp_path: Path) -> None:
    with desk_at(tmp_path) as desk:
        app = browsing(desk)
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot)
            table = on(app, BrowserScreen).table
            before = [list(table.render_line(y)) for y in range(3)]
            app.theme = "studyguide-light" if app.theme != "studyguide-light" else "studyguide-dark"
            await settle(pilot)
            assert all(list(table.render_line(y)) != before[y] for y in range(3))


async def test_a_move_draws_no_more_rows_than_it_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with desk_at(tmp_path) as desk:
        drawn: list[str] = []

        def counted(line: CardLine, width: int, today: date) -> Content:
            drawn.append(line.id)
            return row(line, width, today)

        monkeypatch.setattr(browser_module, "row", counted)
        app = browsing(desk)
        async with app.run_test(size=(120, 20)) as pilot:
            await settle(pilot)
            keys = [line.id for line in on(app, BrowserScreen).lines.values()]
            assert len(keys) > 20  # more than are in view, so that the list scrolls
            for place in range(1, len(keys)):
                drawn.clear()
                await settle(pilot, "down")
                assert set(drawn) <= {keys[place - 1], keys[place]}


async def test_the_pane_holds_nothing_of_the_card_before(tmp_path: Path) -> None:
    with desk_at(tmp_path) as desk:
        for days_ago in range(12):
            answered(desk, "tf", 3, days_ago)
        app = browsing(desk)
        async with app.run_test(size=(120, 36)) as pilot:
            await settle(pilot)
            screen = on(app, BrowserScreen)
            place = screen.shown.index("ships/tf")
            screen.table.select(place + 1)
            await settle(pilot)
            fresh = screen_text(app)
            screen.table.select(place)
            await settle(pilot)
            assert screen_text(app).count("2026-") == 12
            screen.table.select(place + 1)
            await settle(pilot)
            assert screen_text(app) == fresh


async def test_details_say_how_sure_an_answer_was_and_when_a_card_counts_as_forgotten(tmp_path: Path) -> None:
    with desk_at(tmp_path) as desk:
        guess = {"grade": 1, "correct": True, "ms": 4000, "certainty": 1}
        desk.journal.append((Act("review", "ships/tf", guess),), NOW)
        answered(desk, "tf", 1)
        app = browsing(desk, "id:tf")
        async with app.run_test(size=(120, 36)) as pilot:
            await settle(pilot)
            text = " ".join(screen_text(app).replace("│", "").split())
            assert "✓ Again, 4 s, guess" in text
            assert "✗ Again, 4 s" in text
            assert "forgotten 0 times on a later" in text


async def test_a_certainty_that_no_version_knows_is_passed_over(tmp_path: Path) -> None:
    with desk_at(tmp_path) as desk:
        odd = {"grade": 3, "correct": True, "ms": 4000, "certainty": 7}
        desk.journal.append((Act("review", "ships/tf", odd),), NOW)
        app = browsing(desk, "id:tf")
        async with app.run_test(size=(120, 36)) as pilot:
            await settle(pilot)
            assert "Good, 4 s" in " ".join(screen_text(app).split())
