"""Lines in a scrolling window, of which one stop is selected."""

from __future__ import annotations

from textual import events
from textual.content import Content
from textual.geometry import Region, Size
from textual.widget import Widget

from studyguide.tui.widgets.glyphs import Glyphs, glyphs
from studyguide.tui.widgets.lines import Line
from studyguide.tui.widgets.marking import marked_words

GUTTER = 2
"""Cells at the left for the sign of the selection."""
_WIDEST = 104
"""Cells beyond which nothing is drawn wider."""


class LineView(Widget, can_focus=True):
    """Lines drawn once for each width. A subclass draws them and says what a click on a stop opens."""

    DEFAULT_CSS = """
    LineView {
        height: auto;
        text-wrap: nowrap;
        text-overflow: clip;
    }
    """

    def __init__(self, *, ascii_only: bool, id: str | None = None, classes: str | None = None) -> None:
        """Nothing is selected and nothing drawn yet."""
        super().__init__(id=id, classes=classes)
        self.ascii_only = ascii_only
        self.selected = ""
        """The stop that is selected, or empty."""
        self.room = Size(0, 0)
        """What there is to show the lines in without scrolling."""
        self.sought: tuple[str, ...] = ()
        """What was searched for: words that begin so are marked."""
        self.hits: tuple[int, ...] = ()
        """The lines drawn last that hold such a word."""
        self._drawn: tuple[int, tuple[Line, ...]] | None = None

    @property
    def glyphs(self) -> Glyphs:
        """The signs to draw with."""
        return glyphs(self.ascii_only)

    # What a subclass says.

    def draw(self, width: int) -> tuple[Line, ...]:
        """Every line, at most `width` cells wide."""
        raise NotImplementedError

    def open_selected(self) -> None:
        """Do what a click on the selected stop does."""

    def tints(self, id: str) -> bool:
        """Whether the lines of this stop are marked when it is selected (a picture marks it itself)."""
        return True

    # Lines.

    def lines(self, width: int) -> tuple[Line, ...]:
        """Everything at `width` cells, without the gutter."""
        if self._drawn is None or self._drawn[0] != width:
            drawn = self.draw(width)
            if self.sought:
                drawn, self.hits = marked_words(drawn, self.sought)
            self._drawn = (width, drawn)
        return self._drawn[1]

    def lines_now(self) -> tuple[Line, ...]:
        """Everything at the width there is."""
        return self.lines(_inner(self.content_size.width))

    def redraw(self) -> None:
        """Draw again: something other than the selection changed."""
        before = self._drawn
        self._drawn = None
        same_height = before is not None and len(self.lines(before[0])) == len(before[1])
        self.refresh(layout=not same_height)

    def notify_style_update(self) -> None:
        """Forget lines drawn in the colours of another theme."""
        self._drawn = None
        super().notify_style_update()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The number of lines."""
        if container != self.room:
            self.room = container
            self._drawn = None
        return len(self.lines(_inner(width)))

    def render(self) -> Content:
        """The lines with the gutter, the selected ones marked by a bar and a tint."""
        width = _inner(self.content_size.width)
        bar = Content.styled(self.glyphs.bar, "$text-primary" if self.has_focus else "$text-muted")
        room = Content(" " * GUTTER)
        rows: list[Content] = []
        for line in self.lines(width):
            if line.stop and line.stop == self.selected and self.tints(line.stop):
                row = (bar + Content(" ") + line.content).pad_right(width - line.content.cell_length)
                rows.append(row.stylize_before("on $surface"))
            else:
                rows.append(room + line.content)
        return Content("\n").join(rows)

    # Selection.

    def select(self, id: str) -> None:
        """Select a stop and bring it into view."""
        if id != self.selected:
            self.selected = id
            self.selection_changed()
        self.call_after_refresh(self.reveal)

    def selection_changed(self) -> None:
        """Repaint; a subclass whose lines depend on the selection redraws."""
        self.refresh()

    def extent(self, id: str) -> tuple[int, int] | None:
        """First line of a stop and the line after its last."""
        rows = [y for y, line in enumerate(self.lines_now()) if line.stop == id]
        return (rows[0], rows[-1] + 1) if rows else None

    def window(self) -> tuple[int, int]:
        """First line in view and the line after the last."""
        if not isinstance(self.parent, Widget):
            return 0, 0
        top = self.parent.scroll_offset.y - self.virtual_region.y
        return top, top + self.parent.scrollable_content_region.height

    def reveal(self) -> None:
        """Scroll as little as needed to have the selected stop in view."""
        extent = self.extent(self.selected)
        if extent is not None:
            self.scroll_to_lines(*extent)

    def scroll_to_lines(self, first: int, end: int) -> None:
        """Scroll as little as needed to have these lines in view, with one around them."""
        if not isinstance(self.parent, Widget):
            return
        rows = self.parent.scrollable_content_region.height
        region = Region(0, max(0, first - 1), 1, min(rows, end - first + 2))
        self.parent.scroll_to_region(region.translate(self.virtual_region.offset), animate=False, force=True)

    def reveal_words(self) -> None:
        """Scroll as little as needed to have the first of the words in view that were searched for."""
        self.lines_now()
        if self.hits:
            self.scroll_to_lines(self.hits[0], self.hits[0] + 1)

    def scroll_lines(self, count: int) -> None:
        """Scroll down, or up."""
        if isinstance(self.parent, Widget):
            self.parent.scroll_relative(y=count, animate=False)

    def hit(self, x: int, y: int) -> str:
        """The stop at a place within the widget, or empty."""
        rows = self.lines_now()
        return rows[y].stop if 0 <= y < len(rows) else ""

    def on_click(self, event: events.Click) -> None:
        """Select what is clicked; a click on what is selected opens it."""
        id = self.hit(event.x, event.y)
        if not id:
            return
        event.stop()
        if id == self.selected:
            self.open_selected()
        else:
            self.select(id)


def _inner(width: int) -> int:
    """Cells for the lines in a widget of `width` cells."""
    return max(8, min(_WIDEST, width - GUTTER - 1))
