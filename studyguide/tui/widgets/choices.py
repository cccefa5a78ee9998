"""A list of lines of which one is selected; every other key is left to the screen."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import OptionList


class Choices(OptionList, inherit_bindings=False):
    """As quick with thousands of lines as with ten."""

    DEFAULT_CSS: ClassVar[str] = """
    Choices {
        border: none; background: $background; scrollbar-size-vertical: 1; padding: 0 1;
        &:focus { border: none; background: $background; background-tint: $foreground 0%; }
        & > .option-list--option { padding: 0 1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "cursor_up", "Up", show=False, id="list.up", tooltip="The line above"),
        Binding("down,j", "cursor_down", "Down", show=False, id="list.down", tooltip="The next line"),
        Binding("pageup", "page_up", "Page up", show=False, id="list.page-up", tooltip="A page back"),
        Binding("pagedown", "page_down", "Page down", show=False, id="list.page-down", tooltip="A page on"),
        Binding("home", "first", "First", show=False, id="list.first", tooltip="The first line"),
        Binding("end", "last", "Last", show=False, id="list.last", tooltip="The last line"),
    ]

    def __init__(self) -> None:
        super().__init__(markup=False)
