"""The numbers of all questions in rows, each with a sign and a word."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, NamedTuple

from textual import events
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.widget import Widget

from studyguide.tui.text import fit


class Cell(NamedTuple):
    """What is said of one question."""

    sign: str
    word: str
    flagged: bool = False
    style: str = ""


class NumberGrid(Widget, can_focus=True):
    """One cell is selected."""

    DEFAULT_CSS: ClassVar[str] = """
    NumberGrid { height: auto; text-wrap: nowrap; text-overflow: clip; }
    """

    class Chosen(Message):
        """A cell was clicked."""

        def __init__(self, place: int) -> None:
            super().__init__()
            self.place = place

    def __init__(self, cells: tuple[Cell, ...], here: int) -> None:
        super().__init__()
        self.cells = cells
        self.here = here
        self.columns = 1

    @property
    def cell_width(self) -> int:
        """Cells for one number with its sign and word."""
        return 8 + max((len(cell.word) for cell in self.cells), default=0)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The number of rows, and two lines for what the signs mean."""
        columns = max(1, width // self.cell_width)
        return -(-len(self.cells) // columns) + 2

    def render(self) -> Content:
        """The rows."""
        return Content("\n").join(self._rows())

    def _rows(self) -> Iterator[Content]:
        width = self.content_size.width
        self.columns = max(1, width // self.cell_width)
        for start in range(0, len(self.cells), self.columns):
            shown = range(start, min(start + self.columns, len(self.cells)))
            yield Content("").join(self._cell(place) for place in shown)
        yield Content("")
        flagged = sum(cell.flagged for cell in self.cells)
        counts = {word: sum(cell.word == word for cell in self.cells) for word in self._words()}
        said = [f"{count} {word}" for word, count in counts.items()]
        said += [f"{flagged} flagged (*)"] if flagged else []
        yield Content.styled(", ".join(said), "$text-muted")

    def _words(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(cell.word for cell in self.cells))

    def _cell(self, place: int) -> Content:
        cell = self.cells[place]
        text = Content.assemble(
            f"{place + 1:>3}",
            ("*" if cell.flagged else " ", "bold $text-warning"),
            (f"{cell.sign} {cell.word}", cell.style),
        )
        padded = fit(text, self.cell_width)
        if place != self.here:
            return padded
        marked = Content.styled(">", "bold $text-accent") + padded[1:]
        return marked.stylize_before("bold on $surface")

    def move(self, across: int, down: int) -> None:
        """Select another cell, if there is one there."""
        place = self.here + across + down * self.columns
        if 0 <= place < len(self.cells):
            self.here = place
            self.refresh()
            if isinstance(self.parent, Widget):
                region = Region(0, place // self.columns, 1, 1).translate(self.virtual_region.offset)
                self.parent.scroll_to_region(region, animate=False, force=True)

    def on_click(self, event: events.Click) -> None:
        """A click goes there."""
        place = event.y * self.columns + event.x // self.cell_width
        if 0 <= event.x // self.cell_width < self.columns and place < len(self.cells):
            self.post_message(self.Chosen(place))
