"""What is shown where the window is too small for anything else."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.screen import ModalScreen
from textual.widgets import Static

LEAST = Size(60, 18)
"""Cells that every screen needs."""


def too_small(size: Size) -> bool:
    """Whether screens cannot be read in a window of this size."""
    return size.width < LEAST.width or size.height < LEAST.height


class SmallScreen(ModalScreen[None]):
    """Lies over whatever was shown, which stays as it is, and goes away when there is room again."""

    CSS = """
    SmallScreen { align: center middle; background: $background; }
    SmallScreen Static { width: 100%; height: auto; max-height: 100%; padding: 0 1; text-align: center; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "dismiss(None)", "Go on", id="small.go-on", tooltip="Go on in the small window"),
        Binding("q", "app.quit", "Quit", id="small.quit", tooltip="Leave; everything is saved"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._left = False

    def compose(self) -> ComposeResult:
        """The notice."""
        yield Static(markup=False)

    def on_resize(self, event: events.Resize) -> None:
        """Say what size is needed, or go away."""
        if not too_small(event.size):
            if not self._left:  # a second event may come before this screen is gone
                self._left = True
                self.dismiss(None)
            return
        self.query_one(Static).update(
            Content.assemble(
                ("The window is too small", "bold"),
                f"\n{event.size.width}x{event.size.height}, and {LEAST.width}x{LEAST.height} is needed. "
                "Make it larger: all is as you left it.\n",
                ("Enter", "bold $text-accent"),
                " goes on as it is, ",
                ("q", "bold $text-accent"),
                " leaves.",
            )
        )
