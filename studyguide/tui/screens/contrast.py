"""Two concepts side by side."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from studyguide.guide.model import Row
from studyguide.study.mistakes import Contrast
from studyguide.tui.widgets.glyphs import glyphs
from studyguide.tui.widgets.pane import Pane
from studyguide.tui.widgets.table import draw_table


class ContrastScreen(ModalScreen[bool]):
    """The rows of the guide that tell two concepts apart; gives whether to drill them."""

    CSS = """
    ContrastScreen { align: center middle; background: transparent; }
    ContrastScreen #contrast-box {
        width: 96; max-width: 100%; height: auto; max-height: 94%; padding: 1 2; border: round $accent;
        background: $background; border-title-color: $accent; border-subtitle-color: $text-muted;
        scrollbar-size-vertical: 1;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "drill", "Drill", id="contrast.drill", tooltip="Practise telling the two apart"),
        Binding("down,j,space", "scroll(1)", "Down", show=False, id="contrast.down", tooltip="Scroll down"),
        Binding("up,k", "scroll(-1)", "Up", show=False, id="contrast.up", tooltip="Scroll up"),
        Binding("q,escape", "dismiss(False)", "Back", id="contrast.back", tooltip="Back"),
    ]

    def __init__(self, contrast: Contrast, *, offers_drill: bool = False, ascii_only: bool = False) -> None:
        super().__init__()
        self.contrast = contrast
        self.offers_drill = offers_drill
        self.signs = glyphs(ascii_only)

    def compose(self) -> ComposeResult:
        """The table."""
        with Pane(id="contrast-box") as box:
            box.border_title = Content(" or ".join(self.contrast.heads) + "?")
            box.border_subtitle = Content(
                "Enter drills the two, Esc returns" if self.offers_drill else "Esc returns"
            )
            yield Static(self._table(self.app.size.width), markup=False)

    def on_resize(self) -> None:
        """Lay out for the width there is."""
        self.query_one(Static).update(self._table(self.size.width))

    def _table(self, room: int) -> Content:
        width = min(96, room) - 8
        rows = (Row(id=f"row-{n}", cells=cells) for n, cells in enumerate(self.contrast.rows))
        drawn = draw_table(("", *self.contrast.heads), rows, width, self.signs, lambda row, column: False)
        return Content("\n").join(line.content for line in drawn)

    def action_drill(self) -> None:
        """Practise telling the two apart."""
        self.dismiss(self.offers_drill)

    def action_scroll(self, step: int) -> None:
        """Scroll a few lines."""
        self.query_one("#contrast-box", Pane).scroll_relative(y=step * 3, animate=False)
