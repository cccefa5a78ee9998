"""Small questions put over a screen: yes or no, a line of text, some of a list, one of a grid, a text."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.getters import query_one
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from studyguide.tui.text import wrap
from studyguide.tui.widgets.choices import Choices
from studyguide.tui.widgets.lines import hang
from studyguide.tui.widgets.number_grid import Cell, NumberGrid
from studyguide.tui.widgets.pane import Pane

BOX = """
{name} {{ align: center middle; background: transparent; }}
{name} #dialog {{
    width: 76; max-width: 100%; height: auto; max-height: 90%; padding: 1 2; border: round $accent;
    background: $background; border-title-color: $accent; border-subtitle-color: $text-muted;
    scrollbar-size-vertical: 1;
}}
"""
INSIDE = 69
"""Cells of a line in it: the width without border, padding and scroll bar."""


class ConfirmScreen(ModalScreen[bool]):
    """Asks before something that cannot be done by accident."""

    CSS = BOX.format(name="ConfirmScreen")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "dismiss(True)", "Yes", id="confirm.yes", tooltip="Do it"),
        Binding("n,q,escape", "dismiss(False)", "No", id="confirm.no", tooltip="Leave it as it is"),
    ]

    def __init__(self, title: str, text: str, yes: str) -> None:
        """`yes` says what y does."""
        super().__init__()
        self.title_text, self.text, self.yes = title, text, yes

    def compose(self) -> ComposeResult:
        """The question and its two keys."""
        with Vertical(id="dialog") as box:
            box.border_title = Content(self.title_text)
            yield Static(Content(self.text), markup=False)
            yield Static(
                Content.assemble(
                    "\n",
                    ("y", "bold $text-accent"),
                    f" {self.yes}    ",
                    ("Esc", "bold $text-accent"),
                    " back",
                ),
                markup=False,
            )


class TextScreen(ModalScreen[str | None]):
    """Asks for a line of text."""

    CSS = (
        BOX.format(name="TextScreen") + "TextScreen Input { border: none; height: 1; background: $surface; }"
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Close", id="text.close", tooltip="Leave it as it was"),
    ]

    def __init__(self, title: str, text: str) -> None:
        super().__init__()
        self.title_text, self.text = title, text

    def compose(self) -> ComposeResult:
        """What is asked, and the box."""
        with Vertical(id="dialog") as box:
            box.border_title = Content(self.title_text)
            box.border_subtitle = Content("Enter saves, Esc leaves it")
            yield Static(Content(self.text + "\n"), markup=False)
            yield Input()

    @on(Input.Submitted)
    def _enter(self, event: Input.Submitted) -> None:
        if event.value.strip():
            self.dismiss(event.value.strip())


class PickScreen(ModalScreen[tuple[str, ...] | None]):
    """Ticks some lines of a list; none ticked means any."""

    CSS = BOX.format(name="PickScreen") + ("PickScreen Choices { height: auto; max-height: 16; padding: 0; }")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "done", "Done", id="pick.done", tooltip="Use what is ticked"),
        Binding("space", "tick", "Tick", id="pick.tick", tooltip="Tick the line, or untick it"),
        Binding("c", "clear", "Clear", id="pick.clear", tooltip="Untick all"),
        Binding("q,escape", "dismiss(None)", "Back", id="pick.back", tooltip="Leave it as it was"),
    ]

    table = query_one(Choices)

    def __init__(self, title: str, lines: tuple[tuple[str, str], ...], ticked: tuple[str, ...]) -> None:
        """`lines` holds ids and names."""
        super().__init__()
        self.title_text, self.lines = title, lines
        self.ticked = set(ticked)

    def compose(self) -> ComposeResult:
        """The list."""
        with Vertical(id="dialog") as box:
            box.border_title = Content(self.title_text)
            box.border_subtitle = Content("Space ticks, c clears, Enter is done")
            yield Choices()

    def on_mount(self) -> None:
        """Start at the top."""
        self.table.add_options(map(self._option, self.lines))
        self.table.highlighted = 0
        self.table.focus()

    def _option(self, line: tuple[str, str]) -> Option:
        box = "[x] " if line[0] in self.ticked else "[ ] "
        width = min(76, self.app.size.width) - 13
        rows = hang(Content.styled(box, "$text-accent"), wrap(Content(line[1]), width))
        return Option(Content("\n").join(rows), id=line[0])

    def _redraw(self) -> None:
        for line in self.lines:
            self.table.replace_option_prompt(line[0], self._option(line).prompt)

    def action_tick(self) -> None:
        """Tick the line, or untick it."""
        place = self.table.highlighted
        if place is not None:
            self.ticked ^= {self.lines[place][0]}
            self._redraw()

    def action_clear(self) -> None:
        """Untick all."""
        self.ticked.clear()
        self._redraw()

    @on(OptionList.OptionSelected)
    def _clicked(self) -> None:
        self.action_tick()

    def action_done(self) -> None:
        """Use what is ticked."""
        self.dismiss(tuple(name for name, _ in self.lines if name in self.ticked))


class GridScreen(ModalScreen[int | None]):
    """The numbers of all questions with what was done; gives the one to go to."""

    CSS = BOX.format(name="GridScreen")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "go", "Go there", id="grid.go", tooltip="Go to the selected question"),
        Binding("left,h", "move(-1, 0)", "Left", show=False, id="grid.left", tooltip="The question before"),
        Binding("right,l", "move(1, 0)", "Right", show=False, id="grid.right", tooltip="The next question"),
        Binding("up,k", "move(0, -1)", "Up", show=False, id="grid.up", tooltip="The row above"),
        Binding("down,j", "move(0, 1)", "Down", show=False, id="grid.down", tooltip="The row below"),
        Binding("g,tab,q,escape", "dismiss(None)", "Back", id="grid.back", tooltip="Back to the question"),
    ]

    grid = query_one(NumberGrid)

    def __init__(self, title: str, cells: tuple[Cell, ...], here: int) -> None:
        super().__init__()
        self.title_text, self.cells, self.here = title, cells, here

    def compose(self) -> ComposeResult:
        """The grid."""
        with Pane(id="dialog") as box:
            box.border_title = Content(self.title_text)
            box.border_subtitle = Content("Enter goes there, Esc returns")
            yield NumberGrid(self.cells, self.here)

    def action_move(self, across: int, down: int) -> None:
        """Select another number."""
        self.grid.move(across, down)

    def action_go(self) -> None:
        """Go to the selected question."""
        self.dismiss(self.grid.here)

    @on(NumberGrid.Chosen)
    def _clicked(self, message: NumberGrid.Chosen) -> None:
        self.dismiss(message.place)


class ReadScreen(ModalScreen[None]):
    """A text to read, over what it is about."""

    CSS = BOX.format(name="ReadScreen")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j,space", "scroll(1)", "Down", show=False, id="details.down", tooltip="Scroll down"),
        Binding("up,k", "scroll(-1)", "Up", show=False, id="details.up", tooltip="Scroll up"),
        Binding("q,escape,d,enter", "dismiss(None)", "Close", id="details.close", tooltip="Close"),
    ]

    def __init__(self, text: Content) -> None:
        super().__init__()
        self.text = text

    def compose(self) -> ComposeResult:
        """The text."""
        with Pane(id="dialog") as box:
            box.border_subtitle = Content("Esc closes")
            yield Static(self.text, markup=False)

    def action_scroll(self, step: int) -> None:
        """Scroll a few lines."""
        self.query_one("#dialog", Pane).scroll_relative(y=step * 3, animate=False)
