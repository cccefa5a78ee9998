"""Thousands of one-line rows of which one is selected; only those in view are drawn."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.cache import LRUCache
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from studyguide.tui.text import fit

_KEPT = 100
"""Drawn rows that are kept, some screens of them: more are more for the collector to walk."""


class Rows(ScrollView, can_focus=True, inherit_bindings=False):
    """An OptionList lays every row out beforehand, which takes a third of a second for 3,000."""

    # A selection would hold no text, since no row is drawn before it is in view.
    ALLOW_SELECT = False
    DEFAULT_CSS: ClassVar[str] = """
    Rows { background: $background; scrollbar-size-vertical: 1; overflow-x: hidden; padding: 0 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", "Up", show=False, id="rows.up", tooltip="The line above"),
        Binding("down,j", "move(1)", "Down", show=False, id="rows.down", tooltip="The next line"),
        Binding("pageup", "page(-1)", "Page up", show=False, id="rows.page-up", tooltip="A page back"),
        Binding("pagedown", "page(1)", "Page down", show=False, id="rows.page-down", tooltip="A page on"),
        Binding("home", "select(0)", "First", show=False, id="rows.first", tooltip="The first line"),
        Binding("end", "select(-1)", "Last", show=False, id="rows.last", tooltip="The last line"),
    ]

    class Opened(Message):
        """The selected row was clicked again."""

    def __init__(self, selected: Callable[[], object]) -> None:
        """`selected` is called when another row is: at once, so that both are painted together."""
        super().__init__()
        self.count = 0
        self.place = 0
        """The row selected."""
        self._selected = selected
        self._draw: Callable[[int], Content] = lambda _: Content("")
        self._drawn: LRUCache[tuple[int, int, bool], Strip] = LRUCache(_KEPT)
        """Rows by place, width and whether they are selected: scrolling by one brings one new row."""

    def show(self, count: int, draw: Callable[[int], Content], place: int = 0) -> None:
        """Show so many rows, the one at `place` selected; `draw` gives any of them."""
        self.count, self._draw = count, draw
        self.virtual_size = Size(0, count)
        self.place = -1
        self.redraw()
        self.select(place)

    def redraw(self) -> None:
        """Draw all rows anew: what they say has changed."""
        self._drawn.clear()
        self.refresh()

    def notify_style_update(self) -> None:
        """Forget rows drawn in the colours of another theme."""
        self._drawn.clear()
        super().notify_style_update()

    def select(self, place: int) -> None:
        """Select a row, the nearest there is, and bring it into view."""
        place = max(0, min(self.count - 1, place))
        before, self.place = self.place, place
        self.scroll_to_region(Region(0, place, 1, 1), animate=False, force=True)
        for changed in {before, place}:
            self.refresh_line(changed)
        if before != place:
            self._selected()

    def render_line(self, y: int) -> Strip:
        """One row of those in view."""
        width = self.scrollable_content_region.width
        place = y + self.scroll_offset.y
        if place >= self.count:
            return Strip.blank(width, self.rich_style)
        selected = place == self.place
        drawn = self._drawn.get((place, width, selected))
        if drawn is None:
            row = fit(Content(" ") + self._draw(place), width)
            if selected:
                row = row.stylize_before("on $panel")
            drawn = Visual.to_strips(self, row, width, 1, self.visual_style)[0]
            self._drawn[place, width, selected] = drawn
        return drawn

    def action_move(self, step: int) -> None:
        """A row up or down."""
        self.select(self.place + step)

    def action_page(self, step: int) -> None:
        """A page up or down."""
        self.select(self.place + step * max(1, self.scrollable_content_region.height - 1))

    def action_select(self, place: int) -> None:
        """The first row, or the last."""
        self.select(place if place >= 0 else self.count - 1)

    def on_click(self, event: events.Click) -> None:
        """A click selects; on the row selected it opens."""
        place = event.y + self.scroll_offset.y
        if place == self.place:
            self.post_message(self.Opened())
        elif place < self.count:
            self.select(place)
