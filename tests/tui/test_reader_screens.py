"""What each kind of section looks like at the smallest size it must be complete at, and at a larger one."""

from __future__ import annotations

import pytest
from textual.app import App

from studyguide.tui.screens.reader import ReaderScreen
from studyguide.tui.themes import THEMES
from tests.tui.sample import PACK, SECTIONS
from tests.tui.snapshot import assert_screen, screen_text

SIZES = ((80, 24), (120, 36))


@pytest.fixture(autouse=True)
def _colours(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal with many colours, as the rings need."""
    monkeypatch.setenv("COLORTERM", "truecolor")


class ReaderApp(App[None]):
    """Nothing but a reader."""

    def __init__(self, ref: str, ascii_only: bool = False) -> None:
        super().__init__()
        self.reader = ReaderScreen(
            PACK,
            ref,
            reads={"doors#objectives", "doors#terms"},
            verdicts=lambda: {"two-sides": True, "name-it": False},
            ascii_only=ascii_only,
        )

    def on_mount(self) -> None:
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = THEMES[0].name
        self.push_screen(self.reader)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("section", [section.id for section in SECTIONS])
async def test_each_kind_of_section(section: str, size: tuple[int, int]) -> None:
    app = ReaderApp(f"doors#{section}")
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert_screen(app, f"reader-{section}-{size[0]}x{size[1]}")


@pytest.mark.parametrize(
    ("name", "ref", "keys", "size", "ascii_only"),
    [
        ("terms-covered", "doors#terms", "c space", (80, 24), False),
        ("terms-filtered", "doors#terms", "f d o o r", (80, 24), False),
        ("concepts-covered", "doors#concepts", "c space", (80, 24), False),
        ("layers-covered", "doors#layers", "c space", (80, 24), False),
        ("layers-note", "doors#layers", "down down i", (80, 24), False),
        ("layers-ascii", "doors#layers", "down", (80, 24), True),
        ("layers-narrow", "doors#layers", "down", (50, 24), False),
        ("flow-walked", "doors#flow", "down down", (80, 24), False),
        ("flow-aside", "doors#flow", "down right", (120, 36), False),
        ("flow-note", "doors#flow", "down i", (80, 24), False),
        ("flow-ascii", "doors#flow", "down", (80, 24), True),
        ("flow-narrow", "doors#flow", "down", (40, 24), False),
        ("scenario-revealed", "doors#scenario", "space space", (120, 36), False),
        ("objectives-note", "doors#objectives", "i", (80, 24), False),
        ("outline-folded", "doors#outline", "down left", (80, 24), False),
        ("comparison-narrow", "doors#comparison", "", (40, 24), False),
        ("contents", "doors#terms", "tab", (80, 24), False),
    ],
)
async def test_states(name: str, ref: str, keys: str, size: tuple[int, int], ascii_only: bool) -> None:
    app = ReaderApp(ref, ascii_only)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.press(*keys.split())
        await pilot.pause()
        assert_screen(app, f"reader-{name}-{size[0]}x{size[1]}")


@pytest.mark.parametrize("section", [section.id for section in SECTIONS])
async def test_nothing_but_ascii_is_drawn_when_asked(section: str) -> None:
    app = ReaderApp(f"doors#{section}", ascii_only=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("c", "tab", "tab")
        *lines, _footer = screen_text(app).splitlines()
        # The scrollbar is Textual's own; it stands in the last column but one.
        drawn = "".join(line[:78] for line in lines)
        assert drawn.isascii(), [character for character in drawn if not character.isascii()]


async def test_a_missing_snapshot_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("STUDYGUIDE_UPDATE_SCREENS", raising=False)
    app = ReaderApp("doors#big-idea")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        with pytest.raises(AssertionError, match=r"no .*never-drawn"):
            assert_screen(app, "never-drawn")
