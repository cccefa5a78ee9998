"""The reader by keyboard and mouse: where keys lead and what it tells those above."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

import pytest
from textual.app import App
from textual.binding import Binding
from textual.message import Message
from textual.pilot import Pilot
from textual.screen import Screen
from textual.theme import Theme

from studyguide.errors import UsageError
from studyguide.guide.model import Section
from studyguide.tui.screens.reader import AskQuestion, OpenRef, ReaderScreen, SectionRead, Visited
from studyguide.tui.themes import THEMES
from studyguide.tui.widgets.checkpoint import CheckpointView
from studyguide.tui.widgets.context import Context
from studyguide.tui.widgets.flow import FlowView
from studyguide.tui.widgets.glossary import GlossaryView
from studyguide.tui.widgets.layers import LayersView
from studyguide.tui.widgets.outline import OutlineView
from studyguide.tui.widgets.scenario import ScenarioView
from studyguide.tui.widgets.section import SectionView
from studyguide.tui.widgets.tables import TableView
from studyguide.tui.widgets.view import section_view
from tests.tui.sample import PACK, SECTIONS
from tests.tui.snapshot import screen_text


@pytest.fixture(autouse=True)
def _colours(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal with many colours, as the rings need."""
    monkeypatch.setenv("COLORTERM", "truecolor")


View = TypeVar("View", bound=SectionView)


class Host(App[None]):
    """An app that opens a reader and keeps what reaches it."""

    def __init__(self, reader: ReaderScreen) -> None:
        super().__init__()
        self.reader = reader
        self.told: list[Message] = []
        self.closed = False

    def on_mount(self) -> None:
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = THEMES[0].name
        self.push_screen(self.reader, self._leave)

    def _leave(self, _result: None) -> None:
        self.closed = True

    def on_visited(self, event: Visited) -> None:
        self.told.append(event)

    def on_section_read(self, event: SectionRead) -> None:
        self.told.append(event)

    def on_ask_question(self, event: AskQuestion) -> None:
        self.told.append(event)

    def on_open_ref(self, event: OpenRef) -> None:
        self.told.append(event)


def host(ref: str, **more: Any) -> Host:
    return Host(ReaderScreen(PACK, ref, **more))


async def press(pilot: Pilot[None], keys: str) -> None:
    await pilot.press(*keys.split())
    await pilot.pause()


def closed(app: Host) -> bool:
    return app.closed


def shows_pane(app: Host) -> bool:
    return app.reader.pane.display


def way(app: Host) -> tuple[str, ...]:
    return view_of(app, FlowView).way


def drawn(view: SectionView | None) -> str:
    """Every line of the section, on screen or not."""
    assert view is not None
    return "\n".join(line.content.plain for line in view.lines(74))


def view_of(app: Host, kind: type[View]) -> View:
    view = app.reader.view
    assert isinstance(view, kind)
    return view


# Moving through the guide.


async def test_space_turns_pages_then_marks_the_section_read_and_goes_on() -> None:
    app = host("doors#outline")
    async with app.run_test(size=(40, 12)) as pilot:
        await pilot.pause()
        await press(pilot, "space")
        assert app.reader.place.section.id == "outline"
        assert app.reader.scroll.scroll_offset.y > 0
        for _ in range(8):
            if app.reader.place.section.id != "outline":
                break
            await press(pilot, "space")
        assert app.reader.place.section.id == "layers"
        assert app.told == [Visited("doors#outline"), SectionRead("doors#outline"), Visited("doors#layers")]
        assert "doors#outline" in app.reader.reads


async def test_a_section_that_was_read_is_not_told_again() -> None:
    app = host("doors#prose", reads={"doors#prose"})
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "space")
        assert app.told == [Visited("doors#prose"), Visited("windows#panes")]


async def test_the_end_of_the_guide_stays_on_screen() -> None:
    app = host("windows#panes")
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "space space")
        assert app.told == [Visited("windows#panes"), SectionRead("windows#panes")]
        assert "✓ read" in screen_text(app)
        assert not closed(app)


async def test_next_and_previous_cross_chapters_and_mark_nothing() -> None:
    app = host("doors#prose")
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "n")
        assert app.reader.place.ref == "windows#panes"
        await press(pilot, "n")
        assert app.reader.place.ref == "windows#panes"
        await press(pilot, "p p")
        assert app.reader.place.ref == "doors#comparison"
        await press(pilot, "right_square_bracket left_square_bracket left_square_bracket")
        assert app.reader.place.ref == "doors#muddy"
        assert not app.reader.reads


@pytest.mark.parametrize("ref", ["", "doors", "doors#objectives", "#objectives"])
async def test_references_to_the_beginning(ref: str) -> None:
    assert ReaderScreen(PACK, ref).place.ref == "doors#objectives"


@pytest.mark.parametrize("ref", ["roofs", "doors#roof", "roofs#objectives"])
def test_a_reference_to_nowhere_is_told(ref: str) -> None:
    with pytest.raises(UsageError, match="no place called"):
        ReaderScreen(PACK, ref)


async def test_enter_follows_a_reference_and_escape_returns_to_where_it_stood() -> None:
    app = host("doors#objectives")
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "down down enter")
        assert app.reader.place.ref == "doors#layers"
        view = view_of(app, LayersView)
        assert view.selected == "fence"
        await press(pilot, "enter")
        assert app.reader.place.ref == "doors#concepts"
        assert view_of(app, TableView).selected == "network"
        await press(pilot, "escape")
        assert view_of(app, LayersView).selected == "fence"
        await press(pilot, "q")
        assert app.reader.place.ref == "doors#objectives"
        assert app.reader.view is not None
        assert app.reader.view.selected == "layers"
        assert not closed(app)
        await press(pilot, "escape")
        assert closed(app)
        assert not any(isinstance(message, OpenRef) for message in app.told)


async def test_a_reference_to_another_chapter() -> None:
    app = host("doors#big-idea")
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "down down enter")
        assert app.reader.place.ref == "windows#panes"
        await press(pilot, "escape")
        assert app.reader.place.ref == "doors#big-idea"


@pytest.mark.parametrize(
    ("ref", "item"),
    [
        ("doors#terms/bolt", "bolt"),
        ("doors#concepts/audit", "audit"),
        ("doors#outline/sill", "sill"),
        ("doors#layers/safe", "safe"),
        ("doors#flow/log", "log"),
        ("doors#examples/chain", "chain"),
        ("doors#scenario/change", "change"),
        ("doors#muddy/camera", "camera"),
        ("doors#comparison/when", "when"),
        ("doors#objectives/windows", "windows"),
    ],
)
async def test_opened_at_an_item_it_is_selected_uncovered_and_in_view(ref: str, item: str) -> None:
    app = host(ref)
    async with app.run_test(size=(60, 14)) as pilot:
        await pilot.pause()
        view = app.reader.view
        assert view is not None
        assert view.selected == item
        assert not view.is_covered(item)
        extent = view.extent(item)
        assert extent is not None
        top = app.reader.scroll.scroll_offset.y
        assert top < extent[1] <= top + 14 or extent[0] - 1 <= top <= extent[0]


async def test_an_item_that_is_gone_leaves_the_section_readable() -> None:
    app = host("doors#terms/vanished")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert view_of(app, GlossaryView).selected == ""


async def test_from_another_screen_and_back() -> None:
    app = host("doors#objectives")
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(Screen())
        results: list[None] = []
        await app.push_screen(ReaderScreen(PACK, "doors#terms/bolt"), results.append)
        await press(pilot, "escape")
        assert results == [None]
        assert type(app.screen) is Screen


# The outline pane.


async def test_the_outline_stands_beside_the_section_when_wide() -> None:
    app = host("doors#terms")
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        assert shows_pane(app)
        await press(pilot, "tab down down enter")
        assert app.reader.place.section.id == "concepts"
        assert app.reader.view is not None
        assert app.reader.view.has_focus


async def test_the_outline_takes_the_screen_when_narrow() -> None:
    app = host("doors#terms")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert not shows_pane(app)
        await press(pilot, "tab")
        assert shows_pane(app)
        assert not app.reader.scroll.display
        await press(pilot, "escape")
        assert not shows_pane(app)
        assert not closed(app)
        await press(pilot, "tab j space")
        assert app.reader.place.section.id == "big-idea"
        assert app.reader.scroll.display


async def test_read_marks_follow_reading() -> None:
    app = host("doors#prose")
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        assert "· On brackets" in screen_text(app)
        await press(pilot, "space p")
        assert "✓ On brackets" in screen_text(app)


async def test_a_click_on_the_outline_opens_the_section() -> None:
    app = host("doors#objectives")
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        await pilot.click("#reader-pane", offset=(6, 3))
        await pilot.pause()
        assert app.reader.place.section.id == "terms"


async def test_resizing_keeps_place_and_selection() -> None:
    app = host("doors#terms/bolt")
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        await pilot.resize_terminal(60, 20)
        await pilot.pause()
        assert view_of(app, GlossaryView).selected == "bolt"
        assert not shows_pane(app)
        assert max(map(len, screen_text(app).splitlines())) <= 60


# Covering.


async def test_meanings_are_covered_and_uncovered_one_by_one() -> None:
    app = host("doors#terms")
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "c")
        view = view_of(app, GlossaryView)
        assert "What a door turns on." not in drawn(view)
        assert "Hinge" in drawn(view)
        await press(pilot, "space space")
        assert "What a door turns on." in drawn(view)
        assert "frame" not in drawn(view)
        await press(pilot, "down down enter")
        assert "slides into the frame" in drawn(view)
        await press(pilot, "c")
        assert view.covering == 0
        assert app.reader.place.section.id == "terms"


async def test_space_goes_on_once_all_is_uncovered() -> None:
    app = host("doors#comparison")
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "c space space")
        assert app.reader.place.section.id == "comparison"
        await press(pilot, "space")
        assert app.reader.place.section.id == "prose"


async def test_columns_are_covered_last_first() -> None:
    app = host("doors#concepts")
    async with app.run_test(size=(80, 24)) as pilot:
        seen = []
        for _ in range(4):
            await press(pilot, "c")
            text = drawn(app.reader.view)
            seen.append(["A camera" in text, "at 15:00" in text, "Auditing" in text])
        assert seen == [[False, True, True], [True, False, True], [True, True, False], [True, True, True]]


async def test_steps_of_a_scenario_come_one_by_one() -> None:
    app = host("doors#scenario")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "Write the list" not in drawn(app.reader.view)
        await press(pilot, "space")
        assert "Write the list" in drawn(app.reader.view)
        assert "Change the lock" not in drawn(app.reader.view)
        view_of(app, ScenarioView).show("change")
        assert "Change the lock" in drawn(app.reader.view)


async def test_labels_of_layers_are_covered() -> None:
    app = host("doors#layers")
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "down c")
        text = screen_text(app)
        assert not any(label in text for label in ("Camera", "Fence", "Door ", "SAFE"))
        assert "Which way in is there?" in text
        assert "Hedge" not in text
        await press(pilot, "space")
        assert "Camera" in screen_text(app)
        assert "Fence" not in screen_text(app)
        await press(pilot, "down enter")
        assert "Fence" in screen_text(app)
        assert app.reader.place.section.id == "layers"


# Kinds of section.


async def test_the_glossary_filter_takes_every_key_until_it_ends() -> None:
    app = host("doors#terms")
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f q")
        view = view_of(app, GlossaryView)
        assert not closed(app)
        assert view.words == "q"
        assert "No term holds that." in drawn(view)
        await press(pilot, "backspace B o space k")
        assert [term.id for term in view.found] == []
        await press(pilot, "ctrl+u n u m b e r")
        assert [term.id for term in view.found] == ["pin"]
        await press(pilot, "enter c space")
        assert view.words == "number"
        assert view.selected == "pin"
        await press(pilot, "escape")
        assert len(view.found) == 4
        assert not closed(app)


async def test_arrows_leave_the_filter_and_select_what_was_found() -> None:
    app = host("doors#terms")
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f b a r down")
        view = view_of(app, GlossaryView)
        assert not view.typing
        assert view.selected == "bolt"


async def test_the_outline_folds() -> None:
    app = host("doors#outline")
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "down left")
        view = view_of(app, OutlineView)
        assert "Frame" not in drawn(view)
        await press(pilot, "down")
        assert view.selected == "use"
        await press(pilot, "up right right down")
        assert view.selected == "frame"
        await press(pilot, "enter")
        assert "Sill" not in drawn(view)
        await press(pilot, "left")
        assert view.selected == "parts"
        await press(pilot, "down enter")
        assert app.reader.place.ref == "doors#terms"
        assert view_of(app, GlossaryView).selected == "hinge"


async def test_layers_are_selected_by_key_and_mouse() -> None:
    app = host("doors#layers")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        view = view_of(app, LayersView)
        assert view.selected == "camera"
        await press(pilot, "right down j")
        assert view.selected == "safe"
        await press(pilot, "left")
        assert view.selected == "door"
        rows = [row for row in screen_text(app).splitlines() if "SAFE" in row]
        middle = next(y for y, line in enumerate(screen_text(app).splitlines()) if "SAFE" in line)
        await pilot.click(offset=(rows[0].index("SAFE"), middle))
        assert view.selected == "safe"
        await pilot.click(offset=(4, middle))
        assert view.selected == "camera"
        await pilot.click(offset=(8, middle))
        assert view.selected == "fence"
        await pilot.click(offset=(8, middle))
        await pilot.pause()
        assert app.reader.place.ref == "doors#concepts"


async def test_a_click_beside_the_rings_selects_nothing() -> None:
    app = host("doors#layers")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.click(offset=(3, 5))
        assert view_of(app, LayersView).selected == "camera"


async def test_a_flow_is_walked_aside_and_back() -> None:
    app = host("doors#flow")
    async with app.run_test(size=(120, 36)) as pilot:
        await press(pilot, "down down")
        view = view_of(app, FlowView)
        assert way(app) == ("knock", "known", "key")
        assert "Keys are changed once a year." in drawn(view)
        assert "A look at the list" not in drawn(view)
        await press(pilot, "right")
        assert way(app)[-1] == "away"
        await press(pilot, "up left")
        assert way(app) == ("knock", "known")
        await press(pilot, "space space space")
        assert way(app) == ("knock", "known", "key", "inside", "log")
        assert app.reader.place.section.id == "flow"
        await press(pilot, "space")
        assert app.reader.place.section.id == "examples"


async def test_a_step_of_a_flow_that_is_clicked_is_walked_to() -> None:
    app = host("doors#flow")
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        rows = screen_text(app).splitlines()
        y = next(y for y, row in enumerate(rows) if "6 Locksmith" in row)
        await pilot.click(offset=(rows[y].index("Locksmith"), y))
        assert way(app) == ("knock", "known", "key", "smith")


async def test_a_checkpoint_asks_and_shows_how_it_went() -> None:
    app = host("doors#checkpoint")
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "down enter")
        assert app.told[-1] == AskQuestion("name-it")
        view = view_of(app, CheckpointView)
        assert drawn(view).count("not answered yet") == 3
        app.reader.update_verdicts({"name-it": True, "two-sides": False})
        await pilot.pause()
        assert "wrong last time" in drawn(view)
        assert "right last time" in drawn(view)
        assert view.selected == "name-it"


async def test_notes_open_in_place_one_after_the_other() -> None:
    app = host("doors#terms")
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "i")
        view = view_of(app, GlossaryView)
        assert view.selected == "hinge"
        assert "https://example.org/source" in screen_text(app)
        await press(pilot, "i")
        assert "https://example.org/source" not in screen_text(app)


@pytest.mark.parametrize("section", ["layers", "flow", "big-idea", "muddy", "outline", "prose"])
async def test_the_note_key_shows_only_where_there_is_a_note(section: str) -> None:
    app = host(f"doors#{section}")
    async with app.run_test(size=(120, 24)) as pilot:
        await pilot.pause()
        assert ("i Note" in screen_text(app)) == (section not in ("muddy", "prose"))


async def test_a_note_below_a_picture_comes_into_view() -> None:
    app = host("doors#layers/door")
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "i")
        assert "https://example.org/source" in screen_text(app)


# Themes, keys, text.


async def test_layers_are_drawn_in_every_theme() -> None:
    app = host("doors#layers")
    async with app.run_test(size=(80, 24)) as pilot:
        for theme in (*(theme.name for theme in THEMES), "textual-dark", "nord", "ansi-dark"):
            app.theme = theme
            await pilot.pause()
            drawn = screen_text(app)
            assert all(label in drawn for label in ("Camera", "Fence", "Door", "SAFE")), theme


def luminance(color: str) -> float:
    channels = [int(color[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_text_has_enough_contrast(theme: Theme) -> None:
    papers = (theme.background, theme.surface)
    inks = (theme.foreground, theme.primary, theme.success, theme.warning, theme.error)
    for ink in (*inks, theme.variables["text-muted"]):
        for paper in papers:
            assert ink is not None
            assert paper is not None
            light, dark = sorted((luminance(ink), luminance(paper)), reverse=True)
            assert (light + 0.05) / (dark + 0.05) >= 4.5, (ink, paper)


def bindings(classes: Sequence[type]) -> list[Binding]:
    return [binding for one in classes for binding in one.__dict__.get("BINDINGS", ())]


def test_every_key_has_a_name_and_an_explanation() -> None:
    views = sorted({type(_view(section)) for section in SECTIONS}, key=lambda view: view.__name__)
    found = bindings([ReaderScreen, SectionView, *views])
    assert all(binding.id and binding.tooltip and binding.description for binding in found)
    ids = [binding.id for binding in found]
    assert len(ids) == len(set(ids))
    keys = [key for binding in found for key in binding.key.split(",")]
    assert not any(key.startswith(("ctrl+", "alt+")) or (key[0] == "f" and key[1:].isdigit()) for key in keys)


def _view(section: Section) -> SectionView:
    return section_view(section, Context())


async def test_text_with_brackets_is_shown_as_it_stands() -> None:
    app = host("doors#prose")
    async with app.run_test(size=(120, 24)) as pilot:
        await pilot.pause()
        text = " ".join(screen_text(app).split())
        assert "[all that apply], [/etc/hosts], [red]not red[/red]," in text
        assert "$primary." in text
